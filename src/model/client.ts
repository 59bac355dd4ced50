import * as Comlink from 'comlink';
import { spawnWorker } from '../engine/spawn.ts';
import { fail } from '../result.ts';
import type { ModelRunner, ModelWorker } from './api.ts';
import { packTable } from './tables/columns.ts';
import workerUrl from '../../workers/model.ts?worker&url';

/**
 * Runs a model in a worker of its own, which is killed when the model is done or cancelled: a fit cannot be
 * interrupted otherwise. Faults: those of `runModel`, `engine-missing`, `cancelled`.
 */
export const runModelInWorker: ModelRunner = async (id, input, options, { signal, onProgress } = {}) => {
  if (signal?.aborted) return fail('cancelled');
  const spawned = await spawnWorker(workerUrl, 'cellar-model');
  if (!spawned.ok) return spawned;
  const { value: thread } = spawned;
  const face = Comlink.wrap<ModelWorker>(thread);
  const { table, buffers } = packTable(input);
  return new Promise((resolve) => {
    const end: typeof resolve = (result) => {
      signal?.removeEventListener('abort', stop);
      thread.terminate();
      resolve(result);
    };
    const stop = () => end(fail('cancelled'));
    const lost = (detail: string) => end(fail('model-failed', { values: { model: id }, detail }));
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) return stop();
    thread.addEventListener('error', (event) => lost(event.message || 'worker error'));
    face
      .run(
        id,
        Comlink.transfer(table, buffers),
        options,
        Comlink.proxy((share: number) => onProgress?.(share)),
      )
      .then(end, (error: unknown) => lost(error instanceof Error ? error.message : String(error)));
  });
};
