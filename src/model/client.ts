import * as Comlink from 'comlink';
import { spawnWorker } from '../engine/spawn.ts';
import { fail, type Result } from '../result.ts';
import type { ModelRunner, ModelTable, ModelWorker } from './api.ts';
import { packTable } from './tables/columns.ts';
import workerUrl from '../../workers/model.ts?worker&url';

/** Texts handed over at once. */
const PART_ROWS = 20_000;

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
    const heard = Comlink.proxy((share: number) => onProgress?.(share));
    handTexts(face, table)
      .then(async (rest): Promise<Result<ModelTable>> =>
        face.run(id, Comlink.transfer(rest, buffers), options, heard),
      )
      .then(end, (error: unknown) => lost(error instanceof Error ? error.message : String(error)));
  });
};

/** Gives the worker the columns that are no numbers, part by part; returns the table without them. */
async function handTexts(face: Comlink.Remote<ModelWorker>, table: ModelTable): Promise<ModelTable> {
  const data: ModelTable['data'] = [];
  for (const [c, column] of table.data.entries()) {
    if (column instanceof Float64Array) {
      data.push(column);
      continue;
    }
    const values = column as readonly unknown[];
    for (let at = 0; at < values.length; at += PART_ROWS) await face.add(c, values.slice(at, at + PART_ROWS));
    data.push([]);
  }
  return { ...table, data };
}
