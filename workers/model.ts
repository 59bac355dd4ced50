import { expose, transfer } from 'comlink';
import type { ModelWorker } from '../src/model/api.ts';
import { runModel } from '../src/model/run.ts';
import { packTable } from '../src/model/tables/columns.ts';
import { ok } from '../src/result.ts';

const worker: ModelWorker = {
  run: async (id, input, options, onProgress) => {
    const made = runModel(id, input, options, onProgress);
    if (!made.ok) return made;
    const { table, buffers } = packTable(made.value);
    return transfer(ok(table), buffers);
  },
};

expose(worker);
