import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import type { Rows } from '../../../src/engine/api.ts';
import { freshView, type CellState, type CellView } from '../../../src/state/cell-view.svelte.ts';
import { RunHistory } from '../../../src/state/run-history.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { loadRuns } from '../../../src/storage/runs.ts';
import { value } from '../cli/support.ts';
import { soon } from '../support/soon.ts';
import { notebookOf } from './support.ts';

const notebook = {
  ...notebookOf({}),
  cells: ['rfm', 'pareto'].map((name) => ({ ...defaultCell, name, template: name })),
};
const ledgerOf = (rows: number) => [
  {
    ...{ entity: 'orders', step: 0, rule: 'read', action: 'keep' },
    ...{ rows_in: rows, removed: 0, added: 0, corrected: 0, flagged: 0, rows_out: rows },
  },
];
const preparedOf = (rows: number) =>
  ({
    given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
    mapped: new Set(),
    versions: new Map(),
    ledger: ledgerOf(rows),
    sourceLedger: [],
    extent: { as_of: null, first_date: null, last_date: null },
  }) as never;
const nothing: Rows = { fields: [], count: 0, data: [] };
const output = { count: 1, fields: [], chart: nothing, findings: null, left: [] };
const runsOf = (...states: CellState[]) =>
  ({
    view: (name: string): CellView => ({
      ...freshView,
      state: states[notebook.cells.findIndex((cell) => cell.name === name)]!,
      output,
    }),
  }) as never;

let db: Db;
let count = 0;
let history: RunHistory;
afterEach(() => void vi.restoreAllMocks());
beforeEach(async () => {
  db = value(await openDb(`runs-${++count}`));
  history = new RunHistory(db, 'n');
});
const settled = (rows: number, ...states: CellState[]) =>
  history.settled(notebook, preparedOf(rows), runsOf(...states))?.();

describe('the figures of full runs', () => {
  test('in a tab that only reads are not kept: the one that edits has its own', async () => {
    history = new RunHistory(db, 'n', () => true);
    for (const rows of [100, 500]) {
      history.expect();
      settled(rows, 'done', 'done');
    }
    history.sketched(['a']);
    await new Promise((next) => setImmediate(next));
    expect(history.comparison).toBeNull();
    expect(await db.raw.count('settings')).toBe(0);
  });

  test('two runs are compared, and only runs that were asked for', () => {
    settled(100, 'done', 'done');
    history.expect();
    settled(100, 'done', 'done');
    expect(history.comparison).toBeNull();
    settled(500, 'done', 'done'); // an edit's run
    expect(history.comparison).toBeNull();
    history.expect();
    settled(120, 'done', 'error');
    expect(JSON.stringify(history.comparison)).toContain('120');
    expect(JSON.stringify(history.comparison)).not.toContain('500');
  });

  test('a run that was cut short is waited for further', () => {
    history.expect();
    settled(100, 'done', 'stale');
    settled(100, 'done', 'needs-roles');
    history.expect();
    settled(130, 'done', 'done');
    expect(history.comparison).not.toBeNull();
  });

  test('a run that found the same is no other run', () => {
    for (let i = 0; i < 3; i++) {
      history.expect();
      settled(100, 'done', 'done');
    }
    expect(history.comparison).toBeNull();
  });

  test('past ones that could not be read are not written over', async () => {
    history.expect();
    settled(100, 'done', 'done');
    await history.settle();
    const said: (string | null)[] = [];
    const next = new RunHistory(
      db,
      'n',
      () => false,
      (fault) => said.push(fault?.code ?? null),
    );
    const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('bad sector', 'UnknownError');
    });
    await next.load();
    next.expect();
    next.settled(notebook, preparedOf(140), runsOf('done', 'done'))?.();
    await next.settle();
    get.mockRestore();
    expect(value(await loadRuns(db, 'n')).length).toBe(1);
    await next.settle();
    expect([value(await loadRuns(db, 'n')).length, said.at(-1)]).toEqual([2, null]);
    expect(next.comparison).not.toBeNull();
  });

  test('they come with the next visit', async () => {
    history.expect();
    settled(100, 'done', 'done');
    await soon(async () => expect(value(await loadRuns(db, 'n'))).toHaveLength(1));
    const next = new RunHistory(db, 'n');
    await next.load();
    next.expect();
    next.settled(notebook, preparedOf(140), runsOf('done', 'done'))?.();
    expect(next.comparison).not.toBeNull();
    const other = new RunHistory(db, 'another');
    await other.load();
    other.expect();
    other.settled(notebook, preparedOf(140), runsOf('done', 'done'))?.();
    expect(other.comparison).toBeNull();
  });
});
