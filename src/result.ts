/**
 * What crosses a boundary (worker, file, storage): a value, or a fault as plain data.
 * Comlink drops the fields of thrown errors, so nothing that the screen must explain is thrown.
 */
export type Result<T, F extends Fault = Fault> = { ok: true; value: T } | { ok: false; fault: F };

/**
 * A fault as data. `code` is stable and has a sentence in `src/i18n` under `fault.<code>`;
 * `values` fill that sentence; `detail` is the engine's or parser's own words, shown small.
 */
export interface Fault {
  code: string;
  values?: Record<string, string | number>;
  detail?: string;
  /** 1-based position in the text that the fault is about (SQL, CSV), when there is one. */
  line?: number;
  column?: number;
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const fail = (code: string, rest: Omit<Fault, 'code'> = {}): Result<never> => ({
  ok: false,
  fault: { code, ...rest },
});
