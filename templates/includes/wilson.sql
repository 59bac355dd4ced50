-- Wilson's 95 % interval of a share: it holds for few and for shares near 0 and 1 as well.
CASE WHEN {n} > 0 THEN greatest(({share} + 1.9208::DOUBLE / {n} - 1.96::DOUBLE * sqrt(greatest({share} * (1 - {share}), 0) / {n} + 0.9604::DOUBLE / ({n} * {n}))) / (1 + 3.8416::DOUBLE / {n}), 0) END AS low,
CASE WHEN {n} > 0 THEN least(({share} + 1.9208::DOUBLE / {n} + 1.96::DOUBLE * sqrt(greatest({share} * (1 - {share}), 0) / {n} + 0.9604::DOUBLE / ({n} * {n}))) / (1 + 3.8416::DOUBLE / {n}), 1) END AS high
