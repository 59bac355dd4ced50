import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { SourceShelf } from '../../../src/state/sources.svelte.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { openEngine } from '../engine/support.ts';
import { valueOf } from '../files/support.ts';

let engine: Engine;
let maker: Engine;
beforeAll(async () => {
  [engine, maker] = await Promise.all([openEngine(), openEngine()]);
}, 60_000);

async function* piecesOf(sql: string): AsyncGenerator<Uint8Array> {
  yield valueOf(await maker.toIpc(sql));
}

const table = (name: string, rows: number) => ({
  expected: {
    ...defaultSource,
    name,
    entity: 'orders' as const,
  },
  columns: [{ name: 'id', type: 'BIGINT' }],
  ledger: { read: rows, rejected: 0, rejects: [], conversions: [], bytes: 1 },
  file: `${name}.csv`,
  personal: {},
  digests: async () => ({
    engine: engine.version,
    treatments: {},
    pieces: [valueOf(await maker.toIpc(`SELECT hash(i) AS h FROM range(${rows}) t(i)`))],
  }),
});

const rowsSql = (n: number) => `SELECT i + 1 AS _row, 1::INTEGER AS _copy, i AS id FROM range(${n}) t(i)`;
const count = async (name: string) =>
  valueOf(await engine.rows<{ n: number }>(`SELECT count(*) AS n FROM source."${name}"`))[0]!.n;

test('an import that comes to nothing leaves the sources as they were', async () => {
  const shelf = new SourceShelf(null, 'n');
  valueOf(await shelf.receive(engine, 'orders', piecesOf(rowsSql(5))));
  shelf.adopt(table('orders', 5));
  // A second import replaces it and brings another, then fails before anything was adopted.
  valueOf(await shelf.receive(engine, 'orders', piecesOf(rowsSql(3))));
  valueOf(await shelf.receive(engine, 'more', piecesOf(rowsSql(2))));
  expect(await count('orders')).toBe(3);
  await shelf.abandon(engine);
  expect(shelf.list.map((s) => s.name)).toEqual(['orders']);
  valueOf(await shelf.load(engine));
  expect(await count('orders')).toBe(5);
  expect((await engine.run('SELECT * FROM source.more')).ok).toBe(false);
});

test('a source gives its rows and digests to whoever compares a file with it', async () => {
  const shelf = new SourceShelf(null, 'n');
  valueOf(await shelf.receive(engine, 'orders', piecesOf(rowsSql(4))));
  shelf.adopt(table('orders', 4));
  const [existing] = shelf.existing();
  expect(existing).toMatchObject({ name: 'orders', file: 'orders.csv', ledger: { read: 4 } });
  const digests = (await existing!.digests())!;
  expect(digests.engine).toBe(engine.version);
  valueOf(await engine.replaceTable('h', digests.pieces));
  expect(valueOf(await engine.rows('SELECT count(DISTINCT h) AS n FROM h'))).toEqual([{ n: 4 }]);
  const pieces: Uint8Array[] = [];
  for await (const piece of existing!.pieces()) pieces.push(piece);
  valueOf(await engine.replaceTable('again', pieces));
  expect(valueOf(await engine.rows('SELECT max(_row) AS n FROM again'))).toEqual([{ n: 4 }]);
});
