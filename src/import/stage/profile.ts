import { alterableSql } from '../../entity/cast.ts';
import { ok, type Result } from '../../result.ts';
import type { Engine, RunOptions } from '../../engine/client.ts';
import type { Seen } from '../../privacy/detect.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import { frequentValues, type Frequent } from './few-rows.ts';
import { countPersonal, openSql, spreadValues } from './personal.ts';
import { STAGING, type StagedColumn } from './staging.ts';
import { areTrimmed, WORTH_KNOWING } from './trimmed.ts';

/** What a column holds, for the data dictionary and for role detection. Raw: never stored or logged. */
export interface ColumnProfile {
  name: string;
  /** Type in the source table, before any privacy policy. */
  sqlType: string;
  /** Rows with a value. */
  filled: number;
  /** Different values: exact for text with few of them, else DuckDB's estimate (HyperLogLog), within about a quarter. */
  distinct: number;
  /** Smallest and largest value as text; null for text and when there is none. */
  min: string | null;
  max: string | null;
  /** The most frequent values of text with at most `TOP_WITHIN` different ones. */
  top: { value: string; count: number }[];
  /** Some different values from the first rows. */
  examples: string[];
  /** Different values from all over the table, for telling what it holds. */
  spread?: string[];
  /** How many of all values have something personal in them; of a column that shows it at once it is not counted. */
  seen?: Seen;
  /** What its values show it to hold in the table that it was taken from. */
  kind?: PersonalKind;
  /** Counts of numbers and dates in equal steps from `min` to `max`, once `histograms` has counted them. */
  histogram?: number[];
}

/** Columns with more different values than this have no telling most frequent one. */
const TOP_WITHIN = 1_000;
const TOP = 5;
const EXAMPLES = 5;
/** Rows that are looked at first, and the characters of a value that are. */
const HEAD = 100;
const LOOKED_AT = 200;

const ordered = (type: string): boolean =>
  /^(TINYINT|SMALLINT|INTEGER|BIGINT|U\w+INT|HUGEINT|FLOAT|DOUBLE|DECIMAL|DATE|TIME)/.test(type);

export interface Profiled {
  profile: ColumnProfile[];
  /** Type of each column in the source table. */
  types: string[];
  /** Different values of each column, as they were looked at: the next pass looks at them too. */
  values: string[][];
  /** Which columns hold no text that reading it would change; null where not all rows were looked at for it. */
  trimmed: boolean[] | null;
}

/**
 * One pass over staging for the figures, one small query for each column with few values; where the rows are so few
 * that all of them are looked at anyway, what takes a search is counted here. With `sample`, figures are taken from that many first rows and counts are scaled to `rows`: enough to propose what the
 * columns mean, at once. `known` are the values that an earlier pass has looked at.
 */
export async function profileColumns(
  engine: Engine,
  plan: StagedColumn[],
  rows: number,
  options: RunOptions,
  sample: number | null = null,
  known: string[][] | null = null,
): Promise<Result<Profiled>> {
  const from = sample === null ? STAGING : `(FROM ${STAGING} LIMIT ${sample})`;
  const scale = sample === null ? 1 : rows / sample;
  const described = await engine.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${STAGING}) WHERE column_name LIKE 'c%'`,
    options,
  );
  if (!described.ok) return described;
  const columns = described.value.map(({ name: c, type }) => ({
    c,
    type,
    value: type === 'DOUBLE' ? `CASE WHEN isfinite(${c}) THEN ${c} END` : c,
  }));
  // Of the first rows what could be personal is counted on the way: of all rows that takes longer than another look.
  const opening = (c: string, type: string) => {
    const open = sample === null ? null : openSql(c, type);
    return open === null ? [] : [`${open} AS ${c}_open`];
  };
  const figures = columns.flatMap(({ c, type, value }, i) => [
    `count(${value}) AS ${c}_filled`,
    `approx_count_distinct(${c}) AS ${c}_distinct`,
    ...(ordered(type) ? [`min(${value}) AS ${c}_min`, `max(${value}) AS ${c}_max`] : []),
    ...(plan[i]!.column.type === 'integer' && type === 'DOUBLE'
      ? [`count_if(${value} <> trunc(${value})) AS ${c}_parts`]
      : []),
    ...opening(c, type),
  ]);
  const one = await engine.rows<Record<string, number | null>>(
    `SELECT * REPLACE (${
      columns
        .filter((x) => ordered(x.type))
        .flatMap(({ c }) => [`${c}_min::VARCHAR AS ${c}_min`, `${c}_max::VARCHAR AS ${c}_max`])
        .join(', ') || `${columns[0]!.c}_filled AS ${columns[0]!.c}_filled`
    })
     FROM (SELECT ${figures.join(', ')} FROM ${from})`,
    options,
  );
  if (!one.ok) return one;
  const values = await someValues(engine, columns, rows, options, { near: sample !== null, known });
  if (!values.ok) return values;
  const first = one.value[0]!;
  const { values: looks, all } = values.value;
  const looked = columns.map(({ c, type }, i) => {
    const integral = first[`${c}_parts`] === 0;
    const plain = (value: string) => (integral ? value.replace(/\.0$/, '') : value);
    const filled = Math.round(Number(first[`${c}_filled`]) * scale);
    // Where nearly every value of the sample is a new one, the rest will be new too.
    const seen = Number(first[`${c}_distinct`]);
    const distinct = Math.min(seen * scale * 2 > filled ? seen * scale : seen, filled);
    const samples = looks[i]!.map(plain);
    const open = first[`${c}_open`];
    const here = all && samples.every(({ length }) => length < LOOKED_AT) ? frequentValues(all[i]!) : null;
    const of = { c, type, name: plan[i]!.column.name, integral, plain, filled, distinct, samples, here };
    return typeof open === 'number' ? { ...of, open } : of;
  });
  const counted = await countPersonal(engine, looked, from, options);
  if (!counted.ok) return counted;
  const profile: ColumnProfile[] = [];
  const looksTrimmed = sample === null && rows >= WORTH_KNOWING;
  const trimmed: (boolean | null)[] = [];
  for (const [i, of] of looked.entries()) {
    const { c, type, name, integral, plain, filled, distinct, samples } = of;
    const text = (key: string) => {
      const value = first[`${c}_${key}`] as string | null | undefined;
      return value === null || value === undefined ? null : plain(value);
    };
    // The sample is to propose meanings at once; what is drawn small can follow with the figures of all rows.
    const telling = sample === null && !ordered(type) && distinct > 0 && distinct <= TOP_WITHIN;
    const trims = looksTrimmed && type === 'VARCHAR';
    const top = telling ? await topOf(engine, { ...of, trims }, from, options) : ok([]);
    if (!top.ok) return top;
    // Few values have been looked at with the most frequent ones.
    trimmed.push(trims ? (top.value[0]?.trimmed ?? null) : false);
    const seen = counted.value[i];
    profile.push({
      name,
      sqlType: integral ? 'BIGINT' : type,
      filled,
      distinct: top.value[0]?.distinct ?? distinct,
      min: text('min'),
      max: text('max'),
      top: top.value.map(({ value, count }) => ({ value: plain(value), count: Math.round(count * scale) })),
      examples: samples.slice(0, EXAMPLES),
      spread: samples,
      ...(seen ? { seen } : {}),
    });
  }
  const many = columns.filter((_, i) => trimmed[i] === null).map(({ c }) => c);
  const rest = await areTrimmed(engine, many, options);
  if (!rest.ok) return rest;
  return ok({
    profile,
    types: profile.map((p) => p.sqlType),
    values: looks,
    trimmed: looksTrimmed ? columns.map(({ c }, i) => trimmed[i] ?? rest.value.has(c)) : null,
  });
}

/**
 * Different values of each column, from the first rows (or what is `known` of them) and from all over the table. `all`:
 * each row's value, where there are no more.
 */
async function someValues(
  engine: Engine,
  columns: readonly { c: string }[],
  rows: number,
  options: RunOptions,
  { near, known }: { near: boolean; known: string[][] | null },
): Promise<Result<{ values: string[][]; all: (string | null)[][] | null }>> {
  const head: Result<(string | null)[][]> = known ? ok(known) : await headValues(engine, columns, options);
  if (!head.ok) return head;
  // Of so few rows the first ones are all there are.
  if (rows <= HEAD && !known)
    return ok({ values: columns.map((_, i) => different(head.value[i]!)), all: head.value });
  const spread = await spreadValues(engine, columns, rows, options, near);
  if (!spread.ok) return spread;
  return ok({
    values: columns.map((_, i) => different([...head.value[i]!, ...spread.value[i]!])),
    all: null,
  });
}

const different = (values: readonly (string | null)[]): string[] =>
  [...new Set(values)].filter((value) => value !== null);

async function headValues(
  engine: Engine,
  columns: readonly { c: string }[],
  options: RunOptions,
): Promise<Result<(string | null)[][]>> {
  const head = await engine.run(
    `SELECT ${columns.map(({ c }) => `left(${c}::VARCHAR, ${LOOKED_AT}) AS ${c}`).join(', ')} FROM ${STAGING} LIMIT ${HEAD}`,
    options,
  );
  return head.ok ? ok(columns.map((_, i) => head.value.data[i] as (string | null)[])) : head;
}

/** Types of which equal texts are equal values. */
const TEXTUAL = /^(?:VARCHAR|BOOLEAN|ENUM)/;

async function topOf(
  engine: Engine,
  { c, type, here, trims }: { c: string; type: string; here: readonly Frequent[] | null; trims: boolean },
  from: string,
  options: RunOptions,
): Promise<Result<(Frequent & { distinct: number; trimmed: boolean | null })[]>> {
  if (here && TEXTUAL.test(type))
    return ok(here.slice(0, TOP).map((value) => ({ ...value, distinct: here.length, trimmed: null })));
  return engine.rows(
    `SELECT left(v::VARCHAR, 200) AS value, n AS count, count(*) OVER () AS "distinct", ${trims ? `bool_and(NOT ${alterableSql('v')}) OVER ()` : 'NULL'} AS trimmed FROM (SELECT ${c} AS v, count(*) AS n FROM ${from} WHERE ${c} IS NOT NULL GROUP BY 1)
     ORDER BY n DESC, 1 LIMIT ${TOP}`,
    options,
  );
}
