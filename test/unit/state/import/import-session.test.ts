import { few } from '../../../tools/breadth.ts';
import { describe, expect, test } from 'vitest';
import type { ExpectedSource } from '../../../../src/entity/source.ts';
import { defaultSource } from '../../../../src/notebook/defaults.ts';
import { fail, faultFrom, ok, refused, type FaultCode } from '../../../../src/result.ts';
import type { ExistingSource } from '../../../../src/state/import/existing.ts';
import type { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import type { ImportedTable } from '../../../../src/state/import/imported.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { ImportOptions } from '../../../../src/state/import/tools.ts';
import { csvFile, ordersFile, said, until, Workshop, type Piece } from './workshop.ts';

const GB = 1024 ** 3;

function begin(options: Partial<ImportOptions> = {}): { shop: Workshop; session: ImportSession } {
  const shop = new Workshop();
  const session = new ImportSession({ tools: shop, key: async () => 'key', ...options });
  return { shop, session };
}

/** A session that has read files and is done with comparing them. */
async function read(files: File[], options: Partial<ImportOptions> = {}): Promise<ReturnType<typeof begin>> {
  const begun = begin(options);
  await begun.session.add(files);
  await compared(begun.session);
  return begun;
}

const compared = (session: ImportSession) =>
  until(() => session.items.every((item) => item.standing.is !== 'comparing'));

/** Confirms, keeping what is taken. */
async function confirm(session: ImportSession, refuse?: string) {
  const taken: { name: string; pieces: Piece[] }[] = [];
  const done: ImportedTable[] = [];
  const rows: number[] = [];
  const result = await session.confirm(
    'secret',
    async (name, pieces) => {
      if (name === refuse) return fail('out-of-memory');
      const found: Piece[] = [];
      try {
        for await (const piece of pieces) found.push(said<Piece>(piece));
      } catch (error) {
        return refused(faultFrom(error, 'import-failed'));
      }
      taken.push({ name, pieces: found });
      return ok(null);
    },
    (table) => done.push(table),
    { onRows: (n) => rows.push(n) },
  );
  return { result, taken, done, rows };
}

const digestsOf = async (file: File): Promise<Uint8Array[]> => {
  const { shop } = await read([file]);
  const digests = await shop.tables[0]!.digests('key');
  return digests.ok ? digests.value : [];
};

/** A source of the notebook that was made of a file. */
async function existingOf(file: File, name = 'orders', version = 'test'): Promise<ExistingSource> {
  const pieces = await digestsOf(file);
  const columns = ['order_id', 'customer_id', 'order_date', 'amount'];
  return {
    name,
    file: file.name,
    columns: columns.map((column) => ({ name: column, type: 'VARCHAR' })),
    ledger: { read: 10, rejected: 0, rejects: [], conversions: [], bytes: 9 },
    personal: {},
    digests: async () => ({ engine: version, pieces, treatments: {} }),
    pieces: async function* () {
      yield new TextEncoder().encode(JSON.stringify({ file: 'stored', columns, rows: [], after: 0 }));
    },
  };
}

describe('reading', () => {
  test('a file goes from being looked at to ready, each step seen', async () => {
    const { shop, session } = begin();
    const inspect = shop.hold('inspect:orders.csv');
    const stage = shop.hold('stage:orders.csv');
    const load = shop.hold('load:orders');
    const added = session.add([ordersFile('orders.csv', 1, 9)]);
    const [item] = session.items;
    await inspect.reached;
    expect([item!.state.name, item!.phase, session.reading]).toEqual(['looking', 'reading', true]);
    inspect.release();
    await stage.reached;
    expect(item!.state).toMatchObject({ name: 'staging', table: null, progress: { share: 0.25, rows: 1 } });
    expect(item!.reading!.columns).toHaveLength(4);
    stage.release();
    await load.reached;
    expect(item!.state).toMatchObject({ name: 'staging', table: shop.tables[0] });
    expect([item!.table, item!.report]).toEqual([null, null]);
    const profile = shop.hold('profile:orders');
    load.release();
    await added;
    expect(item!.state).toMatchObject({ name: 'ready', table: shop.tables[0] });
    expect([item!.entity, item!.mapping['customer'], item!.report!.rows]).toEqual([
      'orders',
      'customer_id',
      9,
    ]);
    // It is not to be confirmed before all of its values were looked through.
    expect(session.ready).toBe(false);
    profile.release();
    await until(() => item!.report?.estimated === false);
    expect([session.reading, session.ready, session.rows]).toEqual([false, true, 9]);
    expect(shop.readers).toEqual({ open: 1, closed: 1 });
  });

  test('files are read one after the other, by one reader', async () => {
    const { shop, session } = begin();
    const first = shop.hold('stage:a.csv');
    const added = session.add([ordersFile('a.csv', 1, 3), csvFile('b.csv', 'x,y', ['1,2'])]);
    await first.reached;
    expect([shop.readers.open, session.items.map(({ phase }) => phase)]).toEqual([1, ['reading', 'reading']]);
    first.release();
    await added;
    expect([shop.readers, shop.warmed]).toEqual([{ open: 1, closed: 1 }, [true, true]]);
  });

  test('what cleaning would make of a file is looked at when no other is being read', async () => {
    const { shop, session } = begin();
    const last = shop.hold('stage:b.csv');
    const added = session.add([ordersFile('a.csv', 1, 3), ordersFile('b.csv', 4, 9)]);
    await last.reached;
    await until(() => session.items[0]!.report?.estimated === false);
    expect([session.items[0]!.phase, shop.tables[0]!.judgedBy]).toEqual(['ready', []]);
    last.release();
    await added;
    await Promise.all(session.items.map(({ looks }) => looks.settled));
    expect(shop.tables.map(({ judgedBy }) => judgedBy.length)).toEqual([1, 1]);
  });

  test('the reader of a file that is read anew goes with it', async () => {
    const { shop, session } = begin();
    await session.add([ordersFile('a.csv', 1, 3)]);
    await session.reread(session.items[0]!, { headerLine: 0 });
    expect(shop.readers).toEqual({ open: 2, closed: 2 });
  });

  test('a reader that could not read its file reads no other', async () => {
    const { shop, session } = begin();
    shop.breaks('stage:a.csv', 'file-unreadable');
    await session.add([ordersFile('a.csv', 1, 3), ordersFile('b.csv', 4, 9)]);
    expect([shop.readers, session.items.map(({ phase }) => phase)]).toEqual([
      { open: 2, closed: 2 },
      ['failed', 'ready'],
    ]);
  });

  test.each<[string, FaultCode]>([
    ['open:reader', 'engine-missing'],
    ['inspect:bad.csv', 'file-damaged'],
    ['stage:bad.csv', 'encoding-invalid'],
    ['open:table', 'engine-missing'],
    ['load:bad', 'out-of-memory'],
  ])('a file that fails at %s loses nothing of the others', async (step, code) => {
    const { shop, session } = begin();
    const bad = ordersFile('bad.csv', 1, 3);
    await session.add([ordersFile('good.csv', 10, 14)]);
    shop.breaks(step, code);
    await session.add([bad]);
    await session.add([
      csvFile('people.csv', 'customer_id,customer_name,city', ['C1,Ann,Bonn', 'C2,Bo,Ulm']),
    ]);
    await compared(session);
    expect(session.items.map(({ phase }) => phase)).toEqual(['ready', 'failed', 'ready']);
    expect(session.items[1]!.state).toMatchObject({ name: 'failed', fault: { code } });
    expect(shop.readers.closed).toBe(shop.readers.open);
    expect(session.ready).toBe(true);
    const { done } = await confirm(session);
    expect(done.map(({ ledger }) => ledger.read)).toEqual([5, 2]);
    // Whatever engine the failed one had got is given back.
    expect(shop.tables.slice(1, -1).map(({ closed }) => closed)).toEqual(step === 'load:bad' ? [true] : []);
  });

  test('a file taken out while it is read ends its reader and its engine, and reports no more', async () => {
    const { shop, session } = begin();
    const load = shop.hold('load:a');
    const added = session.add([ordersFile('a.csv', 1, 3), ordersFile('b.csv', 4, 6)]);
    const [item] = session.items;
    await load.reached;
    session.remove(item!);
    expect([item!.state.name, shop.tables[0]!.closed, shop.readers.closed]).toEqual(['gone', true, 1]);
    load.release();
    await added;
    expect(item!.state.name).toBe('gone');
    expect(session.items.map(({ name, phase }) => [name, phase])).toEqual([['b.csv', 'ready']]);
  });

  test('a file taken out before its turn is not opened at all', async () => {
    const { shop, session } = begin();
    const first = shop.hold('stage:a.csv');
    const added = session.add([ordersFile('a.csv', 1, 3), ordersFile('b.csv', 4, 6)]);
    await first.reached;
    session.remove(session.items[1]!);
    first.release();
    await added;
    expect([shop.readers.open, shop.tables.length]).toEqual([1, 1]);
  });

  test('an engine that comes when the file is gone is closed', async () => {
    const { shop, session } = begin();
    const open = shop.hold('open:table');
    const added = session.add([ordersFile('a.csv', 1, 3)]);
    await open.reached;
    session.dispose();
    open.release();
    await added;
    expect(shop.tables[0]!.closed).toBe(true);
  });

  test('the tables of a workbook are items of their own, and stay as many when one is read anew', async () => {
    const { shop, session } = begin();
    const sheet = {
      ...(await read([ordersFile('x.csv', 1, 3)])).session.items[0]!.reading!,
      part: 'Sheet 2',
    };
    shop.parts.set('book.csv', [{ ...sheet, name: 'second' }]);
    await session.add([ordersFile('book.csv', 1, 3)]);
    await until(() => !session.reading);
    expect(session.items.map(({ name }) => name)).toEqual(['book.csv', 'book.csv › Sheet 2']);
    await session.reread(session.items[0]!, {}, { amount: 'text' });
    expect(session.items.map(({ name, phase }) => [name, phase])).toEqual([
      ['book.csv', 'ready'],
      ['book.csv › Sheet 2', 'ready'],
    ]);
  });
});

describe('memory', () => {
  test('a small file shares an engine and is told nothing', async () => {
    const { shop, session } = begin();
    const stage = shop.hold('stage:a.csv');
    const added = session.add([ordersFile('a.csv', 1, 3)]);
    await stage.reached;
    expect(session.items[0]!.state).toMatchObject({ memory: null });
    stage.release();
    await added;
    expect(shop.tables[0]!.small).toBe(true);
  });

  test('a big one has an engine of its own, and is told what it takes', async () => {
    const { shop, session } = begin();
    const stage = shop.hold('stage:a.csv');
    const added = session.add([ordersFile('a.csv', 1, 3, 0.3 * GB)]);
    await stage.reached;
    expect(session.items[0]!.state).toMatchObject({ memory: { verdict: 'fine' } });
    stage.release();
    await added;
    expect([shop.tables[0]!.small, shop.warmed]).toEqual([false, [false]]);
  });

  test('one that may not fit waits to be agreed to', async () => {
    const { shop, session } = begin();
    const stage = shop.hold('stage:a.csv');
    const added = session.add([ordersFile('a.csv', 1, 3, 1.8 * GB)]);
    const [item] = session.items;
    await until(() => item!.state.name === 'asking');
    expect([item!.phase, shop.tables.length]).toEqual(['reading', 0]);
    if (item!.state.name === 'asking') item!.state.answer();
    await stage.reached;
    expect(item!.state).toMatchObject({ name: 'staging', memory: { verdict: 'ask' } });
    stage.release();
    await added;
    expect([item!.phase, shop.tables[0]!.small]).toEqual(['ready', false]);
  });

  test('one that is taken out instead of agreed to holds up nobody', async () => {
    const { shop, session } = begin();
    const added = session.add([ordersFile('a.csv', 1, 3, 1.8 * GB), ordersFile('b.csv', 1, 3)]);
    await until(() => session.items[0]!.state.name === 'asking');
    session.remove(session.items[0]!);
    await added;
    expect(session.items.map(({ name, phase }) => [name, phase])).toEqual([['b.csv', 'ready']]);
    expect(shop.readers).toEqual({ open: 2, closed: 2 });
  });

  test.each([
    ['once it is known what it is', 2.5 * GB, 1],
    ['without a look where it is too large whatever it is', 5 * GB, 0],
  ])('one that cannot fit is refused %s', async (_, size, opened) => {
    const { shop, session } = await read([ordersFile('a.csv', 1, 3, size)]);
    expect(session.items[0]!.fault!.code).toBe('import-too-big');
    expect([shop.readers, shop.tables.length]).toEqual([{ open: opened, closed: opened }, 0]);
  });
});

describe('an engine that dies', () => {
  test('while it reads is not used again: the file is read once more by itself', async () => {
    const { shop, session } = begin();
    shop.breaks('load:a', 'engine-crashed');
    await session.add([ordersFile('a.csv', 1, 3)]);
    expect(session.items[0]!.phase).toBe('ready');
    expect(shop.tables.map(({ small, closed }) => [small, closed])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('by the file itself fails it, with no third attempt', async () => {
    const { shop, session } = begin();
    shop.breaks('load:a', 'engine-crashed', 'engine-crashed');
    await session.add([ordersFile('a.csv', 1, 3)]);
    expect(session.items[0]!.fault!.code).toBe('engine-crashed');
    expect(shop.tables.map(({ closed }) => closed)).toEqual([true, true]);
  });

  test('that never came is not tried again', async () => {
    const { shop, session } = begin();
    shop.breaks('open:table', 'engine-crashed');
    await session.add([ordersFile('a.csv', 1, 3)]);
    expect([session.items[0]!.fault!.code, shop.readers.open]).toEqual(['engine-crashed', 1]);
  });

  test("by another's doing has the file read again; what was said of it stays", async () => {
    const { shop, session } = await read([ordersFile('a.csv', 1, 3)]);
    const [item] = session.items;
    item!.assign('amount', '');
    item!.treat('order_id', 'drop');
    shop.tables[0]!.crash();
    expect(item!.phase).toBe('reading');
    await until(() => item!.phase === 'ready');
    expect(item!.table).toBe(shop.tables[1]);
    expect([item!.mapping['amount'], item!.privacy['order_id']]).toEqual([undefined, 'drop']);
  });
});

describe('reading anew', () => {
  test('lays settings over the ones before, and proposes what the columns mean for the new columns', async () => {
    const file = csvFile('a.csv', 'order_id;customer_id;order_date;amount', ['O1;C1;2024-03-01;5']);
    const { shop, session } = await read([file]);
    const [item] = session.items;
    await session.reread(item!, { delimiter: ',' });
    expect([item!.reading!.columns.length, item!.entity, shop.tables[0]!.closed]).toEqual([1, null, true]);
    await session.reread(item!, { delimiter: ';' }, { amount: 'text' });
    expect([item!.reading!.columns.length, item!.entity]).toEqual([4, 'orders']);
    expect(item!.reading!.columns[3]!.type).toBe('text');
    expect(item!.corrections).toMatchObject({ hints: { delimiter: ';' }, types: { amount: 'text' } });
  });

  test('what was said by hand is said again, of the columns that are still there and hold the same', async () => {
    const head = 'order_id,customer_id,order_date,amount,phone,memo,shop';
    const lines = Array.from(
      { length: 9 },
      (_, i) => `O${i},C${i},2024-01-0${i + 1},${i}.5,1381234567${i},m${i},s${i}`,
    );
    const { session } = await read([csvFile('a.csv', head, lines)]);
    const [item] = session.items;
    item!.assign('amount', '');
    item!.assign('shop', 'channel');
    item!.treat('phone', 'keep');
    item!.takeIn('memo');
    await session.reread(item!, {}, { amount: 'text' });
    const said = () => [item!.mapping['amount'], item!.mapping['channel'], item!.privacy['phone']];
    expect(said()).toEqual([undefined, 'shop', 'keep']);
    expect(item!.privacy['memo']).toBe('keep');

    // The last line as the head: none of the columns is there.
    await session.reread(item!, { delimiter: ';' });
    expect([item!.roles, Object.values(item!.privacy)]).toEqual([{}, ['drop']]);
    await session.reread(item!, { delimiter: ',' });
    expect(said()).toEqual([undefined, 'shop', 'keep']);

    item!.become('events');
    expect(item!.privacy['phone']).not.toBe('keep');
    await session.reread(item!, {}, { amount: 'number' });
    expect([item!.entity, item!.privacy['phone']]).toEqual(['events', 'drop']);
  });

  test('a later attempt overtakes an earlier one, whose results are dropped', async () => {
    const { shop, session } = begin();
    const load = shop.hold('load:a');
    const added = session.add([ordersFile('a.csv', 1, 3)]);
    await load.reached;
    const [item] = session.items;
    const again = session.reread(item!, {}, { amount: 'text' });
    load.release();
    await Promise.all([added, again]);
    expect([item!.phase, item!.table === shop.tables[1]]).toEqual(['ready', true]);
    expect(shop.tables.map(({ closed }) => closed)).toEqual([true, false]);
  });

  test('a file that failed can be read with other settings', async () => {
    const { shop, session } = begin();
    shop.breaks('stage:a.csv', 'encoding-invalid');
    await session.add([ordersFile('a.csv', 1, 3)]);
    const [item] = session.items;
    expect([item!.phase, item!.reading?.text?.encoding]).toEqual(['failed', 'utf-8']);
    await session.reread(item!, { invalid: 'replace' });
    expect([item!.phase, item!.fault]).toEqual(['ready', null]);
  });
});

const sales: ExpectedSource = {
  ...defaultSource,
  name: 'sales',
  entity: 'orders',
  columns: ['order_id', 'customer_id', 'order_date', 'amount'].map((name) => ({ name, type: 'VARCHAR' })),
  mapping: { customer: 'customer_id', ordered_at: 'order_date' },
  privacy: { order_id: 'drop' },
  reading: { types: { amount: 'text' } },
};

describe('what a notebook knows', () => {
  const expected = sales;

  test('holds for a file that is recognised by its columns', async () => {
    const { session } = await read([ordersFile('x.csv', 1, 3)], { expected: [expected] });
    const [item] = session.items;
    expect([item!.known, item!.mapping, item!.privacy['order_id']]).toEqual([
      'sales',
      expected.mapping,
      'drop',
    ]);
    expect(item!.corrections.types).toEqual({ amount: 'text' });
    const { done, taken } = await confirm(session);
    expect([taken[0]!.name, done[0]!.expected.reading]).toEqual(['sales', expected.reading]);
    expect(taken[0]!.pieces[0]!.columns).not.toContain('order_id');
  });

  test('gives its name to the one file that means the same, whatever its columns are called, and nothing else', async () => {
    const head = '订单号,会员号,下单时间,金额';
    const lines = ['A1,K1,2024-03-01,10', 'A2,K2,2024-03-02,20', 'A3,K1,2024-03-03,30'];
    const july = csvFile('七月.csv', head, lines);
    const { session } = await read([july], { expected: [expected] });
    expect([session.items[0]!.known, session.coming[0]!.name]).toEqual([null, 'sales']);
    const { done } = await confirm(session);
    const { columns, mapping, privacy, reading } = done[0]!.expected;
    expect(columns.map(({ name }) => name)).toEqual(head.split(','));
    expect(mapping).toMatchObject({ customer: '会员号', ordered_at: '下单时间' });
    expect([Object.keys(privacy ?? {}), reading?.types]).toEqual([[], undefined]);

    // Two that could be it, one that lacks a role, and a source that is there already.
    const two = await read([july, csvFile('八月.csv', '单号,顾客编号,付款时间,实付', lines)], {
      expected: [expected],
    });
    expect(two.session.coming.map(({ name }) => name)).not.toContain('sales');
    const more = { ...expected, mapping: { ...expected.mapping, channel: 'channel' } };
    const lacking = await read([july], { expected: [more] });
    expect(lacking.session.coming[0]!.name).toBe('七月');
    const existing = [{ ...(await existingOf(ordersFile('sales.csv', 1, 3))), name: 'sales' }];
    const beside = await read([july], { expected: [expected], existing });
    expect(beside.session.coming[0]!.name).toBe('七月');
  });

  test('is asked once: what was corrected since then holds', async () => {
    const { session } = await read([ordersFile('x.csv', 1, 3)], { expected: [expected] });
    await session.reread(session.items[0]!, {}, { amount: 'integer' });
    expect(session.items[0]!.reading!.columns[3]!.type).toBe('integer');
  });
});

describe('a source that is there', () => {
  test.each([
    ['an export that grows takes its place', 1, 15, 'replace', { fresh: 5, already: 10, gone: 0 }],
    ['the next month goes under it', 11, 15, 'append', { fresh: 5, already: 0, gone: 10 }],
  ] as const)('%s', async (_, from, to, choice, change) => {
    const existing = [await existingOf(ordersFile('orders.csv', 1, 10))];
    const { session } = await read([ordersFile('orders.csv', from, to)], { existing });
    expect(session.items[0]!.standing).toMatchObject({ is: 'compared', choice, change, source: existing[0] });
    const { taken, done } = await confirm(session);
    const stored = choice === 'append' ? ['stored'] : [];
    expect(taken).toMatchObject([{ name: 'orders' }]);
    expect(taken[0]!.pieces.map(({ file }) => file)).toEqual([...stored, 'orders']);
    expect(done[0]!.ledger.read).toBe(15);
    expect(taken[0]!.pieces.at(-1)!.after).toBe(choice === 'append' ? 10 : 0);
  });

  test('who had a column come in as it is stays known from file to file, until somebody else does', async () => {
    const head = 'order_id,customer_id,order_date,amount,phone';
    const lines = (from: number) =>
      Array.from({ length: 9 }, (_, i) => `O${from + i},C${i},2024-01-0${i + 1},${i}.5,1381234567${i}`);
    const first = await read([csvFile('orders.csv', head, lines(1))]);
    first.session.items[0]!.treat('phone', 'keep');
    const { done } = await confirm(first.session);
    expect(done[0]!.weakened).toEqual({
      phone: { by: 'person', instead: 'mask', at: expect.stringMatching(/^\d{4}-.*Z$/) },
    });

    const before = { by: 'notebook', instead: 'mask', at: '2025-01-01T00:00:00.000Z' } as const;
    const { columns, expected } = done[0]!;
    const existing = [
      {
        ...(await existingOf(csvFile('orders.csv', head, lines(1)))),
        ...{ columns, personal: { phone: 'phone' as const }, treated: { phone: 'keep' as const } },
        weakened: { phone: before },
      },
    ];
    const again = async (change: (item: ImportItem) => void) => {
      const next = await read([csvFile('orders.csv', head, lines(1))], { existing, expected: [expected] });
      next.session.items[0]!.choose('replace');
      change(next.session.items[0]!);
      return (await confirm(next.session)).done[0]!.weakened;
    };
    expect(await again(() => {})).toEqual({ phone: before });
    expect(await again((item) => item.treat('phone', 'mask'))).toEqual({});
  });

  test('beside it a file has a name of its own', async () => {
    const existing = [await existingOf(ordersFile('orders.csv', 1, 10))];
    const { session } = await read([ordersFile('orders.csv', 1, 15)], { existing });
    session.items[0]!.choose('both');
    const { taken } = await confirm(session);
    expect(taken.map(({ name }) => name)).toEqual(['orders_2']);
  });

  test('what its types would lose cannot go under it', async () => {
    const existing = [await existingOf(ordersFile('orders.csv', 1, 10))];
    const { shop, session } = begin({ existing });
    shop.lost = [{ column: 'amount', count: 1 }];
    await session.add([ordersFile('orders.csv', 11, 15)]);
    await compared(session);
    const [item] = session.items;
    expect(item!.standing).toMatchObject({ choice: 'replace', lost: shop.lost });
    item!.choose('append');
    expect(item!.standing).toMatchObject({ choice: 'replace' });
  });

  test('nothing is confirmed while it is compared; what is chosen meanwhile holds', async () => {
    const existing = [await existingOf(ordersFile('orders.csv', 1, 10))];
    const { shop, session } = begin({ existing });
    const compare = shop.hold('compare:orders');
    await session.add([ordersFile('orders.csv', 11, 15)]);
    await compare.reached;
    expect([session.items[0]!.standing.is, session.ready]).toEqual(['comparing', false]);
    session.items[0]!.choose('both');
    compare.release();
    await compared(session);
    expect([session.items[0]!.standing, session.ready]).toMatchObject([
      { is: 'compared', choice: 'both' },
      true,
    ]);
  });

  test.each([
    ['by another engine', async () => existingOf(ordersFile('orders.csv', 1, 10), 'orders', 'older')],
    [
      'where storage gives none',
      async () => ({
        ...(await existingOf(ordersFile('orders.csv', 1, 10))),
        digests: () => Promise.reject(new Error('storage')),
      }),
    ],
  ])('digests made %s are not compared: the file takes its place', async (_, make) => {
    const { session } = await read([ordersFile('orders.csv', 11, 15)], { existing: [await make()] });
    expect(session.items[0]!.standing).toMatchObject({ is: 'compared', change: null, choice: 'replace' });
  });

  test('a comparison of rows that were read anew meanwhile is dropped', async () => {
    const existing = [await existingOf(ordersFile('orders.csv', 1, 10))];
    const { shop, session } = begin({ existing });
    const compare = shop.hold('compare:orders');
    await session.add([ordersFile('orders.csv', 11, 15)]);
    await compare.reached;
    const again = session.reread(session.items[0]!, {}, { amount: 'text' });
    shop.breaks('compare:orders', 'sql-error');
    compare.release();
    await again;
    await compared(session);
    // The broken answer belonged to the rows before.
    expect(session.items[0]!.standing).toMatchObject({ is: 'compared', change: { fresh: 5 } });
  });
});

describe('several files', () => {
  const months = () => [ordersFile('orders_01.csv', 1, 5), ordersFile('orders_02.csv', 4, 9)];

  test('of the same columns become one source, rows under rows', async () => {
    const { session } = await read(months());
    const [first, second] = session.items;
    expect(session.leaderOf(second!)).toBe(first);
    expect(second!.standing).toMatchObject({ is: 'beside', change: { already: 2, fresh: 4 } });
    const { taken, done, rows } = await confirm(session);
    expect(taken).toMatchObject([
      {
        name: 'orders',
        pieces: [
          { file: 'orders_01', after: 0, compared: false },
          { file: 'orders_02', after: 5, compared: true },
        ],
      },
    ]);
    expect(done[0]).toMatchObject({ file: 'orders_01.csv, orders_02.csv', ledger: { read: 11 } });
    expect((await done[0]!.digests())!.pieces).toHaveLength(2);
    expect([rows.at(-1), rows.every((n, i) => i === 0 || n >= rows[i - 1]!)]).toEqual([11, true]);
  });

  test('a column that only the later one has is asked of the earlier one as empty', async () => {
    const later = csvFile('orders_02.csv', 'order_id,customer_id,order_date,amount,city', [
      'O9,C1,2024-03-02,7,Ulm',
    ]);
    const { session } = await read([months()[0]!, later]);
    const { taken } = await confirm(session);
    expect(taken[0]!.pieces[0]!.columns.at(-1)).toBe('city');
    expect(taken[0]!.pieces.map(({ rows }) => rows[0]!.at(-1))).toEqual(['', 'Ulm']);
  });

  test('kept apart they are two, and together again one', async () => {
    const { session } = await read(months());
    session.keepApart(session.items[1]!, true);
    expect([session.groups.length, session.leaderOf(session.items[1]!)]).toEqual([2, null]);
    session.keepApart(session.items[1]!, false);
    expect(session.groups).toHaveLength(1);
    session.keepApart(session.items[1]!, true);
    const { taken } = await confirm(session);
    expect(taken.map(({ name }) => name)).toEqual(['orders_01', 'orders_02']);
  });

  test("what the first is said to be holds for those under it; a policy of the first's too", async () => {
    const { session } = await read(months());
    session.items[0]!.treat('amount', 'drop');
    expect(session.items[0]!.mapping['amount']).toBe('amount');
    const { taken, done } = await confirm(session);
    expect(taken[0]!.pieces.map(({ columns }) => columns.includes('amount'))).toEqual([false, false]);
    // What is not imported has no meaning that the notebook could miss.
    expect(done[0]!.expected.mapping).toEqual({
      customer: 'customer_id',
      ordered_at: 'order_date',
      order_id: 'order_id',
    });
    const other = (await read(months())).session;
    other.become(other.items[0]!, 'events');
    expect(other.items.map(({ entity }) => entity)).toEqual(['events', 'events']);
  });

  test('the same rows twice are used once', async () => {
    const { session } = await read([ordersFile('a.csv', 1, 5), ordersFile('b.csv', 1, 5)]);
    const [a, b] = session.items;
    expect(b!.standing).toEqual({ is: 'same', as: a });
    expect([b!.entity, session.used]).toEqual([null, [a]]);
    const { done } = await confirm(session);
    expect(done.map(({ ledger }) => ledger.read)).toEqual([5]);
  });

  test('where the first of two equal ones is taken out, the other is used', async () => {
    const { session } = await read([ordersFile('a.csv', 1, 5), ordersFile('b.csv', 1, 5)]);
    const [a, b] = session.items;
    session.remove(a!);
    await compared(session);
    expect([b!.standing, b!.entity, session.used]).toEqual([{ is: 'new' }, 'orders', [b]]);
  });

  test.each(['digests:a', 'compare:b'])('that cannot be compared (%s) are both used', async (step) => {
    const { shop, session } = begin();
    shop.breaks(step, 'sql-error');
    await session.add([ordersFile('a.csv', 1, 5), ordersFile('b.csv', 1, 5)]);
    await compared(session);
    expect([session.items[1]!.standing.is, session.used.length]).toEqual(['new', 2]);
  });

  test('the first of them stands for all before a source that is there; without it, the next', async () => {
    const existing = [await existingOf(ordersFile('orders.csv', 1, 10))];
    const { session } = await read([ordersFile('orders.csv', 11, 15), ordersFile('orders (1).csv', 16, 19)], {
      existing,
      expected: [{ ...sales, name: 'orders', privacy: {}, reading: {} }],
    });
    expect(session.items.map(({ standing }) => standing.is)).toEqual(['compared', 'beside']);
    const { taken } = await confirm(session);
    expect(taken[0]).toMatchObject({
      name: 'orders',
      pieces: [{ file: 'stored' }, { after: 10 }, { after: 15 }],
    });

    const other = await read([ordersFile('orders.csv', 11, 15), ordersFile('orders (1).csv', 16, 19)], {
      existing,
      expected: [{ ...sales, name: 'orders', privacy: {}, reading: {} }],
    });
    other.session.remove(other.session.items[0]!);
    await compared(other.session);
    expect(other.session.items[0]!.standing).toMatchObject({ is: 'compared', choice: 'append' });
  });

  test('one that is kept apart does not go with the source that the other goes with', async () => {
    const existing = [await existingOf(ordersFile('orders.csv', 1, 10))];
    const { session } = await read([ordersFile('orders.csv', 11, 15), ordersFile('orders (1).csv', 16, 19)], {
      existing,
      expected: [{ ...sales, name: 'orders', privacy: {}, reading: {} }],
    });
    session.keepApart(session.items[1]!, true);
    await compared(session);
    const { taken } = await confirm(session);
    expect(taken.map(({ name, pieces }) => [name, pieces.length])).toEqual([
      ['orders', 2],
      ['orders_2', 1],
    ]);
  });
});

describe('how customers meet', () => {
  const people = csvFile(
    'people.csv',
    'customer_id,customer_name,member_no',
    Array.from({ length: 12 }, (_, i) => i + 1).map((n) => `X${n},Name ${n},C${n - 1}`),
  );

  test("each file's against the customers' file, with the columns that would join them better", async () => {
    const { session } = await read([people, ordersFile('orders.csv', 1, 40)]);
    // As found, the orders take the number that people.csv has for its member.
    session.lookups.decline(session.items[1]!, true);
    await until(() => !session.lookups.busy);
    const comparing = session.compareJoins();
    expect(session.met.comparing).toBe(true);
    await comparing;
    expect(session.met.comparing).toBe(false);
    expect(session.met.joins).toHaveLength(1);
    const [join] = session.met.joins;
    expect([join!.item.name, join!.base.name, join!.match.both]).toEqual(['orders.csv', 'people.csv', 0]);
    expect(join!.better).toMatchObject({ column: 'customer_id', other: 'member_no', both: 12 });
  });

  test('a later comparison overtakes an earlier one', async () => {
    const { shop, session } = await read([people, ordersFile('orders.csv', 1, 40)]);
    const match = shop.hold('match:orders');
    const early = session.compareJoins();
    await match.reached;
    session.remove(session.items[1]!);
    const late = session.compareJoins();
    match.release();
    await Promise.all([early, late]);
    expect(session.met.joins).toEqual([]);
  });

  test.each(few(['all files go', 'the file that the others are held against goes'] as const, 2))(
    'ends without a fault at whatever moment %s',
    async (which) => {
      let turns = 0;
      for (; ; turns++) {
        let over = false;
        const { session } = await read([people, ordersFile('orders.csv', 1, 40)]);
        const compared = session.compareJoins().then(() => (over = true));
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        if (over) break;
        if (which === 'all files go') session.dispose();
        else session.remove(session.items[0]!);
        await compared;
      }
      expect(turns).toBeGreaterThan(3);
    },
  );
});

describe('confirming', () => {
  const files = () => [
    csvFile('people.csv', 'customer_id,customer_name,city', ['C1,Ann,Bonn', 'C2,Bo,Ulm', 'broken']),
    ordersFile('orders.csv', 1, 5),
  ];

  test('hands over every table, its account and its digests, and gives the engines back', async () => {
    const { shop, session } = await read(files());
    const { result, done } = await confirm(session);
    expect(result).toEqual(ok(null));
    expect(done.map(({ expected, ledger }) => [expected.name, ledger.read, ledger.rejected])).toEqual([
      ['people', 2, 1],
      ['orders', 5, 0],
    ]);
    // Where a line was broken is kept, not what stood in it.
    expect(done[0]!.ledger.rejects).toEqual([{ line: 2, reason: 'MISSING COLUMNS' }]);
    expect(done[1]!.expected).toMatchObject({ entity: 'orders', updated: '2024-04-01', cadence: 'month' });
    expect(session.items.map(({ state }) => state.name)).toEqual(['gone', 'gone']);
    expect(shop.tables.map(({ closed }) => closed)).toEqual([false, false]);
    const digests = await Promise.all(done.map((table) => table.digests()));
    expect(digests.map((made) => made!.pieces.length)).toEqual([1, 1]);
    expect(shop.tables.map(({ closed }) => closed)).toEqual([true, true]);
  });

  test.each([
    [
      'the rows of one cannot be made',
      'sql-error',
      (shop: Workshop) => shop.breaks('finish:orders', 'sql-error'),
    ],
    ['one cannot be taken', 'out-of-memory', () => {}],
  ])('where %s, none is done; it can be confirmed again', async (_, code, spoil) => {
    const { shop, session } = await read(files());
    spoil(shop);
    const first = await confirm(session, code === 'out-of-memory' ? 'orders' : undefined);
    expect([first.result, first.done]).toMatchObject([{ ok: false, fault: { code } }, []]);
    expect([session.ready, shop.tables.some(({ closed }) => closed)]).toEqual([true, false]);
    const second = await confirm(session);
    expect([second.result.ok, second.done.length]).toEqual([true, 2]);
  });

  test('taking a file out midway cancels it', async () => {
    const { shop, session } = await read(files());
    const finish = shop.hold('finish:people');
    const confirmed = confirm(session);
    await finish.reached;
    session.remove(session.items[0]!);
    finish.release();
    const { result, done } = await confirmed;
    expect([result, done]).toMatchObject([{ ok: false, fault: { code: 'cancelled' } }, []]);
    expect(session.items.map(({ name, phase }) => [name, phase])).toEqual([['orders.csv', 'ready']]);
  });

  test('a file whose engine was lost is not confirmed by halves', async () => {
    const { shop, session } = await read(files());
    const load = shop.hold('load:orders');
    const finish = shop.hold('finish:people');
    const confirmed = confirm(session);
    await finish.reached;
    shop.tables[1]!.crash();
    finish.release();
    const { result, done } = await confirmed;
    expect([result, done]).toMatchObject([{ ok: false, fault: { code: 'engine-crashed' } }, []]);
    load.release();
    await until(() => session.ready);
    expect((await confirm(session)).done).toHaveLength(2);
  });

  test('nothing can be confirmed that is not used, lacks a role or is still being read', async () => {
    const { shop, session } = await read([ordersFile('orders.csv', 1, 5)]);
    const [item] = session.items;
    item!.assign('customer_id', '');
    expect([session.ready, item!.problems[0]!.code]).toEqual([false, 'mapping-missing-role']);
    item!.assign('customer_id', 'customer');
    expect(session.ready).toBe(true);
    session.become(item!, null);
    expect([session.ready, session.rows]).toEqual([false, 0]);
    session.become(item!, 'orders');
    const stage = shop.hold('stage:b.csv');
    const added = session.add([ordersFile('b.csv', 6, 9)]);
    await stage.reached;
    expect(session.ready).toBe(false);
    stage.release();
    await added;
    await compared(session);
    expect(session.ready).toBe(true);
  });
});

test('says how many values each role reads, and again when a column means something else', async () => {
  const lines = Array.from(
    { length: 6 },
    (_, i) => `C${i},2024-01-0${i + 1},${i === 2 ? 'unreadable' : `${i}.5`}`,
  );
  const file = csvFile('orders.csv', 'customer_id,order_date,amount', lines);
  const { session } = await read([file]);
  const [item] = session.items;
  item!.assign('amount', 'amount');
  await until(() => item!.looks.readings.some(({ role }) => role === 'amount'));
  expect(item!.looks.readings.find(({ role }) => role === 'amount')).toEqual({
    role: 'amount',
    column: 'amount',
    of: 6,
    read: 5,
    examples: ['unreadable'],
  });
  item!.assign('amount', '');
  expect(item!.looks.readings.some(({ column }) => column === 'amount')).toBe(false);
});

test('an export in dollars is counted in dollars; one that does not say leaves it open', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => `O${i},C${i % 5},2024-03-${10 + i},"$1,${100 + i}.50"`);
  const deals = csvFile('deals.csv', 'Order ID,Customer ID,Order Date,Amount (USD)', lines);
  const dollars = (await read([deals])).session.currency;
  expect([dollars.taken, dollars.unstated]).toEqual(['USD', null]);
  const open = (await read([ordersFile('orders.csv', 1, 12)])).session.currency;
  expect([open.taken, open.unstated], 'no sign is made up').toEqual(['XXX', 'XXX']);
  open.choose('EUR');
  expect([open.taken, open.unstated]).toEqual(['EUR', 'EUR']);
  dollars.choose('EUR');
  expect(dollars.taken, 'what the file says').toBe('USD');
  const euros = [...lines, ...lines.map((line) => `E${line}`)].map((line) => line.replace('$', '€'));
  const shop = csvFile('shop.csv', 'Order ID,Customer ID,Order Date,Amount (EUR)', euros);
  expect((await read([deals, shop])).session.currency.taken, 'the one that cleaning keeps').toBe('EUR');
});

test.each([
  ['订单号,客户,下单时间,金额', 'CNY'],
  ['주문번호,고객,주문일,금액', 'KRW'],
  ['注文番号,お客様,注文日,金額', 'JPY'],
])('amounts under %s that state no currency are in %s until another is chosen', async (header, currency) => {
  const lines = Array.from({ length: 12 }, (_, i) => `O${i},C${i % 5},2024-03-${10 + i},${100 + i}.5`);
  const { session } = await read([csvFile('a.csv', header, lines)]);
  const [item] = session.items;
  for (const [i, role] of ['order_id', 'customer', 'ordered_at', 'amount'].entries())
    item!.assign(item!.reading!.columns[i]!.name, role);
  expect([session.currency.taken, session.currency.unstated]).toEqual([currency, currency]);
});

test('without amounts nobody is asked for their currency, nor for that of a notebook that is there', async () => {
  const { session } = await read([
    csvFile(
      'people.csv',
      'customer_id,city',
      Array.from({ length: 9 }, (_, i) => `C${i},Bonn`),
    ),
  ]);
  expect([session.currency.taken, session.currency.unstated]).toEqual(['XXX', null]);
  const into = new ImportSession({ tools: new Workshop(), target: 'there' });
  await into.add([ordersFile('orders.csv', 1, 12)]);
  expect(into.currency.unstated).toBeNull();
});

describe('a long file', () => {
  const rows = Array.from({ length: 6_000 }, () => 'A00000001,C0000001,2024-01-02,12');
  const HEADER = 'order_id,customer_id,order_date,amount';
  const long = (late: string[]) => csvFile('orders.csv', HEADER, [...rows, ...rows, ...late, ...rows]);

  /** Begun, as far as its columns are looked at and its midst is searched, both held. */
  async function counting(late: string[]) {
    const { shop, session } = begin();
    const glance = shop.hold('inspect:orders.csv');
    const look = shop.hold('look:orders');
    const added = session.add([long(late)]);
    await glance.reached;
    const search = shop.hold('inspect:orders.csv');
    glance.release();
    await look.reached;
    const item = session.items[0]!;
    const counted = () => (item.state.name === 'staging' ? item.state.counted : undefined);
    return { shop, search, look, added, item, counted };
  }

  test('is counted when it is read and its midst says that it is read so; its columns come after', async () => {
    const { search, look, added, item, counted } = await counting([]);
    expect(counted()).toBeNull();
    search.release();
    await until(() => counted() !== null);
    expect(counted()).toEqual({ rows: 18_000, rejected: 0 });
    look.release();
    await added;
    expect(item.report).toMatchObject({ rows: 18_000, rejected: 0 });
  });

  test('is not counted as it is not read', async () => {
    const { shop, search, look, added, item, counted } = await counting([
      'A00000001,C0000001,2024-01-02,无价',
      'A00000001,C0000001',
    ]);
    const anew = shop.hold('open:table');
    search.release();
    look.release();
    await anew.reached;
    expect(counted()).toBeNull();
    anew.release();
    await added;
    expect(item.report).toMatchObject({ rows: 18_001, rejected: 1 });
  });

  test('is staged once, while it is searched', async () => {
    const { shop, session } = await read([long([])]);
    expect([session.items[0]!.phase, shop.tables.length]).toEqual(['ready', 1]);
  });

  test('is staged anew where its midst says that it is read otherwise; the first engine goes', async () => {
    const late = Array.from({ length: 40 }, () => 'A00000001,C0000001,2024-01-02,无价');
    const { shop, session } = await read([long(late)]);
    const [item] = session.items;
    expect(item!.phase).toBe('ready');
    expect(shop.tables.map((table) => table.closed)).toEqual([true, false]);
    expect(item!.reading!.columns.find(({ name }) => name === 'amount')!.type).toBe('text');
  });
});

test('periods side by side are read as rows and back, as the notice offers', async () => {
  const months = ['2024-01', '2024-02', '2024-03'];
  const wide = csvFile('wide.csv', ['customer_id', 'region', ...months, 'Total'].join(','), [
    'C1,North,1.5,,3,4.5',
    'C2,South,,2,,2',
    'C3,South,4,5,6,15',
  ]);
  const { session } = await read([wide]);
  const [item] = session.items;
  const names = () => item!.reading!.columns.map(({ name }) => name);
  const told = () => item!.reading!.notices.map(({ code }) => code);
  expect(told()).toContain('periods-beside');
  await session.reread(item!, { periods: 'rows' });
  expect(names()).toEqual(['customer_id', 'region', 'month', 'amount']);
  expect(item!.report!.rows).toBe(6);
  expect([item!.entity, item!.mapping['ordered_at'], item!.mapping['amount']]).toEqual([
    'orders',
    'month',
    'amount',
  ]);
  expect(told()).toEqual(expect.arrayContaining(['periods-rows', 'periods-left', 'periods-counted']));
  expect(item!.corrections.hints).toEqual({ periods: 'rows' });
  await session.reread(item!, { periods: 'columns' });
  expect(names()).toEqual(['customer_id', 'region', ...months, 'Total']);
  expect(told()).toContain('periods-beside');
});
