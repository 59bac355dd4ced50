import { beforeEach, describe, expect, test } from 'vitest';
import { fail } from '../../../src/result.ts';
import { freshView, type CellView } from '../../../src/state/cell-view.svelte.ts';
import { Disclosing } from '../../../src/state/disclosing.svelte.ts';
import { until } from './import/workshop.ts';
import { FakeEngines, notebookOf, rowsOf } from './support.ts';

/** Customers in scope are counted first; what they did is put together last. */
const COUNTS = /count\(DISTINCT customer\) FROM orders\) AS orders/;
const SKETCH = /md5_number_lower/;

const notebook = notebookOf({ a: 'SELECT 1 FROM orders' });
const prepared = {
  given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
  versions: new Map([['orders', '1']]),
  columns: [],
  ledger: [],
};

let engines: FakeEngines;
let view: CellView;
let disclosing: Disclosing;
const runs = { view: () => view };
const run = (of = notebook, under = prepared) => disclosing.run(of, runs, under);
const looks = () => engines.engine.log.filter((sql) => COUNTS.test(sql)).length;

beforeEach(() => {
  engines = new FakeEngines();
  disclosing = new Disclosing(() => engines.notebook());
  const { fields } = rowsOf(1);
  view = {
    ...freshView,
    state: 'done',
    version: '1',
    output: { count: 1, fields, chart: null, findings: null, left: [] },
  };
});

describe('what may leave', () => {
  test('is found out once for the same results, and anew for others', async () => {
    const found = await run();
    expect(found).toMatchObject({ rules: notebook.disclosure });
    expect([await run(), disclosing.found, looks()]).toEqual([found, found, 1]);
    view = { ...view, version: '2' };
    expect(await run()).not.toBe(found);
    expect(looks()).toBe(2);
  });

  test.each([
    ['the rules', { ...notebook, disclosure: { ...notebook.disclosure, customers: 99 } }, prepared],
    ['the data', notebook, { ...prepared, versions: new Map([['orders', '2']]) }],
    ['the period', notebook, { ...prepared, given: { ...prepared.given, periodEnd: '2023-06-30' } }],
    ['a parameter', { ...notebook, cells: [{ ...notebook.cells[0]!, params: { n: 2 } }] }, prepared],
  ])('is found out anew when %s changed', async (_, of, under) => {
    await run();
    await run(of, under);
    expect(looks()).toBe(2);
  });

  test('is not found out anew for a title', async () => {
    await run();
    await run({ ...notebook, title: 'Spring' });
    expect(looks()).toBe(1);
  });

  test('is the same work for all who ask while it is under way: neither ends the other’s', async () => {
    const held = engines.engine.hold(SKETCH);
    const asked = [run(), run()];
    await held.reached;
    asked.push(run());
    held.release();
    const found = await Promise.all(asked);
    expect(found[0]).not.toBeNull();
    expect([new Set(found).size, looks()]).toEqual([1, 1]);
  });

  test('of other results overtakes what is under way, which then says nothing', async () => {
    const held = engines.engine.hold(SKETCH, { deaf: true });
    const first = run();
    await held.reached;
    view = { ...view, version: '2' };
    const second = run();
    await until(() => looks() === 2);
    held.release();
    expect(await first).toBeNull();
    expect(await second).toBe(disclosing.found);
  });

  test('stopped by an edit is not known, and asked for again it is', async () => {
    const held = engines.engine.hold(SKETCH);
    const first = run();
    await held.reached;
    disclosing.stop();
    expect([await first, disclosing.found, disclosing.background]).toEqual([null, null, null]);
    held.release();
    expect(await run()).not.toBeNull();
  });

  test('is not known without an engine, nor where it cannot be asked; that is tried again', async () => {
    engines.fault = { code: 'engine-missing' };
    expect(await run()).toBeNull();
    engines.fault = null;
    engines.engine.answer(COUNTS, fail('engine-crashed'));
    expect(await run()).toBeNull();
    engines.engine.answers = [];
    expect(await run()).not.toBeNull();
  });
});
