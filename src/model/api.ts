import type { ResultField } from '../engine/api.ts';
import type { Result } from '../result.ts';

/**
 * Rows of a model, column by column. Columns of numbers may be a Float64Array, in which NaN stands for a
 * missing value: a million plain values would hold the page up while they cross to the worker. A runner may
 * take the columns of its input away.
 */
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

/**
 * Runs the model of that id on the rows of its input and returns its rows. Faults: `model-unknown`,
 * `model-input` (a column is missing or holds what it must not), `cancelled`, `model-failed`.
 * Too little data is no fault: the rows then say so in their `status`.
 */
export type ModelRunner = (
  id: string,
  input: ModelTable,
  options: ModelOptions,
  watch?: ModelWatch,
) => Promise<Result<ModelTable>>;

/** One model as a function of tables: rows in, rows out. May take seconds, so pages run it in a worker. */
export type TableModel = (
  input: ModelTable,
  options: ModelOptions,
  onProgress: (share: number) => void,
) => Result<ModelTable>;

/** The face of the disposable worker that runs one model; it is stopped by killing it. */
export interface ModelWorker {
  /** Part of a column of texts that is left empty in `run`'s input, in order: a million at once would hold the page up. */
  add(column: number, part: unknown[]): Promise<void>;
  run(
    id: string,
    input: ModelTable,
    options: ModelOptions,
    onProgress: (share: number) => void,
  ): Promise<Result<ModelTable>>;
}
