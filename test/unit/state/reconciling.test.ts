import { beforeEach, describe, expect, test } from 'vitest';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { fail, ok } from '../../../src/result.ts';
import { freshView, type CellView } from '../../../src/state/cell-view.svelte.ts';
import { Reconciling } from '../../../src/state/reconciling.svelte.ts';
import { FakeEngines, notebookOf, rowsOf } from './support.ts';

const notebook = { ...notebookOf({}), cells: [{ ...defaultCell, name: 'rfm', template: 'rfm' }] };
const prepared = {
  given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
  versions: new Map([['orders', '1']]),
  sourceLedger: [{ entity: 'orders', source: 'shop', read: 3, quarantined: 1, kept: 2 }],
} as never;
const COMPARES = /^SELECT CAST\(/;

let engines: FakeEngines;
let reconciling: Reconciling;
let view: CellView;
const runs = { view: () => view } as never;
const run = () => reconciling.run(notebook, runs, prepared);
const asked = () => engines.engine.log.splice(0).filter((sql) => COMPARES.test(sql)).length;

beforeEach(() => {
  engines = new FakeEngines();
  engines.engine.answer(COMPARES, ok({ ...rowsOf(1), data: [[3], [3]] }));
  reconciling = new Reconciling(() => engines.notebook());
  view = { ...freshView, version: '1' };
});

describe('totals that should agree', () => {
  test('are compared once for the same results', async () => {
    expect(reconciling.found).toBeNull();
    await run();
    expect(reconciling.found!.checks.length).toBeGreaterThan(0);
    expect(reconciling.found!.checks.every((check) => check.ok)).toBe(true);
    expect(asked()).toBeGreaterThan(0);
    const { found } = reconciling;
    await run();
    expect(asked()).toBe(0);
    expect(reconciling.found).toBe(found);
  });

  test('and again when a result is another', async () => {
    const output = { count: 1, fields: rowsOf(1).fields, chart: null, findings: null, left: [] };
    view = { ...view, state: 'done', output };
    await run();
    asked();
    view = { ...view, version: '2' };
    engines.engine.answer(COMPARES, ok({ ...rowsOf(1), data: [[3], [4]] }));
    await run();
    expect(asked()).toBeGreaterThan(0);
    expect(reconciling.found!.checks.some((check) => !check.ok)).toBe(true);
  });

  test('an edit stops it; what was found stays, and the next rest takes it up', async () => {
    const held = engines.engine.hold(COMPARES);
    const running = run();
    await held.reached;
    reconciling.stop();
    await running;
    expect(reconciling.found).toBeNull();
    held.release();
    await run();
    expect(reconciling.found).not.toBeNull();
  });

  test('a later comparison overtakes an earlier one', async () => {
    const held = engines.engine.hold(COMPARES, { deaf: true });
    const first = run();
    await held.reached;
    view = { ...view, version: '2' };
    const second = run();
    held.release(fail('cancelled'));
    await Promise.all([first, second]);
    expect(reconciling.found!.checks.length).toBeGreaterThan(0);
  });

  test('without an engine nothing is found', async () => {
    engines.fault = { code: 'engine-missing' };
    await run();
    expect(reconciling.found).toBeNull();
  });
});
