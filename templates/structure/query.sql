-- Who the customers are: shares of customers and of revenue by an attribute.

-- @step placed
WITH people AS (
  -- @include people customers=customers
),
spent AS (
  SELECT customer, round(sum(amount)::DOUBLE, 6) AS revenue FROM orders WHERE customer IS NOT NULL GROUP BY customer
)
SELECT
  p.customer, s.revenue,
  -- @include attribute by=$by
  AS segment
FROM people p
LEFT JOIN spent s USING (customer)

-- @step base
SELECT segment, count(*) AS customers, count(revenue) AS buyers, round(coalesce(sum(revenue), 0)::DOUBLE, 6) AS revenue
FROM placed
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
  SELECT segment, 'customers' AS measure, share, customers, customers AS behind, NULL::DOUBLE AS top_share FROM largest
  UNION ALL
  SELECT segment, 'revenue', revenue_share, customers, buyers, top_share
  FROM largest
  JOIN (
    SELECT
      segment,
      -- @include top-customer of=revenue
      AS top_share
    FROM placed
    GROUP BY segment
  ) USING (segment)
  WHERE revenue_share IS NOT NULL
)
ORDER BY customers DESC, segment, measure

-- @people
SELECT customer, segment FROM placed

-- @findings
WITH known AS (
  SELECT * FROM result WHERE segment <> '(none)'
),
sizes AS (
  SELECT sum(customers)::BIGINT AS customers, coalesce(sum(customers) FILTER (WHERE segment = '(none)'), 0)::DOUBLE / sum(customers) AS unknown, sum(buyers)::BIGINT AS buyers FROM result HAVING sum(customers) > 0
),
largest AS (
  FROM known
  -- @include alone of=customers over=1
),
parts AS (
  SELECT 'rich' AS family, 'rich' AS among, p.segment AS part, b.buyers >= 10 AND p.segment <> '(none)' AS judge, p.customer, 1 AS n, coalesce(p.revenue, 0) AS s, false AS share, 0.1 AS least
  FROM placed p
  JOIN base b USING (segment)
),
-- @include against-rest alike=1
compared AS (FROM compared_parts),
-- @include judged
,
rich AS (
  SELECT * FROM known WHERE buyers >= 10 AND revenue_share > share * 1.1 AND (SELECT verdict FROM judged WHERE key = segment) > 0 ORDER BY revenue_share - share DESC, segment LIMIT 1
)
SELECT 'largest' AS rule, 'info' AS severity, segment, customers, share, coalesce(revenue_share, 0) AS revenue_share, coalesce(revenue_per_buyer, 0) AS revenue_per_buyer, 0::DOUBLE AS excess FROM largest
UNION ALL
SELECT 'rich', 'info', segment, customers, share, revenue_share, revenue_per_buyer, (revenue_share - share) * (SELECT sum(revenue) FROM base) FROM rich
UNION ALL
SELECT 'unknown', 'warning', '', customers, unknown, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM sizes WHERE unknown > 0.2
UNION ALL
SELECT 'not_buying', 'info', '', customers - buyers, (customers - buyers)::DOUBLE / customers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM sizes WHERE buyers > 0 AND customers - buyers > 0.2 * customers
