import { describe, expect, test } from 'vitest';
import { ENTITIES } from '../../../src/entity/catalogue.ts';
import type { Text } from '../../../src/i18n/text.ts';
import { METRICS } from '../../../src/metric/catalogue.ts';
import { DIMENSIONS } from '../../../src/metric/dimension.ts';
import { templates } from '../../../src/template/registry.ts';

/** Texts that are sentences, headings of their own or units: what they say is no term for a thing. */
const SENTENCES = [
  'title',
  'question',
  'help',
  'explanation',
  'sentence',
  'measure',
  'suggest',
  'text',
  'unit',
  'format',
];

/** Every term under `value`, with where it stands. */
function termsIn(value: unknown, path: string): { term: Text; path: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value) return [{ term: value as Text, path }];
  return Object.entries(value)
    .filter(([key]) => !SENTENCES.includes(key))
    .flatMap(([key, inner]) => termsIn(inner, `${path}.${key}`));
}

const terms = [
  ...[...templates.values()].flatMap((template) => termsIn(template, template.id)),
  ...termsIn(ENTITIES, 'entity'),
  ...termsIn(
    METRICS.map(({ label }) => ({ label })),
    'metric',
  ),
  ...termsIn(
    DIMENSIONS.map(({ label, words }) => ({ label, words })),
    'dimension',
  ),
];

/** Case and the article do not make another term. */
const plain = (en: string): string => en.toLowerCase().replace(/^the (number of )?/, '');
/** Nor does the plural where Chinese has none. */
const singular = (en: string): string => plain(en).replace(/s$/, '');

/** Chinese terms with more than one English one, and why. */
const CHINESE: Record<string, string> = {
  行为: 'the heading of what customers do is “behaviour”, its rows are events',
};

/** English terms with more than one Chinese one, and why. */
const ENGLISH: Record<string, string> = {
  customers: '客户 are the people, 客户数 their count',
  orders: '订单 are the things, 订单数 their count',
  feedback: '反馈 is the entity, 反馈数 its count',
  target: '目标 is an aim, 对象 what an action is done to',
};

const drift = (key: (term: Text) => string, other: (term: Text) => string, listed: object): string[] => {
  const found = new Map<string, Map<string, string>>();
  for (const { term, path } of terms) {
    const others = found.get(key(term)) ?? new Map<string, string>();
    found.set(key(term), others.set(other(term), others.get(other(term)) ?? path));
  }
  return [...found]
    .filter(([term, others]) => others.size > 1 && !Object.hasOwn(listed, term))
    .map(([term, others]) => `${term}: ${[...others].map(([o, path]) => `${o} (${path})`).join(' / ')}`);
};

describe('a thing has one word', () => {
  test('of English for each of Chinese', () => {
    expect(
      drift(
        (t) => t.zh,
        (t) => singular(t.en),
        CHINESE,
      ),
    ).toEqual([]);
  });

  test('of Chinese for each of English', () => {
    expect(
      drift(
        (t) => plain(t.en),
        (t) => t.zh,
        ENGLISH,
      ),
    ).toEqual([]);
  });

  test('and an exception that is none any more is struck off the lists', () => {
    expect(
      drift(
        (t) => t.zh,
        (t) => singular(t.en),
        {},
      ),
    ).toHaveLength(Object.keys(CHINESE).length);
    expect(
      drift(
        (t) => plain(t.en),
        (t) => t.zh,
        {},
      ),
    ).toHaveLength(Object.keys(ENGLISH).length);
  });

  test('that stands once in the source, beside its translation', () => {
    const sources = import.meta.glob<string>('../../../templates/*/template.ts', {
      eager: true,
      query: '?raw',
      import: 'default',
    });
    const where = new Map<string, Set<string>>();
    for (const [path, source] of Object.entries(sources))
      for (const [pair] of source.matchAll(/\{\s*zh: (['"`]).*?\1,\s*en: (['"`]).*?\2,?\s*\}/g)) {
        const text = pair.replace(/\s+/g, ' ').replace(/, \}$/, ' }');
        // A figure alone is no word.
        if (/^\{ zh: '\{[\w:]+\}', en: '\{[\w:]+\}' \}$/.test(text)) continue;
        where.set(text, (where.get(text) ?? new Set()).add(path.split('/').at(-2)!));
      }
    expect(where.size).toBeGreaterThan(500);
    const again = [...where].filter(([, folders]) => folders.size > 1);
    expect(
      again.map(([text, folders]) => `${text}: ${[...folders].join()}`),
      'what analyses share belongs in templates/shared/words.ts',
    ).toEqual([]);
  });
});
