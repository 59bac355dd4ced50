-- Customers by order value and frequency: four groups that want different treatment.

-- @step base
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT
  customer,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS frequency,
  round(sum(amount)::DOUBLE, 6) AS monetary
FROM orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer

-- @step cuts
SELECT
  CASE $split WHEN 'mean' THEN round(sum(monetary), 6) / nullif(sum(frequency), 0) ELSE median(monetary / frequency) END AS value_cut,
  CASE $split WHEN 'mean' THEN avg(frequency) ELSE median(frequency) END::DOUBLE AS frequency_cut
FROM base

-- @result
SELECT
  customer,
  monetary / frequency AS order_value,
  frequency,
  monetary,
  CASE
    WHEN monetary / frequency > value_cut AND frequency > frequency_cut THEN 'high value high frequency'
    WHEN monetary / frequency > value_cut THEN 'high value low frequency'
    WHEN frequency > frequency_cut THEN 'low value high frequency'
    ELSE 'low value low frequency'
  END AS quadrant
FROM base, cuts
ORDER BY monetary DESC, customer

-- @chart
-- The largest customers and an even sample of the rest, 1,500 dots at most; the lines are the cuts.
WITH numbered AS (
  SELECT *, row_number() OVER (ORDER BY monetary DESC, customer) AS place, count(*) OVER () AS total FROM result
)
SELECT n.customer, n.order_value, n.frequency, n.monetary, n.quadrant, c.value_cut, c.frequency_cut
FROM numbered n, cuts c
WHERE n.total <= 1500 OR n.place <= 300 OR n.place % greatest((n.total - 300) // 1200 + 1, 1) = 0
ORDER BY n.place

-- @findings
WITH groups AS (
  SELECT
    quadrant, count(*) AS customers, count(*)::DOUBLE / sum(count(*)) OVER () AS share,
    sum(monetary) AS revenue, coalesce(sum(monetary) / nullif(sum(sum(monetary)) OVER (), 0), 0) AS revenue_share,
    sum(monetary) / sum(frequency) AS order_value, avg(frequency)::DOUBLE AS frequency
  FROM result
  GROUP BY quadrant
)
SELECT 'core' AS rule, 'info' AS severity, quadrant, customers, share, revenue, revenue_share, order_value, frequency FROM groups WHERE quadrant = 'high value high frequency'
UNION ALL
SELECT 'wake', 'warning', quadrant, customers, share, revenue, revenue_share, order_value, frequency FROM groups WHERE quadrant = 'high value low frequency' AND revenue > 0
UNION ALL
SELECT 'lift', 'info', quadrant, customers, share, revenue, revenue_share, order_value, frequency FROM groups WHERE quadrant = 'low value high frequency' AND revenue > 0
