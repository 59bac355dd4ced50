-- Customers whose behaviour says that they may leave, each with the reasons.

-- @step kinds
-- @include action-kind

-- @step acts
SELECT
  customer,
  count(*) FILTER (WHERE occurred_at >= $as_of - to_months($months)) AS acts_now,
  count(*) FILTER (WHERE occurred_at < $as_of - to_months($months)) AS acts_before,
  count(*) FILTER (WHERE occurred_at >= $as_of - to_months($months) AND fills_cart) AS carts_now,
  count(*) FILTER (WHERE occurred_at < $as_of - to_months($months) AND fills_cart) AS carts_before,
  count(*) FILTER (WHERE occurred_at >= $as_of - to_months($months) AND pays) AS paid_now,
  count(*) FILTER (WHERE occurred_at < $as_of - to_months($months) AND pays) AS paid_before
FROM past_events
LEFT JOIN kinds USING (action)
WHERE customer IS NOT NULL AND occurred_at >= $as_of - to_months(2 * $months)
GROUP BY customer

-- @step bought
SELECT
  customer,
  count(DISTINCT CASE WHEN ordered_at >= $as_of - to_months($months) THEN hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END) END) AS orders_now,
  count(DISTINCT CASE WHEN ordered_at < $as_of - to_months($months) THEN hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END) END) AS orders_before
FROM past_orders
WHERE customer IS NOT NULL AND ordered_at >= $as_of - to_months(2 * $months)
GROUP BY customer

-- @step told
SELECT
  customer,
  count(*) FILTER (WHERE occurred_at >= $as_of - to_months($months)) AS complaints_now,
  count(*) FILTER (WHERE occurred_at < $as_of - to_months($months)) AS complaints_before
FROM past_feedback
WHERE customer IS NOT NULL AND lower(kind) IN ('complaint', '投诉')
  AND occurred_at >= $as_of - to_months(2 * $months)
GROUP BY customer

-- @step rhythm
-- Days on which a customer did or bought anything, and the usual gap between them.
WITH days AS (
  SELECT customer, occurred_at::DATE AS day FROM past_events WHERE customer IS NOT NULL
  UNION
  SELECT customer, ordered_at::DATE FROM past_orders WHERE customer IS NOT NULL
),
gaps AS (
  SELECT customer, day, day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap FROM days
)
SELECT customer, count(*) AS active_days, date_diff('day', max(day), $as_of) AS days_since_last, median(gap)::DOUBLE AS usual_gap
FROM gaps
GROUP BY customer

-- @result
WITH joined AS (
  SELECT
    r.customer, r.active_days, r.days_since_last, r.usual_gap,
    coalesce(acts_now, 0) AS acts_now, coalesce(acts_before, 0) AS acts_before,
    -- An order pays for a cart whether or not the log has the payment.
    greatest(coalesce(carts_now, 0) - greatest(coalesce(paid_now, 0), coalesce(orders_now, 0)), 0) AS unpaid_now,
    greatest(coalesce(carts_before, 0) - greatest(coalesce(paid_before, 0), coalesce(orders_before, 0)), 0) AS unpaid_before,
    coalesce(orders_now, 0) AS orders_now, coalesce(orders_before, 0) AS orders_before,
    coalesce(complaints_now, 0) AS complaints_now, coalesce(complaints_before, 0) AS complaints_before
  FROM rhythm r
  LEFT JOIN acts USING (customer)
  LEFT JOIN bought USING (customer)
  LEFT JOIN told USING (customer)
),
fired AS (
  SELECT
    *,
    (acts_now - acts_before)::DOUBLE / nullif(acts_before, 0) AS activity_change,
    complaints_now - complaints_before AS complaint_change,
    acts_before >= $least_actions AND
    -- @include at-least value=acts_before-acts_now bar=acts_before*$activity_drop
    AS by_activity,
    unpaid_now > 0 AND unpaid_now >= $cart_growth * greatest(unpaid_before, 1) AS by_carts,
    orders_before > 0 AND
    -- @include at-least value=orders_before-orders_now bar=orders_before*$purchase_drop
    AS by_purchases,
    complaints_now - complaints_before >= $complaint_rise AS by_complaints,
    active_days >= 3 AND days_since_last > $silence_factor * greatest(usual_gap, 1) AND days_since_last >= $least_silence AS by_silence
  FROM joined
),
scored AS (
  SELECT
    *,
    $weights_activity * by_activity::INT + $weights_carts * by_carts::INT + $weights_purchases * by_purchases::INT
      + $weights_complaints * by_complaints::INT + $weights_silence * by_silence::INT AS risk_score
  FROM fired
  WHERE by_activity OR by_carts OR by_purchases OR by_complaints OR by_silence
)
SELECT
  customer,
  activity_change,
  complaint_change,
  days_since_last,
  risk_score,
  CASE
    WHEN
      -- @include at-least value=risk_score bar=$high_from
    THEN 'high'
    WHEN
      -- @include at-least value=risk_score bar=$medium_from
    THEN 'medium'
    ELSE 'low'
  END AS risk_level,
  concat_ws(', ',
    CASE WHEN by_activity THEN 'activity' END, CASE WHEN by_carts THEN 'carts' END, CASE WHEN by_purchases THEN 'purchases' END,
    CASE WHEN by_complaints THEN 'complaints' END, CASE WHEN by_silence THEN 'silence' END
  ) AS reasons
FROM scored
ORDER BY risk_score DESC, days_since_last DESC, customer

-- @chart
SELECT trigger, risk_level, count(*) AS customers
FROM (SELECT unnest(string_split(reasons, ', ')) AS trigger, risk_level FROM result)
GROUP BY trigger, risk_level
ORDER BY sum(count(*)) OVER (PARTITION BY trigger) DESC, trigger, CASE risk_level WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END

-- @findings
WITH levels AS (
  SELECT
    count(*) AS flagged,
    count(*) FILTER (WHERE risk_level = 'high') AS high,
    count(*) FILTER (WHERE list_contains(string_split(reasons, ', '), 'complaints') AND list_contains(string_split(reasons, ', '), 'activity')) AS angry,
    (SELECT count(*) FROM rhythm) AS customers
  FROM result
),
spend AS (
  SELECT coalesce(sum(o.amount), 0)::DOUBLE AS amount
  FROM orders o
  WHERE o.customer IN (SELECT customer FROM result WHERE risk_level = 'high')
),
common AS (
  SELECT trigger, count(*) AS n FROM (SELECT unnest(string_split(reasons, ', ')) AS trigger FROM result) GROUP BY trigger ORDER BY n DESC, trigger LIMIT 1
)
SELECT 'high' AS rule, 'bad' AS severity, high AS n, high::DOUBLE / customers AS share, amount, '' AS trigger FROM levels, spend WHERE high > 0
UNION ALL
SELECT 'commonest', 'warning', common.n, common.n::DOUBLE / flagged, 0::DOUBLE, common.trigger FROM levels, common
UNION ALL
SELECT 'angry', 'bad', angry, angry::DOUBLE / customers, 0::DOUBLE, '' FROM levels WHERE angry > 0
UNION ALL
SELECT 'nobody', 'good', customers, 0::DOUBLE, 0::DOUBLE, '' FROM levels WHERE flagged = 0 AND customers > 0
