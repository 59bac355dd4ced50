import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RunId } from '../engine/api.ts';
import { Engine, type EnginePort } from '../engine/client.ts';
import { fail, ok, type Result } from '../result.ts';
import type { NativeDatabase } from '../engine/native/native.ts';

/**
 * The import engine's face over native DuckDB, so that the page's own importer fills its staging table.
 * Registered files are written into `folder`, which the importer is told of (`StageOptions.folder`); tables
 * come from files only, never as Arrow.
 */
export function openImportEngine(db: NativeDatabase, folder: string): Promise<Result<Engine>> {
  const running = new Map<RunId, AbortController>();
  const arrowless = async () => fail('import-failed', { detail: 'native DuckDB takes no Arrow here' });
  const face: EnginePort['face'] = {
    boot: async () => ok({ version: db.version }),
    run: async (id, statements, maxRows) => {
      const abort = new AbortController();
      running.set(id, abort);
      const rows = await db.run(statements, { signal: abort.signal, maxRows });
      running.delete(id);
      return rows;
    },
    toIpc: arrowless,
    toPieces: arrowless,
    insertIpc: arrowless,
    registerFile: async (name, file) => {
      await mkdir(folder, { recursive: true });
      await pipeline(
        Readable.fromWeb(file.stream() as never),
        createWriteStream(join(folder, name), { mode: 0o600 }),
      );
      return ok(null);
    },
    dropFile: async (name) => {
      await rm(join(folder, name), { force: true });
      return ok(null);
    },
    tableNames: (sql) => db.tableNames(sql),
    cancel: (id) => running.get(id)?.abort(),
  };
  const port = {
    face,
    kill: () => {},
    onDeath: () => {},
    give: (bytes: Uint8Array) => bytes,
    share: <T extends object>(callback: T) => callback,
  };
  return Engine.over(port, {} as WebAssembly.Module);
}
