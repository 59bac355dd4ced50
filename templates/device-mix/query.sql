-- Devices: who uses them, how the mix moves, where it fails.

-- @step base
-- Halves of the period, cut at its middle.
SELECT
  coalesce(nullif(trim(CASE $by WHEN 'channel' THEN channel ELSE device END), ''), '(none)') AS device,
  customer,
  occurred_at < $period_start + to_hours(12 * ($period_end - $period_start + 1)::BIGINT) AS early,
  count(*) AS actions,
  count(outcome) AS known,
  count(*) FILTER (WHERE lower(outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误')) AS failures
FROM events WHERE
  -- @include by-customers
GROUP BY ALL

-- @step course_parts
-- @include course-parts now=$period_start+to_hours(12*($period_end-$period_start+1)::BIGINT) now_end=$period_end+1 before=$period_start before_end=$period_start+to_hours(12*($period_end-$period_start+1)::BIGINT)

-- @step comparable
-- Whether the data cover the halves, and those of a year before, alike.
WITH
acting_days AS (
  SELECT DISTINCT occurred_at::DATE AS day FROM past_events
),
-- @include comparable name=acting let=0.2
FROM acting_comparable

-- @step course
-- Actions by device and customer in the halves of the period and in those of a year before.
SELECT device AS key, person AS customer, part, any_value(total) AS n, sum(actions) AS s
FROM (
  SELECT d.device, b.person, b.part, b.total, CASE WHEN b.device = d.device THEN b.actions ELSE 0 END AS actions
  FROM (
    SELECT *, sum(actions) OVER (PARTITION BY person, part) AS total
    FROM (
      SELECT coalesce(nullif(trim(CASE $by WHEN 'channel' THEN channel ELSE device END), ''), '(none)') AS device,
        coalesce('c' || customer, 'none') AS person, part, count(*) AS actions
      FROM past_events, comparable, course_parts
      WHERE year_before AND occurred_at >= since AND occurred_at < until
        AND
        -- @include by-customers
      GROUP BY ALL
    )
  ) b,
  (SELECT device FROM base WHERE device <> '(none)' GROUP BY device HAVING sum(actions) >= $least ORDER BY sum(actions) DESC LIMIT 20) d
)
GROUP BY device, person, part

-- @step durations
SELECT coalesce(nullif(trim(CASE $by WHEN 'channel' THEN channel ELSE device END), ''), '(none)') AS device, median(duration_seconds)::DOUBLE AS median_seconds
FROM events WHERE
  -- @include by-customers
GROUP BY ALL

-- @step whole
SELECT
  count(DISTINCT customer) AS customers,
  sum(actions)::BIGINT AS actions,
  (sum(actions) FILTER (WHERE early))::BIGINT AS early,
  (sum(actions) FILTER (WHERE NOT early))::BIGINT AS late,
  sum(failures)::DOUBLE / nullif(sum(known), 0) AS failure_rate
FROM base

-- @result
WITH summed AS (
  SELECT
    device,
    count(DISTINCT customer) AS customers,
    sum(actions)::BIGINT AS actions,
    coalesce(sum(actions) FILTER (WHERE early), 0)::BIGINT AS early,
    coalesce(sum(actions) FILTER (WHERE NOT early), 0)::BIGINT AS late,
    sum(known)::BIGINT AS known,
    sum(failures)::DOUBLE / nullif(sum(known), 0) AS rate
  FROM base
  GROUP BY device
)
SELECT
  s.device,
  s.customers,
  s.customers::DOUBLE / nullif(w.customers, 0) AS customer_share,
  s.actions,
  s.actions::DOUBLE / w.actions AS action_share,
  s.early::DOUBLE / nullif(w.early, 0) AS early_share,
  s.late::DOUBLE / nullif(w.late, 0) AS late_share,
  rate AS failure_rate,
  -- @include wilson share=rate n=known
  , median_seconds
FROM summed s
JOIN durations USING (device)
CROSS JOIN whole w
ORDER BY s.actions DESC, s.device

-- @chart
SELECT device, actions, customers FROM result ORDER BY actions DESC, device

-- @people
SELECT customer, device FROM base

-- @findings
WITH
named AS (
  SELECT r.*, w.failure_rate AS whole FROM result r, whole w WHERE r.device <> '(none)' AND r.actions >= $least
),
parts AS (
  SELECT 'failing' AS family, 'failing' AS among, b.device AS part, r.device <> '(none)' AND r.actions >= $least AS judge, coalesce('c' || b.customer, 'none') AS customer,
    sum(known) AS n, sum(failures) AS s, true AS share, 0.1 AS least
  FROM base b
  JOIN result r USING (device)
  WHERE known > 0
  GROUP BY b.device, r.actions, r.device, b.customer
  UNION ALL
  SELECT 'moving', d.device, CASE WHEN b.early THEN 'early' ELSE 'late' END, NOT b.early, coalesce('c' || b.customer, 'none'),
    sum(actions), coalesce(sum(actions) FILTER (WHERE b.device = d.device), 0), true, 0.05
  FROM base b, (SELECT device FROM result WHERE device <> '(none)' AND actions >= $least ORDER BY actions DESC LIMIT 20) d
  GROUP BY d.device, b.early, b.customer
),
-- @include against-rest alike=1
-- @include season plain=false
compared AS (
  FROM compared_parts
  UNION ALL
  FROM season_compared
),
-- @include judged
,
moving AS (
  SELECT m.device, m.verdict,
    -- @include seasoned free=false key=m.device verdict=m.verdict
    AS season_of
  FROM (SELECT left(key, -5) AS device, verdict FROM judged WHERE family = 'moving' AND verdict <> 0) m
),
moved AS (
  SELECT named.*, verdict, season_of
  FROM named
  JOIN moving USING (device)
  WHERE (SELECT before FROM comparable) AND abs(late_share - early_share) > 0.02
),
several AS (
  SELECT count(*) AS customers FROM (SELECT customer FROM base WHERE customer IS NOT NULL AND device <> '(none)' GROUP BY customer HAVING count(DISTINCT device) > 1)
)
(SELECT 'main' AS rule, 'info' AS severity, device, customers, coalesce(customer_share, 0) AS customer_share, action_share AS share, 0::DOUBLE AS whole FROM (
  FROM named
  -- @include alone of=actions over=1
))
UNION ALL
(SELECT 'failing', 'bad', device, customers, coalesce(customer_share, 0), failure_rate, whole FROM named WHERE (SELECT verdict FROM judged WHERE family = 'failing' AND key = device) > 0 ORDER BY failure_rate DESC, device LIMIT 2)
UNION ALL
(SELECT 'growing', 'info', device, customers, coalesce(customer_share, 0), late_share, early_share FROM moved WHERE season_of = 'stands' AND verdict > 0 ORDER BY late_share - early_share DESC, device LIMIT 1)
UNION ALL
(SELECT 'shrinking', 'info', device, customers, coalesce(customer_share, 0), late_share, early_share FROM moved WHERE season_of = 'stands' AND verdict < 0 ORDER BY early_share - late_share DESC, device LIMIT 1)
UNION ALL
(SELECT 'moved_season', 'info', device, customers, t.then_now, late_share, early_share FROM moved JOIN season_rates t ON t.key = device WHERE season_of = 'season' ORDER BY abs(late_share - early_share) DESC, device LIMIT 1)
UNION ALL
(SELECT 'moved_no_year', 'info', device, customers, 0::DOUBLE, late_share, early_share FROM moved WHERE season_of = 'no_year' ORDER BY abs(late_share - early_share) DESC, device LIMIT 1)
UNION ALL
SELECT 'several', 'info', '', s.customers, 0::DOUBLE, s.customers::DOUBLE / w.customers, 0::DOUBLE FROM several s, whole w WHERE s.customers > 0
