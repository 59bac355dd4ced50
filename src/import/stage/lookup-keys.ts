import { need, Stop, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { typesOf } from './digest.ts';
import { codeSql, keySelect, MOST } from './keys.ts';
import { stagedTable } from './staged.ts';
import { STAGING } from './staging.ts';
import { one, work, type StageOptions } from './work.ts';

/** How many rows have a value in a column, and how many different ones: exact, as keys are compared. */
export interface KeyCount {
  filled: number;
  different: number;
}

/** How the different keys of some tables meet those of others, of as many as were looked at. */
export interface KeysMet {
  own: number;
  others: number;
  both: number;
  /** Those of the others, counted once for each table that has them. */
  listed: number;
}

/** SQL of a staged column's values as keys. */
async function keySql(engine: Engine, column: string, options: StageOptions): Promise<string> {
  const place = stagedTable(engine)?.plan.findIndex((p) => p.column.name === column) ?? -1;
  if (place < 0) throw new Stop({ code: 'import-failed', detail: 'no such column' });
  return codeSql(`c${place + 1}`, (await typesOf(engine, options))[place]!);
}

/** Counts the values of some columns. A key that is to be looked up in has as many different ones as rows with one. */
export function countKeys(
  engine: Engine,
  columns: readonly string[],
  options: StageOptions = {},
): Promise<Result<KeyCount[]>> {
  return work(async () => {
    const found: KeyCount[] = [];
    for (const name of columns) {
      const code = await keySql(engine, name, options);
      found.push(
        await one<KeyCount>(
          engine,
          `SELECT count(k) AS filled, count(DISTINCT k) AS different FROM (SELECT ${code} AS k FROM ${STAGING})`,
          options,
        ),
      );
    }
    return found;
  });
}

/** The different values of a column as keys, kept in the engine until it goes: in a place of that number. */
const KEPT = 'kept_keys';

/** Keeps the different values of a column of the table in staging, for `meetKept`. */
export function keepKeys(
  engine: Engine,
  column: string,
  place: number,
  options: StageOptions = {},
): Promise<Result<null>> {
  return work(async () => {
    const code = await keySql(engine, column, options);
    const sql = `SELECT DISTINCT ${code} AS k FROM ${STAGING} WHERE ${code} IS NOT NULL`;
    need(await engine.run(`CREATE OR REPLACE TABLE ${KEPT}_${place} AS ${sql}`, options));
    return null;
  });
}

/** How the values meet that were kept in these places, and in those. */
export function meetKept(
  engine: Engine,
  own: readonly number[],
  others: readonly number[],
): Promise<Result<KeysMet>> {
  const all = (places: readonly number[]) =>
    places.map((place) => `SELECT k FROM ${KEPT}_${place}`).join(' UNION ALL ');
  return work(() =>
    one<KeysMet>(
      engine,
      `WITH mine AS (SELECT DISTINCT k FROM (${all(own)})), listed AS (${all(others)}), theirs AS (SELECT DISTINCT k FROM listed)
       SELECT (SELECT count(*) FROM mine) AS own, (SELECT count(*) FROM theirs) AS others,
         (SELECT count(*) FROM mine JOIN theirs USING (k)) AS both, (SELECT count(*) FROM listed) AS listed`,
      {},
    ),
  );
}

/** One digested column, and those of several tables with the table of each. */
const [PART, PARTS] = ['keys_part', 'keys_parts'];

/** How a column's values meet those of other tables' columns, each as `keyDigests` of that column alone. */
export function meetKeys(
  engine: Engine,
  column: string,
  parts: readonly Uint8Array[],
  key: string,
  options: StageOptions = {},
): Promise<Result<KeysMet>> {
  return work(async () => {
    need(await engine.run(`CREATE OR REPLACE TABLE ${PARTS} (p INTEGER, h UBIGINT)`, options));
    for (const [p, digests] of parts.entries()) {
      need(await engine.run(`CREATE OR REPLACE TABLE ${PART} (c INTEGER, h UBIGINT)`, options));
      need(await engine.insertIpc(PART, digests, false));
      need(await engine.run(`INSERT INTO ${PARTS} SELECT ${p}, h FROM ${PART}`, options));
    }
    const own = await keySelect(engine, [column], key, options);
    // Beyond the last digest that all sides list whole, the lists say nothing of each other.
    const cut = `CASE WHEN count(*) = ${MOST} THEN max(h) ELSE 18446744073709551615::UBIGINT END AS cut`;
    const met = await one<KeysMet>(
      engine,
      `WITH mine AS MATERIALIZED (${own}), last AS (SELECT min(cut) AS cut FROM
           (SELECT ${cut} FROM mine UNION ALL (SELECT ${cut} FROM ${PARTS} GROUP BY p))),
         a AS (SELECT h FROM mine, last WHERE h <= cut), listed AS (SELECT h FROM ${PARTS}, last WHERE h <= cut),
         b AS (SELECT DISTINCT h FROM listed)
       SELECT (SELECT count(*) FROM a) AS own, (SELECT count(*) FROM b) AS others,
         (SELECT count(*) FROM a JOIN b USING (h)) AS both, (SELECT count(*) FROM listed) AS listed`,
      options,
    );
    need(await engine.run([`DROP TABLE ${PARTS}`, `DROP TABLE IF EXISTS ${PART}`], options));
    return met;
  });
}
