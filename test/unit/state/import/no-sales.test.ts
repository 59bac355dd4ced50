import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import type { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { defaultSource } from '../../../../src/notebook/defaults.ts';
import { openEngine } from '../../engine/support.ts';
import { engineTools } from './engine-tools.ts';
import { csvFile, until } from './workshop.ts';

let host: Engine;
beforeAll(async () => {
  host = await openEngine();
});
afterAll(() => host.terminate());

const NAMES = ['鑫福餐饮', '永泰超市', '聚香酒楼', '顺德商贸', '金玉食府', '华丰便利店', '隆盛生鲜'];
const day = (i: number) => `2024-0${1 + (i % 6)}-${10 + (i % 15)}`;
const sold = csvFile(
  '销售明细.csv',
  '单据日期,单据编号,往来单位,商品名称,数量,金额',
  Array.from(
    { length: 60 },
    (_, i) => `${day(i)},XS${1000 + i},${NAMES[i % 7]},大豆油,${1 + (i % 4)},${80 + i}`,
  ),
);
const received = csvFile(
  '收款单.csv',
  '单据日期,单据编号,往来单位,收款方式,收款金额',
  Array.from({ length: 40 }, (_, i) => `${day(i)},SK${1000 + i},${NAMES[i % 7]},微信,${90 + i}`),
);

test('payments beside sales are not used, and are again without them, or where somebody says so', async () => {
  const session = new ImportSession({ tools: engineTools(() => host), key: async () => '00' });
  // Whatever comes first.
  await session.add([received, sold]);
  await until(() => session.ready);
  const entities = () => session.items.map(({ name, entity }) => [name, entity]);
  const item = (name: string): ImportItem => session.items.find((one) => one.name === name)!;
  expect(entities()).toEqual([
    ['收款单.csv', null],
    ['销售明细.csv', 'orders'],
  ]);
  expect(item('收款单.csv').lookup.noSale).toEqual({ is: 'payments', sales: ['销售明细'] });
  session.become(item('收款单.csv'), 'orders');
  expect(item('收款单.csv').mapping).toMatchObject({ customer: '往来单位', amount: '收款金额' });
  session.become(item('收款单.csv'), null);
  session.remove(item('销售明细.csv'));
  expect(item('收款单.csv').lookup.noSale).toBeNull();
  session.remove(item('收款单.csv'));
  await session.add([received]);
  await until(() => session.ready);
  expect(entities()).toEqual([['收款单.csv', 'orders']]);
  await session.add([sold]);
  await until(() => session.ready);
  expect(entities()).toEqual([
    ['收款单.csv', null],
    ['销售明细.csv', 'orders'],
  ]);
  session.dispose();
});

test('payments that come to a notebook of sales are not used, and those that it counts as orders are', async () => {
  const mapping = { customer: '往来单位', ordered_at: '单据日期', order_id: '单据编号', amount: '收款金额' };
  const columns = ['单据日期', '单据编号', '往来单位', '收款金额'].map((name) => ({ name, type: 'VARCHAR' }));
  const sources = ['销售明细', '收款单'].map((name) => ({
    ...defaultSource,
    ...{ name, entity: 'orders' as const, mapping, columns },
  }));
  for (const [expected, entity] of [
    [sources.slice(0, 1), null],
    [sources, 'orders'],
  ] as const) {
    const session = new ImportSession({ tools: engineTools(() => host), key: async () => '00', expected });
    await session.add([received]);
    await until(() => !session.reading && !session.lookups.busy);
    expect(session.items.map((item) => item.entity)).toEqual([entity]);
    session.dispose();
  }
});
