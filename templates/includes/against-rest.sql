-- Each part against all others of its set, as rows of `compared_parts`. `parts` has: family (what is corrected together),
-- among (the set that a part is compared within), part, judge (whether it is told of, not only one of the others),
-- customer, n (observations), s (their sum), share (whether an observation is 0 or 1), least (the smallest
-- difference that matters, as a share of what the others have). `alike` says how many customers a row stands for,
-- each with its n and s and in no other part of the set: 1 where it is one customer's.
-- What a customer did more than once is not independent: errors are those of ratios linearised by customer (Taylor;
-- Cochran 1977, ch. 6), also where a customer stands in several parts. Shares are compared as arcsines (Anscombe
-- 1948), which hold for few cases too, with the error widened as far as customers repeat themselves. The larger error
-- counts, each part's own or that of all: with a few large spenders a low mean looks sure of itself, and so does the
-- share of a few customers who happen to be alike, unless most of them stand in other parts too.
rest_people AS (
  SELECT family, among, customer, any_value(part) AS part, count(*) AS parts, any_value({alike})::DOUBLE AS alike, sum(n)::DOUBLE AS n, sum(s)::DOUBLE AS s
  FROM parts
  GROUP BY family, among, customer
),
rest_whole AS (
  SELECT family, among, sum(alike * n) AS n, sum(alike * s) AS s, sum(alike * n * n) AS nn, sum(alike * n * s) AS ns, sum(alike * s * s) AS ss, sum(alike) AS people
  FROM rest_people
  GROUP BY family, among
),
rest_rates AS (
  SELECT p.*, w.people, w.nn, w.ns, w.ss, w.s / w.n AS whole, p.s / p.n AS rate, w.n - p.n AS rest_n, (w.s - p.s) / (w.n - p.n) AS rest
  FROM (
    SELECT family, among, part, any_value(share) AS share, bool_and(judge) AS judge, any_value(least) AS least, sum({alike} * n)::DOUBLE AS n, sum({alike} * s)::DOUBLE AS s, sum({alike})::DOUBLE AS own_people
    FROM parts
    GROUP BY family, among, part
  ) p
  JOIN rest_whole w USING (family, among)
  WHERE p.n > 0 AND w.n > p.n
),
rest_each AS (
  -- What customers have in a part beside what they have in all: most stand in one alone, which is the same.
  SELECT family, among, part, alike, n, s, n AS all_n, s AS all_s FROM rest_people WHERE parts = 1 AND customer IS NOT NULL
  UNION ALL
  SELECT p.family, p.among, p.part, c.alike, p.n, p.s, c.n, c.s
  FROM parts p
  JOIN (FROM rest_people WHERE parts > 1) c USING (family, among, customer)
),
rest_inside AS (
  -- Of those in the part: how far each moves the difference, and what they come to in the whole.
  SELECT r.family, r.among, r.part,
    sum(e.alike * ((e.s - r.rate * e.n) / r.n - ((e.all_s - e.s) - r.rest * (e.all_n - e.n)) / r.rest_n) ** 2) AS spread,
    sum(e.alike * e.all_n * e.all_n) AS nn, sum(e.alike * e.all_n * e.all_s) AS ns, sum(e.alike * e.all_s * e.all_s) AS ss,
    coalesce(sum(e.alike) FILTER (WHERE e.all_n > e.n), 0) AS both
  FROM rest_each e
  JOIN rest_rates r USING (family, among, part)
  GROUP BY r.family, r.among, r.part
),
rest_errors AS (
  SELECT r.*, i.both AS in_both, rate - rest AS effect,
    (i.spread + greatest((r.ss - i.ss) - 2 * rest * (r.ns - i.ns) + rest * rest * (r.nn - i.nn), 0) / (rest_n * rest_n)) * people / (people - 1) AS variance,
    whole * (1 - whole) * (1 / r.n + 1 / rest_n) AS plain,
    (r.ss - 2 * whole * r.ns + whole * whole * r.nn) / people * (own_people / (r.n * r.n) + (people - own_people + i.both) / (rest_n * rest_n)) AS alike,
    2 * (asin(sqrt(greatest(least((r.s + 0.375) / (r.n + 0.75), 1), 0))) - asin(sqrt(greatest(least((rest * rest_n + 0.375) / (rest_n + 0.75), 1), 0)))) / sqrt(1 / (r.n + 0.5) + 1 / (rest_n + 0.5)) AS arc,
    least(own_people, people - own_people + i.both) - 1 AS df
  FROM rest_rates r
  JOIN rest_inside i USING (family, among, part)
  WHERE people > 1 AND judge
),
compared_parts AS (
  SELECT family, CASE WHEN among = family THEN part ELSE among || ' ' || part END AS key, effect,
    CASE WHEN share THEN abs(effect) / nullif(abs(arc) / sqrt(greatest(CASE WHEN in_both > 0.5::DOUBLE * own_people THEN variance ELSE greatest(variance, alike) END / nullif(plain, 0), 1)), 0) ELSE sqrt(greatest(variance, alike, 0)) END AS error,
    df, least * abs(rest) AS least, NULL::BIGINT AS looked
  FROM rest_errors
),
