-- One row of fifteen columns per customer.

-- @step bought
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT
  customer,
  round(sum(amount)::DOUBLE, 6) AS total_spend,
  max(ordered_at)::DATE AS last_purchase,
  count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS frequency
FROM (
  SELECT customer, amount, ordered_at, order_id FROM past_orders WHERE $span = 'all'
  UNION ALL
  SELECT customer, amount, ordered_at, order_id FROM orders WHERE $span = 'period'
)
WHERE customer IS NOT NULL
GROUP BY customer

-- @step told
SELECT
  customer,
  count(*) FILTER (WHERE lower(kind) IN ('complaint', '投诉')) AS complaints,
  (max((occurred_at, nps)) FILTER (WHERE nps BETWEEN 0 AND 10))[2]::DOUBLE AS nps
FROM (
  SELECT customer, kind, nps, occurred_at FROM past_feedback WHERE $span = 'all'
  UNION ALL
  SELECT customer, kind, nps, occurred_at FROM feedback WHERE $span = 'period'
)
WHERE customer IS NOT NULL
GROUP BY customer

-- @step firsts
SELECT customer, min(day) AS day
FROM (
  SELECT customer, min(registered_at)::DATE AS day FROM customers GROUP BY customer
  UNION ALL
  SELECT customer, min(ordered_at)::DATE FROM past_orders GROUP BY customer
  UNION ALL
  SELECT customer, min(occurred_at)::DATE FROM past_events GROUP BY customer
  UNION ALL
  SELECT customer, min(occurred_at)::DATE FROM past_feedback GROUP BY customer
)
WHERE customer IS NOT NULL
GROUP BY customer

-- @step people
SELECT
  customer,
  any_value(nullif(trim(name), '')) AS name, any_value(nullif(trim(industry), '')) AS industry, any_value(nullif(trim(company_size), '')) AS company_size,
  any_value(nullif(trim(level), '')) AS level, any_value(nullif(trim(core_need), '')) AS core_need, any_value(nullif(trim(source_system), '')) AS source,
  max(updated_at)::DATE AS updated_on
FROM customers
WHERE customer IS NOT NULL
GROUP BY customer

-- @result
SELECT
  p.customer,
  -- Masked again, whatever the import let through.
  left(p.name, 1) || '*' AS name,
  p.industry,
  p.company_size,
  f.day AS first_contact,
  coalesce(b.total_spend, 0) AS total_spend,
  b.last_purchase,
  coalesce(b.frequency, 0) AS frequency,
  b.total_spend / nullif(b.frequency, 0) AS order_value,
  coalesce(t.complaints, 0) AS complaints,
  t.nps,
  p.level,
  p.core_need,
  p.source,
  p.updated_on
FROM people p
LEFT JOIN bought b USING (customer)
LEFT JOIN told t USING (customer)
LEFT JOIN firsts f USING (customer)
ORDER BY total_spend DESC, p.customer

-- @chart
WITH
sized AS (
  SELECT count(*) AS customers FROM result WHERE coalesce(industry NOT IN (
    -- @include unsized of=result
  ), true)
),
counts AS (
  SELECT
    count(*) AS customers, count(name) AS name, count(industry) AS industry, count(company_size) AS company_size, count(first_contact) AS first_contact,
    count(last_purchase) AS last_purchase, count(nps) AS nps, count(level) AS level, count(core_need) AS core_need, count(source) AS source, count(updated_on) AS updated_on
  FROM result
)
SELECT field, filled::DOUBLE / asked AS filled, asked AS behind
FROM (
  SELECT field, filled, CASE field WHEN 'company_size' THEN sized.customers ELSE c.customers END AS asked
  FROM (UNPIVOT counts ON name, industry, company_size, first_contact, last_purchase, nps, level, core_need, source, updated_on INTO NAME field VALUE filled) c, sized
)
WHERE asked > 0
ORDER BY filled DESC, field

-- @findings
WITH
sized AS (
  SELECT count(*) AS customers FROM result WHERE coalesce(industry NOT IN (
    -- @include unsized of=result
  ), true)
),
totals AS (
  SELECT
    count(*) AS customers,
    count(*) FILTER (WHERE frequency = 0) AS never,
    count(*) FILTER (WHERE complaints >= 2) AS complainers, coalesce(sum(total_spend) FILTER (WHERE complaints >= 2), 0) AS complainers_spend,
    count(updated_on) AS dated,
    count(*) FILTER (WHERE updated_on < $as_of - $stale_days) AS stale
  FROM result
),
ranked AS (
  SELECT nps, total_spend, row_number() OVER (ORDER BY total_spend DESC, customer) AS place, count(*) OVER () AS places,
    -- Who spends as much as somebody outside is no more among the first than they.
    max(total_spend) OVER (ORDER BY total_spend DESC, customer ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_spend
  FROM result WHERE total_spend > 0
),
big AS (
  SELECT count(*) FILTER (WHERE nps <= 6) AS n, coalesce(sum(total_spend) FILTER (WHERE nps <= 6), 0) AS amount, arg_max(next_spend, place) < min(total_spend) OR max(place) = any_value(places) AS apart FROM ranked WHERE place <=
    -- @include top-share share=0.1::DOUBLE of=places
),
fields AS (
  UNPIVOT (
    SELECT count(*) AS customers, count(name) AS name, count(industry) AS industry, count(company_size) AS company_size, count(level) AS level, count(core_need) AS core_need, count(source) AS source, count(updated_on) AS updated_on FROM result
  ) ON name, industry, company_size, level, core_need, source, updated_on INTO NAME field VALUE filled
)
SELECT 'complete' AS rule, 'info' AS severity, '' AS field, any_value(customers) AS n, avg(filled::DOUBLE / customers) AS share, 0::DOUBLE AS amount FROM fields WHERE customers > 0 HAVING sum(filled) > 0
UNION ALL
-- Where the data hold no orders, nothing is said of buying.
SELECT 'never', 'info', '', never, never::DOUBLE / customers, 0::DOUBLE FROM totals WHERE never > 0 AND $span = 'all' AND EXISTS (FROM past_orders)
UNION ALL
SELECT 'quiet', 'info', '', never, never::DOUBLE / customers, (SELECT count(*) FROM result WHERE frequency = 0 AND customer IN (SELECT customer FROM past_orders))
FROM totals WHERE never > 0 AND $span = 'period' AND EXISTS (FROM past_orders)
UNION ALL
(SELECT 'gaps', 'warning', field, asked - filled, filled::DOUBLE / asked, 0::DOUBLE
FROM (SELECT field, filled, CASE field WHEN 'company_size' THEN sized.customers ELSE f.customers END AS asked FROM fields f, sized)
WHERE filled > 0 AND filled < 0.9 * asked
ORDER BY filled, field
LIMIT 2)
UNION ALL
SELECT 'unhappy_big', 'bad', '', n, 0::DOUBLE, amount FROM big WHERE n > 0 AND apart
UNION ALL
SELECT CASE WHEN EXISTS (FROM past_orders) THEN 'complainers' ELSE 'complainers_only' END, 'warning', '', complainers, complainers::DOUBLE / customers, complainers_spend FROM totals WHERE complainers > 0
UNION ALL
SELECT 'stale', 'warning', '', stale, stale::DOUBLE / customers, 0::DOUBLE FROM totals WHERE stale > 0
