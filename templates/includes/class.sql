-- The class of a customer: by what they bought and did, or else by an attribute.
coalesce(CASE {by}
  WHEN 'buying' THEN CASE WHEN coalesce(s.orders, 0) = 0 THEN 'no order' WHEN s.orders = 1 THEN 'once' WHEN s.orders < $often THEN 'several' ELSE 'often' END
  WHEN 'recency' THEN CASE WHEN l.days IS NULL THEN 'never' WHEN l.days <= 30 THEN '0-30' WHEN l.days <= 90 THEN '31-90' WHEN l.days <= 180 THEN '91-180' ELSE '>180' END
  WHEN 'activity' THEN CASE WHEN coalesce(a.days, 0) = 0 THEN 'no action' WHEN a.days <= 3 THEN '1-3' WHEN a.days <= 12 THEN '4-12' ELSE '>12' END
  WHEN 'factor' THEN
    -- @include leading-factor
END,
  -- @include attribute by={by}
)
