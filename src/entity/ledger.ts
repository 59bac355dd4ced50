import { quoteName, quoteText } from '../sql/quote.ts';
import { ENTITY_NAMES, type EntityName } from './catalogue.ts';
import type { RuleState } from './cleaning-rules.ts';
import { presentRoles, type MappedSource } from './source.ts';
import { STAFF, staffCountSql } from './staff.ts';
import { TOLD, toldBeside } from './told.ts';

/** The mark of customers that only other entities name, and their line of the ledger. */
export const NO_PROFILE = 'customers.no_profile';

/** One line of the row account. `rows_in - removed + added = rows_out`, which is the next line's `rows_in`. */
export interface LedgerRow {
  entity: EntityName;
  /** 0 reading, then customers whom rows describe, the rules in their order, then those that are only named. */
  step: number;
  /**
   * `read`, a rule id, `customers.told` for customers whom rows of other entities describe, or `customers.no_profile`
   * for those that are only named there; last `customers.staff`, whose `flagged` counts ids that are taken for none, and
   * `events.staff`, which counts their rows.
   */
  rule: string;
  /** `read`, `derive`, `leave`, or the rule's action. */
  action: string;
  rows_in: number;
  removed: number;
  added: number;
  corrected: number;
  flagged: number;
  rows_out: number;
  /** What the rule is about in money: of orders set aside their amounts, of mended ones what was taken off; else NULL. */
  money: number | null;
}

/** Rows of one source: `read = quarantined + kept`. */
export interface SourceLedgerRow {
  entity: EntityName;
  source: string;
  read: number;
  quarantined: number;
  kept: number;
}

/** SELECT of the `LedgerRow`s, rules that are off left out. Runs after `cleanSql`. */
export const ledgerSql = (): string => 'SELECT * FROM clean.ledger ORDER BY entity, step';

/** SELECT of the `SourceLedgerRow`s. Runs after `cleanSql`. */
export const sourceLedgerSql = (): string => 'SELECT * FROM clean.source_ledger ORDER BY entity, source';

/**
 * Statements that count what cleaning did. Read rows are counted in the sources themselves and kept rows in the
 * clean table, so that a lost row shows as an account that does not add up.
 */
export function ledgerTablesSql(states: readonly RuleState[], sources: readonly MappedSource[]): string[] {
  const entities = ENTITY_NAMES.filter((entity) => presentRoles(entity, sources).length > 0);
  const fallback =
    'SELECT NULL::VARCHAR AS entity, NULL::INTEGER AS step, NULL::VARCHAR AS rule, NULL::VARCHAR AS action, ' +
    'NULL::BIGINT AS read, NULL::BIGINT AS removed, NULL::BIGINT AS added, NULL::BIGINT AS corrected, NULL::BIGINT AS flagged, NULL::DOUBLE AS money WHERE false';
  const { told, files } = toldBeside(sources);
  const lines = entities.map((entity) =>
    linesSql(
      entity,
      entity === 'customers' && told,
      states.filter((s) => s.rule.entity === entity && s.action !== 'keep'),
      presentRoles(entity, sources).includes('amount'),
      readSql(entity, sources),
      staffCountSql(entity, sources),
    ),
  );
  const bySource = entities.flatMap((entity) => {
    // Rows that also describe a customer are read once, as what they are.
    if (entity === 'customers' && !files) return [];
    const own = sources.filter((s) => s.entity === entity).map(({ name }) => quoteText(name));
    const ofFiles = entity === 'customers' && told ? `WHERE _source IN (${own.join(', ')})` : '';
    return `
SELECT ${quoteText(entity)} AS entity, _source AS source, CAST(sum(read) AS BIGINT) AS read,
  CAST(sum(quarantined) AS BIGINT) AS quarantined, CAST(sum(kept) AS BIGINT) AS kept
FROM (SELECT _source, n AS read, 0 AS quarantined, 0 AS kept FROM ${readSql(entity, sources)} WHERE n > 0
  UNION ALL SELECT _source, 0, count(*), 0 FROM quarantine.${entity} ${ofFiles} GROUP BY 1
  UNION ALL SELECT _source, 0, 0, count(*) FROM clean.${entity} WHERE _source IS NOT NULL GROUP BY 1)
GROUP BY 1, 2`;
  });
  return [
    `CREATE OR REPLACE TABLE clean.ledger AS
SELECT entity, step, rule, action,
  CAST(before + CASE WHEN step = 0 THEN read ELSE 0 END AS BIGINT) AS rows_in, removed, added, corrected, flagged,
  CAST(before + read - removed + added AS BIGINT) AS rows_out, money
FROM (SELECT *, coalesce(sum(read - removed + added) OVER (
    PARTITION BY entity ORDER BY step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM (${lines.join('\nUNION ALL\n') || fallback}))`,
    `CREATE OR REPLACE TABLE clean.source_ledger AS
${bySource.join('\nUNION ALL\n') || 'SELECT NULL::VARCHAR AS entity, NULL::VARCHAR AS source, NULL::BIGINT AS read, NULL::BIGINT AS quarantined, NULL::BIGINT AS kept WHERE false'}`,
  ];
}

/** The rows of each source of an entity, without what the mapped view makes of them: planning that takes longer than counting. */
function readSql(entity: EntityName, sources: readonly MappedSource[]): string {
  const counts = sources
    .filter((source) => source.entity === entity)
    .map(({ name }) => `SELECT ${quoteText(name)} AS _source, count(*) AS n FROM source.${quoteName(name)}`);
  return `(${counts.join(' UNION ALL ') || 'SELECT NULL::VARCHAR AS _source, 0::BIGINT AS n WHERE false'})`;
}

function linesSql(
  entity: EntityName,
  told: boolean,
  states: readonly RuleState[],
  amounts: boolean,
  read: string,
  staff: string | null,
): string {
  const first = told ? 2 : 1;
  const rules = states.map((s, i) => `(${i + first}, '${s.rule.id}', '${s.action}')`);
  if (told) rules.unshift(`(1, '${TOLD}', 'derive')`);
  if (entity === 'customers') rules.push(`(${states.length + first}, '${NO_PROFILE}', 'derive')`);
  if (staff !== null) rules.push(`(${rules.length + 1}, '${STAFF[entity]}', 'leave')`);
  // Of customers without a row of a file only those that are merely named are no rule's to mark.
  const markable = told ? `_flags IS DISTINCT FROM '${NO_PROFILE}'` : '_source IS NOT NULL';
  const added = told
    ? `CASE r.rule WHEN '${TOLD}' THEN (SELECT count(*) FROM mapped_customers WHERE _differs IS NOT NULL)
  WHEN '${NO_PROFILE}' THEN (SELECT count(*) FROM clean.customers WHERE _flags = '${NO_PROFILE}') ELSE 0 END`
    : `CASE WHEN r.action = 'derive' THEN (SELECT count(*) FROM clean.${entity} WHERE _source IS NULL) ELSE 0 END`;
  const listed = rules.length
    ? `(VALUES ${rules.join(', ')}) r(step, rule, action)`
    : `(SELECT 0 AS step, '' AS rule, '' AS action WHERE false) r`;
  const place = (name: string, of: readonly RuleState[]) => {
    const steps = of.map((s) => `(${states.indexOf(s) + first}, '${s.rule.id}')`);
    return steps.length
      ? `(VALUES ${steps.join(', ')}) ${name}(step, rule)`
      : `(SELECT 0 AS step, '' AS rule WHERE false) ${name}`;
  };
  // Rows are counted before their marks are taken apart: there are few different lists of marks.
  const marked = (column: string) =>
    `(SELECT mark, sum(n)::BIGINT AS n FROM (SELECT unnest(string_split(${column}, ',')) AS mark, n FROM (
    SELECT ${column}, count(*) AS n FROM clean.${entity} WHERE ${column} IS NOT NULL AND ${markable} GROUP BY 1)) GROUP BY 1)`;
  return `
SELECT '${entity}' AS entity, 0 AS step, 'read' AS rule, 'read' AS action, coalesce(sum(n), 0)::BIGINT AS read,
  0::BIGINT AS removed, 0::BIGINT AS added, 0::BIGINT AS corrected, 0::BIGINT AS flagged, NULL::DOUBLE AS money FROM ${read}
UNION ALL
SELECT '${entity}', r.step, r.rule, r.action, 0, coalesce(q.n, 0),
  ${added},
  coalesce(c.n, 0), ${staff === null ? '' : `CASE r.rule WHEN '${STAFF[entity]}' THEN ${staff} ELSE `}coalesce(f.n, 0)${staff === null ? '' : ' END'}, ${moneySql(entity, states)}
FROM ${listed}
LEFT JOIN (SELECT rule, count(*) AS n, ${amounts ? 'round(sum(amount)::DOUBLE, 6)' : 'NULL::DOUBLE'} AS money FROM quarantine.${entity} GROUP BY 1) q ON q.rule = r.rule
LEFT JOIN ${marked('_corrected')} c ON c.mark = r.rule
LEFT JOIN (
  SELECT mark, sum(n)::BIGINT AS n
  FROM (
    SELECT mark, n FROM ${marked('_flags')}
    UNION ALL
    -- A rule of rows met what only a later one set aside; one of sets speaks of what is left.
    SELECT m.mark, m.n
    FROM (SELECT unnest(string_split(_flags, ',')) AS mark, rule, n FROM clean.${entity}_marked) m
    JOIN ${place(
      'own',
      states.filter((s) => s.rule.scope === 'row'),
    )} ON own.rule = m.mark
    JOIN ${place('taker', states)} ON taker.rule = m.rule AND taker.step > own.step
  )
  GROUP BY mark
) f ON f.mark = r.rule`;
}

/** What a rule is about in money, by its id. */
function moneySql(entity: EntityName, states: readonly RuleState[]): string {
  const told = states.flatMap(({ rule, action, context }) => {
    const sql =
      rule.scope === 'row' && (action === 'correct' || action === 'flag') ? rule.money?.(context) : null;
    if (!sql) return [];
    const marks = action === 'correct' ? '_corrected' : '_flags';
    const sum = `SELECT round(sum(${sql})::DOUBLE, 6) FROM clean.${entity} WHERE list_contains(string_split(${marks}, ','), '${rule.id}')`;
    return [`WHEN '${rule.id}' THEN (${sum})`];
  });
  return told.length > 0 ? `CASE r.rule ${told.join(' ')} ELSE q.money END` : 'q.money';
}
