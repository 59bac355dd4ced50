import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { blankNulls } from '../../../src/engine/session/blank.ts';
import { ENTITIES } from '../../../src/entity/catalogue.ts';
import type { SampleFile } from '../../../src/import/known-file.ts';
import { maskedNames } from '../../../src/import/meaning/meaning.ts';
import { unpackPieces } from '../../../src/import/packed-rows.ts';
import { rowDigests } from '../../../src/import/stage/digest.ts';
import { finish, stage } from '../../../src/import/stage/importer.ts';
import { need, ok } from '../../../src/result.ts';
import { engineTable } from '../../../src/state/import/engine-table.ts';
import { shippedTable } from '../../../src/state/import/shipped-table.ts';
import type { ImportTools } from '../../../src/state/import/tools.ts';
import { LONG, few } from '../../tools/breadth.ts';
import { packer } from '../../tools/sample/generate.ts';
import {
  lookAt,
  policyFor,
  read,
  readKnownSample,
  readSampleRows,
  rowsPath,
  SAMPLE_FILES,
  SAMPLE_LANGS,
  textOf,
} from '../../tools/sample/known.ts';
import { modulePieces } from '../../tools/sample/rows-file.ts';
import { openEngine } from '../engine/support.ts';
import { readManifest, samplePath } from './open-sample.ts';

const known = readKnownSample();

const EVERY = SAMPLE_FILES.flatMap((name) => SAMPLE_LANGS.map((lang) => [name, lang] as const));

/** The events take as long as all others together, and the other language differs in labels alone. */
const LOOKED_AT = LONG
  ? EVERY
  : SAMPLE_FILES.filter((name) => !name.startsWith('events')).map((name) => [name, 'zh'] as const);

test('every file of the sample is known in both languages', () => {
  expect(Object.keys(known).sort()).toEqual(
    SAMPLE_FILES.flatMap((name) => SAMPLE_LANGS.map((lang) => `${name}?${lang}`)).sort(),
  );
});

test.each(Object.keys(known))('of %s each role of its entity is known: else `npm run sample`', (name) => {
  const { meaning } = known[name]!;
  const own = Object.keys(meaning.confidence).filter((role) => !role.includes('.'));
  expect(own.sort()).toEqual(ENTITIES[meaning.entity!].roles.map((role) => role.name).sort());
});

test.each(few(LOOKED_AT, 3))(
  'what is known of %s (%s) is what looking at it finds: else `npm run sample`',
  async (name, lang) => {
    const found = await lookAt(readFileSync(samplePath(name)), name, lang);
    const { bytes } = known[`${name}?${lang}`]!;
    // Another zlib may pack the same text otherwise.
    expect(known[`${name}?${lang}`]).toEqual(readManifest().zlib === packer ? found : { ...found, bytes });
  },
);

test.each(few(EVERY, 7))(
  'the rows of %s (%s) are of the text that it has, and as many as are known',
  (name, lang) => {
    const rows = readSampleRows(name, lang);
    expect(rows.text).toBe(textOf(readFileSync(samplePath(name)), lang));
    const count = rows.treated.reduce((sum, piece) => sum + piece.rows, 0);
    const { report } = known[`${name}?${lang}`]!;
    expect([count, report.rejected]).toEqual([report.rows, report.rejects.length]);
  },
);

test.each(few(EVERY, 7))('the rows of %s (%s) hold nothing where they have no value', async (name, lang) => {
  const { treated, hidden } = modulePieces(readFileSync(rowsPath(name, lang)));
  for await (const { bytes } of unpackPieces([...treated, ...hidden])) {
    const blanked = bytes.slice();
    blankNulls(blanked);
    expect(Buffer.compare(bytes, blanked)).toBe(0);
  }
});

/** Those that personal columns are treated in, and the other small one. */
const READ = LONG ? LOOKED_AT : LOOKED_AT.filter(([name]) => !name.startsWith('orders'));

describe('what comes with the page', { tags: ['whole'] }, () => {
  let csv: Engine;
  let page: Engine;
  beforeAll(async () => {
    [csv, page] = [await openEngine(), await openEngine()];
  });

  test.each(READ)('of %s (%s) is what an import makes of it: else `npm run sample`', async (name, lang) => {
    const fact = known[`${name}?${lang}`]!;
    const { meaning, report, columns } = fact;
    const { reading, staged } = await read(readFileSync(samplePath(name)), name, lang);
    need(await stage(csv, staged, reading, { profile: report.profile }));
    const made = need(await finish(csv, policyFor(meaning), { names: maskedNames(meaning) }));
    const shipped = {
      name,
      known: fact,
      ...Object.fromEntries(
        Object.entries(modulePieces(readFileSync(rowsPath(name, lang)))).map(([kind, pieces]) => [
          kind,
          () => unpackPieces(pieces),
        ]),
      ),
    } as SampleFile;
    const tools = { openTable: async () => ok({ ...engineTable(page), close: () => {} }) };
    const table = shippedTable(shipped, tools as unknown as ImportTools);
    const given = need(await table.finish(policyFor(meaning), { names: maskedNames(meaning) }));
    // What else is known of its values was found by looking at all of them, which this import has not.
    const typed = (all: typeof columns) => all.map(({ name: column, sqlType }) => ({ column, sqlType }));
    expect([typed(given.columns), given.rows]).toEqual([typed(made.columns), made.rows]);
    expect(given.columns).toEqual(columns);
    need(await csv.replaceTable('made', made.ipc));
    need(await csv.replaceTable('given', given.ipc));
    const [differ] = need(
      await csv.rows<{ n: number }>(
        'SELECT count(*)::INTEGER AS n FROM ((FROM made EXCEPT ALL FROM given) UNION ALL (FROM given EXCEPT ALL FROM made))',
      ),
    );
    expect(differ).toEqual({ n: 0 });

    // What is asked of the raw rows has the same answer: by their digests a file that is dropped later is known again.
    const raw = (column: string) => `"${column}"`;
    const digests = need(await rowDigests(csv, '00ff', raw));
    const change = need(await table.compare(digests, '00ff', raw));
    expect(change).toEqual({ rows: made.rows, already: made.rows, fresh: 0, gone: 0 });
  });
});

test('what is known holds no value of a row', () => {
  const text = gunzipSync(readFileSync(samplePath('customers.csv.gz'))).toString('utf8');
  const [, ...rows] = text.trimEnd().split('\n').slice(0, 50);
  const said = JSON.stringify(known);
  for (const row of rows) expect(said).not.toContain(row.split(',')[0]);
});
