-- Any metric, by any dimension and over time, against the period before, the same one last year or a chosen one.

-- @step totals
-- Numerator and denominator of the metric, so that a rate is never averaged over groups. Span 1 is what is shown; of
-- a bucket in which the period begins the whole stands in span 2, to be compared with.
WITH
-- @include spans
-- @include against-span
oldest AS (
  -- Two buckets before the first, as a growth of the bucket before needs; or two spans before the period. Of what is
  -- compared with, where that is another span, as far back as the longest bucket and the one before it.
  SELECT
    least(CASE $grain
      WHEN 'day' THEN $period_start - 2
      WHEN 'week' THEN date_trunc('week', $period_start) - INTERVAL 14 DAY
      WHEN 'month' THEN date_trunc('month', $period_start) - INTERVAL 2 MONTH
      WHEN 'quarter' THEN date_trunc('quarter', $period_start) - INTERVAL 6 MONTH
      ELSE $earlier_start
    END::DATE, (SELECT (from_day - INTERVAL 7 MONTH)::DATE FROM against_span)) AS oldest_day
),
-- @include metric-rows
,
facts AS NOT MATERIALIZED (
  SELECT * FROM $metric_rows
  UNION ALL BY NAME
  -- Once more for the span that the whole period is compared with: it may lie anywhere.
  SELECT r.* REPLACE (11 AS span)
  FROM $metric_rows r, against_span
  WHERE $grain = 'none' AND $metric_kind NOT IN ('state', 'customers') AND moment >= from_day AND moment < to_day + 1
  UNION ALL BY NAME
  -- @include dimension-columns
),
-- @include customer-attributes
,
dated AS NOT MATERIALIZED (
  SELECT *, coalesce(nullif(trim($dimension_segment), ''), '(none)') AS segment
  FROM (
    SELECT
      *,
      -- @include bucket
      AS period,
      CASE $grain
        WHEN 'day' THEN moment::DATE + 1
        WHEN 'week' THEN date_trunc('week', moment)::DATE + 7
        WHEN 'month' THEN (date_trunc('month', moment) + INTERVAL 1 MONTH)::DATE
        WHEN 'quarter' THEN (date_trunc('quarter', moment) + INTERVAL 3 MONTH)::DATE
        ELSE span_end
      END AS bucket_end
    FROM facts
    JOIN all_bounds USING (span)
    $dimension_person
    $dimension_doing
    WHERE $grain <> 'none' OR moment < span_end AND (span < 3 OR moment >= span_start)
  )
),
placed AS (
  SELECT
    * REPLACE (CASE WHEN $grain = 'none' THEN span WHEN period >= $period_start THEN 1 ELSE 2 END AS span),
    least(bucket_end, $period_end + 1) AS ends,
    -- Weeks of the bucket that have gone by.
    nullif(least(bucket_end, $period_end + 1) - CASE $grain WHEN 'none' THEN span_start ELSE period END, 0) / 7::DOUBLE AS weeks
  FROM dated
  UNION ALL
  SELECT *, least(bucket_end, $period_end + 1), nullif(least(bucket_end, $period_end + 1) - $period_start, 0) / 7::DOUBLE
  FROM dated
  -- No bucket is longer than 92 days: a condition on the time itself, which rows are left out by before they are read.
  WHERE $grain <> 'none' AND span = 1 AND period < $period_start AND moment >= $period_start AND moment < $period_start + 92
),
units AS (
  SELECT
    span, period, segment, $metric_by count(*) AS lines, $metric_each AS n, $metric_per AS d,
    -- Bits that customers are spread over.
    bit_or(1::BIGINT << (hash(customer) % 62)::INTEGER) AS spread
  FROM placed
  GROUP BY $metric_by span, period, segment
),
populations AS (
  -- Of a customer's own attribute each group has its population; of what is done there is one for all.
  SELECT coalesce(nullif(trim($dimension_population), ''), '(none)') AS segment, count(*)::DOUBLE AS population
  FROM (SELECT customer, NULL::VARCHAR AS region, NULL::VARCHAR AS team FROM $metric_population)
  $dimension_person
  GROUP BY ALL
)
SELECT
  u.span, u.period, u.segment,
  sum(n)::DOUBLE AS numerator,
  CASE WHEN $metric_of_population THEN any_value(population) WHEN $metric_divides THEN sum(d)::DOUBLE ELSE 1::DOUBLE END AS denominator,
  sum(lines)::BIGINT AS lines,
  bit_count(bit_or(spread))::BIGINT AS behind,
  -- What of a sum one customer has; a formula of one's own is not taken apart by customer.
  CASE WHEN $metric_additive AND count(*) > 1 THEN max(abs(n))::DOUBLE / nullif(sum(abs(n)), 0) END AS top_share
FROM units u
LEFT JOIN populations p ON p.segment = u.segment OR p.segment = '(all)'
GROUP BY u.span, u.period, u.segment

-- @step reach
WITH
-- @include reach
SELECT first_at, days
FROM ($metric_reach)

-- @step missing
WITH missing_days AS (
  SELECT unnest(days) AS day FROM reach
),
-- @include missing name=missing kind='' end=least($as_of,$period_end+1)
one AS (SELECT 1)
SELECT since, until FROM missing

-- @result
WITH
-- @include spans
-- @include against-span
valued AS (
  SELECT t.*, numerator / nullif(denominator, 0) AS ratio, span_start, span_end, begins_by
  FROM (
    SELECT
      *,
      CASE $grain WHEN 'none' THEN DATE '2000-01-01' - span ELSE period END AS place,
      (CASE $grain
        WHEN 'none' THEN DATE '2000-01-01' - span - 1
        WHEN 'day' THEN period - 1
        WHEN 'week' THEN period - 7
        WHEN 'month' THEN period - INTERVAL 1 MONTH
        ELSE period - INTERVAL 3 MONTH
      END)::DATE AS place_before,
      (CASE
        WHEN $against = 'before' THEN NULL
        WHEN $grain = 'none' THEN DATE '2000-01-01' - 11
        WHEN $against = 'year' AND $grain = 'week' THEN period - 364
        WHEN $against = 'year' THEN period - INTERVAL 1 YEAR
        -- The first bucket with the first, the second with the second.
        WHEN $grain = 'day' THEN period - ($period_start - from_day)::INTEGER
        WHEN $grain = 'week' THEN date_trunc('week', from_day)::DATE + (period - date_trunc('week', $period_start)::DATE)::INTEGER
        WHEN $grain = 'month' THEN date_trunc('month', from_day) + to_months(datediff('month', $period_start, period)::INTEGER)
        ELSE date_trunc('quarter', from_day) + to_months(3 * datediff('quarter', $period_start, period)::INTEGER)
      END)::DATE AS place_against,
      (CASE $grain
        WHEN 'day' THEN period + 1
        WHEN 'week' THEN period + 7
        WHEN 'month' THEN period + INTERVAL 1 MONTH
        WHEN 'quarter' THEN period + INTERVAL 3 MONTH
      END)::DATE AS bucket_end
    FROM totals, against_span
  ) t
  JOIN all_bounds USING (span)
),
buckets AS (
  SELECT
    *,
    -- Nothing is compared that the period, the as-of date or the beginning of the data cuts off.
    CASE $grain
      -- Nor are two of which one lacks many more days.
      WHEN 'none' THEN span = 1 OR first_at < begins_by + 1 AND abs(lacking - lacking_now) <= 0.03 * (span_end - span_start)
      ELSE lacking <= 0.03 * (bucket_end - period) AND (span = 2 OR period >= $period_start) AND bucket_end <= $period_end + 1
        AND first_at < period + 1 + floor(0.03::DOUBLE * (bucket_end - period))::INTEGER
    END AS whole,
    -- Where the data begin everybody is new: who is a newcomer shows when they reach back as far again, or half a year.
    NOT $metric_history OR first_at < CASE $grain WHEN 'none' THEN span_start ELSE period END - least($period_end - $period_start + 1, 180)::INTEGER + 1
      + floor(0.03::DOUBLE * least($period_end - $period_start + 1, 180))::INTEGER AS known
  FROM (
    SELECT *,
      CASE $grain
        WHEN 'none' THEN
          -- @include missing-in name=missing start=span_start end=span_end
        ELSE
          -- @include missing-in name=missing start=period end=bucket_end
      END AS lacking,
      -- @include missing-in name=missing start=$period_start end=$period_end+1
      AS lacking_now
    FROM valued
  ), reach
),
measured AS (
  SELECT
    t.* EXCLUDE (whole),
    t.whole AND (NOT $metric_growth OR b.whole) AS whole,
    CASE WHEN NOT $metric_growth THEN t.ratio WHEN t.whole AND b.whole THEN t.ratio / nullif(b.ratio, 0) - 1 END AS value
  FROM (FROM buckets WHERE known) t
  LEFT JOIN buckets b ON b.segment = t.segment AND b.place = t.place_before AND b.whole
)
SELECT
  t.period,
  t.segment,
  t.value,
  b.value AS previous,
  -- @include change now=t.value before=b.value format=$metric_format metric=$metric
  AS change,
  CASE WHEN $metric_additive THEN t.value / nullif(sum(t.value) OVER (PARTITION BY t.period), 0) END AS share,
  t.lines
FROM measured t
LEFT JOIN measured b ON b.segment = t.segment AND b.place = CASE $against WHEN 'before' THEN t.place_before ELSE t.place_against END AND b.whole AND t.whole
WHERE t.span = 1 AND t.value IS NOT NULL
ORDER BY t.period, t.value DESC, t.segment

-- @chart
WITH largest AS (
  SELECT segment, row_number() OVER (ORDER BY sum(lines) DESC, segment) AS place FROM result GROUP BY segment
),
recent AS (
  SELECT DISTINCT period FROM result ORDER BY period DESC LIMIT 400
)
SELECT r.period, r.segment, r.value, r.previous, r.change, l.place, t.behind, t.top_share
FROM result r
JOIN largest l USING (segment)
JOIN totals t ON t.span = 1 AND t.segment = r.segment AND t.period IS NOT DISTINCT FROM r.period
WHERE l.place <= CASE WHEN $grain = 'none' THEN 40 ELSE $series END
  AND ($grain = 'none' OR r.period IN (SELECT period FROM recent))
ORDER BY r.period, CASE WHEN $dimension_ordered THEN r.segment END, r.value DESC, r.segment

-- @people
-- Who is counted at a time and in a group: of a sum or a count those who add to it, of a share or an average those whom
-- it divides by.
WITH oldest AS (
  SELECT $period_start AS oldest_day
),
-- @include metric-rows
,
facts AS (
  SELECT * FROM $metric_rows
  UNION ALL BY NAME
  -- @include dimension-columns
),
-- @include customer-attributes
,
placed AS (
  SELECT
    *, coalesce(nullif(trim($dimension_segment), ''), '(none)') AS segment, $period_end + 1 AS ends, 1::DOUBLE AS weeks,
    -- @include bucket
    AS period
  FROM facts
  $dimension_person
  $dimension_doing
  WHERE moment < $period_end + 1
)
SELECT customer, period, segment
FROM (
  SELECT customer, period, segment, $metric_counts AS counts
  FROM placed
  WHERE customer IS NOT NULL
  GROUP BY customer, period, segment
)
WHERE counts <> 0

-- @findings
WITH
-- @include spans
-- @include against-span
format AS (
  SELECT $metric_format AS format
),
lengths AS (
  SELECT CASE $grain WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END AS length
),
holed AS (
  SELECT DISTINCT period, days
  FROM (
    SELECT period, bucket_end,
      -- @include missing-in name=missing start=period end=bucket_end
      AS days
    FROM (
      SELECT unnest(generate_series(min(period)::TIMESTAMP, date_trunc('day', $period_end::TIMESTAMP), length))::DATE AS period, length FROM result, lengths GROUP BY length
    ), LATERAL (SELECT (period + length)::DATE AS bucket_end)
  )
  WHERE days > 0.03 * (bucket_end - period)
),
full_periods AS (
  -- A bucket that the period or the as-of date cuts off, or that days are missing of, is no basis for a comparison.
  SELECT * FROM result
  WHERE period IS NULL OR (period NOT IN (SELECT period FROM holed) AND period >= $period_start AND $period_end + 1 >= period + CASE $grain WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END)
),
gaps AS (
  -- Buckets without a row, between the first and the last of those that have some: they are complete. Of what is added
  -- up or counted they are nothing, of all else unknown.
  SELECT period
  FROM (
    SELECT unnest(generate_series(min(period)::TIMESTAMP, max(period)::TIMESTAMP, CASE $grain WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END))::DATE AS period
    FROM result
  )
  ANTI JOIN result USING (period)
  WHERE period > (SELECT min(period) FROM full_periods)
),
latest AS (
  -- The latest with rows is not the latest where one without follows.
  SELECT * FROM full_periods WHERE period IS NULL OR period = (SELECT max(period) FROM full_periods) AND period > coalesce((SELECT max(period) FROM gaps), DATE '0001-01-01')
),
stopped AS (
  SELECT g.period, f.value
  FROM gaps g
  JOIN full_periods f ON f.period = g.period - CASE $grain WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END
  -- Of two without rows at the end the later is the latest, and as little as the one before.
  WHERE g.period > (SELECT max(period) FROM full_periods) AND g.period = (SELECT max(period) FROM gaps) AND g.period NOT IN (SELECT period FROM holed) AND f.value > 0 AND $dimension = 'none' AND $against = 'before' AND NOT $metric_divides AND NOT $metric_growth AND NOT ($group_by_spend AND f.period < $period_start)
),
sizeable AS (
  SELECT * FROM latest WHERE lines >= 20 AND segment <> '(none)'
),
ends AS (
  SELECT arg_max(segment, value ORDER BY segment) AS segment, max(value) AS value, arg_min(segment, value ORDER BY segment) AS other, min(value) AS other_value FROM (SELECT *, max(value) OVER () AS high, min(value) OVER () AS low FROM sizeable) HAVING max(value) > min(value) AND count(*) FILTER (WHERE value = high) = 1 AND count(*) FILTER (WHERE value = low) = 1
),
peak AS (
  SELECT arg_max(period, value ORDER BY period) AS period, max(value) AS value, arg_min(period, value ORDER BY period) AS low_period, min(value) AS low,
    count(*) FILTER (WHERE value = high_value) AS highs, count(*) FILTER (WHERE value = low_value) AS lows
  FROM (
    SELECT *, max(value) OVER () AS high_value, min(value) OVER () AS low_value
    FROM (
      SELECT period, value FROM full_periods
      UNION ALL
      SELECT period, 0 FROM gaps ANTI JOIN holed USING (period) WHERE NOT $metric_divides AND NOT $metric_growth
    )
  )
  HAVING count(DISTINCT period) >= 3 AND max(value) > min(value)
),
told_of AS (
  SELECT 'highest_lowest' AS rule, 'info' AS severity, NULL::DATE AS period, segment, value, NULL::DATE AS other_period, other, other_value, 0::DOUBLE AS change, format
  FROM ends, format
  WHERE $dimension <> 'none'
  UNION ALL
  SELECT CASE WHEN $dimension = 'none' AND period IS NULL THEN CASE WHEN change < 0 THEN 'fell_whole' ELSE 'rose_whole' END WHEN $dimension = 'none' THEN CASE WHEN change < 0 THEN 'fell_all' ELSE 'rose_all' END WHEN change < 0 THEN 'fell' ELSE 'rose' END, 'info', period, segment, value, NULL, segment, previous, change, format
  FROM (SELECT * FROM latest WHERE change IS NOT NULL AND NOT ($group_by_spend AND coalesce(period - CASE $grain WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END < $period_start, true)) AND segment <> '(none)' AND (lines >= 20 OR $dimension = 'none')
  -- @include alone of=abs(change) over=0
  ), format
  WHERE abs(change) >= 0.01
  UNION ALL
  SELECT 'fell_all', 'info', period, '', 0, NULL, '', value, -1, format FROM stopped, format
  UNION ALL
  -- Where several are equal none is the highest or the lowest.
  SELECT CASE WHEN highs > 1 THEN 'range' WHEN lows > 1 THEN 'peak_alone' ELSE 'peak' END, 'info', period, '', value, low_period, '', low, lows, format FROM peak, format WHERE $dimension = 'none'
  UNION ALL
  -- Whichever end of the line the period cuts off, and both in one sentence.
  SELECT CASE WHEN NOT begins THEN 'partial' WHEN ends THEN 'partial_both' ELSE 'partial_first' END, 'warning', CASE WHEN begins THEN first ELSE last END, '', 0::DOUBLE, last, '', 0::DOUBLE, 0::DOUBLE, format
  FROM (
    SELECT any_value(format) AS format, min(period) AS first, max(period) AS last,
      min(period) < $period_start AND max(period) > min(period) AS begins,
      max(period) > coalesce((SELECT max(period) FROM full_periods), DATE '0001-01-01') AS ends
    FROM result, format
    WHERE $grain <> 'none'
  )
  WHERE begins OR ends
  UNION ALL
  SELECT 'missing', 'warning', min(period), '', count(*), max(period), '', 0::DOUBLE, 0::DOUBLE, any_value(format)
  FROM holed, format
  WHERE period >= (SELECT min(period) FROM result)
  HAVING count(*) > 0
  UNION ALL
  SELECT 'missing_whole', 'warning', NULL, '', lacking, NULL, '', lacking_then, 0::DOUBLE, format
  FROM (
    SELECT span_start, span_end,
      -- @include missing-in name=missing start=$period_start end=$period_end+1
      AS lacking,
      -- @include missing-in name=missing start=span_start end=span_end
      AS lacking_then
    FROM all_bounds
    WHERE span = CASE $against WHEN 'before' THEN 2 ELSE 11 END
  ), format
  WHERE $grain = 'none' AND abs(lacking - lacking_then) > 0.03 * (span_end - span_start) AND EXISTS (FROM result)
    AND (SELECT any_value(first_at) FROM reach) < span_start + 1 + floor(0.03 * (span_end - span_start))::INTEGER
  UNION ALL
  SELECT 'chosen', 'info', NULL, '', 0::DOUBLE, NULL, '', 0::DOUBLE, 0::DOUBLE, any_value(format)
  FROM result, format
  WHERE $group_by_spend AND $grain = 'none'
  HAVING count(*) > 0
  UNION ALL
  SELECT 'no_dimension', 'warning', NULL, '', 0::DOUBLE, NULL, '', 0::DOUBLE, 0::DOUBLE, any_value(format)
  FROM result, format
  HAVING count(*) > 0 AND count(*) FILTER (WHERE segment <> '(none)') = 0
)
SELECT
  *,
  format = 'percent' OR $metric = 'nps' AS in_points,
  $against AS against,
  -- Periods by the names that their length has.
  CASE $grain WHEN 'month' THEN strftime(period, '%Y-%m') WHEN 'quarter' THEN year(period) || '-Q' || quarter(period) ELSE strftime(period, '%Y-%m-%d') END AS span,
  CASE $grain WHEN 'month' THEN strftime(other_period, '%Y-%m') WHEN 'quarter' THEN year(other_period) || '-Q' || quarter(other_period) ELSE strftime(other_period, '%Y-%m-%d') END AS other_span
FROM told_of
