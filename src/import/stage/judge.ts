import { asideSetup, asideSql } from '../../entity/aside.ts';
import type { EntityName } from '../../entity/catalogue.ts';
import { applicableRules, type RuleState } from '../../entity/cleaning-rules.ts';
import { entitySql } from '../../entity/map.ts';
import { currenciesSql, OTHER_CURRENCY, type SeenCurrency } from '../../entity/rules/currencies.ts';
import { DIRECTION, sidesSql, type SeenSide } from '../../entity/rules/direction.ts';
import { ORDER_IDS, orderIdsSql, type SeenOrders } from '../../entity/rules/order-ids.ts';
import { SIGNS, signsSql, type SeenSigns } from '../../entity/rules/signs.ts';
import type { CleaningSetting } from '../../entity/rules/rule.ts';
import { statusRolesOf } from '../../entity/rules/statuses.ts';
import { seenStatuses, seenStatusesSql, type SeenStatus } from '../../entity/seen-statuses.ts';
import type { MappedSource } from '../../entity/source.ts';
import type { Engine } from '../../engine/client.ts';
import { asShare, inStyleSql, isShare } from '../../files/numbers.ts';
import { need, Stop, type Result } from '../../result.ts';
import { quoteName } from '../../sql/quote.ts';
import { stagedTable, type StagedTable } from './staged.ts';
import { asTextSql, COPIES, STAGING } from './staging.ts';
import { all, one, work, type StageOptions } from './work.ts';

/** How many rows of a table a cleaning rule would set aside. */
export interface SetAside {
  rule: string;
  rows: number;
}

/** What cleaning would make of a table, seen before it is confirmed. */
export interface Judgement {
  /** Rows that were looked at; of a big table about `LOOKED_AT`, spread over all of it. */
  rows: number;
  /** What they stand for: multiply counts by it. */
  scale: number;
  statuses: SeenStatus[];
  /** The currencies of orders that state theirs; the main one first. */
  currencies: SeenCurrency[];
  /** The ways of money of a bill that states them. */
  sides: SeenSide[];
  /** The signs of the orders' amounts, and what a minus is taken for; null where there are none. */
  signs: SeenSigns | null;
  /** How orders are told apart by their numbers; null where they have none. */
  orders: SeenOrders | null;
  /** In the order of the rules. */
  aside: SetAside[];
}

/** About how many rows of a table are judged. */
const LOOKED_AT = 60_000;
const SOURCE = 'judged';

/**
 * Applies the cleaning rules to a staged table as it is mapped, before any policy: those that look at rows one by one,
 * and, where the whole table is looked at, those that set rows aside among others.
 * It stands in the engine until `rowsAside` has been asked for. Faults: `cancelled`, `sql-error`.
 */
export function judgeRows(
  engine: Engine,
  entity: EntityName,
  mapping: Readonly<Record<string, string>>,
  rules: { settings: readonly CleaningSetting[]; today: string; scales?: MappedSource['scales'] },
): Promise<Result<Judgement>> {
  return work(async () => {
    const staged = stagedTable(engine);
    if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
    // Whoever confirms need not wait for what is only shown.
    const options = { signal: staged.look.signal };
    const source: MappedSource = {
      name: SOURCE,
      entity,
      mapping: { ...mapping },
      columns: staged.columns.map((c, i) => ({ name: c.name, type: staged.types[i]!, ...asShare(c) })),
      ...(rules.scales ? { scales: rules.scales } : {}),
    };
    const applicable = applicableRules([source], rules.settings, rules.today).filter(
      ({ rule, action }) => rule.entity === entity && action !== 'keep',
    );
    const states = applicable.filter(({ rule }) => rule.scope === 'row');
    const { n } = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${STAGING}`, options);
    const step = Math.max(1, Math.floor(n / LOOKED_AT));
    // What stands out among all rows cannot be told from some of them.
    const sets = step > 1 ? [] : applicable.filter(({ action }) => action === 'quarantine');
    need(await engine.run(await setupSql(staged, source, states, step), options));
    need(await engine.run(setsSql(entity, sets), options));
    const [{ rows } = { rows: 0 }, ...aside] = await all<{ rule: string | null; rows: number }>(
      engine,
      `SELECT NULL AS rule, count(*) AS rows FROM clean.judged UNION ALL SELECT rule, count(*) FROM clean.judged WHERE rule IS NOT NULL GROUP BY 1`,
      options,
    );
    const place = (id: string) => applicable.findIndex(({ rule }) => rule.id === id);
    return {
      rows,
      scale: rows === 0 ? 1 : n / rows,
      statuses: judgesStatuses(states) ? seenStatuses(await all(engine, seenStatusesSql(), options)) : [],
      currencies: states.some(({ rule }) => rule.id === OTHER_CURRENCY)
        ? await all<SeenCurrency>(engine, currenciesSql(), options)
        : [],
      sides: states.some(({ rule }) => rule.id === DIRECTION)
        ? await all<SeenSide>(engine, sidesSql(), options)
        : [],
      signs: states.some(({ rule }) => rule.id === SIGNS)
        ? await one<SeenSigns>(engine, signsSql(), options)
        : null,
      orders: states.some(({ rule }) => rule.id === ORDER_IDS)
        ? await one<SeenOrders>(engine, orderIdsSql(), options)
        : null,
      aside: aside
        .map(({ rule, rows }) => ({ rule: rule!, rows }))
        .sort((a, b) => place(a.rule) - place(b.rule)),
    };
  });
}

const judgesStatuses = (states: readonly RuleState[]): boolean =>
  states.some(({ context, rule }) => rule.entity === 'orders' && statusRolesOf(context).length > 0);

async function setupSql(
  staged: StagedTable,
  source: MappedSource,
  states: readonly RuleState[],
  step: number,
): Promise<string[]> {
  const copies = need(await staged.copies).some;
  const columns = staged.columns.map(({ name }, i) => `s.c${i + 1} AS ${quoteName(name)}`);
  const copy = copies ? 'coalesce(k._copy, 1)' : '1';
  const from = `${STAGING} AS s ${copies ? `LEFT JOIN ${COPIES} AS k ON k._row = s.rowid + 1` : ''}`;
  const view = (where: string) =>
    `CREATE OR REPLACE VIEW source.${quoteName(SOURCE)} AS SELECT s.rowid + 1 AS _row, ${copy} AS _copy, ${columns.join(', ')} FROM ${from}${where}`;
  // Whether numbers start anew shows only with all of their rows.
  const whole = states.filter(({ rule }) => rule.id === ORDER_IDS);
  return [
    'CREATE SCHEMA IF NOT EXISTS source',
    'CREATE SCHEMA IF NOT EXISTS clean',
    view(''),
    ...entitySql([source]).filter((sql) => !sql.startsWith('DROP')),
    ...asideSetup(whole),
    ...(step > 1 ? [view(` WHERE s.rowid % ${step} = 0`)] : []),
    ...asideSetup(states.filter((state) => !whole.includes(state))),
    `CREATE OR REPLACE TABLE clean.judged AS SELECT _row, ${asideSql(states)} AS rule FROM mapped_${source.entity}`,
  ];
}

/** Statements that judge what row rules have left by the rules over sets, each after the one before it. */
function setsSql(entity: EntityName, states: readonly RuleState[]): string[] {
  const sets = states.flatMap(({ rule, context }) => (rule.scope === 'set' ? [{ rule, context }] : []));
  if (sets.length === 0) return [];
  const judged = (what: string) =>
    `AS SELECT m.*, j.rule FROM mapped_${entity} m JOIN clean.judged j ON j._row = m._row WHERE j.rule IS ${what}`;
  return [
    'CREATE SCHEMA IF NOT EXISTS quarantine',
    `CREATE OR REPLACE TABLE clean.${entity} ${judged('NULL')}`,
    `CREATE OR REPLACE TABLE quarantine.${entity} ${judged('NOT NULL')}`,
    ...sets.flatMap(({ rule, context }) => [
      `CREATE OR REPLACE TABLE clean.hits AS SELECT _row FROM (${rule.hits(context)})`,
      `UPDATE clean.judged SET rule = '${rule.id}' WHERE _row IN (SELECT _row FROM clean.hits)`,
      `DELETE FROM clean.${entity} WHERE _row IN (SELECT _row FROM clean.hits)`,
    ]),
    `DROP TABLE clean.${entity}`,
    `DROP TABLE quarantine.${entity}`,
    'DROP TABLE clean.hits',
  ];
}

/** Some rows that a rule would set aside, by the file's columns, after `judgeRows`. Raw: never stored or logged. */
export function rowsAside(
  engine: Engine,
  rule: string,
  columns: readonly string[],
  options: StageOptions = {},
): Promise<Result<{ row: number; values: (string | null)[] }[]>> {
  return work(async () => {
    const staged = stagedTable(engine);
    if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
    const places = columns.map((name) => staged.columns.findIndex((column) => column.name === name));
    const shown = places.map((i, at) => {
      const written = isShare(staged.columns[i])
        ? inStyleSql(`s.c${i + 1}`)
        : // What comes out whole is staged as a number with a fraction.
          asTextSql(`s.c${i + 1}`, staged.types[i]?.replace('BIGINT', 'DOUBLE') ?? '');
      return `left(${written}, 200) AS v${at}`;
    });
    const rows = await all<Record<string, string | number | null>>(
      engine,
      `SELECT ${['j._row AS n', ...shown].join(', ')} FROM clean.judged j JOIN ${STAGING} s ON s.rowid + 1 = j._row WHERE j.rule = '${rule.replace(/[^a-z_.]/g, '')}' ORDER BY 1 LIMIT ${SHOWN}`,
      options,
    );
    return rows.map((row) => ({
      row: Number(row['n']),
      values: columns.map((_, at) => (row[`v${at}`] ?? null) as string | null),
    }));
  });
}

const SHOWN = 30;
