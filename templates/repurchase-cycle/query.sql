-- How many days pass between one order and the next.

-- @step days_bought
-- Days with an order; several orders on a day are one purchase.
SELECT DISTINCT customer, ordered_at::DATE AS day
FROM past_orders
WHERE customer IS NOT NULL

-- @step moments
-- As of today, and as of 90 days ago to see what was then to be expected of these days.
SELECT 'now' AS as_at, $as_of AS until
UNION ALL
SELECT 'then', $as_of - 90 WHERE (SELECT min(day) FROM days_bought) <= $as_of - 180 AND NOT $group_by_spend

-- @step base
SELECT
  as_at, until, customer, day,
  lead(day) OVER (PARTITION BY as_at, customer ORDER BY day) AS next_day,
  row_number() OVER (PARTITION BY as_at, customer ORDER BY day) AS number
FROM days_bought
JOIN moments ON day < until

-- @step survival
-- Time to the next purchase; who is still waiting counts for as long as was seen (Kaplan and Meier 1958). The first
-- gap stands apart: many never come back after it. Where the data begin the first purchase seen is not the first.
WITH waits AS (
  SELECT
    as_at,
    CASE WHEN number = 1 AND day >= (SELECT min(day) FROM base) + 90 THEN 'first' ELSE 'later' END AS gap,
    coalesce(next_day, until) - day AS days,
    next_day IS NOT NULL AS came
  FROM base
),
counts AS (
  SELECT as_at, gap, days, count(*) AS n, count(*) FILTER (WHERE came) AS back FROM waits GROUP BY as_at, gap, days
),
waiting AS (
  SELECT as_at, gap, days, back, sum(n) OVER (PARTITION BY as_at, gap ORDER BY days DESC) AS at_risk FROM counts
)
SELECT
  as_at, gap, days::INTEGER AS days, at_risk::BIGINT AS at_risk, back,
  1 - exp(sum(CASE WHEN back < at_risk THEN ln(1 - back / at_risk::DOUBLE) ELSE -1000 END) OVER (PARTITION BY as_at, gap ORDER BY days)) AS returned
FROM waiting

-- @step customers_seen
SELECT
  *,
  CASE
    WHEN purchases < 2 THEN 'once'
    WHEN purchases < $least_purchases THEN 'too few'
    WHEN silent_days > $late_factor * greatest(median_gap, 1) THEN 'overdue'
    WHEN silent_days >= median_gap THEN 'due'
    ELSE 'not due'
  END AS state
FROM (
  SELECT
    as_at, customer,
    count(*) AS purchases,
    min(day) AS first_day, max(day) AS last_day,
    date_diff('day', max(day), any_value(until)) AS silent_days,
    (max(day) - min(day))::DOUBLE / nullif(count(*) - 1, 0) AS mean_gap,
    median(next_day - day)::DOUBLE AS median_gap
  FROM base
  GROUP BY as_at, customer
)

-- @step record
-- Of those waiting 90 days ago, the chance to buy within these days by the curves of then, given how long they had
-- waited, and who did.
WITH waiting AS (
  SELECT
    customer, state, silent_days,
    CASE WHEN purchases = 1 AND first_day >= (SELECT min(day) FROM base) + 90 THEN 'first' ELSE 'later' END AS gap,
    EXISTS (FROM days_bought d WHERE d.customer = c.customer AND d.day >= $as_of - 90) AS came
  FROM customers_seen c
  WHERE as_at = 'then'
),
curve AS (
  SELECT gap, days, 1 - returned AS left_over FROM survival WHERE as_at = 'then'
),
-- Who waits did not come on a day before; who comes does so on one of the next ninety.
told AS (
  SELECT w.*, coalesce(a.left_over, 1) AS before, coalesce(b.left_over, 1) AS after
  FROM waiting w
  ASOF LEFT JOIN curve a ON a.gap = w.gap AND w.silent_days > a.days
  ASOF LEFT JOIN curve b ON b.gap = w.gap AND w.silent_days + 90 > b.days
)
SELECT
  list_position(['overdue', 'due', 'not due', 'too few', 'once'], state) AS place, state AS part, count(*) AS customers,
  sum(CASE WHEN before > 0 THEN 1 - after / before ELSE 0 END) AS expected, count(*) FILTER (WHERE came) AS came
FROM told
GROUP BY state

-- @step year_ago
-- How many were overdue a year before, where the data had by then gone on for a year: habits take as long to be told.
SELECT count(*) FILTER (WHERE purchases >= $least_purchases AND silent_days > $late_factor * greatest(median_gap, 1)) AS overdue, count(*) AS customers
FROM (
  SELECT customer, count(*) AS purchases, date_diff('day', max(day), until) AS silent_days, median(gap)::DOUBLE AS median_gap
  FROM (
    SELECT customer, day, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap, ($as_of - INTERVAL 1 YEAR)::DATE AS until
    FROM days_bought
    WHERE day < $as_of - INTERVAL 1 YEAR
  )
  GROUP BY customer, until
)
WHERE (SELECT min(day) FROM days_bought) <= $as_of - INTERVAL 2 YEAR + INTERVAL 11 DAY

-- @step habits
-- @include habits

-- @step silence
-- @include silence

-- @result
SELECT
  customer, purchases, last_day, mean_gap, median_gap, silent_days,
  CAST(last_day + ceil(median_gap)::INTEGER AS DATE) AS due_on,
  state
FROM customers_seen
WHERE as_at = 'now'
ORDER BY CASE state WHEN 'overdue' THEN 1 WHEN 'due' THEN 2 WHEN 'not due' THEN 3 WHEN 'too few' THEN 4 ELSE 5 END, purchases DESC, customer

-- @table record
-- @include record-table

-- @chart
-- By the week, up to a year, as long as a tenth and ten purchases at least are still followed.
WITH weeks AS (
  SELECT unnest(range(0, 366, 7))::INTEGER AS days
),
curves AS (
  SELECT * FROM survival WHERE as_at = 'now' AND $view = 'curves'
),
sizes AS (
  SELECT gap, max(at_risk) AS n FROM curves GROUP BY gap
)
SELECT *
FROM (
  SELECT w.days AS after_days, z.gap, coalesce(max(s.returned), 0) AS share, z.n AS purchases,
    (SELECT count(DISTINCT customer) FROM base WHERE (number = 1) = (z.gap = 'first')) AS behind,
    NULL::VARCHAR AS part, NULL::VARCHAR AS measure, NULL::DOUBLE AS amount, w.days AS place
  FROM weeks w
  CROSS JOIN sizes z
  LEFT JOIN curves s ON s.gap = z.gap AND s.days <= w.days
  WHERE w.days <= (SELECT max(days) FROM curves f WHERE f.gap = z.gap AND f.at_risk >= greatest(10, 0.1 * z.n))
  GROUP BY w.days, z.gap, z.n
  UNION ALL BY NAME
  -- @include record-chart
)
ORDER BY place, gap, measure DESC

-- @findings
WITH compared AS (SELECT family, key, effect, error, df, least, looked FROM silence),
-- @include judged
,
held AS (SELECT coalesce(bool_or(verdict < 0), false) AS stands FROM judged),
gaps AS (
  SELECT
    gap, max(at_risk) AS n, min(days) FILTER (WHERE returned >= 0.5) AS middle, min(days) FILTER (WHERE returned >= 0.8) AS most, max(days) AS longest, max(returned) AS share
  FROM survival
  WHERE as_at = 'now'
  GROUP BY gap
),
states AS (
  SELECT
    count(*) AS customers,
    count(*) FILTER (WHERE state = 'once') AS once,
    count(*) FILTER (WHERE state = 'overdue') AS overdue,
    count(*) FILTER (WHERE state = 'due') AS due
  FROM result
)
SELECT *, $least_purchases AS least_purchases, $late_factor AS late_factor FROM (
SELECT CASE WHEN most IS NOT NULL THEN 'cycle' WHEN middle IS NOT NULL THEN 'cycle_half' ELSE 'cycle_open' END AS rule, 'info' AS severity, gap, n,
  coalesce(middle, longest)::DOUBLE AS middle, coalesce(most, 0)::DOUBLE AS most, share, 0 AS customers, false AS stands, 90 AS days, 0::BIGINT AS record_of, 0::DOUBLE AS expected, 0::DOUBLE AS came, 0::DOUBLE AS ratio
FROM gaps
-- Of a few purchases half is one or two.
WHERE share > 0 AND n >= 10
UNION ALL BY NAME
SELECT 'once' AS rule, CASE WHEN once > 0.5 * customers THEN 'warning' ELSE 'info' END AS severity, once AS n, once::DOUBLE / customers AS share, customers, false AS stands FROM states WHERE once > 0
UNION ALL BY NAME
SELECT CASE WHEN y.customers > 0 THEN 'overdue_year' ELSE 'overdue' END AS rule, 'warning' AS severity, s.overdue AS n, s.overdue::DOUBLE / s.customers AS share, s.customers, stands, y.overdue AS year_ago, y.overdue::DOUBLE / nullif(y.customers, 0) AS year_share FROM states s, held, year_ago y WHERE s.overdue > 0
UNION ALL BY NAME
SELECT 'due' AS rule, 'info' AS severity, due AS n, due::DOUBLE / customers AS share, customers, false AS stands FROM states WHERE due > 0
UNION ALL BY NAME
SELECT *, 90 AS days
FROM (
  -- @include record-line
)
)
ORDER BY list_position(['record', 'no_record', 'chosen_record', 'once', 'overdue', 'overdue_year', 'due'], rule) NULLS FIRST, gap
