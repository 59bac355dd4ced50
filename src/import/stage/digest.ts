import type { Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { coerceSql } from './coerce.ts';
import { quoteText } from '../../sql/quote.ts';
import { stagedPlan } from './staged.ts';
import { asTextSql, EARLIER, STAGING, type StagedColumn } from './staging.ts';
import { all, need, one, Stop, work, type StageOptions } from './work.ts';

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
 * The digest of a staged row as SQL: 64 bits over the text of all columns in the order of their names, with
 * a key before them, so that a value cannot be guessed from a stored digest without it. It depends neither on
 * the order of columns nor on whether a number was read as text. DuckDB's `hash`: a new engine may give
 * others, so whoever stores digests stores the engine's version with them.
 */
export function digestSql(plan: StagedColumn[], types: string[], key: string): string {
  const texts = plan
    .map(({ column, direct }, i) => {
      const c = asTextSql(`c${i + 1}`, types[i]!);
      return {
        name: column.name.toLowerCase(),
        text: direct ? `coalesce(${c}, '')` : `coalesce(${c}, f${i + 1}, '')`,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return `hash(concat_ws(chr(31), ${[quoteText(key), ...texts.map(({ text }) => text)].join(', ')}))`;
}

async function digestOf(engine: Engine, key: string, options: StageOptions): Promise<string> {
  const plan = stagedPlan(engine);
  if (!plan) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
  return digestSql(plan, await typesOf(engine, options), key);
}

/** Types of staging's own columns, in order. */
async function typesOf(engine: Engine, options: StageOptions): Promise<string[]> {
  const sql = `SELECT column_type AS type FROM (DESCRIBE ${STAGING}) WHERE column_name LIKE 'c%'`;
  return (await all<{ type: string }>(engine, sql, options)).map(({ type }) => type);
}

/** Digests of the staged rows, to be stored beside the source: Arrow IPC streams of one UBIGINT column `h`. */
export function rowDigests(
  engine: Engine,
  key: string,
  options: StageOptions = {},
): Promise<Result<Uint8Array[]>> {
  return work(async () => {
    const pieces: Uint8Array[] = [];
    const select = `SELECT ${await digestOf(engine, key, options)} AS h FROM ${STAGING}`;
    await need(engine.toPieces(select, PIECE, (bytes) => void pieces.push(new Uint8Array(bytes)), options));
    return pieces;
  });
}

/**
 * Compares the staged rows with `known` digests of the same key. Leaves the rows that were there before in
 * the table `EARLIER` (`_row`, `before`), by which `finish` numbers copies on. Calling it again forgets the last comparison.
 */
export function compareRows(
  engine: Engine,
  known: readonly Uint8Array[],
  key: string,
  options: StageOptions = {},
): Promise<Result<RowChange>> {
  return work(async () => {
    const digest = await digestOf(engine, key, options);
    await need(engine.run(`CREATE OR REPLACE TABLE ${KNOWN} (h UBIGINT)`, options));
    for (const bytes of known) await need(engine.insertIpc(KNOWN, bytes, false));
    await need(
      engine.run(
        `CREATE OR REPLACE TABLE ${EARLIER} AS
         SELECT r AS _row, n::INTEGER AS before, k FROM (
           SELECT rowid + 1 AS r, h, row_number() OVER (PARTITION BY h ORDER BY rowid) AS k FROM (SELECT rowid, ${digest} AS h FROM ${STAGING})
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
    await need(engine.run(`DROP TABLE ${KNOWN}`, options));
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
      const i = plan.findIndex((p) => p.column.name.toLowerCase() === name.toLowerCase());
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
