-- Recency, frequency and monetary value of whoever bought in the window.
-- An order is one order_id; lines without one are told apart by their instant, or are one each. Hashes of the two are
-- put together, which takes less time than the texts, and than counting those that differ. Amounts are rounded far
-- below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT
  customer,
  date_diff('day', max(last_at)::DATE, $as_of) AS recency_days,
  CASE WHEN {each_row} THEN sum(lines)::BIGINT ELSE count(*) END AS frequency,
  round(sum(amount)::DOUBLE, 6) AS monetary
FROM (
  SELECT customer, max(ordered_at) AS last_at, count(*) AS lines, sum(amount) AS amount
  FROM (
    SELECT customer, ordered_at, order_id, amount FROM orders WHERE $window = 'period'
    UNION ALL
    SELECT customer, ordered_at, order_id, amount FROM past_orders WHERE $window = 'all'
  )
  WHERE customer IS NOT NULL AND amount IS NOT NULL
  GROUP BY customer, hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)
)
GROUP BY customer
