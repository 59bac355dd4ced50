import { ok } from '../../result.ts';
import type { ImportEngines } from '../engines.ts';
import type { ImportTools } from './tools.ts';

/** What the page imports with: a files worker for each file, import engines that small files share. */
export const pageTools = (engines: ImportEngines): ImportTools => ({
  async openReader() {
    const [{ openFilesWorker }, { proxy }] = await Promise.all([
      import('../../files/client.ts'),
      import('comlink'),
    ]);
    const opened = await openFilesWorker();
    if (!opened.ok) return opened;
    const { worker, terminate } = opened.value;
    return ok({
      inspect: (file, hints) => worker.inspect(file, hints),
      glance: (file, hints) => worker.glance(file, hints),
      stage: (file, reading, onProgress) => worker.stage(file, reading, proxy(onProgress)),
      close: terminate,
    });
  },
  warm: (small) => void engines.warm(small),
  async openTable(small, onLost) {
    const [engine, { engineTable }] = await Promise.all([
      engines.takeImportEngine(small, onLost),
      import('./engine-table.ts'),
    ]);
    return engine.ok ? ok(engineTable(engine.value)) : engine;
  },
  get deviceMemory() {
    return (navigator as Navigator & { deviceMemory?: number }).deviceMemory;
  },
});
