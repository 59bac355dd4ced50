import { beforeEach, describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { fail, ok } from '../../../src/result.ts';
import { freshView, type CellView } from '../../../src/state/cell-view.svelte.ts';
import { CellRows, type RowsHost } from '../../../src/state/cell-rows.svelte.ts';
import type { CellModel } from '../../../src/state/cell-model.svelte.ts';
import { Exporting } from '../../../src/state/exporting.svelte.ts';
import { resultFile } from '../../../src/state/result-file.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { table } from '../chart/support.ts';
import { passing } from '../support/disclosure.ts';
import { FakeEngines, notebookOf } from './support.ts';
import type { RowFilter } from '../../../src/state/row-filters.svelte.ts';

/** A result as a file, whole or the rows of a finding, and what is told of it. */

const groups = table({ region: ['North', 'South', 'West'], customers: [20, 3, 15], amount: [1, 2, 3] });
const people = table({ customer: ['C1', 'C2'], amount: [1, 2] });
const FILTER = { where: 'amount > 1', rule: 'rising', words: 'West: up 3 / 4', version: '1' };

let engines: FakeEngines;
let view: CellView;

const outputOf = ({ fields, count }: Rows) => ({ count, fields, chart: null, findings: null, left: [] });
const shows = (rows: Rows) => {
  view = { ...freshView, state: 'done', version: '1', output: outputOf(rows) };
  engines.engine.answer(/FROM "rfm"/, ok(rows));
};
const textOf = async ({ blob }: { blob: Blob }) =>
  (await blob.text()).replace('\uFEFF', '').trim().split('\r\n');

beforeEach(() => {
  engines = new FakeEngines();
  shows(groups);
});

describe('a result', () => {
  const write = (
    kind: 'csv' | 'xlsx' | 'parquet' = 'csv',
    {
      filter = null,
      disclosure,
    }: { filter?: typeof FILTER | null; disclosure?: () => Promise<ReturnType<typeof passing> | null> } = {},
  ) => {
    const exporting = new Exporting(() => engines.notebook());
    return resultFile(
      { engines, exporting, disclosure },
      kind,
      { cell: 'rfm', view: () => view, filter },
      'en',
    );
  };

  test('becomes a file of its cell’s name, and what is in it is written down', async () => {
    const { file, note } = await write();
    expect(await textOf(file!)).toEqual(['region,customers,amount', 'North,20,1', 'South,3,2', 'West,15,3']);
    expect([file!.name, file!.contents, note]).toEqual([
      'rfm.csv',
      { what: 'table', rows: 3, columns: 3, smallestGroup: null },
      null,
    ]);
  });

  test('with a row per customer says that a single one stands behind each', async () => {
    shows(people);
    expect((await write()).file!.contents).toMatchObject({ rows: 2, smallestGroup: 1 });
  });

  test('that there is none of yet makes no file and says nothing', async () => {
    view = freshView;
    expect(await write()).toEqual({ file: null, note: null });
    expect(engines.engine.log).toEqual([]);
  });

  test('is narrowed to the rows of a finding, counted as such', async () => {
    engines.engine.answer(/count/i, ok(table({ n: [2] })));
    const { file } = await write('csv', { filter: FILTER });
    expect([file!.name, file!.contents.rows]).toEqual(['rfm-rising.csv', 2]);
    expect(engines.engine.log.every((sql) => sql.includes('amount > 1'))).toBe(true);
  });

  test('whose rows cannot be counted, read or reached is told in words, without a file', async () => {
    engines.engine.answer(/./, fail('sql-error'));
    for (const filter of [FILTER, null]) {
      const { file, note } = await write('csv', { filter });
      expect([file, (note ?? '').length > 10]).toEqual([null, true]);
    }
    engines.fault = { code: 'engine-missing' };
    expect((await write()).file).toBeNull();
  });

  test('that runs again while it is written is not written', async () => {
    const reading = engines.engine.hold(/FROM "rfm"/);
    const writing = write();
    await reading.reached;
    view = { ...view, output: outputOf(groups) };
    reading.release();
    const { file, note } = await writing;
    expect([file, note]).toEqual([null, expect.stringContaining('computed anew')]);
  });

  test('under the rules of disclosure keeps small groups back, and one by which they could be told, and says how many', async () => {
    const { file, note } = await write('csv', { disclosure: async () => passing() });
    expect(await textOf(file!)).toEqual(['region,customers,amount', 'North,20,1']);
    expect([file!.contents, note]).toEqual([
      { what: 'table', rows: 1, columns: 3, smallestGroup: 20 },
      expect.stringContaining('2'),
    ]);
  });

  test.each([
    ['a row per customer', people, 'csv' as const],
    [
      'rows of whom nobody knows how many stand behind',
      table({ region: ['North'], amount: [1] }),
      'csv' as const,
    ],
    ['a format that cannot be gated', groups, 'parquet' as const],
  ])('under those rules %s does not leave', async (_, rows, kind) => {
    shows(rows);
    const { file, note } = await write(kind, { disclosure: async () => passing() });
    expect([file, (note ?? '').length > 10]).toEqual([null, true]);
  });

  test('does not leave before it is known what may', async () => {
    const { file, note } = await write('csv', { disclosure: async () => null });
    expect([file, (note ?? '').length > 10]).toEqual([null, true]);
  });
});

describe('the rows behind a mark', () => {
  let notebook: Notebook;
  let readonly: boolean;
  let filter: RowFilter | null;
  let found: ReturnType<typeof passing> | null;

  function rows(): CellRows {
    const host = {
      engines,
      prepared: null,
      runs: { view: () => view },
      get notebook() {
        return notebook;
      },
      get readonly() {
        return readonly;
      },
      edit: (_: string, change: (n: Notebook) => Notebook) => void (notebook = change(notebook)),
      disclosure: async () => found,
    } as unknown as RowsHost;
    const model = {
      get output() {
        return view.output;
      },
      get filter() {
        return filter;
      },
      columns: [{ name: 'amount', label: { zh: '额', en: 'Amount' }, format: 'money', adds: true }],
      template: undefined,
    } as unknown as CellModel;
    return new CellRows(host, model, 'rfm');
  }

  beforeEach(() => {
    notebook = notebookOf({ rfm: 'SELECT 1' });
    readonly = false;
    filter = FILTER;
    found = passing();
    shows(people);
  });
  const sums = (n: number) => ok(table({ rows: [n], customers: [n], total: [n * 10] }));

  test('are counted and added up; of a condition that was left meanwhile nothing is shown', async () => {
    const own = rows();
    const counting = engines.engine.hold(/amount > 1/);
    const first = own.count();
    await counting.reached;
    filter = { ...FILTER, where: 'amount > 2' };
    counting.release(sums(7));
    await first;
    expect([own.summary, own.fault]).toEqual([null, null]);
    engines.engine.answer(/amount > 2/, sums(3));
    await own.count();
    expect(own.summary).toMatchObject({ rows: 3 });
  });

  test('that cannot be counted say why, until they can', async () => {
    const own = rows();
    engines.engine.answer(/amount > 1/, fail('sql-unknown-name'));
    await own.count();
    expect([own.summary, own.fault?.code]).toEqual([null, 'sql-unknown-name']);
    engines.engine.answers = [];
    engines.engine.answer(/amount > 1/, sums(2));
    await own.count();
    expect([own.summary?.rows, own.fault]).toEqual([2, null]);
    filter = null;
    await own.count();
    expect(own.summary).toBeNull();
  });

  test('become a segment where they are customers and the notebook is ours', () => {
    const own = rows();
    expect(own.segments).toBe(true);
    const name = own.segmentName('Rising ones');
    own.saveSegment('Rising ones');
    expect(notebook.cells.map((cell) => cell.name)).toEqual(['rfm', name]);
    expect(JSON.stringify(notebook.cells[1])).toContain('amount > 1');
    // A rule that asks for days before the as-of date goes on with it.
    filter = { ...FILTER, where: "day < DATE '2024-01-01' - 9", lasting: 'day < $as_of - 9' };
    own.saveSegment('Old ones');
    expect(notebook.cells[1]!.sql).toContain('day < $as_of - 9');
    notebook = { ...notebook, cells: notebook.cells.toSpliced(1, 1) };
    readonly = true;
    expect(own.segments).toBe(false);
    readonly = false;
    shows(groups);
    expect(own.segments).toBe(false);
    filter = null;
    own.saveSegment('Nothing');
    expect(notebook.cells).toHaveLength(2);
  });

  test('are known by pseudonyms where the customers’ column is treated so', () => {
    const own = rows();
    const source = { ...defaultSource, name: 'shop', entity: 'orders' as const, mapping: { customer: 'id' } };
    notebook = { ...notebook, sources: [source] };
    expect(own.pseudonyms).toBe(false);
    notebook = { ...notebook, sources: [{ ...source, privacy: { id: 'pseudonymise' as const } }] };
    expect(own.pseudonyms).toBe(true);
    shows(groups);
    expect(own.pseudonyms).toBe(false);
  });

  test('become a list named after what they are, in a name that a file can have', async () => {
    const own = rows();
    const list = await own.list(own.columns('en'), 'csv', { lang: 'en', plain: false, words: FILTER.words });
    expect([list.fault, list.file!.name, list.file!.contents.smallestGroup]).toEqual([
      null,
      'West-up-3-4.csv',
      1,
    ]);
    const plain = await own.list(own.columns('en'), 'csv', { lang: 'en', plain: true, words: '' });
    expect(plain.file!.name).toBe('rfm-rising.csv');
  });

  test('do not leave where the rules hold for tables and each is a customer, or nobody knows yet', async () => {
    notebook = { ...notebook, disclosure: { ...notebook.disclosure, tables: true } };
    const own = rows();
    const order = [own.columns('en'), 'csv', { lang: 'en', plain: false, words: 'x' }] as const;
    for (const may of [passing(), null]) {
      found = may;
      const list = await own.list(...order);
      expect([list.file, (list.fault ?? '').length > 10]).toEqual([null, true]);
    }
    found = passing();
    shows(groups);
    const list = await own.list(own.columns('en'), 'csv', { lang: 'en', plain: false, words: 'x' });
    expect(list.file!.contents).toMatchObject({ rows: 1, smallestGroup: 20 });
  });

  test('of which a list is stopped by hand are told of with nothing', async () => {
    const own = rows();
    const reading = engines.engine.hold(/"rfm"/);
    const listing = own.list(own.columns('en'), 'csv', { lang: 'en', plain: false, words: 'x' });
    await reading.reached;
    own.exporting.cancel();
    expect(await listing).toEqual({ file: null, fault: null });
  });
});
