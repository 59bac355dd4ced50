import { transfer } from 'comlink';
import type { ResultField } from '../engine/api.ts';
import type { Engine } from '../engine/client.ts';
import { openFilesWorker } from '../files/client.ts';
import { ok, type Result } from '../result.ts';
import { parquetSql } from './parquet-sql.ts';

/**
 * What stands behind FROM as a Parquet file, written in a worker of its own that goes when it is done.
 * Faults: those of the query, `engine-missing`, `parquet-unwritable`.
 */
export async function parquetBlob(
  engine: Pick<Engine, 'toIpc'>,
  from: string,
  fields: ResultField[],
): Promise<Result<Blob>> {
  const ipc = await engine.toIpc(parquetSql(from, fields));
  if (!ipc.ok) return ipc;
  const opened = await openFilesWorker();
  if (!opened.ok) return opened;
  try {
    const written = await opened.value.worker.writeParquet(transfer(ipc.value, [ipc.value.buffer]));
    if (!written.ok) return written;
    return ok(
      new Blob([written.value as Uint8Array<ArrayBuffer>], { type: 'application/vnd.apache.parquet' }),
    );
  } finally {
    opened.value.terminate();
  }
}
