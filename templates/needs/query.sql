-- What customers need, and how they weigh price, service and brand.

-- @step people
SELECT
  customer,
  -- @include attribute by=$by
  AS segment,
  coalesce(nullif(trim(core_need), ''), '(none)') AS need,
  price / nullif(price + service + brand, 0) AS price, service / nullif(price + service + brand, 0) AS service, brand / nullif(price + service + brand, 0) AS brand
FROM (
  -- @include people customers=customers
)

-- @step topics
SELECT p.segment, trim(f.topic) AS topic, count(*) AS n
FROM feedback f
JOIN people p USING (customer)
WHERE trim(f.topic) <> ''
GROUP BY ALL

-- @step spent
SELECT p.segment, p.customer, sum(o.amount)::DOUBLE AS revenue FROM orders o JOIN people p USING (customer) GROUP BY p.segment, p.customer

-- @result
-- Rounded: factors of equal weight must tie, in whatever order the customers' were added up.
WITH summed AS (
  SELECT segment, count(*) AS customers, round(avg(price), 9) AS price, round(avg(service), 9) AS service, round(avg(brand), 9) AS brand FROM people GROUP BY segment HAVING count(*) >= $least
),
wanted AS (
  SELECT segment, need, row_number() OVER (PARTITION BY segment ORDER BY need = '(none)', count(*) DESC, need) AS place FROM people GROUP BY segment, need
),
told AS (
  SELECT segment, topic, row_number() OVER (PARTITION BY segment ORDER BY n DESC, topic) AS place FROM topics
)
SELECT
  s.segment, s.customers,
  s.customers::DOUBLE / (SELECT count(*) FROM people) AS share,
  s.price, s.service, s.brand,
  -- @include leading-factor
  AS leading_factor,
  w.need AS top_need,
  t.topic AS top_topic,
  coalesce(r.revenue, 0) / s.customers AS revenue_per_customer
FROM summed s
LEFT JOIN wanted w ON w.segment = s.segment AND w.place = 1
LEFT JOIN told t ON t.segment = s.segment AND t.place = 1
LEFT JOIN (SELECT segment, sum(revenue) AS revenue FROM spent GROUP BY segment) r ON r.segment = s.segment
ORDER BY s.customers DESC, s.segment

-- @chart
WITH named AS (
  SELECT * FROM result WHERE segment <> '(none)' AND price IS NOT NULL ORDER BY customers DESC, segment LIMIT 30
)
SELECT segment, factor, weight, customers
FROM (
  SELECT segment, 'price' AS factor, price AS weight, customers, 1 AS place FROM named
  UNION ALL
  SELECT segment, 'service', service, customers, 2 FROM named
  UNION ALL
  SELECT segment, 'brand', brand, customers, 3 FROM named
)
ORDER BY customers DESC, segment, place

-- @people
SELECT customer, segment FROM people

-- @findings
WITH known AS (
  SELECT * FROM result WHERE segment <> '(none)'
),
whole AS (
  SELECT
    count(*) AS customers, count(*) FILTER (WHERE segment = '(none)') AS unknown, avg(price) AS price, avg(service) AS service, avg(brand) AS brand, count(price) AS weighed,
    (SELECT sum(revenue) FROM spent) / nullif(count(*), 0) AS revenue
  FROM people
),
dominant AS (
  SELECT weighed, CASE WHEN price >= service AND price >= brand THEN 'price' WHEN service >= brand THEN 'service' ELSE 'brand' END AS factor, greatest(price, service, brand) AS share FROM whole WHERE weighed > 0 AND greatest(price, service, brand) - list_sort([price, service, brand])[2] > 1e-9
),
parts AS (
  SELECT 'factor' AS family, factor AS among, p.segment AS part, p.segment IN (SELECT segment FROM known) AS judge, customer, 1 AS n, weight AS s, false AS share, 0.05 AS least
  FROM (UNPIVOT (SELECT customer, segment, price, service, brand FROM people) ON price, service, brand INTO NAME factor VALUE weight) p
  UNION ALL
  SELECT 'value', 'value', p.segment, p.segment IN (SELECT segment FROM known), p.customer, 1, coalesce(s.revenue, 0), false, 0.1
  FROM people p
  LEFT JOIN spent s USING (segment, customer)
),
-- @include against-rest alike=1
compared AS (FROM compared_parts),
-- @include judged
,
apart AS (
  SELECT k.segment, k.customers, k.leading_factor, greatest(k.price, k.service, k.brand) AS share, CASE k.leading_factor WHEN 'price' THEN w.price WHEN 'service' THEN w.service ELSE w.brand END AS other
  FROM known k, whole w
  WHERE k.leading_factor IS NOT NULL
)
(SELECT 'top' AS rule, 'info' AS severity, k.segment, '' AS leading_factor, k.customers AS n, k.customers::DOUBLE / (w.customers - w.unknown) AS share, 0::DOUBLE AS other, 0::DOUBLE AS amount FROM (
  FROM known
  -- @include alone of=customers over=1
) k, whole w)
UNION ALL
SELECT 'factor', 'info', '', factor, weighed, share, 0::DOUBLE, 0::DOUBLE FROM dominant
UNION ALL
(SELECT 'differs', 'info', segment, leading_factor, customers, share, other, 0::DOUBLE FROM apart WHERE (SELECT verdict FROM judged WHERE family = 'factor' AND key = leading_factor || ' ' || segment) > 0 ORDER BY leading_factor <> (SELECT factor FROM dominant) DESC, share - other DESC, segment LIMIT 2)
UNION ALL
(SELECT 'valuable', 'info', k.segment, '', k.customers, 0::DOUBLE, k.revenue_per_customer / w.revenue, k.revenue_per_customer FROM known k, whole w WHERE w.revenue > 0 AND (SELECT verdict FROM judged WHERE family = 'value' AND key = k.segment) > 0 ORDER BY k.revenue_per_customer DESC, k.segment LIMIT 1)
UNION ALL
SELECT 'unknown', 'warning', '', '', unknown, unknown::DOUBLE / customers, 0::DOUBLE, 0::DOUBLE FROM whole WHERE unknown > 0.1 * customers AND EXISTS (FROM result WHERE segment = '(none)')
