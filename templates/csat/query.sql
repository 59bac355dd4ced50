-- Satisfaction scores 1 to 5 by group, with the uncertainty of each share.

-- @step base
SELECT
  CASE $by
    WHEN 'none' THEN '(all)'
    WHEN 'month' THEN strftime(occurred_at, '%Y-%m')
    ELSE coalesce(nullif(trim(CASE $by WHEN 'topic' THEN topic WHEN 'channel' THEN channel WHEN 'kind' THEN kind WHEN 'activity' THEN activity WHEN 'agent' THEN agent END), ''), '(none)')
  END AS segment,
  -- Who answers twice is one customer; answers without a name are each someone else's.
  coalesce('c' || customer, 'a' || row_number() OVER ()) AS person,
  csat,
  1 AS n
FROM feedback
WHERE csat BETWEEN 1 AND 5

-- @result
WITH summed AS (
  SELECT
    segment,
    sum(n)::BIGINT AS answers,
    sum(csat * n) / sum(n) AS mean,
    coalesce(sum(n) FILTER (WHERE csat >= 4), 0)::DOUBLE / sum(n) AS csat,
    coalesce(sum(n) FILTER (WHERE csat <= 2), 0)::DOUBLE / sum(n) AS dissatisfied
  FROM base
  GROUP BY segment
)
SELECT
  segment, answers, mean, csat, dissatisfied,
  -- @include wilson share=csat n=answers
FROM summed
ORDER BY CASE WHEN $by = 'month' THEN segment END, csat, answers DESC, segment

-- @chart
SELECT segment, csat, low, high, answers, mean, behind
FROM result
JOIN (SELECT segment, count(DISTINCT person) AS behind FROM base GROUP BY segment) USING (segment)
WHERE answers >= $least_answers OR $by = 'none'
ORDER BY CASE WHEN $by = 'month' THEN segment END, csat, segment
LIMIT 60

-- @people
SELECT substring(person, 2) AS customer, segment FROM base WHERE person LIKE 'c%'

-- @findings
WITH overall AS (
  SELECT *,
    -- @include wilson share=csat n=answers
  FROM (SELECT sum(answers)::BIGINT AS answers, sum(csat * answers) / sum(answers) AS csat, sum(mean * answers) / sum(answers) AS mean FROM result HAVING sum(answers) > 0)
),
parts AS (
  -- Answers of which the group is not known (a survey beside tickets by topic) are none of the others.
  SELECT 'csat' AS family, 'csat' AS among, segment AS part, answers >= $least_answers AND segment <> '(all)' AS judge,
    person AS customer, count(*) AS n, count(*) FILTER (WHERE csat >= 4) AS s, true AS share, 0.05 AS least
  FROM (SELECT b.*, r.answers FROM base b JOIN result r USING (segment) WHERE segment <> '(none)')
  GROUP BY segment, person, answers
),
-- @include against-rest alike=1
compared AS (FROM compared_parts),
-- @include judged
,
sizeable AS (
  SELECT r.*, j.verdict, (o.csat * o.answers - r.csat * r.answers) / nullif(o.answers - r.answers, 0) AS rest
  FROM result r JOIN judged j ON j.key = r.segment, (SELECT sum(answers) AS answers, sum(csat * answers) / sum(answers) AS csat FROM result WHERE segment <> '(none)') o
),
-- Beside a group that is far less content, all others are more content than the rest: who is must be so beside those too.
usual AS (SELECT sum(csat * answers) AS content, sum(answers) AS answers FROM sizeable WHERE verdict >= 0)
-- Good or bad is what chance does not explain: the whole interval lies there.
SELECT 'overall' AS rule, CASE WHEN high < 0.6 THEN 'bad' WHEN low >= 0.8 THEN 'good' ELSE 'info' END AS severity, '' AS segment, answers, csat, mean, csat AS rest, low, high FROM overall
UNION ALL
(SELECT 'below', 'bad', s.segment, s.answers, s.csat, s.mean, s.rest, s.low, s.high FROM sizeable s WHERE s.verdict < 0 ORDER BY s.csat, s.segment LIMIT 3)
UNION ALL
(SELECT 'above', 'good', s.segment, s.answers, s.csat, s.mean, s.rest, s.low, s.high FROM sizeable s, usual u WHERE s.verdict > 0 AND s.low > coalesce((u.content - s.csat * s.answers) / nullif(u.answers - s.answers, 0), 0) ORDER BY s.csat DESC, s.segment LIMIT 1)
UNION ALL
SELECT 'few_answers', 'warning', '', answers, csat, mean, csat, low, high FROM overall WHERE answers < 100
