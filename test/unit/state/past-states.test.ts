import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Notebook } from '../../../src/notebook/document.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { deleteCell, putSource } from '../../../src/notebook/edit.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { PastStates } from '../../../src/state/past-states.svelte.ts';
import { MemoryStates } from '../../../src/state/memory-states.ts';
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

  test('of two that are asked for at once the later one is looked at, whichever is read first', async () => {
    await save(first, HOUR);
    await save(deleteCell(first, 'a'), 2 * HOUR);
    await save(deleteCell(first, 'b'), 3 * HOUR);
    const past = new PastStates(db, host);
    await past.list();
    const [later, earlier] = past.states!;
    const { get } = db.raw;
    // What was asked for first takes longer to be read.
    let slow = (): void => {};
    const held = new Promise<void>((go) => (slow = go));
    let asked = 0;
    vi.spyOn(db.raw, 'get').mockImplementation(async (...args: Parameters<typeof get>) => {
      if (++asked === 1) await held;
      return get.apply(db.raw, args);
    });
    const early = past.look(later!);
    await past.look(earlier!);
    slow();
    await early;
    expect(past.seen).toBe(earlier!.revision);
    vi.restoreAllMocks();
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

  test('without storage they are in memory: listed, looked at and gone back to, and nothing is written', async () => {
    const past = new PastStates(null, host);
    const opened = Date.now();
    await past.list();
    expect([past.inMemory, past.states]).toEqual([true, []]);
    notebook = deleteCell(first, 'a');
    past.note(opened + HOUR);
    await past.list();
    expect(past.states).toHaveLength(1);
    await past.look(past.states![0]!);
    expect(past.since).toMatchObject([{ kind: 'removed', cell: { name: 'a' } }]);
    past.goBack('then');
    expect(notebook.cells.map(({ name }) => name)).toEqual(first.cells.map(({ name }) => name));
    // Nothing was to be saved, as there is nowhere to save it.
    expect(edits).toEqual(['goBack then']);
    expect(await db.raw.getAll('versions')).toEqual([]);
  });

  test('in memory those stay that would stay in storage: edits close together are one, a while apart each', () => {
    const states = new MemoryStates(first, 0);
    const titled = (title: string) => ({ ...first, title });
    for (const [at, title] of [
      [HOUR, 'H'],
      [HOUR + 100, 'He'],
      [HOUR + 60_000, 'Hel'],
      [HOUR + 120_000, 'Hell'],
      [2 * HOUR, 'Hello'],
    ] as const)
      states.note(titled(title), at);
    states.note(titled('Hello'), 2 * HOUR);
    expect(states.past.map(({ notebook: { title } }) => title)).toEqual(['Hell', 'He', 'Value']);
    for (let i = 1; i < 100; i++) states.note(titled(`later ${i}`), (2 + i) * HOUR);
    expect(states.past).toHaveLength(41);
  });
});
