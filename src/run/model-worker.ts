import * as Comlink from 'comlink';
import { keepWorker, spawnWorker } from '../worker.ts';
import type { ModelWorker } from '../model/api.ts';
import { fail, messageOf, need, ok, type Result } from '../result.ts';
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
  let end: (why: Result<never>) => void = () => {};
  const ended = new Promise<Result<never>>((resolve) => (end = resolve));
  const lost = (detail: string) => fail('model-failed', { values: { model: job.id }, detail });
  signal?.addEventListener('abort', () => end(fail('cancelled')), { once: true });
  thread.addEventListener('error', (event) => end(lost(event.message || 'worker error')));
  thread.addEventListener('messageerror', () => end(lost('unreadable message')));
  const face = Comlink.wrap<ModelWorker>(thread);
  // A worker that has gone never answers, and the engine that waits for it to take a piece runs nothing else.
  const add = async (piece: Uint8Array) => {
    const taken = face.add(Comlink.transfer(piece, [piece.buffer])).then(() => ok(null));
    need(await Promise.race([taken, ended]));
  };
  const heard = Comlink.proxy((share: number) => onProgress?.(share));
  const work = async (): Promise<Result<Uint8Array[]>> => {
    const read = await db.toPieces(job.input, PIECE_BYTES, add, { signal });
    return read.ok ? face.run(job.id, job.options, heard) : read;
  };
  const made = await Promise.race([work().catch((error: unknown) => lost(messageOf(error))), ended]);
  thread.terminate();
  end(fail('cancelled'));
  if (!made.ok) return made;
  const written = await db.replaceTable(job.table, made.value, { signal });
  return written.ok ? ok(null) : written;
};
