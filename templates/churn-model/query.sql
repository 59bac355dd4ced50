-- Who will not order in the next days, learnt from who did not in the last ones. The same columns are taken at
-- two dates: `horizon` days before the as-of date, when it is known what came of it, and at the as-of date.

-- @step moments
SELECT 'past' AS moment, $as_of - $horizon AS moment_day
UNION ALL
SELECT 'now', $as_of

-- @step purchases
-- Orders on the days before each moment, of those who ordered within `active_days` of it.
SELECT
  moment,
  moment_day,
  customer,
  count(DISTINCT ordered_at::DATE) AS days,
  min(ordered_at)::DATE AS first_day,
  max(ordered_at)::DATE AS last_day,
  count(DISTINCT ordered_at::DATE) FILTER (WHERE ordered_at >= moment_day - 365) AS days_year,
  count(DISTINCT ordered_at::DATE) FILTER (WHERE ordered_at >= moment_day - 90) AS days_quarter,
  coalesce(round(sum(amount) FILTER (WHERE ordered_at >= moment_day - 365), 6), 0)::DOUBLE AS amount_year
FROM past_orders, moments
WHERE customer IS NOT NULL AND ordered_at < moment_day
GROUP BY moment, moment_day, customer
HAVING max(ordered_at) >= moment_day - $active_days

-- @step complaints
SELECT moment, customer, count(*) AS complaints
FROM past_feedback, moments
WHERE customer IS NOT NULL AND lower(kind) IN ('complaint', '投诉') AND occurred_at < moment_day AND occurred_at >= moment_day - 90
GROUP BY moment, customer

-- @step activity
SELECT
  moment,
  customer,
  count(*) FILTER (WHERE occurred_at >= moment_day - 30) AS events_month,
  count(*) FILTER (WHERE occurred_at < moment_day - 30) AS events_before
FROM past_events, moments
WHERE customer IS NOT NULL AND occurred_at < moment_day AND occurred_at >= moment_day - 60
GROUP BY moment, customer

-- @step features
SELECT
  p.moment,
  p.customer,
  date_diff('day', last_day, moment_day)::DOUBLE AS recency_days,
  date_diff('day', first_day, moment_day)::DOUBLE AS tenure_days,
  ln(1 + days_year)::DOUBLE AS ln_orders,
  ln(1 + greatest(amount_year / greatest(days_year, 1), 0))::DOUBLE AS ln_order_value,
  (days_quarter / greatest(days_year, 1))::DOUBLE AS recent_share,
  coalesce(complaints, 0)::DOUBLE AS complaints,
  ln(1 + coalesce(events_month, 0))::DOUBLE AS ln_activity,
  ln((1 + coalesce(events_month, 0)) / (1 + coalesce(events_before, 0))::DOUBLE)::DOUBLE AS activity_change,
  last_day,
  days_year,
  amount_year
FROM purchases p
LEFT JOIN complaints c ON c.moment = p.moment AND c.customer = p.customer
LEFT JOIN activity a ON a.moment = p.moment AND a.customer = p.customer

-- @step training
-- The outcome: no order from then to the as-of date.
SELECT
  NOT EXISTS (
    FROM past_orders o
    WHERE o.customer = f.customer AND o.ordered_at >= $as_of - $horizon AND o.ordered_at < $as_of
  ) AS outcome,
  f.recency_days, f.tenure_days, f.ln_orders, f.ln_order_value, f.recent_share, f.complaints, f.ln_activity, f.activity_change
FROM features f
WHERE f.moment = 'past'
ORDER BY f.customer

-- @model logistic from training as fit

-- @step coefficients
SELECT term, estimate
FROM fit
WHERE kind = 'coefficient'

-- @step calibration
-- Held-out customers in tenths by predicted probability, the observed share with its 95 % interval (Wilson).
SELECT
  level::INTEGER AS tenth,
  n AS customers,
  estimate AS predicted,
  observed,
  -- @include wilson share=observed n=n
FROM fit
WHERE kind = 'calibration'

-- @step parts
-- What each column adds to a customer's log-odds, against the customers' mean.
WITH long AS (
  UNPIVOT (
    SELECT customer, recency_days, tenure_days, ln_orders, ln_order_value, recent_share, complaints, ln_activity, activity_change
    FROM features
    WHERE moment = 'now'
  )
  ON recency_days, tenure_days, ln_orders, ln_order_value, recent_share, complaints, ln_activity, activity_change
  INTO NAME term VALUE value
)
SELECT
  long.customer,
  long.term,
  estimate * value AS part,
  estimate * (value - avg(value) OVER (PARTITION BY long.term)) AS push
FROM long
JOIN coefficients ON coefficients.term = long.term

-- @result
WITH scores AS (
  SELECT
    customer,
    sum(part ORDER BY term) + (SELECT estimate FROM coefficients WHERE term = 'constant') AS log_odds,
    arg_max(term, push ORDER BY term) FILTER (WHERE push > 0) AS reason
  FROM parts
  GROUP BY customer
)
SELECT
  s.customer,
  1 / (1 + exp(-log_odds)) AS probability,
  CASE
    WHEN 1 / (1 + exp(-log_odds)) >= $high_from THEN 'high'
    WHEN 1 / (1 + exp(-log_odds)) >= $medium_from THEN 'medium'
    ELSE 'low'
  END AS risk_level,
  coalesce(reason, 'none') AS reason,
  recency_days::BIGINT AS days_since_last,
  days_year AS order_days,
  amount_year AS amount,
  amount_year / (1 + exp(-log_odds)) AS amount_at_risk
FROM scores s
JOIN features f ON f.customer = s.customer AND f.moment = 'now'
ORDER BY probability DESC, amount_at_risk DESC, s.customer

-- @table coefficients
-- The constant first, then the strongest; what was left out of the fit last, with the reason.
SELECT term, estimate, std_error, z, p, odds_ratio, low AS odds_low, high AS odds_high, CASE WHEN kind = 'left out' THEN level ELSE '' END AS left_out
FROM fit
WHERE kind IN ('coefficient', 'left out')
ORDER BY kind, term <> 'constant', abs(z) DESC, term

-- @table metrics
SELECT term AS metric, estimate AS value
FROM fit
WHERE kind = 'metric'
ORDER BY list_position(['rows', 'events', 'log_likelihood', 'auc_held_out', 'auc_in_sample', 'brier_held_out', 'brier_in_sample'], term)

-- @table calibration
SELECT tenth, customers, predicted, observed, low, high
FROM calibration
ORDER BY tenth

-- @chart
-- A good model has both bars of a pair alike, or the predicted one within the whisker of the observed.
SELECT tenth, 'predicted' AS measure, predicted AS share, NULL::DOUBLE AS low, NULL::DOUBLE AS high
FROM calibration
UNION ALL
SELECT tenth, 'observed', observed, low, high
FROM calibration
ORDER BY tenth, measure

-- @findings
WITH metric AS (
  SELECT
    max(estimate) FILTER (WHERE term = 'rows') AS n,
    max(estimate) FILTER (WHERE term = 'events') AS events,
    max(estimate) FILTER (WHERE term = 'auc_held_out') AS auc,
    max(estimate) FILTER (WHERE term = 'auc_in_sample') AS auc_in_sample
  FROM fit
  WHERE kind = 'metric'
),
spreads AS (
  SELECT term, stddev_pop(value) AS spread
  FROM (UNPIVOT (SELECT recency_days, tenure_days, ln_orders, ln_order_value, recent_share, complaints, ln_activity, activity_change FROM training)
    ON recency_days, tenure_days, ln_orders, ln_order_value, recent_share, complaints, ln_activity, activity_change INTO NAME term VALUE value)
  GROUP BY term
),
compared AS (
  -- A standard deviation of each column, so that days and counts compare.
  SELECT 'drivers' AS family, f.term AS key, f.estimate * s.spread AS effect, f.std_error * s.spread AS error, NULL AS df, 0.1 AS least, NULL AS looked
  FROM fit f
  JOIN spreads s USING (term)
  WHERE f.kind = 'coefficient'
),
-- @include judged
,
terms AS (
  SELECT key AS term, effect AS estimate, exp(effect) AS odds_ratio, spread, row_number() OVER (PARTITION BY effect > 0 ORDER BY abs(effect) DESC, key) AS place
  FROM judged
  JOIN spreads ON term = key
  WHERE verdict <> 0
),
levels AS (
  SELECT risk_level, count(*) AS customers, count(*)::DOUBLE / sum(count(*)) OVER () AS share, sum(amount) AS amount
  FROM result
  GROUP BY risk_level
),
rules AS (
  SELECT 1 AS place, 'no_model' AS rule, 'warning' AS severity, term AS status, level AS term, 0::DOUBLE AS share,
    (SELECT count(*) FROM training)::DOUBLE AS number, 0::DOUBLE AS amount
  FROM fit
  WHERE kind = 'status' AND term NOT IN ('ok', 'separated') AND EXISTS (FROM training)
  UNION ALL
  SELECT 1, 'separated', 'warning', term, level, 0::DOUBLE, (SELECT count(*) FROM training)::DOUBLE, 0::DOUBLE
  FROM fit
  WHERE kind = 'status' AND term = 'separated'
  UNION ALL
  SELECT 2, 'base_rate', 'info', '', '', events / n, n, 0::DOUBLE
  FROM metric
  WHERE n > 0
  UNION ALL
  SELECT 3, CASE WHEN auc >= 0.7 THEN 'separates_well' ELSE 'separates_little' END, CASE WHEN auc >= 0.7 THEN 'good' ELSE 'warning' END,
    '', '', auc, n, 0::DOUBLE
  FROM metric
  WHERE auc IS NOT NULL
  UNION ALL
  SELECT 4, 'overfitted', 'warning', '', '', auc_in_sample - auc, auc_in_sample, 0::DOUBLE
  FROM metric
  WHERE auc_in_sample - auc > 0.05
  UNION ALL
  SELECT 5, 'high_risk', 'bad', '', '', share, customers, amount
  FROM levels
  WHERE risk_level = 'high'
  UNION ALL
  SELECT 6, CASE WHEN estimate > 0 THEN 'driver_up' ELSE 'driver_down' END, 'info', '', term, spread, odds_ratio, 0::DOUBLE
  FROM terms
  WHERE place = 1
  UNION ALL
  SELECT 7, 'few_events', 'warning', '', '', 0::DOUBLE, least(events, n - events), 0::DOUBLE
  FROM metric
  WHERE least(events, n - events) < 10 * (SELECT count(*) - 1 FROM coefficients)
)
SELECT rule, severity, status, term, share, number, amount, $horizon AS days
FROM rules
ORDER BY place, rule
