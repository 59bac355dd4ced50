-- When customers are active: weekday by hour.

-- @step base
-- An order counts once, at its first line.
SELECT isodow(moment)::BIGINT AS weekday, hour(moment)::BIGINT AS hour, count(*) AS count
FROM (
  SELECT min(ordered_at) AS moment
  FROM orders
  WHERE $source = 'orders' AND ordered_at IS NOT NULL AND order_id IS NOT NULL
  GROUP BY order_id
  UNION ALL
  SELECT DISTINCT ON (customer, ordered_at) ordered_at
  FROM orders
  WHERE $source = 'orders' AND ordered_at IS NOT NULL AND order_id IS NULL
  UNION ALL
  SELECT occurred_at
  FROM events
  WHERE $source = 'events' AND occurred_at IS NOT NULL AND (len($actions) = 0 OR list_contains($actions, action))
)
GROUP BY ALL

-- @result
-- All 168 hours of the week, so that silence shows.
SELECT weekday, hour, coalesce(count, 0) AS count
FROM (SELECT unnest(range(1, 8)) AS weekday) CROSS JOIN (SELECT unnest(range(0, 24)) AS hour)
LEFT JOIN base USING (weekday, hour)
WHERE EXISTS (FROM base)
ORDER BY weekday, hour

-- @findings
WITH days AS (
  SELECT weekday, sum(count)::BIGINT AS n FROM result GROUP BY weekday
),
total AS (
  SELECT sum(count)::BIGINT AS n, (sum(count) FILTER (WHERE hour = 0))::BIGINT AS midnight,
    (sum(count) FILTER (WHERE hour BETWEEN 9 AND 17 AND weekday <= 5))::BIGINT AS office
  FROM result
),
peak AS (
  SELECT weekday, hour, count AS n FROM result ORDER BY count DESC, weekday, hour LIMIT 1
),
busiest AS (
  SELECT weekday, n FROM days ORDER BY n DESC, weekday LIMIT 1
)
SELECT 'no_time' AS rule, 'warning' AS severity, 1 AS weekday, 0 AS hour, midnight AS n, midnight::DOUBLE / n AS share
FROM total
WHERE n >= 20 AND midnight > 0.95 * n
UNION ALL
SELECT 'peak', 'info', peak.weekday, peak.hour, peak.n, peak.n::DOUBLE / total.n FROM peak, total WHERE total.n > 0 AND midnight <= 0.95 * total.n
UNION ALL
SELECT 'busiest_day', 'info', busiest.weekday, 0, busiest.n, busiest.n::DOUBLE / total.n FROM busiest, total WHERE total.n > 0
UNION ALL
SELECT 'silent_day', 'warning', weekday, 0, days.n, 0::DOUBLE FROM days, total WHERE days.n = 0 AND total.n >= 100
UNION ALL
SELECT 'office_hours', 'info', 1, 9, office, office::DOUBLE / n FROM total WHERE n >= 20 AND midnight <= 0.95 * n
