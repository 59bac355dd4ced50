import { keyOf, newIdentity } from '../../package/age.ts';
import type { Db } from '../../storage/db.ts';
import { getSecret } from '../../storage/values.ts';

/** The secret's name in the workspace: sealed with the rest where there is a passphrase. */
const NAME = 'age-identity';

/** One's own identity for packages: made when it is first needed, kept in the workspace, else in memory only. */
export class OwnKey {
  #made: Promise<string> | null = null;

  /** The secret identity, `AGE-SECRET-KEY-1…`; null where the workspace does not give it (it is locked). */
  async identity(db: Db | null): Promise<string | null> {
    const fresh = await (this.#made ??= this.#make());
    if (!db) return fresh;
    const kept = await getSecret(db, NAME, new TextEncoder().encode(fresh));
    return kept.ok ? new TextDecoder().decode(kept.value) : null;
  }

  /** Tried afresh where the library could not be had. */
  #make(): Promise<string> {
    const made = newIdentity();
    made.catch(() => (this.#made = null));
    return made;
  }

  /** What others seal to, `age1…`. */
  async key(db: Db | null): Promise<string | null> {
    const identity = await this.identity(db);
    return identity && keyOf(identity);
  }

  /** Nothing of it stays in memory. */
  forget(): void {
    this.#made = null;
  }
}
