-- Customers of value who fell silent, each with a likely reason and an action.

-- @step kinds
-- @include action-kind

-- @step bought
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
WITH days AS (
  SELECT customer, ordered_at::DATE AS day, sum(amount)::DOUBLE AS amount, count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders,
    -- An order without a time of day counts for the whole day.
    max(CASE WHEN ordered_at = date_trunc('day', ordered_at) THEN ordered_at + INTERVAL 86399 SECOND ELSE ordered_at END) AS last_at
  FROM past_orders
  WHERE customer IS NOT NULL AND amount IS NOT NULL
  GROUP BY customer, day
),
gaps AS (
  SELECT *, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap, max(day) OVER (PARTITION BY customer) AS last_day FROM days
)
SELECT
  customer,
  round(sum(amount), 6) AS total_spend,
  sum(orders)::BIGINT AS orders,
  min(day) AS first_day, max(day) AS last_day, max(last_at) AS last_at,
  date_diff('day', max(day), $as_of) AS silent_days,
  median(gap)::DOUBLE AS usual_gap,
  round(coalesce(sum(amount) FILTER (WHERE day > last_day - 365), 0), 6) AS last_year,
  round(coalesce(sum(amount) FILTER (WHERE day <= last_day - 365 AND day > last_day - 730), 0), 6) AS year_before
FROM gaps
GROUP BY customer

-- @step valued
SELECT *
FROM (SELECT *, row_number() OVER (ORDER BY total_spend DESC, customer) AS spend_place, count(*) OVER () AS customers FROM bought)
-- Who spent nothing is of no value, whatever the others spent.
WHERE total_spend > 0 AND spend_place <=
  -- @include top-share share=$top_share of=customers

-- @step agreed
-- @include agreed bar=$lost_days

-- @step silent
SELECT v.*,
  -- @include holds last=v.last_day day=$as_of
  AS held
FROM valued v
LEFT JOIN agreed a USING (customer)
WHERE silent_days > $lost_days AND (usual_gap IS NULL OR silent_days > $gap_times * greatest(usual_gap, 1))

-- @step lost
SELECT * FROM silent WHERE NOT held

-- @step told
SELECT
  l.customer,
  count(*) FILTER (WHERE lower(f.kind) IN ('complaint', '投诉')) AS complaints,
  count(*) FILTER (WHERE lower(f.kind) IN ('complaint', '投诉') AND f.resolved = false) AS open_complaints,
  -- Of several answers at the last instant the unhappy one, whatever the order of the rows.
  (max((f.occurred_at, CASE WHEN f.nps BETWEEN 0 AND 10 THEN f.nps <= 6 ELSE f.csat <= 2 END)) FILTER (WHERE f.nps BETWEEN 0 AND 10 OR f.csat BETWEEN 1 AND 5))[2] AS unhappy
FROM lost l
JOIN past_feedback f ON f.customer = l.customer AND f.occurred_at >= l.last_day - $look_back
GROUP BY l.customer

-- @step acted
SELECT
  l.customer,
  count(e.outcome) AS known,
  count(*) FILTER (WHERE lower(e.outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误')) AS failures,
  max(e.occurred_at) FILTER (WHERE k.fills_cart) AS last_cart,
  max(e.occurred_at) FILTER (WHERE k.pays) AS last_pay
FROM lost l
JOIN past_events e ON e.customer = l.customer AND e.occurred_at >= l.last_day - $look_back
LEFT JOIN kinds k ON k.action = e.action
GROUP BY l.customer

-- @step habits
-- @include habits

-- @step silence
-- @include silence

-- @step owners
SELECT customer, any_value(nullif(trim(owner), '')) AS owner FROM customers GROUP BY customer

-- @result
WITH reasoned AS (
  SELECT
    l.*,
    l.total_spend / greatest((l.last_day - l.first_day) / 365.25::DOUBLE, 1) AS yearly_value,
    CASE
      WHEN t.open_complaints > 0 THEN 'complaint'
      WHEN t.unhappy THEN 'unhappy'
      WHEN t.complaints > 0 THEN 'complained'
      WHEN a.known >= 5 AND a.failures >= 0.2::DOUBLE * a.known THEN 'failures'
      -- An order pays for the cart before it, whether or not the log has the payment.
      WHEN a.last_cart > greatest(l.last_at, coalesce(a.last_pay, l.last_at)) THEN 'carts'
      WHEN l.year_before > 0 AND l.last_year < 0.5::DOUBLE * l.year_before THEN 'fading'
      WHEN l.orders = 1 THEN 'once'
      ELSE 'silent'
    END AS reason
  FROM lost l
  LEFT JOIN told t USING (customer)
  LEFT JOIN acted a USING (customer)
)
SELECT
  row_number() OVER (ORDER BY r.yearly_value DESC, r.customer) AS place,
  r.customer, o.owner, r.total_spend, r.orders, r.last_day AS last_purchase, r.silent_days, r.usual_gap, r.reason,
  CASE r.reason WHEN 'complaint' THEN 'personal service' WHEN 'unhappy' THEN 'call back' WHEN 'complained' THEN 'call back' WHEN 'failures' THEN 'technical help' WHEN 'carts' THEN 'offer' WHEN 'fading' THEN 'advice' WHEN 'once' THEN 'second order' ELSE 'care' END AS action,
  r.yearly_value
FROM reasoned r
LEFT JOIN owners o USING (customer)
ORDER BY place

-- @chart
SELECT
  reason, sum(yearly_value) AS amount, count(*) AS customers,
  -- @include top-customer of=yearly_value
  AS top_share
FROM result GROUP BY reason ORDER BY amount DESC, reason

-- @findings
WITH compared AS (SELECT family, key, effect, error, df, least, looked FROM silence),
-- @include judged
,
held AS (SELECT coalesce(bool_or(verdict < 0), false) AS stands FROM judged),
totals AS (
  SELECT count(*) AS n, coalesce(sum(yearly_value), 0) AS amount, (SELECT count(*) FROM valued) AS valued FROM result
),
by_reason AS (
  SELECT reason, any_value(action) AS action, count(*) AS n, sum(yearly_value) AS amount FROM result GROUP BY reason
),
first AS (
  SELECT count(*) AS n, sum(yearly_value) AS amount FROM result WHERE place <= 10
)
SELECT *, $top_share AS top_share, $lost_days AS lost_days, $gap_times AS gap_times
FROM (
SELECT 'total' AS rule, 'bad' AS severity, '' AS reason, '' AS action, n, n::DOUBLE / valued AS share, amount, stands FROM totals, held WHERE n > 0
UNION ALL
(SELECT 'reason', CASE WHEN b.reason IN ('complaint', 'unhappy', 'failures') THEN 'bad' ELSE 'warning' END, b.reason, b.action, b.n, b.n::DOUBLE / t.n, b.amount, stands FROM by_reason b, totals t, held ORDER BY b.amount DESC, b.reason LIMIT 3)
UNION ALL
SELECT 'first_ten', 'warning', '', '', f.n, f.amount / t.amount, f.amount, stands FROM first f, totals t, held WHERE t.n > 10 AND t.amount > 0
UNION ALL
SELECT 'nobody', 'good', '', '', valued, 0::DOUBLE, 0::DOUBLE, false FROM totals
-- Data of fewer days could hold nobody who has been silent for so long.
WHERE n = 0 AND valued > 0 AND NOT EXISTS (FROM silent) AND (SELECT min(ordered_at)::DATE FROM past_orders WHERE customer IS NOT NULL) < $as_of - $lost_days
UNION ALL
SELECT 'agreed', 'info', '', '', count(*), 0::DOUBLE, coalesce(sum(total_spend), 0), false FROM silent WHERE held HAVING count(*) > 0
)
UNION ALL BY NAME
-- @include carts-found
