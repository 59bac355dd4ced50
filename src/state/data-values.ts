import type { ExpectedSource, MappedSource } from '../entity/source.ts';
import type { Notebook } from '../notebook/document.ts';
import { scrub } from '../notebook/scrub.ts';
import type { Connector } from '../engine/connector.ts';
import type { ValueFilter } from '../privacy/value-filter.ts';
import { askedHashesSql, SEPARATOR } from '../privacy/value-keys.ts';
import { ok, type Result } from '../result.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { Engines } from './engines.ts';
import { NOTHING_RAW, type RawLook } from './import/existing.ts';
import type { SourceShelf } from './sources.svelte.ts';

/** Roles whose values point at one customer or one order. */
const IDENTIFYING = ['customer', 'name', 'phone', 'email', 'referrer', 'order_id', 'text'];

/** What was found of the data in a notebook, and what it was held against. */
export interface DataLook {
  values: ReadonlySet<string>;
  /** Sources whose values were known as they stood in the file. */
  raw: readonly string[];
  /** Sources of which only what is kept after treatment could be looked through. */
  treated: readonly string[];
  /** Sources that could not be looked through: whether their values stand in it is not known. */
  unlooked: readonly string[];
}

interface Held extends RawLook {
  name: string;
}

/** As `dataValues`, with the sources that an open notebook has; `expected` says what they mean. */
export async function lookInData(
  engines: Pick<Engines, 'notebook'>,
  sources: SourceShelf,
  notebook: Notebook,
  expected: readonly ExpectedSource[],
): Promise<DataLook> {
  const held = (await sources.rawLooks()).map(({ name, raw }) => ({ name, ...(raw ?? NOTHING_RAW) }));
  const engine = await engines.notebook();
  if (!engine.ok) {
    const unlooked = sources.list.map(({ name }) => name);
    return { values: new Set(), raw: [], treated: [], unlooked };
  }
  // A stored notebook that has not run has none of them there; those that cannot be put there are not looked through.
  const known = held.filter(({ whole }) => whole).map(({ name }) => name);
  await sources.load(engine.value, (name) => !known.includes(name));
  return dataValues(engine.value, notebook, sources.mapped(expected), held);
}

/**
 * Those phrases and literals of the notebook that stand in the data's identifying columns: to be looked at before
 * sharing. The tables of sources that are not `held` whole are to be in the engine.
 */
export async function dataValues(
  db: Connector,
  notebook: Notebook,
  sources: readonly MappedSource[],
  held: readonly Held[] = [],
): Promise<DataLook> {
  const asked = new Set<string>();
  scrub(notebook, (phrase) => {
    if (!phrase.includes(SEPARATOR)) asked.add(phrase);
    return false;
  });
  const phrases = [...asked];
  const hashed = await Promise.all(
    held.map(async ({ name, whole, filters }) => ({
      name,
      whole,
      found: await Promise.all(filters.map((filter) => inFilter(db, phrases, filter))),
    })),
  );
  const known = hashed.filter(({ whole, found }) => whole && found.every(({ ok }) => ok));
  const raw = known.map(({ name }) => name);
  const rest = sources.filter(({ name }) => !raw.includes(name));
  const stored = await inTables(db, phrases, rest);
  const names = rest.map(({ name }) => name);
  const found = [...hashed.flatMap((source) => source.found), stored].flatMap((of) =>
    of.ok ? of.value : [],
  );
  const values = new Set(found);
  return stored.ok
    ? { values, raw, treated: names, unlooked: [] }
    : { values, raw, treated: [], unlooked: names };
}

/** A single word that may be somebody's name: a small letter begins one of prose. */
const isNameWord = (phrase: string): boolean => /^(?:\p{Script=Han}{2,}|\p{Lu}[\p{L}'’·]{2,})$/u.test(phrase);

async function inFilter(
  db: Connector,
  phrases: readonly string[],
  filter: ValueFilter,
): Promise<Result<string[]>> {
  if (phrases.length === 0) return ok([]);
  const hashed = await db.run(askedHashesSql(phrases, filter.salt));
  if (!hashed.ok) return hashed;
  const { data } = hashed.value;
  const has = (pair: number, i: number) =>
    filter.has(data[2 * pair]![i] as number, data[2 * pair + 1]![i] as number);
  return ok(
    phrases.filter(
      (phrase, i) => has(0, i) || (data[6]![i] === true && has(1, i)) || (isNameWord(phrase) && has(2, i)),
    ),
  );
}

async function inTables(
  db: Connector,
  phrases: readonly string[],
  sources: readonly MappedSource[],
): Promise<Result<string[]>> {
  const columns = sources.flatMap((s) =>
    [s.mapping, s.attributes ?? {}].flatMap((roles) =>
      IDENTIFYING.flatMap((role) => (roles[role] ? [{ source: s.name, column: roles[role] }] : [])),
    ),
  );
  if (phrases.length === 0 || columns.length === 0) return ok([]);
  const list = `SELECT unnest(string_split(${quoteText(phrases.join(SEPARATOR))}, chr(31))) AS v`;
  const found = columns.map(
    ({ source, column }) =>
      `SELECT v FROM asked WHERE v IN (SELECT CAST(${quoteName(column)} AS VARCHAR) FROM source.${quoteName(source)})`,
  );
  const rows = await db.run(`WITH asked AS MATERIALIZED (${list}) ${found.join(' UNION ')}`);
  return rows.ok ? ok(rows.value.data[0] as string[]) : rows;
}
