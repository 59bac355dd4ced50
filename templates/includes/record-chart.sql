-- What was expected and what came, side by side, of the step `record`.
SELECT part, measure, amount, place
FROM (
  SELECT part, 'expected' AS measure, expected::DOUBLE AS amount, place FROM record
  UNION ALL
  SELECT part, 'came', came::DOUBLE, place FROM record
)
WHERE $view = 'record'
