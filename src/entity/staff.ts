import { quoteText } from '../sql/quote.ts';
import type { EntityName } from './catalogue.ts';
import { presentRoles, type MappedSource } from './source.ts';

/** The ledger's lines of ids that rows name and that are no customers, as they only act on customers; and of their rows. */
export const STAFF: Partial<Record<EntityName, string>> = {
  customers: 'customers.staff',
  events: 'events.staff',
};

/** Ids of `STAFF`; not there where nothing could tell them. */
const STAFF_TABLE = 'clean.staff';

/** A column of people who work for the company, whatever they act on. */
const WORKS =
  /^(?:.*[\s_.-])?(?:agent|operator|staff|employee|sales[\s_.-]?rep|rep|assignee|owner|handler|salesperson)(?:[\s_.-]?(?:id|no|code|name))?$|坐席|客服|员工|操作员|经[办手]人|跟进人|处理人|业务员|销售员|负责人/i;

/**
 * Whether some staff may be known by what is no team: by an owner of customers or a column of agents. Their actions then
 * get an empty team, by which analyses tell them from those of customers.
 */
export const marksStaff = (sources: readonly MappedSource[]): boolean =>
  presentRoles('events', sources).includes('customer') &&
  (presentRoles('customers', sources).includes('owner') ||
    sources.some((s) => s.entity === 'events' && WORKS.test(s.mapping['customer'] ?? '')));

/**
 * Statements before customers are derived from other entities' rows: the table `clean.staff` of ids in events who
 * are not customers but work with them. Of an id that no file of customers, order or feedback names, each event
 * carries a team and some are aimed at a customer, or it is the owner of customers, or it stands in a column of
 * agents or staff. Nobody is left out where there would be no other customer.
 */
export function staffSql(sources: readonly MappedSource[]): string[] {
  const roles = presentRoles('events', sources);
  const agents = sources.filter((s) => s.entity === 'events' && WORKS.test(s.mapping['customer'] ?? ''));
  const aimed = roles.includes('team') && roles.includes('target');
  const owners = presentRoles('customers', sources).includes('owner');
  if (!roles.includes('customer') || !(aimed || owners || agents.length > 0)) {
    return [`DROP TABLE IF EXISTS ${STAFF_TABLE}`];
  }
  const others = (['orders', 'feedback'] as const)
    .filter((e) => presentRoles(e, sources).includes('customer'))
    .map((e) => `SELECT customer FROM clean.${e}`);
  if (presentRoles('customers', sources).length > 0) others.push('SELECT customer FROM clean.customers');
  const worked = agents.length ? `_source IN (${agents.map((s) => quoteText(s.name)).join(', ')})` : 'false';
  const teamed = aimed ? `coalesce(trim(team), '') <> ''` : 'false';
  const tests = [
    'a.works',
    ...(aimed
      ? [
          `a.teamed AND a.customer IN (SELECT e.customer FROM clean.events e JOIN known k ON k.customer = e.target AND k.customer <> e.customer)`,
        ]
      : []),
    ...(owners ? ['a.customer IN (SELECT owner FROM clean.customers WHERE owner IS NOT NULL)'] : []),
  ];
  return [
    `CREATE OR REPLACE TABLE ${STAFF_TABLE} AS
WITH acting AS (
  SELECT customer, bool_and(${teamed}) AS teamed, bool_and(${worked}) AS works
  FROM clean.events WHERE customer IS NOT NULL GROUP BY customer
),
named AS (${others.join(' UNION ') || 'SELECT NULL::VARCHAR AS customer'}),
known AS (
  SELECT customer FROM named WHERE customer IS NOT NULL
  UNION SELECT customer FROM acting WHERE NOT teamed AND NOT works
)
SELECT a.customer FROM acting a
WHERE a.customer NOT IN (SELECT customer FROM named WHERE customer IS NOT NULL)
  AND (${tests.map((test) => `(${test})`).join(' OR ')})
  AND EXISTS (SELECT 1 FROM known k WHERE k.customer <> a.customer)`,
    ...(marksStaff(sources)
      ? [
          'ALTER TABLE clean.events ADD COLUMN IF NOT EXISTS team VARCHAR',
          `UPDATE clean.events SET team = '' WHERE team IS NULL AND customer IN (FROM ${STAFF_TABLE})`,
        ]
      : []),
  ];
}

/** Whether `staffSql` of these sources leaves a table. */
const tellsStaff = (sources: readonly MappedSource[]): boolean =>
  staffSql(sources).some((sql) => sql.startsWith('CREATE'));

/** Of a SELECT of ids, those who are no staff. */
export const withoutStaff = (ids: string, sources: readonly MappedSource[]): string =>
  tellsStaff(sources) ? `SELECT customer FROM (${ids}) WHERE customer NOT IN (FROM ${STAFF_TABLE})` : ids;

/** How many ids were left out, or of events how many rows are theirs, as a scalar; null where nothing could tell them. */
export function staffCountSql(entity: EntityName, sources: readonly MappedSource[]): string | null {
  if (!STAFF[entity] || !tellsStaff(sources)) return null;
  const where = entity === 'events' ? ` WHERE customer IN (FROM ${STAFF_TABLE})` : '';
  return `(SELECT count(*) FROM ${entity === 'events' ? 'clean.events' : STAFF_TABLE}${where})`;
}
