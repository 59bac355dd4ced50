-- Customers by what they bring, highest first, with the cumulative share.

-- @step base
-- Rounded far below a cent: equal sums must tie, in whatever order their parts were added up.
SELECT customer, round(sum(amount)::DOUBLE, 6) AS revenue, round(sum(amount - coalesce(cost, 0))::DOUBLE, 6) AS profit
FROM orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY customer

-- @step lasting
-- @include lasting

-- @step habits
-- @include habits

-- @step silence
-- @include silence

-- @step rhythms
-- How long each customer has been silent, and the usual gap between the days of their purchases.
SELECT customer, $as_of - latest_day AS silent_days, (latest_day - first_day)::DOUBLE / (all_days - 1) AS usual_gap
FROM habits
WHERE all_days >= 3

-- @result
WITH ranked AS (
  SELECT customer, CASE WHEN $measure = 'profit' THEN profit ELSE revenue END AS amount FROM base
),
summed AS (
  SELECT
    row_number() OVER by_amount AS rank,
    customer,
    amount,
    amount / nullif(sum(amount) OVER (), 0) AS share,
    sum(amount) OVER (by_amount ROWS UNBOUNDED PRECEDING) / nullif(sum(amount) OVER (), 0) AS cumulative_share
  FROM ranked
  WINDOW by_amount AS (ORDER BY amount DESC, customer)
)
SELECT
  rank, customer, amount, share, cumulative_share,
  -- The customer who crosses a mark still belongs to the class: A are the customers needed for the mark.
  CASE
    WHEN NOT (
      -- @include at-least value=cumulative_share-share bar=$a_share
    ) THEN 'A'
    WHEN NOT (
      -- @include at-least value=cumulative_share-share bar=$b_share
    ) THEN 'B'
    ELSE 'C'
  END AS class,
  h.silent_days, h.usual_gap
FROM summed
LEFT JOIN rhythms h USING (customer)
ORDER BY rank

-- @chart
-- At most 100 bars, each one hundredth of the customers.
WITH bars AS (
  SELECT
    ceil(rank * 100.0::DOUBLE / (SELECT count(*) FROM result)) AS bar,
    count(*) AS customers,
    sum(amount) AS amount,
    max(rank)::DOUBLE / (SELECT count(*) FROM result) AS customer_share,
    max_by(cumulative_share, rank) AS cumulative_share,
    max_by(class, rank) AS class,
    -- @include top-customer of=amount
    AS top_share
  FROM result
  GROUP BY bar
)
SELECT
  customer_share, amount, cumulative_share, customers, bar::BIGINT AS bar, class, top_share,
  -- What the chart marks: the wanted share, and the customers needed for it.
  $a_share AS mark,
  (SELECT count(*) FROM result WHERE class = 'A') AS needed
FROM bars
WHERE cumulative_share IS NOT NULL
ORDER BY customer_share

-- @findings
WITH compared AS (
  SELECT family, key, effect, error, df, least, looked FROM lasting
  UNION ALL
  SELECT family, key, effect, error, df, least, looked FROM silence
),
-- @include judged
,
held AS (
  SELECT coalesce(bool_or(verdict > 0) FILTER (WHERE family = 'lasting'), false) AS lasts, coalesce(bool_or(verdict < 0) FILTER (WHERE family = 'silence'), false) AS silence_tells FROM judged
),
totals AS (
  SELECT
    count(*) AS customers,
    (
    -- @include top-share share=0.2::DOUBLE of=count(*)
    )::BIGINT AS top_customers,
    sum(amount) AS amount,
    count(*) FILTER (WHERE class = 'A') AS needed,
    count(*) FILTER (WHERE amount < 0) AS negative,
    -- Gini of the amounts, for amounts that are not negative: mean difference over twice the mean.
    (count(*) + 1 - 2 * sum(rank * amount) / nullif(sum(amount), 0)) / count(*) AS gini
  FROM result
),
marks AS (
  SELECT
    t.*,
    (SELECT sum(share) FROM result WHERE rank <= t.top_customers) AS top_share,
    needed::DOUBLE / customers AS needed_share,
    (SELECT max(share) FROM result) AS largest_share
  FROM totals t
  WHERE customers >= 5 AND amount > 0
)
SELECT *, $measure AS measure
FROM (
SELECT 'top_fifth' AS rule, 'info' AS severity, top_customers AS customers, top_share AS share, amount, $a_share AS mark, 0::DOUBLE AS later, 0::DOUBLE AS low, 0::DOUBLE AS high, 0::DOUBLE AS days, false AS stands
FROM marks, held
WHERE NOT lasts OR $measure = 'profit'
UNION ALL
SELECT 'top_lasting', 'info', top_customers, top_share, amount, $a_share, l.later, l.low, l.high, 0::DOUBLE, true FROM marks, held, lasting l WHERE lasts AND $measure <> 'profit'
UNION ALL
SELECT 'top_silent', 'bad', count(*), sum(r.share), sum(r.amount), $a_share, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, median(r.silent_days)::DOUBLE, any_value(silence_tells)
FROM result r, marks m, held
WHERE r.rank <= m.top_customers AND r.silent_days > 2 * greatest(r.usual_gap, 1) AND $measure <> 'profit'
-- Less than a hundredth of the revenue is nothing to begin with.
HAVING sum(r.share) >= 0.01
UNION ALL
SELECT 'needed', 'info', needed, needed_share, amount, $a_share, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, false FROM marks
UNION ALL
SELECT 'concentrated', 'warning', 1, largest_share, largest_share * amount, $a_share, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, false FROM marks WHERE largest_share > 0.1
UNION ALL
SELECT 'gini', 'info', customers, gini, amount, $a_share, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, false FROM marks WHERE negative = 0
UNION ALL
SELECT 'negative', 'warning', negative, negative::DOUBLE / customers, amount, $a_share, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, 0::DOUBLE, false FROM marks WHERE negative > 0
)
