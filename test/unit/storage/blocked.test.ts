import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openDb } from '../../../src/storage/db.ts';
import { deleteDb } from '../../../src/storage/empty.ts';
import { value } from '../cli/support.ts';

/** Another tab that has the database open in an older version, and does not let go of it. */
const holdOpen = (name: string) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const { result } = request;
      for (const store of ['notebooks', 'versions', 'sources', 'chunks', 'secrets', 'settings'])
        result.createObjectStore(store);
      result.createObjectStore('notebookSources').createIndex('bySource', 'source');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });

/** What has come of some work so far; null while nothing has. */
function watch<T>(work: Promise<T>): { readonly came: T | null } {
  const seen: { came: T | null } = { came: null };
  void work.then((came) => (seen.came = came));
  return seen;
}
const turns = async () => {
  for (let i = 0; i < 20; i++) await new Promise((next) => setImmediate(next));
};

afterEach(() => void vi.useRealTimers());

describe('a tab that does not let go of the database', () => {
  test('of an older version is told of instead of waited for, and the next try goes through', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const other = await holdOpen('blocked-1');
    const opening = watch(openDb('blocked-1'));
    await turns();
    vi.advanceTimersByTime(4_900);
    await turns();
    expect(opening.came).toBeNull();
    vi.advanceTimersByTime(100);
    await turns();
    expect(opening.came).toMatchObject({ ok: false, fault: { code: 'storage-blocked' } });
    other.close();
    await turns();
    // What came too late was closed: it does not hold anybody up in turn.
    const db = value(await openDb('blocked-1'));
    expect(value(await deleteDb(db))).toBeNull();
  });

  test('but does after a moment is waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const other = await holdOpen('blocked-2');
    const opening = watch(openDb('blocked-2'));
    await turns();
    vi.advanceTimersByTime(3_000);
    other.close();
    await turns();
    expect(opening.came?.ok).toBe(true);
    vi.advanceTimersByTime(9_000);
    if (opening.came?.ok) opening.came.value.close();
  });

  test('that is to be deleted is told of; it is deleted once that tab is closed', async () => {
    const db = value(await openDb('blocked-3'));
    const other = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('blocked-3');
      request.onsuccess = () => resolve(request.result);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const deleting = watch(deleteDb(db));
    await turns();
    vi.advanceTimersByTime(5_000);
    await turns();
    expect(deleting.came).toMatchObject({ fault: { code: 'storage-blocked' } });
    other.close();
    await turns();
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('blocked-3');
  });

  test('a tab of this version lets go by itself, and is told', async () => {
    const told = vi.fn();
    const first = value(await openDb('blocked-4', told));
    const second = value(await openDb('blocked-4'));
    expect(value(await deleteDb(second))).toBeNull();
    expect(told).toHaveBeenCalledTimes(1);
    first.close();
  });
});
