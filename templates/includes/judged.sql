-- Which comparisons hold. `compared` has one row a comparison: family (what was looked at together), key, effect,
-- error (its standard error), df (its degrees of freedom, NULL where the error is as good as known), least (the
-- smallest effect that matters), looked (how many were looked at, NULL where all of them are listed). t is
-- brought to z (Wallace 1959), z to a two-sided p (erfc after Press et al. 1992), p is corrected over the family
-- (Holm 1979). verdict: 1 above, -1 below, 0 not told from chance or too small.
judged_z AS (
  SELECT *,
    CASE WHEN df IS NULL THEN abs(effect) / error
      ELSE (8 * df + 1) / (8 * df + 3) * sqrt(df * ln(1 + (effect / error) ** 2 / df)) END AS z
  FROM (SELECT family, key, effect::DOUBLE AS effect, error::DOUBLE AS error, df::DOUBLE AS df, least::DOUBLE AS least, looked FROM compared)
  WHERE isfinite(effect) AND isfinite(error) AND error > 0 AND (df IS NULL OR df >= 1)
),
judged_p AS (
  SELECT *,
    least(t * exp(-z * z / 2 - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806
      + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))))), 1)::DOUBLE AS p
  FROM (SELECT *, 1 / (1 + z / 2.8284271247461903::DOUBLE) AS t FROM judged_z)
),
judged AS (
  SELECT family, key, effect, error, p, p_all,
    CASE WHEN p_all <= 0.002 AND abs(effect) >= least THEN sign(effect) ELSE 0 END::INTEGER AS verdict
  FROM (
    SELECT *, max(least((tried - place + 1) * p, 1)) OVER (PARTITION BY family ORDER BY place) AS p_all
    FROM (SELECT *, row_number() OVER (PARTITION BY family ORDER BY p, key) AS place, greatest(count(*) OVER (PARTITION BY family), coalesce(max(looked) OVER (PARTITION BY family), 0)) AS tried FROM judged_p)
  )
)
