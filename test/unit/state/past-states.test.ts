import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Notebook } from '../../../src/notebook/document.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { deleteCell, putSource } from '../../../src/notebook/edit.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { PastStates } from '../../../src/state/past-states.svelte.ts';
import { openDb, type Db } from '../../../src/storage/db.ts';
import { saveNotebook } from '../../../src/storage/notebooks.ts';
import { value } from '../cli/support.ts';
import { notebookOf } from './support.ts';

const HOUR = 3_600_000;
const first = notebookOf({ a: 'SELECT 1', b: 'SELECT 2' }, { title: 'Value' });

let db: Db;
let count = 0;
let notebook: Notebook;
let edits: string[];
const host = {
  id: 'n',
  get notebook() {
    return notebook;
  },
  saveNow: async () => {
    edits.push('saved');
  },
  edit: (kind: string, change: (n: Notebook) => Notebook, { name }: { name: string }) => {
    edits.push(`${kind} ${name}`);
    notebook = change(notebook);
  },
};
const save = async (of: Notebook, at: number) =>
  value(await saveNotebook(db, { id: 'n', title: of.title, text: writeNotebook(of), trusted: true, at }));

beforeEach(async () => {
  db = value(await openDb(`past-${++count}`));
  notebook = first;
  edits = [];
});

describe('kept states of a notebook', () => {
  test('are listed, looked at, and gone back to as one edit over the data of today', async () => {
    await save(first, HOUR);
    notebook = putSource(deleteCell(first, 'a'), { ...defaultSource, entity: 'orders', name: 'crm' });
    await save(notebook, 2 * HOUR);
    const past = new PastStates(db, host);
    expect(past.states).toBeNull();
    await past.list();
    expect(edits).toEqual(['saved']);
    expect(past.states).toEqual([{ revision: 1, savedAt: HOUR }]);

    await past.look(past.states![0]!);
    expect(past.since).toMatchObject([{ kind: 'removed', cell: { name: 'a' } }]);
    past.goBack('then');
    expect(edits.at(-1)).toBe('goBack then');
    expect(notebook.cells.map(({ name }) => name)).toEqual(first.cells.map(({ name }) => name));
    expect(notebook.sources.map(({ name }) => name)).toContain('crm');
    // Once gone back to, nothing is looked at any more.
    expect([past.seen, past.since]).toEqual([null, []]);
  });

  test('one that cannot be read is a fault, and nothing is gone back to', async () => {
    await save(first, HOUR);
    await save(first, 2 * HOUR);
    await db.raw.put('versions', { ...(await db.raw.get('versions', ['n', 1]))!, text: '{' });
    const past = new PastStates(db, host);
    await past.list();
    await past.look(past.states![0]!);
    expect(past.fault?.code).toBe('storage-damaged');
    past.goBack('then');
    expect(edits).toEqual(['saved']);
  });

  test('without storage there are none', async () => {
    const past = new PastStates(null, host);
    await past.list();
    expect([past.kept, past.states]).toEqual([false, null]);
  });
});
