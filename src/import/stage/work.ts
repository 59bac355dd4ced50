import type { Progress } from '../../files/api.ts';
import { fail, ok, type Fault, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';

export interface StageOptions {
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Folder in which the engine finds registered files, where it is not a page's (`INPUT_FOLDER`). */
  folder?: string;
}

/** Ends a piece of work with a fault. Thrown only within `work`, which returns it as data. */
export class Stop extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code);
  }
}

/** A call's value; a fault ends the whole piece of work, which returns it. */
export async function need<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Stop(settled.fault);
  return settled.value;
}

/** Runs a piece of work made of several calls; whatever stops it comes back as a fault. */
export async function work<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (error) {
    if (error instanceof Stop) return { ok: false, fault: error.fault };
    return fail('import-failed', { detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Rows of a query inside a piece of work. */
export const all = <T>(engine: Engine, sql: string, options: StageOptions): Promise<T[]> =>
  need(engine.rows<T>(sql, { signal: options.signal }));

/** The only row of a query inside a piece of work. */
export async function one<T>(engine: Engine, sql: string, options: StageOptions): Promise<T> {
  return (await all<T>(engine, sql, options))[0]!;
}
