import { behaviourSql, isBehaviour } from './behaviour.ts';
import { quoteText } from '../sql/quote.ts';
import { ENTITIES, ENTITY_NAMES, type EntityName } from './catalogue.ts';
import { addDays, addMonths, spansOf, type Scope } from './spans.ts';

/** The part of a goal that scopes every cell. */
export interface GoalScope {
  /** Ids of behaviour types; events of other types are out of scope. Empty: all of them. */
  behaviours: string[];
  /** Which customers count: all, one value of a customer attribute, the top share by spend, or a saved segment by its cell. */
  group:
    | { kind: 'all' }
    | { kind: 'attribute'; role: string; value: string }
    | { kind: 'top'; share: number }
    | { kind: 'segment'; cell: string };
  /** Months before the as-of date, a calendar year, fixed dates (inclusive), or everything. */
  period:
    | { kind: 'months'; months: number }
    | { kind: 'year'; year: number }
    | { kind: 'custom'; start: string; end: string }
    | { kind: 'all' };
  /** ISO date; null = the day after the last order (or event, or feedback). */
  asOf: string | null;
}

export type { Scope } from './spans.ts';

/** The first row of `asOfSql`: ISO dates, or null when no entity has a dated row. */
export interface DataExtent {
  as_of: string | null;
  first_date: string | null;
  last_date: string | null;
}

/** Whether anything in the data has a time: without, a period leaves nothing out and is not spoken of. */
export const isDated = ({ as_of }: DataExtent): boolean => as_of !== null;

/**
 * SELECT of the data's extent (one `DataExtent` row; runs after `cleanSql`). As-of is the day after the
 * last order, else after the last event, else after the last feedback. Of some entities only, where `of` names them.
 */
export function asOfSql(of: readonly EntityName[] = ENTITY_NAMES): string {
  // Each view is named once: to plan what stands behind it takes longer than to read it.
  const span = (entity: EntityName, time: string) =>
    of.includes(entity)
      ? `(SELECT min(${time}) AS lo, max(${time}) AS hi FROM all_${entity})`
      : '(SELECT NULL::TIMESTAMP AS lo, NULL::TIMESTAMP AS hi)';
  return `
SELECT strftime(CAST(coalesce(o.hi, e.hi, f.hi) AS DATE) + 1, '%Y-%m-%d') AS as_of,
  strftime(CAST(least(o.lo, e.lo, f.lo) AS DATE), '%Y-%m-%d') AS first_date,
  strftime(CAST(greatest(o.hi, e.hi, f.hi) AS DATE), '%Y-%m-%d') AS last_date
FROM ${span('orders', 'ordered_at')} o, ${span('events', 'occurred_at')} e, ${span('feedback', 'occurred_at')} f`;
}

/**
 * The dates of a goal over data of this extent. n months begin on the day n months before as-of (the
 * month's last day where it has no such day) and end the day before it. `all` spans the data. The end is the
 * one that was asked for: how far it has gone by says `spansOf`. Without any dated row and any date in the goal,
 * `fallback` (the run's ISO date) is the as-of date.
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
      return { asOf, periodStart: addMonths(asOf, -period.months), periodEnd: addDays(asOf, -1) };
    case 'year': {
      const year = String(Math.trunc(period.year)).padStart(4, '0');
      return { asOf, periodStart: `${year}-01-01`, periodEnd: `${year}-12-31` };
    }
    case 'custom': {
      const dates = [
        isoDate(period.start) ?? extent.first_date ?? asOf,
        isoDate(period.end) ?? addDays(asOf, -1),
      ];
      const [periodStart, periodEnd] = dates.sort() as [string, string];
      return { asOf, periodStart, periodEnd };
    }
    case 'all':
      return {
        asOf,
        periodStart: extent.first_date ?? addDays(asOf, -1),
        periodEnd: extent.last_date ?? addDays(asOf, -1),
      };
  }
}

/**
 * Whether the dates of a goal follow from the orders alone, of which `extent` is: dated ones say the as-of date, and
 * the period's ends hang on no other entity's first or last day.
 */
export function scopeOfOrders(
  { period, asOf }: Pick<GoalScope, 'period' | 'asOf'>,
  extent: DataExtent,
): boolean {
  if (isoDate(asOf) === null && extent.as_of === null) return false;
  return period.kind !== 'all' && !(period.kind === 'custom' && isoDate(period.start) === null);
}

/**
 * Statements that lay over `all_<entity>` what cells read:
 * - `past_orders`, `past_events`, `past_feedback`: the group's rows before the as-of date;
 * - `past_refunds`: lines of orders that take back a sale and are set aside, likewise;
 * - `orders`, `events`, `feedback`: those of them within the period;
 * - `customers`: the group's customers who are known before the as-of date, whatever the period.
 *
 * The group stands in the table `clean.scope_group`: customers with that attribute (`role` of customers, or
 * `orders.region` for those with such an order), or the share (0..1] of customers that spent most within the
 * period. A segment's customers stand in `SEGMENT_GROUP`, which its cell fills when it runs; as the group cannot be
 * made of itself, that cell and those it reads are given the same views over all customers (`everyoneView`).
 * Rows without a customer belong to the group of all only. With behaviour types chosen, `events` and
 * `past_events` have only actions of these. `clean.scope_later` holds who is first seen on the as-of date or later.
 */
export function scopeSql(
  goal: Pick<GoalScope, 'group' | 'period'> & Partial<Pick<GoalScope, 'behaviours'>>,
  scope: Scope,
): string[] {
  return [
    ...Object.values(scopeTables(goal, scope)),
    ...Object.values(scopeViews(goal, scope)),
    ...Object.values(everyoneViews(goal, scope)),
  ];
}

/** The customers of the segment that is the goal's group; empty until its cell has run. */
export const SEGMENT_GROUP = 'goal__group';

/** What a view of the scope is called where the goal's group is left out of account. */
export const everyoneView = (view: ScopeView): string => `everyone_${view}`;

/** The scope over all customers, beside that of a group which is a segment; none for any other group. */
export function everyoneViews(
  goal: Pick<GoalScope, 'group' | 'period'> & Partial<Pick<GoalScope, 'behaviours'>>,
  scope: Scope,
): Partial<Record<ScopeView, string>> {
  if (goal.group.kind !== 'segment') return {};
  return viewsOf({ ...goal, group: { kind: 'all' } }, scope, everyoneView);
}

/** The tables that the views of a scope look up: the group's, and that of the customers yet unknown. */
export function scopeTables(goal: Pick<GoalScope, 'group'>, scope: Scope): Record<'group' | 'later', string> {
  if (goal.group.kind === 'segment')
    return {
      group: `CREATE TABLE IF NOT EXISTS ${SEGMENT_GROUP} (customer VARCHAR)`,
      later: laterSql(scope),
    };
  const group = groupSql(goal.group, scope);
  return {
    group:
      group === null
        ? 'DROP TABLE IF EXISTS clean.scope_group'
        : `CREATE OR REPLACE TABLE clean.scope_group AS ${group}`,
    later: laterSql(scope),
  };
}

/** Names of the views that `scopeViews` makes. */
export const SCOPE_VIEWS = [
  ...ENTITY_NAMES,
  'past_orders',
  'past_events',
  'past_feedback',
  'past_refunds',
] as const;
export type ScopeView = (typeof SCOPE_VIEWS)[number];

/** Those of them that stand over the orders' file alone. */
export const ORDER_VIEWS: readonly ScopeView[] = ['past_orders', 'past_refunds', 'orders'];

export const isScopeView = (name: string): name is ScopeView => SCOPE_VIEWS.some((view) => view === name);

/** The statement of each view of a scope; those over the past come first, as the others read them. */
export function scopeViews(
  goal: Pick<GoalScope, 'group' | 'period'> & Partial<Pick<GoalScope, 'behaviours'>>,
  scope: Scope,
): Record<ScopeView, string> {
  return viewsOf(goal, scope, (view) => view);
}

const GROUP_TABLE = {
  all: '',
  attribute: 'clean.scope_group',
  top: 'clean.scope_group',
  segment: SEGMENT_GROUP,
};

function viewsOf(
  goal: Pick<GoalScope, 'group' | 'period'> & Partial<Pick<GoalScope, 'behaviours'>>,
  scope: Scope,
  named: (view: ScopeView) => string,
): Record<ScopeView, string> {
  const table = GROUP_TABLE[goal.group.kind];
  // Named by its table: a table without the column would else take the outer one, and let everybody in.
  const inGroup = table && `customer IN (SELECT g.customer FROM ${table} g)`;
  const view = (name: ScopeView, from: string, conditions: string[]) => {
    const where = conditions.filter(Boolean).join(' AND ');
    return `CREATE OR REPLACE VIEW ${named(name)} AS SELECT * FROM ${from}${where && ` WHERE ${where}`}`;
  };
  const past = (['orders', 'events', 'feedback'] as const).map((entity) => {
    const behaviours = entity === 'events' ? behavioursSql(goal.behaviours ?? []) : '';
    const conditions = [`${ENTITIES[entity].time} < TIMESTAMP '${scope.asOf}'`, inGroup, behaviours];
    return [`past_${entity}`, view(`past_${entity}`, `all_${entity}`, conditions)];
  });
  const present = ENTITY_NAMES.map((entity) => {
    const { time } = ENTITIES[entity];
    if (time === null) {
      const known = '(customer IS NULL OR customer NOT IN (SELECT customer FROM clean.scope_later))';
      return [entity, view(entity, `all_${entity}`, [inGroup, known])];
    }
    return [
      entity,
      view(entity, named(`past_${entity}` as ScopeView), [
        goal.period.kind === 'all' ? '' : inPeriod(time, scope),
      ]),
    ];
  });
  const refunds = [
    'past_refunds',
    view('past_refunds', 'all_refunds', [`ordered_at < TIMESTAMP '${scope.asOf}'`, inGroup]),
  ];
  return Object.fromEntries([...past, refunds, ...present]) as Record<ScopeView, string>;
}

/** The part of the period that has gone by on the as-of date. */
function inPeriod(time: string, scope: Scope): string {
  const { start, end } = spansOf(scope).now;
  return `${time} >= TIMESTAMP '${start}' AND ${time} < TIMESTAMP '${end}' + INTERVAL 1 DAY`;
}

/**
 * Customers of whom nothing is known before the as-of date: registered later, or without a profile and named only
 * by later rows. Whoever has no later date of any kind is not looked at.
 */
function laterSql({ asOf }: Scope): string {
  const day = `TIMESTAMP '${asOf}'`;
  const dated = ENTITY_NAMES.flatMap((entity) => {
    const { time } = ENTITIES[entity];
    return time === null ? [] : [{ entity, time }];
  });
  const later = dated.map(({ entity, time }) => `SELECT customer FROM all_${entity} WHERE ${time} >= ${day}`);
  const before = dated.map(
    ({ entity, time }) =>
      `customer NOT IN (SELECT customer FROM all_${entity} WHERE ${time} < ${day} AND customer IN (FROM later))`,
  );
  return `CREATE OR REPLACE TABLE clean.scope_later AS
WITH later AS (
  SELECT customer FROM (${[...later, `SELECT customer FROM all_customers WHERE registered_at >= ${day}`].join(' UNION ')})
  WHERE customer IS NOT NULL
)
SELECT customer FROM all_customers
WHERE customer IN (FROM later) AND ${before.join(' AND ')}
GROUP BY customer
HAVING bool_and((_source IS NULL AND registered_at IS NULL) OR coalesce(registered_at >= ${day}, false))`;
}

/** Each action's type is told once, not once an event. */
function behavioursSql(chosen: readonly string[]): string {
  const known = chosen.filter(isBehaviour);
  if (known.length === 0) return '';
  return `action IN (SELECT action FROM (SELECT DISTINCT action FROM all_events) WHERE ${behaviourSql()} IN (${known.map(quoteText).join(', ')}))`;
}

function groupSql(group: Exclude<GoalScope['group'], { kind: 'segment' }>, scope: Scope): string | null {
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
  const { time } = ENTITIES[entity as EntityName];
  const seen = time === null ? '' : ` AND ${time} < TIMESTAMP '${scope.asOf}'`;
  return `SELECT DISTINCT customer FROM all_${entity} WHERE CAST(${role} AS VARCHAR) = ${quoteText(group.value)} AND customer IS NOT NULL${seen}`;
}

/** The text when it is a date that exists, else null. */
function isoDate(text: string | null): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}
