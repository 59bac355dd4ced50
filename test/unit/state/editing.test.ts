import { beforeEach, describe, expect, test } from 'vitest';
import { setSql, setTitle } from '../../../src/notebook/edit.ts';
import { notebookTemplates } from '../../../src/notebook/templates.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { Editing } from '../../../src/state/editing.svelte.ts';
import { newNotebook } from '../../../src/state/new-notebook.ts';
import { treatedOf } from '../../../src/state/open-source.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { notebookOf } from './support.ts';

describe('undo and redo', () => {
  let editing: Editing;
  const title = (text: string) => editing.edit('setTitle', (n) => setTitle(n, text), { field: 'title' });
  const sql = (text: string, name = 'a') =>
    editing.edit('setSql', (n) => setSql(n, name, text), { name, field: 'sql' });
  const steps = () => editing.history.past.length;

  beforeEach(() => (editing = new Editing(notebookOf({ a: 'SELECT 1', b: 'SELECT 2' }, { title: 'one' }))));

  test('take back one step each, and put it back; at either end nothing moves', () => {
    title('two');
    sql('SELECT 3');
    expect([editing.undo(), editing.notebook.cells[0]!.sql]).toEqual([true, 'SELECT 1']);
    expect([editing.undo(), editing.notebook.title]).toEqual([true, 'one']);
    expect([editing.undo(), editing.notebook.title]).toEqual([false, 'one']);
    expect([editing.redo(), editing.redo(), editing.redo()]).toEqual([true, true, false]);
    expect([editing.notebook.title, editing.notebook.cells[0]!.sql]).toEqual(['two', 'SELECT 3']);
  });

  test('an edit after undoing leaves nothing to redo', () => {
    title('two');
    editing.undo();
    title('three');
    expect([editing.redo(), editing.notebook.title]).toEqual([false, 'three']);
  });

  test('typing is one step, until it is let go or another field is edited', () => {
    for (const text of ['t', 'tw', 'two']) title(text);
    expect(steps()).toBe(1);
    editing.settle();
    title('three');
    expect(steps()).toBe(2);
    sql('SELECT 3');
    sql('SELECT 4', 'b');
    sql('SELECT 5', 'b');
    expect(steps()).toBe(4);
    editing.undo();
    expect(editing.notebook.cells.map((cell) => cell.sql)).toEqual(['SELECT 3', 'SELECT 2']);
  });

  test('an edit that changes nothing is told to be none, and takes no redo away', () => {
    title('two');
    editing.undo();
    expect(editing.edit('setTitle', (n) => n)).toBe(false);
    expect(editing.redo()).toBe(true);
  });

  test('what another tab saved, or what a new notebook begins with, is where undoing ends', () => {
    title('two');
    editing.replace(setTitle(editing.notebook, 'theirs'));
    expect([editing.undo(), editing.redo(), editing.notebook.title]).toEqual([false, false, 'theirs']);
    title('mine');
    editing.restart();
    expect([editing.undo(), editing.notebook.title]).toEqual([false, 'mine']);
  });
});

describe('a new notebook', () => {
  test.each(notebookTemplates.map(({ id }) => id))(
    'of %s has its words in each language and templates of today',
    (id) => {
      const [zh, en] = (['zh', 'en'] as const).map((lang) => newNotebook(id, lang));
      expect(zh!.title).not.toBe(en!.title);
      for (const { template, templateVersion } of en!.cells)
        expect(templateVersion, template).toBe(getTemplate(template)?.version ?? 1);
    },
  );

  test('of a template that is not there, or of none, is the main one', () => {
    const main = newNotebook('customer-value', 'en');
    expect([newNotebook(null, 'en'), newNotebook('gone', 'en')]).toEqual([main, main]);
  });
});

test('a column of a source that no policy names was kept as it was', () => {
  const columns = ['id', 'mail'].map((name) => ({ name, type: 'VARCHAR' }));
  const source = { ...defaultSource, name: 'shop', entity: 'orders' as const, columns };
  expect(treatedOf({ ...source, privacy: { mail: 'pseudonymise', gone: 'drop' } })).toEqual({
    id: 'keep',
    mail: 'pseudonymise',
  });
});
