-- How far each unit comes, from its first start, or from the start that leads furthest within so many days.
path(step, unit, reached_at) AS (
  SELECT 1::BIGINT, b.unit, min(b.occurred_at)
  FROM base b
  JOIN chosen c ON c.step = 1 AND c.action = b.action
  WHERE $within_days = 0
  GROUP BY b.unit
  UNION ALL
  SELECT p.step + 1, p.unit, min(b.occurred_at)
  FROM path p
  JOIN chosen c ON c.step = p.step + 1
  JOIN base b ON b.unit = p.unit AND b.action = c.action AND b.occurred_at > p.reached_at
  GROUP BY p.step, p.unit
),
-- Within so many days every start is an attempt of its own. Of those that reach an action the one that began last
-- has most time left, and it is among those that reached the step before last.
tries(step, unit, reached_at, started_at) AS (
  SELECT 1::BIGINT, b.unit, b.occurred_at, b.occurred_at
  FROM base b
  JOIN chosen c ON c.step = 1 AND c.action = b.action
  WHERE $within_days > 0
  UNION ALL
  SELECT n.step, n.unit, n.occurred_at, t.started_at
  FROM (SELECT c.step, b.unit, b.occurred_at FROM base b JOIN chosen c ON c.action = b.action) n
  ASOF JOIN tries t ON n.unit = t.unit AND n.step = t.step + 1 AND n.occurred_at > t.reached_at
  WHERE n.occurred_at <= t.started_at + to_days($within_days)
)
