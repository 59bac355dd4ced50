import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../src/files/api.ts';
import type { StageReport } from '../../../../src/import/stage/importer.ts';
import {
  afterEvent,
  phaseOf,
  readingOf,
  tableOf,
  type ItemEvent,
  type ItemState,
} from '../../../../src/state/import/item-state.ts';
import { FakeTable, Workshop } from './workshop.ts';

const reading = (name: string): Reading => ({
  name,
  kind: 'csv',
  part: '',
  text: null,
  columns: [],
  preview: [],
  notices: [],
});
const table = new FakeTable(new Workshop(), true, () => {});
const other = new FakeTable(new Workshop(), true, () => {});
const memory = { needs: 5, offers: 4, verdict: 'ask' } as const;
const report: StageReport = {
  rows: 3,
  rejected: 0,
  rejects: [],
  conversions: [],
  profile: [],
  estimated: true,
};
const progress = { bytes: 1, totalBytes: 2, rows: 1, share: 0.5 };

const STATES: ItemState[] = [
  { name: 'looking', reading: reading('before') },
  { name: 'asking', reading: reading('asked'), memory, answer: () => {} },
  { name: 'staging', reading: reading('staged'), memory, progress, table, counted: null },
  { name: 'ready', reading: reading('ready'), report, table, standing: { is: 'new' } },
  { name: 'failed', reading: reading('failed'), fault: { code: 'file-damaged' } },
  { name: 'gone' },
];

const EVENTS: ItemEvent[] = [
  { type: 'ask', reading: reading('a'), memory, answer: () => {} },
  { type: 'stage', reading: reading('s'), memory: null, bytes: 10 },
  { type: 'read', reading: reading('r') },
  { type: 'reached', progress: { ...progress, share: 0.7 } },
  { type: 'engine', table: other },
  { type: 'counted', counted: { rows: 3, rejected: 1 } },
  { type: 'report', report },
  { type: 'fail', fault: { code: 'file-empty' } },
  { type: 'profile', table, profile: [] },
  { type: 'complete', of: table, table: other, reading: reading('c'), report, taken: [] },
  { type: 'stand', standing: { is: 'same', as: { name: 'x' } } },
  { type: 'again' },
  { type: 'end' },
];

/** Where each event leads from each state; '' leaves it as it is, the same name changes what it holds. */
const LEADS: Record<ItemEvent['type'], Partial<Record<ItemState['name'], ItemState['name']>>> = {
  ask: { looking: 'asking' },
  stage: { looking: 'staging', asking: 'staging' },
  read: { staging: 'staging' },
  reached: { staging: 'staging' },
  engine: { staging: 'staging' },
  counted: { staging: 'staging' },
  report: { staging: 'ready' },
  fail: { looking: 'failed', asking: 'failed', staging: 'failed' },
  profile: { ready: 'ready' },
  complete: { ready: 'ready' },
  stand: { ready: 'ready' },
  again: { looking: 'looking', asking: 'looking', staging: 'looking', ready: 'looking', failed: 'looking' },
  end: { looking: 'gone', asking: 'gone', staging: 'gone', ready: 'gone', failed: 'gone' },
};

describe.each(STATES.map((state) => [state.name, state] as const))('from %s', (from, state) => {
  test.each(EVENTS.map((event) => [event.type, event] as const))('%s', (type, event) => {
    const next = afterEvent(state, event);
    const leads = LEADS[type][from];
    if (leads) {
      expect(next.name).toBe(leads);
      expect(next).not.toBe(state);
    } else expect(next).toBe(state);
  });
});

test('staging begins without an engine and without progress, whatever was asked before', () => {
  const staging = afterEvent(STATES[1]!, EVENTS[1]!);
  expect(staging).toMatchObject({ name: 'staging', memory: null, table: null });
  expect(staging).toMatchObject({ progress: { bytes: 0, totalBytes: 10, rows: 0, share: 0 } });
});

test('what a table took from others is beside what its own file has, until it is given back or read anew', () => {
  const from = { file: 'x.csv', name: 'x', tables: [other], said: () => null };
  const taken = [{ ...from, key: 'k', other: 'k', columns: [], found: 1 }];
  const take = (of: FakeTable, to: FakeTable, name: string, what = taken) =>
    ({ type: 'complete', of, table: to, reading: reading(name), report, taken: what }) as const;
  const completed = afterEvent(STATES[3]!, take(table, other, 'more'));
  expect(completed).toMatchObject({ table: other, reading: { name: 'more' }, own: { taken } });
  const again = afterEvent(completed, take(other, table, 'other', [...taken, ...taken]));
  expect(again).toMatchObject({ reading: { name: 'other' }, own: { reading: { name: 'ready' } } });
  expect(afterEvent(completed, take(table, table, 'late'))).toBe(completed);
  expect(afterEvent(again, { type: 'again' })).toEqual({ name: 'looking', reading: reading('ready') });
  const back = afterEvent(again, take(table, table, 'ready', []));
  expect(back).toEqual({ ...STATES[3], own: undefined });
});

test('without an engine nothing is ready', () => {
  const staging: ItemState = { ...(STATES[2] as ItemState & { name: 'staging' }), table: null };
  expect(afterEvent(staging, { type: 'report', report })).toBe(staging);
});

test('it is ready with what the whole file showed, and stands to nothing yet', () => {
  const read = afterEvent(STATES[2]!, { type: 'read', reading: reading('whole') });
  const ready = afterEvent(read, { type: 'report', report });
  expect(ready).toMatchObject({ name: 'ready', report, table, standing: { is: 'new' } });
  expect(readingOf(ready)!.name).toBe('whole');
});

test('figures of another engine are too late; those of its own are of all rows', () => {
  const profile = [{ name: 'a' }] as StageReport['profile'];
  expect(afterEvent(STATES[3]!, { type: 'profile', table: other, profile })).toBe(STATES[3]);
  expect(afterEvent(STATES[3]!, { type: 'profile', table, profile })).toMatchObject({
    report: { rows: 3, profile, estimated: false },
  });
});

test('a failure and a new attempt keep how the file was read, so that it can be corrected', () => {
  const failed = afterEvent(STATES[2]!, { type: 'fail', fault: { code: 'file-damaged' } });
  expect(failed).toEqual({ name: 'failed', reading: reading('staged'), fault: { code: 'file-damaged' } });
  expect(afterEvent(failed, { type: 'again' })).toEqual({ name: 'looking', reading: reading('staged') });
});

test('what is seen of a state', () => {
  expect(STATES.map(phaseOf)).toEqual(['reading', 'reading', 'reading', 'ready', 'failed', 'ready']);
  expect(STATES.map(tableOf)).toEqual([null, null, table, table, null, null]);
  expect(STATES.map((state) => readingOf(state)?.name ?? null)).toEqual([
    'before',
    'asked',
    'staged',
    'ready',
    'failed',
    null,
  ]);
});
