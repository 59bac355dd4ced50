import type { Engine } from '../../engine/client.ts';
import { newSecret } from '../../privacy/policy.ts';
import { ValueFilter } from '../../privacy/value-filter.ts';
import { valueHashesSql, writtenHashesSql, type LookStyle } from '../../privacy/value-keys.ts';
import { need, Stop, type Result } from '../../result.ts';
import { typesOf } from './digest.ts';
import { stagedPlan } from './staged.ts';
import { asTextSql, STAGING } from './staging.ts';
import { one, work, type StageOptions } from './work.ts';

/** The different values of a column that is looked for, and the hashes of all of them. */
const TEXTS = 'raw_texts';
const HASHES = 'raw_hashes';
/** Values that one statement hashes: whoever wants the processor for something else waits for no more than that. */
const HASHED = 120_000;
/** Hashes that cross to the page at a time: its thread is not kept from drawing while it takes them. */
const PART = 80_000;

/** A column whose raw values are to be known again in texts. */
export interface LookedFor {
  column: string;
  style: LookStyle;
}

/**
 * The different raw values of some staged columns as a filter, under a salt that nobody else knows: texts that are
 * given away are compared with them after the import engine, and the values with it, have gone. `between` is waited for
 * between two parts.
 */
export function rawValues(
  engine: Engine,
  columns: readonly LookedFor[],
  between: () => Promise<unknown> = async () => {},
  options: StageOptions = {},
): Promise<Result<ValueFilter>> {
  return work(async () => {
    const plan = stagedPlan(engine);
    if (!plan) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
    const types = await typesOf(engine, options);
    const salt = newSecret();
    const selects = columns.flatMap(({ column, style }) => {
      const i = plan.findIndex((p) => p.column.name === column);
      if (i < 0) return [];
      const c = `c${i + 1}`;
      const text = asTextSql(c, types[i]!);
      const all = plan[i]!.direct ? text : `coalesce(${text}, f${i + 1})`;
      return [{ style, different: `SELECT DISTINCT ${all} AS v FROM ${STAGING}` }];
    });
    if (selects.length === 0) return new ValueFilter(salt, 0);
    const run = async (sql: string) => need(await engine.run(sql, options));
    await run(`CREATE OR REPLACE TABLE ${HASHES} (h UBIGINT)`);
    // Few values are taken in one go; to go through all rows for the next column's may take as long as a part.
    let since = 0;
    const rest = async () => {
      if (since >= HASHED) await between();
      since %= HASHED;
    };
    for (const { style, different } of selects) {
      await rest();
      await run(`CREATE OR REPLACE TABLE ${TEXTS} AS SELECT v FROM (${different}) WHERE v IS NOT NULL`);
      const told = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${TEXTS}`, options);
      for (let from = 0; from < told.n; from += HASHED) {
        await rest();
        const part = `(SELECT v FROM ${TEXTS} WHERE rowid >= ${from} AND rowid < ${from + HASHED})`;
        await run(`INSERT INTO ${HASHES} SELECT DISTINCT h FROM (${valueHashesSql(part, style, salt)})`);
        since += Math.min(HASHED, told.n - from);
      }
    }
    await run(`DROP TABLE IF EXISTS ${TEXTS}`);
    const { n } = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${HASHES}`, options);
    const filter = new ValueFilter(salt, n);
    for (let from = 0; from < n; from += PART) {
      if (from > 0) await between();
      const { hashes } = await one<{ hashes: string }>(engine, writtenHashesSql(HASHES, from, PART), options);
      filter.addWritten(hashes);
    }
    need(await engine.run(`DROP TABLE ${HASHES}`, options));
    return filter;
  });
}
