import { expect, test } from 'vitest';
import type { ExpectedSource } from '../../../../src/entity/source.ts';
import { defaultSource } from '../../../../src/notebook/defaults.ts';
import { besideSales, isExpected, noSaleByName } from '../../../../src/import/meaning/beside-sales.ts';
import type { LookupTable } from '../../../../src/import/meaning/lookup-tables.ts';

const table = (name: string, columns: Record<string, [string, ...string[]]>): LookupTable => ({
  name,
  columns: Object.entries(columns).map(([column, [type, ...examples]]) => ({
    ...{ name: column, type, examples, filled: 90, distinct: 60, rows: 90 },
  })),
});
const days: [string, ...string[]] = ['DATE', '2024-05-01', '2024-05-03', '2024-06-11'];
const people: [string, ...string[]] = ['VARCHAR', '鑫福餐饮', '永泰超市', '聚香酒楼'];
const amounts: [string, ...string[]] = ['DOUBLE', '1250', '88.5', '960'];
const numbers = (start: string): [string, ...string[]] => [
  'VARCHAR',
  `${start}001`,
  `${start}002`,
  `${start}003`,
];
const goods: [string, ...string[]] = ['VARCHAR', '大豆油', '大米', '面粉'];

const sales = table('销售明细账', {
  ...{ 单据日期: days, 单据编号: numbers('XS'), 往来单位: people, 商品名称: goods, 金额: amounts },
});
const received = table('收款单汇总', {
  ...{
    单据日期: days,
    单据编号: numbers('SK'),
    往来单位: people,
    收款方式: ['VARCHAR', '微信', '现金'],
    收款金额: amounts,
  },
});

test('what was paid for sales, came back of them, was offered or bought in is no source beside sales', () => {
  const like = (name: string, more: Parameters<typeof table>[1] = {}) =>
    table(name, { 日期: days, 单号: numbers('D'), 客户: people, 金额: amounts, ...more });
  const lists = [
    received,
    like('2024年回款明细'),
    like('台账', { 金额: people, 到账金额: amounts }),
    like('退货明细', { 商品名称: goods }),
    like('报价单2024', { 商品名称: goods }),
    like('采购入库明细', { 商品名称: goods }),
    like('付款单'),
  ];
  expect(besideSales([sales, ...lists])).toEqual(
    ['payments', 'payments', 'payments', 'returns', 'offers', 'purchases', 'purchases'].map((is, i) => ({
      ...{ table: i + 1, is, sales: ['销售明细账'] },
    })),
  );
  // By themselves they are all that there is of the business.
  expect(besideSales(lists)).toEqual([]);
  // Sales that the notebook has already are sales, too, and its payments none.
  expect(besideSales([received], ['订单', '收款单'])).toEqual([
    { table: 0, is: 'payments', sales: ['订单'] },
  ]);
  expect(besideSales([received], ['收款单'])).toEqual([]);
});

test('what says goods of what was paid, or takes returns off, is left as it is', () => {
  const paidGoods = table('payments 2024', {
    ...{ date: days, 'order id': numbers('P'), customer: people, product: goods, amount: amounts },
  });
  expect(besideSales([sales, paidGoods])).toEqual([]);
  // What is said of a payment is not what was bought.
  const described = table('unified_payments', {
    ...{ id: numbers('ch_'), Created: days, 'Customer ID': people, Description: goods, Amount: amounts },
  });
  expect(besideSales([sales, described])).toMatchObject([{ table: 1, is: 'payments' }]);
  const minus = table('退货明细', {
    ...{ 日期: days, 单号: numbers('T'), 客户: people, 金额: ['DOUBLE', '-1250', '-88.5', '-960'] },
  });
  expect(besideSales([sales, minus])).toEqual([]);
  // Orders that have no amounts are no sales without their payments.
  const heads = table('orders', { order_id: numbers('O'), customer: people, order_date: days });
  expect(
    besideSales([
      heads,
      table('payments', { order_id: numbers('O'), date: days, customer: people, amount: amounts }),
    ]),
  ).toEqual([]);
});

test('sheets of a workbook are what they are called themselves, months what all of them are', () => {
  const plain = { 日期: days, 单号: numbers('D'), 客户: people, 金额: amounts };
  const told = (...names: string[]) =>
    besideSales(names.map((name) => table(name, plain))).map(({ table: i, is }) => [names[i], is]);
  expect(told('销售收款台账_销售', '销售收款台账_收款', '销售收款台账_退货')).toEqual([
    ['销售收款台账_收款', 'payments'],
    ['销售收款台账_退货', 'returns'],
  ]);
  expect(told('销售台账', '收款单_1月', '收款单_2月')).toEqual([
    ['收款单_1月', 'payments'],
    ['收款单_2月', 'payments'],
  ]);
});

test.each([
  ['收款单', 'payments'],
  ['回款记录_2024_05', 'payments'],
  ['unified_payments', 'payments'],
  ['Payments2024', 'payments'],
  ['Zahlungseingänge', 'payments'],
  ['销售退货单', 'returns'],
  ['refunds', 'returns'],
  ['Credit Notes May', 'returns'],
  ['quotations', 'offers'],
  ['采购订单', 'purchases'],
  ['purchase_orders', 'purchases'],
  ['销售及退货明细', null],
  ['sales_and_returns', null],
  ['orders_with_refunds', null],
  ['应收账款', null],
  ['客户采购订单', null],
  ['purchases', null],
  ['paymentless', null],
  ['orders', null],
  ['销售出库单', null],
  ['invoices', null],
])('%s is by its name: %s', (name, is) => expect(noSaleByName(name)).toBe(is));

test('what a notebook counts all the same is asked for under such a name alone', () => {
  const columns = ['单据日期', '单据编号', '往来单位', '收款金额'].map((name) => ({ name, type: 'VARCHAR' }));
  const mapping = { ordered_at: '单据日期', order_id: '单据编号', customer: '往来单位', amount: '收款金额' };
  const source = (name: string): ExpectedSource => ({
    ...defaultSource,
    ...{ name, entity: 'orders', mapping, columns },
  });
  const next = { name: '收款单6月', columns };
  expect(isExpected('payments', next, [source('收款单')])).toBe(true);
  expect(isExpected('payments', next, [source('销售明细账')])).toBe(false);
});
