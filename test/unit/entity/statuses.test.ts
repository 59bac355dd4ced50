import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import { STATUS_UNKNOWN } from '../../../src/entity/rules/statuses.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import {
  judgedAs,
  judgedIn,
  STATUS_ROLES,
  statusesSql,
  statusIn,
} from '../../../src/values/status-columns.ts';
import { WORST_FIRST } from '../../../src/values/status-words.ts';
import { few } from '../../tools/breadth.ts';
import { addSource, clean, openNative, values, type Native } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const named = (columns: string[]) => columns.map((column) => column.split(' ')[0]!);
let made = 0;

/** Orders of 100 each with these columns besides, cleaned; the row numbers that stay with their amounts. */
async function kept(
  columns: string[],
  rows: string[],
  params: Record<string, string> = {},
): Promise<Record<number, number>> {
  const all = ['customer VARCHAR', 'ordered_at TIMESTAMP', 'amount DOUBLE', 'order_id VARCHAR', ...columns];
  const source = await addSource(
    db,
    `s${++made}`,
    values(
      all,
      rows.map((row, i) => `('c', '2024-01-01', 100, 'o${i}', ${row})`),
    ),
    'orders',
    Object.fromEntries(named(all).map((name) => [name, name])),
  );
  await clean(db, { sources: [source], settings: [{ rule: STATUS_UNKNOWN, action: 'flag', params }] });
  const found = await db.rows<{ row: number; amount: number }>(
    'SELECT _row AS row, amount FROM clean.orders ORDER BY 1',
  );
  return Object.fromEntries(found.map(({ row, amount }) => [Number(row), amount]));
}

describe('several status columns are weighed together: the worst that is true counts', () => {
  test('an order that was received and whose refund went through is no sale', async () => {
    const rows = [
      "'已收货', '无售后或售后取消'",
      "'已收货', '退款成功'",
      "'待发货', '退款关闭'",
      "'已取消', NULL",
      'NULL, NULL',
    ];
    expect(await kept(['status VARCHAR', 'refund_status VARCHAR'], rows)).toEqual({ 1: 100, 3: 100, 5: 100 });
  });

  test(
    'paid and returned, refunded and fulfilled; a parcel that waits says nothing of the payment',
    { tags: ['whole'] },
    async () => {
      const rows = [
        "'paid', 'returned'",
        "'refunded', 'fulfilled'",
        "'paid', 'pending'",
        "'voided', 'unfulfilled'",
        "'paid', 'delivery failed'",
      ];
      expect(await kept(['payment_status VARCHAR', 'fulfilment_status VARCHAR'], rows)).toEqual({
        3: 100,
        5: 100,
      });
    },
  );

  test.each([
    ['成功', 'refund'],
    ['已完成', 'refund'],
    ['completed', 'refund'],
    ['Yes', 'refund'],
    ['是', 'refund'],
    ['部分', 'partial_refund'],
    ['partial', 'partial_refund'],
    ['关闭', 'sale'],
    ['取消', 'sale'],
    ['失败', 'sale'],
    ['rejected', 'sale'],
    ['no', 'sale'],
    ['None', 'sale'],
    ['否', 'sale'],
    ['无', 'sale'],
    ['正常', 'sale'],
    ['false', 'sale'],
    ['没有申请退款', 'sale'],
    ['无售后', 'sale'],
    ['售后取消', 'sale'],
    ['退款成功', 'refund'],
    ['Express Checkout Payment', 'unknown'],
    ['General Withdrawal', 'unknown'],
    ['Sale', 'sale'],
    ['销售出库单', 'sale'],
    ['Payment Refund', 'refund'],
    ['收款', 'sale'],
    ['交易', 'sale'],
    ['下单', 'sale'],
    ['支付', 'sale'],
    ['待付款', 'unpaid'],
    ['退单', 'refund'],
    ['收款退回', 'refund'],
  ])('in a column of refunds %s means %s', (text, what) =>
    expect(statusIn('refund_status', text)).toBe(what),
  );

  const again: [string[], string[]][] = [
    [['Invoice', 'Payment', 'Invoice'], ['Payment']],
    [
      ['Sale', 'Sale Line', 'Sale Payment'],
      ['Sale Line', 'Sale Payment'],
    ],
    [
      ['SALE', 'sale_line', 'Payment', 'sale_line'],
      ['sale_line', 'Payment'],
    ],
    [['销售', '收款', '退货'], ['收款']],
    [['Order', 'Order Item'], ['Order Item']],
    [
      ['充值', '消费', '消费', '充值赠送'],
      ['充值', '充值赠送'],
    ],
    [['Top-up', 'Purchase', 'Purchase'], ['Top-up']],
    [['充值', '充值'], []],
    [['Payment', 'Refund'], []],
    [['Sale Line', 'Sale Line'], []],
    [['Website Payment', 'Invoice'], []],
  ];
  test.each(few(again, 8))('of %j those that tell of the same money again are %j', async (kinds, again) => {
    const rows = kinds.map((kind) => quoteText(kind));
    const stays = kinds.flatMap((kind, i) =>
      again.includes(kind) || /refund|退/i.test(kind) ? [] : [i + 1],
    );
    for (const role of ['status', 'refund_status'])
      expect(Object.keys(await kept([`${role} VARCHAR`], rows)).map(Number)).toEqual(stays);
    for (const kind of again) expect(statusIn('status', kind, kinds)).toBe('no_sale');
  });

  test('what is open beside what was paid is still to be paid; alone, or in a parcel’s way, it says nothing', () => {
    const among = ['paid', 'open', 'void'];
    for (const role of ['status', 'payment_status'] as const) {
      expect(statusIn(role, 'open', among)).toBe('unpaid');
      expect(statusIn(role, 'open', ['open', 'closed'])).toBe('unknown');
    }
    expect(statusIn('fulfilment_status', 'open', among)).toBe('unknown');
  });

  test('the engine weighs as the page does, whatever stands in the columns', async () => {
    const words =
      '成功|关闭|Sale|Sale Payment|Express Checkout Payment|销售出库单|paid|open|Pending|returned|退款成功|无售后或售后取消|部分退款|已取消|Negotiation|test order|状态甲|No|failed|待付款|'.split(
        '|',
      );
    let seed = 11;
    const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const rows = Array.from({ length: 400 }, () =>
      STATUS_ROLES.map(() => words[next(words.length * 2)] || null),
    );
    const literal = (text: string | null) => (text === null ? 'NULL' : quoteText(text));
    const from = `(SELECT * FROM (VALUES ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')}) v(${STATUS_ROLES.join(', ')}))`;
    const found = await db.rows<Record<string, string | null>>(statusesSql(from, STATUS_ROLES, []));
    expect(found.reduce((sum, { n }) => sum + Number(n), 0)).toBe(
      rows.filter((row) => row.some((one) => one !== null)).length,
    );
    const apart = found.filter((row) => {
      const among = (role: string) => found.flatMap((one) => one[role] ?? []);
      const classes = STATUS_ROLES.flatMap((role) =>
        row[role] == null ? [] : [statusIn(role, row[role], among(role))],
      );
      return row['class'] !== (WORST_FIRST.find((one) => classes.includes(one)) ?? null);
    });
    expect(apart).toEqual([]);
    expect(new Set(found.map((row) => row['class'])).size).toBe(10);
  });
});

describe('what was refunded of an order', () => {
  const COLUMNS = ['status VARCHAR', 'refund_status VARCHAR', 'refunded_amount DOUBLE'];

  test('a part is taken off and told by the ledger, the whole makes it a refund', async () => {
    const rows = [
      "'paid', NULL, 30",
      "'paid', NULL, 100",
      "'部分退款', NULL, -20.5",
      "'paid', NULL, 0",
      "'paid', NULL, NULL",
    ];
    expect(await kept(COLUMNS, rows)).toEqual({ 1: 70, 3: 79.5, 4: 100, 5: 100 });
    const ledger = await db.rows<LedgerRow>(ledgerSql());
    const line = (rule: string) => ledger.find((one) => one.rule === rule);
    expect(line('orders.refunded_part')).toMatchObject({ corrected: 2, money: 50.5 });
    expect(line('orders.refund')).toMatchObject({ removed: 1, money: 100 });
  });

  test(
    'a sum goes before a word: refunded with a part of the sum is partly refunded',
    { tags: ['whole'] },
    async () => {
      const rows = [
        "'交易成功', '退款成功', 30",
        "'交易成功', '退款关闭', 30",
        "'交易成功', '退款成功', 100",
        "'交易关闭', '退款成功', 30",
      ];
      expect(await kept(COLUMNS, rows)).toEqual({ 1: 70, 2: 100 });
    },
  );

  test('a mark of full refunds does not deny a part', { tags: ['whole'] }, async () => {
    const rows = ["'succeeded', 'false', 30", "'paid', '0', 20", "'paid', '无', 30", "'paid', '1', 100"];
    expect(await kept(COLUMNS, rows)).toEqual({ 1: 70, 2: 80, 3: 100 });
  });
});

describe('deals', () => {
  test('won is revenue; lost and open is not, unless it is let in', async () => {
    const rows = ["'Closed Won'", "'Closed Lost'", "'Negotiation/Review'", "'赢单'", "'输单'", "'方案报价'"];
    expect(Object.keys(await kept(['status VARCHAR'], rows))).toEqual(['1', '4']);
    const judged = Object.fromEntries([[judgedAs({ role: 'status', value: '方案报价' }), 'sale']]);
    expect(Object.keys(await kept(['status VARCHAR'], rows, judged))).toEqual(['1', '4', '6']);
  });
});

test(
  'what was said by hand holds for that column alone, and says nothing where it is no class',
  { tags: ['whole'] },
  async () => {
    const rows = ["'已寄出', '已寄出'", "'新', NULL"];
    const columns = ['status VARCHAR', 'fulfilment_status VARCHAR'];
    expect(
      Object.keys(await kept(columns, rows, { 'status=新': 'cancelled', 'fulfilment_status=新': 'sale' })),
    ).toEqual(['1']);
    expect(
      judgedIn({ 'status=a=b': 'refund', 'status=x': 'nothing', 'amount=x': 'sale', x: 'sale' }),
    ).toEqual([{ role: 'status', value: 'a=b', class: 'refund' }]);
  },
);
