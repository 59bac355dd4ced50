import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/client.ts';
import { finishSql, type NamedBy } from '../import/stage/finish.ts';
import { stage, type StageReport } from '../import/stage/importer.ts';
import { lineEndsDiffer } from '../import/stage/read-text.ts';
import type { InPlace } from '../import/stage/staged.ts';
import type { StageOptions } from '../import/stage/work.ts';
import type { Reading, Staged } from '../files/api.ts';
import { signatureOf } from '../files/kind.ts';
import { policySql, type KeyPads } from '../privacy/policy.ts';
import type { PersonalKind, PrivacyPolicy } from '../privacy/kinds.ts';
import { attempt, fail, ok, type Result } from '../result.ts';
import type { NativeDatabase } from '../engine/native/native.ts';
import { gunzip } from '../files/formats/gzip.ts';
import { inspect } from '../files/formats/inspect.ts';
import { stage as stageFile } from '../files/formats/stage.ts';
import { decodeTo } from '../files/formats/stage-text.ts';
import type { SourceMapping } from './mapping.ts';
import { writeArrow } from './arrow-file.ts';
import { openFile } from './files.ts';
import { textInPlace } from './in-place.ts';
import { parquetInPlace } from './parquet.ts';

/** Where tables are staged: a database that notebook SQL never sees, and a folder of its own. */
export interface ImportPlace {
  db: NativeDatabase;
  engine: Engine;
  /** Ends with the folder sign; whoever made it removes it. */
  folder: string;
}

/** One table of one file, as found. */
export interface FoundTable {
  path: string;
  file: File;
  reading: Reading;
  /** Set for a file that DuckDB itself knows the columns of. */
  relation: string | null;
}

/** The tables in a file. Faults: `cli-file-unreadable`, those of the files worker. */
export async function findTables(
  place: ImportPlace,
  path: string,
  hints: (part: string) => SourceMapping['reading'],
): Promise<Result<FoundTable[]>> {
  const file = await openFile(path);
  if (!file.ok) return file;
  const head = new Uint8Array(await file.value.slice(0, 16).arrayBuffer());
  if (signatureOf(head) === 'parquet') {
    const found = await parquetInPlace(place.db, file.value.name, path);
    if (!found.ok) return found;
    return ok([{ path, file: file.value, reading: found.value.reading, relation: found.value.from }]);
  }
  const inspected = await attempt(() => inspect(file.value, hints('') ?? {}), 'file-unreadable');
  if (!inspected.ok) return inspected;
  return ok(inspected.value.map((reading) => ({ path, file: file.value, reading, relation: null })));
}

/** A table in staging, and whether a script can read its file as this run did. */
export interface StagedTable {
  report: StageReport;
  inPlace: boolean;
}

/** Brings a table into staging: read where it lies when DuckDB can, else from a rewritten copy. */
export async function stageTable(place: ImportPlace, table: FoundTable): Promise<Result<StagedTable>> {
  const { engine, folder } = place;
  const { reading, relation, file } = table;
  const direct: InPlace | null = relation
    ? { form: 'relation', from: relation }
    : await textInPlace(file, table.path, reading);
  if (direct) {
    const report = await stage(engine, direct, reading);
    if (report.ok) return ok({ report: report.value, inPlace: true });
    if (direct.form !== 'file' || !lineEndsDiffer(report.fault)) return report;
  }
  const copy = join(folder, 'copy');
  try {
    const staged = await rewritten(table, copy);
    if (!staged.ok) return staged;
    const columns = ('columns' in staged.value && staged.value.columns) || reading.columns;
    const report = await stage(engine, staged.value, { ...reading, columns }, { folder });
    return report.ok ? ok({ report: report.value, inPlace: false }) : report;
  } finally {
    await rm(copy, { force: true });
  }
}

/** The table in a form that DuckDB reads, on disk rather than in memory. */
async function rewritten({ file, reading }: FoundTable, copy: string): Promise<Result<Staged | InPlace>> {
  const { text } = reading;
  let source = file;
  let plain = reading;
  if (text && reading.kind === 'csv' && reading.part === '') {
    const signature = signatureOf(new Uint8Array(await file.slice(0, 16).arrayBuffer()));
    const stream = () => (signature === 'gzip' ? gunzip(file) : file.stream());
    const decoded = await decodedCopy(stream, file.size, text, copy);
    if (!decoded.ok) return decoded;
    source = decoded.value;
    plain = { ...reading, text: { ...text, encoding: 'utf-8', normalise: false } };
    delete plain.text!.invalid;
    delete plain.text!.normalise;
  }
  const staged = await attempt(() => stageFile(source, plain), 'file-unreadable');
  if (!staged.ok || staged.value.form !== 'ipc') return staged;
  if (staged.value.chunks.length === 0) return fail('file-empty');
  return ok({ form: 'relation', from: await writeArrow(staged.value.chunks, copy) });
}

async function decodedCopy(
  stream: () => ReadableStream<Uint8Array>,
  size: number,
  text: NonNullable<Reading['text']>,
  copy: string,
): Promise<Result<File>> {
  const handle = await open(copy, 'w', 0o600);
  const decoded = await attempt(async () => {
    await decodeTo(stream(), size, text, async (pieces) => {
      for (const piece of pieces) await handle.appendFile(piece);
    });
    return ok(null);
  }, 'file-unreadable');
  await handle.close();
  return decoded.ok ? openFile(copy) : decoded;
}

/**
 * SQL of a staged table under its privacy policies; the text of a pseudonym holds what `secret` says. With `once`,
 * values that stand often are treated in tables beside it, which are to be dropped.
 */
export function sourceSelect(
  engine: Engine,
  privacy: Readonly<Record<string, PrivacyPolicy>>,
  personal: Readonly<Record<string, PersonalKind | null>>,
  secret: string | KeyPads,
  names: NamedBy | null,
  once: StageOptions | null = null,
): ReturnType<typeof finishSql> {
  return finishSql(
    engine,
    (column) => policySql(column, privacy[column] ?? 'drop', personal[column] ?? null, secret),
    names,
    once,
  );
}
