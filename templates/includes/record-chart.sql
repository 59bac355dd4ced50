-- What was expected and what came, side by side, of the step `record`, with how many customers that is of.
SELECT part, measure, amount, place, behind
FROM (
  SELECT part, 'expected' AS measure, expected::DOUBLE AS amount, place, customers::BIGINT AS behind FROM record
  UNION ALL
  SELECT part, 'came', came::DOUBLE, place, customers::BIGINT FROM record
)
WHERE $view = 'record'
