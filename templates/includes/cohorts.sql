-- When each customer ordered, in whole periods, and the first of them.
active AS (
  SELECT DISTINCT customer, date_trunc($grain, ordered_at)::DATE AS period
  FROM (
    SELECT customer, ordered_at FROM past_orders WHERE $window = 'all'
    UNION ALL
    SELECT customer, ordered_at FROM orders WHERE $window = 'period'
  )
  WHERE customer IS NOT NULL
),
firsts AS (
  SELECT customer, min(period) AS cohort FROM active GROUP BY customer
)
