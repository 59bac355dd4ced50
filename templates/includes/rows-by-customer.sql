SELECT '{rows}' AS rows, span, customer, $metrics_{rows} count(*) AS lines
FROM {table} JOIN timed USING (span)
WHERE ($metrics_any_{rows} false) AND moment < ends
GROUP BY span, customer
