-- What each customer adds to the figures that are chosen, in each span.
timed AS (
  SELECT *, span_end AS ends, nullif(span_end - span_start, 0) / 7::DOUBLE AS weeks FROM bounds
),
units AS (
  -- @include rows-by-customer rows=orders table=order_rows
  UNION ALL BY NAME
  -- @include rows-by-customer rows=purchases table=purchase_rows
  UNION ALL BY NAME
  -- @include rows-by-customer rows=events table=event_rows
  UNION ALL BY NAME
  -- @include rows-by-customer rows=feedback table=feedback_rows
  UNION ALL BY NAME
  -- @include rows-by-customer rows=registrations table=registration_rows
  UNION ALL BY NAME
  -- @include rows-by-customer rows=renewals table=renewal_rows
  UNION ALL BY NAME
  -- @include rows-by-customer rows=state table=state_rows
)
