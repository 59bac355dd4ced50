-- Whether those who spend most go on to: of the customers of the period's first half, the top fifth against the others
-- by what each spends in the second half. Chosen on some days and measured on others, they are alike where customers
-- are. One row of `compared`, and the part of the second half that the top fifth brings, with its 95 % interval.
SELECT
  'lasting' AS family, 'lasting' AS key, effect, error, df, 0.25::DOUBLE * rest AS least, NULL::BIGINT AS looked,
  n * (rest + effect) / nullif(n * (rest + effect) + others * rest, 0) AS later,
  n * greatest(rest + effect - 1.959964::DOUBLE * error, 0) / nullif(n * greatest(rest + effect - 1.959964::DOUBLE * error, 0) + others * rest, 0) AS low,
  n * (rest + effect + 1.959964::DOUBLE * error) / nullif(n * (rest + effect + 1.959964::DOUBLE * error) + others * rest, 0) AS high
FROM (
  SELECT
    count(*) FILTER (WHERE top) AS n, count(*) FILTER (WHERE NOT top) AS others,
    avg(later) FILTER (WHERE NOT top) AS rest, avg(later) FILTER (WHERE top) - avg(later) FILTER (WHERE NOT top) AS effect,
    sqrt(var_samp(later) FILTER (WHERE top) / count(*) FILTER (WHERE top) + var_samp(later) FILTER (WHERE NOT top) / count(*) FILTER (WHERE NOT top)) AS error,
    least(count(*) FILTER (WHERE top), count(*) FILTER (WHERE NOT top)) - 1 AS df
  FROM (
    SELECT later, row_number() OVER (ORDER BY first DESC, customer) <= 0.2::DOUBLE * count(*) OVER () AS top
    FROM (
      SELECT
        customer, round(sum(amount) FILTER (WHERE ordered_at < middle)::DOUBLE, 6) AS first,
        round(coalesce(sum(amount) FILTER (WHERE ordered_at >= middle), 0)::DOUBLE, 6) AS later
      FROM orders, (SELECT $period_start + (($period_end + 1 - $period_start) // 2)::INTEGER AS middle)
      WHERE customer IS NOT NULL AND amount IS NOT NULL
      GROUP BY customer
    )
    WHERE first IS NOT NULL
  )
)
WHERE n >= 10 AND rest > 0
