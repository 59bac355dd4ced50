-- Customers whose behaviour says that they may leave, each with the reasons, and what such reasons came to before.

-- @step kinds
-- @include action-kind

-- @step moments
-- Signs are read as of today (0) and, to see what they came to, one and two spans of so many months ago. Who is told
-- from what went before needs data from the beginning of the span before: 3 % of it are let pass.
WITH ends AS (
  SELECT number::INTEGER AS number, ($as_of - to_months((number * $months)::INTEGER))::DATE AS day, ($as_of - to_months(((number + 2) * $months)::INTEGER))::DATE AS since
  FROM (SELECT unnest(range(0, 3)) AS number)
)
SELECT
  number, day,
  coalesce((SELECT min(occurred_at) FROM past_events WHERE customer IS NOT NULL) < since + 1 + floor(0.03::DOUBLE * (day - since))::INTEGER, false) AS events_known,
  coalesce((SELECT min(occurred_at) FROM past_feedback) < since + 1 + floor(0.03::DOUBLE * (day - since))::INTEGER, false) AS feedback_known
FROM ends

-- @step acts
-- By span of so many months, 1 the last: what came within a span is the "before" of the next and what came of the one before.
SELECT
  customer, span,
  count(*) AS acts, count(*) FILTER (WHERE fills_cart) AS carts, count(*) FILTER (WHERE pays) AS paid
FROM (
  SELECT
    customer, action,
    CASE WHEN occurred_at >= $as_of - to_months($months) THEN 1 WHEN occurred_at >= $as_of - to_months(2 * $months) THEN 2 WHEN occurred_at >= $as_of - to_months(3 * $months) THEN 3 ELSE 4 END AS span
  FROM past_events
  -- Staff who act on customers are none themselves.
  WHERE customer IS NOT NULL AND (team IS NULL OR customer IN (SELECT customer FROM customers)) AND occurred_at >= $as_of - to_months(4 * $months)
)
LEFT JOIN kinds USING (action)
GROUP BY customer, span

-- @step bought
SELECT customer, span, count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders
FROM (
  SELECT
    customer, order_id, ordered_at,
    CASE WHEN ordered_at >= $as_of - to_months($months) THEN 1 WHEN ordered_at >= $as_of - to_months(2 * $months) THEN 2 WHEN ordered_at >= $as_of - to_months(3 * $months) THEN 3 ELSE 4 END AS span
  FROM past_orders
  WHERE customer IS NOT NULL AND ordered_at >= $as_of - to_months(4 * $months)
)
GROUP BY customer, span

-- @step told
SELECT customer, span, count(*) AS complaints
FROM (
  SELECT
    customer,
    CASE WHEN occurred_at >= $as_of - to_months($months) THEN 1 WHEN occurred_at >= $as_of - to_months(2 * $months) THEN 2 WHEN occurred_at >= $as_of - to_months(3 * $months) THEN 3 ELSE 4 END AS span
  FROM past_feedback
  WHERE customer IS NOT NULL AND lower(kind) IN ('complaint', '投诉') AND occurred_at >= $as_of - to_months(4 * $months)
)
GROUP BY customer, span

-- @step agreed
-- @include agreed bar=$lost_days

-- @step rhythm
-- Days on which a customer did or bought anything, and the usual gap between them, as known at each moment.
WITH days AS (
  SELECT customer, day, bool_or(bought) AS bought
  FROM (
    SELECT customer, occurred_at::DATE AS day, false AS bought FROM past_events WHERE customer IS NOT NULL AND (team IS NULL OR customer IN (SELECT customer FROM customers))
    UNION ALL
    SELECT customer, ordered_at::DATE, true FROM past_orders WHERE customer IS NOT NULL
  )
  GROUP BY customer, day
),
gaps AS (
  SELECT customer, day, bought, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap FROM days
)
SELECT m.number, g.customer, count(*) AS active_days, date_diff('day', max(g.day), any_value(m.day)) AS days_since_last, median(gap)::DOUBLE AS usual_gap, max(g.day) FILTER (WHERE g.bought) AS last_bought
FROM gaps g
JOIN moments m ON g.day < m.day
WHERE m.number = 0 OR m.events_known
GROUP BY m.number, g.customer

-- @step signs
WITH joined AS (
  SELECT
    r.number, r.customer, r.active_days, r.days_since_last, r.usual_gap, m.events_known, m.feedback_known,
    coalesce(s.acts, 0) AS acts_now, coalesce(b.acts, 0) AS acts_before,
    -- An order pays for a cart whether or not the log has the payment.
    greatest(coalesce(s.carts, 0) - greatest(coalesce(s.paid, 0), coalesce(o.orders, 0)), 0) AS unpaid_now,
    greatest(coalesce(b.carts, 0) - greatest(coalesce(b.paid, 0), coalesce(p.orders, 0)), 0) AS unpaid_before,
    coalesce(o.orders, 0) AS orders_now, coalesce(p.orders, 0) AS orders_before,
    coalesce(c.complaints, 0) AS complaints_now, coalesce(d.complaints, 0) AS complaints_before,
    -- Who has bought leaves by buying no more, who never has by coming no more.
    -- and whose agreement still ran at the end of the span has not left.
    CASE WHEN r.number > 0 THEN CASE WHEN f.first_day < m.day THEN n.orders IS NULL ELSE e.acts IS NULL END AND NOT
      -- @include holds last=r.last_bought day=ends.day
    END AS went,
    -- @include holds last=r.last_bought day=m.day
    AS held
  FROM rhythm r
  JOIN moments m USING (number)
  LEFT JOIN moments ends ON ends.number = r.number - 1
  LEFT JOIN agreed a ON a.customer = r.customer
  LEFT JOIN (SELECT customer, min(ordered_at)::DATE AS first_day FROM past_orders GROUP BY customer) f ON f.customer = r.customer
  LEFT JOIN acts e ON e.customer = r.customer AND e.span = r.number
  LEFT JOIN acts s ON s.customer = r.customer AND s.span = r.number + 1
  LEFT JOIN acts b ON b.customer = r.customer AND b.span = r.number + 2
  LEFT JOIN bought n ON n.customer = r.customer AND n.span = r.number
  LEFT JOIN bought o ON o.customer = r.customer AND o.span = r.number + 1
  LEFT JOIN bought p ON p.customer = r.customer AND p.span = r.number + 2
  LEFT JOIN told c ON c.customer = r.customer AND c.span = r.number + 1
  LEFT JOIN told d ON d.customer = r.customer AND d.span = r.number + 2
),
fired AS (
  SELECT
    *,
    acts_before >= $least_actions AND
    -- @include at-least value=acts_before-acts_now bar=acts_before*$activity_drop
    AS by_activity,
    -- Where the span before is not in the data, what is there now is no more than before.
    events_known AND unpaid_now > 0 AND unpaid_now >= $cart_growth * greatest(unpaid_before, 1) AS by_carts,
    -- What is paid for a term comes at its beginning.
    orders_before > 0 AND NOT held AND
    -- @include at-least value=orders_before-orders_now bar=orders_before*$purchase_drop
    AS by_purchases,
    feedback_known AND complaints_now - complaints_before >= $complaint_rise AS by_complaints,
    active_days >= 3 AND days_since_last > $silence_factor * greatest(usual_gap, 1) AND days_since_last >= $least_silence AS by_silence
  FROM joined
)
SELECT
  number, customer, days_since_last, days_since_last > $lost_days AND NOT held AS lost, days_since_last > $lost_days AND held AS quiet, went,
  (acts_now - acts_before)::DOUBLE / nullif(acts_before, 0) AS activity_change,
  CASE WHEN feedback_known THEN complaints_now - complaints_before END AS complaint_change,
  $weights_activity * by_activity::INT + $weights_carts * by_carts::INT + $weights_purchases * by_purchases::INT
    + $weights_complaints * by_complaints::INT + $weights_silence * by_silence::INT AS risk_score,
  by_activity::INT + by_carts::INT + by_purchases::INT + by_complaints::INT + by_silence::INT AS signs,
  concat_ws(', ',
    CASE WHEN by_activity THEN 'activity' END, CASE WHEN by_carts THEN 'carts' END, CASE WHEN by_purchases THEN 'purchases' END,
    CASE WHEN by_complaints THEN 'complaints' END, CASE WHEN by_silence THEN 'silence' END
  ) AS reasons
FROM fired

-- @step rates
-- Of those with the same signs a span ago, the share that then left. Few draw towards all with as many signs, and
-- those towards all (as if 20 more had been seen).
WITH whole AS (
  SELECT number, (count(*) FILTER (WHERE went))::DOUBLE / count(*) AS share
  FROM signs
  WHERE number > 0 AND NOT lost AND NOT $group_by_spend
  GROUP BY number
  HAVING count(*) FILTER (WHERE went) >= 20 AND count(*) FILTER (WHERE NOT went) >= 20
),
by_number AS (
  SELECT w.number, s.signs, (count(*) FILTER (WHERE s.went) + 20 * any_value(w.share)) / (count(*) + 20) AS share
  FROM signs s
  JOIN whole w USING (number)
  WHERE NOT s.lost
  GROUP BY w.number, s.signs
)
SELECT s.number, s.signs, s.reasons, count(*) AS customers, (count(*) FILTER (WHERE s.went) + 20 * any_value(n.share)) / (count(*) + 20) AS share
FROM signs s
JOIN by_number n ON n.number = s.number AND n.signs = s.signs
WHERE NOT s.lost
GROUP BY s.number, s.signs, s.reasons
UNION ALL
-- For combinations that were not seen a span ago.
SELECT number, signs, NULL, 0, share FROM by_number
UNION ALL
SELECT number, NULL, NULL, 0, share FROM whole

-- @step levelled
-- The levels of today by what was learnt a span ago, those of a span ago by what was learnt two spans ago.
WITH alike AS (
  SELECT
    s.*,
    CASE WHEN NOT s.lost THEN coalesce(
      (SELECT share FROM rates r WHERE r.number = s.number + 1 AND r.reasons = s.reasons),
      (SELECT share FROM rates r WHERE r.number = s.number + 1 AND r.reasons IS NULL AND r.signs = s.signs),
      (SELECT share FROM rates r WHERE r.number = s.number + 1 AND r.signs IS NULL)
    ) END AS left_alike,
    (SELECT share FROM rates r WHERE r.number = s.number + 1 AND r.reasons = '') AS left_without
  FROM signs s
  WHERE number < 2
)
SELECT
  *,
  CASE
    WHEN lost THEN 'lost'
    WHEN left_alike IS NULL THEN CASE
      WHEN
        -- @include at-least value=risk_score bar=$high_from
      THEN 'high'
      WHEN
        -- @include at-least value=risk_score bar=$medium_from
      THEN 'medium'
      ELSE 'low'
    END
    WHEN left_alike <= left_without THEN 'low'
    WHEN left_alike >= $high_share THEN 'high'
    WHEN left_alike >= $medium_share THEN 'medium'
    ELSE 'low'
  END AS risk_level
FROM alike

-- @step record
SELECT
  CASE part WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END AS place, part,
  count(*) AS customers, sum(left_alike) AS expected, count(*) FILTER (WHERE went) AS came
FROM (SELECT CASE WHEN reasons = '' THEN 'none' ELSE risk_level END AS part, left_alike, went FROM levelled WHERE number = 1 AND left_alike IS NOT NULL)
GROUP BY part

-- @result
SELECT customer, activity_change, complaint_change, days_since_last, risk_score, left_alike, risk_level, reasons
FROM levelled
WHERE number = 0 AND reasons <> ''
ORDER BY lost, left_alike DESC NULLS LAST, risk_score DESC, days_since_last DESC, customer

-- @table record
-- @include record-table

-- @chart
SELECT trigger, risk_level, customers, part, measure, amount, coalesce(behind, customers) AS behind
FROM (
  SELECT
    trigger, risk_level, count(*) AS customers, sum(count(*)) OVER (PARTITION BY trigger) AS whole,
    CASE risk_level WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END AS place,
    NULL::VARCHAR AS part, NULL::VARCHAR AS measure, NULL::DOUBLE AS amount
  FROM (SELECT unnest(string_split(reasons, ', ')) AS trigger, risk_level FROM result)
  WHERE $view = 'signs'
  GROUP BY trigger, risk_level
  UNION ALL BY NAME
  -- @include record-chart
)
ORDER BY whole DESC, trigger, place, measure DESC

-- @findings
WITH levels AS (
  SELECT
    count(*) AS flagged,
    count(*) FILTER (WHERE risk_level = 'high') AS high,
    avg(left_alike) FILTER (WHERE risk_level = 'high') AS high_share,
    count(*) FILTER (WHERE risk_level = 'lost') AS lost,
    count(*) FILTER (WHERE risk_level <> 'lost' AND list_contains(string_split(reasons, ', '), 'complaints') AND list_contains(string_split(reasons, ', '), 'activity')) AS angry,
    (SELECT count(*) FROM rhythm WHERE number = 0) AS customers,
    (SELECT any_value(left_without) FROM levelled WHERE number = 0) AS without
  FROM result
),
spend AS (
  SELECT coalesce(sum(o.amount), 0)::DOUBLE AS amount
  FROM orders o
  WHERE o.customer IN (SELECT customer FROM result WHERE risk_level = 'high')
),
gone AS (
  -- What became of those who had been silent for so long a span ago.
  SELECT (count(*) FILTER (WHERE went))::DOUBLE / count(*) AS share FROM signs WHERE number = 1 AND lost HAVING count(*) >= 10
),
held AS (
  SELECT
    (sum(customers) FILTER (WHERE part = 'high'))::BIGINT AS n, sum(came) FILTER (WHERE part = 'high') / sum(customers) FILTER (WHERE part = 'high') AS share,
    (sum(customers) FILTER (WHERE part = 'none'))::BIGINT AS others, sum(came) FILTER (WHERE part = 'none') / sum(customers) FILTER (WHERE part = 'none') AS other
  FROM record
),
compared AS (
  -- Shares as arcsines (Anscombe 1948): those of the high level against those without a sign, as they came out.
  SELECT 'levels' AS family, 'high' AS key, share - other AS effect,
    abs(share - other) / nullif(abs(2 * (asin(sqrt((share * n + 0.375) / (n + 0.75))) - asin(sqrt((other * others + 0.375) / (others + 0.75)))) / sqrt(1 / (n + 0.5) + 1 / (others + 0.5))), 0) AS error,
    NULL AS df, 0.05 AS least, NULL AS looked
  FROM held
  WHERE n > 0 AND others > 0
),
-- @include judged
,
common AS (
  FROM (SELECT trigger, count(*) AS n FROM (SELECT unnest(string_split(reasons, ', ')) AS trigger FROM result WHERE risk_level <> 'lost') GROUP BY trigger)
  -- @include alone of=n over=1
)
SELECT CASE WHEN EXISTS (FROM past_orders) THEN CASE WHEN high_share IS NULL THEN 'high' ELSE 'high_learnt' END WHEN high_share IS NULL THEN 'high_unbought' ELSE 'high_learnt_unbought' END AS rule, 'bad' AS severity, high AS n, high::DOUBLE / customers AS share, amount, '' AS trigger,
  coalesce(high_share, 0) AS rate, coalesce(without, 0) AS other, 0::BIGINT AS record_of, 0::DOUBLE AS expected, 0::DOUBLE AS came, 0::DOUBLE AS ratio, $months AS months, $lost_days AS lost_days,
  coalesce((SELECT verdict > 0 FROM judged), false) AS stands
FROM levels, spend
WHERE high > 0
UNION ALL BY NAME
SELECT *, $months AS months
FROM (
  -- @include record-line
)
UNION ALL BY NAME
SELECT CASE WHEN verdict > 0 THEN 'levels_held' ELSE 'levels_failed' END AS rule, CASE WHEN verdict > 0 THEN 'info' ELSE 'warning' END AS severity, n, share AS rate, other, $months AS months
FROM held, judged
UNION ALL BY NAME
SELECT CASE WHEN g.share IS NULL THEN 'lost_unseen' ELSE 'lost' END AS rule, 'info' AS severity, lost AS n, lost::DOUBLE / flagged AS share, coalesce(g.share, 0) AS rate, $months AS months, $lost_days AS lost_days
FROM levels
LEFT JOIN gone g ON true
WHERE lost > 0
UNION ALL BY NAME
SELECT 'agreed' AS rule, 'info' AS severity, count(*) AS n, $lost_days AS lost_days FROM signs WHERE number = 0 AND quiet HAVING count(*) > 0
UNION ALL BY NAME
SELECT 'commonest' AS rule, 'warning' AS severity, common.n, common.n::DOUBLE / (flagged - lost) AS share, common.trigger FROM levels, common
UNION ALL BY NAME
SELECT 'angry' AS rule, 'bad' AS severity, angry AS n, angry::DOUBLE / customers AS share FROM levels WHERE angry > 0
UNION ALL BY NAME
SELECT 'nobody' AS rule, 'good' AS severity, customers AS n FROM levels WHERE flagged = 0 AND customers > 0
UNION ALL BY NAME
-- @include carts-found
