import { Stop, need, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { coerceSql } from './coerce.ts';
import { quoteName } from '../../sql/quote.ts';
import { stagedTable, type StagedTable } from './staged.ts';
import { factsOf } from './facts.ts';
import { treatOnce } from './treated.ts';
import { NAMES, type ColumnFacts } from '../../entity/source.ts';
import { COPIES, copiesSql, EARLIER, namesSql, rawColumns, STAGING } from './staging.ts';
import { all, work, type StageOptions } from './work.ts';
import { columnAt } from '../union.ts';

/**
 * Rough size of an exported piece: 25,000 to 60,000 rows of an ordinary table. The page's thread copies each once for
 * storage and once to sum it up, in one go: of twice the size that takes it more than 50 ms where other work is done.
 */
const PIECE_BYTES = 4 * 1024 * 1024;

/** The policy of a column as SQL over its quoted name, or null to leave the column out. */
export type ColumnPolicy = (column: string) => string | null;

/** A source table as SQL, with the tables that its rows are joined with. */
interface SourceSql {
  setup: string[];
  select: string;
  beside: readonly string[];
}

/**
 * The source table as SQL: `setup` fills staging as `stage` did, then `select` is its rows. A fault of `stage`
 * that was still to be told stops it. With `once`, values that stand often are treated in tables of their own first
 * (`beside`), which is for this engine and no script.
 */
async function sourceSql(
  engine: Engine,
  policy: ColumnPolicy,
  {
    onto = null,
    names = null,
    once = null,
    beside = false,
  }: { onto?: Onto | null; names?: NamedBy | null; once?: StageOptions | null; beside?: boolean } = {},
): Promise<SourceSql> {
  const staged = stagedTable(engine);
  if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
  if (!beside) staged.look.abort();
  const { types } = staged;
  const { some } = need(await staged.copies);
  const named = names && namesJoin(staged, names);
  const join = `${some ? `LEFT JOIN ${COPIES} AS k ON k._row = s.rowid + 1` : ''} ${named ?? ''}`;
  const copy = some ? 'coalesce(k._copy, 1)' : '1';
  if (onto)
    return {
      setup: [],
      select: ontoSql(staged, types, policy, onto, copy, join, named !== null),
      beside: [],
    };
  const inner = staged.columns.map(
    (column, i) => `${finalSql(`s.c${i + 1}`, types[i]!)} AS ${quoteName(column.name)}`,
  );
  const treated = once
    ? await treatOnce(engine, staged, policy, (i) => finalSql(`s.c${i + 1}`, types[i]!), once)
    : null;
  // Numbered under names that no file's column has, until the policies have been applied.
  const from = `(SELECT s.rowid + 1 AS "\u0001row", ${copy}::INTEGER AS "\u0001copy", ${named ? '"\u0001names", ' : ''}${inner.join(', ')} FROM ${STAGING} AS s ${join})`;
  const outputs = staged.columns.flatMap((column) => {
    const sql = treated?.sql.get(column.name) ?? policy(column.name);
    return sql === null ? [] : [`${sql} AS ${quoteName(ownName(column.name))}`];
  });
  const counted = named ? `, "\u0001names" AS ${NAMES}` : '';
  const select = `SELECT "\u0001row" AS _row, "\u0001copy" AS _copy${counted}${outputs.map((o) => `, ${o}`).join('')} FROM ${from}${treated?.joins ?? ''}`;
  const setup = some ? [...staged.filled, copiesSql(rawColumns(staged.plan))] : staged.filled;
  return { setup, select, beside: treated?.tables ?? [] };
}

/** The file's columns of a customer's id and name, where the names go through a mask that makes them look alike. */
export interface NamedBy {
  customer: string;
  name: string;
}

function namesJoin(staged: StagedTable, { customer, name }: NamedBy): string | null {
  const [id, named] = [customer, name].map((c) => staged.columns.findIndex((own) => own.name === c) + 1);
  if (!id || !named) return null;
  return `LEFT JOIN (SELECT id, n AS "\u0001names" FROM ${namesSql(`c${id}`, `c${named}`)}) AS v ON v.id = s.c${id}`;
}

/** The table that the rows are put under: how many records it has seen, and its columns after the policies. */
export interface Onto {
  rows: number;
  columns: readonly { name: string; type: string }[];
  /** Whether `compareRows` told which rows it has: those are numbered on as copies. */
  compared: boolean;
}

/** As `sourceSql`, in the columns and types of another table; a column that the file lacks is NULL. */
function ontoSql(
  staged: StagedTable,
  types: string[],
  policy: ColumnPolicy,
  onto: Onto,
  copy: string,
  join: string,
  named: boolean,
): string {
  const own = staged.columns.map((column) => ({ name: ownName(column.name) }));
  const found = onto.columns.map(({ name, type }) => {
    const i = columnAt(own, name);
    return { name, type, i, own: i < 0 ? '' : staged.columns[i]!.name };
  });
  const inner = found
    .filter(({ i }) => i >= 0)
    .map(
      ({ i, own, type }) =>
        `, ${coerceSql(finalSql(`s.c${i + 1}`, types[i]!), types[i]!, type)} AS ${quoteName(own)}`,
    );
  const earlier = onto.compared ? `LEFT JOIN ${EARLIER} AS e ON e._row = s.rowid + 1` : '';
  const before = onto.compared ? ' + coalesce(e.before, 0)' : '';
  const from = `(SELECT s.rowid + 1 + ${onto.rows} AS "\u0001row", ${copy}${before} AS "\u0001copy"${named ? ', "\u0001names"' : ''}${inner.join('')} FROM ${STAGING} AS s ${join} ${earlier})`;
  const outputs = found.map(({ name, type, i, own }) => {
    const sql = named && name === NAMES ? '"\u0001names"' : i < 0 ? null : policy(own);
    return `, CAST(${sql ?? 'NULL'} AS ${type}) AS ${quoteName(name)}`;
  });
  return `SELECT "\u0001row" AS _row, "\u0001copy"::INTEGER AS _copy${outputs.join('')} FROM ${from}`;
}

/** What `finish` would export, for an engine whose tables stay on this machine (`once`) and for scripts. */
export const finishSql = (
  engine: Engine,
  policy: ColumnPolicy,
  names: NamedBy | null = null,
  once: StageOptions | null = null,
): Promise<Result<SourceSql>> => work(() => sourceSql(engine, policy, { names, once }));

export interface FinishOptions extends StageOptions {
  /** Takes each piece as it is made, so that it can be stored and inserted while the next one is; then `ipc` stays empty. */
  onPiece?: (bytes: Uint8Array, rows: number) => void | Promise<void>;
  /** Set to put the rows under another table's instead of making a table of their own. */
  onto?: Onto;
  /** Set to have the names of each customer counted (`NAMES`) before the policies make them look alike. */
  names?: NamedBy | null;
  /** Set where what is only shown of the rows goes on being found out. */
  beside?: boolean;
}

export interface Finished {
  /** Complete Arrow IPC streams of one schema, in order. */
  ipc: Uint8Array[];
  rows: number;
  /** As the table has them, with what is known of their values in these rows. */
  columns: ({ name: string; sqlType: string } & ColumnFacts)[];
}

/**
 * Applies the privacy policies and exports the source table: `_row` (1-based record number among the kept
 * ones), `_copy` (1 for the first of exact copies over all raw columns, then 2 …), `_names` where asked, then
 * each column's policy expression. `policy` gives the SQL of a column over its quoted name, or null to leave it out.
 */
export function finish(
  engine: Engine,
  policy: ColumnPolicy,
  options: FinishOptions = {},
): Promise<Result<Finished>> {
  return work(async () => {
    const { select } = await sourceSql(engine, policy, { ...options, once: options });
    const columns = await all<{ column_name: string; column_type: string }>(
      engine,
      `DESCRIBE ${select}`,
      options,
    );
    const facts = await factsIn(engine, policy, options.onto);
    const ipc: Uint8Array[] = [];
    const total = { bytes: 0, rows: 0 };
    const done = need(
      await engine.toPieces(
        select,
        PIECE_BYTES,
        async (bytes, rows) => {
          total.bytes += bytes.length;
          total.rows += rows;
          options.onProgress?.({ bytes: total.bytes, totalBytes: 0, rows: total.rows });
          if (options.onPiece) await options.onPiece(bytes, rows);
          else ipc.push(bytes);
        },
        options,
      ),
    );
    return {
      ipc,
      rows: done.rows,
      columns: columns.map(({ column_name: name, column_type: sqlType }) => ({
        name,
        sqlType,
        ...facts(name, sqlType),
      })),
    };
  });
}

/** Tells what is known of a column of the table that is made, by its name and type. */
export async function factsIn(
  engine: Engine,
  policy: ColumnPolicy,
  onto?: Onto,
): Promise<(column: string, type: string) => ColumnFacts> {
  const staged = stagedTable(engine)!;
  const known = await factsOf(staged, policy);
  const own = staged.columns.map(({ name }, i) => ({ name: ownName(name), facts: known[i]! }));
  return (column, type) => {
    const i = columnAt(own, column);
    // A column that the file lacks is empty throughout.
    const facts = i >= 0 ? own[i]!.facts : onto ? EMPTY : {};
    return {
      ...(facts.trimmed && type === 'VARCHAR' ? { trimmed: true } : {}),
      ...(facts.unsigned && type !== 'VARCHAR' ? { unsigned: true } : {}),
      ...(facts.unique && !onto ? { unique: true } : {}),
    };
  };
}

/** What holds of no values. */
const EMPTY: ColumnFacts = { trimmed: true, unsigned: true };

/** The names a source table gives itself are not a file's to take. */
const ownName = (name: string): string => (/^_(row|copy|names)$/i.test(name) ? `${name}_source` : name);

/** A staged value in the type its source table keeps: types that Arrow or this build cannot carry become plain ones. */
export function finalSql(c: string, type: string): string {
  if (type === 'BIGINT') return `CAST(${c} AS BIGINT)`;
  if (type === 'DOUBLE') return `CASE WHEN isfinite(${c}) THEN ${c} END`;
  if (type.startsWith('ENUM')) return `CAST(${c} AS VARCHAR)`;
  if (/^TIMESTAMP/.test(type)) return `CAST(${c} AS TIMESTAMP)`;
  return c;
}
