import { expect, test } from 'vitest';
import { fill } from '../../../src/i18n/fill.ts';
import { NOUNS, oneOf, VERBS } from '../../../src/i18n/plural.ts';
import { renderText } from '../../../src/template/findings.ts';

const sources = Object.entries({
  ...import.meta.glob<string>('../../../src/**/*.{ts,svelte}', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>('../../../templates/**/*.ts', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
});
/** English texts into which values are put, as they stand in the sources. */
const texts = sources.flatMap(([path, source]) =>
  [...source.matchAll(/\ben"?:\s*(['`])((?:(?!\1).|\n)*?)\1/g)]
    .map(([, , en]) => ({ en: en!.replaceAll('\\', ''), path: path.replace(/^(\.\.\/)+/, '') }))
    .filter(({ en }) => /\{\w+/.test(en) && !en.includes('${')),
);
/** Names of plain slots that hold a count wherever they stand. */
const COUNT =
  /^(?:n|count|rows|of|all|total|customers|answers|cells|columns|fields|files|records|limit|min|most)$/;
const SLOT = /\{(\w+)(?::(\w+))?(?:\|[^{}]*)?\}/g;

/** The text where each count is `n`, as the page would write it. */
function said(en: string, n: number): string {
  const count = n.toLocaleString('en');
  const text = { zh: '', en };
  const slots = [...en.matchAll(SLOT)];
  if (slots.some(([, , format]) => format)) {
    const row = Object.fromEntries(
      slots.map(([, name, format]) => [name, format === 'integer' ? n : format ? 0.5 : 'Abc']),
    );
    const write = (value: unknown, format: string): string =>
      format === 'integer' ? count : format === 'text' ? String(value) : `0.5<${format}>`;
    return renderText(text, row, 'en', write as never)
      .map((piece) => piece.text)
      .join('');
  }
  const values = Object.fromEntries(slots.map(([, name]) => [name!, COUNT.test(name!) ? count : 'Abc']));
  return fill(text, 'en', values);
}

/** Words in s that are no plural. */
const NO_PLURAL =
  /^(?:is|has|was|does|as|its|this|us|less|plus|series|analysis|basis|always|business|across|access|address|process|class|times|states|s)$/;
const SINGULAR_VERBS = new Set(Object.values(VERBS));
const ONES = new Set(NOUNS.map(oneOf));
/** What begins another part of the sentence. */
const STOP =
  /^(?:of|and|or|in|by|for|to|at|than|with|against|from|that|which|who|whose|as|on|its|their|the|a|an|it|they)$/;

/** Where a noun or verb has not the number of the count before it. */
function offences(text: string, n: number): string[] {
  const counts = new RegExp(`(?<![\\w.,%¥$])${n.toLocaleString('en')} ((?:[a-z’-]+ ?){1,4})`, 'g');
  return [...text.matchAll(counts)].flatMap(([whole, words]) => {
    const after = words!.trim().split(' ');
    const stop = after.findIndex((word) => STOP.test(word));
    const near = stop < 0 ? after : after.slice(0, stop);
    return (n === 1 ? isMany(near) : isOne(near)) ? [whole.trim()] : [];
  });
}

/** Whether what follows a one stands for many. */
function isMany(words: readonly string[]): boolean {
  for (const [i, word] of words.entries()) {
    if (SINGULAR_VERBS.has(word)) return false;
    if (ONES.has(word) && !NOUNS.includes(words[i + 1] ?? '')) return (words[i + 1] ?? '') in VERBS;
    if (NOUNS.includes(word) || word in VERBS || (word.endsWith('s') && !NO_PLURAL.test(word))) return true;
  }
  return false;
}

/** Whether the noun behind several, or none, stands for one: not the first part of another, as in order lines. */
const isOne = (words: readonly string[]): boolean => {
  const noun = words.findIndex((word) => ONES.has(word) || NOUNS.includes(word));
  return noun >= 0 && !words.slice(noun, noun + 2).some((word) => NOUNS.includes(word));
};

test('faults of number are seen', () => {
  expect(offences('All 1 totals agree', 1)).toHaveLength(1);
  expect(offences('1 customer are lost, 1 more rules met', 1)).toHaveLength(2);
  expect(offences('1 have none', 1)).toHaveLength(1);
  expect(offences('1 customer is lost of 1 that has 1 order line', 1)).toEqual([]);
  expect(offences('2 row are read, 2 order line', 2)).toHaveLength(2);
  expect(offences('2 rows are read, 2 order lines', 2)).toEqual([]);
});

test('the texts are there', () => expect(texts.length).toBeGreaterThan(800));

test.each([0, 1, 2, 1000])('what is counted has the number of %i', (n) => {
  const found = texts.flatMap(({ en, path }) =>
    offences(said(en, n), n).map((offence) => `${path}: ${offence} | ${en}`),
  );
  expect(found).toEqual([]);
});
