-- Where the data of each kind of rows begin, and the days on which they have some.
orders_reach AS (
  SELECT 'orders' AS rows, min(ordered_at) AS first_at, list(DISTINCT ordered_at::DATE) AS days FROM past_orders WHERE customer IS NOT NULL AND amount IS NOT NULL
),
purchases_reach AS (
  SELECT 'purchases' AS rows, min(ordered_at) AS first_at, list(DISTINCT ordered_at::DATE) AS days FROM past_orders WHERE customer IS NOT NULL AND amount IS NOT NULL
),
events_reach AS (
  SELECT 'events' AS rows, min(occurred_at) AS first_at, list(DISTINCT occurred_at::DATE) AS days FROM past_events WHERE customer IS NOT NULL
),
feedback_reach AS (
  SELECT 'feedback' AS rows, min(occurred_at) AS first_at, list(DISTINCT occurred_at::DATE) AS days FROM past_feedback
),
registrations_reach AS (
  SELECT 'registrations' AS rows, min(registered_at) AS first_at, NULL::DATE[] AS days FROM customers
),
customers_reach AS (
  SELECT 'customers' AS rows, NULL::TIMESTAMP AS first_at, NULL::DATE[] AS days
),
state_reach AS (
  SELECT 'state' AS rows, NULL::TIMESTAMP AS first_at, NULL::DATE[] AS days
),
renewals_reach AS (
  SELECT 'renewals' AS rows, min(contract_end) AS first_at, NULL::DATE[] AS days FROM customers
)
