-- Where operations fail, how surely, and for which reason.

-- @step base
SELECT
  -- @include failing-part
  AS segment,
  coalesce(nullif(trim(failure_reason), ''), '(none)') AS reason,
  lower(outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误') AS failed,
  count(*) AS n,
  bit_or(1::BIGINT << (hash(customer) % 62)::INTEGER) AS people
FROM events
WHERE outcome IS NOT NULL AND
  -- @include by-customers
GROUP BY ALL

-- @result
WITH reasons AS (
  SELECT segment, reason, sum(n) AS n, row_number() OVER (PARTITION BY segment ORDER BY sum(n) DESC, reason) AS place
  FROM base
  WHERE failed AND reason <> '(none)'
  GROUP BY segment, reason
),
summed AS (
  SELECT segment, sum(n)::BIGINT AS operations, (sum(n) FILTER (WHERE failed))::BIGINT AS failed FROM base GROUP BY segment
),
rated AS (
  SELECT segment, operations, coalesce(failed, 0) AS failures, coalesce(failed, 0)::DOUBLE / operations AS failure_rate FROM summed
)
SELECT
  r.segment, r.operations, r.failures, r.failure_rate,
  -- @include wilson share=failure_rate n=operations
  , reason AS top_reason,
  n::DOUBLE / nullif(r.failures, 0) AS top_reason_share,
  r.failure_rate > $alert_above AND r.operations >= $least_operations AS alert
FROM rated r
LEFT JOIN reasons ON reasons.segment = r.segment AND place = 1
ORDER BY alert DESC, failure_rate DESC, operations DESC, r.segment

-- @chart
SELECT segment, failure_rate, low, high, operations, failures, $alert_above AS threshold, behind
FROM result
JOIN (SELECT segment, bit_count(bit_or(people))::BIGINT AS behind FROM base GROUP BY segment) USING (segment)
WHERE operations >= $least_operations
ORDER BY failure_rate DESC, segment
LIMIT 30

-- @people
SELECT
  customer,
  -- @include failing-part
  AS segment
FROM events
WHERE lower(outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误') AND
  -- @include by-customers

-- @findings
WITH total AS (
  SELECT sum(operations)::BIGINT AS operations, sum(failures)::BIGINT AS failures FROM result
),
mains AS (
  -- Of two reasons that are given as often none is the main one.
  SELECT segment, reason
  FROM (SELECT segment, reason, sum(n) AS n FROM base WHERE failed AND reason <> '(none)' GROUP BY segment, reason)
  QUALIFY n = max(n) OVER (PARTITION BY segment) AND count(*) OVER (PARTITION BY segment, n) = 1
),
shares AS (
  SELECT r.*, r.failures::DOUBLE / nullif(t.failures, 0) AS share_of_failures, m.reason
  FROM result r
  CROSS JOIN total t
  LEFT JOIN mains m USING (segment)
),
common AS (
  FROM (SELECT reason, sum(n)::BIGINT AS n FROM base WHERE failed AND reason <> '(none)' GROUP BY reason)
  -- @include alone of=n over=1
)
SELECT 'overall' AS rule, 'info' AS severity, '' AS segment, operations, failures, failures::DOUBLE / operations AS rate, 0::DOUBLE AS share, '' AS reason FROM total WHERE operations > 0
UNION ALL
(SELECT CASE WHEN reason IS NULL THEN 'alert_unexplained' ELSE 'alert' END, CASE WHEN low > $alert_above THEN 'bad' ELSE 'warning' END, segment, operations, failures, failure_rate, share_of_failures, coalesce(reason, '') FROM shares WHERE alert ORDER BY failures DESC, segment LIMIT 3)
UNION ALL
SELECT 'reason', 'info', '', total.operations, n, n::DOUBLE / total.failures, 0::DOUBLE, reason FROM common, total WHERE reason NOT IN (SELECT top_reason FROM result WHERE alert AND top_reason IS NOT NULL)
UNION ALL
SELECT 'calm', 'info', $least_operations::VARCHAR, operations, failures, failures::DOUBLE / operations, $alert_above, '' FROM total WHERE operations > 0 AND NOT EXISTS (FROM result WHERE alert)
