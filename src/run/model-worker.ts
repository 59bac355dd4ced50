import * as Comlink from 'comlink';
import { keepWorker, spawnWorker } from '../worker.ts';
import type { ModelWorker } from '../model/api.ts';
import { fail, messageOf, ok, type Result } from '../result.ts';
import type { ArrowConnector } from '../engine/connector.ts';
import type { ModelRunner } from './stage.ts';
import workerUrl from '../../workers/model.ts?worker&url';

/** Fetches the worker's text ahead; whether it is here. */
export const keepModelWorker = (): Promise<boolean> => keepWorker(workerUrl);

/** Bytes of input handed over at once. */
const PIECE_BYTES = 8 << 20;

/**
 * Runs a model in a worker of its own, which is killed when the model is done or cancelled: a fit cannot be
 * interrupted otherwise. Rows go from worker to worker as Arrow; the page only passes them on. Faults: those
 * of `ModelRunner`, `engine-missing`.
 */
export const runModelInWorker: ModelRunner<ArrowConnector> = async (db, job, { signal, onProgress }) => {
  if (signal?.aborted) return fail('cancelled');
  const spawned = await spawnWorker(workerUrl, 'cellar-model');
  if (!spawned.ok) return spawned;
  const { value: thread } = spawned;
  const made = await new Promise<Result<Uint8Array[]>>((resolve) => {
    const lost = (detail: string) => resolve(fail('model-failed', { values: { model: job.id }, detail }));
    signal?.addEventListener('abort', () => resolve(fail('cancelled')), { once: true });
    thread.addEventListener('error', (event) => lost(event.message || 'worker error'));
    const face = Comlink.wrap<ModelWorker>(thread);
    const heard = Comlink.proxy((share: number) => onProgress?.(share));
    db.toPieces(job.input, PIECE_BYTES, (piece) => face.add(Comlink.transfer(piece, [piece.buffer])), {
      signal,
    })
      .then(async (read): Promise<Result<Uint8Array[]>> =>
        read.ok ? face.run(job.id, job.options, heard) : read,
      )
      .then(resolve, (error: unknown) => lost(messageOf(error)));
  });
  thread.terminate();
  if (!made.ok) return made;
  const written = await db.replaceTable(job.table, made.value, { signal });
  return written.ok ? ok(null) : written;
};
