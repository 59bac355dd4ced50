-- What a dimension may read and rows may lack: all of it, of no row.
SELECT
  NULL::VARCHAR AS region, NULL::VARCHAR AS team, NULL::VARCHAR AS channel, NULL::VARCHAR AS category, NULL::VARCHAR AS product, NULL::VARCHAR AS status,
  NULL::VARCHAR AS kind, NULL::VARCHAR AS topic, NULL::VARCHAR AS activity, NULL::VARCHAR AS agent, NULL::VARCHAR AS action, NULL::VARCHAR AS device, NULL::VARCHAR AS failure_reason,
  NULL::VARCHAR AS outcome, NULL::VARCHAR AS session, NULL::DOUBLE AS duration_seconds
WHERE false
