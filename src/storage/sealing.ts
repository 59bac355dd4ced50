import { ok, type Result } from '../result.ts';
import { changeKept, type CellarDb, type Db } from './db.ts';
import { inStorage } from './fault.ts';
import { notebookPlace } from './notebooks.ts';
import { versionPlace } from './versions.ts';
import { openPiece, replacedPiece, sourcePlace, storedPiece } from './sources.ts';
import { valuePlace } from './values.ts';
import { keep, kept, type Kept } from './vault.ts';

type Table = 'notebooks' | 'versions' | 'sources' | 'secrets' | 'settings';
type Key = string | [string, number];

/** The fields of each kind of record that stay readable, and where a record stands. */
const TABLES: { [T in Table]: { open: readonly string[]; place: (record: CellarDb[T]['value']) => string } } =
  {
    secrets: { open: ['name'], place: ({ name }) => valuePlace('secrets', name) },
    settings: { open: ['name'], place: ({ name }) => valuePlace('settings', name) },
    notebooks: { open: ['id', 'updatedAt', 'openedAt', 'revision'], place: ({ id }) => notebookPlace(id) },
    versions: {
      open: ['id', 'revision', 'savedAt', 'damaged'],
      place: ({ id, revision }) => versionPlace(id, revision),
    },
    sources: {
      open: ['id', 'notebook', 'bytes', 'createdAt', 'state', 'blank'],
      place: ({ id }) => sourcePlace(id),
    },
  };

/**
 * Rewrites every record as the vault now keeps records: sealed, or in plain. Each record is one write, records
 * that are as they should be are passed over, so a crash costs nothing but the rest of the work. A record that
 * does not open any more is left as it is: whoever asks for it is told. `onProgress` hears a share 0..1.
 */
export async function convertAll(
  db: Db,
  onProgress: (share: number) => void = () => undefined,
): Promise<Result<null>> {
  const listed = await inStorage(async () => {
    const chunks = await db.raw.getAllKeys('chunks');
    const records: [Table, Key][] = [];
    for (const table of Object.keys(TABLES) as Table[]) {
      for (const key of await db.raw.getAllKeys(table)) records.push([table, key]);
    }
    return { chunks, records };
  });
  if (!listed.ok) return listed;
  const { chunks, records } = listed.value;
  const of = chunks.length + records.length;
  let done = 0;
  for (const [table, key] of records) {
    const converted = await convertRecord(db, table, key);
    if (!converted.ok && converted.fault.code !== 'storage-damaged') return converted;
    onProgress(++done / of);
  }
  for (const key of chunks) {
    const converted = await convertChunk(db, key);
    if (!converted.ok && converted.fault.code !== 'storage-damaged') return converted;
    onProgress(++done / of);
  }
  return ok(null);
}

const wantsSeal = (db: Db): boolean => db.vault.seal !== null;

async function convertRecord(db: Db, table: Table, key: Key): Promise<Result<null>> {
  // Each table's records and places go together; the compiler cannot follow that through the union.
  const { open, place } = TABLES[table] as { open: readonly string[]; place: (record: object) => string };
  for (;;) {
    const make = async () => {
      const stored = (await db.raw.get(table, key as never)) as
        | (Record<string, unknown> & Kept<object>)
        | undefined;
      if (!stored || 'sealed' in stored === wantsSeal(db)) return null;
      const fields = Object.fromEntries(Object.entries(stored).filter(([name]) => !open.includes(name)));
      const readable = Object.fromEntries(Object.entries(stored).filter(([name]) => open.includes(name)));
      const plain = await kept(db, place(stored), fields as Kept<object>);
      return { stored, record: { ...readable, ...(await keep(db, place(stored), plain)) } };
    };
    const written = await changeKept(db, [table], make, async (tx, made) => {
      if (!made) return true;
      const { stored, record } = made;
      const there = (await tx.objectStore(table).get(key as never)) as typeof stored | undefined;
      // Written or deleted meanwhile: what is there now is looked at again.
      if (!there || !untouched(there, stored, open)) return false;
      await tx.objectStore(table).put(record as never);
      return true;
    });
    if (!written.ok) return written;
    if (written.value) return ok(null);
  }
}

/** Whether nobody has written to a record meanwhile, as far as its readable fields tell. */
const untouched = (
  there: Record<string, unknown>,
  before: Record<string, unknown>,
  open: readonly string[],
): boolean => open.every((name) => there[name] === before[name]) && 'sealed' in there === 'sealed' in before;

async function convertChunk(db: Db, key: [string, number]): Promise<Result<null>> {
  for (;;) {
    const make = async () => {
      const stored = await db.raw.get('chunks', key);
      if (!stored || (stored.sealed === true) === wantsSeal(db)) return null;
      const as = stored.sum === undefined ? storedPiece : replacedPiece;
      return { stored, piece: await as(db, ...key, await openPiece(db, stored)) };
    };
    const written = await changeKept(db, ['chunks'], make, async (tx, made) => {
      const there = made && (await tx.objectStore('chunks').get(key));
      if (!there) return true;
      // Blanked meanwhile: what is there now is looked at again.
      if (there.sum !== made.stored.sum) return false;
      await tx.objectStore('chunks').put(made.piece);
      return true;
    });
    if (!written.ok) return written;
    if (written.value) return ok(null);
  }
}
