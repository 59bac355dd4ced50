import type { FaultCode } from './i18n/faults/index.ts';

export type { FaultCode };

/**
 * What crosses a boundary (worker, file, storage): a value, or a fault as plain data.
 * Comlink drops the fields of thrown errors, so nothing that the screen must explain is thrown.
 */
export type Result<T, F extends Fault = Fault> = { ok: true; value: T } | { ok: false; fault: F };

/**
 * A fault as data. `code` is the key of its sentence in `src/i18n/faults`, which are the list of codes there are;
 * `values` fill that sentence; `detail` is the engine's or parser's own words, shown small.
 */
export interface Fault {
  code: FaultCode;
  values?: Record<string, string | number>;
  detail?: string;
  /** 1-based position in the text that the fault is about (SQL, CSV), when there is one. */
  line?: number;
  column?: number;
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const fail = (code: FaultCode, rest: Omit<Fault, 'code'> = {}): Result<never> => ({
  ok: false,
  fault: { code, ...rest },
});
