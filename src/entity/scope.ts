import { behaviourSql, isBehaviour } from './behaviour.ts';
import { quoteText } from '../sql/quote.ts';
import { ENTITIES, ENTITY_NAMES, type EntityName } from './catalogue.ts';

/** The part of a goal that scopes every cell. */
export interface GoalScope {
  /** Ids of behaviour types; events of other types are out of scope. Empty: all of them. */
  behaviours: string[];
  /** Which customers count: all, one value of a customer attribute, or the top share by spend. */
  group:
    { kind: 'all' } | { kind: 'attribute'; role: string; value: string } | { kind: 'top'; share: number };
  /** Months before the as-of date, a calendar year, fixed dates (inclusive), or everything. */
  period:
    | { kind: 'months'; months: number }
    | { kind: 'year'; year: number }
    | { kind: 'custom'; start: string; end: string }
    | { kind: 'all' };
  /** ISO date; null = the day after the last order (or event, or feedback). */
  asOf: string | null;
}

/** The first row of `asOfSql`: ISO dates, or null when no entity has a dated row. */
export interface DataExtent {
  as_of: string | null;
  first_date: string | null;
  last_date: string | null;
}

/** The scope of a run: ISO dates, the period's end inclusive. They are `$as_of`, `$period_start`, `$period_end`. */
export interface Scope {
  asOf: string;
  periodStart: string;
  periodEnd: string;
}

/**
 * SELECT of the data's extent (one `DataExtent` row; runs after `cleanSql`). As-of is the day after the
 * last order, else after the last event, else after the last feedback.
 */
export function asOfSql(): string {
  const bound = (f: 'min' | 'max') =>
    `${f === 'min' ? 'least' : 'greatest'}((SELECT ${f}(ordered_at) FROM all_orders), (SELECT ${f}(occurred_at) FROM all_events), (SELECT ${f}(occurred_at) FROM all_feedback))`;
  return `
SELECT strftime(CAST(last AS DATE) + 1, '%Y-%m-%d') AS as_of,
  strftime(CAST(first_at AS DATE), '%Y-%m-%d') AS first_date, strftime(CAST(last_at AS DATE), '%Y-%m-%d') AS last_date
FROM (SELECT coalesce((SELECT max(ordered_at) FROM all_orders), (SELECT max(occurred_at) FROM all_events),
    (SELECT max(occurred_at) FROM all_feedback)) AS last,
  ${bound('min')} AS first_at, ${bound('max')} AS last_at)`;
}

/**
 * The dates of a goal over data of this extent. n months begin on the day n months before as-of (the
 * month's last day where it has no such day) and end the day before it. `all` spans the data. Without
 * any dated row and any date in the goal, `fallback` (the run's ISO date) is the as-of date.
 */
export function scopeDates(
  goal: Pick<GoalScope, 'period' | 'asOf'>,
  extent: DataExtent,
  fallback: string,
): Scope {
  const asOf = isoDate(goal.asOf) ?? extent.as_of ?? fallback;
  const { period } = goal;
  switch (period.kind) {
    case 'months':
      return { asOf, periodStart: monthsBefore(asOf, period.months), periodEnd: dayBefore(asOf) };
    case 'year': {
      const year = String(Math.trunc(period.year)).padStart(4, '0');
      return { asOf, periodStart: `${year}-01-01`, periodEnd: `${year}-12-31` };
    }
    case 'custom': {
      const dates = [
        isoDate(period.start) ?? extent.first_date ?? asOf,
        isoDate(period.end) ?? dayBefore(asOf),
      ];
      const [periodStart, periodEnd] = dates.sort() as [string, string];
      return { asOf, periodStart, periodEnd };
    }
    case 'all':
      return {
        asOf,
        periodStart: extent.first_date ?? dayBefore(asOf),
        periodEnd: extent.last_date ?? dayBefore(asOf),
      };
  }
}

/**
 * Statements that lay the views `orders`, `events`, `feedback` (of the period and the group) and
 * `customers` (of the group, whatever the period) over `all_<entity>`. The group stands in the table
 * `clean.scope_group`: customers with that attribute (`role` of customers, or `orders.region` for those
 * with such an order), or the share (0..1] of customers that spent most within the period. Rows without
 * a customer belong to the group of all only. With behaviour types chosen, `events` has only actions of these.
 */
export function scopeSql(
  goal: Pick<GoalScope, 'group' | 'period'> & Partial<Pick<GoalScope, 'behaviours'>>,
  scope: Scope,
): string[] {
  const group = groupSql(goal.group, scope);
  const dated = (time: string | null) => (goal.period.kind === 'all' || !time ? '' : inPeriod(time, scope));
  return [
    group === null
      ? 'DROP TABLE IF EXISTS clean.scope_group'
      : `CREATE OR REPLACE TABLE clean.scope_group AS ${group}`,
    ...ENTITY_NAMES.map((entity) => {
      const conditions = [
        dated(ENTITIES[entity].time),
        group === null ? '' : 'customer IN (SELECT customer FROM clean.scope_group)',
        entity === 'events' ? behavioursSql(goal.behaviours ?? []) : '',
      ].filter(Boolean);
      const where = conditions.length ? ` WHERE ${conditions.join(' AND ')}` : '';
      return `CREATE OR REPLACE VIEW ${entity} AS SELECT * FROM all_${entity}${where}`;
    }),
  ];
}

const inPeriod = (time: string, scope: Scope) =>
  `${time} >= TIMESTAMP '${scope.periodStart}' AND ${time} < TIMESTAMP '${scope.periodEnd}' + INTERVAL 1 DAY`;

/** Each action's type is told once, not once an event. */
function behavioursSql(chosen: readonly string[]): string {
  const known = chosen.filter(isBehaviour);
  if (known.length === 0) return '';
  return `action IN (SELECT action FROM (SELECT DISTINCT action FROM all_events) WHERE ${behaviourSql()} IN (${known.map(quoteText).join(', ')}))`;
}

function groupSql(group: GoalScope['group'], scope: Scope): string | null {
  if (group.kind === 'all') return null;
  if (group.kind === 'top') {
    const share = Math.min(1, Math.max(0, group.share));
    // Rounded before the ceiling: 0.1 * 30 is a hair above 3. Sums are rounded so that equal ones tie.
    return `SELECT customer FROM (
  SELECT customer, row_number() OVER (ORDER BY round(sum(amount), 6) DESC, customer) AS place, count(*) OVER () AS customers
  FROM all_orders WHERE ${inPeriod('ordered_at', scope)} AND customer IS NOT NULL GROUP BY customer)
WHERE place <= ceil(round(${share} * customers, 6))`;
  }
  const [entity, role] = group.role.includes('.') ? group.role.split('.') : ['customers', group.role];
  const known = ENTITIES[entity as EntityName]?.roles.some((r) => r.name === role);
  if (!known) throw new Error(`no such attribute: ${group.role}`);
  return `SELECT DISTINCT customer FROM all_${entity} WHERE CAST(${role} AS VARCHAR) = ${quoteText(group.value)} AND customer IS NOT NULL`;
}

/** The text when it is a date that exists, else null. */
function isoDate(text: string | null): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

function dayBefore(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

function monthsBefore(iso: string, months: number): string {
  const date = new Date(`${iso}T00:00:00Z`);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - Math.trunc(months));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.toISOString().slice(0, 10);
}
