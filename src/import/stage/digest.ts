import { Stop, need, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { coerceSql } from './coerce.ts';
import { quoteName, quoteText } from '../../sql/quote.ts';
import type { ColumnPolicy } from './finish.ts';
import { stagedPlan } from './staged.ts';
import { asTextSql, EARLIER, STAGING, type StagedColumn } from './staging.ts';
import { all, one, work, type StageOptions } from './work.ts';
import { columnAt, columnKey } from '../union.ts';

/** Digests that a file's rows are compared with. */
const KNOWN = 'known_digests';
/** Digests in one piece: 32 MB. */
const PIECE = 32 * 1024 * 1024;

/** How a file's rows stand to rows that were there before; `fresh + already` are all of the file's. */
export interface RowChange {
  rows: number;
  /** Rows that were there already; a row that stands twice here and once there counts once. */
  already: number;
  fresh: number;
  /** Rows there before that the file does not have. */
  gone: number;
}

/**
 * The staged rows as SQL with their digests `h` (and their `rowid` as `r`): 64 bits over the text of all columns,
 * each after its privacy policy, in the order of their names. What a policy hides or leaves out is in no digest,
 * so that a stored one says nothing of it, whoever has the key. It depends neither on the order of columns nor on
 * whether a number was read as text. DuckDB's `hash`: a new engine may give others, so whoever stores digests
 * stores the engine's version with them, and the policies.
 */
function digestsSql(plan: StagedColumn[], types: string[], key: string, policy: ColumnPolicy): string {
  const texts = plan
    .map(({ column: { name }, direct }, i) => {
      const c = asTextSql(`c${i + 1}`, types[i]!);
      const text = direct ? `coalesce(${c}, '')` : `coalesce(${c}, f${i + 1}, '')`;
      return { name, order: columnKey(name), text, treated: policy(name) };
    })
    .filter(({ treated }) => treated !== null)
    .sort((a, b) => (a.order < b.order ? -1 : 1));
  const inner = texts.map(({ name, text }) => `, ${text} AS ${quoteName(name)}`).join('');
  const parts = [quoteText(key), ...texts.map(({ treated }) => `coalesce(${treated}, '')`)];
  return `SELECT "\u0001r" AS r, hash(concat_ws(chr(31), ${parts.join(', ')})) AS h FROM (SELECT rowid AS "\u0001r"${inner} FROM ${STAGING})`;
}

async function digestsOf(
  engine: Engine,
  key: string,
  policy: ColumnPolicy,
  options: StageOptions,
): Promise<string> {
  const plan = stagedPlan(engine);
  if (!plan) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
  return digestsSql(plan, await typesOf(engine, options), key, policy);
}

/** Types of staging's own columns, in order. */
export async function typesOf(engine: Engine, options: StageOptions): Promise<string[]> {
  const sql = `SELECT column_type AS type FROM (DESCRIBE ${STAGING}) WHERE column_name LIKE 'c%'`;
  return (await all<{ type: string }>(engine, sql, options)).map(({ type }) => type);
}

/** Digests of the staged rows, to be stored beside the source: Arrow IPC streams of one UBIGINT column `h`. */
export function rowDigests(
  engine: Engine,
  key: string,
  policy: ColumnPolicy,
  options: StageOptions = {},
): Promise<Result<Uint8Array[]>> {
  return work(async () => {
    const pieces: Uint8Array[] = [];
    const select = `SELECT h FROM (${await digestsOf(engine, key, policy, options)})`;
    need(await engine.toPieces(select, PIECE, (bytes) => void pieces.push(new Uint8Array(bytes)), options));
    return pieces;
  });
}

/**
 * Compares the staged rows with `known` digests of the same key and policies. Leaves the rows that were there before in
 * the table `EARLIER` (`_row`, `before`), by which `finish` numbers copies on. Calling it again forgets the last comparison.
 */
export function compareRows(
  engine: Engine,
  known: readonly Uint8Array[],
  key: string,
  policy: ColumnPolicy,
  options: StageOptions = {},
): Promise<Result<RowChange>> {
  return work(async () => {
    const digests = await digestsOf(engine, key, policy, options);
    need(await engine.run(`CREATE OR REPLACE TABLE ${KNOWN} (h UBIGINT)`, options));
    for (const bytes of known) need(await engine.insertIpc(KNOWN, bytes, false));
    need(
      await engine.run(
        `CREATE OR REPLACE TABLE ${EARLIER} AS
         SELECT r AS _row, n::INTEGER AS before, k FROM (
           SELECT r + 1 AS r, h, row_number() OVER (PARTITION BY h ORDER BY r) AS k FROM (${digests})
           WHERE h IN (SELECT h FROM ${KNOWN})
         ) JOIN (SELECT h, count(*) AS n FROM ${KNOWN} GROUP BY h) USING (h)`,
        options,
      ),
    );
    const { rows, before, already } = await one<{ rows: number; before: number; already: number }>(
      engine,
      `SELECT (SELECT count(*) FROM ${STAGING}) AS rows, (SELECT count(*) FROM ${KNOWN}) AS before,
         (SELECT count(*) FROM ${EARLIER} WHERE k <= before) AS already`,
      options,
    );
    need(await engine.run(`DROP TABLE ${KNOWN}`, options));
    return { rows, already, fresh: rows - already, gone: before - already };
  });
}

/** Columns of the source table whose staged values would not come through as they are, with how many. */
export function lostValues(
  engine: Engine,
  columns: readonly { name: string; type: string }[],
  options: StageOptions = {},
): Promise<Result<{ column: string; count: number }[]>> {
  return work(async () => {
    const plan = stagedPlan(engine) ?? [];
    const types = await typesOf(engine, options);
    const tests = columns.flatMap(({ name, type }) => {
      const i = columnAt(
        plan.map(({ column }) => column),
        name,
      );
      if (i < 0) return [];
      const [c, from] = [`c${i + 1}`, types[i]!];
      const there = coerceSql(c, from, type);
      const back = coerceSql(`(${there})`, type, from);
      return [{ name, sql: `count_if(${c} IS NOT NULL AND ${back} IS DISTINCT FROM ${c})` }];
    });
    if (tests.length === 0) return [];
    const found = await one<Record<string, number>>(
      engine,
      `SELECT ${tests.map(({ sql }, i) => `${sql} AS n${i}`).join(', ')} FROM ${STAGING}`,
      options,
    );
    return tests.flatMap(({ name }, i) =>
      found[`n${i}`]! > 0 ? [{ column: name, count: found[`n${i}`]! }] : [],
    );
  });
}
