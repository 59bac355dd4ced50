-- What an operation is counted under.
coalesce(nullif(trim(CASE $by WHEN 'action' THEN action WHEN 'device' THEN device WHEN 'channel' THEN channel WHEN 'team' THEN team END), ''), '(none)')
