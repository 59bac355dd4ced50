-- BG/NBD and Gamma-Gamma on all history up to the as-of date: who is still alive, how often and for how much
-- each customer will buy, and what that is worth today. Time is in weeks; a purchase is a day with orders.

-- @step bought
SELECT customer, ordered_at::DATE AS day, round(sum(amount), 6)::DOUBLE AS spend
FROM past_orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer, ordered_at::DATE
-- A day on which refunds outweigh what was bought is no purchase; one with a free order is.
HAVING round(sum(amount), 6) >= 0

-- @step base
WITH firsts AS (
  SELECT *, min(day) OVER (PARTITION BY customer) AS first_day
  FROM bought
)
SELECT
  customer,
  count(*) - 1 AS x,
  date_diff('day', first_day, max(day)) / 7.0::DOUBLE AS t_x,
  -- The last day seen is the one before the as-of date.
  (date_diff('day', first_day, $as_of) - 1) / 7.0::DOUBLE AS t,
  -- Rounded sums do not depend on the order of adding, which the fit would carry on.
  round(sum(spend) FILTER (WHERE day > first_day), 6) / nullif(count(*) FILTER (WHERE day > first_day), 0) AS mean_spend,
  round(sum(spend), 6) AS spent
FROM firsts
GROUP BY customer, first_day

-- @step held_out
-- The months to be predicted, or half of the time that was seen, are held out: what the model would have said before.
SELECT days, ($as_of - days)::DATE AS cut
FROM (SELECT least(($as_of - ($as_of - to_months($months))::DATE), ($as_of - min(day)) // 2)::INTEGER AS days FROM bought)
WHERE days >= 28 AND NOT $group_by_spend

-- @step base_before
WITH firsts AS (
  SELECT bought.*, cut, min(day) OVER (PARTITION BY customer) AS first_day
  FROM bought JOIN held_out ON day < cut
)
SELECT
  customer,
  count(*) - 1 AS x,
  date_diff('day', first_day, max(day)) / 7.0::DOUBLE AS t_x,
  (date_diff('day', first_day, any_value(cut)) - 1) / 7.0::DOUBLE AS t
FROM firsts
GROUP BY customer, first_day

-- @step groups_before
SELECT row_number() OVER (ORDER BY x, t_x, t) AS id, x, t_x, t, count(*) AS n
FROM base_before
GROUP BY x, t_x, t
ORDER BY id

-- @model bgnbd from groups_before as fit_before

-- @model bgnbd-predict from groups_before as predicted_before
SELECT r, alpha, a, b, 1 AS periods, days / 7.0::DOUBLE AS length, 0::DOUBLE AS rate
FROM fit_before, held_out

-- @step record
-- By how often they had bought again (Fader, Hardie and Lee 2005, figure 6).
WITH came AS (
  SELECT customer, count(*) AS purchases FROM bought JOIN held_out ON day >= cut GROUP BY customer
)
SELECT least(b.x, 7) AS place, CASE WHEN b.x < 7 THEN b.x::VARCHAR ELSE '7+' END AS part, count(*) AS customers, sum(p.expected) AS expected, coalesce(sum(c.purchases), 0)::BIGINT AS came
FROM base_before b
JOIN groups_before g ON g.x = b.x AND g.t_x = b.t_x AND g.t = b.t
JOIN predicted_before p ON p.id = g.id
LEFT JOIN came c ON c.customer = b.customer
GROUP BY ALL

-- @step groups
-- Customers alike share one row: this is all that the likelihood needs.
SELECT row_number() OVER (ORDER BY x, t_x, t) AS id, x, t_x, t, count(*) AS n
FROM base
GROUP BY x, t_x, t
ORDER BY id

-- @step spenders
-- Rounded: sums of fractions differ in their last bits from run to run, and the fit must not.
SELECT x, round(mean_spend, 6) AS mean_spend, count(*) AS n
FROM base
WHERE x > 0 AND mean_spend > 0
GROUP BY x, round(mean_spend, 6)
ORDER BY x, round(mean_spend, 6)

-- @model bgnbd from groups as fit

-- @model gamma-gamma from spenders as spend

-- @model bgnbd-predict from groups as predicted
SELECT r, alpha, a, b, $months AS periods, 4.345::DOUBLE AS length, $monthly_discount AS rate
FROM fit

-- @model bgnbd-counts from groups as counts
SELECT r, alpha, a, b
FROM fit

-- @result
WITH whole AS (
  SELECT round(sum(spent), 6) / sum(x + 1) AS mean_spend
  FROM base
),
valued AS (
  SELECT
    base.customer, base.x, base.t_x, base.t, base.spent,
    predicted.p_alive, predicted.expected, predicted.discounted,
    -- The mean expected of this customer: the own drawn towards that of all; without a spend model, that of all.
    coalesce(
      CASE
        WHEN base.x = 0 THEN spend.population_mean
        WHEN spend.p * base.x + spend.q > 1
          THEN spend.p * (spend.v + base.x * base.mean_spend) / (spend.p * base.x + spend.q - 1)
      END,
      whole.mean_spend
    ) AS spend_per_purchase
  FROM base
  JOIN groups ON groups.x = base.x AND groups.t_x = base.t_x AND groups.t = base.t
  JOIN predicted ON predicted.id = groups.id
  CROSS JOIN spend
  CROSS JOIN whole
)
SELECT
  customer,
  x AS repeat_purchases,
  t_x AS recency_weeks,
  t AS age_weeks,
  spent,
  p_alive,
  expected AS expected_purchases,
  spend_per_purchase,
  $margin * discounted * spend_per_purchase AS clv,
  CASE
    WHEN x = 0 THEN 'one purchase'
    WHEN p_alive >= 0.7 THEN 'active'
    WHEN p_alive >= 0.3 THEN 'slipping'
    ELSE 'likely gone'
  END AS state
FROM valued
ORDER BY clv DESC, customer

-- @table parameters
WITH values_of AS (
  SELECT 'bgnbd' AS model, parameter, value
  FROM (SELECT r, alpha, a, b, log_likelihood, customers::DOUBLE AS customers, repeaters::DOUBLE AS repeaters FROM fit)
  UNPIVOT (value FOR parameter IN (r, alpha, a, b, log_likelihood, customers, repeaters))
  UNION ALL
  SELECT 'gamma-gamma', parameter, value
  FROM (SELECT p, q, v, population_mean, log_likelihood, customers::DOUBLE AS customers FROM spend)
  UNPIVOT (value FOR parameter IN (p, q, v, population_mean, log_likelihood, customers))
)
SELECT model, parameter, value, model || ' ' || parameter AS meaning
FROM values_of
ORDER BY model, list_position(['r', 'alpha', 'a', 'b', 'p', 'q', 'v', 'population_mean', 'log_likelihood', 'customers', 'repeaters'], parameter)

-- @table record
-- @include record-table

-- @table fit
SELECT purchases || CASE WHEN open THEN '+' ELSE '' END AS repeats, actual, expected, actual - expected AS difference
FROM counts
ORDER BY purchases

-- @chart
WITH states AS (
  SELECT
    state,
    count(*)::DOUBLE / sum(count(*)) OVER () AS customers,
    coalesce(sum(spent) / nullif(sum(sum(spent)) OVER (), 0), 0) AS spent,
    coalesce(sum(clv) / nullif(sum(sum(clv)) OVER (), 0), 0) AS clv,
    count(*) AS behind,
    -- @include top-customer of=spent
    AS top_spent,
    -- @include top-customer of=clv
    AS top_clv
  FROM result
  GROUP BY state
)
SELECT state, repeats, measure, share, customers, part, amount, behind, top_share
FROM (
SELECT *, NULL::VARCHAR AS part, NULL::DOUBLE AS amount
FROM (
  SELECT state, NULL::VARCHAR AS repeats, 'customers' AS measure, customers AS share, NULL::DOUBLE AS customers, 0 AS place, behind, NULL::DOUBLE AS top_share FROM states
  UNION ALL
  SELECT state, NULL, 'spent', spent, NULL, 0, behind, top_spent FROM states
  UNION ALL
  SELECT state, NULL, 'clv', clv, NULL, 0, behind, top_clv FROM states
  UNION ALL
  SELECT NULL, purchases || CASE WHEN open THEN '+' ELSE '' END, 'actual', NULL, actual::DOUBLE, purchases, actual::BIGINT, NULL FROM counts
  UNION ALL
  SELECT NULL, purchases || CASE WHEN open THEN '+' ELSE '' END, 'expected', NULL, expected, purchases, actual::BIGINT, NULL FROM counts
)
WHERE (repeats IS NULL) = ($view = 'states') AND $view <> 'record'
UNION ALL BY NAME
-- @include record-chart
)
ORDER BY list_position(['active', 'slipping', 'likely gone', 'one purchase'], state), place, measure

-- @findings
WITH totals AS (
  SELECT
    count(*) AS customers,
    sum(clv) AS value,
    sum(expected_purchases) AS purchases,
    max(age_weeks) AS longest,
    count(*) FILTER (WHERE state = 'one purchase') AS once,
    count(*) FILTER (WHERE state = 'likely gone') AS gone,
    coalesce(sum(spent) FILTER (WHERE state = 'likely gone'), 0) AS gone_spent,
    count(*) FILTER (WHERE state = 'slipping') AS slipping,
    coalesce(sum(clv) FILTER (WHERE state = 'slipping'), 0) AS slipping_value
  FROM result
),
ranked AS (
  SELECT clv, row_number() OVER (ORDER BY clv DESC, customer) AS place, count(*) OVER () AS n
  FROM result
),
top AS (
  SELECT count(*) AS customers, sum(clv) AS value
  FROM ranked
  WHERE place <= ceil(0.2::DOUBLE * n)
),
link AS (
  SELECT corr(ln(x), ln(mean_spend)) AS r, count(*) AS n
  FROM base
  WHERE x > 0 AND mean_spend > 0
),
rules AS (
  SELECT 1 AS place, 'no_fit' AS rule, 'warning' AS severity, (SELECT count(*) FROM base WHERE x > 0) AS customers,
    0::DOUBLE AS share, 0::DOUBLE AS value, 0::DOUBLE AS number
  FROM fit
  WHERE status <> 'ok' AND EXISTS (FROM base)
  UNION ALL
  -- Pearson's chi-square over the counts that five at least are expected in; its .1 % bound after Wilson and Hilferty.
  SELECT 1, 'poor_fit', 'warning', (SELECT customers FROM totals), off, 0::DOUBLE, chi
  FROM (
    SELECT sum((actual - expected) ** 2 / expected) AS chi, count(*) - 5 AS df, max(abs(actual - expected) / expected) AS off
    FROM counts
    WHERE expected >= 5
  )
  WHERE df >= 1 AND chi > df * (1 - 2 / (9.0::DOUBLE * df) + 3.09::DOUBLE * sqrt(2 / (9.0::DOUBLE * df))) ** 3 AND off >= 0.1
  UNION ALL
  SELECT 1, 'boundary', 'warning', (SELECT customers FROM totals), a / (a + b), 0::DOUBLE, 0::DOUBLE
  FROM fit
  WHERE status = 'ok' AND a / (a + b) < 0.005
  UNION ALL
  SELECT 2, 'total', 'info', customers, 0::DOUBLE, value, purchases
  FROM totals
  WHERE customers > 0
  UNION ALL
  SELECT 3, 'top', 'info', top.customers, top.value / totals.value, top.value, 0::DOUBLE
  FROM top, totals
  WHERE totals.value > 0 AND totals.customers >= 5
  UNION ALL
  SELECT 4, 'slipping', 'warning', slipping, slipping::DOUBLE / customers, slipping_value, 0::DOUBLE
  FROM totals
  WHERE slipping > 0
  UNION ALL
  SELECT 5, 'gone', 'bad', gone, gone::DOUBLE / customers, gone_spent, 0::DOUBLE
  FROM totals
  WHERE gone > 0
  UNION ALL
  SELECT 6, 'one_time', 'warning', once, once::DOUBLE / customers, 0::DOUBLE, 0::DOUBLE
  FROM totals
  WHERE once > 0
  UNION ALL
  SELECT 7, 'spend_linked', 'warning', n, 0::DOUBLE, 0::DOUBLE, r
  FROM link
  WHERE n >= 30 AND isfinite(r) AND abs(r) > 0.3
  UNION ALL
  SELECT 8, 'plain_spend', 'info', totals.customers, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE
  FROM totals, spend
  WHERE totals.customers > 0 AND spend.status <> 'ok'
  UNION ALL
  SELECT 9, 'short_history', 'warning', customers, 0::DOUBLE, 0::DOUBLE, longest / 4.345
  FROM totals
  -- Twelve months are a few days short of what 4.345 weeks each come to.
  WHERE customers > 0 AND round(longest / 4.345, 1) < $months
)
SELECT rule, severity, customers, share, value, number, $months AS months, 0 AS days, 0::BIGINT AS record_of, 0::DOUBLE AS expected, 0::DOUBLE AS came, 0::DOUBLE AS ratio, place
FROM rules
UNION ALL BY NAME
SELECT l.*, h.days, 2 AS place
FROM (
  -- @include record-line
) l
LEFT JOIN held_out h ON true
ORDER BY place, rule
