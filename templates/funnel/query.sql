-- How many customers (or visits) get through a chain of actions, each strictly after the one before.

-- @step chosen
-- The given steps, or the five actions that most customers reach.
SELECT generate_subscripts($steps, 1)::BIGINT AS step, unnest($steps) AS action
UNION ALL
SELECT row_number() OVER (ORDER BY customers DESC, action) AS step, action
FROM (
  SELECT action, count(DISTINCT customer) AS customers
  FROM events
  WHERE len($steps) = 0 AND action IS NOT NULL AND customer IS NOT NULL AND (team IS NULL OR customer IN (SELECT customer FROM customers))
  GROUP BY action
  ORDER BY customers DESC, action
  LIMIT 5
)

-- @step base
WITH picked AS (
  -- The same action at the same instant is one; what is left has an order that two sorts agree on.
  SELECT DISTINCT customer, session, occurred_at, action
  FROM events
  WHERE customer IS NOT NULL AND (team IS NULL OR customer IN (SELECT customer FROM customers)) AND action IS NOT NULL AND occurred_at IS NOT NULL
),
parted AS (
  SELECT
    customer, session, occurred_at, action,
    CASE WHEN session IS NULL THEN sum(CASE WHEN pause <= $gap_minutes * 60 THEN 0 ELSE 1 END) OVER (
      PARTITION BY customer, session ORDER BY occurred_at, action ROWS UNBOUNDED PRECEDING
    ) ELSE 0 END AS part
  FROM (
    SELECT
      *,
      CASE WHEN session IS NULL THEN date_diff('second', lag(occurred_at) OVER (PARTITION BY customer, session ORDER BY occurred_at, action), occurred_at) END AS pause
    FROM picked
    WHERE $unit = 'session'
  )
),
units AS (
  SELECT customer AS unit, occurred_at, action FROM picked WHERE $unit = 'customer'
  UNION ALL
  SELECT concat_ws(chr(31), customer, coalesce('s' || session, part::VARCHAR)), occurred_at, action FROM parted
)
SELECT DISTINCT unit, action, occurred_at
FROM units
WHERE action IN (SELECT action FROM chosen)

-- @result
WITH RECURSIVE
-- @include funnel-paths
,
counts AS (
  SELECT step, count(*) AS customers FROM path GROUP BY step
  UNION ALL
  SELECT step, count(DISTINCT unit) FROM tries GROUP BY step
),
listed AS (
  SELECT c.step, c.action, coalesce(n.customers, 0) AS customers FROM chosen c LEFT JOIN counts n USING (step)
)
SELECT
  step, action, customers,
  CASE WHEN step = 1 THEN 1::DOUBLE ELSE coalesce(customers::DOUBLE / nullif(lag(customers) OVER (ORDER BY step), 0), 0) END AS step_rate,
  coalesce(customers::DOUBLE / nullif(first_value(customers) OVER (ORDER BY step), 0), 0) AS cumulative_rate
FROM listed
ORDER BY step

-- @people
WITH RECURSIVE
-- @include funnel-paths
SELECT split_part(unit, chr(31), 1) AS customer, action
FROM (SELECT step, unit FROM path UNION SELECT step, unit FROM tries)
JOIN chosen USING (step)

-- @findings
WITH steps AS (
  SELECT *, lag(action) OVER (ORDER BY step) AS previous_action, lag(customers) OVER (ORDER BY step) AS previous FROM result
),
ends AS (
  SELECT min_by(action, step) AS previous_action, max_by(action, step) AS action, min_by(customers, step) AS previous, max_by(customers, step) AS customers, count(*) AS steps
  FROM result
),
worst AS (
  SELECT * FROM steps WHERE previous > 0 AND step > 1
  -- @include alone of=-step_rate over=-1
)
SELECT 'overall' AS rule, 'info' AS severity, previous_action, action, previous, customers, customers::DOUBLE / previous AS rate, (previous - customers)::BIGINT AS lost
FROM ends
WHERE steps > 1 AND previous > 0 AND len($steps) > 0
UNION ALL
-- The commonest actions are no chain that anybody meant: nothing is lost between them.
SELECT 'no_chain', 'info', previous_action, action, previous, customers, 0::DOUBLE, 0 FROM ends WHERE len($steps) = 0 AND steps > 1
UNION ALL
SELECT 'worst_step', 'warning', previous_action, action, previous, customers, step_rate, previous - customers FROM worst WHERE customers < previous AND len($steps) > 0
UNION ALL
SELECT 'never_reached', 'bad', '', action, 0, 0, 0::DOUBLE, 0 FROM result WHERE customers = 0 AND len($steps) > 0 AND (SELECT max(customers) FROM result) > 0
