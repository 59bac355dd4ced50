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
