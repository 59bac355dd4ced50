-- Ordered rules on R, F and M; the first that fits names the tier.

-- @step base
-- A customer who bought nothing in the window has no R, and F and M of 0; the thresholds are about buyers alone.
-- In the set of standings the R of who bought before the window is known: a prospect has never bought.
WITH bought AS (
-- @include rfm-values each_row=false
)
FROM bought
UNION ALL
SELECT customer, CASE WHEN $scheme = 'standing' THEN days END, 0, 0::DOUBLE
FROM (SELECT DISTINCT customer FROM customers WHERE customer IS NOT NULL)
LEFT JOIN (SELECT customer, date_diff('day', max(ordered_at)::DATE, $as_of) AS days FROM past_orders WHERE customer IS NOT NULL GROUP BY customer) USING (customer)
WHERE $scheme <> 'thresholds' AND customer NOT IN (SELECT customer FROM bought)

-- @step bar
-- The least amount of a VIP: what was set; else 100,000 where it sets a few apart, one in a thousand to one in five
-- buyers; else what the top tenth of buyers reach, to the nearest of 1, 2 and 5 times a power of ten.
SELECT
  buyers, vips, usual,
  CASE WHEN $vip_amount > 0 THEN 'set' WHEN vips >= 0.001 * buyers AND vips <= 0.2 * buyers OR coalesce(tenth, 0) <= 0 THEN 'usual' ELSE 'derived' END AS how,
  CASE how WHEN 'set' THEN $vip_amount WHEN 'usual' THEN usual ELSE pow(10, k) * CASE WHEN tenth / pow(10, k) < sqrt(2) THEN 1 WHEN tenth / pow(10, k) < sqrt(10) THEN 2 WHEN tenth / pow(10, k) < sqrt(50) THEN 5 ELSE 10 END END::DOUBLE AS amount
FROM (
  SELECT *, floor(log10(CASE WHEN tenth > 0 THEN tenth END)) AS k
  FROM (
    SELECT count(*) AS buyers, 100000::DOUBLE AS usual, count(*) FILTER (WHERE recency_days <= $vip_days AND frequency >= $vip_orders AND monetary >= 100000) AS vips, quantile_cont(monetary, 0.9)::DOUBLE AS tenth
    FROM base
    WHERE frequency > 0
  )
)

-- @step rules
-- `place` is the order in which they are tried, `shown` the one in which tiers are listed.
WITH vip AS (
  SELECT 'VIP' AS name, NULL::DOUBLE AS recency_days_min, $vip_days::DOUBLE AS recency_days_max,
    $vip_orders::DOUBLE AS frequency_min, NULL::DOUBLE AS frequency_max, (SELECT amount FROM bar) AS monetary_min, NULL::DOUBLE AS monetary_max
)
SELECT 1 AS place, 1 AS shown, * FROM vip WHERE $scheme = 'thresholds'
UNION ALL
SELECT 2, 2, 'potential', NULL, $potential_days - 1, $potential_orders, NULL, NULL, NULL WHERE $scheme = 'thresholds'
UNION ALL
SELECT CASE WHEN $warning_first THEN 0 ELSE 3 END, 4, 'churn warning', $warning_days + 1, NULL, NULL, NULL, NULL, NULL WHERE $scheme = 'thresholds'
UNION ALL
SELECT 0, 4, 'lapsed', 0, NULL, NULL, 0, NULL, NULL WHERE $scheme = 'standing'
UNION ALL
SELECT 1, 5, 'prospect', NULL, NULL, NULL, 0, NULL, NULL WHERE $scheme = 'standing'
UNION ALL
SELECT 2, 1, * FROM vip WHERE $scheme = 'standing'
UNION ALL
SELECT 3, 2, 'important', NULL, NULL, 1, NULL, (
  -- The least amount among so many of the largest; who ties with the last of them belongs to them.
  SELECT coalesce(min(monetary), 'infinity'::DOUBLE)
  FROM (SELECT monetary, row_number() OVER (ORDER BY monetary DESC) AS place, count(*) OVER () AS buyers FROM base WHERE frequency > 0)
  WHERE place <=
    -- @include top-share share=$important_share of=buyers
), NULL WHERE $scheme = 'standing'
UNION ALL
SELECT place, place, rule.name, rule.recency_days_min, rule.recency_days_max, rule.frequency_min, rule.frequency_max, rule.monetary_min, rule.monetary_max
FROM (SELECT unnest(range(1, len($rules) + 1)) AS place, unnest($rules) AS rule)
WHERE $scheme = 'own'

-- @step agreed
-- @include agreed bar=$warning_days

-- @step standing
-- Whose agreement runs on pays by the term: silence within it is no warning.
SELECT
  b.*,
  -- @include holds last=($as_of-b.recency_days::INTEGER) day=$as_of
  AS held
FROM base b
LEFT JOIN agreed a USING (customer)

-- @step fits
SELECT
  b.customer, b.recency_days, b.frequency, b.monetary,
  arg_min(r.name, r.place) AS tier, count(r.place) AS rules_met,
  -- Silent for so long, and not warned of for all that.
  $scheme = 'thresholds' AND b.held AND coalesce(b.recency_days > $warning_days, false) AS quiet
FROM standing b
LEFT JOIN rules r
  ON (r.recency_days_min IS NULL OR b.recency_days >= r.recency_days_min)
  AND (r.recency_days_max IS NULL OR b.recency_days <= r.recency_days_max)
  AND (r.frequency_min IS NULL OR b.frequency >= r.frequency_min)
  AND (r.frequency_max IS NULL OR b.frequency <= r.frequency_max)
  AND (r.monetary_min IS NULL OR b.monetary >= r.monetary_min)
  AND (r.monetary_max IS NULL OR b.monetary <= r.monetary_max)
  AND NOT ($scheme = 'standing' AND r.name = 'prospect' AND b.recency_days IS NOT NULL)
  AND NOT ($scheme = 'thresholds' AND r.name = 'churn warning' AND b.held)
GROUP BY b.customer, b.recency_days, b.frequency, b.monetary, b.held

-- @step listed
-- Who meets no rule stands before the warning or the prospects, and at the end of rules of one's own.
SELECT name AS tier, shown FROM rules
UNION ALL
SELECT CASE WHEN $scheme = 'own' AND trim($otherwise) <> '' THEN trim($otherwise) ELSE 'ordinary' END,
  CASE WHEN $scheme = 'own' THEN 1000 ELSE 3 END

-- @step habits
-- @include habits

-- @step silence
-- @include silence

-- @result
SELECT
  f.customer, f.recency_days, f.frequency, f.monetary,
  l.tier,
  f.rules_met
FROM fits f
JOIN (SELECT tier, min(shown) AS shown FROM listed GROUP BY tier) l
  ON l.tier = coalesce(f.tier, CASE WHEN $scheme = 'own' AND trim($otherwise) <> '' THEN trim($otherwise) ELSE 'ordinary' END)
ORDER BY l.shown, f.monetary DESC, f.customer

-- @chart
WITH tiers AS (
  SELECT
    tier,
    count(*) AS customers,
    count(*)::DOUBLE / sum(count(*)) OVER () AS customer_share,
    coalesce(sum(monetary) / nullif(sum(sum(monetary)) OVER (), 0), 0) AS revenue_share,
    -- @include top-customer of=monetary
    AS top_share
  FROM result
  GROUP BY tier
)
SELECT tier, measure, share, customers, top_share
FROM (
  SELECT tier, 'customers' AS measure, customer_share AS share, customers, NULL::DOUBLE AS top_share FROM tiers
  UNION ALL
  SELECT tier, 'revenue', revenue_share, customers, top_share FROM tiers
)
ORDER BY (SELECT min(shown) FROM listed l WHERE l.tier = tier), measure

-- @findings
WITH compared AS (SELECT family, key, effect, error, df, least, looked FROM silence),
-- @include judged
,
held AS (SELECT coalesce(bool_or(verdict < 0), false) AS stands FROM judged),
tiers AS (
  SELECT
    tier,
    count(*) AS customers,
    count(*)::DOUBLE / sum(count(*)) OVER () AS share,
    coalesce(sum(monetary), 0) AS revenue,
    coalesce(sum(monetary) / nullif(sum(sum(monetary)) OVER (), 0), 0) AS revenue_share
  FROM result
  GROUP BY tier
),
best AS (
  SELECT tier FROM listed ORDER BY shown LIMIT 1
),
several AS (
  SELECT count(*) AS customers, count(*)::DOUBLE / nullif((SELECT count(*) FROM result), 0) AS share
  FROM result
  WHERE rules_met > 1
),
unmatched AS (
  SELECT count(*) AS customers, count(*)::DOUBLE / nullif((SELECT count(*) FROM result), 0) AS share
  FROM result
  WHERE rules_met = 0
)
SELECT *, $warning_days AS warning_days
FROM (
SELECT 'vip' AS rule, 'info' AS severity, tier, customers, share, revenue, revenue_share, false AS stands FROM tiers WHERE tier = (FROM best)
UNION ALL
SELECT 'no_vip', 'info', (FROM best), (SELECT count(*) FROM result), 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, false
WHERE EXISTS (FROM result) AND NOT EXISTS (FROM tiers WHERE tier = (FROM best))
UNION ALL
SELECT 'warning_revenue', 'warning', tier, customers, share, revenue, revenue_share, stands FROM tiers, held WHERE tier = 'churn warning' AND $scheme = 'thresholds'
UNION ALL
SELECT 'agreed', 'info', '', n, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, false FROM (SELECT count(*) AS n FROM fits WHERE quiet) WHERE n > 0
UNION ALL
SELECT 'lapsed', 'warning', tier, customers, share, 0::DOUBLE, 0::DOUBLE, false FROM tiers WHERE tier = 'lapsed' AND $scheme = 'standing'
UNION ALL
SELECT 'prospects', 'info', tier, customers, share, 0::DOUBLE, 0::DOUBLE, false FROM tiers WHERE tier = 'prospect' AND $scheme = 'standing'
UNION ALL
SELECT 'unmatched', 'warning', '', customers, share, 0::DOUBLE, 0::DOUBLE, false FROM unmatched WHERE $scheme = 'own' AND share >= 0.5
UNION ALL
SELECT 'several_rules', 'info', '', customers, share, 0::DOUBLE, 0::DOUBLE, false FROM several WHERE share >= 0.01
)
UNION ALL BY NAME
SELECT CASE WHEN vips = 0 THEN 'bar_none' WHEN vips < 0.001 * buyers THEN 'bar_few' ELSE 'bar' END AS rule, 'info' AS severity, vips AS customers, amount AS bar, usual FROM bar WHERE how = 'derived' AND $scheme <> 'own' AND EXISTS (FROM result)
