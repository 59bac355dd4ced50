-- What each customer adds to the figures that are chosen, in each span.
timed AS (
  SELECT *, span_end AS ends, nullif(span_end - span_start, 0) / 7::DOUBLE AS weeks FROM bounds
),
orders_units AS NOT MATERIALIZED (
  -- @include rows-by-customer rows=orders table=order_rows
),
purchases_units AS NOT MATERIALIZED (
  -- @include rows-by-customer rows=purchases table=purchase_rows
),
events_units AS NOT MATERIALIZED (
  -- @include rows-by-customer rows=events table=event_rows
),
feedback_units AS NOT MATERIALIZED (
  -- @include rows-by-customer rows=feedback table=feedback_rows
),
registrations_units AS NOT MATERIALIZED (
  -- @include rows-by-customer rows=registrations table=registration_rows
),
renewals_units AS NOT MATERIALIZED (
  -- @include rows-by-customer rows=renewals table=renewal_rows
),
state_units AS NOT MATERIALIZED (
  -- @include rows-by-customer rows=state table=state_rows
),
-- Of the kinds of rows that a figure counts.
units AS (
  $metrics_units
  SELECT NULL::VARCHAR AS rows, NULL::INTEGER AS span, NULL::VARCHAR AS customer, NULL::BIGINT AS lines WHERE false
)
