import type { ResultField } from '../engine/api.ts';
import type { Result } from '../result.ts';

/** Rows of a model, column by column. Columns of numbers may be a Float64Array, in which NaN stands for a missing value. */
export interface ModelTable {
  fields: ResultField[];
  count: number;
  data: ArrayLike<unknown>[];
}

/** Options of a model by name, as its options SELECT returned them; what is absent has the model's default. */
export type ModelOptions = Record<string, unknown>;

/** How a run is followed and stopped. `onProgress` hears a share 0..1. */
export interface ModelWatch {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
}

/** One model as a function of tables: rows in, rows out. May take seconds, so pages run it in a worker. */
export type TableModel = (
  input: ModelTable,
  options: ModelOptions,
  onProgress: (share: number) => void,
) => Result<ModelTable>;

/** The face of the disposable worker that runs one model; it is stopped by killing it. */
export interface ModelWorker {
  /** A part of the input's rows, as a complete Arrow IPC stream (transferred). */
  add(piece: Uint8Array): Promise<void>;
  /** The rows that the model makes of what was added, as complete Arrow IPC streams (transferred). */
  run(id: string, options: ModelOptions, onProgress: (share: number) => void): Promise<Result<Uint8Array[]>>;
}
