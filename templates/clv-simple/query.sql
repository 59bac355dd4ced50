-- A simple lifetime value: order value x orders a year x years x margin.

-- @step base
SELECT
  customer,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders,
  -- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
  round(sum(amount)::DOUBLE, 6) AS revenue,
  round(sum(amount - cost)::DOUBLE, 6) / nullif(round(sum(amount) FILTER (WHERE cost IS NOT NULL), 6), 0) AS cost_margin,
  date_diff('day', min(ordered_at)::DATE, $as_of) AS observed_days,
  date_diff('day', max(ordered_at)::DATE, $as_of) AS silent_days
FROM past_orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer

-- @step year_ago
-- The same formula a year ago, what each customer then spent in the year that followed, and how silent they had been.
SELECT
  customer,
  coalesce(sum(amount) FILTER (WHERE ordered_at < $as_of - 365), 0)::DOUBLE
    / (greatest(date_diff('day', min(ordered_at)::DATE, $as_of - 365), $least_days) / 365.25::DOUBLE) AS implied,
  coalesce(sum(amount) FILTER (WHERE ordered_at >= $as_of - 365), 0)::DOUBLE AS came,
  count(*) FILTER (WHERE ordered_at >= $as_of - 365) > 0 AS bought,
  date_diff('day', (max(ordered_at) FILTER (WHERE ordered_at < $as_of - 365))::DATE, $as_of - 365) AS silent_days
FROM past_orders
WHERE customer IS NOT NULL AND amount IS NOT NULL AND NOT $group_by_spend AND (SELECT min(ordered_at) FROM past_orders) < $as_of - 365 - $least_days
GROUP BY customer
HAVING min(ordered_at) < $as_of - 365

-- @step staying
-- Of those silent for as long a year ago, the share that ordered again within the year; few stand with all.
SELECT band, (count(*) FILTER (WHERE bought))::DOUBLE / count(*) AS share
FROM (SELECT *, CASE WHEN silent_days <= 30 THEN 1 WHEN silent_days <= 90 THEN 2 WHEN silent_days <= 180 THEN 3 WHEN silent_days <= 365 THEN 4 ELSE 5 END AS band FROM year_ago)
GROUP BY band
HAVING count(*) >= 20

-- @step record
SELECT
  band AS place, CASE band WHEN 1 THEN '0-30' WHEN 2 THEN '31-90' WHEN 3 THEN '91-180' WHEN 4 THEN '181-365' ELSE '>365' END AS part,
  count(*) AS customers, round(sum(implied), 6) AS expected, round(sum(came), 6) AS came,
  -- @include top-customer of=implied
  AS top_expected,
  -- @include top-customer of=came
  AS top_came
FROM (SELECT *, CASE WHEN silent_days <= 30 THEN 1 WHEN silent_days <= 90 THEN 2 WHEN silent_days <= 180 THEN 3 WHEN silent_days <= 365 THEN 4 ELSE 5 END AS band FROM year_ago)
GROUP BY band

-- @result
WITH margins AS (
  SELECT customer, any_value(profit_margin) AS profit_margin FROM customers WHERE $margin_from = 'profile' GROUP BY customer
),
terms AS (
  SELECT
    customer,
    orders,
    CASE WHEN silent_days <= 30 THEN 1 WHEN silent_days <= 90 THEN 2 WHEN silent_days <= 180 THEN 3 WHEN silent_days <= 365 THEN 4 ELSE 5 END AS band,
    revenue / orders AS order_value,
    -- A customer of yesterday would seem to order every day: nobody counts as observed for less than the minimum.
    orders / (greatest(observed_days, $least_days) / 365.25::DOUBLE) AS yearly_orders,
    coalesce(CASE $margin_from WHEN 'cost' THEN cost_margin WHEN 'profile' THEN profit_margin END, $margin) AS margin
  FROM base
  LEFT JOIN margins USING (customer)
)
SELECT
  customer, orders, order_value, yearly_orders,
  $years AS lifetime_years,
  margin,
  order_value * yearly_orders * $years * margin AS clv,
  s.share AS still_buying,
  order_value * yearly_orders * $years * margin * s.share AS weighted_clv
FROM terms
LEFT JOIN staying s USING (band)
ORDER BY clv DESC, customer

-- @table record
-- @include record-table

-- @chart
WITH tenths AS (
  SELECT clv, ntile(10) OVER (ORDER BY clv DESC, customer) AS tenth FROM result
)
SELECT *
FROM (
  SELECT tenth, avg(clv) AS mean_clv, sum(clv) AS total_clv, count(*) AS customers, count(*) AS behind,
    -- @include top-customer of=clv
    AS top_share,
    NULL::VARCHAR AS part, NULL::VARCHAR AS measure, NULL::DOUBLE AS amount, tenth AS place
  FROM tenths
  WHERE $view = 'tenths'
  GROUP BY tenth
  UNION ALL BY NAME
  SELECT c.*, CASE c.measure WHEN 'came' THEN r.top_came ELSE r.top_expected END AS top_share
  FROM (
    -- @include record-chart
  ) c
  JOIN record r USING (place)
)
ORDER BY place, measure DESC

-- @findings
WITH totals AS (
  SELECT count(*) AS customers, sum(clv) AS total, avg(clv) AS mean, median(clv) AS middle,
    count(*) FILTER (WHERE orders = 1)::DOUBLE / nullif(count(*), 0) AS once_share
  FROM result
),
top AS (
  SELECT sum(clv) AS total FROM (SELECT clv FROM result ORDER BY clv DESC LIMIT (SELECT (
    -- @include top-share share=0.1::DOUBLE of=count(*)
    )::BIGINT FROM result))
)
SELECT 'weighted' AS rule, 'info' AS severity, count(*) AS customers, sum(weighted_clv) AS amount, avg(weighted_clv) AS mean, 0::DOUBLE AS middle, avg(still_buying) AS share,
  0::BIGINT AS record_of, 0::DOUBLE AS expected, 0::DOUBLE AS came, 0::DOUBLE AS ratio, (SELECT (count(*) FILTER (WHERE NOT bought))::DOUBLE / count(*) FROM year_ago) AS never
FROM result WHERE weighted_clv IS NOT NULL HAVING count(*) > 0
UNION ALL BY NAME
-- @include record-line
UNION ALL BY NAME
SELECT 'total' AS rule, 'info' AS severity, customers, total AS amount, mean, middle, 0::DOUBLE AS share FROM totals WHERE customers > 0 AND total <> 0
UNION ALL BY NAME
SELECT 'top_tenth' AS rule, 'info' AS severity, customers, top.total AS amount, mean, middle, top.total / totals.total AS share FROM totals, top WHERE customers >= 10 AND totals.total > 0
UNION ALL BY NAME
SELECT 'one_timers' AS rule, 'warning' AS severity, customers, total AS amount, mean, middle, once_share AS share FROM totals WHERE customers >= 10 AND once_share > 0.3
