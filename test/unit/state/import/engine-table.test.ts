import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { ok } from '../../../../src/result.ts';
import type { ExistingSource } from '../../../../src/state/import/existing.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { ImportedTable } from '../../../../src/state/import/imported.ts';
import { openEngine } from '../../engine/support.ts';
import { valueOf } from '../../files/support.ts';
import { engineTools } from './engine-tools.ts';
import { csvFile, ordersFile, until } from './workshop.ts';

/** The notebook's engine; import engines are sessions of another, as in the page. */
let engine: Engine;
let host: Engine;
beforeAll(async () => {
  [engine, host] = await Promise.all([openEngine(), openEngine()]);
  await engine.run('CREATE SCHEMA source');
});
afterAll(() => [engine, host].forEach((each) => each.terminate()));

const tools = engineTools(() => host);

const key = async () => 'secret';

async function imported(session: ImportSession): Promise<ImportedTable> {
  const tables: ImportedTable[] = [];
  const take = async (name: string, pieces: AsyncIterable<Uint8Array>) => {
    const replaced = await engine.replaceTable(name, pieces, { schema: 'source' });
    return replaced.ok ? ok(null) : replaced;
  };
  valueOf(await session.confirm(await key(), take, (table) => tables.push(table)));
  expect(tables).toHaveLength(1);
  return tables[0]!;
}

const settled = (session: ImportSession) =>
  until(() => !session.reading && session.items.every(({ standing }) => standing.is !== 'comparing'));

test('two months become one table, and the next one, told from them by digests, goes under it', async () => {
  const first = new ImportSession({ tools, key });
  await first.add([ordersFile('orders_01.csv', 1, 20), ordersFile('orders_02.csv', 18, 30)]);
  await settled(first);
  expect(first.items[1]!.standing).toMatchObject({ is: 'beside', change: { fresh: 10, already: 3 } });
  first.items[0]!.treat('amount', 'drop');
  const table = await imported(first);
  expect(table.ledger.read).toBe(33);
  expect(table.columns.map(({ name }) => name)).toEqual(['order_id', 'customer_id', 'order_date']);

  const digests = await table.digests();
  const stored = valueOf(await engine.toIpc('SELECT * FROM source.orders'));
  const existing: ExistingSource = {
    name: table.expected.name,
    file: table.file,
    columns: table.columns,
    ledger: table.ledger,
    personal: table.personal,
    digests: async () => digests,
    async *pieces() {
      yield stored;
    },
  };
  const next = new ImportSession({ tools, key, existing: [existing], expected: [table.expected] });
  await next.add([ordersFile('orders_03.csv', 29, 40)]);
  await settled(next);
  expect(next.items[0]!.standing).toMatchObject({
    is: 'compared',
    choice: 'append',
    change: { fresh: 10, already: 2, gone: 31 },
    lost: [],
  });
  await next.items[0]!.draw();
  expect(next.items[0]!.report!.profile.at(-1)!.histogram!.reduce((a, b) => a + b)).toBe(12);
  const grown = await imported(next);
  expect(grown.ledger.read).toBe(45);
  const [sum] = valueOf(
    await engine.rows(
      `SELECT count(*) AS n, max(_row) AS last, count(*) FILTER (_copy > 1) AS copies FROM source.orders`,
    ),
  );
  expect(sum).toEqual({ n: 45, last: 45, copies: 5 });
});

test(
  'a column whose name differs in case and width alone keeps its rows, and is treated as the first file says',
  { tags: ['whole'] },
  async () => {
    const header = 'order_id,customer_id,order_date,amount,mail';
    const lines = (from: number) =>
      Array.from(
        { length: 12 },
        (_, i) => `O${from + i},C${i % 6},2024-03-0${(i % 9) + 1},${i + 1},a${i}@x.org`,
      );
    const session = new ImportSession({ tools, key });
    await session.add([
      csvFile('wide_01.csv', header, lines(1)),
      csvFile('wide_02.csv', 'ORDER_ID,ｃｕｓｔｏｍｅｒ＿ｉｄ,order_date,Ａｍｏｕｎｔ,ｍａｉｌ', lines(13)),
    ]);
    await settled(session);
    session.items[0]!.treat('mail', 'drop');
    const table = await imported(session);
    expect(table.columns.map(({ name }) => name)).toEqual([
      'order_id',
      'customer_id',
      'order_date',
      'amount',
    ]);
    const [found] = valueOf(
      await engine.rows(
        `SELECT count(*) AS n, count(order_id) AS orders, count(customer_id) AS customers, count(amount) AS amounts
       FROM source."${table.expected.name}"`,
      ),
    );
    expect(found).toEqual({ n: 24, orders: 24, customers: 24, amounts: 24 });
  },
);
