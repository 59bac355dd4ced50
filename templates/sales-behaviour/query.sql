-- What sales staff do with customers, and what those who sell most do differently.

-- @step acts
-- Actions of staff on customers, by what they are.
SELECT
  CASE $by WHEN 'person' THEN customer ELSE trim(team) END AS unit,
  customer AS person, target, occurred_at, trim(action) AS action,
  CASE
    WHEN CASE WHEN len($follow) > 0 THEN list_contains($follow, action) ELSE regexp_matches(lower(action), '跟进|拜访|回访|电话|follow|visit|\bcall') END THEN 'follow'
    WHEN CASE WHEN len($note) > 0 THEN list_contains($note, action) ELSE regexp_matches(lower(action), '记录|备注|录入|note|\blog ') END THEN 'note'
    WHEN CASE WHEN len($tag) > 0 THEN list_contains($tag, action) ELSE regexp_matches(lower(action), '标签|\btag|label') END THEN 'tag'
  END AS kind
FROM events
WHERE trim(team) <> '' AND customer IS NOT NULL AND trim(target) <> ''

-- @step named
-- What was counted as what, the most frequent of each first.
SELECT coalesce(kind, 'others') AS kind, count(*) AS actions, string_agg(action, ' / ' ORDER BY place) FILTER (WHERE place <= 5) AS names
FROM (
  SELECT kind, action, row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC, action) AS place
  FROM acts
  WHERE action <> ''
  GROUP BY kind, action
)
GROUP BY kind

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
SELECT min((occurred_at, unit))[2] AS unit, target, date_diff('second', ordered_at, min(occurred_at)) / 3600::DOUBLE AS hours
FROM joined
GROUP BY target, ordered_at

-- @step records
SELECT f.unit, f.target, date_diff('second', f.occurred_at, n.occurred_at) / 60::DOUBLE AS minutes
FROM follows f
ASOF LEFT JOIN (SELECT person, target, occurred_at FROM acts WHERE kind = 'note') n
  ON n.person = f.person AND n.target = f.target AND f.occurred_at <= n.occurred_at

-- @step buyers
-- By team the customers whose profile names it, by person those whom they followed.
WITH owned AS (
  SELECT DISTINCT trim(team) AS unit, customer FROM customers WHERE $by = 'team' AND trim(team) <> '' AND customer IS NOT NULL
  UNION
  SELECT DISTINCT unit, target FROM follows WHERE $by = 'person' OR NOT EXISTS (FROM customers WHERE trim(team) <> '')
),
spent AS (
  SELECT customer, count(*) AS orders, sum(amount) AS revenue FROM sold GROUP BY customer
)
SELECT unit, customer, orders, revenue
FROM owned
JOIN spent USING (customer)

-- @step results
SELECT unit, count(*) AS customers_buying, round(sum(revenue), 6) AS revenue, (count(*) FILTER (WHERE orders >= 2))::DOUBLE / count(*) AS repeat_rate,
  -- @include top-customer of=revenue
  AS top_share
FROM buyers
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
SELECT unit, lag_hours, revenue_per_customer, follow_ups, CASE WHEN result.customers_buying > 0 THEN least(customers, result.customers_buying) ELSE customers END AS behind, top_share
FROM result
LEFT JOIN results USING (unit)
ORDER BY follow_ups DESC, unit
LIMIT 300

-- @people
-- Those whom they followed up.
SELECT target AS customer, unit FROM follows

-- @findings
WITH parts AS (
  SELECT 'value' AS family, 'value' AS among, b.unit AS part, r.customers_buying >= 10 AS judge, b.customer, 1 AS n, b.revenue AS s, false AS share, 0.1 AS least
  FROM buyers b
  JOIN result r USING (unit)
  UNION ALL
  -- Waits are compared in logarithms: a few long ones must not decide.
  SELECT 'lag', 'lag', l.unit, true, l.target, count(*), sum(ln(0.1 + l.hours)), false, 0 FROM lags l JOIN result r USING (unit) GROUP BY l.unit, l.target
  UNION ALL
  SELECT 'timely', 'timely', c.unit, true, c.target, count(*), count(*) FILTER (WHERE c.minutes <= $timely_minutes), true, 0.1 FROM records c JOIN result r USING (unit) GROUP BY c.unit, c.target
),
-- @include against-rest alike=1
ranks AS (
  -- Places of the units by each habit and by what their customers spend; ties share a place.
  SELECT habit, rank() OVER (PARTITION BY habit ORDER BY amount) + (count(*) OVER (PARTITION BY habit, amount) - 1) / 2.0::DOUBLE AS x,
    rank() OVER (PARTITION BY habit ORDER BY revenue_per_customer) + (count(*) OVER (PARTITION BY habit, revenue_per_customer) - 1) / 2.0::DOUBLE AS y
  FROM (
    UNPIVOT (
      -- Not how often they follow up: customers who order more bring more of that by themselves.
      SELECT unit, revenue_per_customer, lag_hours AS lag, record_minutes AS record, timely_share AS timely, tag_share AS tags
      FROM result
      WHERE customers_buying >= 10
    )
    ON lag, record, timely, tags INTO NAME habit VALUE amount
  )
),
linked AS (
  -- Spearman's correlation over all units; quick means few hours, so those two turn round.
  SELECT habit, CASE WHEN habit IN ('lag', 'record') THEN -r ELSE r END AS r, n
  FROM (SELECT habit, greatest(least(corr(x, y), 0.999), -0.999) AS r, count(*) AS n FROM ranks GROUP BY habit HAVING count(*) >= 8 AND stddev_pop(x) > 0 AND stddev_pop(y) > 0)
),
compared AS (
  FROM compared_parts
  UNION ALL
  SELECT 'habits', habit, r, sqrt((1 - r * r) / (n - 2)), n - 2, 0.3, NULL FROM linked
),
-- @include judged
,
spread AS (
  -- How far units truly differ: what their differences vary by beyond their errors.
  SELECT greatest(avg(effect * effect - error * error), 0) AS truth FROM judged WHERE family = 'value'
),
top AS (
  -- The first once each is drawn towards all by how little is known of it (empirical Bayes; Morris 1983).
  SELECT r.unit, r.revenue_per_customer AS value, r.revenue_per_customer - j.effect AS other, 1 + j.effect * s.truth / (s.truth + j.error * j.error) / (r.revenue_per_customer - j.effect) AS ratio
  FROM result r
  JOIN judged j ON j.family = 'value' AND j.key = r.unit AND j.verdict > 0, spread s
  WHERE r.revenue_per_customer - j.effect > 0
  ORDER BY j.effect * s.truth / (s.truth + j.error * j.error) DESC, r.unit
  LIMIT 1
),
slowest AS (
  SELECT unit, lag_hours AS value FROM result WHERE (SELECT verdict FROM judged WHERE family = 'lag' AND key = unit) > 0 ORDER BY lag_hours DESC, unit LIMIT 1
),
sloppiest AS (
  SELECT unit, timely_share AS value FROM result WHERE timely_share IS NOT NULL ORDER BY timely_share, unit LIMIT 1
)
SELECT 'best' AS rule, 'good' AS severity, unit, '' AS habit, value, other, ratio, 0 AS n, $by AS label FROM top
UNION ALL
(SELECT 'habit', 'info', '', l.habit, l.r, 0::DOUBLE, 0::DOUBLE, l.n, $by FROM linked l JOIN judged j ON j.family = 'habits' AND j.key = l.habit WHERE j.verdict > 0 ORDER BY l.r DESC, l.habit LIMIT 3)
UNION ALL
SELECT 'slow', 'warning', s.unit, '', s.value, m.other, s.value / m.other, 0, $by FROM slowest s, (SELECT median(r.lag_hours) AS other FROM result r, slowest s WHERE r.unit <> s.unit) m WHERE s.value > 1.25 * m.other AND m.other > 0
UNION ALL
SELECT CASE WHEN m.other < 0.3 THEN 'unrecorded_all' ELSE 'unrecorded' END, 'warning', s.unit, '', s.value, CASE WHEN m.other < 0.3 THEN (SELECT median(timely_share) FROM result) ELSE m.other END, 0::DOUBLE, 0, $by
FROM sloppiest s, (SELECT median(r.timely_share) AS other FROM result r, sloppiest s WHERE r.unit <> s.unit) m
WHERE s.value < 0.5 AND (m.other < 0.3 OR s.value < 0.8 * m.other AND (SELECT verdict FROM judged WHERE family = 'timely' AND key = s.unit) < 0)
UNION ALL BY NAME
SELECT 'actions_found' AS rule, 'info' AS severity, coalesce(max(names) FILTER (WHERE kind = 'follow'), '(none)') AS follow, coalesce(max(names) FILTER (WHERE kind = 'note'), '(none)') AS note, coalesce(max(names) FILTER (WHERE kind = 'tag'), '(none)') AS tag
FROM named
HAVING count(*) FILTER (WHERE kind <> 'others') > 0
UNION ALL BY NAME
SELECT 'actions_missing' AS rule, 'warning' AS severity, kind AS field, CASE WHEN chosen > 0 THEN 'chosen' ELSE kind END AS looked,
  coalesce((SELECT names FROM named WHERE kind = 'others'), '(none)') AS others
FROM (VALUES ('follow', len($follow)), ('note', len($note)), ('tag', len($tag))) sought(kind, chosen)
WHERE EXISTS (FROM named) AND kind NOT IN (SELECT kind FROM named)
