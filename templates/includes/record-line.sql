-- The record in a line: what was expected over all, what came, and how much of it. Or that there is none: steps leave
-- it out where the goal's group was chosen by what was spent in the period, as such customers came for certain.
SELECT
  CASE WHEN $group_by_spend THEN 'chosen_record' WHEN sum(expected) > 0 THEN 'record' ELSE 'no_record' END AS rule,
  CASE WHEN sum(customers) >= 20 AND sum(expected) >= 5 AND abs(sum(came) - sum(expected)) > greatest(0.25::DOUBLE * sum(expected), 2 * sqrt(sum(expected))) THEN 'warning' ELSE 'info' END AS severity,
  coalesce(sum(customers), 0)::BIGINT AS record_of, sum(expected)::DOUBLE AS expected, sum(came)::DOUBLE AS came, (sum(came) / nullif(sum(expected), 0))::DOUBLE AS ratio
FROM record
HAVING EXISTS (FROM result)
