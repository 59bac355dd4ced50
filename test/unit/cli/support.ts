import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import type { Cell, Notebook } from '../../../src/notebook/document.ts';
import { defaultCell, defaultGoal, defaultNotebook } from '../../../src/notebook/defaults.ts';
import { findNotebookTemplate } from '../../../src/notebook/templates.ts';
import { runNotebook, type RunOptions } from '../../../src/cli/run.ts';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import type { Rows } from '../../../src/engine/api.ts';
import type { Result } from '../../../src/result.ts';

export const SECRET = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

/** A folder of this test file's own, gone when its tests are. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellar-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function put(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export const mainNotebook = (): Notebook =>
  fromNotebookTemplate(findNotebookTemplate('customer-value')!, { lang: 'en' });

/** A notebook over everything, of SQL cells and others. */
export const notebookOf = (cells: Record<string, string | Partial<Cell>>): Notebook => ({
  ...defaultNotebook,
  title: 'Test',
  goal: { ...defaultGoal, period: { kind: 'all' } },
  cells: Object.entries(cells).map(([name, cell]) => ({
    ...defaultCell,
    name,
    template: 'sql',
    ...(typeof cell === 'string' ? { sql: cell } : cell),
  })),
});

export const runOn = (
  options: Pick<RunOptions, 'notebook' | 'data' | 'out'> & Partial<RunOptions>,
): ReturnType<typeof runNotebook> =>
  runNotebook({
    map: null,
    secret: SECRET,
    lang: 'en',
    now: new Date('2026-01-15T12:00:00Z'),
    program: 'Cellar test',
    // The engine deals out a hundred thousand rows at a time: a second thread finds nothing to do but wait.
    threads: 1,
    ...options,
  });

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

export const jsonOf = (folder: string, name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

export async function query<T = Record<string, unknown>>(db: NativeDatabase, sql: string): Promise<T[]> {
  return rowObjects<T>(value(await db.run(sql)));
}

export const openDb = async (folder: string): Promise<NativeDatabase> =>
  value(await NativeDatabase.open({ spill: folder, threads: 1 }));

/** Runs a script statement by statement in a fresh database, as DuckDB's command line does. */
export async function runScriptFile(
  folder: string,
  out: string,
  before: string[] = [],
): Promise<NativeDatabase> {
  const db = await openDb(folder);
  value(await db.run([...before, readFileSync(join(out, 'notebook.sql'), 'utf8')]));
  return db;
}

/** Where two tables differ: floats are equal to 1e-9 of their size (of 1 for smaller ones, which differences of sums leave), all else exactly. Null when nowhere. */
export function difference(a: Rows, b: Rows): string | null {
  const names = (rows: Rows) => rows.fields.map((f) => f.name).join(', ');
  if (names(a) !== names(b)) return `columns ${names(a)} / ${names(b)}`;
  if (a.count !== b.count) return `${a.count} / ${b.count} rows`;
  for (let r = 0; r < a.count; r++) {
    for (const [c, field] of a.fields.entries()) {
      const x = a.data[c]![r];
      const y = b.data[c]![r];
      if (x === y) continue;
      const near =
        typeof x === 'number' &&
        typeof y === 'number' &&
        Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y), 1);
      if (!near) return `row ${r + 1}, ${field.name}: ${String(x)} / ${String(y)}`;
    }
  }
  return null;
}
