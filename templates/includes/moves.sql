-- Each move of each visit, from one action to the next.
picked AS (
  -- Actions at one instant keep the order in which the data has them.
  SELECT customer, session, occurred_at, action, row_number() OVER () AS place
  FROM events
  -- Where all are of staff there is nobody else to be told from them.
  WHERE customer IS NOT NULL AND action IS NOT NULL AND occurred_at IS NOT NULL
    AND (NOT $leave_out_staff OR team IS NULL OR NOT EXISTS (FROM events WHERE team IS NULL))
),
paused AS (
  SELECT *, date_diff('second', lag(occurred_at) OVER (PARTITION BY customer ORDER BY occurred_at, place), occurred_at) AS pause
  FROM picked
  WHERE session IS NULL
),
visits AS (
  SELECT customer, session, 0 AS part, occurred_at, action, place FROM picked WHERE session IS NOT NULL
  UNION ALL
  -- Without a session id a visit ends where the customer is silent for longer than the gap.
  SELECT
    customer, session,
    sum(CASE WHEN pause <= $gap_minutes * 60 THEN 0 ELSE 1 END) OVER (PARTITION BY customer ORDER BY occurred_at, place ROWS UNBOUNDED PRECEDING),
    occurred_at, action, place
  FROM paused
),
marked AS (
  SELECT *, len($start) = 0 OR sum(list_contains($start, action)::INT) OVER visit > 0 AS has_started, lag(action) OVER visit AS previous
  FROM visits
  WHERE len($start) > 0 OR $merge_repeats
  WINDOW visit AS (PARTITION BY customer, session, part ORDER BY occurred_at, place)
),
kept AS (
  -- Sorting a million actions twice is worth avoiding: the plain case skips the marks.
  SELECT customer, session, part, occurred_at, action, place FROM visits WHERE len($start) = 0 AND NOT $merge_repeats
  UNION ALL
  SELECT customer, session, part, occurred_at, action, place FROM marked WHERE has_started AND NOT ($merge_repeats AND action IS NOT DISTINCT FROM previous)
),
placed AS (
  SELECT row_number() OVER visit AS step, action AS source, coalesce(lead(action) OVER visit, '(end)') AS target, customer
  FROM kept
  WINDOW visit AS (PARTITION BY customer, session, part ORDER BY occurred_at, place)
)
