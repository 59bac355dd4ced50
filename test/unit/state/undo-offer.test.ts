import { expect, test } from 'vitest';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { deleteCell, putSource, removeSource, setTitle } from '../../../src/notebook/edit.ts';
import { Editing } from '../../../src/state/editing.svelte.ts';
import { undoOffer } from '../../../src/state/undo-offer.ts';
import { notebookOf } from './support.ts';

const notebook = notebookOf({ a: 'SELECT 1', b: 'SELECT 2', c: 'SELECT 3' });

test('a deleted cell can be had back where it stood, until something else is done', () => {
  const editing = new Editing({
    ...notebook,
    cells: notebook.cells.map((cell) => (cell.name === 'b' ? { ...cell, title: 'Second' } : cell)),
  });
  expect(undoOffer(editing.history, 'en')).toBeNull();
  editing.edit('deleteCell', (n) => deleteCell(n, 'b'), { name: 'b' });
  expect(undoOffer(editing.history, 'en')).toMatchObject({ words: 'Deleted “Second”', at: 1 });
  expect(undoOffer(editing.history, 'zh')).toMatchObject({ words: '已删除“Second”' });

  editing.undo();
  expect(undoOffer(editing.history, 'en')).toBeNull();
  editing.redo();
  expect(undoOffer(editing.history, 'en')).toMatchObject({ at: 1 });
  editing.edit('setTitle', (n) => setTitle(n, 'on'));
  expect(undoOffer(editing.history, 'en')).toBeNull();
});

test('the last cell of a notebook is offered at its end', () => {
  const editing = new Editing(notebook);
  editing.edit('deleteCell', (n) => deleteCell(n, 'c'), { name: 'c' });
  expect(undoOffer(editing.history, 'en')?.at).toBe(2);
});

test('a source is offered when it went, not when one came', () => {
  const editing = new Editing(notebook);
  editing.edit('setSources', (n) => putSource(n, { ...defaultSource, entity: 'orders', name: 'crm' }), {
    name: 'crm',
  });
  expect(undoOffer(editing.history, 'en')).toBeNull();
  editing.edit('setSources', (n) => removeSource(n, 'crm'), { name: 'crm' });
  expect(undoOffer(editing.history, 'en')).toMatchObject({ words: 'Removed the source “crm”', at: null });
});

test('a segment that goes says what it took with it', () => {
  const cells = [
    { ...notebook.cells[0]!, template: 'segment', title: 'Best' },
    { ...notebook.cells[1]!, template: 'structure', sql: null, params: { by: 'segment:a' } },
  ];
  const goal = { ...notebook.goal, group: { kind: 'segment' as const, cell: 'a' } };
  const editing = new Editing({ ...notebook, goal, cells });
  editing.edit('deleteCell', (n) => deleteCell(n, 'a'), { name: 'a' });
  expect(undoOffer(editing.history, 'en')?.words).toBe(
    'Deleted “Best”; it was the goal’s customers, who are everyone again; 1 analysis divided by it takes its default again',
  );
  expect(undoOffer(editing.history, 'zh')?.words).toBe(
    '已删除“Best”；它是目标的客户群，目标改回全部客户；按它划分的 1 个分析改回默认划分',
  );
  editing.undo();
  expect(editing.notebook.goal.group).toEqual({ kind: 'segment', cell: 'a' });
});
