-- Which actions were taken for filling a cart and for paying (step `kinds`), at most five of each.
SELECT CASE WHEN cart = '' THEN 'carts_unknown' ELSE 'carts_found' END AS rule, 'info' AS severity, cart, CASE pay WHEN '' THEN '(none)' ELSE pay END AS pay
FROM (
  SELECT coalesce(array_to_string((list(action ORDER BY action) FILTER (WHERE fills_cart))[1:5], ' / '), '') AS cart, coalesce(array_to_string((list(action ORDER BY action) FILTER (WHERE pays))[1:5], ' / '), '') AS pay
  FROM kinds
  HAVING count(*) > 0
)
