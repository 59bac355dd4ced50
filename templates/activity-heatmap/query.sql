-- When customers are active: weekday by hour.

-- @step base
-- An order counts once in every hour in which it has lines. Rows without an hour are whole weekdays,
-- where it counts once as well: the hours of an order over two of them must not add up to two orders.
SELECT
  weekday,
  hour,
  count(DISTINCT CASE WHEN order_id IS NOT NULL THEN hash(customer, order_id) END) + count(DISTINCT CASE WHEN order_id IS NULL AND one_by_one = 0 THEN (customer, moment) END) + sum(one_by_one)::BIGINT AS count,
  bit_or(1::BIGINT << (hash(who) % 62)::INTEGER) AS people
FROM (
  SELECT isodow(ordered_at)::BIGINT AS weekday, hour(ordered_at)::BIGINT AS hour, order_id, customer, ordered_at AS moment, 0 AS one_by_one, customer AS who
  FROM orders
  WHERE $source = 'orders' AND ordered_at IS NOT NULL
  UNION ALL
  SELECT isodow(occurred_at), hour(occurred_at), NULL, NULL, NULL, 1, customer
  FROM events
  WHERE $source = 'events' AND occurred_at IS NOT NULL AND (len($actions) = 0 OR list_contains($actions, action))
)
GROUP BY GROUPING SETS ((weekday, hour), (weekday))

-- @result
-- All 168 hours of the week, so that silence shows.
SELECT weekday, hour, coalesce(base.count, 0) AS count
FROM (SELECT unnest(range(1, 8)) AS weekday) CROSS JOIN (SELECT unnest(range(0, 24)) AS hour)
LEFT JOIN base USING (weekday, hour)
WHERE EXISTS (FROM base)
ORDER BY weekday, hour

-- @chart
-- At least so many customers, up to 62, from bits that they are spread over: silence has none.
SELECT r.weekday, r.hour, r.count, bit_count(coalesce(b.people, 0))::BIGINT AS behind
FROM result r
LEFT JOIN base b USING (weekday, hour)
ORDER BY r.weekday, r.hour

-- @people
SELECT customer, isodow(ordered_at)::BIGINT AS weekday, hour(ordered_at)::BIGINT AS hour
FROM orders
WHERE $source = 'orders' AND ordered_at IS NOT NULL
UNION ALL
SELECT customer, isodow(occurred_at)::BIGINT, hour(occurred_at)::BIGINT
FROM events
WHERE $source = 'events' AND occurred_at IS NOT NULL AND (len($actions) = 0 OR list_contains($actions, action))

-- @findings
WITH days AS (
  SELECT weekday, coalesce(base.count, 0) AS n
  FROM (SELECT DISTINCT weekday FROM result)
  LEFT JOIN (FROM base WHERE hour IS NULL) base USING (weekday)
),
total AS (
  SELECT (SELECT sum(n) FROM days)::BIGINT AS n, (sum(count) FILTER (WHERE hour = 0))::BIGINT AS midnight,
    (sum(count) FILTER (WHERE hour BETWEEN 9 AND 17 AND weekday <= 5))::BIGINT AS office
  FROM result
),
peak AS (
  SELECT weekday, hour, count AS n FROM result ORDER BY count DESC, weekday, hour LIMIT 1
),
busiest AS (
  SELECT weekday, n FROM days ORDER BY n DESC, weekday LIMIT 1
)
SELECT *, $source AS source
FROM (
  SELECT 'no_time' AS rule, 'warning' AS severity, 1 AS weekday, 0 AS hour, 1 AS until, midnight AS n, midnight::DOUBLE / n AS share
  FROM total
  WHERE n >= 20 AND midnight > 0.95 * n
  UNION ALL
  SELECT 'peak', 'info', peak.weekday, peak.hour, peak.hour + 1, peak.n, peak.n::DOUBLE / total.n FROM peak, total WHERE total.n > 0 AND midnight <= 0.95 * total.n
  UNION ALL
  SELECT 'busiest_day', 'info', busiest.weekday, 0, 1, busiest.n, busiest.n::DOUBLE / total.n FROM busiest, total WHERE total.n > 0 AND busiest.n::DOUBLE / total.n >= 1.2 / 7
  UNION ALL
  SELECT 'silent_day', 'warning', weekday, 0, 1, days.n, 0::DOUBLE FROM days, total WHERE days.n = 0 AND total.n >= 100
  UNION ALL
  SELECT 'office_hours', 'info', 1, 9, 18, office, office::DOUBLE / n FROM total WHERE n >= 20 AND midnight <= 0.95 * n
)
