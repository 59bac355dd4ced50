-- What sales staff do with customers, and what those who sell most do differently.

-- @step acts
-- Actions of staff on customers, by what they are.
SELECT
  CASE $by WHEN 'person' THEN customer ELSE trim(team) END AS unit,
  customer AS person, target, occurred_at,
  CASE
    WHEN CASE WHEN len($follow) > 0 THEN list_contains($follow, action) ELSE regexp_matches(lower(action), '跟进|拜访|回访|电话|follow|visit|\bcall') END THEN 'follow'
    WHEN CASE WHEN len($note) > 0 THEN list_contains($note, action) ELSE regexp_matches(lower(action), '记录|备注|录入|note|\blog ') END THEN 'note'
    WHEN CASE WHEN len($tag) > 0 THEN list_contains($tag, action) ELSE regexp_matches(lower(action), '标签|\btag|label') END THEN 'tag'
  END AS kind
FROM events
WHERE trim(team) <> '' AND customer IS NOT NULL AND trim(target) <> ''

-- @step follows
SELECT unit, person, target, occurred_at FROM acts WHERE kind = 'follow'

-- @step sold
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT customer, hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END) AS number, min(ordered_at) AS ordered_at, round(sum(amount)::DOUBLE, 6) AS amount
FROM orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY ALL

-- @step lags
-- From each order to the first follow-up of that customer after it and before the next order.
WITH joined AS (
  SELECT f.unit, f.target, f.occurred_at, o.ordered_at
  FROM follows f
  ASOF JOIN (SELECT DISTINCT customer, ordered_at FROM sold) o ON f.target = o.customer AND f.occurred_at >= o.ordered_at
)
SELECT min((occurred_at, unit))[2] AS unit, date_diff('second', ordered_at, min(occurred_at)) / 3600::DOUBLE AS hours
FROM joined
GROUP BY target, ordered_at

-- @step records
SELECT f.unit, date_diff('second', f.occurred_at, n.occurred_at) / 60::DOUBLE AS minutes
FROM follows f
ASOF LEFT JOIN (SELECT person, target, occurred_at FROM acts WHERE kind = 'note') n
  ON n.person = f.person AND n.target = f.target AND f.occurred_at <= n.occurred_at

-- @step results
-- By team the customers whose profile names it, by person those whom they followed.
WITH owned AS (
  SELECT DISTINCT trim(team) AS unit, customer FROM customers WHERE $by = 'team' AND trim(team) <> '' AND customer IS NOT NULL
  UNION
  SELECT DISTINCT unit, target FROM follows WHERE $by = 'person' OR NOT EXISTS (FROM customers WHERE trim(team) <> '')
),
spent AS (
  SELECT customer, count(*) AS orders, sum(amount) AS revenue FROM sold GROUP BY customer
)
SELECT unit, count(*) AS customers_buying, round(sum(revenue), 6) AS revenue, (count(*) FILTER (WHERE orders >= 2))::DOUBLE / count(*) AS repeat_rate
FROM owned
JOIN spent USING (customer)
GROUP BY unit

-- @result
WITH worked AS (
  SELECT
    unit,
    count(DISTINCT person) AS staff,
    count(*) FILTER (WHERE kind = 'follow') AS follow_ups,
    count(DISTINCT target) FILTER (WHERE kind = 'follow') AS customers,
    count(DISTINCT target) FILTER (WHERE kind = 'tag') AS tagged,
    count(DISTINCT hash(person, date_trunc('week', occurred_at))) AS person_weeks
  FROM acts
  GROUP BY unit
  HAVING count(*) FILTER (WHERE kind = 'follow') >= $least
),
waits AS (
  SELECT unit, median(hours) AS lag_hours FROM lags GROUP BY unit
),
notes AS (
  SELECT unit, median(minutes) FILTER (WHERE minutes <= 1440) AS record_minutes, (count(*) FILTER (WHERE minutes <= $timely_minutes))::DOUBLE / count(*) AS timely_share FROM records GROUP BY unit
)
SELECT
  w.unit, w.staff, w.follow_ups,
  w.follow_ups::DOUBLE / w.person_weeks AS follow_ups_per_week,
  w.customers,
  s.lag_hours,
  n.record_minutes,
  n.timely_share,
  least(w.tagged::DOUBLE / nullif(w.customers, 0), 1) AS tag_share,
  coalesce(r.customers_buying, 0) AS customers_buying,
  r.revenue / nullif(r.customers_buying, 0) AS revenue_per_customer,
  r.repeat_rate
FROM worked w
LEFT JOIN waits s USING (unit)
LEFT JOIN notes n USING (unit)
LEFT JOIN results r USING (unit)
ORDER BY revenue_per_customer DESC NULLS LAST, w.unit

-- @chart
SELECT unit, lag_hours, revenue_per_customer, follow_ups FROM result ORDER BY follow_ups DESC, unit LIMIT 300

-- @findings
WITH top AS (
  SELECT * FROM result WHERE revenue_per_customer IS NOT NULL AND customers_buying >= 10 ORDER BY revenue_per_customer DESC, unit LIMIT 1
),
others AS (
  SELECT
    count(*) AS n,
    sum(r.revenue_per_customer * r.customers_buying) / nullif(sum(r.customers_buying), 0) AS revenue_per_customer,
    median(r.lag_hours) AS lag_hours, median(r.record_minutes) AS record_minutes, median(r.timely_share) AS timely_share,
    median(r.follow_ups_per_week) AS follow_ups_per_week, median(r.tag_share) AS tag_share
  FROM result r, top t
  WHERE r.unit <> t.unit
),
habits AS (
  -- How far the best stands from the typical other, as a ratio.
  SELECT 'habit_quick' AS rule, t.unit, 'lag' AS habit, 'hours' AS scale, t.lag_hours AS value, o.lag_hours AS other, o.lag_hours / nullif(t.lag_hours, 0) AS ratio FROM top t, others o
  UNION ALL
  SELECT 'habit_quick', t.unit, 'record', 'minutes', t.record_minutes, o.record_minutes, o.record_minutes / nullif(t.record_minutes, 0) FROM top t, others o
  UNION ALL
  SELECT 'habit_share', t.unit, 'timely', '', t.timely_share, o.timely_share, t.timely_share / nullif(o.timely_share, 0) FROM top t, others o
  UNION ALL
  SELECT 'habit_quick', t.unit, 'frequency', 'times', t.follow_ups_per_week, o.follow_ups_per_week, t.follow_ups_per_week / nullif(o.follow_ups_per_week, 0) FROM top t, others o
  UNION ALL
  SELECT 'habit_share', t.unit, 'tags', '', t.tag_share, o.tag_share, t.tag_share / nullif(o.tag_share, 0) FROM top t, others o
),
slowest AS (
  SELECT unit, lag_hours AS value FROM result WHERE lag_hours IS NOT NULL ORDER BY lag_hours DESC, unit LIMIT 1
),
sloppiest AS (
  SELECT unit, timely_share AS value FROM result WHERE timely_share IS NOT NULL ORDER BY timely_share, unit LIMIT 1
)
SELECT 'best' AS rule, 'good' AS severity, t.unit, '' AS habit, '' AS scale, t.revenue_per_customer AS value, o.revenue_per_customer AS other, t.revenue_per_customer / o.revenue_per_customer AS ratio FROM top t, others o WHERE o.n > 0 AND o.revenue_per_customer > 0
UNION ALL
(SELECT rule, 'good', unit, habit, scale, value, other, ratio FROM habits WHERE ratio >= 1.25 AND value IS NOT NULL ORDER BY ratio DESC, habit LIMIT 3)
UNION ALL
SELECT 'slow', 'warning', s.unit, '', '', s.value, m.other, s.value / m.other FROM slowest s, (SELECT median(r.lag_hours) AS other FROM result r, slowest s WHERE r.unit <> s.unit) m WHERE s.value > 1.25 * m.other AND m.other > 0
UNION ALL
SELECT CASE WHEN m.other < 0.3 THEN 'unrecorded_all' ELSE 'unrecorded' END, 'warning', s.unit, '', '', s.value, m.other, 0::DOUBLE FROM sloppiest s, (SELECT median(r.timely_share) AS other FROM result r, sloppiest s WHERE r.unit <> s.unit) m WHERE s.value < 0.8 * m.other AND s.value < 0.5
