-- Which circumstances go with content answers, and which with the others.

-- @step answers
SELECT
  row_number() OVER (ORDER BY f.occurred_at, f.customer, f.topic, f.channel, f.kind, f.csat, f.nps, f.rating, f.response_minutes) AS number,
  f.customer, f.occurred_at,
  CASE $outcome
    WHEN 'csat' THEN CASE WHEN f.csat BETWEEN 1 AND 5 THEN f.csat >= 4 END
    WHEN 'promoter' THEN CASE WHEN f.nps BETWEEN 0 AND 10 THEN f.nps >= 9 END
    WHEN 'not_detractor' THEN CASE WHEN f.nps BETWEEN 0 AND 10 THEN f.nps >= 7 END
    WHEN 'rating' THEN CASE WHEN f.rating BETWEEN 1 AND 5 THEN f.rating >= 4 END
  END AS content,
  nullif(trim(f.topic), '') AS topic, nullif(trim(f.channel), '') AS channel, nullif(trim(f.kind), '') AS kind, nullif(trim(f.activity), '') AS activity,
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
SELECT 'topic' AS factor, topic AS level, content FROM answers WHERE topic IS NOT NULL
UNION ALL
SELECT 'channel', channel, content FROM answers WHERE channel IS NOT NULL
UNION ALL
SELECT 'kind', lower(kind), content FROM answers WHERE kind IS NOT NULL
UNION ALL
SELECT 'response', CASE WHEN response_minutes <= $quick_minutes THEN 'quick' ELSE 'late' END, content FROM answers WHERE response_minutes IS NOT NULL
UNION ALL
SELECT 'resolved', CASE WHEN resolved THEN 'yes' ELSE 'no' END, content FROM answers WHERE resolved IS NOT NULL
UNION ALL
SELECT 'activity', CASE WHEN activity IS NULL THEN '(none)' ELSE 'any' END, content FROM answers WHERE (SELECT count(activity) FROM answers) > 0
UNION ALL
SELECT 'complained', CASE WHEN c.number IS NULL THEN 'no' ELSE 'yes' END, content FROM answers a LEFT JOIN complained c USING (number) WHERE customer IS NOT NULL AND (SELECT count(*) FROM complained) > 0
UNION ALL
SELECT 'weekend', CASE WHEN isodow(occurred_at) >= 6 THEN 'weekend' ELSE '(workday)' END, content FROM answers
UNION ALL
SELECT 'industry', p.industry, content FROM answers JOIN people p USING (customer) WHERE p.industry IS NOT NULL
UNION ALL
SELECT 'customer_level', p.level, content FROM answers JOIN people p USING (customer) WHERE p.level IS NOT NULL

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
  CASE
    WHEN abs(ln(a * d / (b * c))) <= 3.2905::DOUBLE * sqrt(1 / a + 1 / b + 1 / c + 1 / d) THEN 'unclear'
    WHEN a * d > b * c THEN 'raises'
    ELSE 'lowers'
  END AS verdict
FROM tables
ORDER BY verdict = 'unclear', abs(correlation) DESC, factor, level

-- @chart
-- Codes cannot be put into words within a longer text, so the value alone names a bar where it is a name.
SELECT
  CASE factor || ' ' || level WHEN 'response late' THEN 'response late' WHEN 'resolved yes' THEN 'resolved yes' WHEN 'complained yes' THEN 'complained yes' WHEN 'activity any' THEN 'activity any' WHEN 'weekend weekend' THEN 'weekend' ELSE level END AS driver,
  difference, rate, rate_else, answers
FROM result
WHERE verdict <> 'unclear' OR (SELECT count(*) FROM result WHERE verdict <> 'unclear') = 0
ORDER BY difference, factor, level
LIMIT 20

-- @findings
-- That complaints are unhappy is no finding: their kind is left to the table.
WITH whole AS (
  SELECT count(*) AS n, (count(*) FILTER (WHERE content))::DOUBLE / nullif(count(*), 0) AS rate, (SELECT count(*) FROM result) AS tested, (SELECT count(*) FROM result WHERE verdict <> 'unclear') AS found FROM answers
)
SELECT CASE WHEN found > 0 THEN 'overall' ELSE 'nothing' END AS rule, 'info' AS severity, '' AS factor, '' AS level, n, rate, found::DOUBLE AS other, 0::DOUBLE AS odds, 0::DOUBLE AS low, 0::DOUBLE AS high, tested FROM whole WHERE n > 0
UNION ALL
(SELECT 'lowers', 'bad', factor, level, answers, rate, rate_else, odds_ratio, low, high, 0 FROM result WHERE verdict = 'lowers' AND factor <> 'kind' ORDER BY correlation, factor, level LIMIT 3)
UNION ALL
(SELECT 'raises', 'good', factor, level, answers, rate, rate_else, odds_ratio, low, high, 0 FROM result WHERE verdict = 'raises' AND factor <> 'kind' ORDER BY correlation DESC, factor, level LIMIT 2)
