import { expose } from 'comlink';
import type { ModelWorker } from '../src/model/api.ts';
import { runModel } from '../src/model/run.ts';

const worker: ModelWorker = {
  run: async (id, input, options, onProgress) => runModel(id, input, options, onProgress),
};

expose(worker);
