-- What a dimension may read of a customer: its whole history of orders, and its own attributes.
histories AS (
  SELECT
    customer, min(ordered_at) AS first_at, max(ordered_at) AS last_at,
    count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS ordered
  FROM past_orders
  WHERE customer IS NOT NULL AND amount IS NOT NULL
  GROUP BY customer
),
people AS (
  SELECT
    *,
    -- Equal incomes stand in one fifth: bins must not overlap.
    CASE WHEN income IS NOT NULL THEN 1 + least(4, floor(5 * percent_rank() OVER (PARTITION BY income IS NULL ORDER BY income)))::INTEGER END AS income_fifth
  FROM (
    SELECT
      customer, any_value(industry) AS industry, any_value(company_size) AS company_size, any_value(annual_revenue) AS annual_revenue, any_value(region) AS home,
      any_value(team) AS home_team, any_value(city) AS city, any_value(level) AS level, any_value(owner) AS owner, any_value(gender) AS gender, any_value(age) AS age,
      any_value(income) AS income, any_value(source_system) AS source_system
    FROM customers
    WHERE customer IS NOT NULL
    GROUP BY customer
  )
)
