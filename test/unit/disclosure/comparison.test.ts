import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sketchOf } from '../../../src/disclosure/sketch.ts';
import { defaultNotebook } from '../../../src/notebook/defaults.ts';
import { comparisonTold } from '../../../src/report/told.ts';
import { compareRuns } from '../../../src/run/compare.ts';
import type { RunRecord } from '../../../src/run/record.ts';
import { passing } from '../support/disclosure.ts';
import { nativeConnector } from '../support/native-connector.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntities } from '../template/support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

/** What a company of so many customers did, the first `more` of them once more. */
async function sketch(people: number, more = 0) {
  const row = (customer: number, amount: number) => [`c${customer}`, '2024-01-05 10:00:00', amount];
  const rows = [
    ...Array.from({ length: people }, (_, i) => row(i, 10 + i)),
    ...Array.from({ length: more }, (_, i) => row(i, 7)),
  ];
  await createEntities(db, { orders: { columns: ['customer', 'ordered_at', 'amount'], rows } });
  const made = await sketchOf(nativeConnector(db));
  if (!made.ok) throw new Error(made.fault.detail);
  return made.value;
}

test('a sketch is the same as those that are stored with earlier runs', async () => {
  const at = '2024-01-05 10:00:00';
  await createEntities(db, {
    orders: {
      columns: ['customer', 'ordered_at', 'amount'],
      rows: [
        ['ann', at, 10.005],
        ['ann', at, 1e21],
        ['bo', at, -3],
        ['cy', at, null],
        [null, at, 7],
      ],
    },
    events: {
      columns: ['customer', 'occurred_at', 'action', 'duration_seconds'],
      rows: [
        ['ann', at, 'view', 12.5],
        ['dee', at, 'view', null],
      ],
    },
    feedback: {
      columns: ['customer', 'occurred_at', 'nps', 'csat'],
      rows: [
        ['dee', at, 9, null],
        ['bo', at, null, 4],
        ['eve', at, null, null],
      ],
    },
  });
  const made = await sketchOf(nativeConnector(db));
  if (!made.ok) throw new Error(made.fault.detail);
  const buckets = made.value.flatMap((digest, bucket) => (digest ? [[bucket, digest]] : []));
  expect(Object.fromEntries(buckets)).toEqual({
    '143': 'ac4a6858',
    '154': '311c1bac',
    '205': 'b43549d5',
    '224': 'a351c437',
    '252': '0f428256',
  });
});

const record = (value: number, customers?: string[]): RunRecord => ({
  ...{
    format: 'cellar-run',
    version: 1,
    at: '2024-01-01T00:00:00Z',
    currency: 'CNY',
    sources: [],
    cleaning: '',
  },
  scope: { asOf: '', start: '', end: '', group: '' },
  cells: [],
  figures: [
    { id: 'kpi revenue', cell: 'kpi', label: { zh: '', en: 'Revenue' }, value, format: 'money' },
    { id: 'rows orders read', cell: '', label: { zh: '', en: 'Read' }, value, format: 'integer' },
  ],
  ...(customers ? { customers } : {}),
});
const tile = {
  fields: [{ name: 'metric', type: 'text' as const, sqlType: '' }],
  count: 1,
  data: [['revenue']],
};
const facts = {
  notebook: { ...defaultNotebook, cells: [{ name: 'kpi', template: 'kpi' }] } as never,
  template: () => ({ chart: { kind: 'kpi', label: { column: 'metric' } }, findings: {} }) as never,
  findings: () => null,
};
const told = (before: RunRecord, now: RunRecord, charts = new Map([['kpi', tile]])) => {
  const { comparison, held } = comparisonTold(compareRuns(before, now), passing({ charts }), facts);
  return { ids: comparison!.figures.map(({ id }) => id), compared: held.compared };
};

describe('a run held against the one before', () => {
  test('tells nothing that one customer more, or one order more, has changed', async () => {
    const [before, oneMore, oneOrder] = [await sketch(60), await sketch(61), await sketch(60, 1)];
    for (const now of [oneMore, oneOrder])
      expect(told(record(600, before), record(610, now))).toEqual({ ids: ['rows orders read'], compared: 1 });
  });

  test('tells what enough customers changed, and what did not change', async () => {
    const [before, many] = [await sketch(60), await sketch(60, 30)];
    expect(told(record(600, before), record(810, many)).ids).toHaveLength(2);
    expect(told(record(600, before), record(600, before)).ids).toHaveLength(2);
  });

  test('tells no figure of a cell where nobody knows how many changed, or that may not leave itself', async () => {
    const now = await sketch(60, 30);
    expect(told(record(600), record(810, now)).ids).toEqual(['rows orders read']);
    expect(told(record(600, await sketch(60)), record(810, now), new Map()).ids).toEqual([
      'rows orders read',
    ]);
  });
});
