-- What customers do step after step: links between actions, at most so many, nothing lost.

-- @step moves
-- Every move of every visit, counted; steps past the 20th stand together as step 21.
WITH picked AS (
  -- Actions at one instant keep the order in which the data has them.
  SELECT customer, session, occurred_at, action, row_number() OVER () AS place
  FROM events
  WHERE customer IS NOT NULL AND action IS NOT NULL AND occurred_at IS NOT NULL
),
paused AS (
  SELECT *, date_diff('second', lag(occurred_at) OVER (PARTITION BY customer ORDER BY occurred_at, place), occurred_at) AS pause
  FROM picked
  WHERE session IS NULL
),
visits AS (
  SELECT customer, session, 0 AS part, occurred_at, action, place FROM picked WHERE session IS NOT NULL
  UNION ALL
  -- Without a session id a visit ends where the customer is silent for longer than the gap.
  SELECT
    customer, session,
    sum(CASE WHEN pause <= $gap_minutes * 60 THEN 0 ELSE 1 END) OVER (PARTITION BY customer ORDER BY occurred_at, place ROWS UNBOUNDED PRECEDING),
    occurred_at, action, place
  FROM paused
),
marked AS (
  SELECT *, len($start) = 0 OR sum(list_contains($start, action)::INT) OVER visit > 0 AS has_started, lag(action) OVER visit AS previous
  FROM visits
  WHERE len($start) > 0 OR $merge_repeats
  WINDOW visit AS (PARTITION BY customer, session, part ORDER BY occurred_at, place)
),
kept AS (
  -- Sorting a million actions twice is worth avoiding: the plain case skips the marks.
  SELECT customer, session, part, occurred_at, action, place FROM visits WHERE len($start) = 0 AND NOT $merge_repeats
  UNION ALL
  SELECT customer, session, part, occurred_at, action, place FROM marked WHERE has_started AND NOT ($merge_repeats AND action IS NOT DISTINCT FROM previous)
),
placed AS (
  SELECT row_number() OVER visit AS step, action AS source, coalesce(lead(action) OVER visit, '(end)') AS target, customer
  FROM kept
  WINDOW visit AS (PARTITION BY customer, session, part ORDER BY occurred_at, place)
)
SELECT least(step, 21)::BIGINT AS step, source, target, count(*) AS count, bit_or(1::BIGINT << (hash(customer) % 62)::INTEGER) AS people
FROM placed
GROUP BY ALL

-- @step links
WITH ranked AS (
  SELECT step, source, target, count, people, row_number() OVER (ORDER BY count DESC, step, source, target) AS place
  FROM moves
  WHERE step <= $steps
),
nodes AS (
  -- A node is as important as the largest link that touches it.
  SELECT layer, action, min(place) AS place
  FROM (
    SELECT step AS layer, source AS action, place FROM ranked
    UNION ALL
    SELECT step + 1, target, place FROM ranked WHERE target <> '(end)'
  )
  GROUP BY layer, action
),
touched AS (
  SELECT r.step, r.source, r.target, r.count, r.people, s.place AS source_place, coalesce(t.place, 0) AS target_place
  FROM ranked r
  JOIN nodes s ON s.layer = r.step AND s.action = r.source
  LEFT JOIN nodes t ON t.layer = r.step + 1 AND t.action = r.target AND r.target <> '(end)'
),
cut AS (
  -- As many nodes keep their names as leave no more than the wanted links between named nodes.
  SELECT coalesce(max(place), 0) AS place
  FROM (SELECT greatest(source_place, target_place) AS place, count(*) OVER (ORDER BY greatest(source_place, target_place)) AS links FROM touched)
  WHERE links <= $links
)
-- Gathering whole nodes (not single links) keeps inflow = outflow + ends at every node.
SELECT
  step,
  CASE WHEN source_place <= cut.place THEN source ELSE '(other)' END AS source,
  CASE WHEN target_place <= cut.place THEN target ELSE '(other)' END AS target,
  sum(count)::BIGINT AS count,
  bit_count(bit_or(people))::BIGINT AS behind
FROM touched, cut
GROUP BY ALL

-- @result
SELECT
  step, source, target, count,
  count::DOUBLE / sum(count) OVER (PARTITION BY step, source) AS share_of_source,
  count::DOUBLE / (SELECT sum(count) FROM moves WHERE step = 1) AS share_of_start
FROM links
ORDER BY step, count DESC, source, target

-- @chart
-- A flow without a target ends.
SELECT step, source, nullif(target, '(end)') AS target, count, share_of_source, share_of_start, behind
FROM result
JOIN links USING (step, source, target, count)
ORDER BY step, count DESC, source, result.target

-- @findings
WITH totals AS (
  SELECT
    (sum(count) FILTER (WHERE step = 1))::BIGINT AS visits,
    (sum(count) FILTER (WHERE target <> '(end)'))::BIGINT AS moves
  FROM moves
),
pairs AS (
  SELECT source, target, sum(count)::BIGINT AS n
  FROM moves
  WHERE target <> '(end)'
  GROUP BY ALL
  ORDER BY n DESC, source, target
  LIMIT 1
),
firsts AS (
  SELECT source, sum(count)::BIGINT AS n FROM moves WHERE step = 1 GROUP BY ALL ORDER BY n DESC, source LIMIT 1
),
bounces AS (
  SELECT sum(count)::BIGINT AS n FROM moves WHERE step = 1 AND target = '(end)'
),
exits AS (
  -- Where visits break off most readily, among actions with enough visits to tell; one that nearly every visit
  -- ends with is an end, not a break, and so is one whose name says that something is completed, noted down or left
  -- on purpose: a visit that ends with a note has done what it came for.
  SELECT source, (sum(count) FILTER (WHERE target = '(end)'))::BIGINT AS n, sum(count)::BIGINT AS passed
  FROM moves
  WHERE NOT
    -- @include completes action=source
    AND NOT regexp_matches(lower(source), '记录|备注|标签|登记|归档|保存|退出|登出|\b(log|note|notes|tag|tags|save|logout|archive|close|exit)\b')
  GROUP BY source
  HAVING sum(count) >= 30 AND n > 0 AND n::DOUBLE / passed < 0.9 AND n::DOUBLE / passed > 1.25 * (SELECT visits::DOUBLE / (visits + moves) FROM totals)
  ORDER BY n::DOUBLE / passed DESC, source
  LIMIT 1
)
SELECT 'commonest' AS rule, 'info' AS severity, source, target, n, n::DOUBLE / moves AS share, visits FROM pairs, totals
UNION ALL
SELECT 'first_action', 'info', source, '', n, n::DOUBLE / visits, visits FROM firsts, totals
UNION ALL
SELECT 'one_step', CASE WHEN n > 0.5 * visits THEN 'warning' ELSE 'info' END, '', '', n, n::DOUBLE / visits, visits FROM bounces, totals WHERE n > 0
UNION ALL
SELECT 'exit', 'warning', source, '', n, n::DOUBLE / passed, visits FROM exits, totals
