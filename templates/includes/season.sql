-- What is left of a change when the season is taken off. `course` has what each customer adds to four parts of it: s, and
-- n, what s is set against (NULL where the figure is a sum). The parts are now and before, and a year earlier then and
-- then_before, which are not there where the data do not cover them. Of the family season is the change beyond the same
-- change a year before; of the family year that since a year before, where it is no smaller than the change itself: what
-- grows the year round is no season. Told apart as ratios, as seasons go; as differences where a part has nothing or
-- `plain`.
season_parts AS (
  SELECT key, part, CASE WHEN part IN ('now', 'then_before') THEN 1 ELSE -1 END AS sign,
    sum(n)::DOUBLE AS n, sum(s)::DOUBLE AS s, coalesce(sum(s)::DOUBLE / nullif(sum(n), 0), sum(s))::DOUBLE AS rate
  FROM course
  GROUP BY key, part
),
season_rates AS (
  SELECT key, min(s) > 0 AND NOT {plain} AS as_ratio,
    any_value(rate) FILTER (WHERE part = 'now') AS now, any_value(rate) FILTER (WHERE part = 'before') AS before,
    any_value(rate) FILTER (WHERE part = 'then') AS then_now, any_value(rate) FILTER (WHERE part = 'then_before') AS then_before
  FROM season_parts
  GROUP BY key
  HAVING count(*) = 4
),
season_moves AS (
  -- How far each customer moves what is left: the root of their squares is its error.
  SELECT key, sum(all_parts * all_parts) AS all_parts, sum(two_parts * two_parts) AS two_parts,
    count(*) FILTER (WHERE all_parts <> 0) - 1 AS all_df, count(*) FILTER (WHERE two_parts <> 0) - 1 AS two_df
  FROM (
    SELECT key, customer, sum(move) AS all_parts, coalesce(sum(move) FILTER (WHERE part IN ('now', 'then')), 0) AS two_parts
    FROM (
      SELECT key, customer, part, sign * CASE WHEN as_ratio THEN c.s / p.s - coalesce(c.n / p.n, 0) ELSE (c.s - coalesce(p.rate * c.n, 0)) / coalesce(p.n, 1) END AS move
      FROM course c
      JOIN season_parts p USING (key, part)
      JOIN season_rates USING (key)
    )
    GROUP BY key, customer
  )
  GROUP BY key
),
season_effects AS (
  SELECT key,
    CASE WHEN as_ratio THEN ln(now) - ln(before) ELSE now - before END AS change,
    CASE WHEN as_ratio THEN ln(then_now) - ln(then_before) ELSE then_now - then_before END AS change_then,
    CASE WHEN as_ratio THEN ln(now) - ln(then_now) ELSE now - then_now END AS since_then
  FROM season_rates
),
season_compared AS (
  SELECT 'season' AS family, key, change - change_then AS effect, sqrt(all_parts) AS error, all_df AS df, 0 AS least, NULL::BIGINT AS looked
  FROM season_effects JOIN season_moves USING (key)
  UNION ALL
  SELECT 'year', key, since_then, sqrt(two_parts), two_df, 0, NULL
  FROM season_effects JOIN season_moves USING (key)
  WHERE abs(since_then) >= abs(change)
),
