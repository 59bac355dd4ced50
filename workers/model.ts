import { expose, transfer } from 'comlink';
import type { ModelWorker } from '../src/model/api.ts';
import { runModel } from '../src/model/run.ts';
import { packTable } from '../src/model/tables/columns.ts';
import { ok } from '../src/result.ts';

/** Columns that came in parts, by place. */
const added = new Map<number, unknown[][]>();

const worker: ModelWorker = {
  add: async (column, part) => {
    added.set(column, [...(added.get(column) ?? []), part]);
  },
  run: async (id, input, options, onProgress) => {
    const data = input.data.map((column, c) => added.get(c)?.flat() ?? column);
    const made = runModel(id, { ...input, data }, options, onProgress);
    if (!made.ok) return made;
    const { table, buffers } = packTable(made.value);
    return transfer(ok(table), buffers);
  },
};

expose(worker);
