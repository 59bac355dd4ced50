import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import { ok, type Result } from '../result.ts';

/** What single customers could be recognised by in the figures of a scope. */
export interface Exposure {
  /** Distinct customers in each of the entities in scope that have any. */
  customers: number[];
  /** … and over all customers, where some cells look at these while the goal's group is a segment. */
  everyone: number[];
  /** Largest share that one customer has in the orders' amounts, 0..1; null without amounts. */
  top: number | null;
  /** Values that fewer customers have than the rules ask: what each of them spent, on average too, ordered at once, cost or earns. Sorted. */
  values: Float64Array;
}

/** Above so many customers values are not looked at one by one: chance would match as many as intent. */
const MOST_CUSTOMERS = 20_000;
/** Most values read. */
const MOST_VALUES = 200_000;

const counts = (of = '') => `
  (SELECT count(DISTINCT customer) FROM ${of}orders) AS ${of}orders,
  (SELECT count(DISTINCT customer) FROM ${of}events) AS ${of}events,
  (SELECT count(DISTINCT customer) + count(*) FILTER (WHERE customer IS NULL) FROM ${of}feedback) AS ${of}feedback,
  (SELECT count(DISTINCT customer) FROM ${of}customers) AS ${of}customers,`;

const countsSql = (wide: boolean) => `
SELECT${counts()}${wide ? counts('everyone_') : ''}
  (SELECT max(abs(s)) / nullif(sum(abs(s)), 0) FROM (SELECT sum(amount)::DOUBLE AS s FROM orders WHERE customer IS NOT NULL GROUP BY customer)) AS top`;

const sums = (from: string) => `
SELECT customer, unnest([sum(amount)::DOUBLE, avg(amount)::DOUBLE, sum(amount - cost)::DOUBLE, sum(cost)::DOUBLE]) AS v
FROM ${from} GROUP BY customer`;

/** `least`: a value that so many customers have is nobody's. */
const valuesSql = (least: number, wide: boolean) => `
SELECT abs(v) AS v FROM (
${['orders', 'past_orders', 'all_orders', ...(wide ? ['everyone_orders', 'everyone_past_orders'] : [])].map(sums).join('\nUNION ALL')}
UNION ALL SELECT customer, amount::DOUBLE FROM (SELECT customer, amount FROM orders ORDER BY amount DESC LIMIT 5000)
UNION ALL SELECT customer, income::DOUBLE FROM customers
UNION ALL SELECT customer, sum(duration_seconds)::DOUBLE FROM events GROUP BY customer
) WHERE customer IS NOT NULL AND v IS NOT NULL AND v <> 0
GROUP BY 1 HAVING count(DISTINCT customer) < ${Math.trunc(least)} ORDER BY 1 LIMIT ${MOST_VALUES}`;

/**
 * Looks at the entities in scope; `wide`: some cells look at all customers while the goal's group is a segment, and so
 * what the two have apart could be told. Faults: those of the engine.
 */
export async function exposureOf(
  db: Connector,
  { least, wide }: { least: number; wide: boolean },
  signal?: AbortSignal,
): Promise<Result<Exposure>> {
  const counted = await db.run(countsSql(wide), { signal });
  if (!counted.ok) return counted;
  const [row = {}] = rowObjects(counted.value);
  const sizes = (of: string) =>
    ['orders', 'events', 'feedback', 'customers']
      .map((name) => Number(row[of + name] ?? 0))
      .filter((n) => n > 0);
  const [customers, everyone] = [sizes(''), sizes('everyone_')];
  const top = typeof row['top'] === 'number' ? row['top'] : null;
  if (Math.max(0, ...customers) > MOST_CUSTOMERS)
    return ok({ customers, everyone, top, values: new Float64Array() });
  const values = await db.run(valuesSql(least, wide), { signal, maxRows: MOST_VALUES });
  if (!values.ok) return values;
  const found = Float64Array.from((values.value.data[0] ?? []) as number[]).sort();
  return ok({ customers, everyone, top, values: found });
}
