-- One row per customer with recency, frequency and monetary value; scored by weights, by fifths or by halves.

-- @step base
-- @include rfm-values each_row=$an_order='row'

-- @step bounds
-- What the scores are scaled or cut by; no quantile is looked for where none is needed (type 7).
-- Winsorised: what lies outside the 1 % and 99 % quantiles counts as lying on them.
SELECT
  CASE WHEN $normalisation = 'winsorised' THEN quantile_cont(recency_days::DOUBLE, 0.01) ELSE min(recency_days)::DOUBLE END AS r_low,
  CASE WHEN $normalisation = 'winsorised' THEN quantile_cont(recency_days::DOUBLE, 0.99) ELSE max(recency_days)::DOUBLE END AS r_high,
  CASE WHEN $normalisation = 'winsorised' THEN quantile_cont(frequency::DOUBLE, 0.01) ELSE min(frequency)::DOUBLE END AS f_low,
  CASE WHEN $normalisation = 'winsorised' THEN quantile_cont(frequency::DOUBLE, 0.99) ELSE max(frequency)::DOUBLE END AS f_high,
  CASE WHEN $normalisation = 'winsorised' THEN quantile_cont(monetary, 0.01) ELSE min(monetary) END AS m_low,
  CASE WHEN $normalisation = 'winsorised' THEN quantile_cont(monetary, 0.99) ELSE max(monetary) END AS m_high,
  CASE WHEN $method = 'quintile' THEN quantile_cont(recency_days::DOUBLE, [0.2, 0.4, 0.6, 0.8]) END AS r,
  CASE WHEN $method = 'quintile' THEN quantile_cont(frequency::DOUBLE, [0.2, 0.4, 0.6, 0.8]) END AS f,
  CASE WHEN $method = 'quintile' THEN quantile_cont(monetary, [0.2, 0.4, 0.6, 0.8]) END AS m,
  count(*) AS n
FROM base

-- @step terms
-- The three scores, before weights: moving a weight or a threshold does not come back here.
WITH weighted AS (
  SELECT
    CASE WHEN $normalisation = 'winsorised' THEN 'winsorised' ELSE 'minmax' END AS scale,
    customer, recency_days, frequency, monetary,
    -- A term that does not tell customers apart counts as one half.
    CASE WHEN r_high > r_low THEN (r_high - least(greatest(recency_days, r_low), r_high)) / (r_high - r_low) ELSE 0.5::DOUBLE END AS r_score,
    CASE WHEN f_high > f_low THEN (least(greatest(frequency, f_low), f_high) - f_low) / (f_high - f_low) ELSE 0.5::DOUBLE END AS f_score,
    CASE WHEN m_high > m_low THEN (least(greatest(monetary, m_low), m_high) - m_low) / (m_high - m_low) ELSE 0.5::DOUBLE END AS m_score
  FROM base, bounds
  WHERE $method = 'weighted' AND $normalisation <> 'rank'
),
-- Where each value stands among all: how many come before it, and how many have it. Days and numbers of orders repeat
-- far more than customers do; amounts hardly repeat.
recencies AS (
  SELECT recency_days, count(*) AS ties, sum(count(*)) OVER (ORDER BY recency_days DESC) - count(*) AS before
  FROM base
  WHERE $method = 'weighted' AND $normalisation IN ('rank', 'automatic')
  GROUP BY recency_days
),
frequencies AS (
  SELECT frequency, count(*) AS ties, sum(count(*)) OVER (ORDER BY frequency) - count(*) AS before
  FROM base
  WHERE $method = 'weighted' AND $normalisation IN ('rank', 'automatic')
  GROUP BY frequency
),
amounts AS (
  SELECT *, rank() OVER (ORDER BY monetary) - 1 AS before, count(*) OVER (ORDER BY monetary) AS up_to
  FROM base
  WHERE $method = 'weighted' AND $normalisation IN ('rank', 'automatic')
),
ranked AS (
  -- (mean rank of the tied customers − 1) / (customers − 1).
  SELECT
    'rank' AS scale,
    customer, recency_days, frequency, monetary,
    CASE WHEN r_high > r_low THEN r.before / (n - 1) + (r.ties - 1) / 2.0::DOUBLE / (n - 1) ELSE 0.5::DOUBLE END AS r_score,
    CASE WHEN f_high > f_low THEN f.before / (n - 1) + (f.ties - 1) / 2.0::DOUBLE / (n - 1) ELSE 0.5::DOUBLE END AS f_score,
    CASE WHEN m_high > m_low THEN m.before / (n - 1) + (m.up_to - m.before - 1) / 2.0::DOUBLE / (n - 1) ELSE 0.5::DOUBLE END AS m_score
  FROM amounts m
  JOIN recencies r USING (recency_days)
  JOIN frequencies f USING (frequency), bounds
),
quintile AS (
  -- Bins [low, high) with the cut points quantile + 1, as the R package rfm draws them.
  SELECT
    NULL::VARCHAR AS scale,
    customer, recency_days, frequency, monetary,
    (5 - (recency_days >= r[1] + 1)::INT - (recency_days >= r[2] + 1)::INT - (recency_days >= r[3] + 1)::INT - (recency_days >= r[4] + 1)::INT)::DOUBLE AS r_score,
    (1 + (frequency >= f[1] + 1)::INT + (frequency >= f[2] + 1)::INT + (frequency >= f[3] + 1)::INT + (frequency >= f[4] + 1)::INT)::DOUBLE AS f_score,
    (1 + (monetary >= m[1] + 1)::INT + (monetary >= m[2] + 1)::INT + (monetary >= m[3] + 1)::INT + (monetary >= m[4] + 1)::INT)::DOUBLE AS m_score
  FROM base, bounds
  WHERE $method = 'quintile'
),
fifths AS (
  -- Equal counts; ties are told apart by the customer's name so that a rerun gives the same scores.
  SELECT
    NULL::VARCHAR AS scale,
    customer, recency_days, frequency, monetary,
    ntile(5) OVER (ORDER BY recency_days DESC, customer)::DOUBLE AS r_score,
    ntile(5) OVER (ORDER BY frequency, customer)::DOUBLE AS f_score,
    ntile(5) OVER (ORDER BY monetary, customer)::DOUBLE AS m_score
  FROM base
  WHERE $method = 'fifths'
),
eight AS (
  -- High or low against one cut each: 1 is recent, often, much. A customer on the cut is low.
  SELECT
    NULL::VARCHAR AS scale,
    customer, recency_days, frequency, monetary,
    (recency_days < CASE WHEN $split = 'mean' THEN avg(recency_days) OVER () ELSE median(recency_days) OVER () END)::INT::DOUBLE AS r_score,
    (frequency > CASE WHEN $split = 'mean' THEN avg(frequency) OVER () ELSE median(frequency) OVER () END)::INT::DOUBLE AS f_score,
    (monetary > CASE WHEN $split = 'mean' THEN avg(monetary) OVER () ELSE median(monetary) OVER () END)::INT::DOUBLE AS m_score
  FROM base
  WHERE $method = 'eight'
)
SELECT * FROM weighted
UNION ALL
SELECT * FROM ranked
UNION ALL
SELECT * FROM quintile
UNION ALL
SELECT * FROM fifths
UNION ALL
SELECT * FROM eight

-- @step crowded
-- The tier that would hold over 90 % by min–max, where normalisation is automatic: then it is by rank.
SELECT *
FROM (
  SELECT tier, count(*) AS customers, count(*)::DOUBLE / sum(count(*)) OVER () AS share, sum(count(*)) OVER () AS total
  FROM (
    SELECT
      CASE
        WHEN
          -- @include at-least value=score bar=$high_from
          THEN 'high value'
        WHEN
          -- @include at-least value=score bar=$potential_from
          THEN 'potential'
        WHEN $fourth_tier AND
          -- @include at-least value=score bar=$ordinary_from
          THEN 'ordinary'
        ELSE 'churn risk'
      END AS tier
    FROM (
      SELECT $weights_r * r_score + $weights_f * f_score + $weights_m * m_score AS score
      FROM terms
      WHERE scale = 'minmax' AND $normalisation = 'automatic'
    )
  )
  GROUP BY tier
)
-- Of a few customers most are always alike.
WHERE share > 0.9 AND total >= 20

-- @step habits
-- @include habits

-- @step silence
-- @include silence

-- @result
WITH scored AS (
  SELECT
    *,
    CASE
      WHEN $method = 'weighted' THEN $weights_r * r_score + $weights_f * f_score + $weights_m * m_score
      -- In the order in which the eight are taught: much before little, then recent, then often.
      WHEN $method = 'eight' THEN 100 * m_score + 10 * r_score + f_score
      ELSE 100 * r_score + 10 * f_score + m_score
    END AS score
  FROM terms
  WHERE scale IS NULL OR $normalisation <> 'automatic' OR scale = CASE WHEN EXISTS (FROM crowded) THEN 'rank' ELSE 'minmax' END
)
SELECT
  customer, recency_days, frequency, monetary, r_score, f_score, m_score, score,
  CASE
    -- A score is a sum of rounded products: a hair below a threshold is on it.
    WHEN $method = 'weighted' THEN CASE
      WHEN
        -- @include at-least value=score bar=$high_from
        THEN 'high value'
      WHEN
        -- @include at-least value=score bar=$potential_from
        THEN 'potential'
      WHEN $fourth_tier AND
        -- @include at-least value=score bar=$ordinary_from
        THEN 'ordinary'
      ELSE 'churn risk'
    END
    WHEN $method = 'eight' THEN CASE WHEN m_score = 1 THEN 'important ' ELSE 'general ' END || CASE
      WHEN r_score = 1 AND f_score = 1 THEN 'value'
      WHEN r_score = 1 THEN 'develop'
      WHEN f_score = 1 THEN 'keep'
      ELSE 'win back'
    END
    WHEN r_score >= 4 AND f_score >= 4 AND m_score >= 4 THEN 'Champions'
    WHEN r_score >= 2 AND f_score >= 3 AND m_score >= 3 THEN 'Loyal Customers'
    WHEN r_score >= 3 AND f_score <= 3 AND m_score <= 3 THEN 'Potential Loyalist'
    WHEN r_score BETWEEN 2 AND 3 AND f_score BETWEEN 2 AND 3 AND m_score BETWEEN 2 AND 3 THEN 'Need Attention'
    WHEN r_score BETWEEN 2 AND 3 AND f_score <= 2 AND m_score <= 2 THEN 'About To Sleep'
    WHEN r_score <= 2 AND f_score >= 2 AND m_score >= 2 THEN 'At Risk'
    WHEN r_score <= 2 AND f_score <= 2 AND m_score <= 2 THEN 'Lost'
    ELSE 'Others'
  END AS tier
FROM scored
ORDER BY score DESC, monetary DESC, customer

-- @table quantiles
-- What the scores are cut or scaled by; the quintile method cuts at the quantile + 1.
WITH cuts AS (
  SELECT
    quantile_cont(recency_days::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS r,
    quantile_cont(frequency::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS f,
    quantile_cont(monetary, [0.2, 0.4, 0.6, 0.8]) AS m,
    min(recency_days)::DOUBLE AS r_min, max(recency_days)::DOUBLE AS r_max,
    min(frequency)::DOUBLE AS f_min, max(frequency)::DOUBLE AS f_max,
    min(monetary) AS m_min, max(monetary) AS m_max
  FROM base
)
SELECT 'recency' AS input, r_min AS least, r[1] AS q20, r[2] AS q40, r[3] AS q60, r[4] AS q80, r_max AS most
FROM cuts
WHERE r IS NOT NULL
UNION ALL
SELECT 'frequency' AS input, f_min AS least, f[1] AS q20, f[2] AS q40, f[3] AS q60, f[4] AS q80, f_max AS most
FROM cuts
WHERE f IS NOT NULL
UNION ALL
SELECT 'monetary' AS input, m_min AS least, m[1] AS q20, m[2] AS q40, m[3] AS q60, m[4] AS q80, m_max AS most
FROM cuts
WHERE m IS NOT NULL

-- @chart
WITH tiers AS (
  SELECT
    tier,
    count(*) AS customers,
    count(*)::DOUBLE / sum(count(*)) OVER () AS customer_share,
    sum(monetary) / nullif(sum(sum(monetary)) OVER (), 0) AS revenue_share,
    coalesce(sum(monetary), 0) AS revenue,
    avg(score) AS mean_score,
    -- @include top-customer of=monetary
    AS top_share
  FROM result
  GROUP BY tier
)
SELECT tier, 'customers' AS measure, customer_share AS share, customers, revenue, mean_score, NULL::DOUBLE AS top_share FROM tiers
UNION ALL
SELECT tier, 'revenue', coalesce(revenue_share, 0), customers, revenue, mean_score, top_share FROM tiers
ORDER BY mean_score DESC, tier, measure

-- @findings
WITH compared AS (
  SELECT family, key, effect, error, df, least, looked FROM silence
),
-- @include judged
,
tiers AS (
  SELECT
    tier,
    count(*) AS customers,
    count(*)::DOUBLE / sum(count(*)) OVER () AS share,
    coalesce(sum(monetary), 0) AS revenue,
    coalesce(sum(monetary) / nullif(sum(sum(monetary)) OVER (), 0), 0) AS revenue_share,
    median(recency_days) AS median_recency,
    sum(count(*)) OVER () AS total
  FROM result
  GROUP BY tier
),
silent AS (
  SELECT sum(customers)::BIGINT AS customers, sum(share) AS share, sum(revenue) AS revenue, sum(revenue_share) AS revenue_share, median(median_recency) AS median_recency
  FROM tiers
  WHERE tier IN ('At Risk', 'important keep')
),
clipped AS (
  -- The tiers as winsorising would draw them: it is only offered where it helps.
  SELECT count(*)::DOUBLE / sum(count(*)) OVER () AS share
  FROM (
    SELECT
      $weights_r * CASE WHEN r[2] > r[1] THEN (r[2] - least(greatest(recency_days, r[1]), r[2])) / (r[2] - r[1]) ELSE 0.5::DOUBLE END
      + $weights_f * CASE WHEN f[2] > f[1] THEN (least(greatest(frequency, f[1]), f[2]) - f[1]) / (f[2] - f[1]) ELSE 0.5::DOUBLE END
      + $weights_m * CASE WHEN m[2] > m[1] THEN (least(greatest(monetary, m[1]), m[2]) - m[1]) / (m[2] - m[1]) ELSE 0.5::DOUBLE END AS score
    FROM base, (
      SELECT
        quantile_cont(recency_days::DOUBLE, [0.01, 0.99]) AS r,
        quantile_cont(frequency::DOUBLE, [0.01, 0.99]) AS f,
        quantile_cont(monetary, [0.01, 0.99]) AS m
      FROM base
    )
    WHERE $method = 'weighted' AND $normalisation = 'minmax'
  )
  GROUP BY CASE
    WHEN
        -- @include at-least value=score bar=$high_from
        THEN 1
    WHEN
        -- @include at-least value=score bar=$potential_from
        THEN 2
    WHEN $fourth_tier AND
        -- @include at-least value=score bar=$ordinary_from
        THEN 3
    ELSE 4
  END
),
rules AS (
  SELECT 1 AS place, 'collapsed' AS rule, 'warning' AS severity, tier, customers, share, revenue, revenue_share, median_recency
  FROM tiers
  WHERE $method = 'weighted' AND $normalisation IN ('minmax', 'winsorised') AND share > 0.9 AND total >= 20
  UNION ALL
  SELECT 2, 'collapsed_clip', 'info', tier, customers, (SELECT max(share) FROM clipped), revenue, revenue_share, median_recency
  FROM tiers
  WHERE $method = 'weighted' AND $normalisation = 'minmax' AND share > 0.9 AND total >= 20 AND (SELECT max(share) FROM clipped) <= 0.9
  UNION ALL
  SELECT 0, 'automatic_rank', 'info', tier, customers, share, NULL, NULL, NULL
  FROM crowded
  UNION ALL
  SELECT 3, 'best_tier', 'info', tier, customers, share, revenue, revenue_share, median_recency
  FROM tiers
  WHERE tier IN ('high value', 'Champions', 'important value') AND (SELECT max(share) FROM tiers) <= 0.9
  UNION ALL
  SELECT 4, 'low_tier', 'info', tier, customers, share, revenue, revenue_share, median_recency
  FROM tiers
  WHERE tier = 'churn risk' AND share <= 0.9
  UNION ALL
  SELECT 5, 'silent_revenue', 'warning', CASE WHEN $method = 'eight' THEN 'important keep' ELSE 'At Risk' END, customers, share, revenue, revenue_share, median_recency
  FROM silent
  WHERE customers > 0
)
SELECT
  rule, severity, tier, customers, share, revenue, revenue_share, median_recency::DOUBLE AS median_recency,
  -- Quiet is a reason to act only where silence has told of leaving before.
  rule = 'silent_revenue' AND coalesce((SELECT bool_or(verdict < 0) FROM judged), false) AS stands
FROM rules
ORDER BY place
