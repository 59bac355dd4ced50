import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NativeDatabase } from '../../../src/engine/native/native.ts';
import { defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Goal } from '../../../src/notebook/document.ts';
import { outsideAccount, outsideNotes } from '../../../src/report/outside-note.ts';
import { EntityData, type VersionedSource } from '../../../src/run/data.ts';
import { value } from '../cli/support.ts';

const source = (name: string, entity: 'orders' | 'feedback', mapping: VersionedSource['mapping']) => ({
  name,
  entity,
  mapping,
  columns: Object.values(mapping).map((column) => ({ name: column!, type: 'VARCHAR' })),
  version: '1',
});
const orders = source('shop', 'orders', { customer: 'id', ordered_at: 'day', amount: 'sum', order_id: 'no' });
const answers = source('survey', 'feedback', { customer: 'id', occurred_at: 'day', nps: 'score' });

let db: NativeDatabase;
beforeAll(async () => {
  db = value(await NativeDatabase.open({ spill: tmpdir(), threads: 1 }));
  value(
    await db.run([
      'CREATE SCHEMA IF NOT EXISTS source',
      // A day each of 2024's first half; the last is 29 June.
      `CREATE TABLE source.shop AS SELECT n AS _row, 0 AS _copy, 'c' || n % 7 AS id, strftime(DATE '2024-01-01' + n::INTEGER, '%Y-%m-%d') AS day, '10' AS sum, 'o' || n AS no FROM range(181) t(n)`,
      `CREATE TABLE source.survey AS SELECT n AS _row, 0 AS _copy, 'c' || n % 7 AS id, strftime(DATE '2024-06-21' + n::INTEGER, '%Y-%m-%d') AS day, '9' AS score FROM range(30) t(n)`,
    ]),
  );
});
afterAll(() => db.close());

async function told(sources: readonly VersionedSource[], goal: Partial<Goal>) {
  const notebook = { ...defaultNotebook, goal: { ...defaultNotebook.goal, ...goal } };
  const prepared = value(
    await new EntityData().prepare(db, { notebook, sources, restored: [], today: '2024-12-01' }),
  );
  return {
    prepared,
    notes: (['en', 'zh'] as const).map((lang) => outsideNotes(notebook, prepared, lang)),
  };
}
const period = (months: number): Partial<Goal> => ({ period: { kind: 'months', months } });

test('answers after the last order are told, with why and what to do', async () => {
  const { prepared, notes } = await told([orders, answers], period(3));
  expect(prepared.outside).toEqual([
    { entity: 'orders', within: 92, before: 89, after: 0, beyond: 0 },
    { entity: 'feedback', within: 9, before: 0, after: 0, beyond: 21 },
  ]);
  expect(notes[0]).toEqual([
    '21 rows of feedback are dated 2024-06-30 or later and are read by no analysis: the as-of date is the day after the last order. To have them in, set a later one in the goal.',
  ]);
  expect(notes[1]).toEqual([
    '反馈有 21 条在截止日 2024-06-30 及以后，不参与任何分析：截止日是最后一笔订单的次日。要算进来，请在目标里把截止日改晚。',
  ]);
  const [first, second] = prepared.outside;
  expect(outsideAccount(first, prepared.given.asOf, 'en')).toEqual([
    '92 in the period · 89 before it · 0 after it',
  ]);
  expect(outsideAccount(second, prepared.given.asOf, 'zh')).toEqual([
    '时段内 9 条 · 之前 0 条 · 之后 21 条',
    '其中 21 条在截止日（2024-06-30）及以后，不参与任何分析',
  ]);
});

test(
  'with everything as the period they are told too; with a later as-of date nothing is left to tell',
  { tags: ['whole'] },
  async () => {
    expect((await told([orders, answers], { period: { kind: 'all' } })).notes[0]).toHaveLength(1);
    const later = await told([orders, answers], { asOf: '2024-07-21', period: { kind: 'all' } });
    expect([later.notes, outsideAccount(later.prepared.outside[1], '2024-07-21', 'en')]).toEqual([
      [[], []],
      [],
    ]);
    const set = await told([orders, answers], { asOf: '2024-07-20', period: { kind: 'all' } });
    expect(set.notes[0]).toEqual([
      '1 row of feedback is dated 2024-07-20, the as-of date that the goal sets, or later and is read by no analysis.',
    ]);
  },
);

test('an entity without a row in the period is told where they lie', async () => {
  const may = await told([orders, answers], {
    period: { kind: 'custom', start: '2024-05-01', end: '2024-05-31' },
  });
  expect(may.notes[0]).toEqual([
    'No row of feedback lies in the period (2024-05-01 to 2024-05-31): 0 are before it, 30 after it. To see those, change the period in the goal.',
  ]);
  const year = await told([answers], { period: { kind: 'custom', start: '2025-01-01', end: '2025-12-31' } });
  expect(year.notes[0]![0]).toMatch(/: 30 are before it, 0 after it/);
});

test('answers alone say their own as-of date, of which none is left out', async () => {
  expect((await told([answers], period(12))).notes).toEqual([[], []]);
});
