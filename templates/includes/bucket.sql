CASE $grain
  WHEN 'day' THEN moment::DATE
  WHEN 'week' THEN date_trunc('week', moment)::DATE
  WHEN 'month' THEN date_trunc('month', moment)::DATE
  WHEN 'quarter' THEN date_trunc('quarter', moment)::DATE
END
