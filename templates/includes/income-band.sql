CASE WHEN {income} < 50000 THEN '<50k' WHEN {income} < 100000 THEN '50-100k' WHEN {income} < 200000 THEN '100-200k' WHEN {income} < 500000 THEN '200-500k' WHEN {income} >= 500000 THEN '500k+' END
