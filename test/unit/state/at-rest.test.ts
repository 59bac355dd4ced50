import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SEGMENT_GROUP } from '../../../src/entity/scope.ts';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { setGoal } from '../../../src/notebook/edit.ts';
import { fail, ok } from '../../../src/result.ts';
import { EntityData, type DataInput } from '../../../src/run/data.ts';
import * as next from '../../../src/state/next-task.ts';
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
/** What the data are prepared as, and the tables that cells have made. */
let prepared: object;
let made: Map<string, string>;
/** Rows of the source. */
let rows: number;
let past: { comparison: unknown; settled: ReturnType<typeof vi.fn>; sketched(s: unknown): void };
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
  rows = 3;
  sketched = [];
  prepared = {
    given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
    versions: new Map([['orders', '1']]),
    segment: null,
    sourceLedger: [{ entity: 'orders', source: 'shop', read: 3, quarantined: 1, kept: 2 }],
  };
  made = new Map();
  const of = {
    get notebook() {
      return notebook;
    },
    get prepared() {
      return prepared;
    },
    runs: {
      view: () => view,
      get made() {
        return made;
      },
      get busy() {
        return busy;
      },
      get preparing() {
        return preparing !== null;
      },
      idle: () => preparing?.done ?? Promise.resolve(),
    },
    get sources() {
      return { list: [{ name: 'shop', ledger: { rejected: 4, read: rows } }] };
    },
    engineVersion: '1',
  };
  past = { comparison: null, settled: vi.fn(), sketched: (s: unknown) => void sketched.push(s) };
  rest = new AtRest(of as never, () => engines.notebook(), past as never);
});

afterEach(() => void vi.useRealTimers());

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

  test('in tasks of their own: neither what is found out nor who waited for it begins in the one that draws the last cell', async () => {
    const tasks: (() => void)[] = [];
    const later = vi.spyOn(next, 'nextTask').mockImplementation((work) => void tasks.push(work));
    const begun: string[] = [];
    const microtasks = () => new Promise((done) => setImmediate(done));
    for (const who of ['digests', 'looking through']) void rest.turn().then(() => begun.push(who));
    rest.settled();
    await microtasks();
    expect([begun, engines.engine.log, tasks.length]).toEqual([[], [], 3]);
    const [asks, ...others] = [tasks.shift()!, ...tasks.splice(0)];
    asks();
    await microtasks();
    for (const go of others) {
      const before = begun.length;
      go();
      await microtasks();
      expect(begun.length - before).toBe(1);
    }
    later.mockRestore();
    await until(() => rest.facts.reconciliation !== null);
    // What changes before its task has come is not asked about.
    const asked = engines.engine.log.length;
    rest.settled();
    rest.stop();
    await microtasks();
    expect(engines.engine.log).toHaveLength(asked);
  });

  test('of many rows not before nobody has asked for anything for a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    rows = 1_000_000;
    const turns: string[] = [];
    rest.settled();
    void rest.turn().then(() => turns.push('first'));
    await vi.advanceTimersByTimeAsync(1_500);
    rest.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([engines.engine.log, turns]).toEqual([[], []]);
    rest.settled();
    await vi.advanceTimersByTimeAsync(1_500);
    expect([engines.engine.log, turns]).toEqual([[], []]);
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    await until(() => rest.facts.reconciliation !== null);
    expect(turns).toEqual(['first']);
  });

  test('of many rows not beside cells, though they take many minutes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    rows = 10_000_000;
    const turns: string[] = [];
    rest.settled();
    void rest.turn().then(() => turns.push('first'));
    await vi.advanceTimersByTimeAsync(1_500);
    busy = true;
    rest.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(turns).toEqual([]);
    busy = false;
    rest.settled();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(turns).toEqual(['first']);
  });

  test('of many parts each comes at once as long as the rest goes on, and waits anew when it was broken', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    rows = 1_000_000;
    const turns: string[] = [];
    const turn = (name: string) => void rest.turn().then(() => turns.push(name));
    rest.stop();
    rest.settled();
    turn('first');
    await vi.advanceTimersByTimeAsync(3_000);
    turn('second');
    await vi.advanceTimersByTimeAsync(50);
    turn('third');
    await vi.advanceTimersByTimeAsync(0);
    expect(turns).toEqual(['first', 'second', 'third']);
    rest.stop();
    rest.settled();
    turn('fourth');
    await vi.advanceTimersByTimeAsync(2_999);
    expect(turns).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(turns.at(-1)).toBe('fourth');
    rest.stop({ closed: true });
  });

  test('of a notebook that is closed a part that waits is not held for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    rows = 10_000_000;
    const turns: string[] = [];
    void rest.turn().then(() => turns.push('first'));
    busy = true;
    rest.stop({ closed: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(turns).toEqual(['first']);
  });

  test('the figures of a full run are kept in a task of their own, before what customers did is told of it', async () => {
    const order: string[] = [];
    past.settled.mockReturnValue(() => {
      past.comparison = { of: 'both' };
      order.push(`kept, ${sketched.length} told`);
    });
    rest.settled();
    order.push('said');
    await until(() => rest.facts.reconciliation !== null);
    expect([order, sketched.length]).toEqual([['said', 'kept, 0 told'], 1]);
    expect(rest.facts.comparison).toEqual({ of: 'both' });
  });

  test('whoever wants something to leave does not wait so long', async () => {
    rows = 1_000_000;
    rest.settled();
    expect(await rest.disclosure()).not.toBeNull();
    rest.stop({ closed: true });
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

  test('stopped by an edit nothing else is asked, which would keep its cells waiting', async () => {
    const held = engines.engine.hold(SKETCH);
    rest.settled();
    await held.reached;
    const stopped = rest.disclosure();
    rest.stop();
    held.release();
    expect(await stopped).toBeNull();
    await new Promise((next) => setImmediate(next));
    expect(engines.engine.log.filter((sql) => COMPARES.test(sql))).toEqual([]);
    expect(rest.facts.reconciliation).toBeNull();
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

describe('what was answered', () => {
  const source = (entity: 'orders' | 'events', mapping: Record<string, string>) => ({
    ...{ name: `${entity}_file`, entity, mapping, version: '1' },
    columns: ['id', 'day', 'sum', 'net'].map((name) => ({ name, type: 'VARCHAR' })),
  });
  const orders = source('orders', { customer: 'id', ordered_at: 'day', amount: 'sum' });
  const events = source('events', { customer: 'id', occurred_at: 'day' });
  const sources = [orders, events];
  const STAFF = /SELECT owner AS name/;
  const VALUES = /SELECT abs\(v\)/;
  const HALVES = /first_half/;
  const OF_ROWS = [COUNTS, VALUES, SKETCH, STAFF, HALVES];
  const BEHIND = /FROM "a" WHERE/;
  const IMPORTED = /quarantine\.orders/;

  /** Prepared as the page does it, by statements that the engine takes. */
  async function prepare(input: Partial<DataInput> = {}): Promise<void> {
    const rows: DataInput = { notebook, sources, restored: [], today: '2024-06-01', ...input };
    const data = await new EntityData().prepare(engines.engine, rows);
    if (!data.ok) throw new Error(data.fault.code);
    const sourceLedger = [{ entity: 'orders', source: 'orders_file', read: 3, quarantined: 1, kept: 2 }];
    prepared = { ...data.value, sourceLedger };
  }

  /** A cell's result is there at this version, and nothing runs any more. */
  async function come(version: string): Promise<string[]> {
    engines.engine.log = [];
    view = { ...view, version };
    made.set('a', version);
    const { reconciliation } = rest;
    rest.settled();
    await until(() => rest.facts.disclosure !== null && rest.reconciliation !== reconciliation);
    return engines.engine.log;
  }
  const asked = (log: string[], patterns: RegExp[]) =>
    patterns.filter((pattern) => log.some((sql) => pattern.test(sql)));

  beforeEach(async () => {
    const [, report] = notebook.cells;
    notebook = { ...notebook, cells: [{ ...defaultCell, name: 'a', template: 'rfm' }, report!] };
    const findings = {
      fields: ['rule', 'tier'].map((name) => ({ name, type: 'text' as const, sqlType: 'VARCHAR' })),
      ...{ count: 1, data: [['best_tier'], ['A']] },
    };
    const fields = [{ name: 'customer', type: 'text' as const, sqlType: 'VARCHAR' }];
    view = { ...view, output: { ...view.output!, fields, findings } };
    await prepare();
    expect(asked(await come('1'), [...OF_ROWS, BEHIND, IMPORTED])).toEqual([...OF_ROWS, BEHIND, IMPORTED]);
  });

  test('of the rows alone is not asked again when a result is another; what is behind that is', async () => {
    const { disclosed } = rest;
    expect(asked(await come('2'), [...OF_ROWS, BEHIND, IMPORTED])).toEqual([BEHIND]);
    expect(rest.disclosed).not.toBe(disclosed);
    expect(rest.disclosed).toMatchObject({ sketch: disclosed!.sketch, held: disclosed!.held });
  });

  test.each<[string, () => Partial<DataInput>, RegExp[]?, RegExp[]?]>([
    ['a source', () => ({ sources: [{ ...orders, version: '2' }, events] })],
    [
      'a mapping',
      () => ({
        sources: [
          { ...sources[0]!, mapping: { customer: 'id', ordered_at: 'day', amount: 'net' } },
          sources[1]!,
        ],
      }),
    ],
    [
      'a cleaning rule',
      () => ({
        notebook: { ...notebook, cleaning: [{ rule: 'orders.refund', action: 'keep', params: {} }] },
      }),
    ],
    ['a row taken back', () => ({ restored: [{ source: 'orders_file', row: 1 }] })],
    [
      'the period',
      () => ({ notebook: setGoal(notebook, { period: { kind: 'months', months: 3 } }) }),
      // Who is a customer does not hang on it.
      [COUNTS, VALUES, SKETCH, HALVES],
      // … nor what was bought before the as-of date, of which its halves were asked.
      [COUNTS, VALUES, SKETCH],
    ],
    ['the group', () => ({ notebook: setGoal(notebook, { group: { kind: 'top', share: 0.1 } }) })],
    ['the as-of date', () => ({ notebook: setGoal(notebook, { asOf: '2024-01-01' }) })],
  ])('is asked again when %s changes', async (_, changed, again = OF_ROWS, back = OF_ROWS) => {
    await prepare(changed());
    expect(asked(await come('2'), OF_ROWS)).toEqual(again);
    expect(asked(await come('3'), OF_ROWS)).toEqual([]);
    await prepare();
    expect(asked(await come('4'), OF_ROWS)).toEqual(back);
  });

  test('is asked again when the segment that is the goal’s group has other customers', async () => {
    await prepare({ notebook: setGoal(notebook, { group: { kind: 'segment', cell: 'a' } }) });
    made.set(SEGMENT_GROUP, '1');
    expect(asked(await come('2'), OF_ROWS)).toEqual(OF_ROWS);
    expect(asked(await come('3'), OF_ROWS)).toEqual([]);
    made.set(SEGMENT_GROUP, '2');
    expect(asked(await come('4'), OF_ROWS)).toEqual(OF_ROWS);
    // Who is in it is not known.
    made.delete(SEGMENT_GROUP);
    expect(asked(await come('5'), OF_ROWS)).toEqual(OF_ROWS);
    expect(asked(await come('6'), OF_ROWS)).toEqual(OF_ROWS);
  });

  test('is asked again where the tables were not to be trusted, or are another database’s', async () => {
    rest.forget();
    expect(asked(await come('2'), OF_ROWS)).toEqual(OF_ROWS);
  });

  test('is not kept of what was stopped', async () => {
    rest.forget();
    const held = engines.engine.hold(SKETCH, { deaf: true });
    view = { ...view, version: '2' };
    const stopped = rest.disclosure();
    await held.reached;
    rest.stop();
    held.release();
    expect(await stopped).toBeNull();
    expect(asked(await come('3'), [COUNTS, SKETCH, STAFF])).toEqual([SKETCH, STAFF]);
  });

  test('is not kept of what came while cells run', async () => {
    rest.forget();
    busy = true;
    view = { ...view, version: '2' };
    expect(await rest.disclosure()).not.toBeNull();
    busy = false;
    expect(asked(await come('3'), OF_ROWS)).toEqual(OF_ROWS);
  });
});
