-- Steps from the start of a visit to its first completing action.

-- @step wanted
-- The actions that complete: those asked for, else those whose names say so.
SELECT DISTINCT action
FROM events
WHERE action IS NOT NULL
  AND CASE WHEN len($goals) > 0 THEN list_contains($goals, action)
    ELSE
      -- @include completes action=action
    END

-- @step acts
-- Every action with its visit: the given session, or where there is none what lies between two pauses.
WITH marked AS (
  SELECT
    customer, occurred_at, action,
    CASE WHEN coalesce(date_diff('second', lag(occurred_at) OVER (PARTITION BY customer ORDER BY occurred_at), occurred_at) > $gap_minutes * 60, true) THEN 1 ELSE 0 END AS fresh
  FROM events
  WHERE customer IS NOT NULL AND action IS NOT NULL AND session IS NULL AND
    -- @include by-customers
),
visits AS (
  SELECT hash(customer, session) AS visit, customer, occurred_at, action FROM events WHERE customer IS NOT NULL AND action IS NOT NULL AND session IS NOT NULL AND
    -- @include by-customers
  UNION -- the same action at the same instant is one
  SELECT hash(customer, sum(fresh) OVER (PARTITION BY customer ORDER BY occurred_at), 'pause'), customer, occurred_at, action FROM marked
)
SELECT v.visit, v.customer, v.occurred_at, v.action, w.action IS NOT NULL AS completes
FROM visits v
LEFT JOIN wanted w ON w.action = v.action

-- @step begins
SELECT visit, min(occurred_at) AS begin_at FROM acts WHERE $begin = '' OR action = $begin GROUP BY visit

-- @step ends
-- Where each visit first completes after its begin; without completing actions, its end.
SELECT
  a.visit, b.begin_at,
  CASE WHEN (SELECT count(*) FROM wanted) = 0 THEN max(a.occurred_at) ELSE min(a.occurred_at) FILTER (WHERE a.completes) END AS end_at
FROM acts a
JOIN begins b ON b.visit = a.visit AND a.occurred_at >= b.begin_at
GROUP BY a.visit, b.begin_at

-- @step runs
SELECT
  coalesce(min(a.action) FILTER (WHERE a.completes AND a.occurred_at = e.end_at), '(visit)') AS task,
  any_value(a.customer) AS customer,
  count(*) AS steps,
  count(*) > count(DISTINCT a.action) AS repeats,
  date_diff('second', min(a.occurred_at), max(a.occurred_at)) / 60::DOUBLE AS minutes
FROM ends e
JOIN acts a ON a.visit = e.visit AND a.occurred_at BETWEEN e.begin_at AND e.end_at
GROUP BY e.visit

-- @step bins
-- Steps in at most a dozen bins of one width, as 99 of 100 completions take; the few beyond share one that says so.
WITH sized AS (
  SELECT greatest(quantile_disc(steps, 0.99), 1) AS most FROM runs HAVING count(*) > 0
),
chosen AS (
  SELECT width, ceil(most / width::DOUBLE)::BIGINT AS last
  FROM sized, unnest([1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000, 100000]) AS widths(width)
  WHERE most <= 12 * width
  ORDER BY width
  LIMIT 1
)
SELECT bin, from_steps, CASE WHEN bin <= last THEN from_steps + width - 1 END AS to_steps,
  CASE WHEN bin > last THEN from_steps || '+' WHEN width = 1 THEN from_steps::VARCHAR ELSE from_steps || '–' || (from_steps + width - 1) END AS steps
FROM (SELECT bin, width, last, (bin - 1) * width + 1 AS from_steps FROM (SELECT width::BIGINT AS width, last, unnest(range(1, last + 2)) AS bin FROM chosen))
WHERE bin <= last OR from_steps <= (SELECT max(steps) FROM runs)

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
-- A bin in which there is nobody stands there too.
SELECT b.steps, coalesce(r.task, (SELECT min(task) FROM runs)) AS task, count(r.task) AS completed, count(DISTINCT r.customer) AS behind
FROM bins b
LEFT JOIN runs r ON r.steps BETWEEN b.from_steps AND coalesce(b.to_steps, r.steps)
GROUP BY b.bin, b.steps, r.task
ORDER BY b.bin, r.task

-- @people
SELECT r.customer, r.task, b.steps FROM runs r JOIN bins b ON r.steps BETWEEN b.from_steps AND coalesce(b.to_steps, r.steps)

-- @findings
WITH listed AS (
  SELECT *,
    -- @include wilson share=above_share n=completed
  FROM (SELECT CASE WHEN median_steps > $alert_above THEN 'alert' WHEN above_share > 0.1 THEN 'some_above' ELSE 'fine' END AS rule, *
  FROM result
  WHERE task <> '(visit)'
  ORDER BY completed DESC, task
  LIMIT 3)
)
-- Good or bad is what chance does not explain: the whole 95 % interval lies there.
SELECT rule, CASE WHEN rule = 'alert' AND low > 0.5 THEN 'bad' WHEN rule IN ('alert', 'some_above') AND low > 0.1 THEN 'warning' WHEN high <= 0.1 THEN 'good' ELSE 'info' END AS severity, task, completed AS n, median_steps, above_share AS share, $alert_above AS limit FROM listed
UNION ALL
-- Where nothing is told to be completed, how long a visit is is neither good nor bad.
SELECT 'visit', 'info', task, completed, median_steps, above_share, $alert_above FROM result WHERE task = '(visit)'
UNION ALL
(SELECT CASE WHEN task = '(visit)' THEN 'circling_visit' ELSE 'circling' END, 'info', task, completed, median_steps, repeats_share, $alert_above FROM result WHERE repeats_share > 0.3 ORDER BY completed DESC, task LIMIT 1)
