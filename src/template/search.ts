import type { Text } from '../i18n/text.ts';
import type { RoleRef } from '../entity/catalogue.ts';
import { fittedParams, missingRoles } from './needs.ts';
import type { ParamValues, Template, TemplateMeta } from './schema.ts';
import { ALSO, READY_QUESTIONS } from './search-words.ts';

/** One thing that can be added: a template as it is, or with the settings of a ready question. */
export interface CatalogueEntry {
  id: string;
  template: string;
  group: TemplateMeta['group'];
  title: Text;
  /** What it answers; of a ready question the title of its template. */
  question: Text;
  params: ParamValues;
  /** Roles that no source fills; empty when it can be shown, and while there are no data at all. */
  missing: RoleRef[];
}

/** Words and what a hit in them counts. `whole` ones are short enough to be looked for in what was typed. */
interface Field {
  weight: number;
  words: readonly string[];
  whole?: true;
}

/**
 * Everything that can be added, templates first, with what each lacks of the roles that are `mapped`, and set so that
 * it lacks the least.
 */
export function catalogueEntries(
  templates: ReadonlyMap<string, Template>,
  mapped: ReadonlySet<string>,
): { templates: CatalogueEntry[]; ready: CatalogueEntry[] } {
  const set = (template: Template, given: ParamValues) => {
    if (mapped.size === 0) return { params: given, missing: [] };
    const params = fittedParams(template, mapped, given);
    return { params, missing: missingRoles(template, mapped, params) };
  };
  return {
    templates: [...templates.values()].map((template) => ({ ...pick(template), ...set(template, {}) })),
    ready: READY_QUESTIONS.flatMap(({ id, template: of, title, params }) => {
      const template = templates.get(of);
      if (!template) return [];
      return [{ ...pick(template), id, title, question: template.title, ...set(template, params) }];
    }),
  };
}

const pick = ({ id, group, title, question }: Template) => ({ id, template: id, group, title, question });

/** Words that say nothing of what is looked for, where others do. */
const EMPTY = new Set([
  ...[
    '分析',
    '模型',
    '图',
    '图表',
    '表',
    '报表',
    '统计',
    '数据',
    '客户',
    '用户',
    '顾客',
    '情况',
    '查看',
    '怎么',
    '我们',
  ],
  ...[
    'the',
    'of',
    'by',
    'a',
    'an',
    'is',
    'are',
    'our',
    'and',
    'how',
    'many',
    'what',
    'which',
    'in',
    'for',
    'do',
    'i',
    'find',
    'who',
  ],
  ...['analysis', 'model', 'chart', 'table', 'data', 'customer', 'show'],
]);

const TERM = /[a-z0-9]+(?:[/&-][a-z0-9]+)*|[\p{Script=Han}]+/gu;

/** What was typed as terms to look for: full width and half width alike, “top 10” one word, plurals as singulars. */
export function termsOf(typed: string): string[] {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\btop\s+(?=\d)/g, 'top');
  const terms = (plain.match(TERM) ?? []).map(singular);
  const telling = terms.filter((term) => !EMPTY.has(term));
  return [...new Set(telling.length > 0 ? telling : terms)];
}

const singular = (word: string): string =>
  /^[a-z]{4,}s$/.test(word) && !/(?:ss|us|is)$/.test(word)
    ? word.replace(/ies$/, 'y').replace(/s$/, '')
    : word;

/** Its words as the terms are made, and whole; Han words stand whole. */
const prepared = (words: readonly string[]): string[] =>
  words.flatMap((word) => {
    const plain = word.normalize('NFKC').toLowerCase();
    return [plain, ...(plain.match(TERM) ?? []).map(singular)];
  });

const isHan = (term: string): boolean => /\p{Script=Han}/u.test(term);

/** How well a term fits words: 3 the same, 2 it begins or (in Chinese) is part of one, 1 one is part of it; else 0. */
function fit(term: string, words: readonly string[], whole: boolean): number {
  if (words.includes(term)) return 3;
  if (words.some((word) => (isHan(term) ? word.includes(term) : term.length > 1 && word.startsWith(term))))
    return 2;
  if (!whole) return 0;
  return words.some((word) =>
    isHan(word) ? word.length > 1 && term.includes(word) : word.length > 3 && term.startsWith(word),
  )
    ? 1
    : 0;
}

function score(terms: readonly string[], fields: readonly Field[]): { hits: number; points: number } {
  let [hits, points] = [0, 0];
  for (const term of terms) {
    const best = Math.max(
      0,
      ...fields.map(({ words, weight, whole }) => weight * fit(term, words, whole === true)),
    );
    if (best > 0) hits += 1;
    points += best;
  }
  return { hits, points };
}

interface Indexed {
  id: string;
  fields: Field[];
}

/** What a search goes through: every entry with its words, made once, when something is first looked for. */
export class CatalogueSearch {
  readonly #templates: ReadonlyMap<string, Template>;
  #index: Indexed[] | null = null;

  constructor(templates: ReadonlyMap<string, Template>) {
    this.#templates = templates;
  }

  /** Ids of the entries that fit what was typed, best first; where none has every term, those that have most. */
  find(typed: string): string[] {
    const terms = termsOf(typed);
    if (terms.length === 0) return [];
    const scored = (this.#index ??= indexOf(this.#templates))
      .map(({ id, fields }) => ({ id, ...score(terms, fields) }))
      .filter(({ hits }) => hits > 0);
    const most = Math.max(0, ...scored.map(({ hits }) => hits));
    return scored
      .filter(({ hits }) => hits === most)
      .toSorted((a, b) => b.points - a.points)
      .map(({ id }) => id);
  }
}

function indexOf(templates: ReadonlyMap<string, Template>): Indexed[] {
  const of = (list: readonly Text[]) => prepared(list.flatMap((text) => [text.zh, text.en]));
  return [
    ...READY_QUESTIONS.map(({ id, title, words }) => ({
      id,
      fields: [
        { weight: 5, words: of([title]) },
        { weight: 6, words: prepared(words), whole: true as const },
      ],
    })),
    ...[...templates.values()].map(({ id, title, question, tags, params }) => ({
      id,
      fields: [
        { weight: 7, words: of([title]) },
        { weight: 6, words: prepared(tags), whole: true as const },
        { weight: 5, words: prepared(ALSO[id] ?? []), whole: true as const },
        { weight: 2, words: of([question]) },
        // What its settings offer: every metric and dimension by name.
        {
          weight: 1,
          words: of(
            params.flatMap((p) => [p.label, ...('options' in p ? p.options.map((o) => o.label) : [])]),
          ),
        },
      ],
    })),
  ];
}
