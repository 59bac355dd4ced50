-- Of the customers who first bought in a period, how many bought again in each later period.

-- @step base
WITH
-- @include cohorts
SELECT cohort, period, count(*) AS customers
FROM active
JOIN firsts USING (customer)
GROUP BY cohort, period

-- @step habits
-- @include habits

-- @step slow
-- The mean gap between days with an order that one customer in twenty of those who came back exceeds.
SELECT quantile_cont((latest_day - first_day)::DOUBLE / nullif(all_days - 1, 0), 0.95) AS slow_gap FROM habits

-- @result
-- A complete triangle: a period in which nobody came back is a zero, not a gap.
WITH latest AS (
  SELECT max(period) AS period FROM base
),
cohorts AS (
  SELECT cohort, customers AS size
  FROM base
  WHERE cohort = period
  ORDER BY cohort DESC
  LIMIT $cohorts
),
triangle AS (
  SELECT cohort, size, unnest(range(0, date_diff($grain, cohort, latest.period) + 1)) AS period_number
  FROM cohorts, latest
)
SELECT
  t.cohort,
  t.period_number,
  coalesce(b.customers, 0) AS customers,
  coalesce(b.customers, 0)::DOUBLE / t.size AS retention
FROM triangle t
LEFT JOIN base b ON b.cohort = t.cohort AND date_diff($grain, b.cohort, b.period) = t.period_number
ORDER BY t.cohort, t.period_number

-- @chart
SELECT cohort, period_number, customers, retention, first_value(customers) OVER (PARTITION BY cohort ORDER BY period_number) AS size
FROM result
ORDER BY cohort, period_number

-- @people
WITH
-- @include cohorts
SELECT customer, cohort, date_diff($grain, cohort, period)::BIGINT AS period_number
FROM active
JOIN firsts USING (customer)

-- @findings
WITH sized AS (
  SELECT
    cohort, period_number, customers, retention,
    first_value(customers) OVER (PARTITION BY cohort ORDER BY period_number) AS size,
    max(period_number) OVER (PARTITION BY cohort) AS last_number
  FROM result
),
latest AS (
  SELECT max(period) AS period, CASE $grain WHEN 'week' THEN max(period) + 7 ELSE max(period) + CASE $grain WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END END > $as_of AS partial
  FROM base
),
begun AS (
  -- Where the data begin, earlier customers pass for new ones until they buy again, the slow ones longest: cohorts of
  -- the first days are no newcomers, of as many as twice the gap of slow customers, 90 at least, half of the data at most.
  SELECT
    first_cohort + days AS known_from, days
  FROM (
    SELECT min(cohort) AS first_cohort, greatest(least(coalesce(ceil(2 * (SELECT slow_gap FROM slow)), 0), ($as_of - min(cohort)) / 2), 90)::INTEGER AS days FROM base
  )
),
complete AS (
  -- The running period is not over: its counts would only pull retention down.
  SELECT sized.* FROM sized, latest, begun
  WHERE NOT (partial AND period_number = last_number) AND cohort >= known_from
),
left_out AS (
  SELECT count(*) AS cohorts, sum(customers)::BIGINT AS customers, any_value(days) AS days FROM sized, begun WHERE period_number = 0 AND cohort < known_from
),
next_period AS (
  SELECT sum(customers)::BIGINT AS customers, sum(size)::BIGINT AS size FROM complete WHERE period_number = 1
),
points AS (
  SELECT row_number() OVER (ORDER BY cohort)::DOUBLE AS x, customers::DOUBLE / size AS rate, size::DOUBLE AS size FROM complete WHERE period_number = 1
),
means AS (
  SELECT sum(size * x) / sum(size) AS x, sum(size * rate) / sum(size) AS rate, sum(size) AS size, count(*) AS cohorts, max(x) - min(x) AS reach FROM points
),
line AS (
  -- A line through the cohorts' rates, weighted by their size.
  SELECT any_value(m.x) AS x, any_value(m.rate) AS rate, any_value(m.size) AS size, any_value(m.cohorts) AS cohorts, any_value(m.reach) AS reach,
    sum(p.size * (p.x - m.x) * (p.rate - m.rate)) / sum(p.size * (p.x - m.x) ** 2) AS slope, sum(p.size * (p.x - m.x) ** 2) AS spread
  FROM points p, means m
  WHERE m.cohorts >= 6
  HAVING sum(p.size * (p.x - m.x) ** 2) > 0
),
compared AS (
  -- From the first cohort to the last; cohorts differ by more than chance (a season), which widens the error.
  SELECT 'trend' AS family, 'trend' AS key, any_value(l.slope * l.reach) AS effect,
    any_value(l.reach) * sqrt(any_value(l.rate * (1 - l.rate) / l.spread) * greatest(1, sum(p.size * (p.rate - l.rate - l.slope * (p.x - l.x)) ** 2) / nullif(any_value(l.rate * (1 - l.rate) * (l.cohorts - 2)), 0))) AS error,
    any_value(l.cohorts) - 2 AS df, 0.02 AS least, NULL AS looked
  FROM points p, line l
  WHERE NOT ($group_by_spend AND $window = 'period')
  HAVING count(*) > 0
),
-- @include judged
,
sixth AS (
  SELECT sum(customers)::BIGINT AS customers, sum(size)::BIGINT AS size FROM complete WHERE period_number = 6
)
SELECT 'next_period' AS rule, 'info' AS severity, customers, size, customers::DOUBLE / size AS rate, 0::DOUBLE AS before, 0 AS days
FROM next_period
WHERE size >= 10
UNION ALL
SELECT 'sixth_period', 'info', customers, size, customers::DOUBLE / size, 0::DOUBLE, 0 FROM sixth WHERE size >= 10
UNION ALL
SELECT CASE WHEN verdict < 0 THEN 'falling' ELSE 'rising' END, CASE WHEN verdict < 0 THEN 'bad' ELSE 'good' END, l.cohorts, l.size::BIGINT,
  greatest(l.rate + l.slope * ((SELECT max(x) FROM points) - l.x), 0), least(l.rate + l.slope * ((SELECT min(x) FROM points) - l.x), 1), 0
FROM judged, line l
WHERE verdict <> 0
UNION ALL
SELECT 'begun', 'info', cohorts, customers, 0::DOUBLE, 0::DOUBLE, days FROM left_out WHERE cohorts > 0
UNION ALL
SELECT 'partial', 'warning', 0, 0, 0::DOUBLE, 0::DOUBLE, 0 FROM latest WHERE partial
