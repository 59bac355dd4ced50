import type { Reading, Staged } from '../files/api.ts';
import type { Fault } from '../result.ts';
import type { Engine } from './client.ts';
import { LISTED } from './conversions.ts';
import { longIntegers } from './integers.ts';
import { linesAt, oneNewline, sliceLines, splitHeader } from './lines.ts';
import { INPUT_FOLDER } from './lock.ts';
import type { InPlace, Read } from './staged.ts';
import { firstPlan, readCsvSql, REJECTS, stageSql, type StagedColumn, type TextDialect } from './staging.ts';
import { all, need, one, Stop, type StageOptions } from './work.ts';

/** Stages a text file that the engine reads where it lies. */
export async function stageFile(
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

/** Stages text that a files worker handed over. */
export async function stageText(
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

/** Columns in which the reader met a value that is not of their type: read again as text. */
async function failedCasts(engine: Engine, options: StageOptions): Promise<Set<string>> {
  const sql = `SELECT DISTINCT column_name AS c FROM ${REJECTS} WHERE error_type = 'CAST'`;
  return new Set((await all<{ c: string }>(engine, sql, options)).map((row) => row.c));
}

/** A rejected line without the line ends around it. */
const bare = (text: string): string => text.replace(/^[\r\n]+|[\r\n]+$/g, '');
