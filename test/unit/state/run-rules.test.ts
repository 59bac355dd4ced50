import { describe, expect, test } from 'vitest';
import { putMetric, setCurrency, setGoal, setParam } from '../../../src/notebook/edit.ts';
import type { PlannedCell } from '../../../src/run/plan.ts';
import { freshView } from '../../../src/state/cell-view.svelte.ts';
import { expectedChange, nextCell, planMark } from '../../../src/state/run-rules.ts';
import { notebookOf, sqlCell, withSql } from './support.ts';

const planned = (name: string, reads: string[] = [], more: Partial<PlannedCell> = {}): PlannedCell => ({
  ...{
    name,
    reads,
    compiled: null,
    stages: [],
    version: `${name} 1`,
    missing: [],
    fault: null,
    group: null,
    everyone: false,
  },
  ...more,
});

describe('what an edit may change', () => {
  const base = notebookOf({ a: 'SELECT 1', b: 'SELECT 2' });
  const notebook = {
    ...base,
    cells: [...base.cells, { ...sqlCell('kpi', ''), template: 'kpi', sql: null }],
  };

  test.each([
    ['words', setGoal(setCurrency(notebook, 'EUR'), { statement: 'Why?' }), false, []],
    ['a parameter', setParam(notebook, 'kpi', 'x', 1), false, ['kpi']],
    ['SQL', withSql(notebook, 'b', 'SELECT 3'), false, ['b']],
    ['a new cell', { ...notebook, cells: [...notebook.cells, sqlCell('c', 'SELECT 1')] }, false, ['c']],
    ['the period', setGoal(notebook, { period: { kind: 'all' } }), true, []],
    ['behaviours', setGoal(notebook, { behaviours: ['buy'] }), true, []],
    ['the same period chosen again', setGoal(notebook, { period: { ...notebook.goal.period } }), false, []],
    ['metrics of the goal', setGoal(notebook, { metrics: ['orders.count'] }), false, ['kpi']],
    [
      'an own metric',
      putMetric(notebook, { id: 'own_x', name: 'X', entity: 'orders', expression: '1', format: 'number' }),
      false,
      ['kpi'],
    ],
  ])('%s', (_, after, data, cells) => {
    expect(expectedChange(notebook, after)).toEqual({ data, cells: new Set(cells) });
  });
});

describe('a planned cell', () => {
  const cell = planned('a');
  const output = { count: 1, fields: [], chart: null, findings: null, left: [] };
  const done = { ...freshView, state: 'done', version: 'a 1', planned: cell, output } as const;

  test('of another version is queued when it may run, else it says whether there is a result', () => {
    expect(planMark(cell, freshView, 0, true)?.state).toBe('queued');
    expect(planMark(cell, freshView, 0, false)?.state).toBe('idle');
    expect(planMark(cell, { ...done, version: 'a 0' }, 0, false)?.state).toBe('stale');
  });

  test('as it is shown already is not told again', () => {
    expect(planMark(planned('a'), done, 0, true)).toBeNull();
    expect(planMark(planned('a'), done, 3, true)?.order).toBe(3);
    expect(planMark(planned('a'), { ...done, fault: { code: 'sql-error' } }, 0, true)?.state).toBe('error');
  });

  test('lacks roles, is at fault, or has nothing to run', () => {
    expect(planMark(planned('a', [], { missing: ['orders.amount'] }), done, 0, true)?.state).toBe(
      'needs-roles',
    );
    const fault = { code: 'cell-cycle' } as const;
    expect(planMark(planned('a', [], { fault }), done, 0, true)).toMatchObject({
      state: 'error',
      fault,
      version: '',
    });
    expect(planMark(planned('a', [], { version: '' }), freshView, 0, true)?.state).toBe('done');
  });
});

describe('the next cell', () => {
  const queued = [planned('b', ['a']), planned('a'), planned('d', ['c']), planned('c')];
  const reads: Record<string, string[]> = { b: ['a'], d: ['c'] };
  const concerns = (cell: string, reader: string) => cell === reader || !!reads[reader]?.includes(cell);
  const next = (of: readonly PlannedCell[], ...wanted: string[]) =>
    nextCell(of, wanted, concerns)?.name ?? null;

  test('reads nothing that waits', () => {
    expect(next(queued)).toBe('a');
    expect(next([planned('b', ['a', 'orders'])])).toBe('b');
    expect(next([])).toBeNull();
  });

  test('is one that is wanted, after what it reads', () => {
    expect(next(queued, 'd')).toBe('c');
    expect(next(queued.slice(0, 2), 'gone', 'd', 'b')).toBe('a'); // nothing of d waits
  });

  test('is there even when cells wait for each other', () => {
    expect(next([planned('a', ['b']), planned('b', ['a'])], 'b')).toBe('a');
  });
});
