import { pseudonymSecret } from '../storage/notebooks.ts';
import type { Db } from '../storage/db.ts';
import { findSecret, getSecret } from '../storage/values.ts';

/**
 * The keys of the pseudonyms: one for each notebook, so that two notebooks cannot be joined by them, and kept with
 * it, so that next month's file gives the same ones; notebooks that run on the same sources have the same one. A new
 * notebook's is kept once its import is confirmed.
 */
export class PseudonymKeys {
  #known = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  /** The notebook's key in hex. */
  async of(notebook: string, db: Db | null): Promise<string> {
    const known = this.#known.get(notebook) ?? find(notebook, db);
    this.#known.set(notebook, known);
    return [...(await known)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Keeps the key with its notebook; returns what is kept, in hex. */
  async keep(notebook: string, db: Db | null): Promise<string> {
    await this.of(notebook, db);
    const kept = db && (await getSecret(db, pseudonymSecret(notebook), await this.#known.get(notebook)!));
    if (kept?.ok) this.#known.set(notebook, Promise.resolve(kept.value));
    return this.of(notebook, db);
  }

  /** A notebook that runs on the rows of another goes on with its key, where that is in memory only. */
  share(from: string, to: string): void {
    const known = this.#known.get(from);
    if (known) this.#known.set(to, known);
  }

  /** Nothing of them stays in memory. */
  forget(): void {
    this.#known.clear();
  }
}

async function find(notebook: string, db: Db | null): Promise<Uint8Array<ArrayBuffer>> {
  const found = db && (await findSecret(db, pseudonymSecret(notebook)));
  return (found?.ok && found.value) || crypto.getRandomValues(new Uint8Array(32));
}
