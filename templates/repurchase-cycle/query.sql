-- How many days pass between one order and the next.

-- @step base
-- Days with an order; several orders on a day are one purchase.
WITH days AS (
  SELECT DISTINCT customer, ordered_at::DATE AS day
  FROM past_orders
  WHERE customer IS NOT NULL
)
SELECT
  customer, day,
  lead(day) OVER (PARTITION BY customer ORDER BY day) AS next_day,
  row_number() OVER (PARTITION BY customer ORDER BY day) AS number
FROM days

-- @step survival
-- Time to the next purchase; who is still waiting counts for as long as was seen (Kaplan and Meier 1958). The first
-- gap stands apart: many never come back after it. Where the data begin the first purchase seen is not the first.
WITH waits AS (
  SELECT
    CASE WHEN number = 1 AND day >= (SELECT min(day) FROM base) + 90 THEN 'first' ELSE 'later' END AS gap,
    coalesce(next_day, $as_of) - day AS days,
    next_day IS NOT NULL AS came
  FROM base
),
counts AS (
  SELECT gap, days, count(*) AS n, count(*) FILTER (WHERE came) AS back FROM waits GROUP BY gap, days
),
waiting AS (
  SELECT gap, days, back, sum(n) OVER (PARTITION BY gap ORDER BY days DESC) AS at_risk FROM counts
)
SELECT
  gap, days::INTEGER AS days, at_risk::BIGINT AS at_risk, back,
  1 - exp(sum(CASE WHEN back < at_risk THEN ln(1 - back / at_risk::DOUBLE) ELSE -1000 END) OVER (PARTITION BY gap ORDER BY days)) AS returned
FROM waiting

-- @step customers_seen
SELECT
  customer,
  count(*) AS purchases,
  max(day) AS last_day,
  (max(day) - min(day))::DOUBLE / nullif(count(*) - 1, 0) AS mean_gap,
  median(next_day - day)::DOUBLE AS median_gap
FROM base
GROUP BY customer

-- @step silence
-- @include silence

-- @result
SELECT
  customer, purchases, last_day, mean_gap, median_gap,
  date_diff('day', last_day, $as_of) AS silent_days,
  CAST(last_day + ceil(median_gap)::INTEGER AS DATE) AS due_on,
  CASE
    WHEN purchases < 2 THEN 'once'
    WHEN purchases < $least_purchases THEN 'too few'
    WHEN date_diff('day', last_day, $as_of) > $late_factor * greatest(median_gap, 1) THEN 'overdue'
    WHEN date_diff('day', last_day, $as_of) >= median_gap THEN 'due'
    ELSE 'not due'
  END AS state
FROM customers_seen
ORDER BY CASE state WHEN 'overdue' THEN 1 WHEN 'due' THEN 2 WHEN 'not due' THEN 3 WHEN 'too few' THEN 4 ELSE 5 END, purchases DESC, customer

-- @chart
-- By the week, up to a year, as long as a tenth and ten purchases at least are still followed.
WITH weeks AS (
  SELECT unnest(range(0, 366, 7))::INTEGER AS days
),
sizes AS (
  SELECT gap, max(at_risk) AS n FROM survival GROUP BY gap
)
SELECT w.days AS after_days, z.gap, coalesce(max(s.returned), 0) AS share, z.n AS purchases
FROM weeks w
CROSS JOIN sizes z
LEFT JOIN survival s ON s.gap = z.gap AND s.days <= w.days
WHERE w.days <= (SELECT max(days) FROM survival f WHERE f.gap = z.gap AND f.at_risk >= greatest(10, 0.1 * z.n))
GROUP BY w.days, z.gap, z.n
ORDER BY after_days, z.gap

-- @findings
WITH compared AS (SELECT family, key, effect, error, df, least, looked FROM silence),
-- @include judged
,
held AS (SELECT coalesce(bool_or(verdict < 0), false) AS stands FROM judged),
gaps AS (
  SELECT
    gap, max(at_risk) AS n, min(days) FILTER (WHERE returned >= 0.5) AS middle, min(days) FILTER (WHERE returned >= 0.8) AS most, max(days) AS longest, max(returned) AS share
  FROM survival
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
SELECT * FROM (
SELECT CASE WHEN most IS NOT NULL THEN 'cycle' WHEN middle IS NOT NULL THEN 'cycle_half' ELSE 'cycle_open' END AS rule, 'info' AS severity, gap, n,
  coalesce(middle, longest)::DOUBLE AS middle, coalesce(most, 0)::DOUBLE AS most, share, 0 AS customers, false AS stands
FROM gaps
WHERE share > 0
UNION ALL
SELECT 'once', CASE WHEN once > 0.5 * customers THEN 'warning' ELSE 'info' END, '', once, 0::DOUBLE, 0::DOUBLE, once::DOUBLE / customers, customers, false FROM states WHERE once > 0
UNION ALL
SELECT 'overdue', 'warning', '', overdue, 0::DOUBLE, 0::DOUBLE, overdue::DOUBLE / customers, customers, stands FROM states, held WHERE overdue > 0
UNION ALL
SELECT 'due', 'good', '', due, 0::DOUBLE, 0::DOUBLE, due::DOUBLE / customers, customers, false FROM states WHERE due > 0
)
ORDER BY list_position(['once', 'overdue', 'due'], rule) NULLS FIRST, gap
