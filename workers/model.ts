import { expose, transfer } from 'comlink';
import type { ModelWorker } from '../src/model/api.ts';
import { watchWorker } from '../src/egress/shut-worker.ts';
import { runModel } from '../src/model/run.ts';
import { ok } from '../src/result.ts';
import { readTable, writeTable } from '../src/model/worker/table.ts';

const added: Uint8Array[] = [];

const worker: ModelWorker = {
  add: async (piece) => void added.push(piece),
  run: async (id, options, onProgress) => {
    const made = runModel(id, readTable(added.splice(0)), options, onProgress);
    if (!made.ok) return made;
    const pieces = [...writeTable(made.value)];
    return transfer(
      ok(pieces),
      pieces.map((piece) => piece.buffer),
    );
  },
};

watchWorker()();
expose(worker);
