/** Names of employees, so that neither a report nor a script tells one without being asked to. */
export const STAFF_SQL = `SELECT DISTINCT name::VARCHAR AS name
FROM (SELECT owner AS name FROM customers UNION ALL SELECT agent FROM past_feedback)
WHERE name IS NOT NULL
LIMIT 10000`;
