import { afterEach, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import type { ExpectedSource } from '../../../../src/entity/source.ts';
import type { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { defaultSource } from '../../../../src/notebook/defaults.ts';
import { openEngine } from '../../engine/support.ts';
import { engineTools } from './engine-tools.ts';
import { csvFile, until } from './workshop.ts';

const engines: Engine[] = [];
afterEach(() => engines.splice(0).forEach((engine) => engine.terminate()));

/** An import with an engine of its own, which ends with it. */
async function importing(expected: ExpectedSource[] = []): Promise<ImportSession> {
  const engine = await openEngine();
  engines.push(engine);
  return new ImportSession({ tools: engineTools(() => engine), key: async () => '00', expected });
}

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
  const session = await importing();
  // Whatever comes first.
  await session.add([received, sold]);
  await until(() => session.ready);
  const entities = () => session.items.map(({ name, entity }) => [name, entity]);
  const item = (name: string): ImportItem => session.items.find((one) => one.name === name)!;
  expect(entities()).toEqual([
    ['收款单.csv', null],
    ['销售明细.csv', 'orders'],
  ]);
  expect(item('收款单.csv').lookup.noSale).toEqual({ is: 'payments', sales: ['销售明细.csv'] });
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

test(
  'payments that come to a notebook of sales are not used, and those that it counts as orders are',
  { tags: ['whole'] },
  async () => {
    const mapping = {
      customer: '往来单位',
      ordered_at: '单据日期',
      order_id: '单据编号',
      amount: '收款金额',
    };
    const columns = ['单据日期', '单据编号', '往来单位', '收款金额'].map((name) => ({
      name,
      type: 'VARCHAR',
    }));
    const sources = ['销售明细', '收款单'].map((name) => ({
      ...defaultSource,
      ...{ name, entity: 'orders' as const, mapping, columns },
    }));
    for (const [expected, entity] of [
      [sources.slice(0, 1), null],
      [sources, 'orders'],
    ] as const) {
      const session = await importing([...expected]);
      await session.add([received]);
      await until(() => !session.reading && !session.lookups.busy);
      expect(session.items.map((item) => item.entity)).toEqual([entity]);
      session.dispose();
    }
  },
);

test('two lists of the same customers in the same days are asked about, and the one without goods is to be left', async () => {
  const invoiced = csvFile(
    '开票记录.csv',
    '开票日期,发票号,往来单位,价税合计',
    Array.from({ length: 30 }, (_, i) => `${day(i)},FP${1000 + i},${NAMES[i % 7]},${90 + i}`),
  );
  const later = csvFile(
    '门店.csv',
    '销售日期,小票号,往来单位,实付金额',
    Array.from({ length: 30 }, (_, i) => `${day(i).replace('2024', '2025')},P${i},${NAMES[i % 7]},${90 + i}`),
  );
  const session = await importing();
  await session.add([invoiced, sold, later]);
  await until(() => session.ready);
  await session.compareJoins();
  const told = () => session.met.twins.map(({ item, other, share }) => [item.name, other.name, share]);
  expect(told()).toEqual([['开票记录.csv', '销售明细.csv', 1]]);
  session.become(session.items[0]!, null);
  await session.compareJoins();
  expect(told()).toEqual([]);
  session.dispose();
});

test('of lists of other customers or of a few nothing is asked', { tags: ['whole'] }, async () => {
  const other = (name: string, customers: readonly string[]) =>
    csvFile(
      name,
      '开票日期,发票号,往来单位,价税合计',
      Array.from({ length: 30 }, (_, i) => `${day(i)},FP${i},${customers[i % customers.length]},${90 + i}`),
    );
  const all = NAMES.map((name) => `新${name}`);
  for (const customers of [all, [...NAMES.slice(0, 4), ...all.slice(0, 4)], NAMES.slice(0, 4)]) {
    const session = await importing();
    await session.add([sold, other('开票记录.csv', customers)]);
    await until(() => session.ready);
    await session.compareJoins();
    expect(session.met.twins).toEqual([]);
    session.dispose();
  }
});
