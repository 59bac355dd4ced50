-- Values far from the others, by three rules.

-- @step base
-- One row per thing looked at; the choice keeps one of the four parts. Rounded far below a cent: equal sums must
-- tie, in whatever order their parts were added up.
SELECT customer AS id, round(sum(amount)::DOUBLE, 6) AS value, customer AS person
FROM orders
WHERE $unit = 'spend' AND customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer
UNION ALL
SELECT customer, count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END))::DOUBLE, customer
FROM orders
WHERE $unit = 'orders' AND customer IS NOT NULL
GROUP BY customer
UNION ALL
SELECT any_value(coalesce(order_id, concat_ws(' · ', customer, strftime(ordered_at, '%Y-%m-%d %H:%M:%S')))), round(sum(amount)::DOUBLE, 6), customer
FROM orders
WHERE $unit = 'order' AND amount IS NOT NULL
GROUP BY customer, order_id, CASE WHEN order_id IS NULL THEN ordered_at END
UNION ALL
SELECT concat_ws(' · ', customer, action, strftime(occurred_at, '%Y-%m-%d %H:%M:%S')), duration_seconds::DOUBLE, customer
FROM events
WHERE $unit = 'duration' AND duration_seconds IS NOT NULL

-- @step quartiles
SELECT count(*) AS n, sum(value) AS total, round(sum(value), 6) / count(*) AS mean, median(value) AS middle, quantile_cont(value, 0.25) AS q1, quantile_cont(value, 0.75) AS q3, min(value) AS least
FROM base

-- @step limits
SELECT
  q.*,
  q1 - $fence * (q3 - q1) AS lower,
  q3 + $fence * (q3 - q1) AS upper,
  (SELECT median(abs(value - middle)) FROM base, quartiles) AS mad
FROM quartiles q

-- @step bins
-- Sixteen or fewer up to the upper fence. They begin at a multiple of their width, which has two digits: neither
-- tells the least value, which is somebody's.
WITH raw AS (
  SELECT least, upper, coalesce(nullif((upper - least) / 16, 0), 1) AS exact FROM limits WHERE n > 0
),
wide AS (
  SELECT least, upper, round(ceil(round(exact / power(10, floor(log10(exact)) - 1), 6)) * power(10, floor(log10(exact)) - 1), 10) AS width FROM raw
)
SELECT upper, width, round(floor(round(least / width, 9)) * width, 10) AS origin
FROM wide

-- @result
WITH scored AS (
  SELECT
    id, value,
    0.6745::DOUBLE * (value - middle) / coalesce(nullif(mad, 0), nullif((q3 - q1) * 0.6745::DOUBLE / 1.349::DOUBLE, 0)) AS modified_z,
    value < lower OR value > upper AS beyond_fences,
    value > $times_mean * mean AS beyond_mean
  FROM base, limits
)
SELECT id, value, modified_z, beyond_fences, coalesce(abs(modified_z) > $cut, false) AS beyond_z, beyond_mean
FROM scored
WHERE beyond_fences OR beyond_mean OR abs(modified_z) > $cut
ORDER BY value DESC, id

-- @chart
-- The long tail is in the last of twenty-four.
SELECT
  round(origin + width * bin, 9) AS value, count(*) AS cases, upper,
  -- What lies beyond the fence is in the result: those bins lead to their rows.
  bin::INTEGER AS bin, CASE WHEN round(origin + width * bin, 9) >= upper THEN bin::INTEGER END AS beyond, origin, width,
  bit_count(bit_or(1::BIGINT << (hash(b.person) % 62)::INTEGER))::BIGINT AS behind
FROM (SELECT b.value, b.person, bins.*, least(floor(round((b.value - origin) / width, 9)), 24) AS bin FROM base b, bins) b
GROUP BY ALL
ORDER BY value

-- @people
-- Who is in which of the chart's bins.
SELECT person AS customer, least(floor(round((value - origin) / width, 9)), 24)::INTEGER AS bin
FROM base, bins
WHERE person IS NOT NULL

-- @findings
WITH format AS (
  SELECT CASE $unit WHEN 'orders' THEN 'number' WHEN 'duration' THEN 'seconds' ELSE 'money' END AS format
),
counts AS (
  SELECT
    count(*) FILTER (WHERE beyond_fences) AS fences, coalesce(sum(value) FILTER (WHERE beyond_fences), 0) AS fences_sum,
    count(*) FILTER (WHERE beyond_z) AS zs, coalesce(sum(value) FILTER (WHERE beyond_z), 0) AS zs_sum,
    count(*) FILTER (WHERE beyond_mean) AS means, coalesce(sum(value) FILTER (WHERE beyond_mean), 0) AS means_sum,
    count(*) AS flagged
  FROM result
),
largest AS (
  SELECT id, value FROM result
  -- @include alone of=value over=0
)
-- A lower fence below the least value, of amounts mostly below zero, says nothing.
SELECT CASE WHEN lower <= least THEN 'upper_fence' ELSE 'fences' END AS rule, 'info' AS severity, format, '' AS id, fences AS n, fences::DOUBLE / n AS share, coalesce(fences_sum / nullif(total, 0), 0) AS amount_share, lower AS low, upper AS high, 0::DOUBLE AS ratio FROM counts, limits, format WHERE fences > 0
UNION ALL
SELECT 'modified_z', 'info', format, '', zs, zs::DOUBLE / n, coalesce(zs_sum / nullif(total, 0), 0), middle, mad, 0::DOUBLE FROM counts, limits, format WHERE zs > 0 AND mad > 0
UNION ALL
SELECT 'times_mean', 'warning', format, '', means, means::DOUBLE / n, coalesce(means_sum / nullif(total, 0), 0), mean, 0::DOUBLE, $times_mean::DOUBLE FROM counts, limits, format WHERE means > 0
UNION ALL
SELECT 'largest', 'info', format, id, 1, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, value, value / middle FROM largest, limits, format WHERE value > upper AND middle > 0
UNION ALL
SELECT 'mad_zero', 'info', format, '', n, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM limits, format WHERE mad = 0 AND n > 1
UNION ALL
SELECT 'none', 'info', format, '', n, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM counts, limits, format WHERE flagged = 0 AND n > 0
