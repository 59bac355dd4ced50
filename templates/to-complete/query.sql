-- Whom to ask for what: profiles with gaps, by the one who looks after the customer.

-- @step profiles
-- What cleaning filled with the mark is still to be completed.
SELECT
  customer,
  nullif(nullif(any_value(nullif(trim(owner), '')), '待补充'), 'to complete') AS owner,
  nullif(nullif(any_value(nullif(trim(industry), '')), '待补充'), 'to complete') AS industry,
  nullif(nullif(any_value(nullif(trim(company_size), '')), '待补充'), 'to complete') AS company_size,
  nullif(nullif(any_value(nullif(trim(region), '')), '待补充'), 'to complete') AS region,
  nullif(nullif(any_value(nullif(trim(city), '')), '待补充'), 'to complete') AS city,
  nullif(nullif(any_value(nullif(trim(level), '')), '待补充'), 'to complete') AS level,
  nullif(nullif(any_value(nullif(trim(core_need), '')), '待补充'), 'to complete') AS core_need
FROM customers
WHERE customer IS NOT NULL
GROUP BY customer

-- @step gaps
-- A field that nobody has is not collected: it is no gap. A customer without any is no profile.
SELECT
  customer,
  owner,
  owner IS NULL AND (SELECT count(owner) > 0 FROM profiles) AS no_owner,
  industry IS NULL AND (SELECT count(industry) > 0 FROM profiles) AS no_industry,
  company_size IS NULL AND (SELECT count(company_size) > 0 FROM profiles) AND coalesce(industry NOT IN (
    -- @include unsized of=profiles
  ), true) AS no_company_size,
  region IS NULL AND (SELECT count(region) > 0 FROM profiles) AS no_region,
  city IS NULL AND (SELECT count(city) > 0 FROM profiles) AS no_city,
  level IS NULL AND (SELECT count(level) > 0 FROM profiles) AS no_level,
  core_need IS NULL AND (SELECT count(core_need) > 0 FROM profiles) AS no_core_need
FROM profiles
WHERE coalesce(owner, industry, company_size, region, city, level, core_need) IS NOT NULL

-- @step spent
SELECT customer, sum(amount)::DOUBLE AS total_spend
FROM past_orders
WHERE customer IS NOT NULL
GROUP BY customer

-- @step listed
SELECT
  g.*,
  no_owner::INTEGER + no_industry::INTEGER + no_company_size::INTEGER + no_region::INTEGER + no_city::INTEGER + no_level::INTEGER + no_core_need::INTEGER AS missing,
  coalesce(s.total_spend, 0) AS total_spend
FROM gaps g
LEFT JOIN spent s USING (customer)

-- @result
SELECT
  coalesce(owner, 'none') AS owner,
  customer,
  missing,
  total_spend,
  CASE WHEN no_industry THEN 'todo' END AS industry,
  CASE WHEN no_company_size THEN 'todo' END AS company_size,
  CASE WHEN no_region THEN 'todo' END AS region,
  CASE WHEN no_city THEN 'todo' END AS city,
  CASE WHEN no_level THEN 'todo' END AS level,
  CASE WHEN no_core_need THEN 'todo' END AS core_need
FROM listed
WHERE missing > 0
ORDER BY owner = 'none', owner, total_spend DESC, customer

-- @chart
SELECT owner, count(*) AS customers
FROM result
GROUP BY owner
ORDER BY customers DESC, owner
LIMIT $owners

-- @findings
WITH totals AS (
  SELECT count(*) AS profiles, count(*) FILTER (WHERE missing > 0) AS n, sum(missing)::BIGINT AS gaps, sum(total_spend) AS spend, coalesce(sum(total_spend) FILTER (WHERE missing > 0), 0) AS amount FROM listed
),
owners AS (
  FROM (SELECT owner, count(*) AS n, sum(missing)::BIGINT AS gaps, sum(total_spend) AS amount FROM result WHERE owner <> 'none' GROUP BY owner)
  -- @include alone of=n over=1
),
nobody AS (SELECT count(*) AS n, coalesce(sum(total_spend), 0) AS amount FROM listed WHERE no_owner)
SELECT CASE WHEN EXISTS (FROM past_orders) THEN 'open' ELSE 'open_unbought' END AS rule, 'warning' AS severity, '' AS owner, n, gaps, n::DOUBLE / profiles AS share, amount FROM totals WHERE n > 0
UNION ALL
SELECT 'complete', 'good', '', profiles, 0, 1::DOUBLE, spend FROM totals WHERE n = 0 AND profiles > 0
UNION ALL
SELECT 'owner', 'info', owner, n, gaps, 0::DOUBLE, amount FROM owners
UNION ALL
SELECT CASE WHEN EXISTS (FROM past_orders) THEN 'nobody' ELSE 'nobody_unbought' END, 'warning', '', n, 0, 0::DOUBLE, amount FROM nobody WHERE n > 0
