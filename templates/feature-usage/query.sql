-- Which functions are used, by whom, and whether those who use them come back.

-- @step base
-- By day first, which costs less than counting the different days of every customer and function.
SELECT customer, feature, sum(uses)::BIGINT AS uses, count(day) AS days, sum(known)::BIGINT AS known, sum(failures)::BIGINT AS failures
FROM (
  SELECT
    customer, trim(action) AS feature, occurred_at::DATE AS day,
    count(*) AS uses,
    count(outcome) AS known,
    count(*) FILTER (WHERE lower(outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误')) AS failures
  FROM events
  WHERE customer IS NOT NULL AND trim(action) <> '' AND ($channel = '' OR channel = $channel) AND (NOT $leave_out_staff OR team IS NULL)
  GROUP BY ALL
)
GROUP BY customer, feature

-- @step features
SELECT
  feature,
  count(*) AS users,
  sum(uses)::BIGINT AS uses,
  count(*) FILTER (WHERE days >= 2) AS returned,
  sum(failures)::DOUBLE / nullif(sum(known), 0) AS failure_rate,
  (SELECT count(DISTINCT customer) FROM base) AS active
FROM base
GROUP BY feature
HAVING count(*) >= $least_users

-- @step mentions
-- A function is named when the feedback holds its name, or one of the words of a name in two languages.
WITH words AS (
  SELECT DISTINCT feature, unnest(list_concat([lower(feature)], list_filter(string_split(lower(feature), ' '), lambda w: length(w) >= CASE WHEN regexp_matches(w, '^[ -~]*$') THEN 4 ELSE 2 END))) AS word
  FROM features
),
texts AS (
  SELECT row_number() OVER () AS number, lower(concat_ws(' ', topic, text)) AS text FROM feedback WHERE coalesce(text, topic) IS NOT NULL
)
SELECT feature, count(DISTINCT number) AS mentions
FROM words
JOIN texts ON contains(text, word)
GROUP BY feature

-- @step measured
SELECT
  f.feature, f.users, f.users::DOUBLE / f.active AS usage_rate, f.uses, f.uses::DOUBLE / f.users AS uses_per_user, f.returned::DOUBLE / f.users AS return_rate, f.failure_rate,
  coalesce(m.mentions, 0) AS mentions,
  CASE $need_by WHEN 'mentions' THEN coalesce(coalesce(m.mentions, 0)::DOUBLE / nullif(max(coalesce(m.mentions, 0)) OVER (), 0), 0) ELSE f.returned::DOUBLE / f.users END AS need
FROM features f
LEFT JOIN mentions m USING (feature)

-- @step cuts
SELECT median(usage_rate) AS usage_cut, median(need) AS need_cut FROM measured

-- @result
SELECT
  m.*,
  CASE
    WHEN usage_rate < usage_cut AND need >= need_cut THEN 'promote'
    WHEN need >= need_cut THEN 'keep'
    WHEN usage_rate >= usage_cut THEN 'routine'
    ELSE 'review'
  END AS priority
FROM measured m, cuts
ORDER BY CASE priority WHEN 'promote' THEN 1 WHEN 'keep' THEN 2 WHEN 'routine' THEN 3 ELSE 4 END, need DESC, users DESC, feature

-- @chart
SELECT feature, usage_rate, need, priority, users, usage_cut, need_cut
FROM result, cuts
ORDER BY users DESC, feature
LIMIT 200

-- @people
SELECT customer, feature FROM base

-- @findings
WITH middle AS (
  SELECT
    -- @include wilson share=usage_cut n=active
  FROM (SELECT usage_cut, (SELECT any_value(active) FROM features) AS active FROM cuts)
)
-- What fails is mended before it is promoted.
(SELECT CASE $need_by WHEN 'mentions' THEN 'promote_named' ELSE 'promote' END AS rule, 'warning' AS severity, feature, users, usage_rate, need, coalesce(failure_rate, 0) AS failure_rate FROM (SELECT *,
  -- @include wilson share=usage_rate n=active
  FROM (SELECT r.*, (SELECT any_value(active) FROM features) AS active FROM result r))
-- Little used is what chance does not explain: its interval lies below that of the middle one.
WHERE priority = 'promote' AND high < (SELECT low FROM middle) AND need > 0 AND NOT coalesce(failure_rate > 0.2 AND uses >= 30, false) ORDER BY need DESC, users, feature LIMIT 2)
UNION ALL
(SELECT 'widest', 'info', feature, users, usage_rate, need, coalesce(failure_rate, 0) FROM (
  FROM result
  -- @include alone of=users over=1
))
UNION ALL
(SELECT 'least', 'warning', feature, users, usage_rate, need, coalesce(failure_rate, 0) FROM result WHERE usage_rate < 0.1 AND (SELECT count(*) FROM result) > 1 ORDER BY users, feature LIMIT 1)
UNION ALL
(SELECT 'broken', CASE WHEN low > 0.2 THEN 'bad' ELSE 'warning' END, feature, users, usage_rate, need, failure_rate
FROM (SELECT *,
  -- @include wilson share=failure_rate n=uses
  FROM result)
WHERE failure_rate > 0.2 AND uses >= 30 ORDER BY failure_rate DESC, feature LIMIT 1)
