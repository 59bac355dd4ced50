-- Who the customers are: shares of customers and of revenue by an attribute.

-- @step base
WITH people AS (
  -- @include people customers=customers
),
spent AS (
  SELECT customer, round(sum(amount)::DOUBLE, 6) AS revenue FROM orders WHERE customer IS NOT NULL GROUP BY customer
)
SELECT
  -- @include attribute by=$by
  AS segment,
  count(*) AS customers,
  count(revenue) AS buyers,
  round(coalesce(sum(revenue), 0)::DOUBLE, 6) AS revenue
FROM people
LEFT JOIN spent USING (customer)
GROUP BY segment

-- @result
SELECT
  segment,
  customers,
  customers::DOUBLE / sum(customers) OVER () AS share,
  buyers,
  revenue,
  revenue / nullif(sum(revenue) OVER (), 0) AS revenue_share,
  revenue / nullif(buyers, 0) AS revenue_per_buyer
FROM base
ORDER BY customers DESC, segment

-- @chart
WITH largest AS (
  SELECT * FROM result ORDER BY customers DESC, segment LIMIT $groups
)
SELECT *
FROM (
  SELECT segment, 'customers' AS measure, share, customers FROM largest
  UNION ALL
  SELECT segment, 'revenue', revenue_share, customers FROM largest WHERE revenue_share IS NOT NULL
)
ORDER BY customers DESC, segment, measure

-- @findings
WITH known AS (
  SELECT * FROM result WHERE segment <> '(none)'
),
sizes AS (
  SELECT sum(customers)::BIGINT AS customers, coalesce(sum(customers) FILTER (WHERE segment = '(none)'), 0)::DOUBLE / sum(customers) AS unknown, sum(buyers)::BIGINT AS buyers FROM result HAVING sum(customers) > 0
),
largest AS (
  SELECT * FROM known ORDER BY customers DESC, segment LIMIT 1
),
rich AS (
  SELECT * FROM known WHERE buyers >= 10 AND revenue_share > share * 1.3 ORDER BY revenue_share - share DESC, segment LIMIT 1
)
SELECT 'largest' AS rule, 'info' AS severity, segment, customers, share, coalesce(revenue_share, 0) AS revenue_share, coalesce(revenue_per_buyer, 0) AS revenue_per_buyer FROM largest
UNION ALL
SELECT 'rich', 'good', segment, customers, share, revenue_share, revenue_per_buyer FROM rich
UNION ALL
SELECT 'unknown', 'warning', '', customers, unknown, 0::DOUBLE, 0::DOUBLE FROM sizes WHERE unknown > 0.2
UNION ALL
SELECT 'not_buying', 'info', '', customers - buyers, (customers - buyers)::DOUBLE / customers, 0::DOUBLE, 0::DOUBLE FROM sizes WHERE buyers > 0 AND customers - buyers > 0.2 * customers
