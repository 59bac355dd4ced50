-- The stage of each customer at the end of each period, and the moves between stages.

-- @step days
-- Purchases of the goal's customer group by day, in all history. Rounded far below a cent: equal sums must
-- tie, in whatever order their parts were added up.
SELECT customer, ordered_at::DATE AS day, round(sum(amount)::DOUBLE, 6) AS amount
FROM past_orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer, day

-- @step points
-- One more than shown: the first is where the moves of the second begin.
SELECT number, ($as_of - to_months((number * CASE $step WHEN 'quarter' THEN 3 ELSE 1 END)::INTEGER))::DATE AS point
FROM (SELECT unnest(range(0, $periods + 1)) AS number)

-- @step agreed
-- @include agreed bar=$lost_days

-- @step placed
-- Growth and decline are told only where the data cover the window before: 3 % of it are let pass.
WITH sums AS (
  SELECT
    p.number, p.point, d.customer,
    p.point - 2 * $window_days + floor(0.03::DOUBLE * $window_days)::INTEGER >= (SELECT min(day) FROM days) AS covered,
    min(d.day) AS first_day, max(d.day) AS last_day,
    round(coalesce(sum(d.amount) FILTER (WHERE d.day >= p.point - $window_days), 0), 6) AS spend,
    round(coalesce(sum(d.amount) FILTER (WHERE d.day < p.point - $window_days AND d.day >= p.point - 2 * $window_days), 0), 6) AS spend_before
  FROM points p
  JOIN days d ON d.day < p.point
  GROUP BY p.number, p.point, d.customer
),
held AS (
  SELECT s.*,
    -- @include holds last=s.last_day day=s.point
    AS held
  FROM sums s
  LEFT JOIN agreed a USING (customer)
)
SELECT
  number, point, customer, spend, spend_before,
  -- Silent for so long, and not lost for all that.
  held AND point - last_day > $lost_days AS quiet,
  CASE
    WHEN point - last_day > $lost_days AND NOT held THEN 'lost'
    WHEN point - first_day <= $new_days THEN CASE $scheme WHEN 'status' THEN 'new' ELSE 'acquire' END
    WHEN $scheme = 'status' THEN 'active'
    -- What is paid for a term comes at its beginning: the windows say nothing of it.
    WHEN NOT covered OR held THEN 'mature'
    -- Who spent nothing before cannot spend less.
    WHEN spend_before > 0 AND
      -- @include at-least value=spend_before-spend bar=spend_before*$decline_from
    THEN 'decline'
    WHEN spend > spend_before * (1 + $growth_from) THEN 'growth'
    ELSE 'mature'
  END AS stage
FROM held

-- @step year_ago
-- What a season makes of decline comes every year: how many were at it a year before, where the data cover its windows.
SELECT count(*) AS customers, count(*) FILTER (
  WHERE NOT held AND silent_days <= $lost_days AND known_days > $new_days AND spend_before > 0 AND
    -- @include at-least value=spend_before-spend bar=spend_before*$decline_from
) AS declining
FROM (
  SELECT
    customer,
    bool_or(
      -- @include holds last=last_day day=point
    ) AS held,
    date_diff('day', max(day), point) AS silent_days, date_diff('day', min(day), point) AS known_days,
    round(coalesce(sum(amount) FILTER (WHERE day >= point - $window_days), 0), 6) AS spend,
    round(coalesce(sum(amount) FILTER (WHERE day < point - $window_days AND day >= point - 2 * $window_days), 0), 6) AS spend_before
  FROM (SELECT *, max(day) OVER (PARTITION BY customer) AS last_day FROM days CROSS JOIN (SELECT ($as_of - INTERVAL 1 YEAR)::DATE AS point) WHERE day < point)
  LEFT JOIN agreed a USING (customer)
  WHERE day < point AND (SELECT min(day) FROM days) <= point - greatest(2 * $window_days, $lost_days) + floor(0.03::DOUBLE * $window_days)::INTEGER
  GROUP BY customer, point
)

-- @step moves
SELECT
  now.number,
  coalesce(before.stage, '(not yet)') AS source,
  now.stage AS target,
  count(*) AS customers
FROM placed now
LEFT JOIN placed before ON before.customer = now.customer AND before.number = now.number + 1
WHERE now.number < $periods
GROUP BY ALL

-- @step turned
-- Of those not lost at a step before, who is lost at a step, from the latest back over a year and the steps before that.
WITH pauses AS (
  SELECT customer, day, lead(day, 1, DATE '9999-12-31') OVER (PARTITION BY customer ORDER BY day) AS next_day FROM days
),
sizes AS (
  SELECT CASE $step WHEN 'quarter' THEN 3 ELSE 1 END AS months, CASE $step WHEN 'quarter' THEN 4 ELSE 12 END AS year
),
steps AS (
  SELECT number, ($as_of - to_months((number * months)::INTEGER))::DATE AS point
  FROM (SELECT months, unnest(range(0, year + least($periods, year) + 1)) AS number FROM sizes)
),
silent AS (
  SELECT
    number, point, customer,
    point - day > $lost_days AND NOT
    -- @include holds last=day day=point
    AS lost
  FROM steps
  JOIN pauses ON day < point AND next_day >= point
  LEFT JOIN agreed a USING (customer)
)
SELECT n.number, b.point - $lost_days AS since, n.customer, n.lost, s.year
FROM silent n
JOIN silent b ON b.customer = n.customer AND b.number = n.number + 1 AND NOT b.lost
CROSS JOIN sizes s

-- @step comparable
-- Whether days in a row without orders are among those on which it hangs who is lost at the steps, and at those of a year
-- before: they would pass for silence.
WITH
ordering_days AS (SELECT DISTINCT day FROM days),
-- @include missing name=ordering kind='' end=$as_of
needed AS (
  SELECT greatest((SELECT min(point) FROM points) - $lost_days, (SELECT min(day) FROM days)) AS since
)
SELECT
  -- @include missing-in name=ordering start=since end=$as_of
  <= 0.03 * $lost_days AS before,
  -- @include missing-in name=ordering start=since-to_years(1) end=$as_of-to_years(1)
  <= 0.03 * $lost_days AS year_before
FROM needed

-- @step course
-- Who of the customers turned lost at the latest step and at those before it, and at the same steps a year before, as far
-- as the data reach back for these.
WITH reached AS (
  SELECT DISTINCT number % year AS step FROM turned WHERE number > year AND since >= (SELECT min(day) FROM days)
)
SELECT 'losing' AS key, customer,
  CASE WHEN number = 0 THEN 'now' WHEN number = year THEN 'then' WHEN number < year THEN 'before' ELSE 'then_before' END AS part,
  count(*) AS n, count(*) FILTER (WHERE lost) AS s
FROM turned, comparable
WHERE year_before AND (number IN (0, year) OR number % year IN (SELECT step FROM reached))
  AND (SELECT count(*) FROM reached) >= least(3, $periods - 1)
GROUP BY ALL

-- @step habits
-- @include habits

-- @step silence
-- @include silence

-- @result
WITH counts AS (
  SELECT number, point, stage, count(*) AS customers, sum(spend) AS spend FROM placed WHERE number < $periods GROUP BY number, point, stage
),
inward AS (
  SELECT number, target AS stage, sum(customers)::BIGINT AS entered FROM moves WHERE source <> target GROUP BY number, target
),
outward AS (
  SELECT number, source AS stage, sum(customers)::BIGINT AS departed FROM moves WHERE source <> target GROUP BY number, source
)
SELECT
  (c.point - 1)::DATE AS as_at,
  c.stage,
  c.customers,
  c.customers::DOUBLE / sum(c.customers) OVER (PARTITION BY c.number) AS share,
  coalesce(i.entered, 0) AS entered,
  coalesce(o.departed, 0) AS departed,
  c.spend
FROM counts c
LEFT JOIN inward i ON i.number = c.number AND i.stage = c.stage
LEFT JOIN outward o ON o.number = c.number AND o.stage = c.stage
ORDER BY c.number DESC, CASE c.stage WHEN 'acquire' THEN 1 WHEN 'new' THEN 1 WHEN 'growth' THEN 2 WHEN 'mature' THEN 3 WHEN 'active' THEN 3 WHEN 'decline' THEN 4 ELSE 5 END

-- @chart
SELECT *
FROM (
SELECT as_at, stage, customers, NULL::INTEGER AS step, NULL::VARCHAR AS source, NULL::VARCHAR AS target
FROM result
WHERE $view = 'counts'
UNION ALL
SELECT NULL, NULL, customers, 1, source, target
FROM moves
WHERE $view = 'flows' AND number = 0
)
ORDER BY as_at, CASE stage WHEN 'acquire' THEN 1 WHEN 'new' THEN 1 WHEN 'growth' THEN 2 WHEN 'mature' THEN 3 WHEN 'active' THEN 3 WHEN 'decline' THEN 4 ELSE 5 END, customers DESC, source, target

-- @people
SELECT customer, (point - 1)::DATE AS as_at, stage, NULL::VARCHAR AS source, NULL::VARCHAR AS target
FROM placed
WHERE number < $periods
UNION ALL
-- The moves of the last period.
SELECT now.customer, NULL, NULL, coalesce(before.stage, '(not yet)'), now.stage
FROM placed now
LEFT JOIN placed before ON before.customer = now.customer AND before.number = now.number + 1
WHERE now.number = 0

-- @findings
WITH now AS (
  SELECT * FROM result WHERE as_at = (SELECT max(as_at) FROM result)
),
last_moves AS (
  SELECT
    coalesce(sum(customers) FILTER (WHERE target = 'lost' AND source NOT IN ('lost', '(not yet)')), 0)::BIGINT AS lost,
    coalesce(sum(customers) FILTER (WHERE source NOT IN ('lost', '(not yet)')), 0)::BIGINT AS kept_before,
    coalesce(sum(customers) FILTER (WHERE source = '(not yet)'), 0)::BIGINT AS won,
    coalesce(sum(customers) FILTER (WHERE source = 'lost' AND target <> 'lost'), 0)::BIGINT AS back,
    coalesce(sum(customers) FILTER (WHERE source = 'lost'), 0)::BIGINT AS lost_before
  FROM moves
  WHERE number = 0
),
fading AS (
  SELECT sum(spend_before) AS spend FROM placed WHERE number = 0 AND stage = 'decline'
),
parts AS (
  -- Of those not lost a step before, who is now. The stock of the lost only grows with the data; this rate need not.
  -- Steps that the data do not reach back for are left out.
  SELECT 'losing' AS family, 'losing' AS among, CASE n.number WHEN 0 THEN 'latest' ELSE 'earlier' END AS part, n.number = 0 AS judge, n.customer,
    count(*) AS n, count(*) FILTER (WHERE n.stage = 'lost') AS s, true AS share, 0.1 AS least
  FROM placed n
  JOIN placed b ON b.customer = n.customer AND b.number = n.number + 1 AND b.stage <> 'lost'
  WHERE b.point - $lost_days >= (SELECT min(day) FROM days)
  GROUP BY n.number = 0, CASE n.number WHEN 0 THEN 'latest' ELSE 'earlier' END, n.customer
),
losing AS (
  SELECT sum(s) FILTER (WHERE judge) / sum(n) FILTER (WHERE judge) AS share, sum(s) FILTER (WHERE NOT judge) / sum(n) FILTER (WHERE NOT judge) AS before, (sum(n) FILTER (WHERE judge))::BIGINT AS n
  FROM parts
),
-- @include against-rest alike=1
-- @include season plain=false
compared AS (
  FROM compared_parts
  UNION ALL
  SELECT family, key, effect, error, df, least, looked FROM silence
  UNION ALL
  FROM season_compared
),
-- @include judged
,
moved AS (
  SELECT verdict,
    -- @include seasoned free=false key='losing' verdict=j.verdict
    AS season_of
  FROM judged j
  WHERE family = 'losing' AND verdict <> 0 AND (SELECT before FROM comparable) AND NOT $group_by_spend
),
held AS (SELECT coalesce(bool_or(verdict < 0), false) AS stands FROM judged WHERE family = 'silence'),
history AS (
  SELECT date_diff('day', min(day), $as_of) AS reach, (SELECT date_diff('day', min(point), $as_of) FROM points) + greatest(2 * $window_days, $lost_days) AS needed FROM days
)
SELECT *, $lost_days AS lost_days, $window_days AS window_days, (1 - $decline_from)::DOUBLE AS kept
FROM (
(SELECT 'largest' AS rule, 'info' AS severity, stage, customers AS n, share, 0::DOUBLE AS other, 0 AS gap, 0::DOUBLE AS spend, false AS stands FROM (
  FROM now
  -- @include alone of=customers over=1
))
UNION ALL
-- Bad is what chance does not explain: of two counts that come at one rate.
SELECT 'lost_now', CASE WHEN lost - won - back > 1.96 * sqrt(lost + won + back) THEN 'bad' ELSE 'info' END, CASE WHEN lost > won + back THEN '(loss)' ELSE '(gain)' END, lost, lost::DOUBLE / kept_before, won + back, abs(won + back - lost), 0::DOUBLE, false FROM last_moves WHERE lost > 0 AND kept_before > 0 AND NOT $group_by_spend
UNION ALL
SELECT CASE WHEN y.customers > 0 THEN 'declining_year' ELSE 'declining' END, 'warning', n.stage, n.customers, n.share, coalesce(y.declining::DOUBLE / nullif(y.customers, 0), 0), y.declining, f.spend, stands FROM now n, fading f, held, year_ago y WHERE n.stage = 'decline' AND n.customers > 0
UNION ALL
SELECT CASE WHEN verdict > 0 THEN 'losing_more' ELSE 'losing_less' END, CASE WHEN verdict > 0 THEN 'bad' ELSE 'good' END, '', n, share, before, 0, 0::DOUBLE, true FROM moved, losing WHERE season_of = 'stands'
UNION ALL
SELECT CASE season_of WHEN 'season' THEN 'losing_season' ELSE 'losing_no_year' END, 'info', '', n, share, l.before, 0, coalesce(then_now, 0), false FROM losing l CROSS JOIN moved LEFT JOIN season_rates ON true WHERE season_of <> 'stands'
UNION ALL
SELECT 'back', 'good', '', back, back::DOUBLE / lost_before, 0::DOUBLE, 0, 0::DOUBLE, false FROM last_moves WHERE back > 0 AND NOT $group_by_spend
UNION ALL
SELECT 'agreed', 'info', '', n, 0::DOUBLE, 0::DOUBLE, 0, 0::DOUBLE, false FROM (SELECT count(*) AS n FROM placed WHERE number = 0 AND quiet) WHERE n > 0
UNION ALL
SELECT 'chosen', 'info', '', 0, 0::DOUBLE, 0::DOUBLE, 0, 0::DOUBLE, false WHERE $group_by_spend
UNION ALL
SELECT 'short_history', 'warning', '', reach, 0::DOUBLE, needed, 0, 0::DOUBLE, false FROM history WHERE reach < needed
)
