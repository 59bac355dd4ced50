-- One row per customer, with what is known of them.
SELECT
  customer,
  any_value(industry) AS industry, any_value(level) AS level, any_value(region) AS region, any_value(city) AS city, any_value(company_size) AS company_size,
  any_value(gender) AS gender, any_value(age) AS age, any_value(income) AS income, any_value(core_need) AS core_need,
  any_value(team) AS team, any_value(owner) AS owner, any_value(source_system) AS source_system, any_value(profit_margin)::DOUBLE AS margin,
  -- Weights of the factors; unknown where none of them is, else what is empty weighs nothing.
  CASE WHEN count(factor_price) + count(factor_service) + count(factor_brand) > 0 THEN coalesce(any_value(factor_price), 0) END::DOUBLE AS price,
  CASE WHEN count(factor_price) + count(factor_service) + count(factor_brand) > 0 THEN coalesce(any_value(factor_service), 0) END::DOUBLE AS service,
  CASE WHEN count(factor_price) + count(factor_service) + count(factor_brand) > 0 THEN coalesce(any_value(factor_brand), 0) END::DOUBLE AS brand
FROM {customers}
WHERE customer IS NOT NULL
GROUP BY customer
