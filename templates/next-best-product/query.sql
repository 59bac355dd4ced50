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
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT customer, trim(CASE $item WHEN 'category' THEN category ELSE product END) AS item, round(sum(amount)::DOUBLE, 6) AS amount
FROM orders
WHERE customer IS NOT NULL AND trim(CASE $item WHEN 'category' THEN category ELSE product END) <> ''
GROUP BY ALL

-- @step top
SELECT item, row_number() OVER (ORDER BY count(*) DESC, item) AS number FROM owned GROUP BY item ORDER BY number LIMIT $items

-- @step held
SELECT o.customer, coalesce(p.segment, CASE $by WHEN 'none' THEN '(all)' ELSE '(none)' END) AS segment, t.number, o.amount
FROM owned o
JOIN top t USING (item)
LEFT JOIN people p USING (customer)

-- @step sizes
-- All who bought anything, not only holders of the items kept: a share of them is what lift compares with.
SELECT coalesce(p.segment, CASE $by WHEN 'none' THEN '(all)' ELSE '(none)' END) AS segment, count(DISTINCT customer) AS customers
FROM owned
LEFT JOIN people p USING (customer)
GROUP BY ALL

-- @step singles
SELECT segment, number, count(*) AS buyers, round(sum(amount), 6) / count(amount) AS spend FROM held GROUP BY segment, number

-- @step pairs
SELECT a.segment, a.number AS first, b.number AS second, count(*) AS both
FROM held a
JOIN held b ON a.customer = b.customer AND a.number <> b.number
GROUP BY a.segment, a.number, b.number
HAVING count(*) >= $least_both

-- @result
WITH measured AS (
  SELECT
    p.segment, x.item AS antecedent, y.item AS offer,
    p.both::DOUBLE / a.buyers AS confidence,
    (p.both::DOUBLE * s.customers) / (a.buyers::DOUBLE * b.buyers) AS lift,
    a.buyers - p.both AS targets,
    (a.buyers - p.both) * p.both::DOUBLE / a.buyers AS expected,
    (a.buyers - p.both) * p.both::DOUBLE / a.buyers * b.spend AS expected_amount
  FROM pairs p
  JOIN sizes s USING (segment)
  JOIN singles a ON a.segment = p.segment AND a.number = p.first
  JOIN singles b ON b.segment = p.segment AND b.number = p.second
  JOIN top x ON x.number = p.first
  JOIN top y ON y.number = p.second
),
best AS (
  SELECT *, row_number() OVER (PARTITION BY segment, offer ORDER BY expected_amount DESC, lift DESC, antecedent) AS of_offer
  FROM measured
  WHERE lift >= $min_lift AND targets > 0
),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY segment ORDER BY expected_amount DESC, offer) AS place FROM best WHERE of_offer = 1
)
SELECT segment, place, antecedent, offer, confidence, lift, targets, expected, expected_amount
FROM placed
WHERE place <= $each
ORDER BY max(expected_amount) OVER (PARTITION BY segment) DESC, segment, place

-- @chart
SELECT segment, offer, expected_amount, targets
FROM result
WHERE place <= 10
ORDER BY max(expected_amount) OVER (PARTITION BY segment) DESC, segment, place
LIMIT 400

-- @findings
WITH firsts AS (
  SELECT * FROM result WHERE place = 1 AND segment <> '(none)' ORDER BY expected_amount DESC, segment LIMIT 4
),
totals AS (
  SELECT coalesce(sum(targets), 0)::BIGINT AS targets, sum(expected_amount) AS amount, count(*) AS rules FROM result
)
SELECT 'best' AS rule, 'good' AS severity, segment, antecedent, offer, targets, confidence, lift, expected_amount FROM firsts
UNION ALL
SELECT 'total', 'info', '', '', '', targets, 0::DOUBLE, 0::DOUBLE, amount FROM totals WHERE rules > 1
UNION ALL
SELECT 'none', 'info', '', '', '', (SELECT coalesce(sum(customers), 0)::BIGINT FROM sizes), 0::DOUBLE, 0::DOUBLE, 0::DOUBLE FROM totals WHERE rules = 0 AND (SELECT count(*) FROM sizes) > 0
