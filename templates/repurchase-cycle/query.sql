-- How many days pass between one order and the next.

-- @step base
-- Days with an order; several orders on a day are one purchase.
WITH days AS (
  SELECT DISTINCT customer, ordered_at::DATE AS day
  FROM past_orders
  WHERE customer IS NOT NULL
)
SELECT customer, day, lead(day) OVER (PARTITION BY customer ORDER BY day) AS next_day
FROM days

-- @step customers_seen
SELECT
  customer,
  count(*) AS purchases,
  max(day) AS last_day,
  (max(day) - min(day))::DOUBLE / nullif(count(*) - 1, 0) AS mean_gap,
  median(next_day - day)::DOUBLE AS median_gap
FROM base
GROUP BY customer

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
-- Gaps in bins of a week, the long tail in one.
SELECT least((next_day - day) // 7, 52) * 7 AS gap_from, count(*) AS purchases, count(DISTINCT customer) AS customers
FROM base
WHERE next_day IS NOT NULL
GROUP BY gap_from
ORDER BY gap_from

-- @findings
WITH gaps AS (
  SELECT count(*) AS n, median(next_day - day)::DOUBLE AS middle, quantile_cont((next_day - day)::DOUBLE, 0.8) AS most
  FROM base
  WHERE next_day IS NOT NULL
),
states AS (
  SELECT
    count(*) AS customers,
    count(*) FILTER (WHERE state = 'once') AS once,
    count(*) FILTER (WHERE state = 'overdue') AS overdue,
    count(*) FILTER (WHERE state = 'due') AS due
  FROM result
)
SELECT 'cycle' AS rule, 'info' AS severity, n, middle, most, 0::DOUBLE AS share FROM gaps WHERE n > 0
UNION ALL
SELECT 'once', CASE WHEN once > 0.5 * customers THEN 'warning' ELSE 'info' END, once, 0::DOUBLE, 0::DOUBLE, once::DOUBLE / customers FROM states WHERE once > 0
UNION ALL
SELECT 'overdue', 'warning', overdue, 0::DOUBLE, 0::DOUBLE, overdue::DOUBLE / customers FROM states WHERE overdue > 0
UNION ALL
SELECT 'due', 'good', due, 0::DOUBLE, 0::DOUBLE, due::DOUBLE / customers FROM states WHERE due > 0
