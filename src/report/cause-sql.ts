import { EXTRA_TABLE } from '../entity/extra-columns.ts';
import { quoteName } from '../sql/quote.ts';
import type { CauseRole, TraitId } from './cause-traits.ts';

/** What customers are told apart by when a cause is looked for. Their level is given for what they spend: it explains nothing of it. */
const OF_CUSTOMERS = ['region', 'city', 'industry', 'company_size', 'team', 'core_need', 'gender'];
/** What orders are told apart by; of a customer, as their first order was. */
const OF_ORDERS = ['channel', 'category', 'product'];
/** What customers are told apart by that follows from what they did. */
const OF_DEEDS: readonly TraitId[] = ['trait.breadth', 'trait.complaint'];

/** Groups of one way of dividing that are looked at, the largest: with each more, the others have more to stand up to. */
const MOST_GROUPS = 40;

const roles = (more: readonly CauseRole[], columns: readonly string[]): string =>
  [
    ...OF_CUSTOMERS.map((role): CauseRole => `customers.${role}`),
    ...OF_ORDERS.map((role): CauseRole => `orders.${role}`),
    ...more,
    ...columns.map((column): CauseRole => `column:${column}`),
  ]
    .map((role) => quoteName(role))
    .join(', ');

/** Columns of the table that is turned from wide to long, named by their roles. */
const wide = (customers: string, orders: string, columns: readonly string[]): string =>
  [
    ...OF_CUSTOMERS.map((role) => `${customers}.${role}::VARCHAR AS ${quoteName(`customers.${role}`)}`),
    ...OF_ORDERS.map((role) => `${orders}.${role}::VARCHAR AS ${quoteName(`orders.${role}`)}`),
    ...columns.map((column) => `x.${quoteName(column)} AS ${quoteName(`column:${column}`)}`),
  ].join(', ');

const joined = (columns: readonly string[]): string =>
  columns.length > 0 ? ` LEFT JOIN ${EXTRA_TABLE} x USING (customer)` : '';

/**
 * How many of the customers of a SELECT are in each group, beside those of the other customers who spend as much: at
 * least as much as nine in ten of them. Where hardly anybody else does, beside all others. `columns` are those of the
 * customers' files that no role reads and that are looked at too; `deeds` what they did.
 */
export const membersSql = (
  chosen: string,
  columns: readonly string[] = [],
  deeds: readonly TraitId[] = OF_DEEDS,
): string => `
WITH
chosen AS (SELECT DISTINCT CAST(customer AS VARCHAR) AS customer FROM (${chosen}
) WHERE customer IS NOT NULL),
spent AS (
  SELECT customer, sum(amount)::DOUBLE AS amount, count(DISTINCT category) AS categories,
    arg_min(channel, ordered_at) AS channel, arg_min(category, ordered_at) AS category, arg_min(product, ordered_at) AS product
  FROM past_orders WHERE customer IS NOT NULL GROUP BY customer
),
line AS (SELECT quantile_cont(amount, 0.1) AS least FROM spent JOIN chosen USING (customer)),
alike AS (
  SELECT customer FROM spent, line
  WHERE amount >= least
    OR (SELECT count(*) FROM spent, line WHERE amount >= least AND customer NOT IN (FROM chosen)) * 2 < (SELECT count(*) FROM chosen)
),
people AS (SELECT customer FROM alike UNION SELECT customer FROM chosen),
angry AS (SELECT DISTINCT customer FROM past_feedback WHERE customer IS NOT NULL AND lower(kind) IN ('complaint', '投诉')),
known AS (
  SELECT p.customer, p.customer IN (FROM chosen) AS inside, ${wide('c', 's', columns)},
    CASE WHEN s.categories > 0 THEN CASE WHEN s.categories = 1 THEN 'one' ELSE 'several' END END AS "trait.breadth",
    CASE WHEN EXISTS (FROM angry) THEN CASE WHEN p.customer IN (FROM angry) THEN 'yes' ELSE 'no' END END AS "trait.complaint"
  FROM people p LEFT JOIN customers c USING (customer) LEFT JOIN spent s USING (customer)${joined(columns)}
),
long AS (SELECT role, value, inside FROM (UNPIVOT known ON ${roles(deeds, columns)} INTO NAME role VALUE value)),
whole AS (SELECT role, count(*) FILTER (inside) AS inside_all, count(*) FILTER (NOT inside) AS outside_all FROM long GROUP BY role)
SELECT role, value, count(*) FILTER (inside)::DOUBLE AS inside, count(*) FILTER (NOT inside)::DOUBLE AS outside, any_value(inside_all)::DOUBLE AS inside_all, any_value(outside_all)::DOUBLE AS outside_all
FROM long JOIN whole USING (role)
GROUP BY role, value
QUALIFY row_number() OVER (PARTITION BY role ORDER BY count(*) DESC, value) <= ${MOST_GROUPS}
ORDER BY role, value`;

/** The spans of the period and of the one before it, as date literals. */
export type Spans = Record<'period_start' | 'period_end' | 'before_start' | 'before_end', string>;

/** How much of the change of the orders' amount happened in each group, with what each customer adds to it. */
export const changeSql = (
  { period_start, period_end, before_start, before_end }: Spans,
  columns: readonly string[] = [],
): string => `
WITH
firsts AS (SELECT customer, min(ordered_at) AS first_at FROM past_orders WHERE customer IS NOT NULL AND amount IS NOT NULL GROUP BY customer),
-- Where the data begin everybody looks new: who is new in the period before shows when they reach back as long before it.
reach AS (SELECT min(first_at) <= ${before_start} - least(${period_end} + 1 - ${period_start}, 180)::INTEGER AS known FROM firsts),
moved AS (
  SELECT o.customer, ${wide('c', 'o', columns)},
    CASE WHEN (SELECT known FROM reach) THEN
      CASE WHEN f.first_at >= CASE WHEN o.ordered_at >= ${period_start} THEN ${period_start} ELSE ${before_start} END THEN 'new' ELSE 'returning' END
    END AS "trait.newness",
    sum(o.amount) FILTER (WHERE o.ordered_at >= ${period_start})::DOUBLE AS now,
    sum(o.amount) FILTER (WHERE o.ordered_at < ${before_end} + 1)::DOUBLE AS before
  FROM past_orders o LEFT JOIN customers c USING (customer) LEFT JOIN firsts f USING (customer)${joined(columns)}
  WHERE o.customer IS NOT NULL AND o.amount IS NOT NULL
    AND (o.ordered_at >= ${period_start} AND o.ordered_at < ${period_end} + 1 OR o.ordered_at >= ${before_start} AND o.ordered_at < ${before_end} + 1)
  GROUP BY ALL
),
long AS (UNPIVOT moved ON ${roles(['trait.newness'], columns)} INTO NAME role VALUE value),
each AS (
  SELECT role, value, customer, coalesce(sum(now), 0) - coalesce(sum(before), 0) AS change, coalesce(sum(before), 0) AS before
  FROM long GROUP BY role, value, customer
),
sums AS (
  SELECT role, value, count(*)::DOUBLE AS customers, sum(change) AS change, sum(before) AS before, sum(change ** 2) AS squares,
    max(abs(change)) / nullif(sum(abs(change)), 0) AS top, max(abs(before)) / nullif(sum(abs(before)), 0) AS top_before
  FROM each GROUP BY role, value
)
SELECT *, sum(change) OVER (PARTITION BY role) AS change_all, sum(before) OVER (PARTITION BY role) AS before_all,
  sum(squares) OVER (PARTITION BY role) AS squares_all, sum(customers) OVER (PARTITION BY role) AS customers_all
FROM sums
QUALIFY row_number() OVER (PARTITION BY role ORDER BY customers DESC, value) <= ${MOST_GROUPS}
ORDER BY role, value`;

/**
 * How much of the change of the orders' amount is of those who ordered in both spans, and of those who did in one alone:
 * the two add up to the whole.
 */
export const keptSql = ({ period_start, period_end, before_start, before_end }: Spans): string => `
WITH each AS (
  SELECT customer, coalesce(sum(amount) FILTER (WHERE ordered_at >= ${period_start}), 0)::DOUBLE AS now,
    coalesce(sum(amount) FILTER (WHERE ordered_at < ${before_end} + 1), 0)::DOUBLE AS before,
    count(*) FILTER (WHERE ordered_at >= ${period_start}) > 0 AND count(*) FILTER (WHERE ordered_at < ${before_end} + 1) > 0 AS kept
  FROM past_orders
  WHERE customer IS NOT NULL AND amount IS NOT NULL
    AND (ordered_at >= ${period_start} AND ordered_at < ${period_end} + 1 OR ordered_at >= ${before_start} AND ordered_at < ${before_end} + 1)
  GROUP BY customer
)
SELECT kept, count(*)::DOUBLE AS customers, sum(now - before) AS change, sum(before) AS before, sum((now - before) ** 2) AS squares,
  max(abs(now - before)) / nullif(sum(abs(now - before)), 0) AS top, sum(sum(now - before)) OVER () AS change_all
FROM each GROUP BY kept`;

/** Of the fifth of customers who spent most in the first half of the period, the share who ordered in the second. */
export const highValueSql = ({
  period_start,
  period_end,
}: Pick<Spans, 'period_start' | 'period_end'>): string => `
WITH
spent AS (
  SELECT customer, sum(amount) FILTER (WHERE first_half)::DOUBLE AS before, count(*) FILTER (WHERE NOT first_half) AS again
  FROM (
    SELECT customer, amount, ordered_at < ${period_start} + ((${period_end} - ${period_start} + 1) // 2)::INTEGER AS first_half
    FROM past_orders
    WHERE customer IS NOT NULL AND ordered_at >= ${period_start} AND ordered_at < ${period_end} + 1
  )
  GROUP BY customer
),
top AS (SELECT * FROM spent WHERE before > 0 QUALIFY percent_rank() OVER (ORDER BY before DESC, customer) < 0.2)
SELECT count(*)::DOUBLE AS customers, count(*) FILTER (again > 0)::DOUBLE AS again
FROM top`;
