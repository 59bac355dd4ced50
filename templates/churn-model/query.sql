-- Who will not order in the next days, learnt from who did not in the last ones. The same columns are taken at
-- two dates: `horizon` days before the as-of date, when it is known what came of it, and at the as-of date; and at
-- two horizons before it, to see how what could be learnt by then told of the one that followed.

-- @step reach
-- How far back columns look: as far at every date as the data allow at the first of them, else what was learnt on
-- short histories would be applied to long ones.
SELECT
  known AS recorded,
  least(365, greatest(CASE WHEN known THEN $as_of - 2 * $horizon - first_day ELSE $as_of - $horizon - first_day END, 1))::INTEGER AS look
FROM (
  SELECT min(ordered_at)::DATE AS first_day, coalesce(min(ordered_at)::DATE <= $as_of - 2 * $horizon - 90, false) AND NOT $group_by_spend AS known
  FROM past_orders
  WHERE customer IS NOT NULL
)

-- @step moments
SELECT 'before' AS moment, $as_of - 2 * $horizon AS moment_day FROM reach WHERE recorded
UNION ALL
SELECT 'past', $as_of - $horizon
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
  count(DISTINCT ordered_at::DATE) FILTER (WHERE ordered_at >= moment_day - look) AS days_look,
  count(DISTINCT ordered_at::DATE) FILTER (WHERE ordered_at >= moment_day - least(90, look)) AS days_quarter,
  coalesce(round(sum(amount) FILTER (WHERE ordered_at >= moment_day - 365), 6), 0)::DOUBLE AS amount_year,
  coalesce(round(sum(amount) FILTER (WHERE ordered_at >= moment_day - look), 6), 0)::DOUBLE AS amount_look
FROM past_orders, moments, reach
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
  least(date_diff('day', first_day, moment_day), greatest(look, 1))::DOUBLE AS tenure_days,
  ln(1 + days_look)::DOUBLE AS ln_orders,
  ln(1 + greatest(amount_look / greatest(days_look, 1), 0))::DOUBLE AS ln_order_value,
  (days_quarter / greatest(days_look, 1))::DOUBLE AS recent_share,
  coalesce(complaints, 0)::DOUBLE AS complaints,
  ln(1 + coalesce(events_month, 0))::DOUBLE AS ln_activity,
  ln((1 + coalesce(events_month, 0)) / (1 + coalesce(events_before, 0))::DOUBLE)::DOUBLE AS activity_change,
  last_day,
  days_year,
  amount_year
FROM purchases p
CROSS JOIN reach
LEFT JOIN complaints c ON c.moment = p.moment AND c.customer = p.customer
LEFT JOIN activity a ON a.moment = p.moment AND a.customer = p.customer

-- @step outcomes
-- What came of it: no order within the horizon.
SELECT f.moment, f.customer, count(o.customer) = 0 AS outcome
FROM features f
LEFT JOIN past_orders o ON o.customer = f.customer AND o.ordered_at >= (
  SELECT moment_day FROM moments m WHERE m.moment = f.moment
) AND o.ordered_at < (SELECT moment_day + $horizon FROM moments m WHERE m.moment = f.moment)
WHERE f.moment <> 'now'
GROUP BY f.moment, f.customer

-- @step training
SELECT
  outcome,
  f.recency_days, f.tenure_days, f.ln_orders, f.ln_order_value, f.recent_share, f.complaints, f.ln_activity, f.activity_change
FROM features f
JOIN outcomes USING (moment, customer)
WHERE moment = 'past'
ORDER BY customer

-- @model logistic from training as fit

-- @step training_before
SELECT
  outcome,
  f.recency_days, f.tenure_days, f.ln_orders, f.ln_order_value, f.recent_share, f.complaints, f.ln_activity, f.activity_change
FROM features f
JOIN outcomes USING (moment, customer)
WHERE moment = 'before'
ORDER BY customer

-- @model logistic from training_before as fit_before
SELECT true AS plain

-- @step recency_before
SELECT outcome, recency_days FROM training_before

-- @model logistic from recency_before as fit_recency
SELECT true AS plain

-- @step coefficients
SELECT term, estimate
FROM fit
WHERE kind = 'coefficient'

-- @step later
-- What the model of a horizon ago said of customers then, with what came; beside it what recency alone said.
WITH long AS (
  UNPIVOT (
    SELECT customer, recency_days, tenure_days, ln_orders, ln_order_value, recent_share, complaints, ln_activity, activity_change
    FROM features
    WHERE moment = 'past'
  )
  ON recency_days, tenure_days, ln_orders, ln_order_value, recent_share, complaints, ln_activity, activity_change
  INTO NAME term VALUE value
),
told AS (
  SELECT
    customer,
    sum(b.estimate * value ORDER BY term) + (SELECT estimate FROM fit_before WHERE kind = 'coefficient' AND term = 'constant') AS log_odds,
    sum(r.estimate * value) + (SELECT estimate FROM fit_recency WHERE kind = 'coefficient' AND term = 'constant') AS recency_odds,
    max(value) FILTER (WHERE term = 'recency_days') AS recency_days
  FROM long
  LEFT JOIN (SELECT term, estimate FROM fit_before WHERE kind = 'coefficient') b USING (term)
  LEFT JOIN (SELECT term, estimate FROM fit_recency WHERE kind = 'coefficient') r USING (term)
  GROUP BY customer
)
SELECT customer, outcome, recency_days, 1 / (1 + exp(-log_odds)) AS probability, 1 / (1 + exp(-recency_odds)) AS by_recency
FROM told
JOIN (SELECT customer, outcome FROM outcomes WHERE moment = 'past') USING (customer)
WHERE log_odds IS NOT NULL

-- @step standing
-- Each customer's place among those with the other outcome, by the model and by recency: their means are the areas
-- under the curves, their spread the error of the difference (DeLong, DeLong and Clarke-Pearson 1988).
WITH ranked AS (
  SELECT
    outcome,
    rank() OVER (ORDER BY probability) + (count(*) OVER (PARTITION BY probability) - 1) / 2.0::DOUBLE AS all_model,
    rank() OVER (PARTITION BY outcome ORDER BY probability) + (count(*) OVER (PARTITION BY outcome, probability) - 1) / 2.0::DOUBLE AS own_model,
    rank() OVER (ORDER BY recency_days) + (count(*) OVER (PARTITION BY recency_days) - 1) / 2.0::DOUBLE AS all_recency,
    rank() OVER (PARTITION BY outcome ORDER BY recency_days) + (count(*) OVER (PARTITION BY outcome, recency_days) - 1) / 2.0::DOUBLE AS own_recency,
    count(*) OVER () - count(*) OVER (PARTITION BY outcome) AS others
  FROM later
)
SELECT
  outcome,
  CASE WHEN outcome THEN (all_model - own_model) / others ELSE 1 - (all_model - own_model) / others END AS model,
  CASE WHEN outcome THEN (all_recency - own_recency) / others ELSE 1 - (all_recency - own_recency) / others END AS recency
FROM ranked
WHERE others > 0

-- @step out_of_time
SELECT
  (SELECT avg(model) FROM standing WHERE outcome) AS auc,
  (SELECT avg(recency) FROM standing WHERE outcome) AS auc_recency,
  sqrt(
    (SELECT var_samp(model - recency) / count(*) FROM standing WHERE outcome)
    + (SELECT var_samp(model - recency) / count(*) FROM standing WHERE NOT outcome)
  ) AS error,
  (SELECT avg((probability - outcome::INTEGER) ** 2) FROM later) AS brier,
  (SELECT avg((by_recency - outcome::INTEGER) ** 2) FROM later) AS brier_recency
FROM (SELECT count(*) AS n FROM later)
WHERE n > 0

-- @step calibration
-- Tenths by predicted probability, the observed share with its 95 % interval (Wilson): of the model of a horizon ago
-- where the data reach back, else of customers held out at one date.
SELECT
  tenth, customers, predicted, observed,
  -- @include wilson share=observed n=customers
FROM (
  SELECT level::INTEGER AS tenth, n AS customers, estimate AS predicted, observed FROM fit WHERE kind = 'calibration' AND NOT EXISTS (FROM later)
  UNION ALL
  SELECT tenth::INTEGER, count(*), avg(probability), avg(outcome::INTEGER)
  FROM (SELECT probability, outcome, ntile(10) OVER (ORDER BY probability, customer) AS tenth FROM later)
  GROUP BY tenth
)

-- @step record
SELECT tenth AS place, tenth::VARCHAR AS part, customers, predicted * customers AS expected, round(observed * customers)::BIGINT AS came
FROM calibration
WHERE EXISTS (FROM later)

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
SELECT metric, value
FROM (
  SELECT term AS metric, estimate AS value FROM fit WHERE kind = 'metric'
  UNION ALL
  SELECT metric, value FROM (UNPIVOT (SELECT auc AS auc_out_of_time, auc_recency, brier AS brier_out_of_time, brier_recency FROM out_of_time)
    ON auc_out_of_time, auc_recency, brier_out_of_time, brier_recency INTO NAME metric VALUE value)
)
ORDER BY list_position(['rows', 'events', 'log_likelihood', 'auc_out_of_time', 'auc_recency', 'brier_out_of_time', 'brier_recency', 'auc_held_out', 'auc_in_sample', 'brier_held_out', 'brier_in_sample'], metric)

-- @table record
-- @include record-table

-- @table calibration
SELECT tenth, customers, predicted, observed, low, high
FROM calibration
ORDER BY tenth

-- @chart
-- A good model has both bars of a pair alike, or the predicted one within the whisker of the observed.
SELECT tenth, 'predicted' AS measure, predicted AS share, NULL::DOUBLE AS low, NULL::DOUBLE AS high, customers AS behind
FROM calibration
UNION ALL
SELECT tenth, 'observed', observed, low, high, customers
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
  UNION ALL
  SELECT 'beats', 'beats', auc - auc_recency, error, NULL, 0.01, NULL FROM out_of_time
),
-- @include judged
,
terms AS (
  SELECT key AS term, effect AS estimate, exp(effect) AS odds_ratio, spread, row_number() OVER (PARTITION BY effect > 0 ORDER BY abs(effect) DESC, key) AS place
  FROM judged
  JOIN spreads ON term = key
  WHERE verdict <> 0 AND family = 'drivers'
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
  -- Nothing is praised that recency alone does as well.
  SELECT 3, CASE WHEN auc < 0.7 THEN 'separates_little' WHEN (SELECT verdict FROM judged WHERE family = 'beats') > 0 THEN 'separates_well' ELSE 'no_better' END,
    CASE WHEN auc >= 0.7 AND (SELECT verdict FROM judged WHERE family = 'beats') > 0 THEN 'info' ELSE 'warning' END,
    '', '', auc, auc_recency, 0::DOUBLE
  FROM out_of_time
  WHERE auc IS NOT NULL
  UNION ALL
  SELECT 3, 'at_one_date', 'info', '', '', auc, n, 0::DOUBLE
  FROM metric
  WHERE auc IS NOT NULL AND NOT EXISTS (FROM out_of_time)
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
SELECT rule, CASE WHEN rule = 'high_risk' AND NOT stands THEN 'info' ELSE severity END AS severity, status, term, share, number, amount, $horizon AS days, $active_days AS active_days, $high_from AS high_from, 0::BIGINT AS record_of, 0::DOUBLE AS expected, 0::DOUBLE AS came, 0::DOUBLE AS ratio, stands, place
FROM rules, (
  -- On a later date ranked better than by chance beyond its error (Hanley and McNeil 1982, simplified), and by enough to be of use.
  SELECT coalesce((SELECT o.auc - 3.09 * sqrt(o.auc * (1 - o.auc) / least(events, n - events)) > 0.6 FROM metric, out_of_time o), false) AS stands
)
UNION ALL BY NAME
SELECT *, $horizon AS days, 3 AS place
FROM (
  -- @include record-line
)
ORDER BY place, rule
