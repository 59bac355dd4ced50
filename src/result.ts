import type { FaultCode } from './i18n/faults/index.ts';

export type { FaultCode };

/**
 * What crosses a boundary (worker, file, storage): a value, or a fault as plain data.
 * Comlink drops the fields of thrown errors, so nothing that the screen must explain is thrown.
 *
 * Who meets a fault midway returns it: `if (!read.ok) return read;`. Where no `return` reaches whoever asked
 * (inside a callback, a generator, the depths of a parser), `need(read)` or `throw new Stop(fault)` leaves,
 * and `attempt` around the whole makes data of it again. There is no third way.
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

/** A fault that is there already, as a result. */
export const refused = (fault: Fault): Result<never> => ({ ok: false, fault });

/** A fault on its way up to the `attempt` around it. */
export class Stop extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.detail ?? fault.code);
    this.fault = fault;
  }
}

/** The value; a fault leaves for the `attempt` around it. */
export function need<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Stop(result.fault);
}

/** What anything thrown says. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Anything thrown as a fault: the one that a `Stop` carries, else `code` with the error's own words as detail. */
export const faultFrom = (error: unknown, code: FaultCode, values?: Record<string, string | number>): Fault =>
  error instanceof Stop ? error.fault : { code, ...(values && { values }), detail: messageOf(error) };

/** The outcome of work that may stop or throw; `otherwise` says what is made of an error that is no `Stop`. */
export async function attempt<T>(
  work: () => Promise<Result<T>>,
  otherwise: FaultCode | ((error: unknown) => Fault),
): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (typeof otherwise === 'string') return refused(faultFrom(error, otherwise));
    return refused(error instanceof Stop ? error.fault : otherwise(error));
  }
}
