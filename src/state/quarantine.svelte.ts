import type { ResultField, Rows } from '../engine/api.ts';
import { ENTITIES, type EntityName } from '../entity/catalogue.ts';
import { CLEANING_RULES } from '../entity/cleaning-rules.ts';
import { NAMES } from '../entity/source.ts';
import type { Format } from '../i18n/formats.ts';
import { notebookText as text } from '../i18n/notebook.ts';
import type { Lang } from '../i18n/text.ts';
import { ok } from '../result.ts';
import { quoteText } from '../sql/quote.ts';
import type { ResultColumn } from '../template/schema.ts';
import type { Engines } from './engines.ts';
import type { ExportedTable } from './exporting.svelte.ts';
import { rowsOf, tableSource, type GridSource } from './result-pages.ts';

/** A row set aside, by where it came from; `final` ones cannot be taken back. */
export interface RowAside {
  source: string;
  row: number;
  final: boolean;
}

const HEAD = ['rule', '_source', '_row'];
/** Roles that are a share of something: 100% in a file is not 1 to whoever reads it. */
const SHARES = new Set(['discount_rate']);
/** Where rows came from, which no two share: the order of rows that are otherwise alike. */
const PLACE = '_source, _row';

/** The rows of one entity that cleaning set aside, as they are read, shown and written. */
export class Quarantine {
  readonly #engines: Pick<Engines, 'notebook'>;
  readonly #entity: EntityName;
  readonly #rule: string | null;
  #fields = $state.raw<ResultField[]>([]);
  /** Rule of each row that was read, by its place: what is shown is the rule's title. */
  readonly #rules = new Map<string, string>();

  /** `rule`: only what this rule set aside. */
  constructor(engines: Pick<Engines, 'notebook'>, entity: EntityName, rule: string | null = null) {
    this.#engines = engines;
    this.#entity = entity;
    this.#rule = rule;
  }

  /** Columns of the table; none until `look`. */
  get fields(): ResultField[] {
    return this.#fields;
  }

  /** What the columns are called: why a row stands here first, then where it came from. */
  get columns(): ResultColumn[] {
    const formatOf = (name: string): Format => {
      if (SHARES.has(name)) return 'percent';
      const type = this.#fields.find((field) => field.name === name)?.type;
      return !type || type === 'boolean' ? 'text' : type;
    };
    return [
      { name: 'rule', label: text.rule, format: 'text' },
      { name: '_source', label: text.source, format: 'text' },
      { name: '_row', label: text.row, format: 'integer' },
      ...ENTITIES[this.#entity].roles.map(({ name, label }) => ({ name, label, format: formatOf(name) })),
    ];
  }

  /** Reads which columns there are, which a new cleaning may change. Rejects with an Error to say why not. */
  async look(): Promise<void> {
    this.#fields = (await this.#read(`${this.#select} LIMIT 0`)).fields;
  }

  /** The rows with the rules' titles for their ids; sorted by rule they are in the order of the titles. */
  source(lang: Lang): GridSource {
    const from = `(${this.#select})`;
    const plain = tableSource(this.#engines, { from, order: PLACE }, undefined, lang);
    const titles = Object.fromEntries(CLEANING_RULES.map(({ id, title }) => [id, title]));
    const byTitle = (descending: boolean) =>
      tableSource(this.#engines, { from, order: titleOrder(lang, descending) }, undefined, lang);
    return {
      ...plain,
      codes: { rule: titles },
      page: async (offset, limit, { sort, tests }) => {
        const rows =
          sort?.column === 'rule'
            ? await byTitle(sort.descending).page(offset, limit, { sort: null, tests })
            : await plain.page(offset, limit, { sort, tests });
        const [rules, sources, numbers] = HEAD.map((name) => columnOf(rows, name));
        rules!.forEach((rule, i) => this.#rules.set(placeKey(sources![i], numbers![i]), String(rule)));
        return titled(rows, lang);
      },
      widest: async (fields) => {
        const values = await plain.widest(fields);
        return values.map((column, i) =>
          fields[i]?.name === 'rule' ? CLEANING_RULES.map(({ title }) => title[lang]) : column,
        );
      },
    };
  }

  /** A row as the grid shows it, by its place; null for none. */
  rowAt(shown: Record<string, unknown> | null): RowAside | null {
    const source = shown?.['_source'];
    if (!shown || typeof source !== 'string') return null;
    const id = this.#rules.get(placeKey(source, shown['_row']));
    const rule = CLEANING_RULES.find((known) => known.id === id);
    return { source, row: Number(shown['_row']), final: rule?.restorable === false };
  }

  /** The whole table as a file. `current` says whether cleaning has not made another one meanwhile. */
  file(count: number, lang: Lang, current: () => boolean): ExportedTable {
    const inOrder = `${this.#select} ORDER BY ${PLACE}`;
    return {
      name: `quarantine-${this.#entity}`,
      sheet: this.#entity,
      count,
      fields: this.#fields,
      from: `(${inOrder})`,
      current,
      page: async (engine, offset, limit, signal) => {
        const page = await engine.run(`${inOrder} LIMIT ${limit} OFFSET ${offset}`, { signal });
        return page.ok ? ok(titled(page.value, lang)) : page;
      },
    };
  }

  get #select(): string {
    // Whatever columns the table has: which ones, cleaning decides.
    const rest = `c -> c NOT IN (${[...HEAD, NAMES].map(quoteText).join(', ')})`;
    return `SELECT ${HEAD.join(', ')}, COLUMNS(${rest}) FROM quarantine.${this.#entity}${this.#rule === null ? '' : ` WHERE rule = ${quoteText(this.#rule)}`}`;
  }

  #read(sql: string): Promise<Rows> {
    return rowsOf(this.#engines, (engine) => engine.run(sql));
  }
}

const placeKey = (source: unknown, row: unknown): string => `${String(row)} ${String(source)}`;

const columnOf = (rows: Rows, name: string): unknown[] =>
  Array.from(rows.data[rows.fields.findIndex((field) => field.name === name)] ?? []);

const titleOf = (id: unknown, lang: Lang): unknown =>
  CLEANING_RULES.find((rule) => rule.id === id)?.title[lang] ?? id;

const titled = (rows: Rows, lang: Lang): Rows => ({
  ...rows,
  data: rows.data.map((column, i) =>
    rows.fields[i]?.name === 'rule' ? Array.from(column, (id) => titleOf(id, lang)) : column,
  ),
});

/** By a rule's place among the titles, as a reader of the language orders them, then by where rows came from. */
function titleOrder(lang: Lang, descending: boolean): string {
  const sorted = [...CLEANING_RULES].sort((a, b) => a.title[lang].localeCompare(b.title[lang], lang));
  const place = `CASE rule ${sorted.map(({ id }, i) => `WHEN ${quoteText(id)} THEN ${i}`).join(' ')} END`;
  return `${place} ${descending ? 'DESC' : 'ASC'} NULLS LAST, ${PLACE}`;
}
