-- Whether the days with rows, `{name}_days`, cover both parts of a change and lack nearly as many days in a row of each, but for `let`, and
-- whether they do so of the same parts a year before: others are no comparison. `course_parts` has the parts.
-- @include missing name={name} kind='' end=$as_of
{name}_parts AS (
  SELECT part, since, until::DATE - since::DATE AS of,
    -- @include missing-in name={name} start=p.since end=p.until
    AS days
  FROM course_parts p
),
{name}_comparable AS (
  SELECT
    coalesce(bool_and(covered) FILTER (WHERE part = 'before') AND max(days) FILTER (WHERE part IN ('now', 'before')) - min(days) FILTER (WHERE part IN ('now', 'before')) <= {let} * max(of), false) AS before,
    coalesce(bool_and(covered) AND max(days) - min(days) <= {let} * max(of), false) AS year_before
  FROM (SELECT *, (SELECT min(day) FROM {name}_days) < since + to_days(1 + floor(0.03 * of)::INTEGER) AS covered FROM {name}_parts)
)
