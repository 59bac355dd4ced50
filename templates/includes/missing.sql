-- Days in a row without a row, so many that chance would not leave them out: the data lack them, or nothing was done. Up
-- to a day they are counted; `{name}_days` has the days with rows, of each kind apart.
{name} AS (
  SELECT kind, day + 1 AS since, next_day AS until
  FROM (
    SELECT
      kind, day, lead(day, 1, ({end})::DATE) OVER (PARTITION BY kind ORDER BY day) AS next_day,
      count(*) OVER (PARTITION BY kind)::DOUBLE / (({end})::DATE - min(day) OVER (PARTITION BY kind)) AS busy
    FROM (SELECT {kind} AS kind, day FROM {name}_days WHERE day < {end})
  )
  WHERE next_day - day > 14 AND (next_day - day - 1) * -ln(1 - least(busy, 0.99)) > 20
),
