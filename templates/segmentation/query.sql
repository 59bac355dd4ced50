-- Customers by two dimensions of who, where, how they buy and what they value.

-- @step spent
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT customer, round(sum(amount)::DOUBLE, 6) AS revenue, count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders
FROM orders
WHERE customer IS NOT NULL
GROUP BY customer

-- @step lasts
SELECT customer, date_diff('day', max(ordered_at)::DATE, $as_of) AS days FROM past_orders WHERE customer IS NOT NULL GROUP BY customer

-- @step acted
SELECT customer, count(DISTINCT occurred_at::DATE) AS days FROM events WHERE customer IS NOT NULL GROUP BY customer

-- @step placed
WITH people AS (
  -- @include people customers=customers
)
SELECT
  p.customer, s.revenue, a.days AS active_days,
  -- @include class by=$rows_by
  AS row_segment,
  -- @include class by=$columns_by
  AS column_segment
FROM people p
LEFT JOIN spent s USING (customer)
LEFT JOIN lasts l USING (customer)
LEFT JOIN acted a USING (customer)

-- @step cells
SELECT row_segment, column_segment, count(*) AS customers, count(revenue) AS buyers, round(coalesce(sum(revenue), 0), 6) AS revenue, count(active_days) AS active, count(*) FILTER (WHERE active_days > 0 AND revenue IS NULL) AS awake
FROM placed
GROUP BY row_segment, column_segment

-- @step whole
SELECT sum(customers)::BIGINT AS customers, sum(revenue) AS revenue, sum(revenue) / nullif(sum(customers), 0) AS per_customer FROM cells

-- @result
SELECT
  c.row_segment, c.column_segment, c.customers,
  c.customers::DOUBLE / w.customers AS share,
  c.buyers, c.revenue,
  c.revenue / nullif(w.revenue, 0) AS revenue_share,
  c.revenue / c.customers AS revenue_per_customer,
  100 * c.revenue / c.customers / nullif(w.per_customer, 0) AS index,
  c.active::DOUBLE / c.customers AS active_share
FROM cells c, whole w
WHERE c.customers >= $least
ORDER BY revenue_per_customer DESC, c.row_segment, c.column_segment

-- @chart
-- Classes that have an order of their own keep it, names go by size.
WITH ordered AS (
  SELECT
    row_segment, column_segment, revenue_per_customer, customers,
    -- @include class-place class=row_segment
    AS row_place,
    -- @include class-place class=column_segment
    AS column_place
  FROM result
)
SELECT row_segment, column_segment, revenue_per_customer, customers, top_share
FROM ordered
JOIN (
  SELECT
    row_segment, column_segment,
    -- @include top-customer of=revenue
    AS top_share
  FROM placed
  GROUP BY row_segment, column_segment
) USING (row_segment, column_segment)
ORDER BY row_place, sum(customers) OVER (PARTITION BY row_segment) DESC, row_segment, column_place, sum(customers) OVER (PARTITION BY column_segment) DESC, column_segment
LIMIT 1200

-- @people
SELECT customer, row_segment, column_segment FROM placed

-- @findings
WITH peers AS (
  -- That who buys often is worth more is no news: with a dimension of buying, segments are compared within its classes.
  SELECT row_segment, column_segment, customers, revenue,
    CASE WHEN $rows_by IN ('buying', 'recency') THEN row_segment WHEN $columns_by IN ('buying', 'recency') THEN column_segment ELSE 'cells' END AS peer,
    $rows_by IN ('buying', 'recency') OR $columns_by IN ('buying', 'recency') AS within,
    $rows_by IN ('buying', 'recency') AND $columns_by IN ('buying', 'recency') AS moot
  FROM cells
),
peer_means AS (
  SELECT peer, sum(revenue) / nullif(sum(customers), 0) AS per_customer FROM peers GROUP BY peer
),
known AS (
  SELECT r.*, m.per_customer, p.within, CASE WHEN p.within THEN p.peer || ' ' ELSE '' END || r.row_segment || ' × ' || r.column_segment AS key
  FROM result r JOIN peers p USING (row_segment, column_segment) JOIN peer_means m USING (peer)
  WHERE r.row_segment <> '(none)' AND r.column_segment <> '(none)'
),
parts AS (
  SELECT 'cells' AS family, c.peer AS among, p.row_segment || ' × ' || p.column_segment AS part,
    c.customers >= $least AND NOT c.moot AND p.row_segment <> '(none)' AND p.column_segment <> '(none)' AS judge, p.customer, 1 AS n, coalesce(p.revenue, 0) AS s, false AS share, 0.1 AS least
  FROM placed p
  JOIN peers c USING (row_segment, column_segment)
),
-- @include against-rest alike=1
compared AS (FROM compared_parts),
-- @include judged
,
dropped AS (
  SELECT count(*) AS n, coalesce(sum(c.customers), 0)::DOUBLE / any_value(w.customers) AS share FROM cells c, whole w WHERE c.customers < $least HAVING count(*) > 0
)
(SELECT CASE WHEN within THEN 'rich_within' ELSE 'rich' END AS rule, 'info' AS severity, row_segment, column_segment, customers AS n, share, revenue_share, revenue_per_customer AS amount, revenue_per_customer / per_customer AS ratio, per_customer AS whole FROM known WHERE per_customer > 0 AND revenue_share IS NOT NULL AND (SELECT verdict FROM judged j WHERE j.key = known.key) > 0 ORDER BY revenue_per_customer DESC, row_segment, column_segment LIMIT 1)
UNION ALL
(SELECT 'big_poor', 'info', row_segment, column_segment, customers, share, revenue_share, revenue_per_customer, 0::DOUBLE, per_customer FROM known WHERE buyers > 0 AND revenue_share IS NOT NULL AND NOT within AND (SELECT verdict FROM judged j WHERE j.key = known.key) < 0 ORDER BY customers DESC, row_segment, column_segment LIMIT 1)
UNION ALL
(SELECT 'awake', 'warning', k.row_segment, k.column_segment, k.customers, c.awake::DOUBLE / c.customers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM known k JOIN cells c USING (row_segment, column_segment) WHERE c.awake >= 20 AND c.awake > 0.2 * c.customers ORDER BY c.awake DESC, k.row_segment, k.column_segment LIMIT 1)
UNION ALL
SELECT CASE WHEN EXISTS (FROM result) THEN 'small' ELSE 'all_small' END, 'info', '', '', n, share, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM dropped
