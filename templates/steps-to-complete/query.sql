-- Steps from the start of a visit to its first completing action.

-- @step wanted
-- The actions that complete: those asked for, else those whose names say so.
SELECT DISTINCT action
FROM events
WHERE action IS NOT NULL
  AND CASE WHEN len($goals) > 0 THEN list_contains($goals, action)
    ELSE regexp_matches(lower(action), '支付|付款|下单|提交|完成|结账|\b(pay|paid|payment|purchase|checkout|order|submit|complete)\b') END

-- @step visits
-- Without sessions a pause ends the visit.
WITH marked AS (
  SELECT
    customer, session, occurred_at, action,
    CASE WHEN session IS NULL AND coalesce(date_diff('second', lag(occurred_at) OVER (PARTITION BY customer, session ORDER BY occurred_at, action), occurred_at) > $gap_minutes * 60, true) THEN 1 ELSE 0 END AS fresh
  FROM events
  WHERE customer IS NOT NULL AND action IS NOT NULL
)
SELECT customer, session, occurred_at, action, CASE WHEN session IS NULL THEN sum(fresh) OVER (PARTITION BY customer, session ORDER BY occurred_at, action) ELSE 0 END::BIGINT AS part
FROM marked

-- @step numbered
SELECT
  customer, session, part, action, occurred_at,
  row_number() OVER visit AS place,
  action IN (SELECT action FROM wanted) AS completes
FROM visits
WINDOW visit AS (PARTITION BY customer, session, part ORDER BY occurred_at, action)

-- @step ends
-- Where each visit begins to count, and where it first completes after that; without completing actions its end.
WITH begins AS (
  SELECT customer, session, part, min(place) AS begin_place, max(place) AS last_place FROM numbered WHERE $begin = '' OR action = $begin GROUP BY customer, session, part
)
SELECT
  b.customer, b.session, b.part, b.begin_place,
  CASE WHEN (SELECT count(*) FROM wanted) = 0 THEN max(n.place) ELSE min(n.place) FILTER (WHERE n.completes) END AS end_place
FROM begins b
JOIN numbered n ON n.customer = b.customer AND n.session IS NOT DISTINCT FROM b.session AND n.part = b.part AND n.place >= b.begin_place
GROUP BY b.customer, b.session, b.part, b.begin_place

-- @step runs
SELECT
  CASE WHEN (SELECT count(*) FROM wanted) = 0 THEN '(visit)' ELSE arg_max(n.action, n.place) END AS task,
  count(*) AS steps,
  count(*) > count(DISTINCT n.action) AS repeats,
  date_diff('second', min(n.occurred_at), max(n.occurred_at)) / 60::DOUBLE AS minutes
FROM ends e
JOIN numbered n ON n.customer = e.customer AND n.session IS NOT DISTINCT FROM e.session AND n.part = e.part AND n.place BETWEEN e.begin_place AND e.end_place
GROUP BY e.customer, e.session, e.part

-- @result
SELECT
  task,
  count(*) AS completed,
  avg(steps)::DOUBLE AS mean_steps,
  median(steps)::DOUBLE AS median_steps,
  quantile_cont(steps, 0.9)::DOUBLE AS p90_steps,
  count(*) FILTER (WHERE steps > $alert_above) AS above,
  (count(*) FILTER (WHERE steps > $alert_above))::DOUBLE / count(*) AS above_share,
  median(minutes) AS median_minutes,
  (count(*) FILTER (WHERE repeats))::DOUBLE / count(*) AS repeats_share
FROM runs
GROUP BY task
ORDER BY median_steps DESC, completed DESC, task

-- @chart
SELECT least(steps, 40) AS steps, task, count(*) AS completed
FROM runs
GROUP BY ALL
ORDER BY steps, task

-- @findings
WITH listed AS (
  SELECT CASE WHEN median_steps > $alert_above THEN 'alert' WHEN above_share > 0.1 THEN 'some_above' ELSE 'fine' END AS rule, *
  FROM result
  ORDER BY completed DESC, task
  LIMIT 3
)
SELECT rule, CASE rule WHEN 'alert' THEN 'bad' WHEN 'some_above' THEN 'warning' ELSE 'good' END AS severity, task, completed AS n, median_steps, above_share AS share, $alert_above AS limit FROM listed
UNION ALL
(SELECT 'circling', 'info', task, completed, median_steps, repeats_share, $alert_above FROM result WHERE repeats_share > 0.3 ORDER BY completed DESC, task LIMIT 1)
