import { attempt, type Fault } from '../../result.ts';
import type { NotebookSession } from '../session.svelte.ts';
import type { MadePackage, PackageWish } from './make-package.ts';

/** Shortest passphrase of a package. */
export const MIN_PASSPHRASE = 12;

/** A package that is being made of the open notebook: how far it is, and what came of it. */
export class Making {
  /** 0..1; null while none is being made. */
  progress = $state<number | null>(null);
  fault = $state.raw<Fault | null>(null);
  #abort: AbortController | null = null;

  /** The package, or null where there is none; `fault` then says why, if it was not stopped by hand. */
  async make(session: NotebookSession, wish: PackageWish): Promise<MadePackage | null> {
    this.cancel();
    const { signal } = (this.#abort = new AbortController());
    this.fault = null;
    this.progress = 0;
    const onProgress = (share: number) => {
      if (!signal.aborted) this.progress = share;
    };
    const made = await attempt(async () => {
      const { makePackage } = await import('./make-package.ts');
      return makePackage(session, wish, { signal, onProgress });
    }, 'package-unwritable');
    if (signal.aborted) return null;
    this.progress = null;
    if (!made.ok) this.fault = made.fault;
    return made.ok ? made.value : null;
  }

  cancel(): void {
    this.#abort?.abort();
    this.progress = null;
  }
}
