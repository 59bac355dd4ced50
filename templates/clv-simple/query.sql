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
WHERE customer IS NOT NULL AND amount IS NOT NULL AND (SELECT min(ordered_at) FROM past_orders) < $as_of - 365 - $least_days
GROUP BY customer
HAVING min(ordered_at) < $as_of - 365

-- @step staying
-- Of those silent for as long a year ago, the share that ordered again within the year; few stand with all.
SELECT band, (count(*) FILTER (WHERE bought))::DOUBLE / count(*) AS share
FROM (SELECT *, CASE WHEN silent_days <= 30 THEN 1 WHEN silent_days <= 90 THEN 2 WHEN silent_days <= 180 THEN 3 WHEN silent_days <= 365 THEN 4 ELSE 5 END AS band FROM year_ago)
GROUP BY band
HAVING count(*) >= 20

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
SELECT count(*) AS customers, (count(*) FILTER (WHERE NOT bought))::BIGINT AS never_came, sum(implied) AS expected, sum(came) AS came
FROM year_ago
HAVING count(*) > 0

-- @chart
WITH tenths AS (
  SELECT clv, ntile(10) OVER (ORDER BY clv DESC, customer) AS tenth FROM result
)
SELECT tenth, avg(clv) AS mean_clv, sum(clv) AS total_clv, count(*) AS customers
FROM tenths
GROUP BY tenth
ORDER BY tenth

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
SELECT 'record' AS rule, 'info' AS severity, count(*) AS customers, sum(came) AS amount, sum(implied) AS mean, 0::DOUBLE AS middle, (count(*) FILTER (WHERE NOT bought))::DOUBLE / count(*) AS share FROM year_ago HAVING count(*) > 0
UNION ALL
SELECT 'no_record', 'info', customers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM totals WHERE customers > 0 AND NOT EXISTS (FROM year_ago)
UNION ALL
SELECT 'weighted', 'info', count(*), sum(weighted_clv), avg(weighted_clv), 0::DOUBLE, avg(still_buying) FROM result WHERE weighted_clv IS NOT NULL HAVING count(*) > 0
UNION ALL
SELECT 'total' AS rule, 'info' AS severity, customers, total AS amount, mean, middle, 0::DOUBLE AS share FROM totals WHERE customers > 0 AND total IS NOT NULL
UNION ALL
SELECT 'top_tenth', 'info', customers, top.total, mean, middle, top.total / totals.total FROM totals, top WHERE customers >= 10 AND totals.total > 0
UNION ALL
SELECT 'one_timers', 'warning', customers, total, mean, middle, once_share FROM totals WHERE customers >= 10 AND once_share > 0.3
