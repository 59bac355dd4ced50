import { ok, type Result } from '../result.ts';
import { pseudonymSecret } from '../storage/notebooks.ts';
import type { Db } from '../storage/db.ts';
import { findSecret, getSecret } from '../storage/values.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * The keys of the pseudonyms: one for each notebook, so that two notebooks cannot be joined by them, and kept with
 * it, so that next month's file gives the same ones; notebooks that run on the same sources have the same one. A new
 * notebook's is kept once its import is confirmed.
 */
export class PseudonymKeys {
  #known = new Map<string, Promise<Result<Bytes>>>();

  /** The notebook's key in hex, for looking at files: where it cannot be read, one that nothing is made with. */
  async of(notebook: string, db: Db | null): Promise<string> {
    const found = await this.#find(notebook, db);
    return hex(found.ok ? found.value : fresh());
  }

  /**
   * Keeps the key with its notebook. One that could not be written is there for this visit, and `owed` stores it. A
   * fault where the one that may be there cannot be read: with another, no customer would be known again.
   */
  async keep(
    notebook: string,
    db: Db | null,
  ): Promise<Result<{ key: string; owed: (() => Promise<Result<unknown>>) | null }>> {
    const found = await this.#find(notebook, db);
    if (!found.ok) return found;
    const store = () => getSecret(db!, pseudonymSecret(notebook), found.value);
    const kept = db ? await store() : ok(found.value);
    // Another tab may have stored one meanwhile, which nobody could have overlooked if it can be read.
    const now = kept.ok ? kept : await findSecret(db!, pseudonymSecret(notebook));
    if (!now.ok) return now;
    const bytes = now.value ?? found.value;
    this.#known.set(notebook, Promise.resolve(ok(bytes)));
    return ok({ key: hex(bytes), owed: kept.ok || now.value ? null : store });
  }

  #find(notebook: string, db: Db | null): Promise<Result<Bytes>> {
    const known = this.#known.get(notebook) ?? find(notebook, db);
    this.#known.set(notebook, known);
    // What could not be read is asked for again.
    void known.then((found) => {
      if (!found.ok && this.#known.get(notebook) === known) this.#known.delete(notebook);
    });
    return known;
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

const fresh = (): Bytes => crypto.getRandomValues(new Uint8Array(32));
const hex = (bytes: Bytes): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function find(notebook: string, db: Db | null): Promise<Result<Bytes>> {
  const found = db ? await findSecret(db, pseudonymSecret(notebook)) : ok(null);
  return found.ok ? ok(found.value ?? fresh()) : found;
}
