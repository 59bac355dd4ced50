-- Complaints per 100 orders (or customers), by type of customer and topic.

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

-- @step bought
-- Orders of each customer by month and half of the period; one of several lines counts once, at its first.
SELECT
  customer, date_trunc('month', at_first)::DATE AS month,
  at_first >= $period_start + to_hours(12 * ($period_end - $period_start + 1)::BIGINT) AS late, count(*) AS orders
FROM (
  SELECT customer, min(ordered_at) AS at_first
  FROM orders
  WHERE $per = 'orders' AND customer IS NOT NULL AND ordered_at IS NOT NULL
  GROUP BY customer, order_id, CASE WHEN order_id IS NULL THEN ordered_at END
)
GROUP BY ALL

-- @step basis
SELECT CASE WHEN count(*) > 0 THEN 'orders' ELSE 'customers' END AS base FROM bought

-- @step each
-- What complaints of a customer are set against: their orders, or where there are none, one customer.
SELECT p.customer, coalesce(p.segment, '(none)') AS segment, coalesce(b.orders, 0) AS orders, CASE base WHEN 'orders' THEN coalesce(b.orders, 0) ELSE 1 END AS n
FROM (
  SELECT customer, segment FROM people
  UNION ALL
  SELECT customer, NULL FROM (SELECT customer FROM base UNION SELECT customer FROM bought) ANTI JOIN people USING (customer)
) p
CROSS JOIN basis
LEFT JOIN (SELECT customer, sum(orders)::BIGINT AS orders FROM bought GROUP BY customer) b USING (customer)

-- @step sizes
SELECT segment, count(*) AS customers, sum(orders)::BIGINT AS orders, sum(n)::DOUBLE AS n, sum(n * n)::DOUBLE AS nn FROM each GROUP BY segment

-- @step told
-- How often each customer complained, by topic and at all.
SELECT e.segment, CASE WHEN grouping(b.topic) = 1 THEN '(all)' ELSE b.topic END AS topic, b.customer, e.n, count(*) AS s
FROM base b
JOIN each e USING (customer)
GROUP BY GROUPING SETS ((e.segment, b.customer, e.n, b.topic), (e.segment, b.customer, e.n))

-- @step course_parts
-- @include course-parts now=$period_start+to_hours(12*($period_end-$period_start+1)::BIGINT) now_end=$period_end+1 before=$period_start before_end=$period_start+to_hours(12*($period_end-$period_start+1)::BIGINT)

-- @step comparable
-- Whether complaints, and orders where they are set against those, cover the halves and those of a year before alike.
WITH
ordering_days AS (
  SELECT DISTINCT ordered_at::DATE AS day FROM past_orders, (SELECT base FROM basis WHERE base = 'orders')
),
-- @include comparable name=ordering let=0.2
,
answering_days AS (
  SELECT DISTINCT occurred_at::DATE AS day FROM past_feedback
),
-- @include comparable name=answering let=0.2
,
-- Complaints of days on which orders are missing, and orders of days on which complaints are, make a rate of their own.
astray AS (
  SELECT part, greatest(avg(stray) FILTER (WHERE told), avg(stray) FILTER (WHERE NOT told)) AS share
  FROM (
    SELECT p.part, true AS told, (SELECT count(*) FROM ordering m WHERE f.occurred_at >= m.since AND f.occurred_at < m.until) AS stray
    FROM past_feedback f, course_parts p
    WHERE lower(f.kind) IN ('complaint', '投诉') AND f.occurred_at >= p.since AND f.occurred_at < p.until
    UNION ALL
    SELECT p.part, false, (SELECT count(*) FROM answering m WHERE d.day >= m.since AND d.day < m.until)
    FROM ordering_days d, course_parts p
    WHERE d.day >= p.since AND d.day < p.until
  )
  GROUP BY part
),
one AS (
  SELECT base = 'customers' AS by_customers,
    (SELECT coalesce(max(share) FILTER (WHERE part IN ('now', 'before')), 0) <= 0.03 FROM astray) AS together,
    (SELECT coalesce(max(share), 0) <= 0.03 FROM astray) AS year_together
  FROM basis
)
SELECT f.before AND (by_customers OR o.before AND together) AS before, f.year_before AND (by_customers OR o.year_before AND year_together) AS year_before
FROM answering_comparable f, ordering_comparable o, one

-- @step course
-- Complaints of each customer and what they are set against, in the halves and in those of a year before.
SELECT 'halves' AS key, customer, part, sum(n) AS n, sum(s) AS s
FROM (
  SELECT customer, part, 0 AS n, 1 AS s
  FROM past_feedback, comparable, course_parts
  WHERE year_before AND customer IS NOT NULL AND lower(kind) IN ('complaint', '投诉') AND occurred_at >= since AND occurred_at < until
  UNION ALL
  SELECT customer, part, count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)), 0
  FROM past_orders, comparable, course_parts
  WHERE year_before AND customer IS NOT NULL AND ordered_at >= since AND ordered_at < until AND (SELECT base FROM basis) = 'orders'
  GROUP BY customer, part
  UNION ALL
  SELECT customer, unnest(['now', 'before', 'then', 'then_before']), 1, 0 FROM each, comparable WHERE year_before AND (SELECT base FROM basis) = 'customers'
)
GROUP BY customer, part

-- @result
WITH rated AS (
  -- By customer: what one complains of again and again is not told as many times.
  SELECT
    segment, topic, complaints, complainers, customers, orders, complaints / nullif(n, 0) AS rate,
    sqrt(greatest(ss - 2 * complaints / n * ns + (complaints / n) ** 2 * nn, 0) / (n * n) * customers / nullif(customers - 1, 0)) AS error
  FROM (
    SELECT t.segment, t.topic, sum(t.s)::BIGINT AS complaints, count(*) AS complainers, sum(t.s * t.s)::DOUBLE AS ss, sum(t.s * t.n)::DOUBLE AS ns, z.customers, z.orders, nullif(z.n, 0) AS n, z.nn
    FROM told t
    JOIN sizes z USING (segment)
    WHERE z.customers >= $least
    GROUP BY ALL
  )
)
SELECT
  segment, topic, complaints, 100 * rate AS per_100, basis.base,
  greatest(100 * (rate - 1.96::DOUBLE * error), 0) AS low, 100 * (rate + 1.96::DOUBLE * error) AS high,
  complainers, customers, CASE basis.base WHEN 'orders' THEN orders END AS orders,
  least(complainers::DOUBLE / customers, 1) AS rate
FROM rated, basis
ORDER BY max(rated.rate) FILTER (WHERE topic = '(all)') OVER (PARTITION BY segment) DESC NULLS LAST, segment, topic <> '(all)', complaints DESC, topic

-- @chart
WITH places AS (
  SELECT segment, row_number() OVER (ORDER BY per_100 DESC NULLS LAST, segment) AS place FROM result WHERE topic = '(all)'
),
monthly AS (
  SELECT customer, month, sum(s) AS s, sum(n) AS n
  FROM (
    SELECT customer, date_trunc('month', occurred_at)::DATE AS month, 1 AS s, 0 AS n FROM base
    UNION ALL
    SELECT b.customer, b.month, 0, b.orders FROM bought b
  )
  GROUP BY ALL
),
months AS (
  SELECT month, sum(s) AS s, sum(ss) AS ss, sum(ns) AS ns, sum(nn) AS nn, any_value(people) AS people, sum(complainers)::BIGINT AS behind,
    CASE WHEN (SELECT base FROM basis) = 'orders' THEN nullif(sum(n), 0) ELSE any_value(people) END::DOUBLE AS n
  FROM (
    SELECT month, s, n, s * s AS ss, s * n AS ns, n * n AS nn, (s > 0)::INTEGER AS complainers, (SELECT count(*) FROM each) AS people FROM monthly
  )
  GROUP BY month
),
drawn AS (
  SELECT month, s / n AS rate, behind,
    -- Everybody counts once where complaints are set against customers.
    sqrt(greatest(CASE WHEN (SELECT base FROM basis) = 'orders' THEN ss - 2 * s / n * ns + (s / n) ** 2 * nn ELSE ss - s * s / n END, 0)) / n AS error
  FROM months
)
SELECT *, CASE WHEN (SELECT base FROM basis) = 'orders' THEN true END AS by_orders
FROM (
  SELECT NULL::DATE AS month, r.segment, r.topic, r.per_100, r.low, r.high, r.complaints, r.customers AS behind,
    row_number() OVER (ORDER BY p.place, r.topic <> '(all)', r.of_topic DESC, r.topic) AS place
  FROM (SELECT *, sum(complaints) OVER (PARTITION BY topic) AS of_topic FROM result) r
  JOIN places p USING (segment)
  WHERE p.place <= 30 AND $view = 'types'
  UNION ALL BY NAME
  SELECT month, 100 * rate AS per_100, greatest(100 * (rate - 1.96::DOUBLE * error), 0) AS low, 100 * (rate + 1.96::DOUBLE * error) AS high, behind
  FROM drawn
  WHERE $view = 'months'
)
ORDER BY place, month

-- @people
SELECT customer, segment, topic, date_trunc('month', occurred_at)::DATE AS month FROM base
UNION ALL
SELECT customer, segment, '(all)', date_trunc('month', occurred_at)::DATE FROM base

-- @findings
WITH whole_n AS (
  SELECT nullif(sum(n), 0) AS n FROM sizes
),
whole AS (
  SELECT (SELECT sum(customers) FROM sizes)::BIGINT AS customers, count(*) AS complaints, count(DISTINCT customer) AS complainers, count(DISTINCT customer)::DOUBLE / (SELECT sum(customers) FROM sizes) AS rate,
    count(*) / (SELECT n FROM whole_n) AS each_one
  FROM base
  HAVING count(*) > 0 AND (SELECT count(*) FROM sizes) > 0
),
topics AS (
  SELECT topic, count(*) AS n FROM base WHERE topic <> '(none)' GROUP BY topic
),
repeated AS (
  SELECT count(*) AS customers, coalesce(sum(n), 0)::BIGINT AS n FROM (SELECT customer, count(*) AS n FROM base GROUP BY customer HAVING count(*) >= $often)
),
looked AS (
  (SELECT topic FROM topics WHERE n >= 5 ORDER BY n DESC, topic LIMIT 12) UNION ALL SELECT '(all)'
),
had AS (
  SELECT topic, segment, n, s, count(*) AS alike FROM told WHERE topic IN (FROM looked) GROUP BY ALL
),
parts AS (
  -- Complaints by customer against what they are set against; who stand alike in their segment are one row.
  SELECT CASE topic WHEN '(all)' THEN 'worst' ELSE 'hot_spot' END AS family, CASE topic WHEN '(all)' THEN 'worst' ELSE topic END AS among, a.segment AS part, z.customers >= $least AND a.segment <> '(none)' AS judge,
    a.segment || ' ' || a.n || ' ' || a.s AS customer, a.n, a.s, false AS share, CASE topic WHEN '(all)' THEN 0.1 ELSE 0.2 END AS least, a.alike
  FROM (
    FROM had
    UNION ALL
    SELECT t.topic, e.segment, e.n, 0, e.people - coalesce(h.people, 0)
    FROM (SELECT segment, n, count(*) AS people FROM each WHERE n > 0 GROUP BY ALL) e
    CROSS JOIN looked t
    LEFT JOIN (SELECT topic, segment, n, sum(alike) AS people FROM had GROUP BY ALL) h ON h.topic = t.topic AND h.segment = e.segment AND h.n = e.n
  ) a
  JOIN sizes z USING (segment)
  WHERE a.alike > 0
),
-- @include against-rest alike=alike
halves AS (
  SELECT sum(s) FILTER (WHERE late) AS late, sum(s) FILTER (WHERE NOT late) AS early, sum(n) FILTER (WHERE late) AS late_n, sum(n) FILTER (WHERE NOT late) AS early_n
  FROM (
    SELECT customer, occurred_at >= $period_start + to_hours(12 * ($period_end - $period_start + 1)::BIGINT) AS late, 1 AS s, 0 AS n FROM base
    UNION ALL
    SELECT b.customer, b.late, 0, b.orders FROM bought b
    UNION ALL
    SELECT customer, unnest([true, false]), 0, 1 FROM each WHERE (SELECT base FROM basis) = 'customers'
  )
  -- A first half that the data do not cover is nothing to compare with.
  WHERE (SELECT before FROM comparable)
),
rates AS (
  SELECT late::DOUBLE / nullif(late_n, 0) AS late, early::DOUBLE / nullif(early_n, 0) AS early, late_n, early_n, late AS n FROM halves
),
moved AS (
  -- How far each customer moves the difference of the two ratios: the root of their squares is its error.
  SELECT any_value(r.late - r.early) AS effect, sqrt(sum(((m.late - r.late * m.late_n) / r.late_n - (m.early - r.early * m.early_n) / r.early_n) ** 2)) AS error, count(*) FILTER (WHERE m.late + m.early > 0) - 1 AS df, any_value(r.early) AS early
  FROM (
    SELECT customer, count(*) FILTER (WHERE s AND late) AS late, count(*) FILTER (WHERE s AND NOT late) AS early, coalesce(sum(n) FILTER (WHERE late), 0) AS late_n, coalesce(sum(n) FILTER (WHERE NOT late), 0) AS early_n
    FROM (
      SELECT customer, occurred_at >= $period_start + to_hours(12 * ($period_end - $period_start + 1)::BIGINT) AS late, true AS s, 0 AS n FROM base
      UNION ALL
      SELECT b.customer, b.late, false, b.orders FROM bought b
      UNION ALL
      SELECT customer, unnest([true, false]), false, 1 FROM each WHERE (SELECT base FROM basis) = 'customers'
    )
    GROUP BY customer
  ) m, rates r
  WHERE r.early > 0 AND r.late_n > 0
),
-- @include season plain=false
compared AS (
  FROM compared_parts
  UNION ALL
  SELECT 'halves', 'halves', effect, error, df, 0.1 * early, NULL FROM moved WHERE early > 0
  UNION ALL
  FROM season_compared
),
-- @include judged
,
moved_halves AS (
  SELECT
    -- @include seasoned free=false key='halves' verdict=j.verdict
    AS season_of
  FROM judged j
  WHERE family = 'halves' AND verdict <> 0
),
told_of AS (
SELECT 'overall' AS rule, 'info' AS severity, '' AS segment, '' AS topic, complaints AS n, customers, least(rate, 1) AS share, each_one AS value, 0::DOUBLE AS low, 0::DOUBLE AS high, 0::DOUBLE AS whole FROM whole
UNION ALL
(SELECT 'worst', 'bad', r.segment, '', r.complaints, r.customers, r.rate, r.per_100 / 100, r.low / 100, r.high / 100, w.each_one FROM result r, whole w WHERE r.topic = '(all)' AND (SELECT verdict FROM judged WHERE family = 'worst' AND key = r.segment) > 0 ORDER BY r.per_100 DESC, r.segment LIMIT 2)
UNION ALL
(SELECT 'topic', 'warning', '', t.topic, t.n, 0, t.n::DOUBLE / w.complaints, t.n / (SELECT n FROM whole_n), 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM (
  FROM topics
  -- @include alone of=n over=1
) t, whole w WHERE t.topic IN (SELECT topic FROM result))
UNION ALL
(SELECT 'hot_spot', 'bad', r.segment, r.topic, r.complaints, r.customers, r.rate, r.per_100 / 100, r.low / 100, r.high / 100, t.n / b.n
FROM result r JOIN topics t USING (topic), whole_n b WHERE (SELECT verdict FROM judged WHERE family = 'hot_spot' AND key = r.topic || ' ' || r.segment) > 0 AND r.complaints >= 5 ORDER BY r.complaints * (1 - t.n / b.n / (r.per_100 / 100)) DESC, r.segment, r.topic LIMIT 1)
UNION ALL
SELECT 'often', 'warning', '', '', r.n, r.customers, r.customers::DOUBLE / w.complainers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, r.n::DOUBLE / w.complaints FROM repeated r, whole w WHERE r.customers > 0
UNION ALL
SELECT CASE WHEN m.effect > 0 THEN 'rising' ELSE 'falling' END, CASE WHEN m.effect > 0 THEN 'bad' ELSE 'good' END, '', '', r.n::BIGINT, 0, abs(m.effect) / m.early, r.late, (abs(m.effect) - 1.96::DOUBLE * m.error) / m.early, (abs(m.effect) + 1.96::DOUBLE * m.error) / m.early, r.early FROM moved m, rates r, moved_halves WHERE season_of = 'stands'
UNION ALL
SELECT CASE season_of WHEN 'season' THEN 'moved_season' ELSE 'moved_no_year' END, 'info', '', '', r.n::BIGINT, 0, 0::DOUBLE, r.late, coalesce(t.then_before, 0), coalesce(t.then_now, 0), r.early FROM rates r CROSS JOIN moved_halves LEFT JOIN season_rates t ON true WHERE season_of <> 'stands'
)
SELECT *, 100 * value AS per_100, 100 * low AS low_100, 100 * high AS high_100, 100 * whole AS whole_100 FROM told_of, basis
