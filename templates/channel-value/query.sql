-- What the customers of each channel are worth, and whether they come back.

-- @step firsts
-- Of several channels at the first instant the first by name, whatever the order of the rows.
SELECT customer, min(ordered_at) AS first_at, min((ordered_at, coalesce(nullif(trim(channel), ''), '(none)')))[2] AS channel
FROM past_orders
WHERE customer IS NOT NULL
GROUP BY customer

-- @step seconds
-- Of those whose first order is known and lies far enough back: did a second follow within the days? Where the data
-- begin, the first order seen is not the first.
SELECT
  f.customer, f.channel,
  EXISTS (FROM past_orders o WHERE o.customer = f.customer AND o.ordered_at > f.first_at AND o.ordered_at::DATE > f.first_at::DATE AND o.ordered_at < f.first_at + to_days($second_days)) AS again
FROM firsts f
WHERE f.first_at + to_days($second_days) <= $as_of AND f.first_at >= (SELECT min(first_at) FROM firsts) + INTERVAL 90 DAY

-- @step base
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT
  CASE $credit WHEN 'order' THEN coalesce(nullif(trim(o.channel), ''), '(none)') ELSE f.channel END AS channel,
  o.customer,
  -- Unknown where the data begin: there everybody is new.
  CASE WHEN (
    -- @include knows-newcomers first=any_value(begun.first_at) before=$before_start start=$period_start days=($period_end+1-$period_start)
  ) THEN any_value(f.first_at >= $period_start) END AS is_new,
  count(DISTINCT hash(o.order_id, CASE WHEN o.order_id IS NULL THEN o.ordered_at END)) AS orders,
  round(sum(o.amount)::DOUBLE, 6) AS revenue,
  round(sum(o.amount - o.cost)::DOUBLE, 6) AS profit,
  round(coalesce(sum(o.amount) FILTER (WHERE o.cost IS NOT NULL), 0)::DOUBLE, 6) AS costed
FROM orders o
JOIN firsts f USING (customer)
CROSS JOIN (SELECT min(first_at) AS first_at FROM firsts) begun
WHERE o.amount IS NOT NULL
GROUP BY ALL

-- @step whole
SELECT round(sum(revenue), 6) AS revenue, count(DISTINCT customer) AS customers, round(sum(revenue), 6) / nullif(count(DISTINCT customer), 0) AS per_customer, (SELECT (count(*) FILTER (WHERE n >= 2))::DOUBLE / nullif(count(*), 0) FROM (SELECT sum(orders) AS n FROM base GROUP BY customer)) AS repeat_rate
FROM base

-- @result
WITH summed AS (
  SELECT
    channel, count(*) AS n, CASE WHEN bool_and(is_new IS NOT NULL) THEN count(*) FILTER (WHERE is_new) END AS new_customers, sum(orders)::BIGINT AS orders, round(sum(revenue), 6) AS revenue,
    (count(*) FILTER (WHERE orders >= 2))::DOUBLE / count(*) AS p,
    sum(profit) / nullif(sum(costed), 0) AS margin
  FROM base
  GROUP BY channel
)
SELECT
  channel, n AS customers, new_customers, orders, revenue,
  revenue / nullif(sum(revenue) OVER (), 0) AS revenue_share,
  revenue / orders AS order_value,
  revenue / n AS revenue_per_customer,
  p AS repeat_rate,
  -- @include wilson share=p n=n
  , margin
FROM summed
ORDER BY revenue DESC, channel

-- @chart
SELECT channel, repeat_rate, revenue_per_customer, customers, top_share
FROM result
JOIN (
  SELECT
    channel,
    -- @include top-customer of=revenue
    AS top_share
  FROM base
  GROUP BY channel
) USING (channel)
WHERE channel <> '(none)'
ORDER BY customers DESC, channel
LIMIT 60

-- @people
SELECT customer, channel FROM base

-- @findings
WITH named AS (
  SELECT r.*, w.per_customer, w.repeat_rate AS whole_rate FROM result r, whole w WHERE r.channel <> '(none)' AND r.customers >= $least
),
parts AS (
  SELECT 'value' AS family, 'value' AS among, b.channel AS part, b.channel IN (SELECT channel FROM named) AS judge, customer, 1 AS n, revenue AS s, false AS share, 0.1 AS least FROM base b
  UNION ALL
  SELECT 'second', 'second', s.channel, s.channel <> '(none)' AND count(*) OVER (PARTITION BY s.channel) >= $least, customer, 1, again::INTEGER, true, 0.1 FROM seconds s
  UNION ALL
  SELECT 'order', 'order', b.channel, b.channel IN (SELECT channel FROM named), customer, orders, revenue, false, 0.1 FROM base b
),
-- @include against-rest alike=1
compared AS (FROM compared_parts),
-- @include judged
,
second_rates AS (
  SELECT s.channel, count(*) AS customers, avg(s.again::INTEGER) AS rate,
    (any_value(w.again) - count(*) FILTER (WHERE s.again)) / nullif(any_value(w.n) - count(*), 0)::DOUBLE AS rest
  FROM seconds s, (SELECT count(*) FILTER (WHERE again) AS again, count(*) AS n FROM seconds) w
  GROUP BY s.channel
),
ends AS (
  SELECT arg_max(channel, order_value) AS most, max(order_value) AS highest, arg_min(channel, order_value) AS least, min(order_value) AS lowest, count(*) AS n FROM named
)
(SELECT 'best' AS rule, 'info' AS severity, channel, '' AS other, customers, revenue_per_customer AS value, per_customer AS whole, revenue_per_customer / per_customer AS ratio, repeat_rate AS rate, whole_rate, 0::DOUBLE AS share
FROM named WHERE per_customer > 0 AND (SELECT verdict FROM judged WHERE family = 'value' AND key = channel) > 0 ORDER BY revenue_per_customer DESC, channel LIMIT 1)
UNION ALL
(SELECT 'worst_repeat', 'bad', channel, '', customers, $second_days::DOUBLE, 0::DOUBLE, 0::DOUBLE, rate, rest, 0::DOUBLE FROM second_rates WHERE (SELECT verdict FROM judged WHERE family = 'second' AND key = channel) < 0 ORDER BY rate, channel LIMIT 1)
UNION ALL
(SELECT 'most_new', 'info', channel, '', new_customers, revenue_per_customer, per_customer, 0::DOUBLE, repeat_rate, whole_rate, new_customers::DOUBLE / (SELECT sum(new_customers) FROM result) FROM (
  FROM named
  -- @include alone of=new_customers over=1
))
UNION ALL
SELECT 'order_value', 'info', most, least, 0, highest, 0::DOUBLE, highest / lowest, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM ends WHERE n >= 2 AND lowest > 0 AND (SELECT verdict FROM judged WHERE family = 'order' AND key = most) > 0
UNION ALL
SELECT 'unknown', 'warning', channel, '', customers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, revenue_share FROM result WHERE channel = '(none)' AND revenue_share > 0.05
