import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LONG } from '../../tools/breadth.ts';
import { lookAt, readKnownSample, SAMPLE_FILES, SAMPLE_LANGS } from '../../tools/sample/known.ts';
import { speak } from '../../tools/sample/speak.ts';
import { samplePath } from './open-sample.ts';

const known = readKnownSample();

/** The events take as long as all others together, and the other language differs in labels alone. */
const LOOKED_AT = LONG
  ? SAMPLE_FILES.flatMap((name) => SAMPLE_LANGS.map((lang) => [name, lang] as const))
  : SAMPLE_FILES.filter((name) => !name.startsWith('events')).map((name) => [name, 'zh'] as const);

test('every file of the sample is known in both languages', () => {
  expect(Object.keys(known).sort()).toEqual(
    SAMPLE_FILES.flatMap((name) => SAMPLE_LANGS.map((lang) => `${name}?${lang}`)).sort(),
  );
});

test.each(LOOKED_AT)(
  'what is known of %s (%s) is what looking at it finds: else `npm run sample`',
  async (name, lang) => {
    expect(known[`${name}?${lang}`]).toEqual(await lookAt(readFileSync(samplePath(name)), name, lang));
  },
);

// Of another size a file is looked at like any other, and nobody notices but who waits for it.
test.each(SAMPLE_LANGS)('the events are those that are known (%s)', (lang) => {
  const text = gunzipSync(readFileSync(samplePath('events.csv.gz'))).toString('utf8');
  expect(known[`events.csv.gz?${lang}`]!.bytes).toBe(Buffer.byteLength(speak(text, lang)));
});

test('what is known holds no value of a row', () => {
  const text = gunzipSync(readFileSync(samplePath('customers.csv.gz'))).toString('utf8');
  const [, ...rows] = text.trimEnd().split('\n').slice(0, 50);
  const said = JSON.stringify(known);
  for (const row of rows) expect(said).not.toContain(row.split(',')[0]);
});
