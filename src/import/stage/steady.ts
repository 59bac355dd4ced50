import type { Engine } from '../../engine/client.ts';
import { Stop, type Result } from '../../result.ts';
import type { Steadiness } from '../meaning/attributes.ts';
import { stagedTable } from './staged.ts';
import { STAGING } from './staging.ts';
import { one, work, type StageOptions } from './work.ts';

/**
 * For each column, how many customers with at least two values of it have the same one throughout, over all staged
 * rows. Columns that are not there are left out. Faults: `cancelled`, `sql-error`.
 */
export function steadiness(
  engine: Engine,
  customer: string,
  columns: readonly string[],
  options: StageOptions = {},
): Promise<Result<Record<string, Steadiness>>> {
  return work(async () => {
    const staged = stagedTable(engine);
    if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
    const place = (name: string) => staged.columns.findIndex((column) => column.name === name) + 1;
    const there = columns.filter((name) => place(name) > 0);
    if (place(customer) === 0 || there.length === 0) return {};
    const own = there.map(
      (name, i) => `count(c${place(name)}) AS n${i}, min(c${place(name)}) = max(c${place(name)}) AS same${i}`,
    );
    const sums = there.map(
      (_, i) => `count_if(n${i} > 1) AS n${i}, count_if(n${i} > 1 AND same${i}) AS same${i}`,
    );
    const counts = await one<Record<string, number>>(
      engine,
      `SELECT ${sums.join(', ')} FROM (SELECT ${own.join(', ')} FROM ${STAGING} WHERE c${place(customer)} IS NOT NULL GROUP BY c${place(customer)})`,
      options,
    );
    return Object.fromEntries(
      there.map((name, i) => [
        name,
        { customers: Number(counts[`n${i}`]), steady: Number(counts[`same${i}`]) },
      ]),
    );
  });
}
