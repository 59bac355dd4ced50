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
-- Staff who act on customers are none themselves.
FROM events WHERE (team IS NULL OR customer IN (SELECT customer FROM customers))
GROUP BY ALL

-- @step durations
SELECT coalesce(nullif(trim(CASE $by WHEN 'channel' THEN channel ELSE device END), ''), '(none)') AS device, median(duration_seconds)::DOUBLE AS median_seconds
FROM events WHERE (team IS NULL OR customer IN (SELECT customer FROM customers))
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
-- @include spans
covered AS (
  -- A first half that the data do not cover is nothing to compare with.
  SELECT min(occurred_at) < any_value(begins_by) + 1 AS covered FROM past_events, bounds WHERE span = 1
),
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
compared AS (FROM compared_parts),
-- @include judged
,
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
(SELECT 'growing', 'info', device, customers, coalesce(customer_share, 0), late_share, early_share FROM named, covered WHERE covered AND (SELECT verdict FROM judged WHERE family = 'moving' AND key = device || ' late') > 0 AND late_share - early_share > 0.02 ORDER BY late_share - early_share DESC, device LIMIT 1)
UNION ALL
(SELECT 'shrinking', 'info', device, customers, coalesce(customer_share, 0), late_share, early_share FROM named, covered WHERE covered AND (SELECT verdict FROM judged WHERE family = 'moving' AND key = device || ' late') < 0 AND early_share - late_share > 0.02 ORDER BY early_share - late_share DESC, device LIMIT 1)
UNION ALL
SELECT 'several', 'info', '', s.customers, 0::DOUBLE, s.customers::DOUBLE / w.customers, 0::DOUBLE FROM several s, whole w WHERE s.customers > 0
