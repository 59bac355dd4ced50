-- Which circumstances go with content answers, and which with the others.

-- @step answers
SELECT
  row_number() OVER (ORDER BY f.occurred_at, f.customer, f.topic, f.channel, f.kind, f.csat, f.nps, f.rating, f.response_minutes, f.agent) AS number,
  f.customer, f.occurred_at,
  CASE $outcome
    WHEN 'csat' THEN CASE WHEN f.csat BETWEEN 1 AND 5 THEN f.csat >= 4 END
    WHEN 'promoter' THEN CASE WHEN f.nps BETWEEN 0 AND 10 THEN f.nps >= 9 END
    WHEN 'not_detractor' THEN CASE WHEN f.nps BETWEEN 0 AND 10 THEN f.nps >= 7 END
    WHEN 'rating' THEN CASE WHEN f.rating BETWEEN 1 AND 5 THEN f.rating >= 4 END
  END AS content,
  nullif(trim(f.topic), '') AS topic, nullif(trim(f.channel), '') AS channel, nullif(trim(f.kind), '') AS kind, nullif(trim(f.activity), '') AS activity, nullif(trim(f.agent), '') AS agent,
  f.response_minutes, f.resolved
FROM feedback f
WHERE CASE $outcome WHEN 'csat' THEN f.csat BETWEEN 1 AND 5 WHEN 'rating' THEN f.rating BETWEEN 1 AND 5 ELSE f.nps BETWEEN 0 AND 10 END

-- @step complained
-- Answers whose customer complained in the days before (the complaint itself is not before itself).
SELECT DISTINCT a.number
FROM answers a
JOIN past_feedback c ON c.customer = a.customer AND lower(c.kind) IN ('complaint', '投诉')
  AND c.occurred_at < a.occurred_at AND c.occurred_at >= a.occurred_at - to_days($complaint_days)

-- @step traits
-- One row per answer, factor and value; an answer without a known value is not there.
WITH people AS (
  SELECT customer, any_value(nullif(trim(industry), '')) AS industry, any_value(nullif(trim(level), '')) AS level FROM customers WHERE customer IS NOT NULL GROUP BY customer
)
SELECT number, 'topic' AS factor, topic AS level, content FROM answers WHERE topic IS NOT NULL
UNION ALL
SELECT number, 'channel', channel, content FROM answers WHERE channel IS NOT NULL
UNION ALL
SELECT number, 'kind', lower(kind), content FROM answers WHERE kind IS NOT NULL
UNION ALL
SELECT number, 'response', CASE WHEN response_minutes <= $quick_minutes THEN 'quick' ELSE 'late' END, content FROM answers WHERE response_minutes IS NOT NULL
UNION ALL
SELECT number, 'resolved', CASE WHEN resolved THEN 'yes' ELSE 'no' END, content FROM answers WHERE resolved IS NOT NULL
UNION ALL
SELECT number, 'activity', CASE WHEN activity IS NULL THEN '(none)' ELSE 'any' END, content FROM answers WHERE (SELECT count(activity) FROM answers) > 0
UNION ALL
SELECT number, 'agent', agent, content FROM answers WHERE agent IS NOT NULL
UNION ALL
SELECT number, 'complained', CASE WHEN c.number IS NULL THEN 'no' ELSE 'yes' END, content FROM answers a LEFT JOIN complained c USING (number) WHERE customer IS NOT NULL AND (SELECT count(*) FROM complained) > 0
UNION ALL
SELECT number, 'weekend', CASE WHEN isodow(occurred_at) >= 6 THEN 'weekend' ELSE '(workday)' END, content FROM answers
UNION ALL
SELECT number, 'industry', p.industry, content FROM answers JOIN people p USING (customer) WHERE p.industry IS NOT NULL
UNION ALL
SELECT number, 'customer_level', p.level, content FROM answers JOIN people p USING (customer) WHERE p.level IS NOT NULL

-- @step together
-- One row an answer, each factor a column; a value with too few answers is one of the others, an unknown one its own.
WITH counts AS (
  SELECT factor, level, count(*) AS n FROM traits GROUP BY factor, level
),
wide AS (
  SELECT number,
    max(level) FILTER (WHERE factor = 'topic') AS topic, max(level) FILTER (WHERE factor = 'channel') AS channel, max(level) FILTER (WHERE factor = 'kind') AS kind,
    max(level) FILTER (WHERE factor = 'response') AS response, max(level) FILTER (WHERE factor = 'resolved') AS resolved, max(level) FILTER (WHERE factor = 'activity') AS activity, max(level) FILTER (WHERE factor = 'agent') AS agent,
    max(level) FILTER (WHERE factor = 'complained') AS complained, max(level) FILTER (WHERE factor = 'weekend') AS weekend, max(level) FILTER (WHERE factor = 'industry') AS industry,
    max(level) FILTER (WHERE factor = 'customer_level') AS customer_level
  FROM (SELECT t.number, t.factor, CASE WHEN c.n >= $least THEN t.level ELSE '(other)' END AS level FROM traits t JOIN counts c USING (factor, level))
  GROUP BY number
)
SELECT
  coalesce('c' || a.customer, 'a' || a.number) AS customer, a.content AS outcome,
  coalesce(wide.topic, '(unknown)') AS topic, coalesce(wide.channel, '(unknown)') AS channel, coalesce(wide.kind, '(unknown)') AS kind, coalesce(wide.response, '(unknown)') AS response,
  coalesce(wide.resolved, '(unknown)') AS resolved, coalesce(wide.activity, '(unknown)') AS activity, coalesce(wide.agent, '(unknown)') AS agent, coalesce(wide.complained, '(unknown)') AS complained, coalesce(wide.weekend, '(unknown)') AS weekend,
  coalesce(wide.industry, '(unknown)') AS industry, coalesce(wide.customer_level, '(unknown)') AS customer_level
FROM answers a
JOIN wide USING (number)
ORDER BY a.number

-- @model logistic from together as fit
SELECT true AS contrasts

-- @step tables
WITH counts AS (
  SELECT factor, level, count(*) AS n, count(*) FILTER (WHERE content) AS yes FROM traits GROUP BY factor, level
),
totals AS (
  SELECT factor, sum(n) AS n, sum(yes) AS yes, count(*) AS levels FROM counts GROUP BY factor
)
SELECT
  c.factor, c.level, c.n, c.yes, t.n - c.n AS else_n, t.yes - c.yes AS else_yes,
  c.yes + 0.5::DOUBLE AS a, c.n - c.yes + 0.5::DOUBLE AS b, (t.yes - c.yes)::DOUBLE + 0.5::DOUBLE AS c, ((t.n - c.n) - (t.yes - c.yes))::DOUBLE + 0.5::DOUBLE AS d
FROM counts c
JOIN totals t USING (factor)
-- Of a factor with two values one says it all.
WHERE c.n >= $least AND t.n - c.n >= $least AND t.levels > 1 AND c.level NOT IN ('no', 'quick', '(none)', '(workday)')

-- @step verdicts
-- Each value's log-odds, the other factors held equal, by customer.
WITH parts AS (
  SELECT 'drivers' AS family, t.factor AS among, t.level AS part, true AS judge, coalesce('c' || a.customer, 'a' || a.number) AS customer,
    count(*) AS n, count(*) FILTER (WHERE a.content) AS s, true AS share, 0 AS least
  FROM traits t
  JOIN answers a USING (number)
  GROUP BY ALL
),
-- @include against-rest alike=1
errors AS (
  -- The error by customer takes many of them for granted. A value of a few is as sure as those few: they are its
  -- degrees of freedom, and what they scatter about their own mean is too small by one of them (Bell and McCaffrey
  -- 2002). Nor is it surer than the value is by itself, set against the others.
  SELECT f.term, f.level, f.estimate, c.df, f.std_error * sqrt((c.df + 1) / nullif(c.df, 0)::DOUBLE) AS std_error, abs(f.estimate) * c.error / nullif(abs(c.effect), 0) AS alone
  FROM fit f
  JOIN compared_parts c ON c.key = f.term || ' ' || f.level
  WHERE f.kind = 'contrast'
),
compared AS (
  SELECT 'drivers' AS family, f.term || ' ' || f.level AS key, f.estimate AS effect, greatest(f.std_error, f.alone) AS error, f.df, 0.2 AS least, NULL AS looked
  FROM errors f
  JOIN tables t ON t.factor = f.term AND t.level = f.level
),
-- @include judged
SELECT f.term AS factor, f.level, f.estimate, f.std_error, j.verdict
FROM judged j
JOIN errors f ON j.key = f.term || ' ' || f.level

-- @result
SELECT
  factor, level, n AS answers,
  yes::DOUBLE / n AS rate,
  else_yes::DOUBLE / else_n AS rate_else,
  yes::DOUBLE / n - else_yes::DOUBLE / else_n AS difference,
  a * d / (b * c) AS odds_ratio,
  exp(ln(a * d / (b * c)) - 1.96::DOUBLE * sqrt(1 / a + 1 / b + 1 / c + 1 / d)) AS low,
  exp(ln(a * d / (b * c)) + 1.96::DOUBLE * sqrt(1 / a + 1 / b + 1 / c + 1 / d)) AS high,
  (a * d - b * c) / sqrt((a + b) * (c + d) * (a + c) * (b + d)) AS correlation,
  exp(estimate) AS joint_ratio,
  exp(estimate - 1.96::DOUBLE * std_error) AS joint_low,
  exp(estimate + 1.96::DOUBLE * std_error) AS joint_high,
  CASE v.verdict WHEN 1 THEN 'raises' WHEN -1 THEN 'lowers' ELSE 'unclear' END AS verdict
FROM tables
LEFT JOIN verdicts v USING (factor, level)
ORDER BY coalesce(v.verdict, 0) = 0, abs(correlation) DESC, factor, level

-- @chart
-- What cannot be told from chance stands beside the others while there is room, in a colour of its own. Codes cannot be put into words within a longer text, so the value alone names a bar where it is a name.
SELECT
  CASE factor || ' ' || level WHEN 'response late' THEN 'response late' WHEN 'resolved yes' THEN 'resolved yes' WHEN 'complained yes' THEN 'complained yes' WHEN 'activity any' THEN 'activity any' WHEN 'weekend weekend' THEN 'weekend' ELSE level END AS driver,
  difference, rate, rate_else, answers, factor, level, verdict, behind
FROM (
  SELECT *, row_number() OVER (ORDER BY verdict = 'unclear', abs(correlation) DESC, factor, level) AS place FROM result
)
JOIN (
  SELECT factor, level, count(DISTINCT coalesce('c' || customer, 'a' || number)) AS behind FROM traits JOIN answers USING (number) GROUP BY factor, level
) USING (factor, level)
WHERE place <= CASE verdict WHEN 'unclear' THEN 12 ELSE 20 END
ORDER BY difference, factor, level

-- @people
SELECT a.customer, t.factor, t.level FROM traits t JOIN answers a USING (number)

-- @findings
-- That complaints are unhappy is no finding: their kind is left to the table.
WITH whole AS (
  SELECT count(*) AS n, (count(*) FILTER (WHERE content))::DOUBLE / nullif(count(*), 0) AS rate, (SELECT count(*) FROM result) AS tested, (SELECT count(*) FROM result WHERE verdict <> 'unclear') AS found FROM answers
)
SELECT CASE WHEN found > 0 THEN 'overall' WHEN tested > 0 THEN 'nothing' ELSE 'untested' END AS rule, 'info' AS severity, '' AS factor, '' AS level, n, rate, found::DOUBLE AS other, 0::DOUBLE AS odds, 0::DOUBLE AS low, 0::DOUBLE AS high, tested FROM whole WHERE n > 0
UNION ALL
(SELECT 'lowers', 'bad', factor, level, answers, rate, rate_else, joint_ratio, joint_low, joint_high, 0 FROM result WHERE verdict = 'lowers' AND factor <> 'kind' ORDER BY correlation, factor, level LIMIT 3)
UNION ALL
(SELECT 'raises', 'good', factor, level, answers, rate, rate_else, joint_ratio, joint_low, joint_high, 0 FROM result WHERE verdict = 'raises' AND factor <> 'kind' ORDER BY correlation DESC, factor, level LIMIT 2)
