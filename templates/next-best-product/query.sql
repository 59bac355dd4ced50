-- For each segment, what those who have one product are most likely to buy next.

-- @step people
SELECT
  customer,
  -- @include attribute by=$by
  AS segment
FROM (
  -- @include people customers=customers
)

-- @step owned
-- When each customer first bought an item, and for how much in each of the last two horizons.
SELECT
  customer, trim(CASE $item WHEN 'category' THEN category ELSE product END) AS item,
  min(ordered_at)::DATE AS first_day,
  round(coalesce(sum(amount) FILTER (WHERE ordered_at >= $as_of - $horizon), 0)::DOUBLE, 6) AS amount_1,
  round(coalesce(sum(amount) FILTER (WHERE ordered_at >= $as_of - 2 * $horizon AND ordered_at < $as_of - $horizon), 0)::DOUBLE, 6) AS amount_2
FROM past_orders
WHERE customer IS NOT NULL AND trim(CASE $item WHEN 'category' THEN category ELSE product END) <> ''
GROUP BY ALL

-- @step top
SELECT item, row_number() OVER (ORDER BY count(*) DESC, item) AS number FROM owned GROUP BY item ORDER BY number LIMIT $items

-- @step held
SELECT
  o.customer, coalesce(p.segment, CASE $by WHEN 'none' THEN '(all)' ELSE '(none)' END) AS segment, t.number,
  -- Had before the day 0, 1 and 2 horizons ago; came to it within the horizon after the day 1 and 2 horizons ago.
  first_day < $as_of AS had_0, first_day < $as_of - $horizon AS had_1, first_day < $as_of - 2 * $horizon AS had_2,
  first_day >= $as_of - $horizon AND first_day < $as_of AND known < $as_of - $horizon AS came_1,
  first_day >= $as_of - 2 * $horizon AND first_day < $as_of - $horizon AND known < $as_of - 2 * $horizon AS came_2,
  amount_1, amount_2
FROM (SELECT *, min(first_day) OVER (PARTITION BY customer) AS known FROM owned) o
JOIN top t USING (item)
LEFT JOIN people p USING (customer)

-- @step sizes
-- Customers known by each day, whatever they had bought.
SELECT
  coalesce(p.segment, CASE $by WHEN 'none' THEN '(all)' ELSE '(none)' END) AS segment, count(*) AS customers,
  count(*) FILTER (WHERE known < $as_of - $horizon) AS known_1, count(*) FILTER (WHERE known < $as_of - 2 * $horizon) AS known_2
FROM (SELECT customer, min(first_day) AS known FROM owned GROUP BY customer)
LEFT JOIN people p USING (customer)
GROUP BY ALL

-- @step singles
SELECT
  segment, number, count(*) FILTER (WHERE had_0) AS had_0, count(*) FILTER (WHERE had_1) AS had_1, count(*) FILTER (WHERE had_2) AS had_2,
  count(*) FILTER (WHERE came_1) AS came_1, count(*) FILTER (WHERE came_2) AS came_2,
  round(sum(amount_1) FILTER (WHERE came_1), 6) / nullif(count(*) FILTER (WHERE came_1), 0) AS spend_1,
  round(sum(amount_2) FILTER (WHERE came_2), 6) / nullif(count(*) FILTER (WHERE came_2), 0) AS spend_2
FROM held
GROUP BY segment, number

-- @step pairs
-- Of those with the first item: who had the second too, and who came to it within the horizon.
SELECT
  a.segment, a.number AS first, b.number AS second,
  count(*) FILTER (WHERE a.had_0 AND b.had_0) AS both_0, count(*) FILTER (WHERE a.had_1 AND b.had_1) AS both_1, count(*) FILTER (WHERE a.had_2 AND b.had_2) AS both_2,
  count(*) FILTER (WHERE a.had_1 AND b.came_1) AS buyers_1, count(*) FILTER (WHERE a.had_2 AND b.came_2) AS buyers_2,
  round(coalesce(sum(b.amount_1) FILTER (WHERE a.had_1 AND b.came_1), 0), 6) AS amount_1
FROM held a
JOIN held b ON a.customer = b.customer AND a.number <> b.number
GROUP BY a.segment, a.number, b.number
HAVING greatest(count(*) FILTER (WHERE a.had_1 AND b.came_1), count(*) FILTER (WHERE a.had_2 AND b.came_2)) >= $least_both

-- @step rates
-- Learnt 1 horizon ago (for now) and 2 horizons ago (for what would have been said 1 horizon ago): how many of those
-- with the first item and without the second came to it, against those with neither.
SELECT
  1 AS learnt, p.segment, p.first, p.second, a.had_1 - p.both_1 AS holders, p.buyers_1 AS buyers,
  s.known_1 - a.had_1 - b.had_1 + p.both_1 AS others, b.came_1 - p.buyers_1 AS other_buyers, b.spend_1 AS spend,
  a.had_0 - p.both_0 AS targets, NULL::BIGINT AS came, NULL::DOUBLE AS came_amount
FROM pairs p
JOIN sizes s USING (segment)
JOIN singles a ON a.segment = p.segment AND a.number = p.first
JOIN singles b ON b.segment = p.segment AND b.number = p.second
UNION ALL
SELECT
  2, p.segment, p.first, p.second, a.had_2 - p.both_2, p.buyers_2, s.known_2 - a.had_2 - b.had_2 + p.both_2, b.came_2 - p.buyers_2, b.spend_2,
  a.had_1 - p.both_1, p.buyers_1, p.amount_1
FROM pairs p
JOIN sizes s USING (segment)
JOIN singles a ON a.segment = p.segment AND a.number = p.first
JOIN singles b ON b.segment = p.segment AND b.number = p.second

-- @step offers
WITH usable AS (
  SELECT *, buyers::DOUBLE / holders AS confidence, other_buyers::DOUBLE / others AS control
  FROM rates
  WHERE holders > 0 AND others > 0 AND buyers >= $least_both AND targets > 0
),
compared AS (
  -- Shares as arcsines (Anscombe 1948).
  SELECT 'offers ' || learnt AS family, segment || ' ' || first || ' ' || second AS key, confidence - control AS effect,
    abs(confidence - control) / nullif(abs(2 * (asin(sqrt(least((buyers + 0.375) / (holders + 0.75), 1))) - asin(sqrt(least((other_buyers + 0.375) / (others + 0.75), 1)))) / sqrt(1 / (holders + 0.5) + 1 / (others + 0.5))), 0) AS error,
    NULL AS df, 0 AS least, NULL AS looked
  FROM usable
),
-- @include judged
,
best AS (
  SELECT
    u.*, targets * confidence AS expected, targets * confidence * spend AS expected_amount, confidence / nullif(control, 0) AS lift,
    row_number() OVER (PARTITION BY learnt, u.segment, second ORDER BY targets * confidence * spend DESC, confidence DESC, first) AS of_offer
  FROM usable u
  JOIN judged j ON j.family = 'offers ' || u.learnt AND j.key = u.segment || ' ' || u.first || ' ' || u.second AND j.verdict > 0
  WHERE confidence >= $min_lift * control
)
SELECT *, row_number() OVER (PARTITION BY learnt, segment ORDER BY expected_amount DESC, second) AS place
FROM best
WHERE of_offer = 1

-- @step record
-- What would have been offered a horizon ago, and who came to buy it.
SELECT
  row_number() OVER (ORDER BY o.expected DESC, o.segment, o.place) AS place,
  CASE $by WHEN 'none' THEN '' ELSE o.segment || ': ' END || x.item || ' → ' || y.item AS part,
  o.targets AS customers, o.expected, o.came
FROM offers o
JOIN top x ON x.number = o.first
JOIN top y ON y.number = o.second
WHERE o.learnt = 2 AND o.place <= $each AND NOT $group_by_spend
ORDER BY place
LIMIT 200

-- @result
SELECT
  o.segment, o.place, x.item AS antecedent, y.item AS offer, o.confidence, o.control, o.lift, o.targets, o.expected, o.expected_amount
FROM offers o
JOIN top x ON x.number = o.first
JOIN top y ON y.number = o.second
WHERE o.learnt = 1 AND o.place <= $each
ORDER BY max(o.expected_amount) OVER (PARTITION BY o.segment) DESC, o.segment, o.place

-- @table record
-- @include record-table

-- @chart
SELECT *
FROM (
  SELECT segment, offer, expected_amount AS share, targets AS buyers, targets AS behind,
    -- What is expected is of nobody yet.
    0.0::DOUBLE AS top_share, NULL::VARCHAR AS part, NULL::VARCHAR AS measure, NULL::DOUBLE AS amount,
    row_number() OVER (ORDER BY whole DESC, segment, place) AS place
  FROM (SELECT *, round(sum(expected_amount) OVER (PARTITION BY segment), 6) AS whole FROM result WHERE place <= 10 AND $view = 'offers')
  UNION ALL BY NAME
  -- @include record-chart
)
ORDER BY place, measure DESC
LIMIT 400

-- @people
-- Those to whom it is to be offered: they have the one and not yet the other.
SELECT h.customer, o.segment, x.item AS antecedent, y.item AS offer
FROM offers o
JOIN top x ON x.number = o.first
JOIN top y ON y.number = o.second
JOIN held h ON h.segment = o.segment AND h.number = o.first AND h.had_0
WHERE o.learnt = 1 AND o.place <= $each
  AND NOT EXISTS (FROM held b WHERE b.customer = h.customer AND b.number = o.second AND b.had_0)

-- @findings
WITH firsts AS (
  SELECT * FROM result WHERE place = 1 AND segment <> '(none)' ORDER BY expected_amount DESC, segment LIMIT 4
),
totals AS (
  SELECT coalesce(sum(targets), 0)::BIGINT AS targets, sum(expected) AS expected, sum(expected_amount) AS amount, count(*) AS rules FROM result
)
SELECT 'best' AS rule, 'info' AS severity, segment, antecedent, offer, targets, confidence, control, expected, expected_amount,
  -- The rest would be bought unasked.
  expected_amount * (1 - control / confidence) AS increment, $horizon AS days, 0::BIGINT AS record_of, 0::DOUBLE AS came, 0::DOUBLE AS ratio,
  -- A horizon ago the same way: at least half of those counted on came.
  coalesce((SELECT sum(came) >= 0.5 * sum(expected) FROM record), false) AS stands
FROM firsts
UNION ALL BY NAME
SELECT 'total' AS rule, 'info' AS severity, targets, expected, amount AS expected_amount, $horizon AS days FROM totals WHERE rules > 1
UNION ALL BY NAME
SELECT *, $horizon AS days
FROM (
  -- @include record-line
)
UNION ALL BY NAME
SELECT 'none' AS rule, 'info' AS severity, (SELECT coalesce(sum(customers), 0)::BIGINT FROM sizes) AS targets FROM totals WHERE rules = 0 AND (SELECT count(*) FROM sizes) > 0
