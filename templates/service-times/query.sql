-- Waiting for the first answer and for the solution, by group.

-- @step base
SELECT
  coalesce(nullif(trim(CASE $by
    WHEN 'weekday' THEN isodow(occurred_at)::VARCHAR
    WHEN 'hour' THEN strftime(occurred_at, '%H') || ':00'
    WHEN 'month' THEN strftime(occurred_at, '%Y-%m')
    WHEN 'topic' THEN topic
    WHEN 'channel' THEN channel
    WHEN 'kind' THEN kind
    WHEN 'agent' THEN agent
  END), ''), '(none)') AS segment,
  coalesce('c' || customer, 'a' || row_number() OVER ()) AS person,
  isodow(occurred_at) >= 6 AS weekend,
  CASE WHEN response_minutes >= 0 THEN response_minutes END AS response_minutes,
  resolution_minutes, resolved,
  -- Still waiting though the time to answer is over.
  response_minutes IS NULL AND resolved = false AND occurred_at + to_seconds(60 * $respond_within) <= $as_of AS overdue,
  CASE WHEN csat BETWEEN 1 AND 5 THEN csat >= 4 END AS content
FROM feedback
-- Whatever has been dealt with, or waits to be.
WHERE coalesce(response_minutes, resolution_minutes) IS NOT NULL OR resolved IS NOT NULL

-- @result
SELECT
  segment,
  count(*) AS tickets,
  count(response_minutes) AS answered,
  median(response_minutes)::DOUBLE AS median_response,
  quantile_cont(response_minutes, 0.9)::DOUBLE AS p90_response,
  (count(*) FILTER (WHERE response_minutes <= $respond_within))::DOUBLE / nullif(count(*) FILTER (WHERE overdue OR response_minutes IS NOT NULL), 0) AS within_response,
  median(resolution_minutes)::DOUBLE AS median_resolution,
  quantile_cont(resolution_minutes, 0.9)::DOUBLE AS p90_resolution,
  (count(*) FILTER (WHERE resolution_minutes <= $resolve_within))::DOUBLE / nullif(count(resolution_minutes), 0) AS within_resolution,
  (count(*) FILTER (WHERE resolved))::DOUBLE / nullif(count(resolved), 0) AS resolution_rate,
  (count(*) FILTER (WHERE content))::DOUBLE / nullif(count(content), 0) AS csat
FROM base
GROUP BY segment
ORDER BY CASE WHEN $by IN ('weekday', 'hour', 'month') THEN segment END, median_response DESC, segment

-- @chart
SELECT segment, median_response, tickets, $respond_within AS target, behind
FROM result
JOIN (SELECT segment, count(DISTINCT person) AS behind FROM base GROUP BY segment) USING (segment)
WHERE tickets >= $least OR $by IN ('weekday', 'hour', 'month')
ORDER BY CASE WHEN $by IN ('weekday', 'hour', 'month') THEN segment END, median_response DESC, segment
LIMIT 60

-- @people
SELECT substring(person, 2) AS customer, segment FROM base WHERE person LIKE 'c%'

-- @findings
WITH whole AS (
  SELECT
    count(response_minutes) AS n, count(*) FILTER (WHERE overdue) AS waiting, median(response_minutes)::DOUBLE AS response,
    (count(*) FILTER (WHERE response_minutes <= $respond_within))::DOUBLE / nullif(count(*) FILTER (WHERE overdue OR response_minutes IS NOT NULL), 0) AS within,
    median(resolution_minutes)::DOUBLE AS resolution, (count(*) FILTER (WHERE resolved))::DOUBLE / nullif(count(resolved), 0) AS rate, count(*) FILTER (WHERE NOT resolved) AS open,
    count(content) AS scores,
    (count(*) FILTER (WHERE content AND response_minutes <= $respond_within))::DOUBLE / nullif(count(content) FILTER (WHERE response_minutes <= $respond_within), 0) AS quick,
    (count(*) FILTER (WHERE content AND response_minutes > $respond_within))::DOUBLE / nullif(count(content) FILTER (WHERE response_minutes > $respond_within), 0) AS late,
    count(content) FILTER (WHERE response_minutes <= $respond_within) AS quick_n,
    count(content) FILTER (WHERE response_minutes > $respond_within) AS late_n
  FROM base
),
solved AS (
  SELECT segment, count(*) AS solved, median(resolution_minutes)::DOUBLE AS median_resolution FROM base WHERE resolution_minutes >= 0 GROUP BY segment
),
parts AS (
  -- Waiting is compared in logarithms: a few that wait for days must not decide.
  SELECT 'groups' AS family, 'groups' AS among, b.segment AS part, r.tickets >= $least AND b.segment <> '(none)' AS judge, person AS customer,
    count(*) AS n, sum(ln(1 + b.response_minutes)) AS s, false AS share, 0 AS least
  FROM base b
  JOIN result r USING (segment)
  WHERE b.response_minutes IS NOT NULL
  GROUP BY b.segment, r.tickets, person
  UNION ALL
  SELECT 'resolving', 'resolving', b.segment, r.solved >= $least AND b.segment <> '(none)', person, count(*), sum(ln(1 + b.resolution_minutes)), false, 0
  FROM base b
  JOIN solved r USING (segment)
  WHERE b.resolution_minutes >= 0
  GROUP BY b.segment, r.solved, person
  UNION ALL
  SELECT 'weekend', 'weekend', CASE WHEN weekend THEN 'weekend' ELSE 'workday' END, weekend, person, count(*), sum(ln(1 + response_minutes)), false, 0
  FROM base
  WHERE response_minutes IS NOT NULL
  GROUP BY weekend, person
  UNION ALL
  SELECT 'matters', 'matters', CASE WHEN response_minutes <= $respond_within THEN 'quick' ELSE 'late' END, response_minutes > $respond_within, person,
    count(*), count(*) FILTER (WHERE content), true, 0.05
  FROM base
  WHERE content IS NOT NULL AND response_minutes IS NOT NULL
  GROUP BY ALL
),
-- @include against-rest alike=1
compared AS (FROM compared_parts),
-- @include judged
,
days AS (
  SELECT median(response_minutes) FILTER (WHERE weekend)::DOUBLE AS weekend, median(response_minutes) FILTER (WHERE NOT weekend)::DOUBLE AS workday, count(response_minutes) FILTER (WHERE weekend) AS n FROM base
),
slowest AS (
  SELECT segment, answered AS tickets, median_response FROM result WHERE answered >= $least AND segment <> '(none)' ORDER BY median_response DESC, segment LIMIT 1
),
longest AS (
  SELECT segment, solved, median_resolution FROM solved WHERE solved >= $least AND segment <> '(none)' ORDER BY median_resolution DESC, segment LIMIT 1
),
others_solved AS (
  SELECT median(b.resolution_minutes)::DOUBLE AS resolution FROM base b, longest s WHERE b.segment <> s.segment AND b.resolution_minutes >= 0
),
kept AS (
  -- Good or bad is what chance does not explain: the whole 95 % interval lies there.
  SELECT within AS share, (SELECT count(*) FROM base WHERE overdue OR response_minutes IS NOT NULL) AS n, 'within' AS what FROM whole
  UNION ALL
  SELECT rate, (SELECT count(resolved) FROM base), 'resolved' FROM whole
),
sure AS (
  SELECT what,
    -- @include wilson share=share n=n
  FROM kept
),
others AS (
  SELECT median(b.response_minutes)::DOUBLE AS response FROM base b, slowest s WHERE b.segment <> s.segment
)
SELECT *
FROM (
SELECT 'overall' AS rule, CASE WHEN (SELECT high FROM sure WHERE what = 'within') < 0.5 THEN 'warning' ELSE 'info' END AS severity, '' AS segment, n, response AS value, 0::DOUBLE AS other, 0::DOUBLE AS ratio, within AS share, 0::DOUBLE AS low, 0::DOUBLE AS high FROM whole WHERE n > 0
UNION ALL
SELECT 'waiting', 'bad', '', waiting, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM whole WHERE waiting > 0
UNION ALL
SELECT 'slow_group', 'warning', segment, tickets, median_response, response, median_response / response, 0::DOUBLE, median_response / response * exp(-1.96::DOUBLE * j.error), median_response / response * exp(1.96::DOUBLE * j.error)
FROM slowest JOIN judged j ON j.family = 'groups' AND j.key = slowest.segment AND j.verdict > 0, others, days
WHERE response > 0 AND median_response > 1.3 * response
  -- A slow Sunday is what "weekend" says.
  AND NOT ($by = 'weekday' AND segment IN ('6', '7') AND coalesce(days.n >= $least AND days.weekend > 1.3 * days.workday, false))
UNION ALL
SELECT 'slow_resolution', 'warning', segment, solved, median_resolution, resolution, median_resolution / resolution, 0::DOUBLE, median_resolution / resolution * exp(-1.96::DOUBLE * j.error), median_resolution / resolution * exp(1.96::DOUBLE * j.error)
FROM longest JOIN judged j ON j.family = 'resolving' AND j.key = longest.segment AND j.verdict > 0, others_solved
WHERE resolution > 0 AND median_resolution > 1.3 * resolution
UNION ALL
SELECT 'weekend', 'bad', '', n, weekend, workday, weekend / workday, 0::DOUBLE, weekend / workday * exp(-1.96::DOUBLE * j.error), weekend / workday * exp(1.96::DOUBLE * j.error)
FROM days JOIN judged j ON j.family = 'weekend' AND j.key = 'weekend' AND j.verdict > 0
WHERE n >= $least AND workday > 0 AND weekend > 1.3 * workday
UNION ALL
SELECT CASE WHEN resolution IS NULL THEN 'resolution_untimed' ELSE 'resolution' END, CASE WHEN high < 0.8 THEN 'warning' WHEN low >= 0.9 THEN 'good' ELSE 'info' END, '', open, coalesce(resolution, 0), 0::DOUBLE, 0::DOUBLE, rate, 0::DOUBLE, 0::DOUBLE FROM whole, sure WHERE what = 'resolved' AND rate IS NOT NULL
UNION ALL
SELECT 'matters', 'warning', '', scores, 0::DOUBLE, late, 0::DOUBLE, quick, greatest(late - 1.96::DOUBLE * sqrt(late * (1 - late) / late_n), 0), least(late + 1.96::DOUBLE * sqrt(late * (1 - late) / late_n), 1)
FROM whole
WHERE quick_n >= $least AND late_n >= $least AND (SELECT verdict FROM judged WHERE family = 'matters' AND key = 'late') < 0
)
-- What is so of all is said by a cell beside this one.
WHERE $tell = 'all' OR rule IN ('slow_group', 'slow_resolution')
