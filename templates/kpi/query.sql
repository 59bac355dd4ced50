-- The goal's key figures of the period beside those of the period before it.

-- @step figures
-- Each figure of each span: a sum over a sum, of what each customer adds.
WITH
-- @include spans
oldest AS (
  SELECT $earlier_start AS oldest_day
),
-- @include metric-rows
,
-- @include metric-units
$metrics_figure
SELECT NULL::VARCHAR AS metric, NULL::VARCHAR AS format, NULL::VARCHAR AS rows, NULL::BOOLEAN AS growth, NULL::BOOLEAN AS history, NULL::INTEGER AS span, NULL::DOUBLE AS value WHERE false

-- @step revenue_moves
-- What each customer spent more than in the span before: their sum against the root of their squares.
SELECT 'revenue' AS family, 'revenue' AS key, sum(now - before) AS effect, sqrt(sum((now - before) ** 2)) AS error, count(*) - 1 AS df, 0.01 * sum(before) AS least, NULL AS looked
FROM (
  SELECT
    customer,
    coalesce(sum(amount) FILTER (WHERE ordered_at >= $period_start), 0)::DOUBLE AS now,
    coalesce(sum(amount) FILTER (WHERE ordered_at < $before_end + 1), 0)::DOUBLE AS before
  FROM past_orders
  WHERE customer IS NOT NULL AND amount IS NOT NULL AND list_contains($metrics, 'revenue')
    AND (ordered_at >= $period_start AND ordered_at < $period_end + 1 OR ordered_at >= $before_start AND ordered_at < $before_end + 1)
  GROUP BY customer
)

-- @step revenue_course
-- What each customer spent in both spans and in those of a year before, where they are not of one season anyway.
SELECT 'revenue' AS key, customer, part, NULL::DOUBLE AS n, round(sum(amount)::DOUBLE, 6) AS s
FROM past_orders, (
  -- @include course-parts now=$period_start now_end=$period_end+1 before=$before_start before_end=$before_end+1
)
WHERE customer IS NOT NULL AND amount IS NOT NULL AND list_contains($metrics, 'revenue') AND ordered_at >= since AND ordered_at < until
  AND ordered_at >= $before_start - INTERVAL 1 YEAR
  AND NOT
  -- @include whole-years from=$before_start to=$period_start
GROUP BY customer, part

-- @step reach
WITH
-- @include reach
$metrics_reach
SELECT NULL::VARCHAR AS rows, NULL::TIMESTAMP AS first_at, NULL::DATE[] AS days WHERE false

-- @step holes
-- Days in a row without any row of the kind, per span and per that of a year before: how many.
WITH
-- @include spans
spans_told AS (
  SELECT span, span_start, span_end FROM bounds
  UNION ALL
  -- A year before.
  SELECT span + 3, (span_start - INTERVAL 1 YEAR)::DATE, (span_end - INTERVAL 1 YEAR)::DATE FROM bounds WHERE span <= 2
),
missing_days AS (
  SELECT rows, unnest(days) AS day FROM reach
),
-- @include missing name=missing kind=rows end=$as_of
kinds AS (
  SELECT DISTINCT rows FROM reach
)
SELECT k.rows, span, any_value(span_end - span_start) AS of,
  coalesce(sum(greatest(least(until, span_end) - greatest(since, span_start), 0)) FILTER (WHERE until IS NOT NULL), 0)::BIGINT AS days
FROM spans_told
CROSS JOIN kinds k
LEFT JOIN missing m ON m.kind = k.rows
GROUP BY k.rows, span

-- @step covered
-- Spans that the data cover from their beginning: others are no comparison.
WITH
-- @include spans
reached AS (
  SELECT rows, first_at FROM reach
)
SELECT rows, span, knows_newcomers
FROM (
  SELECT
    rows, span, first_at, begins_by,
    span < 3 AND
    -- @include knows-newcomers first=first_at before=span_before start=span_start days=(span_end-span_start)
    AS knows_newcomers
  FROM reached, (SELECT *, lead(span_start) OVER (ORDER BY span) AS span_before FROM bounds)
) c
WHERE span = 1 OR first_at < begins_by + 1
  -- Two spans of which one lacks many more days are no comparison.
  AND NOT coalesce((SELECT max(days) - min(days) > 0.03 * max(of) FROM holes h WHERE h.rows = c.rows AND h.span <= c.span), false)

-- @result
WITH known AS (
  SELECT f.* FROM figures f JOIN covered USING (rows, span)
  WHERE value IS NOT NULL AND (NOT history OR knows_newcomers)
),
measured AS (
  SELECT t.metric, t.format, t.span, CASE WHEN t.growth THEN t.value / nullif(b.value, 0) - 1 ELSE t.value END AS value
  FROM known t
  LEFT JOIN known b ON b.metric = t.metric AND b.span = t.span + 1
)
SELECT
  t.metric, t.value, b.value AS previous,
  -- @include change now=t.value before=b.value format=t.format metric=t.metric
  AS change,
  t.format
FROM measured t
-- Whoever was chosen for a high period was lower in any other: nothing to compare.
LEFT JOIN measured b ON b.metric = t.metric AND b.span = 2 AND NOT $group_by_spend
WHERE t.span = 1 AND t.value IS NOT NULL
ORDER BY list_position($metrics, t.metric)

-- @chart
-- Customers who have rows of the kind, in the smaller of the two spans that are shown.
WITH orders_behind AS (
  SELECT 'orders' AS rows, least(now, coalesce(nullif(before, 0), now)) AS behind
  FROM (
    SELECT
      count(DISTINCT customer) FILTER (WHERE ordered_at >= $period_start) AS now,
      count(DISTINCT customer) FILTER (WHERE ordered_at < $before_end + 1) AS before
    FROM past_orders
    WHERE ordered_at >= $before_start AND ordered_at < $period_end + 1
  )
),
purchases_behind AS (
  SELECT 'purchases' AS rows, count(DISTINCT customer) AS behind FROM orders
),
events_behind AS (
  SELECT 'events' AS rows, least(now, coalesce(nullif(before, 0), now)) AS behind
  FROM (
    SELECT
      count(DISTINCT customer) FILTER (WHERE occurred_at >= $period_start) AS now,
      count(DISTINCT customer) FILTER (WHERE occurred_at < $before_end + 1) AS before
    FROM past_events
    WHERE occurred_at >= $before_start AND occurred_at < $period_end + 1
  )
),
feedback_behind AS (
  SELECT 'feedback' AS rows, count(DISTINCT customer) + count(*) FILTER (WHERE customer IS NULL) AS behind FROM feedback
),
registrations_behind AS (
  SELECT 'registrations' AS rows, count(DISTINCT customer) AS behind FROM customers
),
renewals_behind AS (
  SELECT 'renewals' AS rows, count(DISTINCT customer) AS behind FROM customers
),
state_behind AS (
  SELECT 'state' AS rows, count(DISTINCT customer) AS behind FROM customers
),
customers_behind AS (
  SELECT 'customers' AS rows, count(DISTINCT customer) AS behind FROM customers
)
-- The unit stays a code here: it tells the tile how to write its number.
SELECT metric, value, previous, change, CASE WHEN metric = 'nps' THEN 'points' ELSE format END AS unit, behind
FROM result
JOIN (SELECT DISTINCT metric, rows FROM figures WHERE span = 1) USING (metric)
JOIN (
  $metrics_sizes
  SELECT NULL::VARCHAR AS rows, NULL::BIGINT AS behind WHERE false
) USING (rows)
ORDER BY list_position($metrics, metric)

-- @people
-- Who is counted in a figure of the period: of a sum or a count those who add to it, of a share or an average those whom
-- it divides by.
WITH
-- @include spans
oldest AS (
  SELECT $period_start AS oldest_day
),
-- @include metric-rows
,
-- @include metric-units
$metrics_behind
SELECT NULL::VARCHAR AS customer, NULL::VARCHAR AS metric WHERE false

-- @findings
WITH
-- @include spans
course AS (
  SELECT * FROM revenue_course
  -- A year before that the data do not cover, or of which they lack more days, is no measure of the season.
  WHERE part IN ('now', 'before')
    OR (SELECT max(days) - min(days) <= 0.03 * max(of) FROM holes WHERE rows = 'orders' AND span <> 3)
    AND (SELECT first_at < ($before_start - INTERVAL 1 YEAR)::DATE + 1 + (begins_by - span_start)::INTEGER FROM reach, bounds WHERE rows = 'orders' AND span = 2)
),
-- @include season plain=false
compared AS (
  FROM revenue_moves
  UNION ALL
  FROM season_compared
),
-- @include judged
,
moved_revenue AS (
  SELECT verdict, season_of, t.now, t.before, t.then_now, t.then_before
  FROM (
    SELECT j.verdict,
      -- @include seasoned free=j.one_season key='revenue' verdict=j.verdict
      AS season_of
    FROM (
      SELECT verdict,
        -- @include whole-years from=$before_start to=$period_start
        AS one_season
      FROM judged
      WHERE family = 'revenue' AND verdict <> 0
    ) j
  )
  LEFT JOIN season_rates t ON true
),
wide AS (
  SELECT
    max(value) FILTER (WHERE metric = 'revenue') AS value,
    max(previous) FILTER (WHERE metric = 'revenue') AS previous,
    max(change) FILTER (WHERE metric = 'revenue') AS change,
    max(value) FILTER (WHERE metric = 'repurchase_rate') AS repeat_share,
    (max(value) FILTER (WHERE metric = 'customers'))::BIGINT AS customers
  FROM result
),
drivers AS (
  -- Revenue = customers × orders per customer × order value: logarithms share its change out exactly.
  SELECT metric AS driver, change AS driver_change, ln(value / previous) AS part
  FROM result
  WHERE metric IN ('customers', 'frequency', 'aov') AND value > 0 AND previous > 0
),
main AS (
  SELECT driver, driver_change
  FROM drivers, wide
  WHERE sign(part) = sign(change) AND (SELECT count(*) FROM drivers) = 3
  ORDER BY abs(part) DESC, driver
  LIMIT 1
),
moved AS (
  SELECT * FROM result WHERE abs(change) >= 0.1 AND (SELECT value IS NULL FROM wide) ORDER BY abs(change) DESC, metric LIMIT 2
)
SELECT CASE WHEN change < 0 THEN 'revenue_down' ELSE 'revenue_up' END AS rule, CASE WHEN change < 0 THEN 'bad' ELSE 'good' END AS severity,
  value, previous, change, driver, driver_change, customers, repeat_share, '' AS metric, 'money' AS format, false AS in_points
FROM wide, main, moved_revenue
WHERE sign(change) = verdict AND season_of = 'stands'
UNION ALL
SELECT CASE season_of WHEN 'season' THEN 'revenue_season' ELSE 'revenue_no_year' END, 'info', value, previous, change, '', then_now / then_before - 1, customers, repeat_share, '', 'money', false
FROM wide, moved_revenue
WHERE sign(change) = verdict AND season_of <> 'stands'
UNION ALL
SELECT 'revenue_same', 'info', value, previous, change, '', 0::DOUBLE, customers, repeat_share, '', 'money', false
FROM wide
WHERE previous IS NOT NULL AND change IS NOT NULL AND NOT EXISTS (FROM moved_revenue)
UNION ALL
SELECT 'repeat', CASE WHEN repeat_share < 0.2 THEN 'warning' ELSE 'info' END, value, previous, change, '', 0::DOUBLE, customers, repeat_share, '', 'percent', false
FROM wide
WHERE customers >= 20 AND repeat_share IS NOT NULL
UNION ALL
SELECT CASE WHEN EXISTS (FROM covered WHERE rows = 'orders' AND span = 2) THEN 'nothing_before' WHEN (SELECT max(days) - min(days) > 0.03 * max(of) FROM holes WHERE rows = 'orders' AND span <= 2) THEN 'holes' ELSE 'no_previous' END, 'info', (SELECT max(days) FILTER (WHERE span = 1) FROM holes WHERE rows = 'orders'), (SELECT max(days) FILTER (WHERE span = 2) FROM holes WHERE rows = 'orders'), change, '', 0::DOUBLE, customers, repeat_share, '', 'money', false
FROM wide
WHERE customers > 0 AND value IS NOT NULL AND previous IS NULL AND NOT $group_by_spend
UNION ALL
SELECT 'chosen', 'info', value, previous, change, '', 0::DOUBLE, customers, repeat_share, '', 'money', false
FROM wide
WHERE $group_by_spend AND EXISTS (FROM result)
UNION ALL
SELECT 'refunds', 'info', sum(amount)::DOUBLE, 0::DOUBLE, 0::DOUBLE, '', 0::DOUBLE, count(*), 0::DOUBLE, '', 'money', false
FROM past_refunds
WHERE ordered_at >= $period_start AND ordered_at < $period_end + 1 AND EXISTS (FROM result WHERE metric = 'revenue')
HAVING count(*) > 0
UNION ALL
SELECT 'so_far', 'info', value, previous, change, strftime($period_end, '%Y-%m-%d'), 0::DOUBLE, customers, repeat_share, '', 'money', false
FROM wide
WHERE $period_last > $period_end AND EXISTS (FROM result)
UNION ALL
SELECT CASE WHEN change < 0 THEN 'moved_down' ELSE 'moved_up' END, 'info', value, previous, change, '', 0::DOUBLE, 0, 0::DOUBLE, metric, format, format = 'percent' OR metric = 'nps'
FROM moved
