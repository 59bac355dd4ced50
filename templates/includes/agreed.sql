-- Customers with an agreement that silence does not end: `ends` its last day or next renewal, `term` how many days it
-- runs on from the last purchase, `stays` where the profile says that they have not churned. Whoever usually buys more
-- often than every so many days pays by the order, not by the term: their silence tells.
SELECT
  p.customer, p.ends, (p.ends - d.last_day)::INTEGER AS term, p.stays
FROM (
  SELECT
    customer,
    CASE WHEN NOT coalesce(bool_or(churned), false) OR max(contract_end) < $as_of THEN max(contract_end)::DATE END AS ends,
    coalesce(bool_and(NOT churned), false) AS stays
  FROM customers
  WHERE customer IS NOT NULL AND (contract_end IS NOT NULL OR churned IS NOT NULL)
  GROUP BY customer
) p
LEFT JOIN (
  SELECT customer, max(day) AS last_day, median(gap)::DOUBLE AS usual_gap
  FROM (
    SELECT customer, day, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap
    FROM (SELECT DISTINCT customer, ordered_at::DATE AS day FROM past_orders WHERE customer IS NOT NULL)
  )
  GROUP BY customer
) d USING (customer)
WHERE (p.stays OR p.ends IS NOT NULL) AND (d.usual_gap IS NULL OR d.usual_gap > {bar})
