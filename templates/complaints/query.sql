-- Share of customers who complain, by type of customer and topic.

-- @step people
SELECT
  customer,
  -- @include attribute by=$by
  AS segment
FROM (
  -- @include people customers=customers
)

-- @step base
SELECT coalesce(p.segment, '(none)') AS segment, f.customer, coalesce(nullif(trim(f.topic), ''), '(none)') AS topic, f.occurred_at
FROM feedback f
LEFT JOIN people p USING (customer)
WHERE f.customer IS NOT NULL AND lower(f.kind) IN ('complaint', '投诉')

-- @step sizes
SELECT segment, count(*) AS customers FROM people GROUP BY segment

-- @result
WITH counts AS (
  SELECT segment, CASE WHEN grouping(topic) = 1 THEN '(all)' ELSE topic END AS topic, count(*) AS complaints, count(DISTINCT customer) AS complainers
  FROM base
  GROUP BY GROUPING SETS ((segment, topic), (segment))
),
rated AS (
  SELECT c.*, s.customers AS n, least(c.complainers::DOUBLE / s.customers, 1) AS p FROM counts c JOIN sizes s USING (segment) WHERE s.customers >= $least
)
SELECT
  segment, topic, complaints, complainers, n AS customers, p AS rate,
  -- @include wilson share=p n=n
FROM rated
ORDER BY max(p) FILTER (WHERE topic = '(all)') OVER (PARTITION BY segment) DESC, segment, topic <> '(all)', complaints DESC, topic

-- @chart
WITH places AS (
  SELECT segment, row_number() OVER (ORDER BY rate DESC, segment) AS place FROM result WHERE topic = '(all)'
)
SELECT r.segment, r.topic, r.rate, r.low, r.high, r.complaints, r.customers
FROM result r
JOIN places p USING (segment)
WHERE p.place <= 30
ORDER BY p.place, r.topic <> '(all)', sum(r.complaints) OVER (PARTITION BY r.topic) DESC, r.topic

-- @people
SELECT customer, segment, topic FROM base
UNION ALL
SELECT customer, segment, '(all)' FROM base

-- @findings
WITH
-- @include spans
reached AS (
  SELECT min(occurred_at) AS first_at FROM past_feedback
),
whole AS (
  SELECT (SELECT sum(customers) FROM sizes)::BIGINT AS customers, count(*) AS complaints, count(DISTINCT customer) AS complainers, count(DISTINCT customer)::DOUBLE / (SELECT sum(customers) FROM sizes) AS rate FROM base HAVING count(*) > 0 AND (SELECT count(*) FROM sizes) > 0
),
topics AS (
  SELECT topic, count(*) AS n, count(DISTINCT customer) AS complainers FROM base WHERE topic <> '(none)' GROUP BY topic
),
repeated AS (
  SELECT count(*) AS customers, coalesce(sum(n), 0)::BIGINT AS n FROM (SELECT customer, count(*) AS n FROM base GROUP BY customer HAVING count(*) >= $often)
),
complained AS (
  SELECT topic, coalesce(p.segment, '(none)') AS segment, count(*) AS customers
  FROM (SELECT DISTINCT customer, topic FROM base UNION SELECT DISTINCT customer, NULL FROM base) b
  JOIN people p USING (customer)
  GROUP BY ALL
),
parts AS (
  -- Whoever complained, by topic and at all; those who did and those who did not stand alike in their segment.
  SELECT CASE WHEN topic IS NULL THEN 'worst' ELSE 'hot_spot' END AS family, coalesce(topic, 'worst') AS among, segment AS part, size >= $least AND segment <> '(none)' AS judge,
    segment || ' ' || s AS customer, 1 AS n, s, true AS share, CASE WHEN topic IS NULL THEN 0.1 ELSE 0.2 END AS least, CASE s WHEN 1 THEN had ELSE size - had END AS alike
  FROM (
    SELECT t.topic, z.segment, z.customers AS size, coalesce(c.customers, 0) AS had, unnest([0, 1]) AS s
    FROM sizes z
    CROSS JOIN ((SELECT topic FROM topics WHERE n >= 5 ORDER BY n DESC, topic LIMIT 12) UNION ALL SELECT NULL) t
    LEFT JOIN complained c ON c.segment = z.segment AND c.topic IS NOT DISTINCT FROM t.topic
  )
  WHERE alike > 0
),
-- @include against-rest alike=alike
moved AS (
  -- Each customer's complaints late less those early: their sum against the root of their squares.
  SELECT sum(late - early) AS effect, sqrt(sum((late - early) ** 2)) AS error, count(*) - 1 AS df, sum(early) AS early
  FROM (
    SELECT customer, count(*) FILTER (WHERE occurred_at < middle) AS early, count(*) FILTER (WHERE occurred_at >= middle) AS late
    FROM base, (SELECT $period_start + to_hours(12 * ($period_end - $period_start + 1)::BIGINT) AS middle)
    GROUP BY customer
  )
),
compared AS (
  FROM compared_parts
  UNION ALL
  SELECT 'halves', 'halves', effect, error, df, 0.1 * early, NULL FROM moved WHERE early > 0
),
-- @include judged
,
halves AS (
  SELECT count(*) FILTER (WHERE occurred_at < $period_start + to_hours(12 * ($period_end - $period_start + 1)::BIGINT)) AS early, count(*) FILTER (WHERE occurred_at >= $period_start + to_hours(12 * ($period_end - $period_start + 1)::BIGINT)) AS late
  FROM base, bounds, reached
  -- A first half that the data do not cover is nothing to compare with.
  WHERE span = 1 AND first_at < begins_by + 1
)
SELECT 'overall' AS rule, 'info' AS severity, '' AS segment, '' AS topic, complaints AS n, customers, least(rate, 1) AS share, 0::DOUBLE AS low, 0::DOUBLE AS high, 0::DOUBLE AS whole FROM whole
UNION ALL
(SELECT 'worst', 'bad', r.segment, '', r.complaints, r.customers, r.rate, r.low, r.high, w.rate FROM result r, whole w WHERE r.topic = '(all)' AND (SELECT verdict FROM judged WHERE family = 'worst' AND key = r.segment) > 0 ORDER BY r.rate DESC, r.segment LIMIT 2)
UNION ALL
(SELECT 'topic', 'warning', '', t.topic, t.n, 0, t.n::DOUBLE / w.complaints, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM topics t, whole w WHERE t.topic IN (SELECT topic FROM result) ORDER BY t.n DESC, t.topic LIMIT 1)
UNION ALL
(SELECT 'hot_spot', 'bad', r.segment, r.topic, r.complaints, r.customers, r.rate, r.low, r.high, t.complainers::DOUBLE / w.customers
FROM result r JOIN topics t USING (topic), whole w WHERE (SELECT verdict FROM judged WHERE family = 'hot_spot' AND key = r.topic || ' ' || r.segment) > 0 AND r.complaints >= 5 ORDER BY r.complainers - r.customers * t.complainers::DOUBLE / w.customers DESC, r.segment, r.topic LIMIT 1)
UNION ALL
SELECT 'often', 'warning', '', '', r.n, r.customers, r.customers::DOUBLE / w.complainers, 0::DOUBLE, 0::DOUBLE, r.n::DOUBLE / w.complaints FROM repeated r, whole w WHERE r.customers > 0
UNION ALL
SELECT CASE WHEN h.late > h.early THEN 'rising' ELSE 'falling' END, CASE WHEN h.late > h.early THEN 'bad' ELSE 'good' END, '', '', h.late, 0, abs(h.late - h.early)::DOUBLE / h.early, (abs(m.effect) - 1.96::DOUBLE * m.error) / m.early, (abs(m.effect) + 1.96::DOUBLE * m.error) / m.early, 0::DOUBLE FROM halves h, moved m WHERE (SELECT verdict FROM judged WHERE family = 'halves') <> 0
