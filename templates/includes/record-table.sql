SELECT part, customers, expected, came, came / nullif(expected, 0) AS ratio
FROM record
ORDER BY place
