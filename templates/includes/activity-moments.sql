-- What is counted by the hour of the week, with its moment. Actions are counted one by one.
SELECT isodow(ordered_at)::BIGINT AS weekday, ordered_at AS moment, order_id, customer, customer AS buyer, 0 AS one_by_one
FROM orders
WHERE $source = 'orders' AND ordered_at IS NOT NULL
UNION ALL
SELECT isodow(occurred_at), occurred_at, NULL, customer, NULL, 1
FROM events
WHERE $source = 'events' AND occurred_at IS NOT NULL AND (len($actions) = 0 OR list_contains($actions, action)) AND
  -- @include by-customers
