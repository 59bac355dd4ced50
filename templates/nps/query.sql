-- Net promoter score with its margin of error, over time.

-- @step people
-- What each customer adds to a period; answers without a name are each someone else's.
SELECT
  CASE $grain WHEN 'week' THEN date_trunc('week', occurred_at) WHEN 'quarter' THEN date_trunc('quarter', occurred_at) ELSE date_trunc('month', occurred_at) END::DATE AS period,
  coalesce('c' || customer, 'a' || row_number() OVER ()) AS customer,
  CASE WHEN nps >= 9 THEN 100 WHEN nps <= 6 THEN -100 ELSE 0 END AS score
FROM feedback
WHERE nps BETWEEN 0 AND 10 AND ($channel = '' OR channel = $channel)

-- @step base
SELECT
  CASE $grain WHEN 'week' THEN date_trunc('week', occurred_at) WHEN 'quarter' THEN date_trunc('quarter', occurred_at) ELSE date_trunc('month', occurred_at) END::DATE AS period,
  count(*) FILTER (WHERE nps >= 9) AS promoters,
  count(*) FILTER (WHERE nps > 6 AND nps < 9) AS passives,
  count(*) FILTER (WHERE nps <= 6) AS detractors,
  count(*) AS answers
FROM feedback
WHERE nps BETWEEN 0 AND 10 AND ($channel = '' OR channel = $channel)
GROUP BY period

-- @step overall
SELECT
  *,
  100 * (promoters - detractors) / answers::DOUBLE AS nps,
  -- @include nps-interval up=promoters down=detractors n=answers
FROM (
  SELECT sum(promoters)::BIGINT AS promoters, sum(passives)::BIGINT AS passives, sum(detractors)::BIGINT AS detractors, sum(answers)::BIGINT AS answers
  FROM base
  HAVING sum(answers) > 0
)

-- @step course_parts
-- The last two periods that the goal's leaves whole, and those of a year before.
SELECT
  unnest(['now', 'before', 'then', 'then_before']) AS part,
  unnest([period::TIMESTAMP, period - length, period - INTERVAL 1 YEAR, period - length - INTERVAL 1 YEAR]) AS since,
  unnest([period + length, period, period + length - INTERVAL 1 YEAR, period - INTERVAL 1 YEAR]) AS until
FROM (
  SELECT max(period) AS period, any_value(length) AS length
  FROM base, (SELECT CASE $grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END AS length)
  WHERE answers >= 30 AND period >= $period_start AND period + length <= $period_end + 1
)

-- @step comparable
WITH
answering_days AS (
  SELECT DISTINCT occurred_at::DATE AS day FROM past_feedback WHERE nps BETWEEN 0 AND 10 AND ($channel = '' OR channel = $channel)
),
-- @include comparable name=answering let=0.2
FROM answering_comparable

-- @step course
-- Scores of each customer in the last two periods and in those of a year before.
SELECT 'nps' AS key, customer, part, count(*) AS n, sum(score) AS s
FROM (
  SELECT occurred_at, coalesce('c' || customer, 'a' || row_number() OVER ()) AS customer, CASE WHEN nps >= 9 THEN 100 WHEN nps <= 6 THEN -100 ELSE 0 END AS score
  FROM past_feedback
  WHERE nps BETWEEN 0 AND 10 AND ($channel = '' OR channel = $channel)
), course_parts, comparable
WHERE year_before AND occurred_at >= since AND occurred_at < until
GROUP BY customer, part

-- @result
WITH scored AS (
  SELECT
    period, answers, promoters, passives, detractors,
    promoters / answers::DOUBLE AS p,
    detractors / answers::DOUBLE AS d
  FROM base
)
SELECT
  period, answers, promoters, passives, detractors,
  p AS promoter_share,
  d AS detractor_share,
  100 * (p - d) AS nps,
  100 * sqrt(greatest(p + d - (p - d) * (p - d), 0) / answers) AS standard_error,
  -- @include nps-interval up=promoters down=detractors n=answers
FROM scored
ORDER BY period

-- @chart
WITH behind AS (
  SELECT period, score, count(DISTINCT customer) AS behind FROM people GROUP BY GROUPING SETS ((), (period), (period, score))
),
parts AS (
  SELECT period, 'promoters' AS part, promoters AS answers, 1 AS place, 100 AS score FROM result
  UNION ALL
  SELECT period, 'passives', passives, 2, 0 FROM result
  UNION ALL
  SELECT period, 'detractors', detractors, 3, -100 FROM result
)
SELECT shown.period, part, answers, nps, low, high, coalesce(behind, 0) AS behind
FROM (
  SELECT 'score' AS view, NULL::DATE AS period, NULL::VARCHAR AS part, answers AS answers,
    nps, low, high, 0 AS place, NULL::INTEGER AS score
  FROM overall
  UNION ALL
  SELECT 'trend', period, NULL, answers, nps, low, high, 0, NULL FROM result
  UNION ALL
  SELECT 'parts', period, part, answers, NULL, NULL, NULL, place, score FROM parts
) shown
LEFT JOIN behind b ON b.period IS NOT DISTINCT FROM shown.period AND b.score IS NOT DISTINCT FROM shown.score
WHERE view = $view
ORDER BY shown.period, place

-- @people
SELECT substring(customer, 2) AS customer, period, CASE score WHEN 100 THEN 'promoters' WHEN 0 THEN 'passives' ELSE 'detractors' END AS part
FROM people
WHERE customer LIKE 'c%'

-- @findings
WITH ranked AS (
  -- A bucket that the period cuts off is compared with none.
  SELECT *, row_number() OVER (ORDER BY period DESC) AS place
  FROM result
  WHERE answers >= 30 AND period >= $period_start
    AND period + CASE $grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END <= $period_end + 1
),
parts AS (
  SELECT 'nps' AS family, 'nps' AS among, p.period::VARCHAR AS part, true AS judge, customer, count(*) AS n, sum(score) AS s, false AS share, 0 AS least
  FROM people p
  JOIN ranked r ON r.period = p.period AND r.place <= 2
  GROUP BY p.period, customer
),
-- @include against-rest alike=1
-- @include season plain=true
compared AS (
  FROM compared_parts
  UNION ALL
  FROM season_compared
),
-- @include judged
,
last_two AS (
  SELECT a.period, a.nps, b.nps AS before, a.answers, coalesce(j.error, 0) AS joint, coalesce(j.verdict, 0) AS verdict,
    -- @include seasoned free=false key='nps' verdict=j.verdict
    AS season_of
  FROM ranked a JOIN ranked b ON a.place = 1 AND b.place = 2
  LEFT JOIN judged j ON j.family = 'nps' AND j.key = a.period::VARCHAR
  -- One that lies further back is not the period before.
  WHERE b.period = a.period - CASE $grain WHEN 'week' THEN INTERVAL 7 DAY WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 MONTH END
)
SELECT 'score' AS rule, -- Good or bad is what chance does not explain: the whole interval lies there.
  CASE WHEN high < 0 THEN 'bad' WHEN low >= 50 THEN 'good' ELSE 'info' END AS severity,
  nps, 0::DOUBLE AS margin, low, high, answers, promoters::DOUBLE / answers AS promoter_share, detractors::DOUBLE / answers AS detractor_share, NULL::DATE AS period, 0::DOUBLE AS before
FROM overall
UNION ALL
SELECT 'few_answers', 'warning', nps, 0::DOUBLE, low, high, answers, 0::DOUBLE, 0::DOUBLE, NULL, 0::DOUBLE FROM overall WHERE answers < 100
UNION ALL
SELECT CASE verdict WHEN 1 THEN 'rose' WHEN -1 THEN 'fell' ELSE 'steady' END, CASE verdict WHEN 1 THEN 'good' WHEN -1 THEN 'bad' ELSE 'info' END,
  nps, 1.96::DOUBLE * joint, nps - 1.96::DOUBLE * joint, nps + 1.96::DOUBLE * joint, answers, 0::DOUBLE, 0::DOUBLE, period, before
FROM last_two
WHERE verdict = 0 OR season_of = 'stands'
UNION ALL
SELECT CASE season_of WHEN 'season' THEN 'moved_season' ELSE 'moved_no_year' END, 'info', nps, 0::DOUBLE, coalesce(then_before, 0), coalesce(then_now, 0), answers, 0::DOUBLE, 0::DOUBLE, period, last_two.before
FROM last_two LEFT JOIN season_rates ON true
WHERE verdict <> 0 AND season_of <> 'stands'
