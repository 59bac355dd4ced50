import type { Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import type { ColumnProfile } from './profile.ts';
import { stagedTable } from './staged.ts';
import { STAGING } from './staging.ts';
import { all, one, work, type StageOptions } from './work.ts';

/** Bars of a histogram. */
const BARS = 12;
/** About how many rows are looked at: enough for a shape twelve bars wide. */
const ROWS = 100_000;

/**
 * Counts of each number's and date's values in twelve equal steps from its smallest to its largest, by column
 * name; of every n-th row where there are many. Columns of one value, and text, have none.
 */
export function histograms(
  engine: Engine,
  profile: readonly ColumnProfile[],
  rows: number,
): Promise<Result<Map<string, number[]>>> {
  return work(async () => {
    const staged = stagedTable(engine);
    const plan = staged?.plan ?? [];
    // Whoever confirms need not wait for what is only shown.
    const options: StageOptions = { signal: staged?.look.signal };
    const described = await all<{ name: string; type: string }>(
      engine,
      `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${STAGING}) WHERE column_name LIKE 'c%'`,
      options,
    );
    const drawn = described.flatMap(({ name: c, type }, i) => {
      const own = profile.find((p) => p.name === plan[i]?.column.name);
      if (!own || own.min === null || own.max === null || own.min === own.max) return [];
      if (type === 'DOUBLE') return [{ c, name: own.name, value: `CASE WHEN isfinite(${c}) THEN ${c} END` }];
      return /^(DATE|TIMESTAMP)/.test(type) ? [{ c, name: own.name, value: `epoch(${c})` }] : [];
    });
    if (drawn.length === 0) return new Map();
    const every = Math.max(1, Math.round(rows / ROWS));
    const from = `(SELECT ${drawn.map(({ c, value }) => `CAST(${value} AS DOUBLE) AS ${c}`).join(', ')} FROM ${STAGING}${every > 1 ? ` WHERE rowid % ${every} = 0` : ''})`;
    const bounds = `(SELECT ${drawn.map(({ c }) => `min(${c}) AS ${c}_lo, max(${c}) AS ${c}_hi`).join(', ')} FROM ${from})`;
    const steps = drawn.map(
      ({ c }) =>
        `CASE WHEN ${c} IS NOT NULL THEN least(${BARS - 1}, CAST(floor(${BARS} * (${c} - ${c}_lo) / nullif(${c}_hi - ${c}_lo, 0)) AS INTEGER)) END AS ${c}`,
    );
    const counts = drawn.flatMap(({ c }) =>
      Array.from({ length: BARS }, (_, bar) => `count_if(${c} = ${bar}) AS ${c}_${bar}`),
    );
    const found = await one<Record<string, number>>(
      engine,
      `SELECT ${counts.join(', ')} FROM (SELECT ${steps.join(', ')} FROM ${from}, ${bounds})`,
      options,
    );
    return new Map(
      drawn.map(({ c, name }) => [name, Array.from({ length: BARS }, (_, bar) => found[`${c}_${bar}`] ?? 0)]),
    );
  });
}
