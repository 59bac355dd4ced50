import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowObjects } from '../../../../src/engine/rows.ts';
import type { Engine } from '../../../../src/engine/client.ts';
import { ok } from '../../../../src/result.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { ImportedTable } from '../../../../src/state/import/imported.ts';
import { openEngine } from '../../engine/support.ts';
import { valueOf } from '../../files/support.ts';
import { engineTools } from './engine-tools.ts';
import { csvFile, until } from './workshop.ts';

const key = async () => '00112233445566778899aabbccddeeff';
const sales = (name: string, price: number, months = 1) =>
  csvFile(
    name,
    '日期,品名,数量,单价,金额',
    Array.from({ length: 6 * months }, (_, i) => `2024-03-0${(i % 6) + 1},可乐,1,${price},${price}`),
  );
const PEOPLE = ['欧阳栖梧.csv', '司徒映雪.csv', '张记超市.csv'];
let engine: Engine;
let host: Engine;
beforeEach(async () => {
  [engine, host] = await Promise.all([openEngine(), openEngine()]);
  await engine.run('CREATE SCHEMA source');
});
afterEach(() => [engine, host].forEach((each) => each.terminate()));

const settled = (session: ImportSession) => until(() => session.ready);
const customers = (session: ImportSession) =>
  session.items.map(({ reading, mapping }) => [
    reading?.columns.find(({ made }) => made)?.made?.text ?? null,
    mapping['customer'] ?? null,
  ]);

test('a file for each customer: one source of a name of its own, and what files are called stands in nothing that is kept', async () => {
  const session = new ImportSession({ tools: engineTools(() => host), key });
  await session.add(PEOPLE.map((name, i) => sales(name, i + 1)));
  await settled(session);
  expect(session.groups.map((group) => group.length)).toEqual([3]);
  expect(session.items.map(({ mapping, privacy }) => [mapping['customer'], privacy['文件']])).toEqual(
    PEOPLE.map(() => ['文件', 'pseudonymise']),
  );
  expect(session.coming).toEqual([{ name: '文件', files: ['文件.csv', '文件.csv', '文件.csv'] }]);
  const tables: ImportedTable[] = [];
  const take = async (name: string, pieces: AsyncIterable<Uint8Array>) => {
    const replaced = await engine.replaceTable(name, pieces, { schema: 'source' });
    return replaced.ok ? ok(null) : replaced;
  };
  valueOf(await session.confirm(await key(), take, (table) => tables.push(table)));
  expect(JSON.stringify(tables)).not.toMatch(/栖梧|映雪|张记/);
  expect(tables[0]!.expected.reading).toEqual({ names: 'column' });
  const rows = await engine.run(
    'SELECT 文件 AS who, sum(金额)::DOUBLE AS amount FROM source.文件 GROUP BY ALL',
  );
  expect(
    rowObjects(valueOf(rows))
      .map(({ amount }) => amount)
      .toSorted(),
  ).toEqual([12, 18, 6]);
});

test(
  'a file that came before is read anew when another one shows what its name is',
  { tags: ['whole'] },
  async () => {
    const session = new ImportSession({ tools: engineTools(() => host), key });
    await session.add([sales('张记超市.csv', 1)]);
    expect(customers(session)).toEqual([[null, null]]);
    await session.add([sales('李氏便利店.csv', 2)]);
    await settled(session);
    expect(customers(session)).toEqual([
      ['张记超市', '文件'],
      ['李氏便利店', '文件'],
    ]);
    session.dispose();
  },
);

test('months are none, and what was said of names by hand holds', { tags: ['whole'] }, async () => {
  const session = new ImportSession({ tools: engineTools(() => host), key });
  await session.add([sales('2024-03.csv', 1), sales('2024-04.csv', 2)]);
  expect(customers(session)).toEqual([
    [null, null],
    [null, null],
  ]);
  session.dispose();
  const other = new ImportSession({ tools: engineTools(() => host), key });
  await other.add([sales('张记超市.csv', 1), sales('李氏便利店.csv', 2)]);
  for (const item of other.items) await other.reread(item, { names: 'none' });
  await other.add([sales('陈记副食.csv', 3)]);
  expect(customers(other).slice(0, 2)).toEqual([
    [null, null],
    [null, null],
  ]);
  other.dispose();
});
