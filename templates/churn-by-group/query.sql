-- Share of customers who churned, by each of the attributes of their profile.

-- @step people
SELECT p.*, c.churned
FROM (
  -- @include people customers=customers
) p
JOIN (
  -- Of a customer whom several profiles describe, one that says churned.
  SELECT customer, bool_or(churned) AS churned FROM customers WHERE customer IS NOT NULL AND churned IS NOT NULL GROUP BY customer
) c USING (customer)

-- @step placed
-- Each customer's class by each attribute.
$by_part
SELECT NULL::VARCHAR AS customer, NULL::VARCHAR AS attribute, NULL::VARCHAR AS segment WHERE false

-- @step sizes
SELECT attribute, segment, churned, count(*) AS customers FROM placed JOIN people USING (customer) GROUP BY ALL

-- @step groups
SELECT
  attribute, segment, sum(customers)::BIGINT AS customers, coalesce(sum(customers) FILTER (WHERE churned), 0)::BIGINT AS churned,
  sum(sum(customers)) OVER (PARTITION BY attribute) AS of_all,
  sum(customers) >= $least AND sum(sum(customers)) OVER (PARTITION BY attribute) - sum(customers) >= $least AND segment <> '(none)' AS judge
FROM sizes
GROUP BY attribute, segment

-- @step telling
-- Attributes that tell of customers, and not merely once more whether each churned: the reason of leaving, the state of the account.
SELECT attribute
FROM groups
WHERE customers >= $least
GROUP BY attribute
HAVING count(*) > 1 AND bool_or(churned > 0 AND churned < customers)

-- @step verdicts
WITH parts AS (
  SELECT
    'every' AS family, attribute AS among, segment AS part, g.judge,
    segment || ' ' || s.churned AS customer, s.customers AS alike, 1 AS n, s.churned::INTEGER AS s, true AS share, 0.1 AS least
  FROM sizes s
  JOIN groups g USING (attribute, segment)
  SEMI JOIN telling USING (attribute)
),
-- @include against-rest alike=alike
compared AS (FROM compared_parts),
-- @include judged
SELECT key, p_all, verdict FROM judged

-- @result
WITH whole AS (
  SELECT count(*) AS customers, count(*) FILTER (WHERE churned) AS churned FROM people
),
rates AS (
  SELECT g.*, g.churned::DOUBLE / g.customers AS share, (w.churned - g.churned)::DOUBLE / nullif(w.customers - g.customers, 0) AS rest
  FROM groups g
  SEMI JOIN telling USING (attribute)
  CROSS JOIN whole w
  WHERE g.customers >= $least
),
spread AS (
  SELECT
    r.*, v.verdict, v.p_all,
    -- @include wilson share=r.share n=r.customers
  FROM rates r
  LEFT JOIN verdicts v ON v.key = r.attribute || ' ' || r.segment
),
-- Numbers and their bands stand in their own order, which shows whether more of it goes with more churn.
numbered AS (
  SELECT attribute, segment, CASE WHEN bool_and(number IS NOT NULL OR segment = '(none)') OVER (PARTITION BY attribute) THEN number END AS number
  FROM (SELECT attribute, segment, try_cast(regexp_extract(replace(segment, ',', ''), '^[≤>]?(-?[0-9.]+)', 1) AS DOUBLE) AS number FROM spread)
)
SELECT
  attribute, segment, customers, churned, share, low, high, rest,
  CASE WHEN NOT judge THEN 'small' WHEN verdict > 0 THEN 'above' WHEN verdict < 0 THEN 'below' ELSE 'same' END AS verdict
FROM spread
JOIN numbered USING (attribute, segment)
ORDER BY
  min(coalesce(p_all, 1)) OVER (PARTITION BY attribute), max(abs(share - rest)) OVER (PARTITION BY attribute) DESC, attribute,
  -- A number that many have is a band of its own, before the one that begins with it.
  number NULLS LAST,
  CASE WHEN number IS NOT NULL THEN length(segment) END, share DESC, segment

-- @chart
WITH ranked AS (
  SELECT *, row_number() OVER () AS place FROM result
),
apart AS (
  SELECT attribute, dense_rank() OVER (ORDER BY first_place) AS nth FROM (SELECT attribute, min(place) AS first_place FROM ranked GROUP BY attribute)
)
SELECT r.attribute, r.segment, r.share, r.low, r.high, r.customers, r.churned, w.share AS whole
FROM (SELECT *, row_number() OVER (PARTITION BY attribute ORDER BY customers DESC, segment) AS size FROM ranked) r
JOIN apart a USING (attribute)
CROSS JOIN (SELECT count(*) FILTER (WHERE churned)::DOUBLE / nullif(count(*), 0) AS share FROM people) w
WHERE a.nth <= 4 AND r.size <= 10
ORDER BY a.nth, r.place

-- @people
SELECT customer, attribute, segment FROM placed

-- @findings
WITH whole AS (
  SELECT count(*) AS customers, count(*) FILTER (WHERE churned) AS churned FROM people
),
listed AS (
  SELECT *, CASE WHEN segment SIMILAR TO '[≤>].*' THEN ' ' ELSE ' = ' END AS sign, row_number() OVER () AS place FROM result WHERE segment <> '(none)'
),
told AS (
  -- A plan, its price and its product are one group of customers under three names: the first says it.
  SELECT l.*
  FROM listed l
  JOIN (SELECT attribute, segment, bit_xor(hash(customer)) AS who FROM placed SEMI JOIN people USING (customer) GROUP BY ALL) USING (attribute, segment)
  QUALIFY row_number() OVER (PARTITION BY who ORDER BY place) = 1
),
looked AS (
  SELECT count(DISTINCT attribute) AS attributes, count(*) FILTER (WHERE verdict <> 'small') AS judged FROM listed
)
SELECT 'overall' AS rule, 'info' AS severity, '' AS attribute, '' AS sign, '' AS segment, customers, churned, churned::DOUBLE / nullif(customers, 0) AS share, 0::DOUBLE AS low, 0::DOUBLE AS high, 0::DOUBLE AS rest, 0 AS groups, 0 AS attributes FROM whole WHERE customers > 0
UNION ALL
(SELECT 'more', 'bad', attribute, sign, segment, customers, churned, share, low, high, rest, 0, 0 FROM (SELECT *, row_number() OVER (PARTITION BY attribute ORDER BY share DESC, segment) AS nth FROM told WHERE verdict = 'above') WHERE nth = 1 ORDER BY place LIMIT 3)
UNION ALL
(SELECT 'fewer', 'good', attribute, sign, segment, customers, churned, share, low, high, rest, 0, 0 FROM (SELECT *, row_number() OVER (PARTITION BY attribute ORDER BY share, segment) AS nth FROM told WHERE verdict = 'below') WHERE nth = 1 ORDER BY place LIMIT 2)
UNION ALL
SELECT 'none_apart', 'info', '', '', '', w.customers, 0, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, judged, attributes FROM looked, whole w WHERE judged > 1 AND NOT EXISTS (FROM listed WHERE verdict IN ('above', 'below'))
UNION ALL
SELECT 'undivided', 'warning', '', '', '', customers, 0, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0, 0 FROM whole WHERE customers > 0 AND (SELECT judged FROM looked) < 2
