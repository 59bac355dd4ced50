import { expect, test, vi } from 'vitest';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { findNotebookTemplate } from '../../../src/notebook/templates.ts';
import type { Chain } from '../../../src/report/document.ts';
import { ReportEdits } from '../../../src/state/report-edits.ts';
import { RowFilters } from '../../../src/state/row-filters.svelte.ts';
import { freshView } from '../../../src/state/cell-view.svelte.ts';

const start = fromNotebookTemplate(findNotebookTemplate('customer-value')!, {
  lang: 'en',
  versionOf: () => 1,
});

function open() {
  let notebook: Notebook = start;
  const cell = () => notebook.cells.find(({ template }) => template === 'report')!;
  const kinds: string[] = [];
  const filters = new RowFilters();
  const edit = vi.fn((kind: string, change: (n: Notebook) => Notebook) => {
    kinds.push(kind);
    notebook = change(notebook);
  });
  const runs = { view: () => ({ ...freshView, version: 'v7' }) };
  return {
    edits: new ReportEdits({ edit, filters, runs } as never, cell),
    text: () => cell().text,
    kinds,
    filters,
  };
}

test('rows added to the plan are numbered on, and taken back with everything else that was written over it', () => {
  const { edits, text, kinds } = open();
  expect(edits.plans).toBe(false);
  edits.addPlanRow();
  edits.addPlanRow();
  edits.writePlan({ 'plan.rfm.high.kpi': 'repeat rate' });
  edits.writePlan({ 'plan.own-1.finding': null }, 'strikeRow');
  edits.addPlanRow();
  expect(Object.keys(text()).toSorted()).toEqual([
    'plan.own-2.finding',
    'plan.own-3.finding',
    'plan.rfm.high.kpi',
  ]);
  expect(kinds.slice(-2)).toEqual(['strikeRow', 'setText']);
  edits.write('summary', 'mine');
  edits.restorePlan();
  expect([edits.plans, text()]).toEqual([false, { summary: 'mine' }]);
});

test('a value of the report that is written around stays a name; a section is given back', () => {
  const { edits, text } = open();
  const values = new Map([['rfm.high.share', '14%']]);
  edits.write('summary', 'They are {{rfm.high.share}}.');
  edits.rewrite('summary', 'Now they are 14%, of 14% wanted.', values);
  expect(text()['summary']).toBe('Now they are {{rfm.high.share}}, of 14% wanted.');
  edits.write('summary', null);
  expect(text()).toEqual({});
});

test('a conclusion leads to its rows, where it has any, in the result it was found in', () => {
  const { edits, filters } = open();
  const chain = {
    cell: 'rfm',
    headline: [{ text: 'a ' }, { text: 'b', strong: true }],
    rows: 'tier = 1',
  } as unknown as Chain;
  edits.showRows({ ...chain, rows: undefined } as never);
  expect(filters.of('rfm', 'v7')).toBeNull();
  edits.showRows(chain);
  expect(filters.of('rfm', 'v7')).toMatchObject({ where: 'tier = 1', rule: 'finding', words: 'a b' });
});
