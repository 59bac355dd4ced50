-- Visits that last far longer, or shorter, than is usual for their page.

-- @step pages
-- Two quantiles of one list of durations: each list holds every event.
SELECT action, visits, people, seconds[1]::DOUBLE AS median_seconds, seconds[2]::DOUBLE AS p90_seconds, quarters[1] AS q1, quarters[2] AS q3
FROM (
  SELECT
    trim(action) AS action,
    count(*) AS visits,
    bit_or(1::BIGINT << (hash(customer) % 62)::INTEGER) AS people,
    quantile_cont(duration_seconds, [0.5, 0.9]) AS seconds,
    quantile_cont(ln(greatest(duration_seconds, 1)), [0.25, 0.75]) AS quarters
  FROM events
  WHERE duration_seconds IS NOT NULL AND duration_seconds >= 0 AND trim(action) <> '' AND
    -- @include by-customers
  GROUP BY trim(action)
  HAVING count(*) >= $least
)

-- @step whole
SELECT median(duration_seconds)::DOUBLE AS median_seconds FROM events WHERE duration_seconds >= 0 AND
  -- @include by-customers

-- @step timed
-- Where nearly all stands at midnight sharp, dates were written without a time: weekdays take the place of hours.
SELECT coalesce(count(*) FILTER (WHERE occurred_at = date_trunc('day', occurred_at)) <= 0.95 * count(*), true) AS timed, count(*) AS visits
FROM events
WHERE duration_seconds IS NOT NULL AND duration_seconds >= 0 AND
  -- @include by-customers

-- @step hours
SELECT
  p.action,
  CASE WHEN t.timed THEN hour(e.occurred_at) END AS hour,
  CASE WHEN NOT t.timed THEN isodow(e.occurred_at) END AS weekday,
  count(*) AS visits,
  count(*) FILTER (WHERE e.duration_seconds > greatest(exp(p.q3 + $fence * (p.q3 - p.q1)), w.median_seconds)) AS long_visits,
  count(*) FILTER (WHERE e.duration_seconds < $short_below) AS short_visits,
  bit_or(1::BIGINT << (hash(e.customer) % 62)::INTEGER) AS people
FROM events e
JOIN pages p ON p.action = trim(e.action)
CROSS JOIN whole w
CROSS JOIN timed t
WHERE e.duration_seconds IS NOT NULL AND e.duration_seconds >= 0 AND
  -- @include by-customers
GROUP BY p.action, hour, weekday

-- @result
WITH summed AS (
  SELECT
    action, sum(long_visits)::BIGINT AS long_visits, sum(short_visits)::BIGINT AS short_visits,
    arg_max(hour, long_visits * 100 - hour) FILTER (WHERE long_visits > 0) AS worst_hour
  FROM hours
  GROUP BY action
)
SELECT
  p.action, p.visits, p.median_seconds, p.p90_seconds,
  greatest(exp(p.q3 + $fence * (p.q3 - p.q1)), w.median_seconds) AS long_from,
  s.long_visits, s.long_visits::DOUBLE / p.visits AS long_share,
  s.short_visits, s.short_visits::DOUBLE / p.visits AS short_share,
  s.worst_hour
FROM pages p
JOIN summed s USING (action)
CROSS JOIN whole w
ORDER BY long_share DESC, p.visits DESC, p.action

-- @chart
WITH busiest AS (
  SELECT action, visits FROM result ORDER BY visits DESC, action LIMIT 20
)
SELECT b.action, h.hour, h.weekday, h.long_visits::DOUBLE / h.visits AS long_share, h.visits, NULL::DOUBLE AS median_seconds, bit_count(h.people)::BIGINT AS behind
FROM busiest b
JOIN hours h USING (action)
-- One long visit out of three is no pattern.
WHERE $view = 'heatmap' AND h.visits >= least($least, 10)
UNION ALL
SELECT r.action, NULL, NULL, r.long_share, r.visits, r.median_seconds, bit_count(p.people)::BIGINT
FROM result r
JOIN pages p USING (action)
WHERE $view = 'scatter' AND r.visits >= $least
ORDER BY action, hour, weekday
LIMIT 2000

-- @people
-- Those whose visit was a long one: that is what a mark shows.
SELECT e.customer, p.action, hour(e.occurred_at)::BIGINT AS hour, isodow(e.occurred_at)::BIGINT AS weekday
FROM events e
JOIN pages p ON p.action = trim(e.action)
CROSS JOIN whole w
WHERE e.duration_seconds > greatest(exp(p.q3 + $fence * (p.q3 - p.q1)), w.median_seconds) AND
  -- @include by-customers

-- @findings
WITH totals AS (
  SELECT sum(visits)::BIGINT AS visits, sum(long_visits)::DOUBLE / sum(visits) AS share FROM result HAVING sum(visits) > 0
),
anomalous AS (
  SELECT r.* FROM result r, totals t WHERE r.long_share > greatest(1.5 * t.share, 0.02)
    -- Of many pages one always has a few more: only what one in two hundred would have by chance (z of 2.6).
    AND r.long_visits >= 5 AND r.long_visits - r.visits * greatest(t.share, 0.01) > 2.6::DOUBLE * sqrt(r.visits * greatest(t.share, 0.01) * (1 - t.share))
),
suspects AS (
  SELECT h.action, h.hour, h.visits, h.long_visits::DOUBLE / h.visits AS share, (r.long_visits - h.long_visits)::DOUBLE / nullif(r.visits - h.visits, 0) AS other
  FROM hours h
  JOIN result r USING (action)
  WHERE h.hour IS NOT NULL AND h.visits >= greatest($least, 30) AND h.long_visits >= 5 AND h.long_visits::DOUBLE / h.visits > 2 * r.long_share AND h.long_visits::DOUBLE / h.visits > 0.05
),
parts AS (
  -- Of many hours of many pages one always has a few more long visits: each against the others of its page.
  SELECT 'hours' AS family, e.action AS among, e.hour::VARCHAR AS part, s.hour IS NOT NULL AS judge, e.customer, e.n, e.s, true AS share, 1 AS least
  FROM (
    SELECT trim(v.action) AS action, hour(v.occurred_at) AS hour, coalesce('c' || v.customer, 'none') AS customer,
      count(*) AS n, count(*) FILTER (WHERE v.duration_seconds > r.long_from) AS s
    FROM events v
    JOIN result r ON r.action = trim(v.action)
    WHERE v.duration_seconds >= 0 AND r.action IN (SELECT action FROM suspects) AND
      -- @include by-customers
    GROUP BY ALL
  ) e
  LEFT JOIN suspects s ON s.action = e.action AND s.hour = e.hour
),
-- @include against-rest alike=1
compared AS (
  SELECT family, key, effect, error, df, least, (SELECT count(*) FROM hours WHERE hour IS NOT NULL AND visits >= greatest($least, 30)) AS looked FROM compared_parts
),
-- @include judged
,
longest AS (
  FROM result
  -- @include alone of=median_seconds over=0
),
worst AS (
  SELECT s.* FROM suspects s JOIN judged j ON j.key = s.action || ' ' || s.hour AND j.verdict > 0 ORDER BY share DESC, s.action, s.hour LIMIT 1
)
(SELECT 'longest' AS rule, 'info' AS severity, r.action, r.visits, r.median_seconds, w.median_seconds AS whole_seconds, r.median_seconds / w.median_seconds AS ratio, 0::DOUBLE AS share, 0 AS hour
FROM longest r, whole w WHERE w.median_seconds > 0 AND r.median_seconds >= 1.25 * w.median_seconds)
UNION ALL
(SELECT 'anomalous', 'warning', r.action, r.long_visits, r.median_seconds, 0::DOUBLE, 0::DOUBLE, r.long_share, 0 FROM anomalous r ORDER BY r.long_share DESC, r.action LIMIT 2)
UNION ALL
(SELECT 'bounce', 'warning', action, short_visits, median_seconds, 0::DOUBLE, 0::DOUBLE, short_share, 0 FROM result WHERE short_share > 0.1 ORDER BY short_share DESC, action LIMIT 1)
UNION ALL
SELECT 'hour', 'info', action, visits, 0::DOUBLE, 0::DOUBLE, other, share, hour FROM worst
UNION ALL
SELECT 'calm', CASE WHEN high <= 0.02 THEN 'good' ELSE 'info' END, '', visits, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, share, 0
FROM (SELECT *,
  -- @include wilson share=share n=visits
  FROM totals) t
WHERE share <= 0.02 AND NOT EXISTS (FROM anomalous)
UNION ALL
SELECT 'no_time', 'info', '', t.visits, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0 FROM timed t, totals WHERE NOT t.timed
