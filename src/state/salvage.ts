import { readNotebook } from '../notebook/file.ts';
import { ok, type Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { loadNotebook, rawNotebook } from '../storage/notebooks.ts';

/** What can still be had of a stored notebook whose last version is damaged. */
export interface Salvage {
  id: string;
  /** The damaged version's text as it stands, to be downloaded; null when there is none or its seal does not open. */
  raw: string | null;
  /** Whether the version before it opens. */
  previous: boolean;
}

/** Looks for what is left of a damaged notebook. Faults: those of `storageFault`. */
export async function salvageOf(db: Db, id: string): Promise<Result<Salvage>> {
  const raw = await rawNotebook(db, id);
  if (!raw.ok) return raw;
  const before = await loadNotebook(db, id, 'previous');
  return ok({ id, raw: raw.value, previous: before.ok && readNotebook(before.value.text).ok });
}
