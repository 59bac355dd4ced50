import type { Connector } from '../engine/connector.ts';
import { ok, type Result } from '../result.ts';

/** Buckets that customers are spread over. */
const BUCKETS = 256;

/*
 * A digest of what each customer did in scope, put together by bucket: from one run to the next at least as many
 * customers changed as buckets did. Made of the columns as they came out of their treatment.
 */
const SKETCH = `
WITH did AS (
  SELECT customer, 'o' AS what, count(*) AS n, coalesce(sum(amount), 0)::DOUBLE AS s FROM orders WHERE customer IS NOT NULL GROUP BY customer
  UNION ALL
  SELECT customer, 'e', count(*), coalesce(sum(duration_seconds), 0)::DOUBLE FROM events WHERE customer IS NOT NULL GROUP BY customer
  UNION ALL
  SELECT customer, 'f', count(*), coalesce(sum(coalesce(nps, 0) + coalesce(csat, 0)), 0)::DOUBLE FROM feedback WHERE customer IS NOT NULL GROUP BY customer
),
each AS (
  SELECT customer, md5_number_lower(customer) % ${BUCKETS} AS bucket, string_agg(what || n || ' ' || round(s, 2), '|' ORDER BY what) AS d
  FROM did GROUP BY customer
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
