import 'fake-indexeddb/auto';
import { tableFromIPC } from 'apache-arrow';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { blankNulls } from '../../../src/engine/session/blank.ts';
import { blankSource, unblanked } from '../../../src/storage/blanking.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import * as locks from '../../../src/storage/lock.ts';
import * as sources from '../../../src/storage/sources.ts';
import { value } from '../cli/support.ts';
import { atEveryMoment as atEvery } from '../state/moments.ts';
import { asStoredBefore, numbersOf, oldPiece, RAW, rowsAtRest } from './old-rows.ts';

/** What an older version stored under rows that have no value. */

let db: Db;
let name: string;
let count = 0;

const WORD = 'correct horse battery';
const CHEAP = { N: 2 ** 4, r: 1, p: 1 };
const PIECES = 2;

beforeEach(async () => {
  name = `blanking-${++count}`;
  db = value(await openDb(name));
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});

/** What a reader gets; the rows are all there and the same, or it is told. */
async function read(id = 's'): Promise<{ rows: unknown[]; raw: boolean }> {
  const pieces: Uint8Array[] = [];
  value(await sources.readSource(db, id, (bytes) => void pieces.push(bytes)));
  return {
    rows: pieces.flatMap((bytes) => [...tableFromIPC(bytes).getChild('n')!]),
    raw: pieces.some((bytes) => Buffer.from(bytes).includes(RAW)),
  };
}

/** A source as an older version stored it. */
const oldSource = (): Promise<void> => asStoredBefore(db, { id: 's', name: 'shop', pieces: PIECES });

const ROWS = Array.from({ length: PIECES }, (_, piece) => numbersOf(piece)).flat();
const always = async () => true;
const blank = (goOn = always) => blankSource(db, 's', blankNulls, goOn);

/** Storage answers in tasks: one of them is a moment. */
const atEveryMoment = (begun: Parameters<typeof atEvery>[0]) => atEvery(begun, 1);

const begin = async (): Promise<void> => {
  db.close();
  db = value(await openDb(`${name}-${++count}`));
  await oldSource();
};

describe('rows of an older version', () => {
  test('lose what stands where they have no value, and nothing else', async () => {
    await oldSource();
    expect([await rowsAtRest(db), value(await unblanked(db))]).toEqual([expect.stringContaining(RAW), ['s']]);
    expect(value(await blank())).toBe(true);
    expect(await rowsAtRest(db)).not.toContain(RAW);
    expect(await read()).toEqual({ rows: ROWS, raw: false });
    expect(value(await unblanked(db))).toEqual([]);
    expect(value(await sources.sourceRecord(db, 's'))).toMatchObject({
      details: { file: 'a.csv' },
      rows: 30 * PIECES,
    });
  });

  test('do so under a passphrase, under which they stay, and are whole when it is taken away', async () => {
    await oldSource();
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    expect(value(await unblanked(db))).toEqual(['s']);
    expect(await read()).toEqual({ rows: ROWS, raw: true });
    expect(value(await blank())).toBe(true);
    expect((await db.raw.getAll('chunks')).map(({ sealed, sum }) => [sealed, sum])).toEqual(
      Array.from({ length: PIECES }, () => [true, '']),
    );
    expect(await read()).toEqual({ rows: ROWS, raw: false });
    value(await locks.removePassphrase(db, WORD));
    expect(await read()).toEqual({ rows: ROWS, raw: false });
    expect([await rowsAtRest(db), value(await unblanked(db))]).toEqual([
      expect.not.stringContaining(RAW),
      [],
    ]);
    value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
    expect(await read()).toEqual({ rows: ROWS, raw: false });
  });

  test('those that are imported now are not looked at again', async () => {
    const about = { id: 's', name: 'shop', columns: [], ledger: null, details: null, createdAt: 1 };
    const writer = value(await sources.writeSource(db, about));
    value(await writer.add(oldPiece(0)));
    expect(value(await unblanked(db))).toEqual([]);
    value(await writer.commit(30));
    expect(value(await unblanked(db))).toEqual([]);
    value(await sources.updateSource(db, 's', { details: { file: 'b.csv' } }));
    expect(value(await unblanked(db))).toEqual([]);
  });

  test.each([0, 1])('cut short after %i pieces they are whole, and begun again', async (pieces) => {
    await oldSource();
    let asked = 0;
    expect(value(await blank(async () => asked++ < pieces))).toBe(false);
    expect(asked).toBe(pieces + 1);
    expect([await read(), value(await unblanked(db))]).toEqual([{ rows: ROWS, raw: true }, ['s']]);
    expect(value(await blank())).toBe(true);
    expect([await read(), await rowsAtRest(db)]).toEqual([
      { rows: ROWS, raw: false },
      expect.not.stringContaining(RAW),
    ]);
  });

  test('a piece that is damaged stays so, and is told to whoever reads it', async () => {
    await oldSource();
    const piece = (await db.raw.get('chunks', ['s', 1]))!;
    await db.raw.put('chunks', { ...piece, blob: new Blob([oldPiece(3)]) });
    expect(value(await blank())).toBe(false);
    const told = { ok: false, fault: { code: 'storage-damaged', values: { name: 'shop' } } };
    expect(await sources.readSource(db, 's', () => {})).toEqual(told);
    await db.raw.put('chunks', piece);
    expect(value(await blank())).toBe(true);
    // Blanked, one is still known by its sum.
    const blanked = (await db.raw.get('chunks', ['s', 1]))!;
    await db.raw.put('chunks', { ...blanked, blob: new Blob([oldPiece(1)]) });
    expect(await sources.readSource(db, 's', () => {})).toEqual(told);
  });
});

describe('at every moment of it', () => {
  test('the tab may be killed', async () => {
    const moments = await atEveryMoment(async () => {
      await begin();
      const { name: here } = db.raw;
      return {
        work: blank(),
        go: () => db.close(),
        after: async () => {
          db = value(await openDb(here));
          expect((await read()).rows).toEqual(ROWS);
          const [left] = value(await unblanked(db));
          if (left) value(await blank());
          expect([await read(), await rowsAtRest(db)]).toEqual([
            { rows: ROWS, raw: false },
            expect.not.stringContaining(RAW),
          ]);
        },
      };
    });
    expect(moments).toBeGreaterThan(2);
  });

  test('the rows may be read', async () => {
    await atEveryMoment(async () => {
      await begin();
      return {
        work: blank(),
        go: async () => expect((await read()).rows).toEqual(ROWS),
        after: async () => expect(await read()).toEqual({ rows: ROWS, raw: false }),
      };
    });
  });

  test.each(['set', 'removed'])(
    'a passphrase may be %s, after which nothing is left in the other way',
    async (way) => {
      await atEveryMoment(async () => {
        await begin();
        if (way === 'removed') value(await locks.setPassphrase(db, WORD, undefined, CHEAP));
        return {
          work: blank(),
          go: async () =>
            value(
              way === 'set'
                ? await locks.setPassphrase(db, WORD, undefined, CHEAP)
                : await locks.removePassphrase(db, WORD),
            ),
          after: async () => {
            const chunks = await db.raw.getAll('chunks');
            expect(chunks.map(({ sealed = false }) => sealed)).toEqual(chunks.map(() => way === 'set'));
            const done = value(await unblanked(db)).length === 0;
            expect(await read()).toEqual({ rows: ROWS, raw: !done });
            expect(done).toBe(true);
          },
        };
      });
    },
  );

  test('it may be deleted, and nothing of it comes back', async () => {
    await atEveryMoment(async () => {
      await begin();
      return {
        work: blank(),
        go: async () => value(await sources.deleteSource(db, 's')),
        after: async () => {
          expect([await db.raw.count('sources'), await db.raw.count('chunks')]).toEqual([0, 0]);
        },
      };
    });
  });

  test('what is known of it may change', async () => {
    await atEveryMoment(async () => {
      await begin();
      return {
        work: blank(),
        go: async () => value(await sources.updateSource(db, 's', { details: { file: 'b.csv' } })),
        after: async () => {
          expect(value(await sources.sourceRecord(db, 's'))?.details).toEqual({ file: 'b.csv' });
          expect((await read()).rows).toEqual(ROWS);
          // Its mark may be lost by that: it is looked at once more.
          for (const _ of value(await unblanked(db))) value(await blank());
          expect([value(await unblanked(db)), await read()]).toEqual([[], { rows: ROWS, raw: false }]);
        },
      };
    });
  });
});
