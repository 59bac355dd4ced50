-- Of the customers who first bought in a period, how many bought again in each later period.

-- @step base
WITH active AS (
  SELECT DISTINCT customer, date_trunc($grain, ordered_at)::DATE AS period
  FROM (
    SELECT customer, ordered_at FROM past_orders WHERE $window = 'all'
    UNION ALL
    SELECT customer, ordered_at FROM orders WHERE $window = 'period'
  )
  WHERE customer IS NOT NULL
),
joined AS (
  SELECT customer, period, min(period) OVER (PARTITION BY customer) AS cohort FROM active
)
SELECT cohort, period, count(*) AS customers
FROM joined
GROUP BY cohort, period

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
complete AS (
  -- The running period is not over: its counts would only pull retention down.
  SELECT sized.* FROM sized, latest WHERE NOT (partial AND period_number = last_number)
),
next_period AS (
  SELECT sum(customers)::BIGINT AS customers, sum(size)::BIGINT AS size FROM complete WHERE period_number = 1
),
halves AS (
  SELECT
    sum(customers) FILTER (WHERE place <= middle) / (sum(size) FILTER (WHERE place <= middle)) AS before,
    sum(customers) FILTER (WHERE place > middle) / (sum(size) FILTER (WHERE place > middle)) AS after,
    (sum(size) FILTER (WHERE place > middle))::BIGINT AS size,
    count(*) AS cohorts
  FROM (
    SELECT *, row_number() OVER (ORDER BY cohort) AS place, count(*) OVER () / 2.0::DOUBLE AS middle
    FROM complete
    WHERE period_number = 1
  )
),
sixth AS (
  SELECT sum(customers)::BIGINT AS customers, sum(size)::BIGINT AS size FROM complete WHERE period_number = 6
)
SELECT 'next_period' AS rule, 'info' AS severity, customers, size, customers::DOUBLE / size AS rate, 0::DOUBLE AS before
FROM next_period
WHERE size > 0
UNION ALL
SELECT 'sixth_period', 'info', customers, size, customers::DOUBLE / size, 0::DOUBLE FROM sixth WHERE size > 0
UNION ALL
SELECT CASE WHEN after < before THEN 'falling' ELSE 'rising' END, CASE WHEN after < before THEN 'bad' ELSE 'good' END, 0, size, after, before
FROM halves
WHERE cohorts >= 6 AND abs(after - before) >= 0.02 AND size >= 50
UNION ALL
SELECT 'partial', 'warning', 0, 0, 0::DOUBLE, 0::DOUBLE FROM latest WHERE partial
