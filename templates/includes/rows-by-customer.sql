SELECT '{rows}' AS rows, span, customer, $metrics_{rows} count(*) AS lines
FROM {table} JOIN timed USING (span)
WHERE moment < ends
GROUP BY span, customer
