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
picked AS (
  SELECT DISTINCT least(a.place, b.place) AS first, greatest(a.place, b.place) AS second
  FROM result r
  JOIN items a ON a.item = r.antecedent
  JOIN items b ON b.item = r.consequent
),
held_items AS (
  SELECT basket, person, place FROM baskets JOIN items USING (item) WHERE place IN (SELECT first FROM picked UNION ALL SELECT second FROM picked)
),
each_person AS (
  SELECT person, count(DISTINCT basket)::DOUBLE AS m FROM baskets GROUP BY person
),
item_people AS (
  SELECT place, person, count(*) AS n FROM held_items GROUP BY place, person
),
pair_people AS (
  SELECT first, second, person, sum(a)::DOUBLE AS a, sum(b)::DOUBLE AS b, sum(ab)::DOUBLE AS ab
  FROM (
    SELECT first, second, person, n AS a, 0 AS b, 0 AS ab FROM picked JOIN item_people ON place = first
    UNION ALL
    SELECT first, second, person, 0, n, 0 FROM picked JOIN item_people ON place = second
    UNION ALL
    SELECT k.first, k.second, x.person, 0, 0, count(*)
    FROM picked k JOIN held_items x ON x.place = k.first JOIN held_items y ON y.basket = x.basket AND y.place = k.second
    GROUP BY k.first, k.second, x.person
  )
  GROUP BY first, second, person
),
by_person AS (
  -- How far each customer moves baskets with both from what chance would bring: whoever buys the same again and again
  -- is one customer. What comes to nothing may round to less.
  SELECT first, second,
    sqrt(greatest((sum((ab - a * q / n - b * p / n + p * q * m / (n * n)) ** 2) + any_value((p * q / (n * n)) ** 2 * whole) - sum((p * q * m / (n * n)) ** 2)) * any_value(people / greatest(people - 1, 1)), 0)) AS error
  FROM (
    SELECT pp.*, e.m, i.n::DOUBLE AS p, j.n::DOUBLE AS q, t.n::DOUBLE AS n, w.whole, w.people
    FROM pair_people pp
    JOIN each_person e USING (person)
    JOIN items i ON i.place = pp.first
    JOIN items j ON j.place = pp.second
    CROSS JOIN totals t
    CROSS JOIN (SELECT sum(m * m) AS whole, count(*)::DOUBLE AS people FROM each_person) w
  )
  GROUP BY first, second
),
compared AS (
  -- Baskets with both against what chance would bring, as roots of counts (Anscombe 1948); as many pairs were looked
  -- at as the frequent items have, listed or not.
  SELECT 'pairs' AS family, a.item || ' → ' || b.item AS key, p.n - expected AS effect,
    greatest(abs(p.n - expected) / nullif(2 * abs(sqrt(p.n + 0.375) - sqrt(expected + 0.375)), 0), s.error) AS error, NULL AS df, 0.2 * expected AS least,
    (SELECT count(*) * (count(*) - 1) / 2 FROM items)::BIGINT AS looked
  FROM (SELECT p.*, i.n::DOUBLE * j.n / t.n AS expected FROM pairs p JOIN items i ON i.place = p.first JOIN items j ON j.place = p.second, totals t) p
  JOIN items a ON a.place = p.first
  JOIN items b ON b.place = p.second
  LEFT JOIN by_person s ON s.first = p.first AND s.second = p.second
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
