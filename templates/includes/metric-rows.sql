-- The rows that metrics count, limited to the goal's customer group: span 1 is the period, 2 the one before it,
-- 3 the one before that. A period before has the same number of whole months, or else of days.
spans AS (
  SELECT ($period_start - length)::DATE AS before_start, ($period_start - 2 * length)::DATE AS earlier_start
  FROM (
    SELECT CASE WHEN $period_start + to_months(date_diff('month', $period_start, $period_end + 1)) = $period_end + 1
      THEN to_months(date_diff('month', $period_start, $period_end + 1))
      ELSE to_days(($period_end - $period_start + 1)::INTEGER) END AS length
  )
),
bounds AS (
  -- First day of each span and the day after its last; the period itself goes no further than the as-of date.
  SELECT 1 AS span, $period_start AS span_start, least($period_end + 1, greatest($as_of, $period_start)) AS span_end
  UNION ALL
  SELECT 2, before_start, $period_start FROM spans
  UNION ALL
  SELECT 3, earlier_start, before_start FROM spans
),
scope AS (
  SELECT DISTINCT customer FROM customers WHERE customer IS NOT NULL
),
-- With a group, what came before is limited to it too.
limits AS (
  SELECT (SELECT count(*) FROM customers) < (SELECT count(*) FROM all_customers) AS limited
),
-- With types of behaviour chosen, what came before is limited to them too: without the actions that the period has
-- and `events` has not.
hidden AS (
  SELECT action FROM all_events
  WHERE action IS NOT NULL AND occurred_at >= $period_start AND occurred_at < $period_end + 1 AND customer IN (FROM scope)
  EXCEPT
  SELECT action FROM events
),
order_rows AS NOT MATERIALIZED (
  SELECT *, hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END) AS order_key
  FROM (
    SELECT 1 AS span, ordered_at AS moment, * FROM orders
    UNION ALL BY NAME
    SELECT CASE WHEN ordered_at >= before_start THEN 2 ELSE 3 END AS span, ordered_at AS moment, all_orders.*
    FROM all_orders, spans, limits
    WHERE ordered_at >= earlier_start AND ordered_at < $period_start AND (NOT limited OR customer IN (FROM scope))
  )
  WHERE customer IS NOT NULL AND amount IS NOT NULL
),
purchase_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN moment >= $period_start THEN 1 WHEN moment >= before_start THEN 2 ELSE 3 END AS span, days.*
  FROM (
    -- A customer's days with an order, in all history.
    SELECT
      customer, day::TIMESTAMP AS moment, region, channel,
      day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap_days,
      sum(amount) OVER (PARTITION BY customer ORDER BY day) AS spent
    FROM (
      SELECT customer, ordered_at::DATE AS day, sum(amount)::DOUBLE AS amount, min(region) AS region, min(channel) AS channel
      FROM all_orders
      WHERE customer IS NOT NULL AND amount IS NOT NULL
      GROUP BY customer, day
    )
  ) AS days, spans, limits
  WHERE moment >= earlier_start AND moment < $period_end + 1 AND (NOT limited OR customer IN (FROM scope))
),
event_rows AS NOT MATERIALIZED (
  SELECT *
  FROM (
    SELECT 1 AS span, occurred_at AS moment, * FROM events
    UNION ALL BY NAME
    SELECT CASE WHEN occurred_at >= before_start THEN 2 ELSE 3 END AS span, occurred_at AS moment, all_events.*
    FROM all_events, spans, limits
    WHERE occurred_at >= earlier_start AND occurred_at < $period_start AND (NOT limited OR customer IN (FROM scope))
      AND (action IS NULL OR action NOT IN (FROM hidden))
  )
  WHERE customer IS NOT NULL
),
feedback_rows AS NOT MATERIALIZED (
  SELECT 1 AS span, occurred_at AS moment, * FROM feedback
  UNION ALL BY NAME
  SELECT CASE WHEN occurred_at >= before_start THEN 2 ELSE 3 END AS span, occurred_at AS moment, all_feedback.*
  FROM all_feedback, spans, limits
  WHERE occurred_at >= earlier_start AND occurred_at < $period_start AND (NOT limited OR customer IN (FROM scope))
),
registration_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN registered_at >= $period_start THEN 1 WHEN registered_at >= before_start THEN 2 ELSE 3 END AS span, registered_at AS moment, customer, referrer
  FROM customers, spans
  WHERE registered_at >= earlier_start AND registered_at < $period_end + 1
),
renewal_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN contract_end >= $period_start THEN 1 WHEN contract_end >= before_start THEN 2 ELSE 3 END AS span, contract_end AS moment, customer, renewed
  FROM customers, spans
  WHERE contract_end >= earlier_start AND contract_end < $period_end + 1
),
state_rows AS NOT MATERIALIZED (
  SELECT 1 AS span, $period_end::TIMESTAMP AS moment, customer, decision_makers FROM customers
),
customer_rows AS NOT MATERIALIZED (
  SELECT 1 AS span, $period_end::TIMESTAMP AS moment, * FROM customers
),
firsts AS (
  SELECT customer, min(ordered_at) AS first_at FROM all_orders WHERE customer IS NOT NULL AND amount IS NOT NULL GROUP BY customer
),
high_value AS (
  -- The top 20 % of the period's customers by spend; rounded before the ceiling: 0.2 * 15 is a hair above 3.
  SELECT customer
  FROM (
    SELECT customer, row_number() OVER (ORDER BY sum(amount) DESC, customer) AS place, count(*) OVER () AS customers
    FROM orders
    WHERE customer IS NOT NULL AND amount IS NOT NULL
    GROUP BY customer
  )
  WHERE place <= ceil(round(0.2::DOUBLE * customers, 6))
)
