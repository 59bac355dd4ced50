import type { Reading, Staged } from '../../files/api.ts';
import { lineOfRecord } from '../../files/line-map.ts';
import { inFile } from '../../files/made.ts';
import { readSpoilt } from '../../files/spread.ts';
import { Stop, need, type Fault } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { LISTED, type Reject } from './conversions.ts';
import { longIntegers } from './integers.ts';
import { lineDensity, linesAt, oneNewline, sliceLines, splitHeader } from './lines.ts';
import { INPUT_FOLDER } from '../../engine/lock.ts';
import { withMade } from './made-columns.ts';
import { recordLines, recordsBefore } from './record-lines.ts';
import type { InPlace, Read } from './staged.ts';
import {
  carrySql,
  firstPlan,
  readCsvSql,
  REJECTS,
  stageSql,
  type StagedColumn,
  type TextDialect,
} from './staging.ts';
import { all, one, type StageOptions } from './work.ts';

/** Stages a text file that the engine reads where it lies. */
export async function stageFile(
  engine: Engine,
  file: Extract<InPlace, { form: 'file' }>,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const { blob, path, delimiter, quote, skip, gzip, fill: filledUp } = file;
  const dialect = { path, delimiter, quote, skip, gzip, fill: filledUp };
  const { plan, filled, rejected } = await fill(engine, dialect, reading, options, async () => false);
  const found = await listRejects(engine, rejected, options);
  const at = found.map((row) => row.at);
  const lines = gzip ? found.map((row) => row.line) : await linesAt(blob, at);
  const rejects = found.map((row, i) => rejectOf(row, lines[i]!));
  const linesOf = (records: number[]) =>
    recordLines(
      gzip ? unzipped(blob) : blob.stream(),
      { delimiter, quote, blankCounts: inFile(reading.columns).length === 1 },
      records.map((record) => record + skip),
      new Set(lines),
    );
  return { plan, filled, rejected, rejects, linesOf };
}

/** Files that engines have been given. */
let files = 0;

/** Stages text that a files worker handed over. */
export async function stageText(
  engine: Engine,
  staged: Extract<Staged, { form: 'text' }>,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const totalBytes = staged.blob.size;
  const below = await sliceLines(staged.blob, staged.skipLines);
  const { body, lines: headerLines } = staged.header
    ? await splitHeader(below, staged.delimiter, staged.quote)
    : { body: below, lines: 0 };
  const skipped = staged.skipLines + headerLines;
  // Sessions of one worker have their files in one folder.
  const name = `table${++files}.csv`;
  const dialect = {
    path: (options.folder ?? INPUT_FOLDER) + name,
    delimiter: staged.delimiter,
    quote: staged.quote,
    fill: staged.fill,
  };
  // The engine tells the place it reads at; how many rows that is shows only at the end.
  const density = await lineDensity(body);
  const report = (place: number) => {
    const bytes = Math.min(place, totalBytes);
    options.onProgress?.({ bytes, totalBytes, rows: Math.round(bytes * density) });
  };
  let blob = body;
  need(await engine.registerFile(name, blob, report));
  const { plan, filled, rejected } = await fill(engine, dialect, reading, options, async (fault) => {
    // They are made alike, once.
    if (blob !== body || !lineEndsDiffer(fault)) return false;
    blob = await oneNewline(body, staged.quote);
    need(await engine.dropFile(name));
    need(await engine.registerFile(name, blob, report));
    return true;
  });
  const found = await listRejects(engine, rejected, options);
  need(await engine.dropFile(name));
  const at = found.map((row) => row.at);
  const { lines: map } = staged;
  const records = { ...dialect, blankCounts: inFile(reading.columns).length === 1 };
  if (map) {
    const places = await recordsBefore(blob.stream(), records, at);
    const json = reading.kind === 'json' || reading.kind === 'ndjson';
    const asIs = (row: RejectRow): RejectRow =>
      json ? notJson(row) : reading.spread ? { ...row, ...readSpoilt(row.text ?? '') } : row;
    const rejects = found.map((row, i) => rejectOf(asIs(row), lineOfRecord(map, places[i]!)));
    const linesOf = async (kept: number[]) => amongRejected(kept, places).map((r) => lineOfRecord(map, r));
    return { plan, filled, rejected, rejects, linesOf };
  }
  // The engine's position is 1-based after LF and one less after CRLF: read as 0-based it lies on the line either way.
  const lines = await linesAt(blob, at);
  const rejects = found.map((row, i) => rejectOf(row, lines[i]! + skipped));
  const linesOf = async (kept: number[]) =>
    (await recordLines(blob.stream(), records, kept, new Set(lines))).map((line) => line + skipped);
  return { plan, filled, rejected, rejects, linesOf };
}

/** Places of kept records among all of them, the rejected ones at theirs; both ascend. */
function amongRejected(kept: readonly number[], rejected: readonly number[]): number[] {
  let before = 0;
  return kept.map((record) => {
    while (before < rejected.length && rejected[before]! <= record + before) before += 1;
    return record + before;
  });
}

const unzipped = (blob: Blob): ReadableStream<Uint8Array> =>
  blob.stream().pipeThrough(new DecompressionStream('gzip'));

/** What was no JSON stands quoted in a row of its own. */
const notJson = (row: RejectRow): RejectRow => ({
  ...row,
  reason: 'INVALID JSON',
  text: (row.text ?? '').replace(/^"|"?,?\s*$/g, '').replaceAll('""', '"'),
});

const rejectOf = (row: RejectRow, line: number): Reject => ({
  line,
  reason: row.reason,
  text: bare(row.text ?? ''),
});

/** Text within an engine: the rows staged, with the columns as they turned out. */
async function fill(
  engine: Engine,
  dialect: TextDialect,
  reading: Reading,
  options: StageOptions,
  mend: (fault: Fault) => Promise<boolean>,
): Promise<{ plan: StagedColumn[]; filled: string[]; rejected: number }> {
  let plan = firstPlan(inFile(reading.columns), reading.preview);
  for (;;) {
    need(await engine.run(dropRejects, options));
    const sql = stageSql(readCsvSql(dialect, plan), plan);
    const read = await engine.run(sql, options);
    if (!read.ok) {
      if (!(await mend(read.fault))) throw new Stop(read.fault);
      continue;
    }
    const rejected = await countRejects(engine, options);
    const failing = rejected > 0 ? await failedCasts(engine, options) : new Set();
    const long = await longIntegers(engine, plan, options);
    if (failing.size === 0 && long.size === 0) {
      const carry = carrySql(plan);
      if (carry) need(await engine.run(carry, options));
      const filled = [...dropRejects, sql, ...(carry ? [carry] : [])];
      return { rejected, ...(await withMade(engine, plan, reading, filled, options)) };
    }
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

const listRejects = async (engine: Engine, count: number, options: StageOptions): Promise<RejectRow[]> =>
  count > 0 ? all<RejectRow>(engine, rejectsSql, options) : [];

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
