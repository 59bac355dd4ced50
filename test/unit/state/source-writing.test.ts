import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceWriting } from '../../../src/state/source-writing.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { deleteNotebook, saveNotebook } from '../../../src/storage/notebooks.ts';
import { deleteSource, readSource, sourceRecord } from '../../../src/storage/sources.ts';
import { value } from '../cli/support.ts';
import { soon } from '../support/soon.ts';

let db: Db;
let count = 0;
const known = { rows: 2, columns: [], ledger: null, details: null };
const piece = (...bytes: number[]) => new Blob([new Uint8Array(bytes)]);
const writing = (to: Db | null = db) => new SourceWriting(to, { id: 's', notebook: 'n', name: 'shop' });

/** The bytes in storage, or why there are none. */
async function stored(): Promise<number[] | string> {
  const bytes: number[] = [];
  const read = await readSource(db, 's', (chunk) => void bytes.push(...chunk));
  return read.ok ? bytes : read.fault.code;
}

/** From the nth piece on the disk is full. */
function fullFrom(nth: number): void {
  const real = IDBObjectStore.prototype.put;
  let pieces = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === 'chunks' && ++pieces >= nth) throw new DOMException('no space', 'QuotaExceededError');
    return real.apply(this, given);
  });
}

beforeEach(async () => (db = value(await openDb(`writing-${++count}`))));
afterEach(() => void vi.restoreAllMocks());

describe('rows on their way to storage', () => {
  test('come in the order in which they were added, and exist once they are whole', async () => {
    const rows = writing();
    rows.add(piece(1, 2));
    rows.add(piece(3));
    expect(await stored()).toBe('storage-missing');
    value(await rows.commit(known));
    expect(await stored()).toEqual([1, 2, 3]);
    expect(value(await sourceRecord(db, 's'))).toMatchObject({ name: 'shop', rows: 2, state: 'ready' });
  });

  test('wait for what comes before them; whoever takes them back waits as well', async () => {
    let go = (): void => {};
    const before = new Promise<void>((resolve) => (go = resolve));
    const rows = new SourceWriting(db, { id: 's', notebook: 'n', name: 'shop' }, before);
    rows.add(piece(1));
    const other = writing();
    other.add(piece(2));
    value(await other.commit(known));
    expect(await stored()).toEqual([2]);
    const gone = rows.abandon();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    go();
    await gone;
    expect(await stored()).toBe('storage-missing');
    // What was to be taken back is not stored first.
    expect(put.mock.contexts.map((store) => (store as IDBObjectStore).name)).not.toContain('chunks');
  });

  test('are at hand without storage, and there is nothing to take back', async () => {
    const rows = writing(null);
    rows.add(piece(1));
    value(await rows.commit(known));
    await rows.abandon();
    expect(rows.chunks).toHaveLength(1);
  });

  test('are all at hand when the disk is full half-way, and none of them exists there', async () => {
    fullFrom(2);
    const rows = writing();
    for (const n of [1, 2, 3]) rows.add(piece(n));
    expect(await rows.commit(known)).toMatchObject({ fault: { code: 'storage-full' } });
    expect(rows.chunks).toHaveLength(3);
    expect(await stored()).toBe('storage-missing');
    vi.restoreAllMocks();
    // A second try begins anew: no piece of the first stands between.
    const again = writing();
    for (const chunk of rows.chunks) again.add(chunk);
    value(await again.commit(known));
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test('that the browser does not give back are a fault, and not waited for', async () => {
    const lost = Object.assign(piece(1), {
      arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    });
    const rows = writing();
    rows.add(lost);
    rows.add(piece(2));
    expect(await rows.commit(known)).toMatchObject({ fault: { code: 'storage-failed' } });
    expect(await stored()).toBe('storage-missing');
  });

  test('of a notebook that is deleted meanwhile do not come back with the next piece', async () => {
    value(await saveNotebook(db, { id: 'n', title: '', text: '', trusted: true, at: 1 }));
    const rows = writing();
    rows.add(piece(1));
    await soon(async () => expect(await db.raw.count('chunks')).toBe(1));
    value(await deleteNotebook(db, 'n'));
    rows.add(piece(2));
    expect(await rows.commit(known)).toMatchObject({ fault: { code: 'storage-deleted' } });
    expect([await db.raw.count('chunks'), await db.raw.count('sources')]).toEqual([0, 0]);
  });

  test('are taken back whole, committed or not', async () => {
    const half = writing();
    half.add(piece(1));
    await half.abandon();
    expect([await db.raw.count('chunks'), await db.raw.count('sources')]).toEqual([0, 0]);
    const whole = writing();
    whole.add(piece(1));
    value(await whole.commit(known));
    await whole.abandon();
    expect(await stored()).toBe('storage-missing');
    value(await deleteSource(db, 's'));
  });
});
