-- The rows that metrics count, from the day in `oldest` on, each with the span in which or after which it lies:
-- `bounds` says where a span ends.
order_rows AS NOT MATERIALIZED (
  SELECT
    CASE WHEN ordered_at >= $period_start THEN 1 WHEN ordered_at >= $before_start THEN 2 ELSE 3 END AS span,
    ordered_at AS moment,
    hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END) AS order_key,
    *
  FROM past_orders
  WHERE customer IS NOT NULL AND amount IS NOT NULL AND ordered_at >= (FROM oldest) AND ordered_at < $period_end + 1
),
purchase_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN moment >= $period_start THEN 1 WHEN moment >= $before_start THEN 2 ELSE 3 END AS span, days.*
  FROM (
    -- A customer's days with an order, in all history.
    SELECT
      customer, day::TIMESTAMP AS moment, region, channel,
      day - lag(day) OVER (PARTITION BY customer ORDER BY day) AS gap_days,
      sum(amount) OVER (PARTITION BY customer ORDER BY day) AS spent
    FROM (
      SELECT customer, ordered_at::DATE AS day, sum(amount)::DOUBLE AS amount, min(region) AS region, min(channel) AS channel
      FROM past_orders
      WHERE customer IS NOT NULL AND amount IS NOT NULL
      GROUP BY customer, day
    )
  ) AS days
  WHERE moment >= (FROM oldest) AND moment < $period_end + 1
),
event_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN occurred_at >= $period_start THEN 1 WHEN occurred_at >= $before_start THEN 2 ELSE 3 END AS span, occurred_at AS moment, *
  FROM past_events
  -- Staff who act on customers are none themselves.
  WHERE customer IS NOT NULL AND (team IS NULL OR customer IN (SELECT customer FROM customers)) AND occurred_at >= (FROM oldest) AND occurred_at < $period_end + 1
),
feedback_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN occurred_at >= $period_start THEN 1 WHEN occurred_at >= $before_start THEN 2 ELSE 3 END AS span, occurred_at AS moment, *
  FROM past_feedback
  WHERE occurred_at >= (FROM oldest) AND occurred_at < $period_end + 1
),
registration_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN registered_at >= $period_start THEN 1 WHEN registered_at >= $before_start THEN 2 ELSE 3 END AS span, registered_at AS moment, customer, referrer
  FROM customers
  WHERE registered_at >= (FROM oldest) AND registered_at < $period_end + 1
),
renewal_rows AS NOT MATERIALIZED (
  SELECT CASE WHEN contract_end >= $period_start THEN 1 WHEN contract_end >= $before_start THEN 2 ELSE 3 END AS span, contract_end AS moment, customer, renewed
  FROM customers
  WHERE contract_end >= (FROM oldest) AND contract_end < $period_end + 1
),
state_rows AS NOT MATERIALIZED (
  SELECT 1 AS span, $period_end::TIMESTAMP AS moment, customer, decision_makers, churned FROM customers
),
customer_rows AS NOT MATERIALIZED (
  SELECT 1 AS span, $period_end::TIMESTAMP AS moment, * FROM customers
),
firsts AS (
  SELECT customer, min(ordered_at) AS first_at FROM past_orders WHERE customer IS NOT NULL AND amount IS NOT NULL GROUP BY customer
),
high_value AS (
  -- The top 20 % of the period's customers by spend.
  SELECT customer
  FROM (
    SELECT customer, row_number() OVER (ORDER BY round(sum(amount), 6) DESC, customer) AS place, count(*) OVER () AS customers
    FROM orders
    WHERE customer IS NOT NULL AND amount IS NOT NULL
    GROUP BY customer
  )
  WHERE place <=
    -- @include top-share share=0.2::DOUBLE of=customers
)
