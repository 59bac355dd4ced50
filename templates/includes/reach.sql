-- Where the data of each kind of rows begin.
SELECT 'orders' AS rows, min(ordered_at) AS first_at FROM past_orders WHERE customer IS NOT NULL AND amount IS NOT NULL
UNION ALL
SELECT 'purchases', min(ordered_at) FROM past_orders WHERE customer IS NOT NULL AND amount IS NOT NULL
UNION ALL
SELECT 'events', min(occurred_at) FROM past_events WHERE customer IS NOT NULL
UNION ALL
SELECT 'feedback', min(occurred_at) FROM past_feedback
UNION ALL
SELECT 'registrations', min(registered_at) FROM customers
UNION ALL
SELECT 'customers', NULL
UNION ALL
SELECT 'state', NULL
UNION ALL
SELECT 'renewals', min(contract_end) FROM customers
