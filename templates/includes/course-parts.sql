-- The parts of a change, and of the same change a year before.
SELECT
  unnest(['now', 'before', 'then', 'then_before']) AS part,
  unnest([({now})::TIMESTAMP, {before}, ({now}) - INTERVAL 1 YEAR, ({before}) - INTERVAL 1 YEAR]) AS since,
  unnest([({now_end})::TIMESTAMP, {before_end}, ({now_end}) - INTERVAL 1 YEAR, ({before_end}) - INTERVAL 1 YEAR]) AS until
