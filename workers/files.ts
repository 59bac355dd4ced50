import { attempt, type Result } from '../src/result.ts';
import { expose, transfer } from 'comlink';
import type { FilesWorker } from '../src/files/api.ts';
import { watchWorker } from '../src/egress/shut-worker.ts';
import { setAssets } from '../src/files/formats/assets.ts';
import { glance, inspect } from '../src/files/formats/inspect.ts';
import { writeParquet } from '../src/files/formats/parquet-write.ts';
import { stage } from '../src/files/formats/stage.ts';

/**
 * Whatever a parser throws crosses to the page as a fault: Comlink would drop all but the message.
 * A WebAssembly parser that panics in a callback leaves its promise open for ever and is heard of only
 * as a global error, so those count too.
 */
async function guarded<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  let heard: ((event: ErrorEvent | PromiseRejectionEvent) => void) | undefined;
  const panic = new Promise<never>((_, reject) => {
    heard = (event) => {
      event.preventDefault();
      const reason: unknown = 'reason' in event ? event.reason : event.error;
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    self.addEventListener('error', heard);
    self.addEventListener('unhandledrejection', heard);
  });
  const done = await attempt(() => Promise.race([work(), panic]), 'file-unreadable');
  self.removeEventListener('error', heard!);
  self.removeEventListener('unhandledrejection', heard!);
  return done;
}

const worker: FilesWorker = {
  setup: (parquetWasm) => setAssets({ parquetWasm }),
  inspect: (file, hints) => guarded(() => inspect(file, hints)),
  glance: (file, hints) => guarded(() => glance(file, hints)),
  stage: async (file, reading, onProgress) => {
    const staged = await guarded(() => stage(file, reading, onProgress));
    if (!staged.ok || staged.value.form !== 'ipc') return staged;
    return transfer(
      staged,
      staged.value.chunks.map((chunk) => chunk.buffer),
    );
  },
  writeParquet: async (ipc) => {
    const written = await guarded(() => writeParquet(ipc));
    return written.ok ? transfer(written, [written.value.buffer]) : written;
  },
};

// It has the files' raw content, and asks the page for all it needs: it never had a use for the network.
watchWorker()();
expose(worker);
