-- First day of each span and the day after its last: 1 is the period as far as it has gone by, 2 the same part of the
-- period before, 3 of the one before that. Data that begin after `begins_by` do not cover the span: a slow start of
-- 3 % of its days is let pass, no more, for what is missing would pass for a change.
bounds AS (
  SELECT span, span_start, span_end, span_start + floor(0.03::DOUBLE * (span_end - span_start))::INTEGER AS begins_by
  FROM (VALUES
    (1, $period_start, $period_end + 1),
    (2, $before_start, $before_end + 1),
    (3, $earlier_start, $earlier_end + 1)
  ) AS spans(span, span_start, span_end)
),
