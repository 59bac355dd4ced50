import { describe, expect, test } from 'vitest';
import type { Notebook } from '../../../src/notebook/document.ts';
import { newNotebook } from '../../../src/notebook/create.ts';
import * as edit from '../../../src/notebook/edit.ts';
import { nameFault, proposeName, uniqueName } from '../../../src/notebook/names.ts';

function notebookOf(...templates: string[]): Notebook {
  return templates.reduce(
    (notebook, template) => edit.addCell(notebook, { template }).notebook,
    newNotebook('t'),
  );
}
const names = (notebook: Notebook) => notebook.cells.map((cell) => cell.name);

/** Freezes all the way down, so that an operation that changes its input throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

describe('cells', () => {
  const notebook = frozen(notebookOf('goal', 'path-sankey', 'rfm'));

  test('are added under a name made from the template, at a place', () => {
    expect(names(notebook)).toEqual(['goal', 'path_sankey', 'rfm']);
    const added = edit.addCell(notebook, { template: 'rfm' }, 1);
    expect(added.name).toBe('rfm_2');
    expect(names(added.notebook)).toEqual(['goal', 'rfm_2', 'path_sankey', 'rfm']);
    expect(edit.addCell(notebook, { template: 'orders' }).name).toBe('orders_cell');
  });

  test.each([
    ['rfm', 0, ['rfm', 'goal', 'path_sankey']],
    ['goal', 2, ['path_sankey', 'rfm', 'goal']],
    ['goal', 99, ['path_sankey', 'rfm', 'goal']],
    ['rfm', -5, ['rfm', 'goal', 'path_sankey']],
    ['path_sankey', 1, ['goal', 'path_sankey', 'rfm']],
    ['missing', 0, ['goal', 'path_sankey', 'rfm']],
  ])('move %s to %i', (name, to, order) => expect(names(edit.moveCell(notebook, name, to))).toEqual(order));

  test('duplicate below themselves without sharing what is edited in place', () => {
    const set = edit.setParam(notebook, 'goal', 'weights', { r: 1 });
    const copy = edit.duplicateCell(set, 'goal');
    expect(copy.name).toBe('goal_2');
    expect(names(copy.notebook)).toEqual(['goal', 'goal_2', 'path_sankey', 'rfm']);
    expect(copy.notebook.cells[1]!.params).toEqual({ weights: { r: 1 } });
    expect(copy.notebook.cells[1]!.params).not.toBe(copy.notebook.cells[0]!.params);
    expect(edit.duplicateCell(notebook, 'missing')).toEqual({ notebook, name: '' });
  });

  test('are deleted', () => {
    expect(names(edit.deleteCell(notebook, 'goal'))).toEqual(['path_sankey', 'rfm']);
    expect(edit.deleteCell(notebook, 'missing')).toBe(notebook);
  });

  test('share what an edit did not touch', () => {
    const folded = edit.foldCell(notebook, 'rfm', true);
    expect(folded.cells[2]!.folded).toBe(true);
    expect(folded.cells[0]).toBe(notebook.cells[0]);
    expect(folded.goal).toBe(notebook.goal);
    expect(edit.foldCell(folded, 'rfm', true)).toBe(folded);
    expect(edit.setTitle(notebook, 't')).toBe(notebook);
  });

  test('SQL, chart, texts and parameters are set and taken back', () => {
    const sql = edit.setSql(notebook, 'rfm', 'SELECT 1');
    expect(edit.revertSql(sql, 'rfm').cells[2]).toEqual(notebook.cells[2]);
    const chart = edit.setChart(notebook, 'rfm', { kind: 'bar' });
    expect(edit.setChart(chart, 'rfm', null).cells[2]).toEqual(notebook.cells[2]);
    const text = edit.setText(notebook, 'rfm', 'body', 'x');
    expect(text.cells[2]!.text).toEqual({ body: 'x' });
    expect(edit.setText(text, 'rfm', 'body', null).cells[2]!.text).toEqual({});
    const param = edit.setParam(notebook, 'rfm', 'top', 0.2);
    expect(edit.setParam(param, 'rfm', 'top', 0.2)).toBe(param);
    expect(edit.setParam(param, 'rfm', 'top', undefined).cells[2]!.params).toEqual({});
    const weights = edit.setParam(notebook, 'rfm', 'weights', { r: 0.4, f: 0.6 });
    expect(edit.setParam(weights, 'rfm', 'weights', { r: 0.4, f: 0.6 })).toBe(weights);
    expect(edit.setParam(weights, 'rfm', 'weights', { r: 0.5, f: 0.5 })).not.toBe(weights);
    const list = edit.setParam(notebook, 'rfm', 'list', ['a', 'b']);
    expect(edit.setParam(list, 'rfm', 'list', ['a', 'b'])).toBe(list);
    expect(edit.setParam(list, 'rfm', 'list', ['b', 'a'])).not.toBe(list);
    expect(edit.setParam(list, 'rfm', 'list', null)).not.toBe(list);
  });
});

describe('renaming a cell', () => {
  const base = notebookOf('rfm', 'sql', 'text');
  const forked = edit.setSql(base, 'sql', "SELECT 'rfm' AS x FROM rfm -- rfm");
  const notebook = frozen(edit.setText(forked, 'text', 'body', 'See [it](#rfm), not [#rfm](#rfm_2).'));

  test('rewrites what reads it and links to it, and nothing else', () => {
    const result = edit.renameCell(notebook, 'rfm', 'scores');
    if (!result.ok) throw new Error(result.fault.code);
    expect(names(result.value)).toEqual(['scores', 'sql', 'text']);
    expect(result.value.cells[1]!.sql).toBe("SELECT 'rfm' AS x FROM scores -- rfm");
    expect(result.value.cells[2]!.text.body).toBe('See [it](#scores), not [#rfm](#rfm_2).');
    expect(edit.renameCell(result.value, 'scores', 'rfm')).toEqual({ ok: true, value: notebook });
  });

  test.each([
    ['sql', 'cell-name-taken'],
    ['orders', 'cell-name-reserved'],
    ['Scores', 'cell-name-invalid'],
  ])('to %s is refused', (to, code) => {
    expect(edit.renameCell(notebook, 'rfm', to)).toMatchObject({
      ok: false,
      fault: { code, values: { name: to } },
    });
  });

  test('of a cell that is not there is refused', () => {
    expect(edit.renameCell(notebook, 'gone', 'x')).toMatchObject({ fault: { code: 'cell-missing' } });
  });
});

test('a cleaning rule is set, changed and taken back', () => {
  const start = newNotebook('t');
  const first = edit.setCleaning(start, 'a', { action: 'flag', params: {} });
  const second = edit.setCleaning(first, 'b', { action: 'keep', params: {} });
  const changed = edit.setCleaning(second, 'a', { action: 'quarantine', params: { max: 3 } });
  expect(changed.cleaning).toEqual([
    { rule: 'a', action: 'quarantine', params: { max: 3 } },
    { rule: 'b', action: 'keep', params: {} },
  ]);
  expect(edit.setCleaning(changed, 'a', null).cleaning).toEqual([{ rule: 'b', action: 'keep', params: {} }]);
  expect(edit.setCleaning(changed, 'none', null)).toBe(changed);
});

test('goal and sources are set by part', () => {
  const notebook = edit.setGoal(newNotebook('t'), { period: { kind: 'year', year: 2011 } });
  expect(notebook.goal).toMatchObject({ confirmed: false, period: { kind: 'year', year: 2011 } });
  const source = {
    name: 's',
    system: '',
    updated: '',
    cadence: '' as const,
    entity: 'orders' as const,
    columns: [],
    mapping: {},
    privacy: {},
    reading: {},
  };
  const one = edit.putSource(notebook, source);
  const again = edit.putSource(one, { ...source, system: 'CRM' });
  expect(again.sources).toEqual([{ ...source, system: 'CRM' }]);
  expect(edit.removeSource(again, 's').sources).toEqual([]);
});

describe('names', () => {
  test.each([
    ['path-sankey', 'path_sankey'],
    ['RFM 分群', 'rfm'],
    ['客户', 'cell'],
    ['2nd try', 'nd_try'],
    ['select', 'select_cell'],
    ['all_orders', 'orders_cell'],
    ['a__b', 'a_b'],
    ['x'.repeat(100), 'x'.repeat(56)],
  ])('%s proposes %s', (words, name) => {
    expect(proposeName(words)).toBe(name);
    expect(nameFault(name, [])).toBeNull();
  });

  test('are counted up past the taken ones', () => {
    expect(uniqueName('rfm', ['rfm', 'rfm_2', 'rfm_4'])).toBe('rfm_3');
    expect(uniqueName('rfm_2', ['rfm_2'])).toBe('rfm_3');
  });
});
