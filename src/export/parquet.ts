import { transfer } from 'comlink';
import type { ResultField } from '../engine/api.ts';
import type { Engine } from '../engine/client.ts';
import { openFilesWorker } from '../files/client.ts';
import { fail, ok, type Result } from '../result.ts';
import { parquetSql } from './parquet-sql.ts';

/**
 * What stands behind FROM as a Parquet file, written in a worker of its own that goes when it is done.
 * Faults: those of the query, `engine-missing`, `parquet-unwritable`, `cancelled`.
 */
export async function parquetBlob(
  engine: Pick<Engine, 'toIpc'>,
  from: string,
  fields: ResultField[],
  signal?: AbortSignal,
): Promise<Result<Blob>> {
  const ipc = await engine.toIpc(parquetSql(from, fields), { signal });
  if (!ipc.ok) return ipc;
  const opened = await openFilesWorker();
  if (!opened.ok) return opened;
  const { terminate } = opened.value;
  signal?.addEventListener('abort', terminate, { once: true });
  try {
    if (signal?.aborted) return fail('cancelled');
    const written = await opened.value.worker.writeParquet(transfer(ipc.value, [ipc.value.buffer]));
    if (!written.ok) return written;
    return ok(
      new Blob([written.value as Uint8Array<ArrayBuffer>], { type: 'application/vnd.apache.parquet' }),
    );
  } finally {
    signal?.removeEventListener('abort', terminate);
    terminate();
  }
}
