-- Ages in bins that neither overlap nor leave a gap.
CASE WHEN {age} < 18 THEN '<18' WHEN {age} < 25 THEN '18-24' WHEN {age} < 35 THEN '25-34' WHEN {age} < 45 THEN '35-44' WHEN {age} < 55 THEN '45-54' WHEN {age} < 65 THEN '55-64' WHEN {age} >= 65 THEN '65+' END
