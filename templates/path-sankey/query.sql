-- What customers do step after step: links between actions, at most so many, nothing lost.

-- @step moves
-- Every move of every visit, counted; steps past the 20th stand together as step 21.
WITH
-- @include moves
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

-- @people
WITH
-- @include moves
SELECT
  customer, step::BIGINT AS step,
  CASE WHEN (step, source) IN (SELECT (step, source) FROM links) THEN source ELSE '(other)' END AS source,
  CASE WHEN target <> '(end)' THEN CASE WHEN (step, target) IN (SELECT (step, target) FROM links) THEN target ELSE '(other)' END END AS target
FROM placed
WHERE step <= $steps

-- @findings
WITH totals AS (
  SELECT
    (sum(count) FILTER (WHERE step = 1))::BIGINT AS visits,
    (sum(count) FILTER (WHERE target <> '(end)'))::BIGINT AS moves
  FROM moves
),
pairs AS (
  FROM (SELECT source, target, sum(count)::BIGINT AS n FROM moves WHERE target <> '(end)' GROUP BY ALL)
  -- @include alone of=n over=1
),
firsts AS (
  FROM (SELECT source, sum(count)::BIGINT AS n FROM moves WHERE step = 1 GROUP BY ALL)
  -- @include alone of=n over=1
),
bounces AS (
  SELECT sum(count)::BIGINT AS n FROM moves WHERE step = 1 AND target = '(end)'
),
breaks AS (
  -- Where visits break off most readily, among actions with enough visits to tell; one that nearly every visit
  -- ends with is an end, not a break, and so is one whose name says that something is completed, noted down or left
  -- on purpose: a visit that ends with a note has done what it came for.
  SELECT source, n, passed, n::DOUBLE / passed AS share
  FROM (
    SELECT source, (sum(count) FILTER (WHERE target = '(end)'))::BIGINT AS n, sum(count)::BIGINT AS passed
    FROM moves
    WHERE NOT
      -- @include completes action=source
      AND NOT regexp_matches(lower(source), '记录|备注|标签|登记|归档|保存|退出|登出|\b(log|note|notes|tag|tags|save|logout|archive|close|exit)\b')
    GROUP BY source
  ), (SELECT visits::DOUBLE / (visits + moves) AS usual FROM totals)
  WHERE passed >= 30 AND n > 0 AND n::DOUBLE / passed < 0.9 AND n::DOUBLE / passed > 1.25 * usual
    -- Of many steps one always has a few more: only what one in two hundred would have by chance (z of 2.6).
    AND n - passed * usual > 2.6::DOUBLE * sqrt(passed * usual * (1 - usual))
),
exits AS (
  -- Where visits begin with a step that nobody leaves at, all others lie above what is usual: the first has to lie as
  -- surely above each of them.
  SELECT source, n, passed, share
  FROM (SELECT *, max(share) OVER (ORDER BY share DESC, source ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_share FROM breaks ORDER BY share DESC, source LIMIT 1)
  WHERE next_share IS NULL OR share - next_share > 2.6::DOUBLE * sqrt(share * (1 - share) / passed)
)
SELECT 'commonest' AS rule, 'info' AS severity, source, target, n, n::DOUBLE / moves AS share, visits FROM pairs, totals
UNION ALL
SELECT 'first_action', 'info', source, '', n, n::DOUBLE / visits, visits FROM firsts, totals
UNION ALL
-- Where nearly nothing follows anything, as in accounts of points and lists of calls, there are no visits to be cut short.
SELECT 'one_step', CASE WHEN n > 0.5 * visits AND n < 0.95 * visits THEN 'warning' ELSE 'info' END, '', '', n, n::DOUBLE / visits, visits FROM bounces, totals WHERE n > 0
UNION ALL
SELECT 'exit', 'warning', source, '', n, share, visits FROM exits, totals
