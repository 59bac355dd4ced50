import type { CleaningSetting } from './rules/rule.ts';
import { quoteText } from '../sql/quote.ts';
import { asideSetup, asideSql } from './aside.ts';
import { IS_TURNED, SIGNS } from './rules/signs.ts';
import { ENTITIES, ENTITY_NAMES, SQL_TYPE, type EntityName } from './catalogue.ts';
import { extraColumnsSql } from './extra-columns.ts';
import { applicableRules, type RuleState } from './cleaning-rules.ts';
import { ledgerTablesSql, NO_PROFILE } from './ledger.ts';
import { toldApartSql, toldSql } from './told.ts';
import { isUnique, presentRoles, type MappedSource } from './source.ts';
import { marksStaff, staffSql, withoutStaff } from './staff.ts';

/** A row that the analyst took back from quarantine. Kept in the workspace: it speaks of data. */
export interface RestoredRow {
  source: string;
  row: number;
}

export interface CleaningInput {
  sources: readonly MappedSource[];
  /** The notebook's settings; rules without one run with their defaults. */
  settings: readonly CleaningSetting[];
  /** Rows that no restorable rule sets aside; they carry the flag `restored`. */
  restored?: readonly RestoredRow[];
  /** ISO date of the run. */
  today: string;
}

/** A mark besides rule ids that stands in `_flags`. */
const RESTORED = 'restored';

const REFUND = 'orders.refund';

/** Customers look at clean orders, so they come after everything else. */
const ORDER: readonly EntityName[] = ['orders', 'events', 'feedback', 'customers'];

/**
 * Statements that run after `entitySql` and leave:
 * - `clean.<entity>`: the present roles, `_source`, `_row`, `_flags` and `_corrected` (rule ids joined by
 *   commas, or NULL);
 * - `clean.<entity>_marked`: how many rows with which `_flags` each rule set aside;
 * - `quarantine.<entity>`: the present roles, `_source`, `_row`, `_copy` and `rule`, the first rule that set the row aside;
 * - views `all_<entity>` for all four entities, every role of the catalogue in its order (absent ones typed
 *   NULL), then those four columns; an entity without rows is an empty view, so that no SQL fails on it;
 * - the table `clean.customer_columns` (see `extra-columns.ts`), where customers' files have columns without a role;
 * - the view `all_refunds` (customer, ordered_at, amount) of the negative lines of orders that are set aside;
 * - the tables `clean.ledger` and `clean.source_ledger` (see `ledger.ts`).
 *
 * `customers` holds the profiles and, after them, one bare row for each customer that the clean orders,
 * events or feedback name and no profile describes (`_source` NULL, flag `customers.no_profile` when there
 * is a profile file at all): somebody who bought is a customer, whether the CRM knows it or not. Who only acts on
 * customers is none (`staff.ts`). Whom only rows of
 * orders, events or feedback describe has their attributes and no `_source`, as nobody's profile file names them.
 */
export function cleanSql(input: CleaningInput): string[] {
  return cleanStages(input).flatMap((stage) => stage.statements);
}

/** Statements of one entity, or (`null`) what stands before and after all of them. */
export interface CleanStage {
  entity: EntityName | null;
  statements: string[];
}

/** `cleanSql` cut by entity, in running order, so that one rule's change need not clean everything anew. */
export function cleanStages(input: CleaningInput): CleanStage[] {
  const states = applicableRules(input.sources, input.settings, input.today);
  const restored = input.restored ?? [];
  const setup = [
    'CREATE SCHEMA IF NOT EXISTS clean',
    'CREATE SCHEMA IF NOT EXISTS quarantine',
    'CREATE OR REPLACE TABLE clean.restored (source VARCHAR, "row" BIGINT)',
    ...(restored.length
      ? [
          `INSERT INTO clean.restored VALUES ${restored.map((r) => `(${quoteText(r.source)}, ${Math.trunc(r.row)})`).join(', ')}`,
        ]
      : []),
  ];
  const stages = ORDER.map((entity): CleanStage => {
    const roles = presentRoles(entity, input.sources);
    const own = states.filter((s) => s.rule.entity === entity && s.action !== 'keep');
    return {
      entity,
      statements: [
        ...(entity === 'customers' ? toldSql(input.sources) : []),
        ...(roles.length
          ? tablesSql(entity, roles, own, restored.length > 0, plainTexts(entity, roles, input.sources))
          : noTablesSql(entity)),
        ...(entity === 'customers'
          ? [
              ...toldApartSql(input.sources),
              ...staffSql(input.sources),
              ...(marksStaff(input.sources)
                ? [allViewSql('events', [...presentRoles('events', input.sources), 'team'], input.sources)]
                : []),
              ...otherCustomersSql(input.sources, roles.length > 0),
              ...extraColumnsSql(input.sources),
            ]
          : []),
        allViewSql(entity, entity === 'customers' && !roles.length ? ['customer'] : roles, input.sources),
        ...(entity === 'orders' ? [refundsSql(roles, own)] : []),
      ],
    };
  });
  const ledger = ledgerTablesSql(states, input.sources);
  return [{ entity: null, statements: setup }, ...stages, { entity: null, statements: ledger }];
}

const isRestored = 'EXISTS (SELECT 1 FROM clean.restored r WHERE r.source = _source AND r."row" = _row)';

/**
 * Texts that hardly repeat from one line to the next. To look for what they have in common takes longer than to compress
 * all else of a big table, and saves a few bytes a row: they are kept as they are.
 */
const plainTexts = (
  entity: EntityName,
  roles: readonly string[],
  sources: readonly MappedSource[],
): readonly string[] =>
  entity === 'orders'
    ? roles.filter((role) => role === 'customer' || (role === 'order_id' && isUnique(entity, role, sources)))
    : [];

/** The statements that fill the table of clean rows by a SELECT of its columns and of `_copy` and `rule`. */
function filledSql(
  entity: EntityName,
  roles: readonly string[],
  plain: readonly string[],
  select: string,
): string[] {
  if (plain.length === 0) return [`CREATE OR REPLACE TABLE clean.${entity} AS\n${select}`];
  const typeOf = new Map(ENTITIES[entity].roles.map(({ name, type }) => [name, SQL_TYPE[type]]));
  const columns = roles.map(
    (role) => `${role} ${typeOf.get(role)}${plain.includes(role) ? ' USING COMPRESSION uncompressed' : ''}`,
  );
  const marks =
    '_source VARCHAR, _row BIGINT, _flags VARCHAR, _corrected VARCHAR, _copy INTEGER, rule VARCHAR';
  return [
    `CREATE OR REPLACE TABLE clean.${entity} (${columns.join(', ')}, ${marks})`,
    `INSERT INTO clean.${entity}\n${select}`,
  ];
}

function tablesSql(
  entity: EntityName,
  roles: string[],
  states: RuleState[],
  restoring: boolean,
  plain: readonly string[],
): string[] {
  const conditionOf = new Map<RuleState, string>();
  for (const state of states) {
    if (state.rule.scope === 'row') conditionOf.set(state, state.rule.condition(state.context));
  }
  const rows = [...conditionOf];
  /** Ids of the rules that a row meets; joined only for the few rows that meet one. */
  const joined = (action: 'flag' | 'correct', first: [string, string][] = []) => {
    const all = [
      ...first,
      ...rows.filter(([s]) => s.action === action).map(([s, c]) => [s.rule.id, c] as const),
    ];
    if (!all.length) return 'CAST(NULL AS VARCHAR)';
    const marks = all.map(([id, condition]) => `CASE WHEN ${condition} THEN '${id}' END`);
    return `CASE WHEN ${all.map(([, c]) => `(${c})`).join(' OR ')} THEN concat_ws(',', ${marks.join(', ')}) END`;
  };
  const mended = (role: string) =>
    rows.reduce((sql, [state, condition]) => {
      if (state.action !== 'correct' || state.rule.scope !== 'row') return sql;
      const correction = state.rule.corrections?.(state.context).find((one) => one.role === role);
      // What is set aside stays as it was read.
      return correction
        ? `CASE WHEN rule IS NULL AND (${condition}) THEN ${correction.sql(sql)} ELSE ${sql} END`
        : sql;
    }, role);
  const rule = asideSql(states, (state) =>
    restoring && state.rule.restorable !== false ? ` AND NOT ${isRestored}` : '',
  );
  const judged = `(SELECT *, ${rule} AS rule FROM mapped_${entity})`;
  const columns = roles.map((role) => {
    const sql = mended(role);
    return sql === role ? role : `${sql} AS ${role}`;
  });
  const flags = joined('flag', restoring ? [[RESTORED, isRestored]] : []);
  return [
    ...asideSetup(states),
    // The mapped rows are read and judged once; the few that are set aside then leave the table again.
    ...filledSql(
      entity,
      roles,
      plain,
      `SELECT ${columns.join(', ')}, _source, _row,\n  ${flags} AS _flags,\n  ${joined('correct')} AS _corrected,\n  _copy, rule\nFROM ${judged}`,
    ),
    `CREATE OR REPLACE TABLE quarantine.${entity} AS\nSELECT ${quarantined(roles)}, rule FROM clean.${entity} WHERE rule IS NOT NULL`,
    // What a rule marks and another sets aside leaves the table: its marks are counted while it is there.
    `CREATE OR REPLACE TABLE clean.${entity}_marked AS\nSELECT _flags, rule, count(*) AS n FROM clean.${entity} WHERE rule IS NOT NULL AND _flags IS NOT NULL AND _source IS NOT NULL GROUP BY ALL`,
    `DELETE FROM clean.${entity} WHERE rule IS NOT NULL`,
    `ALTER TABLE clean.${entity} DROP COLUMN rule`,
    `ALTER TABLE clean.${entity} DROP COLUMN _copy`,
    ...states.flatMap((state) => setRuleSql(entity, roles, state, restoring)),
  ];
}

/** Columns of a row set aside, before the rule that did it. */
const quarantined = (roles: readonly string[], of = ''): string =>
  [...roles, '_source', '_row', '_copy'].map((column) => of + column).join(', ');

/** Marks, mends or sets aside what a set rule hits, in a table that stands only meanwhile. */
function setRuleSql(
  entity: EntityName,
  roles: readonly string[],
  { rule, action, context }: RuleState,
  restoring: boolean,
): string[] {
  if (rule.scope !== 'set') return [];
  const spared =
    restoring && action === 'quarantine' && rule.restorable !== false ? ` WHERE NOT ${isRestored}` : '';
  const match = `h._source = t._source AND h._row = t._row`;
  return [
    `CREATE OR REPLACE TABLE clean.hits AS SELECT * FROM (${rule.hits(context)})${spared}`,
    ...(action === 'quarantine'
      ? [
          `INSERT INTO quarantine.${entity} SELECT ${quarantined(roles, 't.')}, '${rule.id}' FROM mapped_${entity} t JOIN clean.hits h ON ${match}`,
          `INSERT INTO clean.${entity}_marked SELECT t._flags, '${rule.id}', count(*) FROM clean.${entity} t JOIN clean.hits h ON ${match} WHERE t._flags IS NOT NULL AND t._source IS NOT NULL GROUP BY 1`,
          `DELETE FROM clean.${entity} t USING clean.hits h WHERE ${match}`,
        ]
      : action === 'correct'
        ? [
            `UPDATE clean.${entity} AS t SET ${rule.mends} = h.${rule.mends}, _corrected = concat_ws(',', t._corrected, '${rule.id}') FROM clean.hits h WHERE ${match}`,
          ]
        : [
            `UPDATE clean.${entity} AS t SET _flags = concat_ws(',', t._flags, '${rule.id}') FROM clean.hits h WHERE ${match}`,
          ]),
    'DROP TABLE clean.hits',
  ];
}

const noTablesSql = (entity: EntityName): string[] => [
  `DROP TABLE IF EXISTS clean.${entity}`,
  `DROP TABLE IF EXISTS clean.${entity}_marked`,
  `DROP TABLE IF EXISTS quarantine.${entity}`,
];

/** Customers that only the other entities name. */
function otherCustomersSql(sources: readonly MappedSource[], profiles: boolean): string[] {
  const naming = ENTITY_NAMES.filter(
    (e) => e !== 'customers' && presentRoles(e, sources).includes('customer'),
  );
  const named = naming.map((e) => `SELECT customer FROM clean.${e}`).join(' UNION ');
  const keys = named && withoutStaff(named, sources);
  if (!profiles) {
    const from = keys || 'SELECT CAST(NULL AS VARCHAR) AS customer';
    return [
      `CREATE OR REPLACE TABLE clean.customers AS
SELECT customer, CAST(NULL AS VARCHAR) AS _source, CAST(NULL AS BIGINT) AS _row,
  CAST(NULL AS VARCHAR) AS _flags, CAST(NULL AS VARCHAR) AS _corrected
FROM (SELECT DISTINCT customer FROM (${from})) WHERE customer IS NOT NULL`,
    ];
  }
  if (!keys) return [];
  return [
    `INSERT INTO clean.customers BY NAME
SELECT DISTINCT customer, '${NO_PROFILE}' AS _flags FROM (${keys}) k
WHERE customer IS NOT NULL AND customer NOT IN (SELECT customer FROM clean.customers WHERE customer IS NOT NULL)`,
  ];
}

/** Lines that take back a sale, with what they take back; they are set aside while the sale stays. */
function refundsSql(roles: readonly string[], states: readonly RuleState[]): string {
  const known = ['customer', 'ordered_at', 'amount'].every((role) => roles.includes(role));
  // Where a minus is how sales are written, what was given back stands without it.
  const plain = states.some(({ rule }) => rule.id === SIGNS)
    ? `CASE WHEN ${IS_TURNED} THEN -amount ELSE amount END`
    : 'amount';
  const from = known
    ? `SELECT customer, ordered_at, -(${plain}) AS amount FROM quarantine.orders WHERE rule = '${REFUND}' AND ${plain} < 0`
    : 'SELECT CAST(NULL AS VARCHAR) AS customer, CAST(NULL AS TIMESTAMP) AS ordered_at, CAST(NULL AS DOUBLE) AS amount WHERE false';
  return `CREATE OR REPLACE VIEW all_refunds AS ${from}`;
}

function allViewSql(entity: EntityName, roles: readonly string[], sources: readonly MappedSource[]): string {
  const filled = roles.length > 0 && (entity === 'customers' || sources.some((s) => s.entity === entity));
  const columns = ENTITIES[entity].roles.map((role) =>
    filled && roles.includes(role.name) ? role.name : `CAST(NULL AS ${SQL_TYPE[role.type]}) AS ${role.name}`,
  );
  const marks = ['_source', '_row', '_flags', '_corrected'];
  const tail = filled
    ? marks
    : marks.map((m) => `CAST(NULL AS ${m === '_row' ? 'BIGINT' : 'VARCHAR'}) AS ${m}`);
  const from = filled ? `FROM clean.${entity}` : 'WHERE false';
  return `CREATE OR REPLACE VIEW all_${entity} AS\nSELECT ${[...columns, ...tail].join(', ')}\n${from}`;
}
