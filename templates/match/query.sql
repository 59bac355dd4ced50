-- One view of each customer over four tables: what matches, and what matches nothing.

-- @step profiles
-- Customers derived from the keys of other tables have no attribute: they are no profiles.
SELECT
  customer,
  bool_or(coalesce(name, phone, email, gender, industry, company_size, region, city, owner, team, level, core_need, referrer, source_system) IS NOT NULL
    OR age IS NOT NULL OR income IS NOT NULL OR registered_at IS NOT NULL OR updated_at IS NOT NULL) AS has_profile
FROM customers
WHERE customer IS NOT NULL
GROUP BY customer

-- @step seen
SELECT 'orders' AS entity, customer, count(*) AS records, round(sum(amount)::DOUBLE, 6) AS amount, min(ordered_at)::DATE AS first_seen, max(ordered_at)::DATE AS last_seen FROM past_orders GROUP BY customer
UNION ALL
-- Staff who act on customers are none themselves.
SELECT 'events', customer, count(*), NULL, min(occurred_at)::DATE, max(occurred_at)::DATE FROM past_events WHERE (team IS NULL OR customer IN (SELECT customer FROM customers)) GROUP BY customer
UNION ALL
SELECT 'feedback', customer, count(*), NULL, min(occurred_at)::DATE, max(occurred_at)::DATE FROM past_feedback GROUP BY customer

-- @step joined
SELECT s.*, coalesce(p.has_profile, false) AS matched
FROM seen s
LEFT JOIN profiles p USING (customer)

-- @step rates
SELECT
  entity,
  count(customer) AS customers,
  count(customer) FILTER (WHERE matched) AS matched,
  sum(records)::BIGINT AS records,
  coalesce(sum(records) FILTER (WHERE customer IS NULL), 0)::BIGINT AS nameless,
  sum(amount) AS amount,
  coalesce(sum(amount) FILTER (WHERE NOT matched), 0) AS orphan_amount
FROM joined
GROUP BY entity

-- @result
SELECT entity, customer, records, amount, first_seen, last_seen
FROM joined
WHERE NOT matched AND customer IS NOT NULL
ORDER BY records DESC, entity, customer
LIMIT $rows

-- @chart
SELECT entity, part, customers
FROM (
  SELECT entity, 'matched' AS part, matched AS customers FROM rates
  UNION ALL
  SELECT entity, 'orphan', customers - matched FROM rates
)
WHERE customers > 0
ORDER BY entity, part

-- @people
SELECT customer, entity, CASE WHEN matched THEN 'matched' ELSE 'orphan' END AS part FROM joined

-- @findings
WITH totals AS (
  SELECT count(*) FILTER (WHERE has_profile) AS profiles, count(*) FILTER (WHERE has_profile AND customer NOT IN (SELECT customer FROM seen WHERE customer IS NOT NULL)) AS idle FROM profiles
),
alike AS (
  SELECT count(DISTINCT customer) AS n
  FROM joined
  WHERE NOT matched AND lower(trim(customer)) IN (SELECT lower(trim(customer)) FROM profiles WHERE has_profile)
)
SELECT * FROM (
-- Where nobody has a profile there is no file of them, and no id to compare.
SELECT CASE WHEN matched = customers THEN 'whole' WHEN matched < $alert_below * customers THEN 'low' ELSE 'rate' END AS rule, CASE WHEN matched < $alert_below * customers THEN 'warning' ELSE 'good' END AS severity, entity, customers, customers - matched AS n, matched::DOUBLE / customers AS share, 0::DOUBLE AS amount FROM rates WHERE customers > 0 AND (SELECT profiles FROM totals) > 0
UNION ALL
SELECT 'money', CASE WHEN orphan_amount > 0.01 * amount THEN 'warning' ELSE 'info' END, entity, customers, customers - matched, orphan_amount / amount, orphan_amount FROM rates WHERE orphan_amount > 0 AND amount > 0 AND (SELECT profiles FROM totals) > 0
UNION ALL
SELECT 'anonymous', 'info', entity, customers, nameless, nameless::DOUBLE / records, 0::DOUBLE FROM rates WHERE nameless > 0
UNION ALL
SELECT 'no_profiles', 'info', '', 0, (SELECT count(DISTINCT customer) FROM joined), 0::DOUBLE, 0::DOUBLE FROM totals WHERE profiles = 0 AND EXISTS (FROM joined WHERE customer IS NOT NULL)
UNION ALL
SELECT 'idle', 'info', 'customers', profiles, idle, idle::DOUBLE / profiles, 0::DOUBLE FROM totals WHERE idle > 0 AND EXISTS (FROM seen WHERE customer IS NOT NULL)
UNION ALL
SELECT 'same_but_case', 'warning', '', 0, n, 0::DOUBLE, 0::DOUBLE FROM alike WHERE n > 0
)
ORDER BY list_position(['no_profiles', 'low', 'rate', 'whole', 'money', 'anonymous', 'idle', 'same_but_case'], rule), entity
