import { quoteText } from '../sql/quote.ts';
import { ENTITY_NAMES, type EntityName } from './catalogue.ts';
import type { RuleState } from './cleaning-rules.ts';
import { presentRoles, type MappedSource } from './source.ts';

/** One line of the row account. `rows_in - removed + added = rows_out`, which is the next line's `rows_in`. */
export interface LedgerRow {
  entity: EntityName;
  /** 0 reading, then the rules in their order, then derived customers. */
  step: number;
  /** `read`, a rule id, or `customers.no_profile` for customers that only other entities name. */
  rule: string;
  /** `read`, `derive`, or the rule's action. */
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
 * Statements that count what cleaning did. Read rows are counted in the mapped view and kept rows in the
 * clean table, so that a lost row shows as an account that does not add up.
 */
export function ledgerTablesSql(states: readonly RuleState[], sources: readonly MappedSource[]): string[] {
  const entities = ENTITY_NAMES.filter((entity) => presentRoles(entity, sources).length > 0);
  const fallback =
    'SELECT NULL::VARCHAR AS entity, NULL::INTEGER AS step, NULL::VARCHAR AS rule, NULL::VARCHAR AS action, ' +
    'NULL::BIGINT AS read, NULL::BIGINT AS removed, NULL::BIGINT AS added, NULL::BIGINT AS corrected, NULL::BIGINT AS flagged, NULL::DOUBLE AS money WHERE false';
  const lines = entities.map((entity) =>
    linesSql(
      entity,
      states.filter((s) => s.rule.entity === entity && s.action !== 'keep'),
      presentRoles(entity, sources).includes('amount'),
    ),
  );
  const bySource = entities.map(
    (entity) => `
SELECT ${quoteText(entity)} AS entity, _source AS source, CAST(sum(read) AS BIGINT) AS read,
  CAST(sum(quarantined) AS BIGINT) AS quarantined, CAST(sum(kept) AS BIGINT) AS kept
FROM (SELECT _source, count(*) AS read, 0 AS quarantined, 0 AS kept FROM mapped_${entity} GROUP BY 1
  UNION ALL SELECT _source, 0, count(*), 0 FROM quarantine.${entity} GROUP BY 1
  UNION ALL SELECT _source, 0, 0, count(*) FROM clean.${entity} WHERE _source IS NOT NULL GROUP BY 1)
GROUP BY 1, 2`,
  );
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

function linesSql(entity: EntityName, states: readonly RuleState[], amounts: boolean): string {
  const rules = states.map((s, i) => `(${i + 1}, '${s.rule.id}', '${s.action}')`);
  if (entity === 'customers') rules.push(`(${states.length + 1}, 'customers.no_profile', 'derive')`);
  const listed = rules.length
    ? `(VALUES ${rules.join(', ')}) r(step, rule, action)`
    : `(SELECT 0 AS step, '' AS rule, '' AS action WHERE false) r`;
  const place = (name: string, of: readonly RuleState[]) => {
    const steps = of.map((s) => `(${states.indexOf(s) + 1}, '${s.rule.id}')`);
    return steps.length
      ? `(VALUES ${steps.join(', ')}) ${name}(step, rule)`
      : `(SELECT 0 AS step, '' AS rule WHERE false) ${name}`;
  };
  // Rows are counted before their marks are taken apart: there are few different lists of marks.
  const marked = (column: string) =>
    `(SELECT mark, sum(n)::BIGINT AS n FROM (SELECT unnest(string_split(${column}, ',')) AS mark, n FROM (
    SELECT ${column}, count(*) AS n FROM clean.${entity} WHERE ${column} IS NOT NULL AND _source IS NOT NULL GROUP BY 1)) GROUP BY 1)`;
  return `
SELECT '${entity}' AS entity, 0 AS step, 'read' AS rule, 'read' AS action, count(*) AS read,
  0::BIGINT AS removed, 0::BIGINT AS added, 0::BIGINT AS corrected, 0::BIGINT AS flagged, NULL::DOUBLE AS money FROM mapped_${entity}
UNION ALL
SELECT '${entity}', r.step, r.rule, r.action, 0, coalesce(q.n, 0),
  CASE WHEN r.action = 'derive' THEN (SELECT count(*) FROM clean.${entity} WHERE _source IS NULL) ELSE 0 END,
  coalesce(c.n, 0), coalesce(f.n, 0), ${moneySql(entity, states)}
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
