-- Customers alike in what they do, found without rules: k-means on scaled measures, then named in words by
-- the measures in which each segment differs most from the average.

-- @step base
WITH bought AS (
  SELECT
    customer,
    date_diff('day', max(ordered_at)::DATE, $as_of) AS recency_days,
    count(DISTINCT ordered_at::DATE) AS order_days,
    -- Rounded: a sum's last bits depend on the order of adding.
    round(sum(amount)::DOUBLE, 6) AS amount,
    date_diff('day', min(ordered_at)::DATE, $as_of) AS tenure_days,
    count(DISTINCT coalesce(category, product)) AS variety
  FROM orders
  WHERE customer IS NOT NULL AND amount IS NOT NULL
  GROUP BY customer
),
acted AS (
  SELECT customer, count(*) AS actions
  FROM events
  WHERE customer IS NOT NULL
  GROUP BY customer
)
SELECT bought.*, coalesce(actions, 0) AS actions
FROM bought
LEFT JOIN acted ON acted.customer = bought.customer

-- @step scaled
-- Long tails are drawn in by logarithms; a measure that is not chosen is the same for everyone and counts nothing.
SELECT
  customer,
  CASE WHEN $use_recency THEN ln(1 + greatest(recency_days, 0)) ELSE 0 END::DOUBLE AS recency,
  CASE WHEN $use_orders THEN ln(1 + order_days) ELSE 0 END::DOUBLE AS orders,
  CASE WHEN $use_amount THEN ln(1 + greatest(amount / order_days, 0)) ELSE 0 END::DOUBLE AS value,
  CASE WHEN $use_tenure THEN tenure_days ELSE 0 END::DOUBLE AS tenure,
  CASE WHEN $use_variety THEN ln(1 + variety) ELSE 0 END::DOUBLE AS variety,
  CASE WHEN $use_activity THEN ln(1 + actions) ELSE 0 END::DOUBLE AS activity
FROM base
ORDER BY customer

-- @step points
-- Without names: the model has no use for them.
SELECT recency, orders, value, tenure, variety, activity
FROM scaled

-- @model kmeans from points as centres
-- Automatic is no number.
SELECT TRY_CAST($clusters AS INTEGER) AS clusters, $seed AS seed

-- @step traits
-- How far each centre lies from the mean of all, in standard deviations.
WITH whole AS (
  SELECT
    avg(recency) AS recency, avg(orders) AS orders, avg(value) AS value,
    avg(tenure) AS tenure, avg(variety) AS variety, avg(activity) AS activity
  FROM scaled
),
distances AS (
  SELECT
    cluster,
    (c.recency - w.recency) / c.recency_scale AS recency,
    (c.orders - w.orders) / c.orders_scale AS orders,
    (c.value - w.value) / c.value_scale AS value,
    (c.tenure - w.tenure) / c.tenure_scale AS tenure,
    (c.variety - w.variety) / c.variety_scale AS variety,
    (c.activity - w.activity) / c.activity_scale AS activity
  FROM centres c, whole w
)
FROM distances
UNPIVOT (z FOR trait IN (recency, orders, value, tenure, variety, activity))

-- @step names
-- The two strongest traits of each segment, if they are worth a word, in the order of the measures. Where two segments
-- would be called alike the third is said too; those that are alike even then have their number.
WITH strong AS (
  SELECT cluster, trait || CASE WHEN z > 0 THEN '+' ELSE '-' END AS word,
    list_position(['recency', 'orders', 'value', 'tenure', 'variety', 'activity'], trait) AS measure,
    row_number() OVER (PARTITION BY cluster ORDER BY abs(z) DESC, trait) AS place
  FROM traits
  WHERE abs(z) >= 0.25
),
called AS (
  SELECT
    c.cluster,
    coalesce(string_agg(word, ' ' ORDER BY measure) FILTER (WHERE place <= 2), 'average') AS two,
    coalesce(string_agg(word, ' ' ORDER BY measure) FILTER (WHERE place <= 3), 'average') AS three
  FROM centres c
  LEFT JOIN strong s ON s.cluster = c.cluster
  GROUP BY c.cluster
),
apart AS (
  SELECT cluster, CASE WHEN count(*) OVER (PARTITION BY two) > 1 THEN three ELSE two END AS name FROM called
)
SELECT cluster, name, name || CASE WHEN count(*) OVER (PARTITION BY name) > 1 THEN ' #' || cluster ELSE '' END AS segment
FROM apart

-- @result
WITH placed AS (
  SELECT
    s.customer,
    arg_min(
      c.cluster,
      ((s.recency - c.recency) / c.recency_scale) ** 2 + ((s.orders - c.orders) / c.orders_scale) ** 2
        + ((s.value - c.value) / c.value_scale) ** 2 + ((s.tenure - c.tenure) / c.tenure_scale) ** 2
        + ((s.variety - c.variety) / c.variety_scale) ** 2 + ((s.activity - c.activity) / c.activity_scale) ** 2
    ) AS cluster
  FROM scaled s, centres c
  GROUP BY s.customer
)
SELECT
  p.customer,
  p.cluster,
  segment,
  recency_days,
  order_days,
  amount,
  amount / order_days AS order_value,
  tenure_days,
  b.variety,
  actions
FROM placed p
JOIN names ON names.cluster = p.cluster
JOIN base b ON b.customer = p.customer
ORDER BY p.cluster, amount DESC, p.customer

-- @table segments
-- Each segment as its middle customer, and how well it stands apart.
SELECT
  r.cluster,
  segment,
  count(*) AS customers,
  count(*)::DOUBLE / sum(count(*)) OVER () AS share,
  coalesce(sum(amount) / nullif(sum(sum(amount)) OVER (), 0), 0) AS amount_share,
  median(recency_days)::DOUBLE AS recency_days,
  median(order_days)::DOUBLE AS order_days,
  median(order_value)::DOUBLE AS order_value,
  any_value(c.silhouette) AS silhouette
FROM result r
JOIN centres c ON c.cluster = r.cluster
GROUP BY r.cluster, segment
ORDER BY r.cluster

-- @chart
SELECT t.cluster || ' · ' || name AS segment, t.trait, t.z, k.behind
FROM traits t
JOIN names ON names.cluster = t.cluster
JOIN (SELECT cluster, count(*) AS behind FROM result GROUP BY cluster) k ON k.cluster = t.cluster
-- A measure that is not used is alike for all: no column of zeros for it.
WHERE t.trait IN (SELECT trait FROM traits WHERE z <> 0)
ORDER BY t.cluster, list_position(['recency', 'orders', 'value', 'tenure', 'variety', 'activity'], t.trait)

-- @findings
WITH sizes AS (
  SELECT
    cluster,
    segment,
    count(*) AS customers,
    count(*)::DOUBLE / sum(count(*)) OVER () AS share,
    sum(amount) AS amount,
    coalesce(sum(amount) / nullif(sum(sum(amount)) OVER (), 0), 0) AS amount_share,
    median(recency_days)::DOUBLE AS recency,
    median(order_days)::DOUBLE AS orders
  -- The sentences have the number beside the name.
  FROM (SELECT r.* REPLACE (name AS segment) FROM result r JOIN names USING (cluster))
  GROUP BY cluster, segment
),
fit AS (
  SELECT any_value(silhouette_all) AS silhouette, any_value(stability) AS stability, count(*) AS clusters, sum(customers)::BIGINT AS customers
  FROM centres
),
rules AS (
  SELECT 1 AS place, 'none' AS rule, 'warning' AS severity, 0 AS cluster, '' AS segment, (SELECT count(*) FROM base) AS customers,
    0::DOUBLE AS share, 0::DOUBLE AS amount, 0::DOUBLE AS amount_share, 0::DOUBLE AS number, 0::DOUBLE AS orders
  WHERE EXISTS (FROM base) AND NOT EXISTS (FROM centres)
  UNION ALL
  SELECT 2, CASE WHEN silhouette >= 0.5 THEN 'clear' WHEN silhouette >= 0.25 THEN 'fair' ELSE 'blurred' END,
    CASE WHEN silhouette >= 0.25 THEN 'info' ELSE 'warning' END,
    clusters, '', customers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, silhouette, 0::DOUBLE
  FROM fit
  WHERE clusters > 0
  UNION ALL
  SELECT 2, CASE WHEN stability >= 0.8 THEN 'stable' WHEN stability >= 0.6 THEN 'shaky' ELSE 'unstable' END, CASE WHEN stability >= 0.8 THEN 'info' ELSE 'warning' END,
    clusters, '', customers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, stability, 0::DOUBLE
  FROM fit
  WHERE stability IS NOT NULL
  UNION ALL
  (SELECT 3, 'richest', 'info', cluster, segment, customers, share, amount, amount_share, recency, orders
  FROM sizes
  -- @include alone of=amount_share over=0
  )
  UNION ALL
  (SELECT 4, 'largest', 'info', cluster, segment, customers, share, amount, amount_share, recency, orders
  FROM sizes
  -- @include alone of=customers over=1
  )
  UNION ALL
  SELECT 5, 'tiny', 'warning', cluster, segment, customers, share, amount, amount_share, recency, orders
  FROM sizes
  WHERE share < 0.02
)
SELECT rule, severity, cluster, segment, customers, share, amount, amount_share, number, orders
FROM rules
ORDER BY place, rule IN ('stable', 'shaky', 'unstable'), cluster
