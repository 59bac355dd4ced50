import type { Engine, RunOptions } from '../../engine/client.ts';
import { areCodes, detectPersonal, writtenAmong, type Seen } from '../../privacy/detect.ts';
import { fold } from '../../privacy/fold.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import { countsSql, isLikely, kindsIn, likelySql, openTextSql, plainSql } from '../../privacy/redact.ts';
import { ok, type Result } from '../../result.ts';
import type { Frequent } from './few-rows.ts';
import { STAGING } from './staging.ts';

/** Rows from all over a table whose values are looked at one by one. */
const SPREAD = 200;
/** Up to so many different values the first look at a big table has fetched, to look at them itself. */
const HERE = 500;
/** Up to so many bytes a value is searched here. */
const SHORT = 200;
/** With fewer different values than this, those are counted through rather than the rows. */
const FEW = 20_000;

/** Where the first look at a big table takes values from besides its first rows, and how many stand there. */
const PLACES = 20;
const AT_A_PLACE = SPREAD / PLACES;

/**
 * Values of each column from rows at equal steps through the whole table, for which every row is passed; or, `near`,
 * from rows that stand together at fewer places, which is quick however many there are.
 */
export async function spreadValues(
  engine: Engine,
  columns: readonly { c: string }[],
  rows: number,
  options: RunOptions,
  near = false,
): Promise<Result<(string | null)[][]>> {
  if (rows === 0) return ok(columns.map(() => []));
  const values = `SELECT ${columns.map(({ c }) => `left(${c}::VARCHAR, 200) AS ${c}`).join(', ')} FROM ${STAGING}`;
  const starts = (places: number) => {
    const step = Math.max(1, Math.floor(rows / places));
    return Array.from({ length: Math.min(rows, places) }, (_, i) => i * step);
  };
  const sql = near
    ? starts(PLACES)
        .map((at) => `${values} WHERE rowid >= ${at} AND rowid < ${at + AT_A_PLACE}`)
        .join(' UNION ALL ')
    : `${values} WHERE rowid IN (${starts(SPREAD).join(', ')}) ORDER BY rowid`;
  const read = await engine.run(sql, options);
  return read.ok ? ok(columns.map((_, i) => read.value.data[i] as (string | null)[])) : read;
}

/** A staged column, with values of it from all over the table. */
export interface Counted {
  c: string;
  type: string;
  name: string;
  samples: readonly string[];
  /** All its different values, none cut short, where they are here. */
  here: readonly Frequent[] | null;
  distinct: number;
  filled: number;
  /** How many values `openSql` has left to look at, where it was asked. */
  open?: number;
}

/** An aggregate of how many values of a column are not told at once to be nothing personal; null where it holds none. */
export const openSql = (c: string, type: string): string | null => {
  if (isNumber(type)) return mobilesSql(c);
  return NO_TEXT.test(type) ? null : `count_if(NOT ${plainSql(`${c}::VARCHAR`)})`;
};

/** The page gets its turn after so long: it looks at the first values of each column, milliseconds. */
const STRETCH = 12;

/** Gives the page its turn where it is due, each time it is called. */
function turns(): () => Promise<void> {
  let rested = performance.now();
  return async () => {
    if (performance.now() - rested < STRETCH) return;
    await new Promise((go) => setTimeout(go));
    rested = performance.now();
  };
}

/**
 * Counts what is personal in all values of columns, in the rows of `from`; null for one whose name or first values
 * have told already. Nearly all columns hold nothing that could be something: that shows in one look at all of them.
 */
export async function countPersonal(
  engine: Engine,
  columns: readonly Counted[],
  from: string,
  options: RunOptions,
): Promise<Result<(Seen | null)[]>> {
  const open: Counted[] = [];
  const rest = turns();
  for (const column of columns) {
    if (column.filled > 0 && detectPersonal(column.name, column.samples) === null) open.push(column);
    await rest();
  }
  const texts = open.filter(({ type }) => !NO_TEXT.test(type) && !isNumber(type));
  const looked = texts.filter(({ open: left, here }) => left !== 0 && !here);
  const mobiles = await countMobiles(
    engine,
    open.filter(({ type }) => isNumber(type)),
    from,
    options,
  );
  if (!mobiles.ok) return mobiles;
  const likely = await likelyIn(engine, looked, from, options);
  if (!likely.ok) return likely;
  // A search by the engine takes long to set up: values that are all here are searched here.
  const valuesOf = ({ c, here }: Counted) => here ?? likely.value.get(c);
  const kinds = new Map<string, Seen['kinds']>();
  for (const column of texts) {
    kinds.set(column.c, kindsIn(valuesOf(column) ?? []));
    await rest();
  }
  for (const { c, phones } of mobiles.value) kinds.set(c, phones > 0 ? { phone: phones } : {});
  for (const column of looked) {
    if (likely.value.get(column.c) !== null) continue;
    const counted = await countKinds(engine, column, from, options);
    if (!counted.ok) return counted;
    kinds.set(column.c, counted.value);
  }
  const written = new Map<string, Seen['kinds']>();
  for (const column of texts.filter(({ c, samples }) => hasAny(kinds.get(c)) && areCodes(samples))) {
    const among = writtenAmong(column.samples);
    const values = valuesOf(column);
    const counted = values
      ? ok(kindsIn(values.filter(({ value }) => among.test(fold(value)))))
      : await countKinds(engine, column, from, options, among.sql);
    if (!counted.ok) return counted;
    written.set(column.c, counted.value);
  }
  return ok(
    columns.map(({ c, filled }) => {
      const found = kinds.get(c);
      if (!found) return null;
      const words = written.get(c);
      return { filled, kinds: found, ...(words && { written: words }) };
    }),
  );
}

const hasAny = (kinds: Seen['kinds'] | undefined): boolean => Object.keys(kinds ?? {}).length > 0;

const NO_TEXT = /^(?:BOOLEAN|DATE|TIME|BLOB|FLOAT|DECIMAL)/;
const isNumber = (type: string): boolean => /^(?:DOUBLE|U?\w*INT)/.test(type) && !type.endsWith(']');

/**
 * Columns (`c1` …) with a value in which something personal could stand, with those values where they were fetched.
 * Those of few different values are looked at together, each value once: to set up the search takes longer than the
 * search.
 */
async function likelyIn(
  engine: Engine,
  columns: readonly Counted[],
  from: string,
  options: RunOptions,
): Promise<Result<Map<string, Frequent[] | null>>> {
  const found = new Map<string, Frequent[] | null>();
  const here = columns.filter(({ open, distinct }) => distinct <= (open === undefined ? SPREAD : HERE));
  const read = await valuesHere(engine, here, from, options);
  if (!read.ok) return read;
  const long = new Set(read.value.flatMap(({ c, value }) => (value === null ? [c] : [])));
  for (const { c, value, count } of read.value)
    if (value !== null && !long.has(c) && isLikely(value))
      found.set(c, [...(found.get(c) ?? []), { value, count }]);
  const rest = columns.filter((column) => !here.includes(column) || long.has(column.c));
  const few = rest.filter(({ distinct }) => distinct <= FEW);
  const many = rest.filter(({ distinct }) => distinct > FEW);
  if (many.length > 0) {
    const tests = many.map(({ c }) => `count_if(${likelySql(`${c}::VARCHAR`)}) > 0 AS ${c}`);
    const one = await engine.rows<Record<string, boolean>>(
      `SELECT ${tests.join(', ')} FROM ${from}`,
      options,
    );
    if (!one.ok) return one;
    for (const { c } of many) if (one.value[0]![c]) found.set(c, null);
  }
  if (few.length > 0) {
    const values = few.map(
      ({ c }) => `SELECT '${c}' AS c, t FROM (SELECT DISTINCT ${c}::VARCHAR AS t FROM ${from})`,
    );
    const all = await engine.rows<{ c: string; some: boolean }>(
      `SELECT c, count_if(${likelySql('t')}) > 0 AS some FROM (${values.join(' UNION ALL ')}) GROUP BY c`,
      options,
    );
    if (!all.ok) return all;
    for (const { c, some } of all.value) if (some) found.set(c, null);
  }
  return ok(found);
}

/**
 * The values that are no plain codes, NULL for a long one: the engine takes longer to set a search up than so few short
 * ones take here, and of long ones it is never slow.
 */
async function valuesHere(
  engine: Engine,
  columns: readonly Counted[],
  from: string,
  options: RunOptions,
): Promise<Result<{ c: string; value: string | null; count: number }[]>> {
  if (columns.length === 0) return ok([]);
  const values = columns.map(
    ({ c }) =>
      `SELECT '${c}' AS c, CASE WHEN strlen(t) <= ${SHORT} THEN t END AS value, count FROM (SELECT ${c}::VARCHAR AS t, count(*)::DOUBLE AS count FROM ${from} GROUP BY 1) WHERE NOT ${plainSql('t')}`,
  );
  return engine.rows(values.join(' UNION ALL '), options);
}

/** How many of a column's values hold each kind; of those that meet `where`, a condition on the folded value `v`. */
async function countKinds(
  engine: Engine,
  { c, distinct }: Counted,
  from: string,
  options: RunOptions,
  where = 'true',
): Promise<Result<Seen['kinds']>> {
  const values =
    distinct <= FEW
      ? `(SELECT ${c}::VARCHAR AS t, count(*) AS n FROM ${from} GROUP BY 1)`
      : `(SELECT ${c}::VARCHAR AS t, 1 AS n FROM ${from})`;
  const counted = await engine.rows<Record<PersonalKind, number>>(
    countsSql(
      `(SELECT v, n FROM (SELECT ${openTextSql('t')} AS v, n FROM ${values} WHERE ${likelySql('t')}) WHERE ${where})`,
    ),
    options,
  );
  if (!counted.ok) return counted;
  return ok(Object.fromEntries(Object.entries(counted.value[0]!).filter(([, count]) => count > 0)));
}

const mobilesSql = (c: string): string => `count_if(${c} BETWEEN 13000000000 AND 19999999999)::DOUBLE`;

/** Whole numbers can be mobile numbers, and nothing else that would be told without a name. */
async function countMobiles(
  engine: Engine,
  columns: readonly Counted[],
  from: string,
  options: RunOptions,
): Promise<Result<{ c: string; phones: number }[]>> {
  if (columns.every(({ open }) => open !== undefined))
    return ok(columns.map(({ c, open }) => ({ c, phones: open! })));
  const counts = columns.map(({ c }) => `${mobilesSql(c)} AS ${c}`);
  const one = await engine.rows<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${from}`, options);
  return one.ok ? ok(columns.map(({ c }) => ({ c, phones: one.value[0]![c]! }))) : one;
}
