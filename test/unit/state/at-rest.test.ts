import { beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { fail, ok } from '../../../src/result.ts';
import { AtRest } from '../../../src/state/at-rest.svelte.ts';
import { freshView, type CellView } from '../../../src/state/cell-view.svelte.ts';
import { until } from './import/workshop.ts';
import { FakeEngines, notebookOf, rowsOf } from './support.ts';

/** What is found out when runs come to rest, over an engine that can be held. */

const COUNTS = /count\(DISTINCT customer\) FROM orders\) AS orders/;
const SKETCH = /md5_number_lower/;
const COMPARES = /^SELECT CAST\(/;

let engines: FakeEngines;
let notebook: Notebook;
let view: CellView;
let busy: boolean;
/** Set, the rest of the data is still being prepared. */
let preparing: { done: Promise<void> } | null;
let sketched: unknown[];
let rest: AtRest;

beforeEach(() => {
  engines = new FakeEngines();
  engines.engine.answer(COMPARES, ok({ ...rowsOf(1), data: [[1], [1]] }));
  const plain = notebookOf({ a: 'SELECT 1 FROM orders' });
  notebook = { ...plain, cells: [...plain.cells, { ...defaultCell, name: 'report', template: 'report' }] };
  const { fields } = rowsOf(1);
  const output = { count: 1, fields, chart: null, findings: null, left: [] };
  view = { ...freshView, state: 'done', version: '1', output };
  busy = false;
  preparing = null;
  sketched = [];
  const of = {
    get notebook() {
      return notebook;
    },
    prepared: {
      given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
      versions: new Map([['orders', '1']]),
      sourceLedger: [{ entity: 'orders', source: 'shop', read: 3, quarantined: 1, kept: 2 }],
    },
    runs: {
      view: () => view,
      get busy() {
        return busy;
      },
      get preparing() {
        return preparing !== null;
      },
      idle: () => preparing?.done ?? Promise.resolve(),
    },
    sources: { list: [{ name: 'shop', ledger: { rejected: 4 } }] },
    engineVersion: '1',
  };
  const past = { comparison: null, settled: vi.fn(), sketched: (s: unknown) => void sketched.push(s) };
  rest = new AtRest(of as never, () => engines.notebook(), past as never);
});

const counted = () => engines.engine.log.filter((sql) => COUNTS.test(sql)).length;

describe('when runs come to rest', () => {
  test('what may leave and whether totals agree are found out, in this order, and become facts', async () => {
    rest.settled();
    expect([rest.facts.disclosure, rest.facts.rejected('shop')]).toEqual([null, 4]);
    await until(() => rest.facts.reconciliation !== null);
    expect(rest.facts.disclosure).toBe(rest.disclosed);
    expect(rest.facts.reconciliation).toBe(rest.reconciliation);
    const order = engines.engine.log.map((sql) =>
      COUNTS.test(sql) ? 'may' : COMPARES.test(sql) ? 'agree' : '',
    );
    expect(order.indexOf('may')).toBeLessThan(order.indexOf('agree'));
    expect(sketched).toHaveLength(1);
  });

  test('what may leave of a cell that is done early waits for the rest of the data', async () => {
    let end = (): void => {};
    preparing = { done: new Promise<void>((resolve) => (end = resolve)) };
    const asked = rest.disclosure();
    await new Promise((next) => setImmediate(next));
    expect(counted()).toBe(0);
    preparing = null;
    end();
    expect(await asked).not.toBeNull();
    expect(counted()).toBe(1);
  });

  test('without a report nothing is asked until somebody wants something to leave', async () => {
    notebook = { ...notebook, cells: notebook.cells.slice(0, 1) };
    rest.settled();
    await new Promise((next) => setImmediate(next));
    expect(engines.engine.log).toEqual([]);
    expect(await rest.disclosure()).toBe(rest.disclosed);
    expect(rest.facts.disclosure).toBe(rest.disclosed);
  });

  test('who wants something to leave meanwhile waits for the same answer', async () => {
    const held = engines.engine.hold(SKETCH);
    rest.settled();
    await held.reached;
    const asked = rest.disclosure();
    held.release();
    expect(await asked).not.toBeNull();
    await until(() => rest.facts.reconciliation !== null);
    expect(counted()).toBe(1);
  });

  test('and go on: the facts are of the later rest, whatever of the first comes late', async () => {
    const held = engines.engine.hold(SKETCH, { deaf: true });
    rest.settled();
    await held.reached;
    rest.stop();
    view = { ...view, version: '2' };
    rest.settled();
    const facts = rest.facts;
    held.release();
    await until(() => rest.facts.reconciliation !== null);
    expect(rest.facts.findings).toBe(facts.findings);
    expect(rest.facts.disclosure).toBe(rest.disclosed);
  });

  test('what was found while cells run again is no fact of what stood before', async () => {
    const before = rest.facts;
    busy = true;
    expect(await rest.disclosure()).not.toBeNull();
    expect(rest.facts).toBe(before);
  });

  test('an engine that cannot be asked leaves what may leave unknown, and the next rest asks again', async () => {
    engines.engine.answer(COUNTS, fail('engine-crashed'));
    rest.settled();
    expect(await rest.disclosure()).toBeNull();
    expect(rest.facts.disclosure).toBeNull();
    engines.engine.answers = [];
    rest.settled();
    await until(() => rest.facts.disclosure !== null);
  });

  test('of a notebook that is closed nothing is found out any more', async () => {
    const held = engines.engine.hold(SKETCH);
    rest.settled();
    await held.reached;
    const { facts } = rest;
    rest.stop({ closed: true });
    rest.settled();
    expect([await rest.disclosure(), rest.facts]).toEqual([null, facts]);
  });
});
