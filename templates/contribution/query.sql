-- Profit of each customer, and what they could still buy by the measure of their peers.

-- @step people
SELECT
  customer, margin,
  -- @include attribute by=$by
  AS segment
FROM (
  -- @include people customers=customers
)

-- @step spent
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT
  customer,
  round(sum(amount)::DOUBLE, 6) AS revenue,
  round(sum(amount - cost)::DOUBLE, 6) AS known_profit,
  round(coalesce(sum(amount) FILTER (WHERE cost IS NULL), 0)::DOUBLE, 6) AS uncosted,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders,
  count(DISTINCT nullif(trim(category), '')) AS categories
FROM orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer

-- @step course_parts
-- @include course-parts now=$period_start now_end=$period_end+1 before=$before_start before_end=$before_end+1

-- @step comparable
-- Whether the data cover the period before as well as the period, and both a year earlier.
WITH
ordering_days AS (
  SELECT DISTINCT ordered_at::DATE AS day FROM past_orders WHERE customer IS NOT NULL AND amount IS NOT NULL
),
-- @include comparable name=ordering let=0.2
,
whole AS (
  SELECT
    -- @include whole-years from=$before_start to=$period_start
    AS one_season
)
FROM ordering_comparable, whole

-- @step earlier
-- What was spent in the same part of the period before, if the data cover it.
SELECT
  customer,
  round(sum(amount)::DOUBLE, 6) AS revenue,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders
FROM past_orders, comparable
WHERE before AND customer IS NOT NULL AND amount IS NOT NULL
  AND ordered_at >= $before_start AND ordered_at < $before_end + 1
GROUP BY customer

-- @step course
-- Orders and what they brought by customer in both periods and in those of a year before, where they are not of one
-- season anyway.
SELECT 'order_value' AS key, customer, part, count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS n, round(sum(amount)::DOUBLE, 6) AS s
FROM past_orders, comparable, course_parts
WHERE NOT one_season AND (year_before OR part IN ('now', 'before')) AND customer IS NOT NULL AND amount IS NOT NULL
  AND ordered_at >= since AND ordered_at < until AND ordered_at >= $before_start - INTERVAL 1 YEAR
GROUP BY customer, part

-- @step base
SELECT
  s.*,
  coalesce(p.segment, CASE $by WHEN 'none' THEN '(all)' ELSE '(none)' END) AS segment,
  coalesce(s.known_profit, 0) + s.uncosted * coalesce(p.margin, $margin) AS profit,
  s.revenue / s.orders AS order_value,
  e.revenue / e.orders AS order_value_before
FROM spent s
LEFT JOIN people p USING (customer)
LEFT JOIN earlier e USING (customer)

-- @step shelves
-- What each customer spends in each category, and what a category is worth among peers.
SELECT b.segment, o.customer, trim(o.category) AS category, round(sum(o.amount)::DOUBLE, 6) AS amount
FROM orders o
JOIN base b USING (customer)
WHERE trim(o.category) <> '' AND o.amount IS NOT NULL
GROUP BY b.segment, o.customer, trim(o.category)

-- @step worth
SELECT s.segment, s.category, round(sum(s.amount), 6) / any_value(n.customers) AS expected
FROM shelves s
JOIN (SELECT segment, count(*) AS customers FROM base GROUP BY segment) n USING (segment)
GROUP BY s.segment, s.category

-- @step closed
-- The gap of a period ago, and what the same customers then bought in categories they had not bought before.
WITH past AS (
  SELECT o.customer, trim(o.category) AS category, round(sum(o.amount)::DOUBLE, 6) AS amount, coalesce(p.segment, CASE $by WHEN 'none' THEN '(all)' ELSE '(none)' END) AS segment
  FROM past_orders o
  JOIN earlier e USING (customer)
  LEFT JOIN people p USING (customer)
  WHERE trim(o.category) <> '' AND o.amount IS NOT NULL
    AND o.ordered_at >= $before_start AND o.ordered_at < $before_end + 1
  GROUP BY o.customer, trim(o.category), p.segment
),
peers AS (
  SELECT segment, count(DISTINCT customer) AS customers FROM past GROUP BY segment
),
worth_then AS (
  SELECT segment, category, sum(amount) / any_value(customers) AS expected FROM past JOIN peers USING (segment) GROUP BY segment, category
),
lacking AS (
  SELECT c.customer, w.category, w.expected
  FROM (SELECT DISTINCT customer, segment FROM past) c
  JOIN worth_then w USING (segment)
  ANTI JOIN past ON past.customer = c.customer AND past.category = w.category
)
SELECT sum(l.expected) AS gap, coalesce(sum(s.amount), 0) AS came, count(DISTINCT l.customer) AS customers
FROM lacking l
LEFT JOIN shelves s ON s.customer = l.customer AND s.category = l.category

-- @result
-- Who buys everything is owed nothing, not the last bit by which two orders of adding differ.
-- Share of peers who buy × mean spend of those who do = spend per peer; what is bought already comes off the sum.
WITH all_worth AS (
  SELECT segment, sum(expected) AS expected FROM worth GROUP BY segment
),
held AS (
  SELECT s.customer, sum(w.expected) AS expected FROM shelves s JOIN worth w USING (segment, category) GROUP BY s.customer
),
medians AS (
  SELECT segment, median(order_value) AS order_value FROM base GROUP BY segment
)
SELECT
  b.customer, b.segment, b.revenue, b.profit,
  b.profit / nullif(sum(b.profit) OVER (), 0) AS profit_share,
  b.order_value, b.order_value_before,
  b.order_value / nullif(b.order_value_before, 0) - 1 AS order_value_growth,
  b.categories,
  CASE WHEN a.expected - coalesce(h.expected, 0) > 1e-9 * a.expected THEN a.expected - coalesce(h.expected, 0) ELSE 0 END AS cross_potential,
  greatest(m.order_value - b.order_value, 0) * b.orders AS up_potential
FROM base b
JOIN medians m USING (segment)
LEFT JOIN all_worth a USING (segment)
LEFT JOIN held h USING (customer)
ORDER BY b.profit DESC, b.customer

-- @chart
WITH placed AS (
  SELECT cross_potential, up_potential, row_number() OVER (ORDER BY profit DESC, customer) AS place, count(*) OVER () AS customers FROM result
),
parts AS (
  SELECT
    CASE
      WHEN place <=
        -- @include top-share share=0.1::DOUBLE of=customers
      THEN 'top'
      WHEN place <=
        -- @include top-share share=0.3::DOUBLE of=customers
      THEN 'high'
      WHEN place <=
        -- @include top-share share=0.6::DOUBLE of=customers
      THEN 'middle'
      ELSE 'low'
    END AS part, sum(cross_potential) AS cross_sum, sum(up_potential) AS up_sum, count(*) AS behind,
    -- @include top-customer of=cross_potential
    AS cross_top,
    -- @include top-customer of=up_potential
    AS up_top
  FROM placed
  GROUP BY part
)
SELECT part, kind, amount, behind, top_share
FROM (
  SELECT part, 'cross' AS kind, cross_sum AS amount, behind, cross_top AS top_share FROM parts
  UNION ALL
  SELECT part, 'up', up_sum, behind, up_top FROM parts
)
ORDER BY CASE part WHEN 'top' THEN 1 WHEN 'high' THEN 2 WHEN 'middle' THEN 3 ELSE 4 END, kind

-- @findings
WITH ranked AS (
  SELECT *, row_number() OVER (ORDER BY profit DESC, customer) AS place, count(*) OVER () AS customers FROM result
),
top AS (
  SELECT count(*) AS n, sum(profit) AS amount, sum(profit_share) AS share FROM ranked WHERE customers >= 10 AND place <=
    -- @include top-share share=0.1::DOUBLE of=customers
),
sums AS (
  SELECT
    count(*) AS customers, sum(revenue) AS revenue,
    count(*) FILTER (WHERE profit < 0) AS losers, coalesce(sum(profit) FILTER (WHERE profit < 0), 0) AS loss,
    sum(cross_potential) AS cross_sum, sum(up_potential) AS up_sum, count(*) FILTER (WHERE up_potential > 0) AS uppers,
    count(*) FILTER (WHERE categories = 1) AS single,
    count(order_value_before) AS both_periods, count(*) FILTER (WHERE order_value_growth > 0) AS raised
  FROM result
),
parts AS (
  SELECT 'order_value' AS family, 'order_value' AS among, 'now' AS part, true AS judge, customer, orders AS n, revenue AS s, false AS share, 0.02 AS least FROM base
  UNION ALL
  SELECT 'order_value', 'order_value', 'before', false, customer, orders, revenue, false, 0.02 FROM earlier
),
-- @include against-rest alike=1
-- @include season plain=false
compared AS (
  FROM compared_parts
  UNION ALL
  FROM season_compared
),
-- @include judged
,
moved AS (
  SELECT
    -- @include seasoned free=one_season key='order_value' verdict=j.verdict
    AS season_of
  FROM judged j, comparable
  WHERE family = 'order_value' AND verdict <> 0
),
values_now AS (
  SELECT sum(revenue) / sum(orders) AS now FROM base
),
values_before AS (
  SELECT sum(revenue) / sum(orders) AS before FROM earlier
)
SELECT 'concentrated' AS rule, 'info' AS severity, n, amount, share, 0::DOUBLE AS before, 0::DOUBLE AS other FROM top WHERE share > 0
UNION ALL
SELECT 'loss', 'bad', losers, loss, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM sums WHERE losers > 0
UNION ALL
SELECT 'order_value', CASE WHEN now < before THEN 'warning' ELSE 'good' END, both_periods, now, now / before - 1, before, raised::DOUBLE / both_periods FROM sums, values_now, values_before, moved WHERE before > 0 AND both_periods > 0 AND season_of = 'stands' AND NOT $group_by_spend
UNION ALL
SELECT CASE season_of WHEN 'season' THEN 'order_value_season' ELSE 'order_value_no_year' END, 'info', both_periods, v.now, t.then_now, v.before, t.then_before FROM sums, moved, (FROM values_now, values_before) v LEFT JOIN season_rates t ON true WHERE v.before > 0 AND both_periods > 0 AND season_of <> 'stands' AND NOT $group_by_spend
UNION ALL
SELECT 'cross', 'info', single, cross_sum, cross_sum / revenue, 0::DOUBLE, single::DOUBLE / customers FROM sums WHERE cross_sum > 0 AND revenue > 0 AND single > 0
UNION ALL
SELECT 'up', 'info', uppers, up_sum, up_sum / revenue, 0::DOUBLE, 0::DOUBLE FROM sums WHERE up_sum > 0 AND revenue > 0
UNION ALL
SELECT 'gap_closed', 'info', customers, gap, came / gap, came, 0::DOUBLE FROM closed WHERE gap > 0 AND customers >= 20 AND NOT $group_by_spend
UNION ALL
SELECT 'chosen', 'info', 0, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM sums WHERE $group_by_spend AND customers > 0
UNION ALL
SELECT 'assumed', 'warning', count(*), 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM base WHERE uncosted > 0 HAVING count(*) > 0
