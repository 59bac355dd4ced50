-- The days on which each customer ordered, in all and up to half a year before the as-of date, and whether any came after.
SELECT
  customer, count(*) AS all_days, min(day) AS first_day, max(day) AS latest_day,
  count(*) FILTER (WHERE day < $as_of - 180) AS days, max(day) FILTER (WHERE day < $as_of - 180) AS last_day,
  max(day) >= $as_of - 180 AS back
FROM (SELECT DISTINCT customer, ordered_at::DATE AS day FROM past_orders WHERE customer IS NOT NULL)
GROUP BY customer
