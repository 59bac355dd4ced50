import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { ok } from '../../../../src/result.ts';
import type { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { ImportedTable } from '../../../../src/state/import/imported.ts';
import {
  billTables,
  erpTables,
  shopMore,
  shopQuarters,
  shopTables,
  type Files,
} from '../../../fixtures/normalised.ts';
import { openEngine } from '../../engine/support.ts';
import { valueOf } from '../../files/support.ts';
import { few } from '../../../tools/breadth.ts';
import { atEveryMoment } from '../moments.ts';
import { engineTools } from './engine-tools.ts';
import { csvFile, until, Workshop } from './workshop.ts';

const key = async () => '00112233445566778899aabbccddeeff';
const filesOf = (files: Files, ...names: string[]): File[] =>
  (names.length > 0 ? names : Object.keys(files)).map((name) => {
    const [header = '', ...lines] = files[name]!;
    return csvFile(name, header, lines);
  });
const itemOf = (session: ImportSession, name: string): ImportItem =>
  session.items.find((item) => item.name === name)!;
const settled = (session: ImportSession) =>
  until(
    () =>
      !session.reading &&
      !session.lookups.busy &&
      session.items.every(
        ({ standing, report }) => standing.is !== 'comparing' && report?.estimated !== true,
      ),
  );
/** Each file with the files that it took from. */
const takenIn = (session: ImportSession) =>
  Object.fromEntries(
    session.items.flatMap(({ name, own }) =>
      own && own.taken.length > 0 ? [[name, own.taken.map(({ file }) => file)]] : [],
    ),
  );
const ALL = {
  'orders.csv': ['customers.csv'],
  'order_items.csv': ['orders.csv', 'products.csv'],
};

describe('with engines', () => {
  let engine: Engine;
  let host: Engine;
  beforeEach(async () => {
    [engine, host] = await Promise.all([openEngine(), openEngine()]);
    await engine.run('CREATE SCHEMA source');
  });
  afterEach(() => [engine, host].forEach((each) => each.terminate()));

  async function imported(session: ImportSession): Promise<ImportedTable[]> {
    const tables: ImportedTable[] = [];
    const take = async (name: string, pieces: AsyncIterable<Uint8Array>) => {
      const replaced = await engine.replaceTable(name, pieces, { schema: 'source' });
      return replaced.ok ? ok(null) : replaced;
    };
    valueOf(await session.confirm(await key(), take, (table) => tables.push(table)));
    return tables;
  }

  test(
    'a head completes its lines, whose customers’ phones come to the notebook as pseudonyms, and next month’s need no word',
    { tags: ['whole'] },
    async () => {
      const files = erpTables();
      const tools = engineTools(() => host);
      const session = new ImportSession({ tools, key });
      await session.add(filesOf(files));
      await until(() => session.ready);
      const [lines] = await imported(session);
      const count = files['订单明细.csv']!.length - 1;
      expect(lines!.ledger).toMatchObject({
        ...{ read: count, rejected: 0 },
        lookedUp: [{ file: '订单主表.csv', key: '订单编号', found: count, missing: 0 }],
      });
      const { expected } = lines!;
      expect(expected).toMatchObject({
        name: '订单明细',
        mapping: { customer: '客户手机号', ordered_at: '下单时间', order_id: '订单编号' },
        lookups: [{ from: '订单主表', key: '订单编号', other: '订单编号' }],
      });
      const rows = valueOf(
        await engine.rows<Record<string, unknown>>('SELECT * FROM source."订单明细" ORDER BY _row'),
      );
      expect(rows.map((row) => row['_row'])).toEqual(Array.from({ length: count }, (_, i) => i + 1));
      // Every word that the heads hold of a person, in no cell of the notebook's engine and in no word that is kept.
      const raw = files['订单主表.csv']!.slice(1).flatMap((line) => line.split(',').slice(1, 3));
      const there = JSON.stringify([rows, expected, lines!.ledger, lines!.columns], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      expect(raw.filter((value) => there.includes(value))).toEqual([]);
      const people = new Set(files['订单主表.csv']!.slice(1).map((line) => line.split(',')[1]));
      expect(new Set(rows.map((row) => row['客户手机号'])).size).toBe(people.size);

      const next = new ImportSession({ tools, key, expected: [expected] });
      await next.add(filesOf(files, '订单明细.csv'));
      await settled(next);
      const [item] = next.items as [ImportItem];
      expect([item.known, next.ready]).toEqual(['订单明细', false]);
      expect(next.lookups.lackingOf(item)).toMatchObject([{ from: '订单主表' }]);
      await next.add(filesOf(files, '订单主表.csv'));
      await until(() => next.ready);
      expect(next.lookups.lackingOf(item)).toEqual([]);
      expect([item.known, item.mapping, item.privacy]).toEqual([
        '订单明细',
        expected.mapping,
        expect.objectContaining({ 客户手机号: 'pseudonymise' }),
      ]);
      next.dispose();
    },
  );

  test('a column that is personal in its own file is so where it is taken', async () => {
    const files = erpTables();
    // Those of the lines are codes; that most are telephones shows by the other heads alone.
    const [header = '', ...heads] = files['订单主表.csv']!;
    const named = [
      header.replace('客户手机号', '客户编号'),
      ...heads.map((line, i) => line.replace(/,138\d+,/, `,K${i % 30},`)),
      ...Array.from({ length: 400 }, (_, i) =>
        heads[i % 60]!.replace(/^\w+,138\d+/, `SO9${i},1390000${1000 + i}`),
      ),
    ];
    const tools = engineTools(() => host);
    const session = new ImportSession({ tools, key });
    await session.add(filesOf({ ...files, '订单主表.csv': named }));
    await until(() => session.ready);
    const [head, lines] = session.items as [ImportItem, ImportItem];
    expect(head.personal['客户编号']).toBe('phone');
    expect(lines.report!.profile.find(({ name }) => name === '客户编号')!.top[0]!.value).toMatch(/^K/);
    expect([lines.personal['客户编号'], lines.privacy['客户编号']]).toEqual(['phone', 'pseudonymise']);
    session.dispose();
  });
});

describe('files of a shop', () => {
  const open = (...more: File[]) => {
    const shop = new Workshop();
    const session = new ImportSession({ tools: shop, key });
    return { shop, session, work: session.add([...filesOf(shopTables()), ...more]) };
  };

  test('are completed in whatever order they come, and what they complete is told', async () => {
    const { session } = open();
    await settled(session);
    expect(takenIn(session)).toEqual(ALL);
    const items = itemOf(session, 'order_items.csv');
    expect(items).toMatchObject({
      ...{ entity: 'orders', problems: [] },
      mapping: { customer: 'customer_unique_id', ordered_at: 'purchase_date', category: 'category' },
    });
    expect(items.own!.taken.map(({ found }) => found)).toEqual([120, 123]);
    expect(items.report).toMatchObject({ rows: 123, rejected: 0 });
    expect(itemOf(session, 'orders.csv')).toMatchObject({
      ...{ entity: null, lookup: { completes: ['order_items.csv'] } },
    });
    expect(itemOf(session, 'customers.csv')).toMatchObject({
      ...{ entity: 'customers', mapping: { customer: 'customer_unique_id' } },
    });
    expect(session.coming.map(({ name }) => name)).toEqual(['order_items', 'customers']);

    const late = new ImportSession({ tools: new Workshop(), key });
    for (const name of ['order_items.csv', 'products.csv', 'customers.csv', 'orders.csv'])
      await late.add(filesOf(shopTables(), name));
    await settled(late);
    expect(takenIn(late)).toEqual(ALL);
  });

  test(
    'that are a quarter each are looked up in together, in whatever order they come',
    { tags: ['whole'] },
    async () => {
      const files = shopQuarters();
      for (const names of [Object.keys(files), Object.keys(files).toReversed()]) {
        const session = new ImportSession({ tools: new Workshop(), key });
        await session.add(filesOf(files, ...names));
        await settled(session);
        const all = 'orders-2024-Q1.csv … orders-2024-Q4.csv (4)';
        const items = session.items.filter(({ name }) => name.startsWith('order_items'));
        expect(items.map(({ own }) => own!.taken.map(({ file }) => file))).toEqual(
          Array.from({ length: 4 }, () => [all, 'products.csv']),
        );
        const found = items.map(({ own, report }) => report!.rows - own!.taken[0]!.found);
        expect(found.reduce((a, b) => a + b)).toBe(3);
        expect(session.coming.map(({ name, files: of }) => [name, of.length])).toContainEqual([
          'order_items',
          4,
        ]);
        expect(itemOf(session, 'orders-2024-Q2.csv').lookup.completes).toHaveLength(4);
        session.dispose();
      }
    },
  );

  test('that are the same money are taken once', async () => {
    const { session } = open(...filesOf(shopMore()));
    await settled(session);
    expect(takenIn(session)).toEqual({ ...ALL, 'reviews.csv': ['orders.csv'] });
    expect(itemOf(session, 'payments.csv').entity).toBeNull();
    const bills = new ImportSession({ tools: new Workshop(), key });
    await bills.add(filesOf(billTables()));
    await settled(bills);
    expect(takenIn(bills)).toEqual({});
    expect(bills.coming.map(({ name }) => name)).toEqual(['Invoice']);
  });

  test('stay as they are where that is said, until it is said otherwise', async () => {
    const { session } = open();
    await settled(session);
    const items = itemOf(session, 'order_items.csv');
    session.lookups.decline(items, true);
    expect(session.ready).toBe(false);
    await settled(session);
    expect(takenIn(session)).toEqual({ 'orders.csv': ['customers.csv'] });
    expect(items.reading!.columns.map(({ name }) => name)).toEqual([
      'order_id',
      'product_id',
      'price',
      'quantity',
    ]);
    expect(itemOf(session, 'orders.csv').lookup.completes).toEqual([]);
    session.lookups.decline(items, false);
    await settled(session);
    expect(takenIn(session)).toEqual(ALL);
  });

  test('keep to what is said of a column in the file that it comes from, through whatever file', async () => {
    const { session } = open();
    await settled(session);
    const [items, customers] = ['order_items.csv', 'customers.csv'].map((name) => itemOf(session, name));
    const column = 'customer_unique_id';
    expect([items!.privacy[column], items!.least]).toEqual(['keep', {}]);
    customers!.treat(column, 'pseudonymise');
    expect(items!.privacy[column]).toBe('pseudonymise');
    // What is said of it here can be stricter, and no weaker.
    items!.treat(column, 'keep');
    expect([items!.privacy[column], items!.least]).toEqual(['pseudonymise', { [column]: 'pseudonymise' }]);
    customers!.leaveOut([column], true);
    expect(items!.problems).toMatchObject([{ code: 'mapping-missing-role' }]);
    customers!.treat(column, 'keep');
    expect([items!.privacy[column], items!.problems]).toEqual(['keep', []]);
  });

  test('that cannot be completed say so, and the others go on', async () => {
    const { shop, session } = open();
    shop.breaks('complete:order_items', 'out-of-memory');
    await settled(session);
    expect(takenIn(session)).toEqual({ 'orders.csv': ['customers.csv'] });
    expect(itemOf(session, 'order_items.csv').lookup.fault).toMatchObject({ code: 'out-of-memory' });
    expect(session.items.map(({ phase }) => phase)).toEqual(['ready', 'ready', 'ready', 'ready']);
  });

  test('what is said of a taken column is said of its own', async () => {
    const { session } = open();
    await settled(session);
    const items = itemOf(session, 'order_items.csv');
    session.lookups.reread(items, {}, { purchase_date: 'text' });
    await settled(session);
    expect(itemOf(session, 'orders.csv').corrections.types).toEqual({ purchase_date: 'text' });
    expect(items.corrections.types).toEqual({});
    expect(takenIn(session)).toEqual(ALL);
  });
});

describe('at whatever moment', () => {
  // What a step costs is to propose what the files mean: the fewer lines, the more moments.
  const small = Object.fromEntries(
    Object.entries(shopTables()).map(([name, lines]) => [
      name,
      lines.slice(0, name === 'order_items.csv' ? 60 : 46),
    ]),
  );
  /** The last file comes when the others have been read. */
  const begun = async () => {
    const shop = new Workshop();
    const session = new ImportSession({ tools: shop, key });
    await session.add(filesOf(small, 'customers.csv', 'orders.csv'));
    const over = () => !session.reading && !session.lookups.busy;
    const work = session.add(filesOf(small, 'order_items.csv')).then(() => until(over));
    return { shop, session, work };
  };
  const three = { 'orders.csv': ['customers.csv'], 'order_items.csv': ['orders.csv'] };
  const TASK = 8;
  const WAYS = [
    ['orders.csv', 'reread'],
    ['orders.csv', 'crash'],
    ['order_items.csv', 'crash'],
    ['customers.csv', 'reread'],
  ] as const;
  const left = (shop: Workshop) => shop.tables.filter(({ closed }) => !closed).length;

  test('it is given up, no engine is left', { tags: ['whole'] }, async () => {
    await atEveryMoment(async () => {
      const { shop, session, work } = await begun();
      const over = Promise.race([
        work,
        until(() => session.items.every(({ state }) => state.name === 'gone')),
      ]);
      return { work: over, go: () => session.dispose(), after: () => expect(left(shop)).toBe(0) };
    }, TASK);
  });

  test('the orders are taken out, their lines are as they were', { tags: ['whole'] }, async () => {
    await atEveryMoment(async () => {
      const { shop, session, work } = await begun();
      return {
        work,
        go: () => session.remove(itemOf(session, 'orders.csv')),
        after: async () => {
          await settled(session);
          expect([takenIn(session), left(shop)]).toEqual([{}, 2]);
          expect(itemOf(session, 'order_items.csv').entity).toBeNull();
          expect(itemOf(session, 'customers.csv').mapping['customer']).toBe('customer_id');
        },
      };
    }, TASK);
  });

  test.each(few(WAYS, 4))(
    '%s is read anew or loses its engine (%s), all is completed by its new rows',
    async (name, how) => {
      const moments = await atEveryMoment(async () => {
        const { shop, session, work } = await begun();
        const item = itemOf(session, name);
        let again: unknown;
        return {
          work,
          go: () => {
            if (how === 'reread') again = session.reread(item, {});
            else shop.tables[session.items.indexOf(item)]?.crash();
          },
          after: async () => {
            await again;
            await settled(session);
            expect(takenIn(session)).toEqual(three);
            const tables = new Map(session.items.map(({ name: of, table }) => [of, table]));
            for (const { own } of session.items)
              for (const { file, tables: from } of own!.taken) expect([tables.get(file)]).toEqual(from);
            expect(session.items.map(({ lookup }) => lookup.fault)).toEqual([null, null, null]);
          },
        };
      }, 4);
      expect(moments).toBeGreaterThan(2);
    },
  );

  test('it is to stay as it is, and then not', { tags: ['whole'] }, async () => {
    await atEveryMoment(async () => {
      const { session, work } = await begun();
      const items = itemOf(session, 'order_items.csv');
      return {
        work,
        go: () => session.lookups.decline(items, true),
        after: async () => {
          await settled(session);
          expect(takenIn(session)).toEqual({ 'orders.csv': ['customers.csv'] });
          session.lookups.decline(items, false);
          await settled(session);
          expect(takenIn(session)).toEqual(three);
        },
      };
    }, TASK);
  });
});
