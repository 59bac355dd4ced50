-- The key figures of the period beside those of the period before it.

-- @step spans
-- The period before has the same number of whole months, or else of days.
SELECT
  $period_start AS this_start,
  CASE
    WHEN $period_start + to_months(date_diff('month', $period_start, $period_end + 1)) = $period_end + 1
    THEN ($period_start - to_months(date_diff('month', $period_start, $period_end + 1)))::DATE
    ELSE $period_start - ($period_end - $period_start + 1)::INTEGER
  END AS before_start

-- @step base
-- One row per customer and period. What came before is limited to the goal's customer group too.
WITH grouped AS (
  SELECT (SELECT count(*) FROM customers) < (SELECT count(*) FROM all_customers) AS limited
),
lines AS (
  SELECT 'this' AS span, customer, order_id, ordered_at, amount FROM orders
  UNION ALL
  SELECT 'before', customer, order_id, ordered_at, amount
  FROM all_orders, spans, grouped
  WHERE ordered_at >= before_start AND ordered_at < this_start
    AND (NOT limited OR customer IN (SELECT customer FROM customers))
)
SELECT
  span,
  customer,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders,
  sum(amount)::DOUBLE AS revenue
FROM lines
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY span, customer

-- @step actions
SELECT 'this' AS span, count(*) AS events, count(DISTINCT customer) AS active FROM events
UNION ALL
SELECT 'before', count(*), count(DISTINCT customer)
FROM all_events, spans
WHERE occurred_at >= before_start AND occurred_at < this_start
  AND ((SELECT count(*) FROM customers) = (SELECT count(*) FROM all_customers) OR customer IN (SELECT customer FROM customers))

-- @step firsts
-- First order of each customer, in the whole history.
SELECT customer, min(ordered_at) AS first_at FROM all_orders WHERE customer IS NOT NULL GROUP BY customer

-- @step reach
-- Whether the data goes back far enough for a fair comparison (a week's grace for a slow start).
SELECT
  (SELECT min(first_at) FROM firsts) < (SELECT before_start FROM spans) + INTERVAL 8 DAY AS orders_reach,
  (SELECT min(occurred_at) FROM all_events) < (SELECT before_start FROM spans) + INTERVAL 8 DAY AS events_reach

-- @result
WITH totals AS (
  SELECT
    span,
    count(*)::DOUBLE AS customers,
    sum(orders)::DOUBLE AS orders,
    sum(revenue) AS revenue,
    (count(*) FILTER (WHERE orders >= 2))::DOUBLE AS repeaters,
    (count(*) FILTER (WHERE CASE span WHEN 'this' THEN first_at >= this_start ELSE first_at >= before_start END))::DOUBLE AS newcomers
  FROM base LEFT JOIN firsts USING (customer), spans
  GROUP BY span
),
figures AS (
  SELECT 1 AS place, 'revenue' AS metric, span, revenue AS value, 'money' AS format FROM totals
  UNION ALL SELECT 2, 'customers', span, customers, 'integer' FROM totals
  UNION ALL SELECT 3, 'orders', span, orders, 'integer' FROM totals
  UNION ALL SELECT 4, 'aov', span, revenue / nullif(orders, 0), 'money' FROM totals
  UNION ALL SELECT 5, 'frequency', span, orders / nullif(customers, 0), 'number' FROM totals
  UNION ALL SELECT 6, 'repeat_share', span, repeaters / nullif(customers, 0), 'percent' FROM totals
  UNION ALL SELECT 7, 'new_customers', span, newcomers, 'integer' FROM totals
  UNION ALL SELECT 8, 'active_customers', span, active::DOUBLE, 'integer' FROM actions WHERE events > 0
  UNION ALL SELECT 9, 'events', span, events::DOUBLE, 'integer' FROM actions WHERE events > 0
),
compared AS (
  SELECT
    t.place, t.metric, t.value, t.format,
    CASE WHEN CASE WHEN t.place < 8 THEN orders_reach ELSE events_reach END THEN b.value END AS previous
  FROM figures t
  CROSS JOIN reach
  LEFT JOIN figures b ON b.metric = t.metric AND b.span = 'before'
  WHERE t.span = 'this' AND t.value IS NOT NULL
)
SELECT metric, value, previous, (value - previous) / nullif(abs(previous), 0) AS change, format
FROM compared
ORDER BY place

-- @chart
-- The unit stays a code here: it tells the tile how to write its number.
SELECT metric, value, previous, change, format AS unit FROM result

-- @findings
WITH wide AS (
  SELECT
    max(value) FILTER (WHERE metric = 'revenue') AS value,
    max(previous) FILTER (WHERE metric = 'revenue') AS previous,
    max(change) FILTER (WHERE metric = 'revenue') AS change,
    max(value) FILTER (WHERE metric = 'repeat_share') AS repeat_share,
    (max(value) FILTER (WHERE metric = 'customers'))::BIGINT AS customers
  FROM result
),
drivers AS (
  -- Revenue = customers × orders per customer × order value: logarithms share its change out exactly.
  SELECT metric AS driver, change AS driver_change, ln(value / previous) AS part
  FROM result
  WHERE metric IN ('customers', 'frequency', 'aov') AND value > 0 AND previous > 0
),
main AS (
  SELECT driver, driver_change
  FROM drivers, wide
  WHERE sign(part) = sign(change)
  ORDER BY abs(part) DESC, driver
  LIMIT 1
)
SELECT CASE WHEN change < 0 THEN 'revenue_down' ELSE 'revenue_up' END AS rule, CASE WHEN change < 0 THEN 'bad' ELSE 'good' END AS severity,
  value, previous, change, driver, driver_change, customers, repeat_share
FROM wide, main
WHERE abs(change) >= 0.005
UNION ALL
SELECT 'repeat', CASE WHEN repeat_share < 0.2 THEN 'warning' ELSE 'info' END, value, previous, change, '', 0::DOUBLE, customers, repeat_share
FROM wide
WHERE customers >= 20
UNION ALL
SELECT 'no_previous', 'info', value, previous, change, '', 0::DOUBLE, customers, repeat_share
FROM wide
WHERE customers > 0 AND previous IS NULL
