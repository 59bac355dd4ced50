-- Customers with an agreement that silence does not end: `ends` its last day or next renewal, `term` how many days it
-- runs on from the last purchase, `stays` where the profile says that they have not churned. Whoever usually buys more
-- often than every so many days pays by the order, not by the term: their silence tells. Profiles count only where they
-- say of a fifth of the silent that they have churned: the state of a shop's members is nearly always normal. Of who
-- bought once a term of more than a year or so is none that was paid for: a member's card is good for ten.
SELECT customer, ends, (ends - last_day)::INTEGER AS term, stays
FROM (
  SELECT
    p.customer, p.ends, d.last_day, d.usual_gap,
    p.not_churned AND coalesce(avg(CASE WHEN NOT p.not_churned THEN 1 WHEN p.not_churned THEN 0 END) FILTER (WHERE d.last_day IS NULL OR $as_of - d.last_day > {bar}) OVER () >= 0.2, false) AS stays
  FROM (
    SELECT
      customer,
      CASE WHEN NOT coalesce(bool_or(churned), false) OR max(contract_end) < $as_of THEN max(contract_end)::DATE END AS ends,
      bool_and(NOT churned) AS not_churned
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
)
WHERE (coalesce(stays, false) OR ends IS NOT NULL) AND (usual_gap IS NULL OR usual_gap > {bar})
  AND (coalesce(stays, false) OR usual_gap IS NOT NULL OR last_day IS NULL OR ends - last_day <= 400)
