import type { ReadColumn, Reading, Staged } from '../files/api.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import type { Engine } from './client.ts';
import { coerceSql } from './coerce.ts';
import { LISTED, listConversions, type Conversion, type Reject } from './conversions.ts';
import { linesAt, oneNewline, sliceLines, splitHeader } from './lines.ts';
import { INPUT_FOLDER } from './lock.ts';
import { profileColumns, type ColumnProfile, type Profiled } from './profile.ts';
import { quoteName } from './sql.ts';
import {
  anyCopiesSql,
  COPIES,
  copiesSql,
  firstPlan,
  asTextSql,
  fitsType,
  rawColumns,
  readCsvSql,
  REJECTS,
  STAGING,
  stageSql,
  type StagedColumn,
  type TextDialect,
} from './staging.ts';
import { all, need, one, Stop, work, type StageOptions } from './work.ts';

export type { ColumnProfile, Conversion, Reject, StageOptions };

/** Tables with more rows are reported by their first ones; the rest is looked at meanwhile. */
const SAMPLE_ABOVE = 200_000;
const SAMPLE_ROWS = 50_000;
/** Rows that stand among earlier ones (`_row`), with how often they stand there (`before`). */
export const EARLIER = 'earlier';
/** Rough size of an exported piece: 100,000 to 250,000 rows of an ordinary table. */
const PIECE_BYTES = 16 * 1024 * 1024;

/** What became of a file's records. `rows + rejected` is every record in it. */
export interface StageReport {
  rows: number;
  rejected: number;
  rejects: Reject[];
  conversions: Conversion[];
  profile: ColumnProfile[];
}

/** What `stage` leaves for `finish`: which reading the staging table of an engine came from. */
const stagedBy = new WeakMap<Engine, StagedTable>();

interface StagedTable {
  columns: ReadColumn[];
  plan: StagedColumn[];
  /** SQL type of each column as it will be in the source table. */
  types: string[];
  /** Figures of all rows; `look` stops taking them, for they are only shown. */
  exact: Promise<Result<Profiled>>;
  look: AbortController;
  /** Whether there are exact copies; they stand in the table of copies. Counted while the analyst looks at the columns. */
  copies: Promise<Result<boolean>>;
  /** What filled staging, as a script would. */
  filled: string[];
}

/** A table that its engine reads where it lies: native DuckDB has the machine's files, a page's engine has not. */
export type InPlace =
  /** UTF-8 text with regular line ends; `skip` records (titles, header) stand above the rows. */
  | { form: 'file'; path: string; blob: Blob; delimiter: string; quote: string; skip: number; gzip: boolean }
  /** What stands behind FROM, with the reading's columns in order. */
  | { form: 'relation'; from: string };

/**
 * Brings a table into an import engine, raw. Every record is either in staging or among the rejects;
 * a value that is not of its column's type becomes null and is listed. Calling it again replaces the table.
 * Faults: `cancelled`, `out-of-memory`, `sql-error`.
 */
export function stage(
  engine: Engine,
  staged: Staged | InPlace,
  reading: Reading,
  options: StageOptions = {},
): Promise<Result<StageReport>> {
  return inTurn(engine, async () => {
    const { plan, rejects, rejected, base, filled } = await read(engine, staged, reading, options);
    const rows = await one<{ n: number }>(engine, `SELECT count(*) AS n FROM ${STAGING}`, options);
    const conversions = await listConversions(engine, plan, base, rejects, options);
    const sampled = rows.n > SAMPLE_ABOVE;
    const first = profileColumns(engine, plan, rows.n, options, sampled ? SAMPLE_ROWS : null);
    const { profile, types } = await need(first);
    const broken = sampled ? await fractional(engine, plan, options) : new Set<string>();
    const look = new AbortController();
    stagedBy.set(engine, {
      columns: reading.columns,
      plan,
      types: types.map((type, i) => (broken.has(`c${i + 1}`) ? 'DOUBLE' : type)),
      exact: sampled ? profileColumns(engine, plan, rows.n, { ...options, signal: look.signal }, null) : first,
      look,
      copies: numberCopies(engine, plan, options),
      filled,
    });
    const bytes = 'blob' in staged ? staged.blob.size : 'chunks' in staged ? bytesOf(staged.chunks) : 0;
    options.onProgress?.({ bytes, totalBytes: bytes, rows: rows.n });
    return { rows: rows.n, rejected, rejects, conversions, profile };
  });
}

/** The last staging asked of each engine: it has one staging table, so the next one waits. */
const turns = new WeakMap<Engine, Promise<unknown>>();

function inTurn<T>(engine: Engine, run: () => Promise<T>): Promise<Result<T>> {
  const turn = (turns.get(engine) ?? Promise.resolve()).then(() => work(run));
  turns.set(engine, turn);
  return turn;
}

/** The figures of all rows: those of a big table's report are of its first rows until this is there. */
export async function exactProfile(engine: Engine): Promise<Result<ColumnProfile[]>> {
  const profiled = await stagedBy.get(engine)?.exact;
  if (!profiled) return fail('import-failed', { detail: 'nothing staged' });
  return profiled.ok ? ok(profiled.value.profile) : profiled;
}

/** Whole-number columns in which some value, perhaps past the sample, is not whole. */
async function fractional(engine: Engine, plan: StagedColumn[], options: StageOptions): Promise<Set<string>> {
  const names = plan.flatMap((p, i) => (p.column.type === 'integer' ? [`c${i + 1}`] : []));
  if (names.length === 0) return new Set();
  const tests = names.map((c) => `count_if(${c} <> trunc(${c})) > 0 AS ${c}`);
  const found = await one<Record<string, boolean>>(engine, `SELECT ${tests.join(', ')} FROM ${STAGING}`, options);
  return new Set(names.filter((c) => found[c]));
}

/** How the columns `c1` … of an engine's staging table were read; undefined before `stage`. */
export const stagedPlan = (engine: Engine): StagedColumn[] | undefined => stagedBy.get(engine)?.plan;

/** Fills the table of copies when any two rows are alike; says whether there are any. */
function numberCopies(engine: Engine, plan: StagedColumn[], options: StageOptions): Promise<Result<boolean>> {
  const raw = rawColumns(plan);
  return work(async () => {
    const { some } = await one<{ some: boolean }>(engine, anyCopiesSql(raw), options);
    if (some) await need(engine.run(copiesSql(raw), options));
    return some;
  });
}

function read(
  engine: Engine,
  staged: Staged | InPlace,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  switch (staged.form) {
    case 'text':
      return stageText(engine, staged, reading, options);
    case 'ipc':
      return stageIpc(engine, staged.chunks, reading, options);
    case 'file':
      return stageFile(engine, staged, reading, options);
    case 'relation':
      return stageRelation(engine, staged.from, reading, options);
  }
}

interface Read {
  plan: StagedColumn[];
  rejected: number;
  rejects: Reject[];
  /** Line of the file on which the first record stands. */
  base: number;
  filled: string[];
}

/** Text within an engine: the rows staged, with the columns as they turned out. */
async function fill(
  engine: Engine,
  dialect: TextDialect,
  reading: Reading,
  options: StageOptions,
  mend: (fault: Fault) => Promise<boolean>,
): Promise<{ plan: StagedColumn[]; filled: string[] }> {
  let plan = firstPlan(reading.columns, reading.preview);
  for (;;) {
    await need(engine.run(dropRejects, options));
    const sql = stageSql(readCsvSql(dialect, plan), plan);
    const read = await engine.run(sql, options);
    if (!read.ok) {
      if (!(await mend(read.fault))) throw new Stop(read.fault);
      continue;
    }
    const failing =
      (await countRejects(engine, options)) > 0 ? await failedCasts(engine, options) : new Set();
    const long = await longIntegers(engine, plan, options);
    if (failing.size === 0 && long.size === 0) return { plan, filled: [...dropRejects, sql] };
    plan = plan.map((p, i): StagedColumn => {
      const c = `c${i + 1}`;
      if (long.has(c)) return { column: { ...p.column, type: 'text' }, direct: true };
      return failing.has(c) ? { ...p, direct: false } : p;
    });
  }
}

const dropRejects = [`DROP TABLE IF EXISTS ${REJECTS}`, `DROP TABLE IF EXISTS ${REJECTS}_scan`];

/** Line ends that change within a text stop the reader. */
export const lineEndsDiffer = (fault: Fault): boolean => /invalid state/.test(fault.detail ?? '');

/** Lines that the last read rejected. The reader's own line is right in a file read from its start. */
const rejectsSql = `SELECT line_byte_position AS at, min(line)::BIGINT AS line, arg_min(error_type::VARCHAR, byte_position) AS reason, left(min(csv_line), 500) AS text
     FROM ${REJECTS} GROUP BY 1 ORDER BY 1 LIMIT ${LISTED}`;
interface RejectRow {
  at: number;
  line: number;
  reason: string;
  text: string | null;
}

const countRejects = async (engine: Engine, options: StageOptions): Promise<number> =>
  (
    await one<{ n: number }>(
      engine,
      `SELECT count(DISTINCT line_byte_position) AS n FROM ${REJECTS}`,
      options,
    )
  ).n;

async function stageFile(
  engine: Engine,
  file: Extract<InPlace, { form: 'file' }>,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const { blob, path, delimiter, quote, skip, gzip } = file;
  const dialect = { path, delimiter, quote, skip, gzip };
  const { plan, filled } = await fill(engine, dialect, reading, options, async () => false);
  const found = await all<RejectRow>(engine, rejectsSql, options);
  const at = found.map((row) => row.at);
  const lines = gzip ? found.map((row) => row.line) : await linesAt(blob, at);
  const rejects = found.map((row, i) => ({
    line: lines[i]!,
    reason: row.reason,
    text: bare(row.text ?? ''),
  }));
  return { plan, filled, rejected: await countRejects(engine, options), rejects, base: skip + 1 };
}

async function stageText(
  engine: Engine,
  staged: Extract<Staged, { form: 'text' }>,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const totalBytes = staged.blob.size;
  const report = (bytes: number) =>
    options.onProgress?.({ bytes: Math.min(bytes, totalBytes), totalBytes, rows: 0 });
  const below = await sliceLines(staged.blob, staged.skipLines);
  const { body, lines: headerLines } = staged.header
    ? await splitHeader(below, staged.delimiter, staged.quote)
    : { body: below, lines: 0 };
  const skipped = staged.skipLines + headerLines;
  const name = 'table.csv';
  const dialect = {
    path: (options.folder ?? INPUT_FOLDER) + name,
    delimiter: staged.delimiter,
    quote: staged.quote,
  };
  let blob = body;
  await need(engine.registerFile(name, blob, report));
  const { plan, filled } = await fill(engine, dialect, reading, options, async (fault) => {
    // They are made alike, once.
    if (blob !== body || !lineEndsDiffer(fault)) return false;
    blob = await oneNewline(body, staged.quote);
    await need(engine.dropFile(name));
    await need(engine.registerFile(name, blob, report));
    return true;
  });
  const found = await all<RejectRow>(engine, rejectsSql, options);
  const rejected = await countRejects(engine, options);
  // The engine's position is 1-based after LF and one less after CRLF: read as 0-based it lies on the line either way.
  const lines = await linesAt(
    blob,
    found.map((row) => row.at),
  );
  await need(engine.dropFile(name));
  const rejects = found.map((row, i) => ({
    line: lines[i]! + skipped,
    reason: row.reason,
    text: bare(row.text ?? ''),
  }));
  return { plan, filled, rejected, rejects, base: skipped + 1 };
}

/** Columns in which the reader met a value that is not of their type: read again as text. */
async function failedCasts(engine: Engine, options: StageOptions): Promise<Set<string>> {
  const sql = `SELECT DISTINCT column_name AS c FROM ${REJECTS} WHERE error_type = 'CAST'`;
  return new Set((await all<{ c: string }>(engine, sql, options)).map((row) => row.c));
}

/** Whole-number columns with a value beyond 2^53: a long code, whose digits only text keeps. */
async function longIntegers(
  engine: Engine,
  plan: StagedColumn[],
  options: StageOptions,
): Promise<Set<string>> {
  const names = plan.flatMap((p, i) => (p.column.type === 'integer' ? [`c${i + 1}`] : []));
  if (names.length === 0) return new Set();
  const tests = names.map((c) => `coalesce(max(abs(${c})) > ${Number.MAX_SAFE_INTEGER}, false) AS ${c}`);
  const found = await one<Record<string, boolean>>(
    engine,
    `SELECT ${tests.join(', ')} FROM ${STAGING}`,
    options,
  );
  return new Set(names.filter((c) => found[c]));
}

/** A rejected line without the line ends around it. */
const bare = (text: string): string => text.replace(/^[\r\n]+|[\r\n]+$/g, '');

async function stageIpc(
  engine: Engine,
  chunks: Uint8Array[],
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const totalBytes = bytesOf(chunks);
  let bytes = 0;
  const empty = reading.columns.map((_, i) => `c${i + 1} VARCHAR`).join(', ');
  await need(
    engine.run(
      chunks.length ? `DROP TABLE IF EXISTS ${STAGING}` : `CREATE OR REPLACE TABLE ${STAGING} (${empty})`,
      options,
    ),
  );
  for (const [i, chunk] of chunks.entries()) {
    if (options.signal?.aborted) throw new Stop({ code: 'cancelled' });
    await need(engine.insertIpc(STAGING, chunk, i === 0));
    options.onProgress?.({ bytes: (bytes += chunk.length), totalBytes, rows: 0 });
  }
  const given = await columnsOf(engine, options);
  if (given.length !== reading.columns.length)
    throw new Stop({ code: 'import-failed', detail: `${given.length} columns` });
  // Two steps, for a column may itself be called c2.
  const renames = (to: (i: number) => string, from: (i: number) => string) =>
    given.map((_, i) => `ALTER TABLE ${STAGING} RENAME COLUMN ${quoteName(from(i))} TO ${quoteName(to(i))}`);
  await need(
    engine.run(
      renames(
        (i) => `\u0001${i}`,
        (i) => given[i]!.name,
      ),
      options,
    ),
  );
  await need(
    engine.run(
      renames(
        (i) => `c${i + 1}`,
        (i) => `\u0001${i}`,
      ),
      options,
    ),
  );
  return converted(engine, given, reading, [], options);
}

/** Staging of any types as the reading's: what is of another type is converted from its text. */
async function converted(
  engine: Engine,
  given: { type: string }[],
  reading: Reading,
  filled: string[],
  options: StageOptions,
): Promise<Read> {
  const plan = reading.columns.map((column, i): StagedColumn => ({
    column,
    direct: fitsType(given[i]!.type, column.type),
  }));
  if (plan.some((p) => !p.direct)) {
    const texts = plan.map((p, i) =>
      p.direct ? `c${i + 1}` : `${asTextSql(`c${i + 1}`, given[i]!.type)} AS c${i + 1}`,
    );
    const sql = stageSql(`(SELECT ${texts.join(', ')} FROM ${STAGING})`, plan);
    await need(engine.run(sql, options));
    filled.push(sql);
  }
  return { plan, filled, rejected: 0, rejects: [], base: 2 };
}

async function stageRelation(
  engine: Engine,
  from: string,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const names = reading.columns.map((_, i) => `c${i + 1}`).join(', ');
  const sql = `CREATE OR REPLACE TABLE ${STAGING} AS SELECT * FROM ${from} AS t(${names})`;
  await need(engine.run(sql, options));
  return converted(engine, await columnsOf(engine, options), reading, [sql], options);
}

/** The policy of a column as SQL over its quoted name, or null to leave the column out. */
export type ColumnPolicy = (column: string) => string | null;

/**
 * The source table as SQL: `setup` fills staging as `stage` did, then `select` is its rows. A fault of `stage`
 * that was still to be told stops it.
 */
async function sourceSql(
  engine: Engine,
  policy: ColumnPolicy,
  onto: Onto | null = null,
): Promise<{ setup: string[]; select: string }> {
  const staged = stagedBy.get(engine);
  if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
  staged.look.abort();
  const { types } = staged;
  const some = await need(staged.copies);
  const join = some ? `LEFT JOIN ${COPIES} AS k ON k._row = s.rowid + 1` : '';
  const copy = some ? 'coalesce(k._copy, 1)' : '1';
  if (onto) return { setup: [], select: ontoSql(staged, types, policy, onto, copy, join) };
  const inner = staged.columns.map(
    (column, i) => `${finalSql(`s.c${i + 1}`, types[i]!)} AS ${quoteName(column.name)}`,
  );
  // Numbered under names that no file's column has, until the policies have been applied.
  const from = `(SELECT s.rowid + 1 AS "\u0001row", ${copy}::INTEGER AS "\u0001copy", ${inner.join(', ')} FROM ${STAGING} AS s ${join})`;
  const outputs = staged.columns.flatMap((column) => {
    const sql = policy(column.name);
    return sql === null ? [] : [`${sql} AS ${quoteName(ownName(column.name))}`];
  });
  const select = `SELECT "\u0001row" AS _row, "\u0001copy" AS _copy${outputs.map((o) => `, ${o}`).join('')} FROM ${from}`;
  return { setup: some ? [...staged.filled, copiesSql(rawColumns(staged.plan))] : staged.filled, select };
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
): string {
  const found = onto.columns.map(({ name, type }) => {
    const i = staged.columns.findIndex((c) => ownName(c.name).toLowerCase() === name.toLowerCase());
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
  const from = `(SELECT s.rowid + 1 + ${onto.rows} AS "\u0001row", ${copy}${before} AS "\u0001copy"${inner.join('')} FROM ${STAGING} AS s ${join} ${earlier})`;
  const outputs = found.map(({ name, type, i, own }) => {
    const sql = i < 0 ? null : policy(own);
    return `, CAST(${sql ?? 'NULL'} AS ${type}) AS ${quoteName(name)}`;
  });
  return `SELECT "\u0001row" AS _row, "\u0001copy"::INTEGER AS _copy${outputs.join('')} FROM ${from}`;
}

/** What `finish` would export, for an engine whose tables stay on this machine and for scripts. */
export const finishSql = (
  engine: Engine,
  policy: ColumnPolicy,
): Promise<Result<{ setup: string[]; select: string }>> => work(() => sourceSql(engine, policy));

export interface FinishOptions extends StageOptions {
  /** Takes each piece as it is made, so that it can be stored and inserted while the next one is; then `ipc` stays empty. */
  onPiece?: (bytes: Uint8Array, rows: number) => void | Promise<void>;
  /** Set to put the rows under another table's instead of making a table of their own. */
  onto?: Onto;
}

export interface Finished {
  /** Complete Arrow IPC streams of one schema, in order. */
  ipc: Uint8Array[];
  rows: number;
  columns: { name: string; sqlType: string }[];
}

/**
 * Applies the privacy policies and exports the source table: `_row` (1-based record number among the kept
 * ones), `_copy` (1 for the first of exact copies over all raw columns, then 2 …), then each column's policy
 * expression. `policy` gives the SQL of a column over its quoted name, or null to leave it out.
 */
export function finish(
  engine: Engine,
  policy: ColumnPolicy,
  options: FinishOptions = {},
): Promise<Result<Finished>> {
  return work(async () => {
    const { select } = await sourceSql(engine, policy, options.onto);
    const columns = await all<{ column_name: string; column_type: string }>(
      engine,
      `DESCRIBE ${select}`,
      options,
    );
    const ipc: Uint8Array[] = [];
    const total = { bytes: 0, rows: 0 };
    const done = await need(
      engine.toPieces(
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
      columns: columns.map((c) => ({ name: c.column_name, sqlType: c.column_type })),
    };
  });
}

/** The two names a source table gives itself are not a file's to take. */
const ownName = (name: string): string => (/^_(row|copy)$/i.test(name) ? `${name}_source` : name);

/** A staged value in the type its source table keeps: types that Arrow or this build cannot carry become plain ones. */
function finalSql(c: string, type: string): string {
  if (type === 'BIGINT') return `CAST(${c} AS BIGINT)`;
  if (type === 'DOUBLE') return `CASE WHEN isfinite(${c}) THEN ${c} END`;
  if (type.startsWith('ENUM')) return `CAST(${c} AS VARCHAR)`;
  if (/^TIMESTAMP/.test(type)) return `CAST(${c} AS TIMESTAMP)`;
  return c;
}

const bytesOf = (chunks: Uint8Array[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

async function columnsOf(engine: Engine, options: StageOptions): Promise<{ name: string; type: string }[]> {
  return all(engine, `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${STAGING})`, options);
}
