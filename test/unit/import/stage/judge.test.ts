import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import type { CleaningSetting } from '../../../../src/entity/rules/rule.ts';
import { inspect } from '../../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../../src/files/formats/stage.ts';
import { inStyle } from '../../../../src/files/numbers.ts';
import { finish, stage } from '../../../../src/import/stage/importer.ts';
import { judgeRows, rowsAside } from '../../../../src/import/stage/judge.ts';
import { openEngine } from '../../engine/support.ts';

let engine: Engine;
beforeAll(async () => void (engine = await openEngine()));

const MAPPING = {
  customer: '客户',
  ordered_at: '时间',
  amount: '金额',
  status: '状态',
  refund_status: '售后',
};

async function staged(lines: string[], into = engine): Promise<void> {
  const file = new File([`客户,时间,金额,状态,售后\n${lines.join('\n')}\n`], 'a.csv');
  const read = await inspect(file);
  if (!read.ok) throw new Error(read.fault.code);
  const [reading] = read.value;
  const written = await stageFile(file, reading!);
  if (!written.ok) throw new Error(written.fault.code);
  const done = await stage(into, written.value, reading!);
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
}

async function judged(settings: CleaningSetting[] = [], of = engine) {
  const found = await judgeRows(of, 'orders', MAPPING, { settings, today: '2024-06-30' });
  if (!found.ok) throw new Error(JSON.stringify(found.fault));
  return found.value;
}

const order = (i: number, status: string, refund: string) =>
  `C${i % 7},2024-01-${String((i % 28) + 1).padStart(2, '0')},${i + 1},${status},${refund}`;

/** Twenty rows: of two statuses, and some that were taken back; the last two are alike. */
const stagedFew = () =>
  staged([
    ...Array.from({ length: 12 }, (_, i) => order(i, '已收货', '无售后')),
    ...Array.from({ length: 5 }, (_, i) => order(i + 20, '已收货', '退款成功')),
    order(40, '状态甲', ''),
    order(41, '状态甲', ''),
    order(41, '状态甲', ''),
  ]);

test('before confirming it is known what each status is taken for, and which rows a rule would take', async () => {
  await stagedFew();
  const found = await judged();
  expect(found).toMatchObject({ rows: 20, scale: 1 });
  expect(found.statuses).toEqual([
    { role: 'status', value: '已收货', rows: 17, class: 'sale' },
    { role: 'status', value: '状态甲', rows: 3, class: 'unknown' },
    { role: 'refund_status', value: '无售后', rows: 12, class: 'sale' },
    { role: 'refund_status', value: '退款成功', rows: 5, class: 'refund' },
  ]);
  expect(found.aside).toEqual([{ rule: 'orders.refund', rows: 5 }]);
  const rows = await rowsAside(engine, 'orders.refund', ['金额', '售后']);
  expect(rows.ok && rows.value.map(({ row, values }) => [row, ...values])).toEqual(
    [13, 14, 15, 16, 17].map((row, i) => [row, String(i + 21), '退款成功']),
  );
});

test(
  'shares in rows that would be set aside are shown as their file writes them',
  { tags: ['whole'] },
  async () => {
    const written = ['12%', '100%', '0.5%', '-7%', '33.3%'];
    const lines = written.map((share, i) => `C${i},2024-01-0${i + 1},${share},已收货,退款成功`);
    await staged(lines);
    expect((await judged()).aside).toEqual([{ rule: 'orders.refund', rows: 5 }]);
    const rows = await rowsAside(engine, 'orders.refund', ['金额']);
    expect(rows.ok && rows.value.map(({ values }) => values[0])).toEqual(written);
    expect(['0.12', '1.0', '0.005', '-0.07', '0.333'].map((n) => inStyle(n, 'percent'))).toEqual(written);
    expect([inStyle('0.12', 'plain'), inStyle('12%', 'percent')]).toEqual(['0.12', '12%']);
  },
);

test('what is said by hand and a rule that is let in are judged by at once', async () => {
  await stagedFew();
  const said = {
    rule: 'orders.status_unknown',
    action: 'flag',
    params: { 'status=状态甲': 'cancelled' },
  } as const;
  expect((await judged([said])).aside).toEqual([{ rule: 'orders.refund', rows: 8 }]);
  expect((await judged([{ rule: 'orders.refund', action: 'flag', params: {} }])).aside).toEqual([]);
});

test(
  'copies are told where their order has a number, and the table is still to be had',
  { tags: ['whole'] },
  async () => {
    await stagedFew();
    const mapping = { ...MAPPING, order_id: '客户' };
    const found = await judgeRows(engine, 'orders', mapping, { settings: [], today: '2024-06-30' });
    expect(found.ok && found.value.aside).toEqual([
      { rule: 'orders.exact_duplicate', rows: 1 },
      { rule: 'orders.refund', rows: 5 },
    ]);
    const done = await finish(engine, (name) => `"${name}"`);
    expect(done.ok && done.value.rows).toBe(20);
  },
);

test(
  'of a big table rows from all over it are looked at, and said for how many they stand',
  { tags: ['whole'] },
  async () => {
    await staged(Array.from({ length: 130_000 }, (_, i) => order(i, i >= 97_500 ? '已退款' : '已完成', '')));
    const { rows, scale, aside } = await judged();
    expect(rows).toBeLessThan(70_000);
    expect(rows * scale).toBeCloseTo(130_000, 0);
    expect(aside.find(({ rule }) => rule === 'orders.refund')!.rows / rows).toBeCloseTo(0.25, 3);
  },
);

test('whether order numbers start anew is told by all of their rows', { tags: ['whole'] }, async () => {
  const receipts = (n: number) =>
    Array.from(
      { length: n },
      (_, i) => `C${i % 97},2024-01-${String((i % 28) + 1).padStart(2, '0')},${i},完成,R${i % 50}`,
    );
  const judge = () =>
    judgeRows(
      engine,
      'orders',
      { ...MAPPING, order_id: '售后', refund_status: '' },
      { settings: [], today: '2024-06-30' },
    );
  await staged(receipts(2000));
  const found = await judge();
  expect(found.ok && found.value.orders).toEqual({ ids: 50, shared: 50, anew: true, totals: false });
  await staged(Array.from({ length: 60 }, (_, i) => order(i, '完成', `N${i}`)));
  const own = await judge();
  expect(own.ok && own.value.orders).toEqual({ ids: 60, shared: 0, anew: false, totals: false });
});

test('answers are judged on the scale that they are on', async () => {
  await staged(Array.from({ length: 20 }, (_, i) => `C${i},2024-01-01,${(i % 10) + 1},x,y`));
  const mapping = { customer: '客户', occurred_at: '时间', csat: '金额' };
  const judge = (scales: Record<string, { from: number; to: number }>) =>
    judgeRows(engine, 'feedback', mapping, { settings: [], today: '2024-06-30', scales });
  const [five, ten] = [await judge({}), await judge({ 金额: { from: 1, to: 10 } })];
  expect(five.ok && five.value.aside).toEqual([{ rule: 'feedback.csat_range', rows: 10 }]);
  expect(ten.ok && ten.value.aside).toEqual([]);
});

test('whoever confirms does not wait for it', async () => {
  await staged(Array.from({ length: 5000 }, (_, i) => order(i, '已完成', '')));
  const judging = judgeRows(engine, 'orders', MAPPING, { settings: [], today: '2024-06-30' });
  const done = await finish(engine, (name) => `"${name}"`);
  expect(done.ok && done.value.rows).toBe(5000);
  const judged = await judging;
  expect(judged.ok ? 'done' : judged.fault.code).toBe('cancelled');
});

test(
  'files that share an engine are judged side by side, each by its own rows',
  { tags: ['whole'] },
  async () => {
    const other = (await engine.share())!;
    const file = (refund: string) =>
      Array.from({ length: 12 }, (_, i) => order(i, '已收货', i < 4 ? refund : ''));
    await staged(file('退款成功'));
    await staged(file('仅退款'), other);
    const found = await Promise.all([judged(), judged([], other)]);
    expect(found.map(({ statuses }) => statuses.filter(({ role }) => role === 'refund_status'))).toEqual([
      [{ role: 'refund_status', value: '退款成功', rows: 4, class: 'refund' }],
      [{ role: 'refund_status', value: '仅退款', rows: 4, class: 'refund' }],
    ]);
    const rows = await rowsAside(engine, 'orders.refund', ['售后']);
    expect(rows.ok && rows.value.map(({ values }) => values[0])).toEqual(Array(4).fill('退款成功'));
    other.terminate();
  },
);

test('rules over sets are judged as well: profiles that share an id', async () => {
  await staged([
    ...Array.from({ length: 10 }, (_, i) => order(i % 4, '已收货', `备注${i}`)),
    ...Array.from({ length: 4 }, (_, i) => `K${i},2024-01-05,${i},已收货,`),
  ]);
  const found = await judgeRows(
    engine,
    'customers',
    { customer: '客户', registered_at: '时间', level: '售后' },
    { settings: [], today: '2024-06-30' },
  );
  expect(found.ok && found.value.aside).toEqual([{ rule: 'customers.same_id', rows: 6 }]);
  const rows = await rowsAside(engine, 'customers.same_id', ['客户', '售后']);
  // The row written last is the latest.
  expect(rows.ok && rows.value.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('and outlying amounts where they are to be set aside; what row rules took is no part of them', async () => {
  await staged([
    ...Array.from({ length: 30 }, (_, i) => `C${i},2024-01-05,${10 + (i % 3)},已收货,`),
    'C90,2024-01-05,9000,已收货,',
    'C91,2024-01-05,9000,已收货,退款成功',
  ]);
  const aside: CleaningSetting = { rule: 'orders.amount_over_mean', action: 'quarantine', params: {} };
  expect((await judged([aside])).aside).toEqual([
    { rule: 'orders.refund', rows: 1 },
    { rule: 'orders.amount_over_mean', rows: 1 },
  ]);
});

test(
  'and sales that were taken back later, beside the refunds that row rules took',
  { tags: ['whole'] },
  async () => {
    await staged([
      'C1,2024-01-05,10,已收货,',
      'C1,2024-01-09,-10,已收货,',
      ...Array.from({ length: 9 }, (_, i) => `C${i + 2},2024-01-05,${10 + i},已收货,`),
    ]);
    const net: CleaningSetting = { rule: 'orders.refunded_sale', action: 'quarantine', params: {} };
    expect((await judged([net])).aside).toEqual([
      { rule: 'orders.refund', rows: 1 },
      { rule: 'orders.refunded_sale', rows: 1 },
    ]);
  },
);
