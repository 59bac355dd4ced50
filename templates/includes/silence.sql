-- Whether silence tells of leaving in these data: half a year before the as-of date, customers silent for more than
-- twice their own usual gap against the others, by how many have ordered since. One row of `compared`.
SELECT
  'silence' AS family, 'silence' AS key, late_back - back AS effect,
  -- As differences of arcsines, which hold for shares near 0 and 1 too (Anscombe 1948).
  abs(late_back - back) * sqrt(1 / (late_n + 0.5) + 1 / (n + 0.5)) / nullif(2 * abs(asin(sqrt((late_back * late_n + 0.375) / (late_n + 0.75))) - asin(sqrt((back * n + 0.375) / (n + 0.75)))), 0) AS error,
  NULL::DOUBLE AS df, 0.1 AS least, NULL::BIGINT AS looked
FROM (
  SELECT
    count(*) FILTER (WHERE late)::DOUBLE AS late_n, count(*) FILTER (WHERE NOT late)::DOUBLE AS n,
    avg(back::INTEGER) FILTER (WHERE late) AS late_back, avg(back::INTEGER) FILTER (WHERE NOT late) AS back
  FROM (
    SELECT $as_of - 180 - last_day > 2 * greatest((last_day - first_day)::DOUBLE / (days - 1), 1) AS late, back
    FROM habits
    WHERE days >= 3
  )
)
WHERE late_n >= 20 AND n >= 20
