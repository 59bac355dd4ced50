-- When customers are active: weekday by hour.

-- @step base
-- An order counts once in every hour in which it has lines.
SELECT
  weekday,
  hour,
  -- @include activity-count
  AS count,
  bit_or(1::BIGINT << (hash(customer) % 62)::INTEGER) AS people,
  count(*) AS lines, count(*) FILTER (WHERE moment = date_trunc('day', moment)) AS on_midnight, min(moment)::DATE AS first_day, max(moment)::DATE AS last_day
FROM (
  SELECT *, hour(moment)::BIGINT AS hour
  FROM (
    -- @include activity-moments
  )
)
GROUP BY weekday, hour

-- @step timed
-- Where nearly all stands at midnight sharp, dates were written without a time: then the weekdays are set against
-- weeks, months or years, as far as the data reach.
SELECT
  coalesce(sum(on_midnight) <= 0.95 * sum(lines), true) AS timed,
  CASE WHEN max(last_day) - min(first_day) < 70 THEN 'week' WHEN date_diff('month', min(first_day), max(last_day)) < 36 THEN 'month' ELSE 'year' END AS unit
FROM base

-- @step dates
-- Rows without a date are whole weekdays.
SELECT
  weekday,
  since,
  -- @include activity-count
  AS count,
  bit_or(1::BIGINT << (hash(customer) % 62)::INTEGER) AS people
FROM (
  SELECT *, date_trunc(unit, moment)::DATE AS since
  FROM (
    -- @include activity-moments
  )
  CROSS JOIN timed
  WHERE NOT timed
)
GROUP BY GROUPING SETS ((weekday, since), (weekday))

-- @step weekdays
-- An order counts once in a weekday: its hours, where it has lines in several, must not add up to several orders.
SELECT
  weekday,
  -- @include activity-count
  AS count
FROM (
  -- @include activity-moments
)
CROSS JOIN timed
WHERE timed
GROUP BY weekday
UNION ALL
SELECT weekday, count FROM dates WHERE since IS NULL

-- @result
-- All 168 hours of the week, so that silence shows; the seven weekdays where there are no hours.
WITH hours AS (
  SELECT unnest(CASE WHEN timed THEN range(0, 24) ELSE [NULL::BIGINT] END) AS hour FROM timed
)
SELECT w.weekday, h.hour, coalesce(b.count, 0) AS count
FROM (SELECT unnest(range(1, 8)) AS weekday) w
CROSS JOIN hours h
LEFT JOIN (
  SELECT weekday, hour, count FROM base
  UNION ALL
  SELECT weekday, NULL, count FROM dates WHERE since IS NULL
) b ON b.weekday = w.weekday AND b.hour IS NOT DISTINCT FROM h.hour
WHERE EXISTS (FROM base)
ORDER BY w.weekday, h.hour

-- @chart
-- At least so many customers, up to 62, from bits that they are spread over: silence has none.
WITH grid AS (
  SELECT weekday, since::DATE AS since, unit
  FROM (
    SELECT unit, unnest(generate_series(first, last, CASE unit WHEN 'week' THEN to_days(7) WHEN 'month' THEN to_months(1) ELSE to_years(1) END)) AS since
    FROM (SELECT min(since)::TIMESTAMP AS first, max(since)::TIMESTAMP AS last FROM dates), timed
  )
  CROSS JOIN (SELECT unnest(range(1, 8)) AS weekday)
)
SELECT r.weekday, r.hour, NULL::DATE AS week, NULL::DATE AS month, NULL::VARCHAR AS year, r.count, bit_count(coalesce(b.people, 0))::BIGINT AS behind
FROM result r
LEFT JOIN base b USING (weekday, hour)
WHERE r.hour IS NOT NULL
UNION ALL
SELECT g.weekday, NULL, CASE g.unit WHEN 'week' THEN g.since END, CASE g.unit WHEN 'month' THEN g.since END, CASE g.unit WHEN 'year' THEN year(g.since)::VARCHAR END,
  coalesce(d.count, 0), bit_count(coalesce(d.people, 0))::BIGINT
FROM grid g
LEFT JOIN dates d USING (weekday, since)
ORDER BY week, month, year, weekday, hour
LIMIT 2000

-- @people
SELECT customer, weekday, hour(moment)::BIGINT AS hour, date_trunc('week', moment)::DATE AS week, date_trunc('month', moment)::DATE AS month, year(moment)::VARCHAR AS year
FROM (
  -- @include activity-moments
)

-- @findings
WITH days AS (
  SELECT weekday, coalesce(w.count, 0) AS n
  FROM (SELECT DISTINCT weekday FROM result)
  LEFT JOIN weekdays w USING (weekday)
),
total AS (
  SELECT (SELECT sum(n) FROM days)::BIGINT AS n, sum(count)::BIGINT AS cells, any_value(t.timed) AS timed,
    (SELECT sum(on_midnight)::BIGINT FROM base) AS midnight, (SELECT sum(lines)::BIGINT FROM base) AS lines,
    (sum(count) FILTER (WHERE hour BETWEEN 9 AND 17 AND weekday <= 5))::BIGINT AS office
  FROM result, timed t
),
-- The busiest three hours on end, past midnight too. An order counts in each of its hours, and so in what they are a share of.
spans AS (
  SELECT begins AS hour, sum(count)::BIGINT AS n, sum(count) FILTER (WHERE hour = begins) > 0 AS begun
  FROM result, (SELECT unnest(range(0, 24)) AS begins)
  WHERE (hour - begins + 24) % 24 < 3
  GROUP BY begins
),
busiest_hours AS (
  -- Those that begin in an empty hour hold what a later one holds: of three about one hour it is the middle one.
  SELECT (any_value(hour) FILTER (WHERE begun) + 24 - CASE count(*) WHEN 3 THEN 1 ELSE 0 END) % 24 AS hour, any_value(n) AS n
  FROM spans
  JOIN (
    SELECT n FROM spans WHERE begun
    -- @include alone of=n over=1
  ) USING (n)
  HAVING count(*) > 0
),
top AS (
  SELECT weekday, hour FROM result
  -- @include alone of=count over=1
),
peak AS (
  SELECT s.hour, s.n, coalesce(t.weekday, 1) AS weekday, coalesce(t.hour, 0) AS top_hour, t.hour IS NOT NULL AS alone FROM busiest_hours s LEFT JOIN top t ON true
),
busiest AS (
  SELECT weekday, n FROM days
  -- @include alone of=n over=1
)
SELECT *, $source AS source
FROM (
  SELECT 'no_time' AS rule, 'warning' AS severity, 1 AS weekday, 0 AS hour, 1 AS until, 0 AS top_hour, 1 AS top_until, midnight AS n, midnight::DOUBLE / lines AS share
  FROM total
  WHERE NOT timed
  UNION ALL
  SELECT CASE WHEN alone THEN 'peak' ELSE 'peak_span' END, 'info', peak.weekday, peak.hour, CASE WHEN peak.hour + 3 > 24 THEN peak.hour - 21 ELSE peak.hour + 3 END, top_hour, top_hour + 1, peak.n, peak.n::DOUBLE / cells
  FROM peak, total
  WHERE timed AND peak.n::DOUBLE / nullif(cells, 0) >= 1.2 * 3 / 24
  UNION ALL
  SELECT 'busiest_day', 'info', busiest.weekday, 0, 1, 0, 1, busiest.n, busiest.n::DOUBLE / total.n FROM busiest, total WHERE total.n > 0 AND busiest.n::DOUBLE / total.n >= 1.2 / 7
  UNION ALL
  SELECT 'silent_day', 'warning', weekday, 0, 1, 0, 1, days.n, 0::DOUBLE
  FROM days, total, (SELECT min(first_day) AS first_day, max(last_day) AS last_day FROM base)
  -- Data of a few days need not hold such a day.
  WHERE days.n = 0 AND total.n >= 100 AND (weekday - isodow(first_day) + 7) % 7 <= last_day - first_day
  UNION ALL
  SELECT 'office_hours', 'info', 1, 9, 18, 0, 1, office, office::DOUBLE / cells FROM total WHERE n >= 20 AND timed
)
