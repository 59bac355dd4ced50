-- Ordered rules on R, F and M; the first that fits names the tier.

-- @step base
SELECT
  customer,
  date_diff('day', max(ordered_at)::DATE, $as_of) AS recency_days,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS frequency,
  sum(amount)::DOUBLE AS monetary
FROM (
  SELECT customer, ordered_at, order_id, amount FROM orders WHERE $window = 'period'
  UNION ALL
  SELECT customer, ordered_at, order_id, amount FROM all_orders WHERE $window = 'all'
)
WHERE customer IS NOT NULL AND ordered_at < $as_of + INTERVAL 1 DAY AND amount IS NOT NULL
GROUP BY customer

-- @result
WITH fits AS (
  SELECT
    customer, recency_days, frequency, monetary,
    recency_days <= $vip_days AND frequency >= $vip_orders AND monetary >= $vip_amount AS is_vip,
    recency_days < $potential_days AND frequency >= $potential_orders AS is_potential,
    recency_days > $warning_days AS is_warning
  FROM base
)
SELECT
  customer, recency_days, frequency, monetary,
  CASE
    WHEN $warning_first AND is_warning THEN 'churn warning'
    WHEN is_vip THEN 'VIP'
    WHEN is_potential THEN 'potential'
    WHEN is_warning THEN 'churn warning'
    ELSE 'ordinary'
  END AS tier,
  is_vip::BIGINT + is_potential::BIGINT + is_warning::BIGINT AS rules_met
FROM fits
ORDER BY CASE tier WHEN 'VIP' THEN 1 WHEN 'potential' THEN 2 WHEN 'ordinary' THEN 3 ELSE 4 END, monetary DESC, customer

-- @chart
WITH tiers AS (
  SELECT
    tier,
    count(*) AS customers,
    count(*)::DOUBLE / sum(count(*)) OVER () AS customer_share,
    coalesce(sum(monetary) / nullif(sum(sum(monetary)) OVER (), 0), 0) AS revenue_share
  FROM result
  GROUP BY tier
)
SELECT *
FROM (
  SELECT tier, 'customers' AS measure, customer_share AS share, customers FROM tiers
  UNION ALL
  SELECT tier, 'revenue', revenue_share, customers FROM tiers
)
ORDER BY CASE tier WHEN 'VIP' THEN 1 WHEN 'potential' THEN 2 WHEN 'ordinary' THEN 3 ELSE 4 END, measure

-- @findings
WITH tiers AS (
  SELECT
    tier,
    count(*) AS customers,
    count(*)::DOUBLE / sum(count(*)) OVER () AS share,
    coalesce(sum(monetary), 0) AS revenue,
    coalesce(sum(monetary) / nullif(sum(sum(monetary)) OVER (), 0), 0) AS revenue_share,
    sum(count(*)) OVER () AS total
  FROM result
  GROUP BY tier
),
several AS (
  SELECT count(*) AS customers, count(*)::DOUBLE / nullif((SELECT count(*) FROM result), 0) AS share
  FROM result
  WHERE rules_met > 1
)
SELECT 'vip' AS rule, 'good' AS severity, tier, customers, share, revenue, revenue_share FROM tiers WHERE tier = 'VIP'
UNION ALL
SELECT 'no_vip', 'info', 'VIP', (SELECT count(*) FROM result), 0::DOUBLE, 0::DOUBLE, 0::DOUBLE
WHERE EXISTS (FROM result) AND NOT EXISTS (FROM tiers WHERE tier = 'VIP')
UNION ALL
SELECT 'warning_revenue', 'warning', tier, customers, share, revenue, revenue_share FROM tiers WHERE tier = 'churn warning'
UNION ALL
SELECT 'several_rules', 'info', '', customers, share, 0::DOUBLE, 0::DOUBLE FROM several WHERE customers > 0
