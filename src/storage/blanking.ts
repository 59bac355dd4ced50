import { ok, type Result } from '../result.ts';
import { checksum } from './checksum.ts';
import { change, changeKept, type Db } from './db.ts';
import { inStorage } from './fault.ts';
import { replacedPiece, sourceRecord, wholePiece } from './sources.ts';

/*
 * Rows that an older version stored may hold anything where they have no value, also what their treatment left out:
 * an engine handed over what its memory held there.
 */

/** Ids of the complete sources whose rows have not been blanked. */
export const unblanked = (db: Db): Promise<Result<string[]>> =>
  inStorage(async () => {
    const all = await db.raw.getAll('sources');
    return all.filter(({ state, blank }) => state === 'ready' && !blank).map(({ id }) => id);
  });

/**
 * Stores a source's rows anew with zeros where they have no value, as `blank` puts them there. One piece is one write,
 * its rows the same before and after, and the source is marked when all of them are through: cut short, it is begun
 * again. A piece that is not what was stored stays as it is, so that whoever reads it is told. `goOn` is waited for
 * before each piece; false ends it. Returns whether the source is through. Faults: those of `change`.
 */
export async function blankSource(
  db: Db,
  id: string,
  blank: (bytes: Uint8Array) => void,
  goOn: () => Promise<boolean>,
): Promise<Result<boolean>> {
  const found = await sourceRecord(db, id);
  if (!found.ok || !found.value) return found.ok ? ok(false) : found;
  const { checksums } = found.value;
  for (const index of checksums.keys()) {
    if (!(await goOn())) return ok(false);
    const done = await blankPiece(db, { id, checksums }, index, blank);
    if (!done.ok || !done.value) return done;
  }
  return change(db, ['sources'], async (tx) => {
    const there = await tx.objectStore('sources').get(id);
    if (there) await tx.objectStore('sources').put({ ...there, blank: true });
    return there !== undefined;
  });
}

/** Whether a piece was as it was stored, and holds nothing any more where there is no value. */
function blankPiece(
  db: Db,
  source: { id: string; checksums: string[] },
  index: number,
  blank: (bytes: Uint8Array) => void,
): Promise<Result<boolean>> {
  const make = async () => {
    const bytes = await wholePiece(db, source, index);
    if (!bytes) return null;
    const before = await checksum(bytes);
    try {
      blank(bytes);
    } catch {
      return null;
    }
    const same = (await checksum(bytes)) === before;
    return { piece: same ? null : await replacedPiece(db, source.id, index, bytes) };
  };
  return changeKept(db, ['sources', 'chunks'], make, async (tx, made) => {
    const entry = await tx.objectStore('sources').get(source.id);
    const there = (await tx.objectStore('chunks').getKey([source.id, index])) !== undefined;
    if (!made || !there || entry?.state !== 'ready' || entry.blank) return false;
    // Whatever another tab has made of the piece meanwhile, it has the same rows.
    if (made.piece) await tx.objectStore('chunks').put(made.piece);
    return true;
  });
}
