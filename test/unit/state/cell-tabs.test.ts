import { describe, expect, test } from 'vitest';
import { setCellTitle } from '../../../src/notebook/edit.ts';
import { editCell, type CellEdit } from '../../../src/state/cell-edits.ts';
import { shownTab, tabsOf, type Tabbed } from '../../../src/state/cell-tabs.svelte.ts';
import { Editing } from '../../../src/state/editing.svelte.ts';
import { notebookOf } from './support.ts';

const analysis: Tabbed = { kind: 'analysis', queries: true, charted: true, rows: 1200, opens: undefined };
const query: Tabbed = { ...analysis, kind: 'sql', charted: false, rows: null };
const ids = (of: Tabbed) => tabsOf(of, 'en').map(({ id }) => id);
const shown = (of: Tabbed, chosen: string | null = null) => shownTab(of, tabsOf(of, 'en'), chosen);

describe('tabs of a cell', () => {
  test('are its chart, table, SQL and meaning, as far as it has them', () => {
    expect(ids(analysis)).toEqual(['chart', 'table', 'sql', 'definition']);
    expect(ids({ ...analysis, charted: false })).toEqual(['table', 'sql', 'definition']);
    expect(ids(query)).toEqual(['table', 'sql']);
    // A query that has run can be drawn, once somebody says how.
    expect(ids({ ...query, rows: 3 })).toEqual(['chart', 'table', 'sql']);
    expect(ids({ ...analysis, kind: 'goal', queries: false })).toEqual([]);
    expect(tabsOf(analysis, 'en')[1]?.count).toBe('1,200');
  });

  test('begin with the chart, or with what the template says', () => {
    expect(shown(analysis)).toBe('chart');
    expect(shown({ ...analysis, opens: 'table' })).toBe('table');
    expect(shown({ ...analysis, charted: false })).toBe('table');
    expect(shown({ ...analysis, queries: false })).toBe('');
  });

  test('of a query begin with its text, then show its rows, or its chart', () => {
    expect(shown(query)).toBe('sql');
    expect(shown({ ...query, rows: 3 })).toBe('table');
    expect(shown({ ...query, rows: 3, charted: true })).toBe('chart');
  });

  test('stay at the chosen one while it is there', () => {
    expect(shown(analysis, 'definition')).toBe('definition');
    expect(shown({ ...analysis, charted: false }, 'chart')).toBe('table');
  });
});

describe('a cell as a whole', () => {
  const start = setCellTitle(notebookOf({ a: 'SELECT 1', b: 'SELECT 2' }), 'a', 'First');
  const done = (edit: CellEdit, cell = 'a') => {
    const editing = new Editing(start);
    const host = {
      edit: (...given: Parameters<Editing['edit']>) => void editing.edit(...given),
      notebook: editing.notebook,
    };
    editCell(
      host,
      start.cells.find(({ name }) => name === cell)!,
      edit,
    );
    return { editing, names: editing.notebook.cells.map(({ name }) => name) };
  };

  test('is deleted, doubled, folded and moved, each as one step of its own name', () => {
    expect(done('delete').names).toEqual(['b']);
    expect(done('duplicate').names).toHaveLength(3);
    expect(done('fold').editing.notebook.cells[0]?.folded).toBe(true);
    expect([done('move-up', 'b').names, done('move-down').names]).toEqual([
      ['b', 'a'],
      ['b', 'a'],
    ]);
    expect(done('delete').editing.history.past).toMatchObject([{ kind: 'deleteCell', name: 'a' }]);
  });
});
