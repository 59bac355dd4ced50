import { describe, expect, test } from 'vitest';
import { attempt, ok } from '../../../../src/result.ts';
import type { SampleFile } from '../../../../src/import/known-file.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { ImportedTable } from '../../../../src/state/import/imported.ts';
import { csvFile, ordersFile, said, shippedFile, until, Workshop, type Piece } from './workshop.ts';

/** Files of the page itself, which came treated, beside the same ones that are taken in. */

const ROWS = ['C1,Ann,Bonn', 'C2,Bo,Ulm'];
const file = () => csvFile('people.csv', 'customer_id,customer_name,city', ROWS);
const people = () => shippedFile(file(), (item) => item.treat('customer_name', 'drop'));

function begin() {
  const shop = new Workshop();
  return { shop, session: new ImportSession({ tools: shop, key: async () => 'key' }) };
}

const taken = async (given: AsyncIterable<Uint8Array>) => {
  for await (const piece of given) void piece;
  return ok(null);
};

async function confirm(session: ImportSession) {
  const pieces: Piece[] = [];
  const tables: ImportedTable[] = [];
  const done = await session.confirm(
    'key',
    (_, given) =>
      attempt(async () => {
        for await (const piece of given) pieces.push(said<Piece>(piece));
        return ok(null);
      }, 'run-unexpected'),
    (table) => tables.push(table),
  );
  return { done, pieces, table: tables[0]! };
}

const sample = async (change: (file: SampleFile) => void = () => {}) => {
  const { shop, session } = begin();
  const shipped = await people();
  change(shipped);
  session.addSample([shipped]);
  return { shop, session, item: session.items[0]! };
};

test('one is there at once, as what it is known for, and neither reader nor engine is started', async () => {
  const { shop, session, item } = await sample();
  expect([item.phase, item.report!.rows, item.entity]).toEqual(['ready', 2, 'customers']);
  expect([session.ready, session.rows, session.coming[0]!.name]).toEqual([true, 2, 'people']);
  const { pieces } = await confirm(session);
  expect(pieces[0]!.columns).toEqual(['customer_id', 'city']);
  expect([shop.readers.open, shop.tables.length]).toEqual([0, 0]);
});

test('confirmed it is what taking the file in makes of it', async () => {
  const { session } = await sample();
  const other = begin().session;
  await other.add([file()]);
  other.items[0]!.treat('customer_name', 'drop');
  const [shipped, read] = [await confirm(session), await confirm(other)];
  const plain = ({ expected, columns, ledger, file: name, personal, weakened }: ImportedTable) => ({
    // Of a file of the page there is no day on which it was written.
    ...{ expected: { ...expected, updated: '' }, columns, ledger, name, personal },
    weakened: Object.keys(weakened),
  });
  expect(shipped.pieces).toEqual(read.pieces);
  expect(plain(shipped.table)).toEqual({ ...plain(read.table), weakened: [] });
});

test('under any other policy its raw rows are treated, as those of a file are', async () => {
  const { shop, session, item } = await sample();
  item.treat('city', 'drop');
  const { pieces } = await confirm(session);
  expect([pieces[0]!.columns, shop.tables.length]).toEqual([['customer_id'], 1]);
});

test('pseudonyms are made of the raw rows, under the secret of who asks', async () => {
  const { shop, session, item } = await sample();
  item.treat('city', 'pseudonymise');
  const secret = '00'.repeat(32);
  await session.confirm(
    secret,
    (_, given) => taken(given),
    () => {},
  );
  expect(shop.tables).toHaveLength(1);
});

test('what else is asked of it is asked of an engine with its rows as they were read, which goes with it', async () => {
  const { shop, session, item } = await sample();
  const found = await item.table!.keys(['customer_name', 'city'], 'key');
  expect(found.ok && said<string[][]>(found.value)).toEqual([
    ['Ann', 'Bo'],
    ['Bonn', 'Ulm'],
  ]);
  expect([await item.table!.version(), shop.tables.length]).toEqual(['test', 1]);
  session.dispose();
  await until(() => shop.tables[0]!.closed);
});

test('when that engine is lost the next question has another, and the file is not read', async () => {
  const { shop, item } = await sample();
  await item.table!.keys(['city'], 'key');
  shop.tables[0]!.crash();
  expect((await item.table!.keys(['city'], 'key')).ok).toBe(true);
  expect([shop.tables.length, shop.readers.open, item.phase]).toEqual([2, 0, 'ready']);
});

test('rows that cannot be had are a fault of the import', async () => {
  const { session } = await sample((shipped) => {
    shipped.treated = async function* () {
      throw new TypeError('Failed to fetch dynamically imported module');
    };
  });
  const { done } = await confirm(session);
  expect(done.ok ? null : done.fault.code).toBe('import-failed');
});

test('nor are those rows missed by what is asked of them behind, whose engine goes', async () => {
  const { shop, session, item } = await sample((shipped) => {
    shipped.treated = async function* () {
      throw new TypeError('Failed to fetch dynamically imported module');
    };
  });
  // Nobody waits for what a change of the mapping has looked at: an error of it would be heard by nobody.
  item.assign('city', '');
  const asked = await item.table!.keys(['city'], 'key');
  expect([asked.ok ? null : asked.fault.code, shop.tables.map(({ closed }) => closed)]).toEqual([
    'import-failed',
    [true],
  ]);
  session.dispose();
});

describe('several at once', () => {
  const orders = () => ordersFile('orders.csv', 1, 5);

  test('come side by side, each with what it is of, and become sources in their order', async () => {
    const { session } = begin();
    session.addSample([await people(), await shippedFile(orders())]);
    const begun: [string, unknown][] = [];
    const done: string[] = [];
    const counts: number[] = [];
    // Nobody is served before both are there.
    let both = (): void => {};
    const there = new Promise<void>((go) => (both = go));
    const confirmed = await session.confirm(
      'key',
      async (name, given, entity) => {
        if (begun.push([name, entity]) === 2) both();
        await there;
        return taken(given);
      },
      ({ expected }) => done.push(expected.name),
      { onRows: (rows) => counts.push(rows) },
    );
    expect([confirmed.ok, begun, done]).toEqual([
      true,
      [
        ['people', 'customers'],
        ['orders', 'orders'],
      ],
      ['people', 'orders'],
    ]);
    expect(counts.at(-1)).toBe(7);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  test('of which one cannot be had leave nothing, once all have ended', async () => {
    const { session } = begin();
    const broken = await people();
    broken.treated = async function* () {
      throw new TypeError('gone');
    };
    session.addSample([broken, await shippedFile(orders())]);
    const ended: string[] = [];
    const adopted: unknown[] = [];
    const confirmed = await session.confirm(
      'key',
      async (name, given) => {
        const result = await attempt(() => taken(given), 'import-failed');
        ended.push(name);
        return result;
      },
      (table) => adopted.push(table),
    );
    expect([confirmed.ok, ended.toSorted(), adopted]).toEqual([false, ['orders', 'people'], []]);
  });
});

test('files that are read come one after the other', async () => {
  const { session } = begin();
  await session.add([file(), ordersFile('orders.csv', 1, 5)]);
  const told: string[] = [];
  await session.confirm(
    'key',
    async (name, given) => {
      told.push(`${name} begins`);
      const result = await taken(given);
      told.push(`${name} ends`);
      return result;
    },
    () => {},
  );
  expect(told).toEqual(['people begins', 'people ends', 'orders begins', 'orders ends']);
});
