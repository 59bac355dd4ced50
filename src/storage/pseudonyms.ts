import { ok, type Result } from '../result.ts';
import { changeKept, type Db } from './db.ts';
import { pseudonymSecret } from './notebooks.ts';
import { valuePlace, type SecretFields } from './values.ts';
import { keep, kept } from './vault.ts';

/** The key that all notebooks shared in older workspaces. */
const SHARED = 'pseudonyms';

/**
 * Gives each notebook that is there a key of its own in the place of the one that all shared: the same bytes, so
 * that its next file gets the same pseudonyms. The shared one then goes.
 */
export async function partPseudonyms(db: Db): Promise<Result<null>> {
  for (;;) {
    const make = async () => {
      const shared = await db.raw.get('secrets', SHARED);
      if (!shared) return null;
      const { bytes } = await kept<SecretFields>(db, valuePlace('secrets', SHARED), shared);
      const ids = await db.raw.getAllKeys('notebooks');
      const own = ids.map(async (id) => {
        const name = pseudonymSecret(id);
        return { name, ...(await keep<SecretFields>(db, valuePlace('secrets', name), { bytes })) };
      });
      return { ids, own: await Promise.all(own) };
    };
    const done = await changeKept(db, ['notebooks', 'secrets'], make, async (tx, made) => {
      if (!made) return true;
      const { ids, own } = made;
      const secrets = tx.objectStore('secrets');
      // A notebook that another tab has made meanwhile gets its own too.
      const now = await tx.objectStore('notebooks').getAllKeys();
      if (now.length !== ids.length) return false;
      for (const secret of own) if (!(await secrets.getKey(secret.name))) await secrets.put(secret);
      await secrets.delete(SHARED);
      return true;
    });
    if (!done.ok) return done;
    if (done.value) return ok(null);
  }
}
