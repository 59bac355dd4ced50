-- One metric by group, with intervals, and brought to an equal mix.

-- @step people
SELECT
  customer,
  -- @include attribute by=$by
  AS segment,
  -- @include attribute by=$within
  AS stratum
FROM (
  -- @include people customers=customers
)

-- @step measures
-- Per customer: how many observations of the metric and their sum. Rounded far below a cent: equal
-- sums must tie, in whatever order their parts were added up.
WITH bought AS (
  SELECT customer, count(*) AS orders, round(sum(value), 6) AS revenue
  FROM (
    SELECT customer, round(sum(amount)::DOUBLE, 6) AS value
    FROM orders
    WHERE customer IS NOT NULL AND amount IS NOT NULL
    GROUP BY customer, hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)
  )
  GROUP BY customer
)
SELECT
  customer,
  CASE $metric WHEN 'order_value' THEN orders ELSE 1 END AS n,
  CASE $metric WHEN 'orders_per_customer' THEN orders WHEN 'repeat_rate' THEN (orders >= 2)::INT ELSE revenue END::DOUBLE AS s1
FROM bought
WHERE $metric IN ('revenue_per_customer', 'order_value', 'orders_per_customer', 'repeat_rate')
UNION ALL
SELECT customer, count(outcome), count(*) FILTER (WHERE lower(outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误'))
FROM events
WHERE $metric = 'failure_rate' AND customer IS NOT NULL AND outcome IS NOT NULL
GROUP BY customer
UNION ALL
SELECT customer, count(value), round(sum(value), 6)
FROM (
  SELECT
    customer,
    CASE $metric
      WHEN 'nps' THEN CASE WHEN nps BETWEEN 9 AND 10 THEN 100 WHEN nps BETWEEN 0 AND 6 THEN -100 WHEN nps > 6 AND nps < 9 THEN 0 END
      WHEN 'csat' THEN CASE WHEN csat BETWEEN 1 AND 5 THEN (csat >= 4)::INT END
      WHEN 'response_minutes' THEN response_minutes
      WHEN 'resolution_rate' THEN resolved::INT
    END::DOUBLE AS value
  FROM feedback
  WHERE $metric IN ('nps', 'csat', 'response_minutes', 'resolution_rate') AND customer IS NOT NULL
)
WHERE value IS NOT NULL
GROUP BY customer

-- @step parts
-- Each customer in its group; those of a group too small are others only.
WITH placed AS (
  SELECT m.customer, m.n, m.s1, coalesce(p.segment, '(none)') AS segment FROM measures m LEFT JOIN people p USING (customer) WHERE m.n > 0
)
SELECT
  'groups' AS family, 'groups' AS among, segment AS part,
  sum(n) OVER (PARTITION BY segment) >= $least AND sum(n) OVER () - sum(n) OVER (PARTITION BY segment) >= $least AS judge,
  customer, n, s1 AS s, $metric IN ('repeat_rate', 'failure_rate', 'csat', 'resolution_rate') AS share, 0.05 AS least
FROM placed

-- @step verdicts
WITH
-- @include against-rest alike=1
compared AS (FROM compared_parts),
-- @include judged
SELECT key AS segment, verdict FROM judged

-- @step strata
SELECT coalesce(p.segment, '(none)') AS segment, coalesce(p.stratum, '(none)') AS stratum, sum(m.n)::DOUBLE AS n, round(sum(m.s1), 6) AS s1
FROM measures m
LEFT JOIN people p USING (customer)
GROUP BY ALL

-- @step whole
SELECT sum(n) AS n, round(sum(s1), 6) AS s1, round(sum(s1), 6) / nullif(sum(n), 0) AS value FROM strata

-- @step mix
SELECT stratum, sum(n) AS weight FROM strata GROUP BY stratum

-- @result
WITH sums AS (
  SELECT s.segment, sum(s.n) AS n, round(sum(s.s1), 6) AS s1, round(sum(s.s1), 6) / sum(s.n) AS value, sum(m.weight * s.s1 / s.n) / sum(m.weight) AS adjusted
  FROM strata s
  JOIN mix m USING (stratum)
  WHERE s.n > 0
  GROUP BY s.segment
),
errors AS (
  -- By customer: what one did several times is not told several times, so shares are worth fewer answers.
  SELECT segment, variance_of_mean, n / greatest(coalesce(variance_of_mean * n / nullif(value * (1 - value), 0), 1), 1) AS worth
  FROM (
    SELECT s.segment, s.n, s.value, sum((p.s - s.value * p.n) ** 2) / (s.n * s.n) * count(*) / nullif(count(*) - 1, 0) AS variance_of_mean
    FROM parts p
    JOIN sums s ON s.segment = p.part
    GROUP BY s.segment, s.n, s.value
  )
),
spread AS (
  SELECT
    s.segment, s.n AS observed, s.value, s.adjusted, e.variance_of_mean,
    w.n - s.n AS rest_n,
    (w.s1 - s.s1) / nullif(w.n - s.n, 0) AS rest,
    -- @include wilson share=s.value n=e.worth
  FROM sums s
  JOIN errors e USING (segment)
  CROSS JOIN whole w
)
SELECT
  segment,
  observed::BIGINT AS n,
  value,
  CASE WHEN $metric IN ('repeat_rate', 'failure_rate', 'csat', 'resolution_rate') THEN low ELSE value - 1.96::DOUBLE * sqrt(variance_of_mean) END AS low,
  CASE WHEN $metric IN ('repeat_rate', 'failure_rate', 'csat', 'resolution_rate') THEN high ELSE value + 1.96::DOUBLE * sqrt(variance_of_mean) END AS high,
  rest,
  adjusted,
  CASE
    WHEN observed < $least OR coalesce(rest_n, 0) < $least THEN 'small'
    WHEN v.verdict > 0 THEN 'above'
    WHEN v.verdict < 0 THEN 'below'
    ELSE 'same'
  END AS verdict
FROM spread
LEFT JOIN verdicts v USING (segment)
ORDER BY value DESC, segment

-- @chart
WITH people_behind AS (
  SELECT
    part AS segment, count(*) AS behind,
    -- @include top-customer of=s
    AS top_share
  FROM parts
  GROUP BY part
),
mixes AS (
  -- Whether bringing the groups to one mix changes any of them.
  SELECT coalesce(bool_or(abs(adjusted - value) > 1e-9 * abs(value)), false) AS brought FROM result
)
SELECT segment, part, value, low, high, n, verdict, whole, behind, top_share
FROM (
  SELECT
    r.segment, CASE WHEN m.brought THEN 'raw' END AS part, r.value, r.low, r.high, r.n, r.verdict, w.value AS whole, p.behind,
    -- Of shares and counts one customer may well have the most.
    CASE WHEN $metric IN ('revenue_per_customer', 'order_value') THEN p.top_share END AS top_share,
    row_number() OVER (ORDER BY r.value DESC, r.segment) AS place, 1 AS row
  FROM whole w, result r
  CROSS JOIN mixes m
  JOIN people_behind p USING (segment)
  WHERE r.verdict <> 'small' OR (SELECT count(*) FROM result) <= 20
  UNION ALL
  SELECT
    r.segment, 'adjusted', r.adjusted, NULL, NULL, r.n, r.verdict, w.value, p.behind,
    CASE WHEN $metric IN ('revenue_per_customer', 'order_value') THEN p.top_share END,
    row_number() OVER (ORDER BY r.value DESC, r.segment), 2
  FROM whole w, result r
  CROSS JOIN mixes m
  JOIN people_behind p USING (segment)
  WHERE m.brought AND (r.verdict <> 'small' OR (SELECT count(*) FROM result) <= 20)
)
WHERE place <= 40
ORDER BY place, row

-- @people
SELECT customer, part AS segment FROM parts

-- @findings
WITH shown AS (
  SELECT
    *, $metric AS label,
    CASE WHEN $metric IN ('revenue_per_customer', 'order_value') THEN 'money' WHEN $metric = 'response_minutes' THEN 'minutes' WHEN $metric IN ('nps', 'orders_per_customer') THEN 'number' ELSE 'percent' END AS format
  FROM result
  WHERE segment <> '(none)'
),
mixed AS (
  SELECT * FROM shown WHERE verdict IN ('above', 'below') AND sign(value - rest) * (adjusted - rest) < 0.3 * abs(value - rest)
),
plain AS (
  -- What comes from who its customers are says nothing of a group.
  SELECT * FROM shown WHERE segment NOT IN (SELECT segment FROM mixed)
),
bad_when_high AS (
  SELECT $metric IN ('failure_rate', 'response_minutes') AS it
)
-- A group that its mix hardly changes has one value to tell: two would read alike.
(SELECT CASE WHEN abs(adjusted - value) > 0.005 * abs(value) THEN 'highest' ELSE 'highest_plain' END AS rule, CASE WHEN it THEN 'bad' ELSE 'good' END AS severity, segment, label, format, n, value, low, high, rest, adjusted, CASE WHEN format = 'money' THEN n * abs(adjusted - rest) END AS at_stake FROM plain, bad_when_high WHERE verdict = 'above' ORDER BY value DESC, segment LIMIT 1)
UNION ALL
(SELECT CASE WHEN abs(adjusted - value) > 0.005 * abs(value) THEN 'lowest' ELSE 'lowest_plain' END, CASE WHEN it THEN 'good' ELSE 'bad' END, segment, label, format, n, value, low, high, rest, adjusted, CASE WHEN format = 'money' THEN n * abs(adjusted - rest) END FROM plain, bad_when_high WHERE verdict = 'below' ORDER BY value, segment LIMIT 1)
UNION ALL
(SELECT 'mix', 'warning', segment, label, format, n, value, low, high, rest, adjusted, NULL FROM mixed ORDER BY n DESC, segment LIMIT 2)
UNION ALL
SELECT 'no_difference', 'info', '', any_value(label), any_value(format), count(*), 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, NULL FROM shown WHERE verdict <> 'small' HAVING count(*) > 1 AND count(*) FILTER (WHERE verdict <> 'same') = 0
UNION ALL
SELECT 'small', 'warning', '', any_value(label), any_value(format), count(*), 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, NULL FROM shown WHERE verdict = 'small' HAVING count(*) > 0
