-- A simple lifetime value: order value x orders a year x years x margin.

-- @step base
SELECT
  customer,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders,
  -- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
  round(sum(amount)::DOUBLE, 6) AS revenue,
  round(sum(amount - cost)::DOUBLE, 6) / nullif(round(sum(amount) FILTER (WHERE cost IS NOT NULL), 6), 0) AS cost_margin,
  date_diff('day', min(ordered_at)::DATE, $as_of) AS observed_days
FROM past_orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer

-- @result
WITH margins AS (
  SELECT customer, any_value(profit_margin) AS profit_margin FROM customers WHERE $margin_from = 'profile' GROUP BY customer
),
terms AS (
  SELECT
    customer,
    orders,
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
  order_value * yearly_orders * $years * margin AS clv
FROM terms
ORDER BY clv DESC, customer

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
SELECT 'total' AS rule, 'info' AS severity, customers, total AS amount, mean, middle, 0::DOUBLE AS share FROM totals WHERE customers > 0 AND total IS NOT NULL
UNION ALL
SELECT 'top_tenth', 'info', customers, top.total, mean, middle, top.total / totals.total FROM totals, top WHERE customers >= 10 AND totals.total > 0
UNION ALL
SELECT 'one_timers', 'warning', customers, total, mean, middle, once_share FROM totals WHERE customers >= 10 AND once_share > 0.3
