-- 95 % interval of a score of shares up less shares down: adjusted Wald (Agresti and Coull's way), three answers
-- more of which a quarter goes up and a quarter down. Few or uniform answers never make it zero wide.
greatest(100 * (({up} - {down}) / ({n} + 3::DOUBLE) - 1.96::DOUBLE * sqrt((({up} + {down} + 1.5::DOUBLE) / ({n} + 3) - pow(({up} - {down}) / ({n} + 3::DOUBLE), 2)) / ({n} + 3))), -100) AS low,
least(100 * (({up} - {down}) / ({n} + 3::DOUBLE) + 1.96::DOUBLE * sqrt((({up} + {down} + 1.5::DOUBLE) / ({n} + 3) - pow(({up} - {down}) / ({n} + 3::DOUBLE), 2)) / ({n} + 3))), 100) AS high
