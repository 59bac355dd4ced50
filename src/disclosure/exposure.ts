import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import { ok, type Result } from '../result.ts';

/** What single customers could be recognised by in the figures of a scope. */
export interface Exposure {
  /** Distinct customers in each of the entities in scope that have any. */
  customers: number[];
  /** Largest share that one customer has in the orders' amounts, 0..1; null without amounts. */
  top: number | null;
  /** Values that fewer customers have than the rules ask: what each of them spent, on average too, ordered at once, cost or earns. Sorted. */
  values: Float64Array;
}

/** Above so many customers values are not looked at one by one: chance would match as many as intent. */
const MOST_CUSTOMERS = 20_000;
/** Most values read. */
const MOST_VALUES = 200_000;

const COUNTS = `
SELECT
  (SELECT count(DISTINCT customer) FROM orders) AS orders,
  (SELECT count(DISTINCT customer) FROM events) AS events,
  (SELECT count(DISTINCT customer) + count(*) FILTER (WHERE customer IS NULL) FROM feedback) AS feedback,
  (SELECT count(DISTINCT customer) FROM customers) AS customers,
  (SELECT max(abs(s)) / nullif(sum(abs(s)), 0) FROM (SELECT sum(amount)::DOUBLE AS s FROM orders WHERE customer IS NOT NULL GROUP BY customer)) AS top`;

const sums = (from: string) => `
SELECT customer, sum(amount)::DOUBLE AS v FROM ${from} GROUP BY customer
UNION ALL SELECT customer, avg(amount)::DOUBLE FROM ${from} GROUP BY customer
UNION ALL SELECT customer, sum(amount - cost)::DOUBLE FROM ${from} GROUP BY customer
UNION ALL SELECT customer, sum(cost)::DOUBLE FROM ${from} GROUP BY customer`;

/** `least`: a value that so many customers have is nobody's. */
const valuesSql = (least: number) => `
SELECT abs(v) AS v FROM (
${['orders', 'past_orders', 'all_orders'].map(sums).join('\nUNION ALL')}
UNION ALL SELECT customer, amount::DOUBLE FROM (SELECT customer, amount FROM orders ORDER BY amount DESC LIMIT 5000)
UNION ALL SELECT customer, income::DOUBLE FROM customers
UNION ALL SELECT customer, sum(duration_seconds)::DOUBLE FROM events GROUP BY customer
) WHERE customer IS NOT NULL AND v IS NOT NULL AND v <> 0
GROUP BY 1 HAVING count(DISTINCT customer) < ${Math.trunc(least)} ORDER BY 1 LIMIT ${MOST_VALUES}`;

/** Looks at the entities in scope. Faults: those of the engine. */
export async function exposureOf(
  db: Connector,
  least: number,
  signal?: AbortSignal,
): Promise<Result<Exposure>> {
  const counted = await db.run(COUNTS, { signal });
  if (!counted.ok) return counted;
  const [row = {}] = rowObjects(counted.value);
  const customers = ['orders', 'events', 'feedback', 'customers']
    .map((name) => Number(row[name] ?? 0))
    .filter((n) => n > 0);
  const top = typeof row['top'] === 'number' ? row['top'] : null;
  if (Math.max(0, ...customers) > MOST_CUSTOMERS) return ok({ customers, top, values: new Float64Array() });
  const values = await db.run(valuesSql(least), { signal, maxRows: MOST_VALUES });
  if (!values.ok) return values;
  return ok({ customers, top, values: Float64Array.from((values.value.data[0] ?? []) as number[]).sort() });
}
