-- What customers do: staff who act on them carry a team and are none themselves.
(team IS NULL OR customer IN (SELECT customer FROM customers))
