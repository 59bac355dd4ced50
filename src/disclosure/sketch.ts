import type { Connector } from '../engine/connector.ts';
import { ok, type Result } from '../result.ts';

/** Buckets that customers are spread over. */
const BUCKETS = 256;

/** What each customer did in an entity, as text: how often and how much. */
const did = (letter: string, sum: string, entity: string): string =>
  `SELECT customer, '${letter}' || count(*) || ' ' || round(coalesce(sum(${sum}), 0)::DOUBLE, 2) AS d FROM ${entity} WHERE customer IS NOT NULL GROUP BY customer`;

/*
 * A digest of what each customer did in scope, put together by bucket: from one run to the next at least as many
 * customers changed as buckets did. Made of the columns as they came out of their treatment. The entities are joined:
 * to put a customer's lines together in their order takes twice as long as all else.
 */
const SKETCH = `
WITH o AS (${did('o', 'amount', 'orders')}),
e AS (${did('e', 'duration_seconds', 'events')}),
f AS (${did('f', 'coalesce(nps, 0) + coalesce(csat, 0)', 'feedback')}),
each AS (
  SELECT customer, md5_number_lower(customer) % ${BUCKETS} AS bucket, concat_ws('|', e.d, f.d, o.d) AS d
  FROM o FULL JOIN e USING (customer) FULL JOIN f USING (customer)
)
SELECT bucket::INTEGER AS bucket, substr(md5(string_agg(customer || d, '|' ORDER BY customer)), 1, 8) AS digest FROM each GROUP BY bucket`;

/** What customers did, as `BUCKETS` short digests; '' for an empty bucket. Faults: those of the engine. */
export async function sketchOf(db: Connector, signal?: AbortSignal): Promise<Result<string[]>> {
  const rows = await db.run(SKETCH, { signal, maxRows: BUCKETS });
  if (!rows.ok) return rows;
  const digests = Array.from({ length: BUCKETS }, () => '');
  const [buckets = [], found = []] = rows.value.data;
  buckets.forEach((bucket, i) => (digests[Number(bucket)] = String(found[i])));
  return ok(digests);
}
