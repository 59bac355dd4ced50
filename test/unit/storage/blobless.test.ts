import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import type { Result } from '../../../src/result.ts';
import { openDb } from '../../../src/storage/db.ts';
import { removePassphrase, setPassphrase, unlock } from '../../../src/storage/lock.ts';
import { readSource, writeSource } from '../../../src/storage/sources.ts';
import { getSetting, setSetting } from '../../../src/storage/values.ts';

// A private window of WebKit takes no blob into its database: some versions fail the request, others throw at once.

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

const holdsBlob = (held: unknown): boolean =>
  held instanceof Blob ||
  (typeof held === 'object' && held !== null && Object.values(held).some((each) => holdsBlob(each)));

const REFUSED = new DOMException(
  'Error preparing Blob/File data to be stored in object store',
  'UnknownError',
);

function refuseBlobs(how: 'fails' | 'throws') {
  const put = IDBObjectStore.prototype.put;
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (!holdsBlob(args[0])) return put.apply(this, args);
    if (how === 'throws') throw REFUSED;
    const { transaction } = this as unknown as {
      transaction: { _execRequestAsync(request: { operation: () => never; source: unknown }): IDBRequest };
    };
    return transaction._execRequestAsync({
      source: this,
      operation: () => {
        throw REFUSED;
      },
    }) as IDBRequest<IDBValidKey>;
  });
}

afterEach(() => vi.restoreAllMocks());

test.each(['fails', 'throws'] as const)(
  'a browser that %s at blobs keeps all in bytes, in plain and under a passphrase',
  async (how) => {
    const refused = refuseBlobs(how);
    const name = `blobless-${how}`;
    let db = value(await openDb(name));
    expect(await db.raw.count('chunks'), 'what was asked for left nothing').toBe(0);
    const piece = (text: string) => new TextEncoder().encode(text);
    const writer = value(
      await writeSource(db, {
        ...{ id: 's', notebook: 'n', name: '订单', columns: [{ name: '客户', type: 'VARCHAR' }] },
        ...{ ledger: { read: 2 }, details: { digests: [new Blob(['d'])] }, createdAt: 3 },
      }),
    );
    value(await writer.add(piece('first'), new Blob([piece('first')])));
    value(await writer.add(piece('second')));
    value(await writer.commit(2, { details: { digests: [new Blob(['later'])] } }));
    value(await setSetting(db, 'kept', { file: new Blob(['f']) }));

    const again = async (word?: string) => {
      db.close();
      db = value(await openDb(name));
      if (word) value(await unlock(db, word));
      const pieces: string[] = [];
      const source = value(
        await readSource(db, 's', (bytes) => void pieces.push(new TextDecoder().decode(bytes))),
      );
      expect(pieces).toEqual(['first', 'second']);
      expect(source).toMatchObject({ name: '订单', rows: 2, bytes: 11, ledger: { read: 2 }, createdAt: 3 });
      const { digests } = source.details as { digests: [Blob] };
      expect(await digests[0].text()).toBe('later');
      const setting = value(await getSetting(db, 'kept')) as { file: Blob };
      expect(await setting.file.text()).toBe('f');
    };
    await again();
    value(await setPassphrase(db, 'correct horse', undefined, { N: 2 ** 4, r: 1, p: 1 }));
    await again('correct horse');
    value(await removePassphrase(db, 'correct horse'));
    await again();
    expect(refused.mock.calls.filter(([given]) => holdsBlob(given))).toHaveLength(4);
    db.close();
  },
);
