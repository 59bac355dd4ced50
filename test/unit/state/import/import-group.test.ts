import { describe, expect, test } from 'vitest';
import type { PersonalKind, PrivacyPolicy } from '../../../../src/privacy/kinds.ts';
import { policyOf } from '../../../../src/import/stage/treatments.ts';
import { findJoins } from '../../../../src/state/import/import-joins.ts';
import {
  alike,
  changesOf,
  columnsUnder,
  groupMapping,
  groupsOf,
  treatmentsOf,
} from '../../../../src/state/import/import-group.ts';
import { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import { lookedFor } from '../../../../src/state/import/looked-for.ts';
import { fail } from '../../../../src/result.ts';
import { csvFile, until, Workshop } from './workshop.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';

/** A file as it stands on the mapping page: its columns, what they mean and how they are treated. */
function item(
  columns: readonly string[],
  {
    mapping = {},
    privacy = {},
    personal = {},
    entity = 'orders',
    apart = false,
    types = {},
    name = 'file',
  }: {
    mapping?: Record<string, string>;
    privacy?: Record<string, PrivacyPolicy>;
    personal?: Record<string, PersonalKind | null>;
    entity?: 'orders' | 'events' | null;
    apart?: boolean;
    types?: Record<string, string>;
    name?: string;
  } = {},
): ImportItem {
  const own = {
    reading: { name, columns: columns.map((name) => ({ name, type: 'text' })) },
    mapping,
    attributes: {},
    personal,
    entity,
    apart,
    privacy: { ...Object.fromEntries(columns.map((name) => [name, 'keep'])), ...privacy },
    standing: { is: 'new' },
    stagedType: (name: string) => types[name] ?? 'VARCHAR',
  };
  const { columnLike } = ImportItem.prototype;
  return Object.assign(own, { columnLike: (name: string) => columnLike.call(own as never, name) }) as never;
}

const BASE = ['order_id', 'customer', 'day', 'amount'];

describe('files that become one source', () => {
  test('have one meaning and nearly the same columns, whatever their case and width', () => {
    const january = item(BASE);
    const february = item(['ORDER_ID', 'ｃｕｓｔｏｍｅｒ', 'Day', 'amount']);
    const march = item([...BASE, 'note']);
    const other = item(['order_id', 'visitor', 'page', 'at']);
    expect(groupsOf([january, other, february, march])).toEqual([[january, february, march], [other]]);
  });

  test.each([
    ['one is something else', item(BASE, { entity: 'events' })],
    ['one is to be a source of its own', item(BASE, { apart: true })],
    ['half of the columns are others', item(['order_id', 'customer', 'page', 'at'])],
  ])('not where %s', (_, second) => {
    expect(groupsOf([item(BASE), second])).toHaveLength(2);
  });

  test('not where each is named after a currency of its own: under each other nothing would tell them apart', () => {
    const [usd, eur, none] = ['orders_USD', 'orders_EUR', 'orders'].map((name) => item(BASE, { name }));
    expect(groupsOf([usd!, eur!])).toEqual([[usd], [eur]]);
    expect(groupsOf([usd!, none!])).toEqual([[usd, none]]);
    // Nor under one that states none.
    expect(groupsOf([none!, usd!, eur!])).toEqual([[none, usd], [eur]]);
  });

  test('a file that is not read yet is like none', () => {
    expect(alike(item(BASE), { reading: null } as never)).toBe(false);
  });

  test('mean what the first says; what only a later one has means what that says', () => {
    const first = item(BASE, { mapping: { customer: 'customer', amount: 'amount' } });
    const second = item(['Order_ID', 'Customer', 'Day', 'AMOUNT', 'shop'], {
      mapping: { customer: 'Customer', order_id: 'Order_ID', channel: 'shop' },
    });
    // The first has an order_id too, and does not say that it is one.
    expect(groupMapping([first, second])).toEqual({
      customer: 'customer',
      amount: 'amount',
      channel: 'shop',
    });
  });
});

describe('how a column is treated', () => {
  const first = item([...BASE, 'mail'], {
    privacy: { mail: 'drop', customer: 'pseudonymise' },
    personal: { mail: 'email' },
  });

  test('the first file says it for all that have the column, in any spelling', () => {
    const second = item(['order_id', 'CUSTOMER', 'day', 'amount', 'Ｍａｉｌ', 'phone'], {
      privacy: { phone: 'pseudonymise' },
      personal: { phone: 'phone' },
    });
    const treatments = treatmentsOf(second, first);
    expect(treatments['mail']).toEqual({ policy: 'drop', kind: 'email' });
    expect(treatments['customer']!.policy).toBe('pseudonymise');
    expect(treatments['phone']).toEqual({ policy: 'pseudonymise', kind: 'phone' });
    const policy = policyOf(treatments, '00'.repeat(32));
    expect([policy('Ｍａｉｌ'), policy('mail'), policy('nothing')]).toEqual([null, null, null]);
    expect(policy('ＣＵＳＴＯＭＥＲ')).toMatch(/^(?!"ＣＵＳＴＯＭＥＲ"$).*"ＣＵＳＴＯＭＥＲ"/s);
    expect(columnsUnder(second, first).columns.map(({ name }) => name)).toEqual([
      ...['order_id', 'CUSTOMER', 'day', 'amount', 'phone'],
    ]);
  });

  test('of two columns in one file that differ in width alone, neither is treated more loosely than the other', () => {
    for (const [a, b] of [
      ['mail', 'ｍａｉｌ'],
      ['ｍａｉｌ', 'mail'],
    ] as const) {
      const twins = item([a, b], { privacy: { [a]: 'drop' } });
      expect(treatmentsOf(twins, twins)['mail']!.policy).toBe('drop');
    }
  });

  test('rows that go under others are compared as those were treated', () => {
    const before = { AMOUNT: { policy: 'drop', kind: null } } as const;
    expect(treatmentsOf(first, first, before)['amount']!.policy).toBe('drop');
  });

  test('what a policy rewrites is text in the source', () => {
    const own = item(['customer', 'amount'], {
      privacy: { customer: 'pseudonymise' },
      types: { customer: 'BIGINT', amount: 'DOUBLE' },
    });
    expect(columnsUnder(own, own).columns).toEqual([
      { name: 'customer', type: 'VARCHAR' },
      { name: 'amount', type: 'DOUBLE' },
    ]);
  });

  test('columns that came or went are told of the file that leads, else of the source it belongs to', () => {
    const second = item(['order_id', 'customer', 'day', 'note']);
    expect(changesOf(second, item(BASE))).toMatchObject({ more: ['note'], less: ['amount'] });
    expect(changesOf(second, null)).toBeNull();
    const source = { name: 'shop', columns: [{ name: 'order_id', type: 'VARCHAR' }] };
    Object.assign(second, { standing: { is: 'comparing', source, choice: null } });
    expect(changesOf(second, null)).toMatchObject({ more: ['customer', 'day', 'note'], less: [] });
  });
});

describe('columns that point at persons', () => {
  test('are those that look personal, and those that name a customer or an order whatever they hold', () => {
    const own = item(['id', 'note', 'amount', 'mail'], {
      mapping: { customer: 'id', amount: 'amount' },
      personal: { mail: 'email', note: 'text' },
    });
    expect(lookedFor(own, own)).toEqual([
      { column: 'id', style: 'code' },
      { column: 'note', style: 'text' },
      { column: 'mail', style: 'code' },
    ]);
  });

  test('of a later file mean what the first says, though nothing personal was seen in it', () => {
    const first = item(['id', 'mail'], { mapping: { customer: 'id' }, personal: { mail: 'email' } });
    expect(lookedFor(item(['ID', 'ＭＡＩＬ', 'more']), first)).toEqual([
      { column: 'ID', style: 'code' },
      { column: 'ＭＡＩＬ', style: 'code' },
    ]);
  });
});

describe('how customers of several files meet', () => {
  const people = (ids: string[]) =>
    csvFile(
      'people.csv',
      'customer_id,customer_name,city',
      ids.map((id) => `${id},Ann,Bonn`),
    );
  const orders = (ids: string[]) =>
    csvFile(
      'orders.csv',
      'order_id,customer_id,order_date,amount',
      ids.map((id, i) => `O${i},${id},2024-01-0${(i % 9) + 1},${i}`),
    );
  const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `C${from + i}`);

  async function read() {
    const shop = new Workshop();
    const session = new ImportSession({ tools: shop, key: async () => 'key' });
    await session.add([people(ids(1, 10)), orders(ids(6, 17))]);
    await until(() => session.ready);
    return { shop, firsts: session.groups.map(([first]) => first!) };
  }

  test('is told by how many they have in common, against the customers’ file', async () => {
    const { firsts } = await read();
    const [join] = (await findJoins(
      firsts,
      async () => 'key',
      () => false,
    ))!;
    expect([join!.item.name, join!.base.name, join!.match]).toMatchObject([
      'orders.csv',
      'people.csv',
      { own: 12, others: 10, both: 5 },
    ]);
  });

  test('is not told of one file, of files without customers, or where one cannot be asked', async () => {
    const { firsts, shop } = await read();
    const find = (of: ImportItem[]) =>
      findJoins(
        of,
        async () => 'key',
        () => false,
      );
    expect(await find(firsts.slice(0, 1))).toEqual([]);
    shop.breaks('match:orders', 'engine-crashed');
    expect(await find(firsts)).toEqual([]);
    shop.tables[0]!.keys = async () => fail('engine-crashed');
    expect(await find(firsts)).toEqual([]);
    firsts[1]!.assign('customer_id', '');
    expect(await find(firsts)).toEqual([]);
  });

  test('is not told of a sheet whose name is its one customer', async () => {
    const { firsts } = await read();
    const { reading } = firsts[1]!;
    const columns = reading!.columns.map((column) =>
      column.name === 'customer_id' ? { ...column, made: { text: 'C6' } } : column,
    );
    const sheet = Object.create(firsts[1]!, {
      reading: { value: { ...reading, columns } },
      mapping: { value: firsts[1]!.mapping },
      table: { value: firsts[1]!.table },
    });
    expect(
      await findJoins(
        [firsts[0]!, sheet],
        async () => 'key',
        () => false,
      ),
    ).toEqual([]);
  });

  test('of a question that another one has overtaken nothing comes', async () => {
    const { firsts } = await read();
    expect(
      await findJoins(
        firsts,
        async () => 'key',
        () => true,
      ),
    ).toBeNull();
  });
});
