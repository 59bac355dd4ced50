import type { Engine } from '../../engine/client.ts';
import { newSecret } from '../../privacy/policy.ts';
import { ValueFilter } from '../../privacy/value-filter.ts';
import { hashHalvesSql, valueHashesSql, type LookStyle } from '../../privacy/value-keys.ts';
import { need, Stop, type Result } from '../../result.ts';
import { typesOf } from './digest.ts';
import { stagedPlan } from './staged.ts';
import { asTextSql, STAGING } from './staging.ts';
import { one, work, type StageOptions } from './work.ts';

/** Hashes of the values that are looked for. */
const HASHES = 'raw_hashes';
/** Hashes that cross to the page at a time: its thread is not kept from drawing while it takes them. */
const PART = 40_000;

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
      const distinct = `(SELECT DISTINCT ${all} AS v FROM ${STAGING})`;
      return [valueHashesSql(`(SELECT v FROM ${distinct} WHERE v IS NOT NULL)`, style, salt)];
    });
    if (selects.length === 0) return new ValueFilter(salt, 0);
    const hashes = selects.join(' UNION ALL ');
    need(
      await engine.run(`CREATE OR REPLACE TABLE ${HASHES} AS SELECT DISTINCT h FROM (${hashes})`, options),
    );
    const { n } = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${HASHES}`, options);
    const filter = new ValueFilter(salt, n);
    for (let from = 0; from < n; from += PART) {
      if (from > 0) await between();
      const { data, count } = need(await engine.run(hashHalvesSql(HASHES, from, PART), options));
      const [high, low] = data as [number[], number[]];
      for (let i = 0; i < count; i++) filter.add(high[i]!, low[i]!);
    }
    need(await engine.run(`DROP TABLE ${HASHES}`, options));
    return filter;
  });
}
