-- First and last day of the span that was chosen for comparison; NULL while it is the period before.
against_span AS (
  SELECT
    CASE $against WHEN 'year' THEN $year_start WHEN 'chosen' THEN $compare END::DATE AS from_day,
    CASE $against WHEN 'year' THEN $year_end WHEN 'chosen' THEN $compare_end END::DATE AS to_day
),
-- With that span as the eleventh: spans next to each other are compared for growth, it is next to none.
all_bounds AS (
  FROM bounds
  UNION ALL
  SELECT 11, from_day, to_day + 1, from_day + floor(0.03::DOUBLE * (to_day + 1 - from_day))::INTEGER FROM against_span WHERE from_day IS NOT NULL
),
