-- What is bought together more often than chance would have it: rules between two items.

-- @step baskets
-- One row per basket and item. Without order ids a basket is a customer at an instant.
SELECT DISTINCT
  CASE $basket
    WHEN 'customer' THEN hash(customer)
    ELSE hash(customer, order_id, CASE WHEN order_id IS NULL THEN ordered_at END)
  END AS basket,
  -- Whose it is; without a name each basket is someone else's.
  hash(customer, CASE WHEN customer IS NULL THEN order_id END) AS person,
  trim(CASE $level WHEN 'category' THEN category ELSE product END) AS item
FROM orders
WHERE (customer IS NOT NULL OR (order_id IS NOT NULL AND $basket = 'order')) AND trim(CASE $level WHEN 'category' THEN category ELSE product END) <> ''
  AND ($region = '' OR region = $region)

-- @step totals
SELECT count(DISTINCT basket) AS n FROM baskets

-- @step items
SELECT item, count(*) AS n, row_number() OVER (ORDER BY count(*) DESC, item) AS place
FROM baskets
GROUP BY item
HAVING count(*) >= $min_support * (SELECT n FROM totals) AND count(*) >= $least_baskets

-- @step pairs
-- Only items that are frequent by themselves can make a frequent pair (Apriori).
WITH coded AS (
  SELECT basket, place FROM baskets JOIN items USING (item)
)
SELECT a.place AS first, b.place AS second, count(*) AS n
FROM coded a
JOIN coded b ON a.basket = b.basket AND a.place < b.place
GROUP BY first, second
HAVING count(*) >= $min_support * (SELECT n FROM totals) AND count(*) >= $least_baskets

-- @result
WITH directed AS (
  SELECT first AS from_place, second AS to_place, n FROM pairs
  UNION ALL
  SELECT second, first, n FROM pairs
),
measured AS (
  SELECT
    a.item AS antecedent, b.item AS consequent,
    d.n::DOUBLE / t.n AS support,
    d.n::DOUBLE / a.n AS confidence,
    (d.n::DOUBLE * t.n) / (a.n::DOUBLE * b.n) AS lift,
    d.n::DOUBLE / t.n - (a.n::DOUBLE / t.n) * (b.n::DOUBLE / t.n) AS leverage,
    -- Without a bound when the consequent always follows: left empty.
    (1 - b.n::DOUBLE / t.n) / nullif(1 - d.n::DOUBLE / a.n, 0) AS conviction
  FROM directed d
  JOIN items a ON a.place = d.from_place
  JOIN items b ON b.place = d.to_place
  CROSS JOIN totals t
)
SELECT antecedent, consequent, support, confidence, lift, leverage, conviction
FROM measured
WHERE confidence >= $min_confidence AND lift >= $min_lift
ORDER BY lift DESC, confidence DESC, antecedent, consequent
LIMIT $rules

-- @chart
WITH shown AS (
  FROM result ORDER BY lift DESC, confidence DESC, antecedent, consequent LIMIT 20
),
buyers AS (
  SELECT antecedent, consequent, count(DISTINCT a.person) AS behind
  FROM shown
  JOIN baskets a ON a.item = antecedent
  JOIN baskets b ON b.item = consequent AND b.basket = a.basket
  GROUP BY antecedent, consequent
)
SELECT antecedent || ' → ' || consequent AS pair, lift, confidence, support, antecedent, consequent, behind
FROM shown
JOIN buyers USING (antecedent, consequent)
ORDER BY lift DESC, confidence DESC, antecedent, consequent

-- @people
-- Of each pair those who bought the first in the period and not the second: who can still be offered it.
WITH bought AS (
  SELECT DISTINCT customer, trim(CASE $level WHEN 'category' THEN category ELSE product END) AS item
  FROM orders
  WHERE customer IS NOT NULL AND trim(CASE $level WHEN 'category' THEN category ELSE product END) <> ''
    AND ($region = '' OR region = $region)
)
SELECT b.customer, b.item AS antecedent, o.item AS consequent
FROM bought b, (SELECT DISTINCT item FROM bought) o
WHERE o.item <> b.item AND NOT EXISTS (FROM bought has WHERE has.customer = b.customer AND has.item = o.item)

-- @findings
WITH size AS (
  SELECT n, (SELECT count(*) FROM result) AS rules FROM totals
),
compared AS (
  -- Baskets with both against what chance would bring, as roots of counts (Anscombe 1948); as many pairs were looked
  -- at as the frequent items have, listed or not.
  SELECT 'pairs' AS family, a.item || ' → ' || b.item AS key, p.n - expected AS effect,
    abs(p.n - expected) / nullif(2 * abs(sqrt(p.n + 0.375) - sqrt(expected + 0.375)), 0) AS error, NULL AS df, 0.2 * expected AS least,
    (SELECT count(*) * (count(*) - 1) / 2 FROM items)::BIGINT AS looked
  FROM (SELECT p.*, i.n::DOUBLE * j.n / t.n AS expected FROM pairs p JOIN items i ON i.place = p.first JOIN items j ON j.place = p.second, totals t) p
  JOIN items a ON a.place = p.first
  JOIN items b ON b.place = p.second
),
-- @include judged
,
held AS (
  SELECT r.* FROM result r JOIN judged j ON j.key IN (r.antecedent || ' → ' || r.consequent, r.consequent || ' → ' || r.antecedent) WHERE j.verdict > 0
),
best AS (
  SELECT * FROM held ORDER BY lift DESC, confidence DESC, antecedent, consequent LIMIT 1
),
widest AS (
  SELECT * FROM held ORDER BY support DESC, confidence DESC, antecedent, consequent LIMIT 1
)
SELECT 'strongest' AS rule, 'info' AS severity, antecedent, consequent, support, confidence, lift, n, round(support * n / confidence)::BIGINT AS holding FROM best, size
UNION ALL
SELECT 'widest', 'info', antecedent, consequent, support, confidence, lift, round(support * n)::BIGINT, round(support * n / confidence)::BIGINT FROM widest, size WHERE NOT EXISTS (FROM best b WHERE b.antecedent = widest.antecedent AND b.consequent = widest.consequent)
UNION ALL
SELECT 'none', 'info', '', '', 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, n, 0 FROM size WHERE rules = 0 AND n > 0
UNION ALL
SELECT 'few_baskets', 'warning', '', '', 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, n, 0 FROM size WHERE n < 200 AND rules > 0
