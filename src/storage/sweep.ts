import { ok, type Result } from '../result.ts';
import { change, type Db } from './db.ts';
import { inStorage } from './fault.ts';
import { importsUnderWay, loadImport } from './imports.ts';
import { pseudonymSecret } from './notebooks.ts';
import { notebookSettings } from './runs.ts';
import { deleteSource } from './sources.ts';

/** How old an unfinished source must be before it counts as left behind, in ms: imports take minutes. */
const LEFT_BEHIND = 86_400_000;

/**
 * Removes sources that no notebook runs on (replaced or removed ones, and those whose writing was cut short), and
 * the settings and keys of notebooks that are gone. `open` are the notebooks open in some tab: what is theirs stays,
 * since a step can still be taken back there. What an import that was cut short has left whole stays until its
 * notebook is opened. Returns how many sources went.
 */
export async function sweep(db: Db, now: number, open: ReadonlySet<string>): Promise<Result<number>> {
  const awaited = await awaitedSources(db);
  if (!awaited.ok) return awaited;
  const left = await inStorage(async () => {
    const used = new Set((await db.raw.getAll('notebookSources')).map((link) => link.source));
    return (await db.raw.getAll('sources')).filter(({ id, notebook, state, createdAt }) => {
      if (notebook !== undefined && open.has(notebook)) return false;
      if (state === 'writing') return notebook !== undefined || now - createdAt > LEFT_BEHIND;
      if (used.has(id) || awaited.value.has(id)) return false;
      return notebook !== undefined || now - createdAt > LEFT_BEHIND;
    });
  });
  if (!left.ok) return left;
  for (const { id } of left.value) {
    const deleted = await deleteSource(db, id);
    if (!deleted.ok) return deleted;
  }
  const swept = await sweepValues(db, open);
  return swept.ok ? ok(left.value.length) : swept;
}

/** Sources that an import cut short was to bring. */
async function awaitedSources(db: Db): Promise<Result<Set<string>>> {
  const notebooks = await inStorage(() => importsUnderWay(db));
  if (!notebooks.ok) return notebooks;
  const ids = new Set<string>();
  for (const notebook of notebooks.value) {
    const journal = await loadImport(db, notebook);
    if (!journal.ok) return journal;
    for (const { id } of journal.value?.sources ?? []) ids.add(id);
  }
  return ok(ids);
}

/** `runs:<notebook>` and the like. */
const OWNED = /^[a-z]+:(.+)$/;

function sweepValues(db: Db, open: ReadonlySet<string>): Promise<Result<null>> {
  return change(db, ['notebooks', 'settings', 'secrets'], async (tx) => {
    const there = new Set([...(await tx.objectStore('notebooks').getAllKeys()), ...open]);
    const gone = (name: string): boolean => {
      const notebook = OWNED.exec(name)?.[1];
      if (notebook === undefined || there.has(notebook)) return false;
      return name === pseudonymSecret(notebook) || notebookSettings(notebook).includes(name);
    };
    for (const store of ['settings', 'secrets'] as const) {
      for (const name of await tx.objectStore(store).getAllKeys()) {
        if (gone(name)) await tx.objectStore(store).delete(name);
      }
    }
    return null;
  });
}
