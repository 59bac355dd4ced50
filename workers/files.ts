import { expose, transfer } from 'comlink';
import type { FilesWorker } from '../src/files/api.ts';
import { fail, type Result } from '../src/result.ts';
import { setAssets } from './files/assets.ts';
import { inspect } from './files/inspect.ts';
import { stage } from './files/stage.ts';

/** Whatever a parser throws crosses to the page as a fault: Comlink would drop all but the message. */
async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    return fail('file-unreadable', { detail: error instanceof Error ? error.message : String(error) });
  }
}

const worker: FilesWorker = {
  setup: setAssets,
  inspect: (file, hints) => guarded(() => inspect(file, hints)),
  stage: async (file, reading, onProgress) => {
    const staged = await guarded(() => stage(file, reading, onProgress));
    if (!staged.ok || staged.value.form !== 'ipc') return staged;
    return transfer(staged, staged.value.chunks.map((chunk) => chunk.buffer));
  },
};

expose(worker);
