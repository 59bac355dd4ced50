-- Any metric, by any dimension and over time, against the period before.

-- @step totals
-- Numerator and denominator of the metric, so that a rate is never averaged over groups.
WITH spans AS (
  SELECT CASE
    WHEN $period_start + to_months(date_diff('month', $period_start, $period_end + 1)) = $period_end + 1
    THEN ($period_start - to_months(date_diff('month', $period_start, $period_end + 1)))::DATE
    ELSE $period_start - ($period_end - $period_start + 1)::INTEGER
  END AS before_start
),
ordered AS (
  SELECT true AS now, customer, ordered_at AS moment, order_id, amount, cost, quantity, category, product, region, channel, status FROM orders
  UNION ALL
  SELECT false, customer, ordered_at, order_id, amount, cost, quantity, category, product, region, channel, status
  FROM all_orders, spans
  WHERE ordered_at >= before_start AND ordered_at < $period_start
),
acted AS (
  SELECT true AS now, customer, occurred_at AS moment, action, session, duration_seconds, device, outcome, failure_reason, channel, team FROM events
  UNION ALL
  SELECT false, customer, occurred_at, action, session, duration_seconds, device, outcome, failure_reason, channel, team
  FROM all_events, spans
  WHERE occurred_at >= before_start AND occurred_at < $period_start
),
told AS (
  SELECT true AS now, customer, occurred_at AS moment, kind, nps, csat, topic, channel, resolved, response_minutes, activity FROM feedback
  UNION ALL
  SELECT false, customer, occurred_at, kind, nps, csat, topic, channel, resolved, response_minutes, activity
  FROM all_feedback, spans
  WHERE occurred_at >= before_start AND occurred_at < $period_start
),
facts AS (
  SELECT * FROM ordered WHERE $metric IN ('revenue', 'orders', 'customers', 'aov', 'frequency', 'repurchase_rate', 'new_customers', 'quantity', 'profit', 'margin', 'cross_purchase_rate') AND customer IS NOT NULL AND amount IS NOT NULL
  UNION ALL BY NAME
  SELECT * FROM acted WHERE $metric IN ('events', 'active_customers', 'events_per_customer', 'failure_rate', 'mean_duration') AND customer IS NOT NULL
  UNION ALL BY NAME
  SELECT * FROM told WHERE $metric IN ('feedback', 'nps', 'csat', 'complaints', 'resolution_rate', 'response_minutes')
),
people AS (
  SELECT
    customer, any_value(industry) AS industry, any_value(level) AS level, any_value(company_size) AS company_size,
    any_value(region) AS home, any_value(team) AS home_team, any_value(gender) AS gender
  FROM all_customers
  WHERE $dimension IN ('industry', 'level', 'company_size', 'region', 'team', 'gender')
  GROUP BY customer
),
firsts AS (
  SELECT customer, min(ordered_at) AS first_at FROM all_orders WHERE $metric = 'new_customers' GROUP BY customer
),
placed AS (
  SELECT
    f.*,
    f.moment = first_at AS is_first,
    CASE $grain
      WHEN 'day' THEN f.moment::DATE
      WHEN 'week' THEN date_trunc('week', f.moment)::DATE
      WHEN 'month' THEN date_trunc('month', f.moment)::DATE
      WHEN 'quarter' THEN date_trunc('quarter', f.moment)::DATE
    END AS period,
    CASE $dimension
      WHEN 'none' THEN '(all)'
      WHEN 'weekday' THEN isodow(f.moment)::VARCHAR
      ELSE coalesce(nullif(trim(CASE $dimension
        WHEN 'region' THEN coalesce(f.region, home)
        WHEN 'team' THEN coalesce(f.team, home_team)
        WHEN 'channel' THEN f.channel
        WHEN 'category' THEN f.category
        WHEN 'product' THEN f.product
        WHEN 'status' THEN f.status
        WHEN 'industry' THEN industry
        WHEN 'level' THEN level
        WHEN 'company_size' THEN company_size
        WHEN 'gender' THEN gender
        WHEN 'device' THEN f.device
        WHEN 'action' THEN f.action
        WHEN 'failure_reason' THEN f.failure_reason
        WHEN 'kind' THEN f.kind
        WHEN 'topic' THEN f.topic
        WHEN 'activity' THEN f.activity
      END), ''), '(none)')
    END AS segment
  FROM facts f
  LEFT JOIN people USING (customer)
  LEFT JOIN firsts USING (customer)
),
per_customer AS (
  SELECT
    now, period, segment, customer,
    count(*) AS lines,
    count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN moment END)) AS orders,
    sum(amount) AS revenue, sum(cost) AS cost, sum(amount) FILTER (WHERE cost IS NOT NULL) AS costed, sum(quantity) AS quantity,
    count(DISTINCT category) AS categories, bool_or(is_first) AS is_new,
    count(outcome) AS outcomes,
    count(*) FILTER (WHERE lower(outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误')) AS failures,
    sum(duration_seconds) AS seconds, count(duration_seconds) AS timed,
    count(nps) FILTER (WHERE nps BETWEEN 0 AND 10) AS nps_answers,
    count(*) FILTER (WHERE nps BETWEEN 9 AND 10) - count(*) FILTER (WHERE nps BETWEEN 0 AND 6) AS nps_net,
    count(csat) FILTER (WHERE csat BETWEEN 1 AND 5) AS csat_answers, count(*) FILTER (WHERE csat BETWEEN 4 AND 5) AS csat_good,
    count(*) FILTER (WHERE lower(kind) IN ('complaint', '投诉')) AS complaints,
    count(resolved) AS decided, count(*) FILTER (WHERE resolved) AS solved,
    sum(response_minutes) AS minutes, count(response_minutes) AS answered
  FROM placed
  GROUP BY ALL
)
SELECT
  now, period, segment,
  (CASE $metric
    WHEN 'revenue' THEN sum(revenue) WHEN 'orders' THEN sum(orders) WHEN 'customers' THEN count(customer)
    WHEN 'aov' THEN sum(revenue) WHEN 'frequency' THEN sum(orders) WHEN 'repurchase_rate' THEN count(*) FILTER (WHERE orders >= 2)
    WHEN 'new_customers' THEN count(*) FILTER (WHERE is_new) WHEN 'quantity' THEN sum(quantity)
    WHEN 'profit' THEN sum(costed - cost) WHEN 'margin' THEN sum(costed - cost)
    WHEN 'cross_purchase_rate' THEN count(*) FILTER (WHERE categories >= 2)
    WHEN 'events' THEN sum(lines) WHEN 'active_customers' THEN count(customer) WHEN 'events_per_customer' THEN sum(lines)
    WHEN 'failure_rate' THEN sum(failures) WHEN 'mean_duration' THEN sum(seconds)
    WHEN 'feedback' THEN sum(lines) WHEN 'nps' THEN 100 * sum(nps_net) WHEN 'csat' THEN sum(csat_good)
    WHEN 'complaints' THEN sum(complaints) WHEN 'resolution_rate' THEN sum(solved) WHEN 'response_minutes' THEN sum(minutes)
  END)::DOUBLE AS numerator,
  (CASE $metric
    WHEN 'aov' THEN sum(orders) WHEN 'frequency' THEN count(*) WHEN 'repurchase_rate' THEN count(*) WHEN 'margin' THEN sum(costed)
    WHEN 'cross_purchase_rate' THEN count(*) FILTER (WHERE categories > 0) WHEN 'events_per_customer' THEN count(*)
    WHEN 'failure_rate' THEN sum(outcomes) WHEN 'mean_duration' THEN sum(timed)
    WHEN 'nps' THEN sum(nps_answers) WHEN 'csat' THEN sum(csat_answers) WHEN 'resolution_rate' THEN sum(decided)
    WHEN 'response_minutes' THEN sum(answered)
    ELSE 1
  END)::DOUBLE AS denominator,
  sum(lines)::BIGINT AS lines
FROM per_customer
GROUP BY now, period, segment

-- @result
WITH valued AS (
  SELECT period, segment, now, numerator, lines, numerator / nullif(denominator, 0) AS value FROM totals
),
edges AS (
  -- The bucket in which the period begins may lie on both sides of it; it belongs to the period.
  SELECT min(period) AS first_period FROM valued WHERE now
)
SELECT
  t.period,
  t.segment,
  t.value,
  b.value AS previous,
  (t.value - b.value) / nullif(abs(b.value), 0) AS change,
  CASE WHEN $metric IN ('revenue', 'orders', 'quantity', 'profit', 'events', 'feedback', 'complaints')
    THEN t.value / nullif(sum(t.value) OVER (PARTITION BY t.period), 0) END AS share,
  t.lines
FROM valued t
CROSS JOIN edges
LEFT JOIN valued b ON b.segment = t.segment AND CASE
    WHEN $grain = 'none' THEN NOT b.now
    ELSE b.period = (t.period - CASE $grain WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END)::DATE
      AND b.now = (b.period >= first_period)
  END
WHERE t.now AND t.value IS NOT NULL
ORDER BY t.period, t.value DESC, t.segment

-- @chart
WITH largest AS (
  SELECT segment, row_number() OVER (ORDER BY sum(lines) DESC, segment) AS place FROM result GROUP BY segment
),
recent AS (
  SELECT DISTINCT period FROM result ORDER BY period DESC LIMIT 400
)
SELECT r.period, r.segment, r.value, r.previous, r.change, l.place
FROM result r
JOIN largest l USING (segment)
WHERE l.place <= CASE WHEN $grain = 'none' THEN 40 ELSE $series END
  AND ($grain = 'none' OR r.period IN (SELECT period FROM recent))
ORDER BY r.period, CASE WHEN $dimension = 'weekday' THEN r.segment END, r.value DESC, r.segment

-- @findings
WITH format AS (
  SELECT CASE
    WHEN $metric IN ('revenue', 'aov', 'profit') THEN 'money'
    WHEN $metric IN ('repurchase_rate', 'margin', 'cross_purchase_rate', 'failure_rate', 'csat', 'resolution_rate') THEN 'percent'
    WHEN $metric IN ('frequency', 'events_per_customer', 'nps') THEN 'number'
    WHEN $metric = 'mean_duration' THEN 'seconds'
    WHEN $metric = 'response_minutes' THEN 'minutes'
    ELSE 'integer'
  END AS format
),
full_periods AS (
  -- A bucket that the period or the as-of date cuts off is no basis for a comparison.
  SELECT * FROM result
  WHERE period IS NULL OR (period >= $period_start AND least($as_of, $period_end + 1) >= period + CASE $grain WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH ELSE INTERVAL 3 MONTH END)
),
latest AS (
  SELECT * FROM full_periods WHERE period IS NULL OR period = (SELECT max(period) FROM full_periods)
),
sizeable AS (
  SELECT * FROM latest WHERE lines >= 20 AND segment <> '(none)'
),
ends AS (
  SELECT max_by(segment, value) AS segment, max(value) AS value, min_by(segment, value) AS other, min(value) AS other_value FROM sizeable HAVING count(*) >= 2
),
peak AS (
  SELECT max_by(period, value) AS period, max(value) AS value, min_by(period, value) AS low_period, min(value) AS low FROM full_periods HAVING count(DISTINCT period) >= 3
),
told_of AS (
  SELECT 'highest_lowest' AS rule, 'info' AS severity, NULL::DATE AS period, segment, value, NULL::DATE AS other_period, other, other_value, 0::DOUBLE AS change, format
  FROM ends, format
  WHERE $dimension <> 'none'
  UNION ALL
  SELECT CASE WHEN $dimension = 'none' THEN CASE WHEN change < 0 THEN 'fell_all' ELSE 'rose_all' END WHEN change < 0 THEN 'fell' ELSE 'rose' END, 'info', period, segment, value, NULL, segment, previous, change, format
  FROM (SELECT * FROM latest WHERE change IS NOT NULL AND segment <> '(none)' AND (lines >= 20 OR $dimension = 'none') ORDER BY abs(change) DESC, segment LIMIT 1), format
  WHERE abs(change) >= 0.01
  UNION ALL
  SELECT 'peak', 'info', period, '', value, low_period, '', low, 0::DOUBLE, format FROM peak, format WHERE $dimension = 'none'
  UNION ALL
  SELECT 'partial', 'warning', max(period), '', 0::DOUBLE, NULL, '', 0::DOUBLE, 0::DOUBLE, any_value(format)
  FROM result, format
  WHERE $grain <> 'none'
  HAVING max(period) > coalesce((SELECT max(period) FROM full_periods), DATE '0001-01-01')
  UNION ALL
  SELECT 'no_dimension', 'warning', NULL, '', 0::DOUBLE, NULL, '', 0::DOUBLE, 0::DOUBLE, any_value(format)
  FROM result, format
  HAVING count(*) > 0 AND count(*) FILTER (WHERE segment <> '(none)') = 0
)
SELECT
  *,
  -- Periods by the names that their length has.
  CASE $grain WHEN 'month' THEN strftime(period, '%Y-%m') WHEN 'quarter' THEN year(period) || '-Q' || quarter(period) ELSE strftime(period, '%Y-%m-%d') END AS span,
  CASE $grain WHEN 'month' THEN strftime(other_period, '%Y-%m') WHEN 'quarter' THEN year(other_period) || '-Q' || quarter(other_period) ELSE strftime(other_period, '%Y-%m-%d') END AS other_span
FROM told_of
