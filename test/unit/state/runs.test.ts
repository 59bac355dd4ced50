import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import type { Rows } from '../../../src/engine/api.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { fail, ok, type Fault, type Result } from '../../../src/result.ts';
import type { PlanContext } from '../../../src/run/plan.ts';
import { CellRuns, type RunHost } from '../../../src/state/runs.svelte.ts';
import { atEveryMoment } from './moments.ts';
import { FakeEngine, NO_ROWS, notebookOf, rowsOf, sqlCell, withSql } from './support.ts';
import { soon } from '../support/soon.ts';

/** `b` reads `a`, `d` reads `c`; all read the orders in the end. */
const notebook = notebookOf({
  a: 'SELECT 1 FROM orders',
  b: 'SELECT 2 FROM a',
  c: 'SELECT 3 FROM orders',
  d: 'SELECT 4 FROM c',
});

let engine: FakeEngine;
let host: RunHost & { prepared: number; rests: number; stirs: number; remade: number; version: string };
let engineFault: Fault | null;
let preparing: ((signal: AbortSignal) => Promise<Result<null>>) | null;
let runs: CellRuns;
let now: number;

afterEach(() => void vi.restoreAllMocks());
beforeEach(() => {
  engine = new FakeEngine();
  engineFault = null;
  preparing = null;
  now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  host = {
    prepared: 0,
    rests: 0,
    stirs: 0,
    remade: 0,
    version: '1',
    connector: async () => (engineFault ? { ok: false, fault: engineFault } : ok(engine as never)),
    first: async () => ok(null),
    prepare: async (wanted: Notebook, signal: AbortSignal) => {
      host.prepared += 1;
      const done = preparing ? await preparing(signal) : ok(null);
      if (!done.ok) return done;
      return ok<Omit<PlanContext, 'tableNames'>>({
        given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
        mapped: new Set(['orders.customer']),
        versions: new Map([['orders', host.version]]),
        template: templatesOf(wanted),
      });
    },
    spoilt: () => (host.remade += 1),
    stirred: () => (host.stirs += 1),
    settled: () => (host.rests += 1),
  };
  runs = new CellRuns(host);
});

const states = () => Object.fromEntries([...runs.all].map(([name, { state }]) => [name, state]).sort());
const creating = (name: string) => new RegExp(`^CREATE OR REPLACE TABLE "${name}" AS`);

/** Everything has been run once. */
async function ran(of: Notebook = notebook): Promise<void> {
  runs.update(of);
  runs.runAll();
  await runs.idle();
  engine.made();
}

describe('what runs', () => {
  test('whoever looks on at rest hears of a press or an edit at once', async () => {
    await ran();
    const before = host.stirs;
    runs.runOne('a');
    expect(host.stirs).toBeGreaterThan(before);
    await runs.idle();
    const pressed = host.stirs;
    runs.runAll();
    expect(host.stirs).toBeGreaterThan(pressed);
    await runs.idle();
    const all = host.stirs;
    runs.update({ ...notebook });
    expect(host.stirs).toBeGreaterThan(all);
    await runs.idle();
  });

  test('nothing of a notebook that nobody ran; the engine is not even asked', async () => {
    runs.update(notebook);
    await runs.idle();
    expect([host.prepared, engine.log, states()]).toEqual([0, [], {}]);
    expect(host.rests).toBe(1);
  });

  test('everything, each cell after those it reads', async () => {
    await ran(notebookOf({ b: 'SELECT 2 FROM a', a: 'SELECT 1 FROM orders' }));
    expect(runs.order).toEqual(['a', 'b']);
    expect(states()).toEqual({ a: 'done', b: 'done' });
    expect(runs.view('b').output?.count).toBe(1);
    expect(runs.busy).toBe(false);
  });

  test('of a notebook not trusted one cell and what it reads, once it is known what that is', async () => {
    runs.update(notebook);
    runs.runOne('a');
    await runs.idle();
    expect(engine.made()).toEqual(['a']);
    expect(states()).toEqual({ a: 'done', b: 'idle', c: 'idle', d: 'idle' });
    runs.runOne('d');
    await runs.idle();
    expect(engine.made()).toEqual(['c', 'd']);
    expect(states()).toMatchObject({ b: 'idle', d: 'done' });
  });

  test('after an edit the cell and what reads it; the rest is as it was', async () => {
    await ran();
    const before = runs.view('c');
    runs.update(withSql(notebook, 'a', 'SELECT 10 FROM orders'), 'a');
    expect(states()).toEqual({ a: 'stale', b: 'stale', c: 'done', d: 'done' });
    await runs.idle();
    expect(engine.made()).toEqual(['a', 'b']);
    expect(runs.view('c')).toBe(before);
  });

  test('nothing when an edit changes no row', async () => {
    await ran();
    const views = [...runs.all.values()];
    runs.update({ ...notebook, title: 'Another', goal: { ...notebook.goal, statement: 'Why?' } });
    await runs.idle();
    expect(engine.made()).toEqual([]);
    expect([...runs.all.values()].every((view, i) => view === views[i])).toBe(true);
  });

  test('everything when the data is another', async () => {
    await ran();
    host.version = '2';
    runs.update({ ...notebook, cleaning: [{ rule: 'orders.refund', action: 'keep', params: {} }] });
    expect(new Set(Object.values(states()))).toEqual(new Set(['stale']));
    await runs.idle();
    expect(engine.made()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a cell that is gone is forgotten', async () => {
    await ran();
    runs.update({ ...notebook, cells: notebook.cells.filter(({ name }) => name !== 'd') });
    await runs.idle();
    expect(runs.all.has('d')).toBe(false);
  });

  test('one cell again, although nothing changed', async () => {
    await ran();
    runs.runOne('b');
    await runs.idle();
    expect(engine.made()).toEqual(['b']);
  });
});

describe('focus', () => {
  test('the edited cell and what it needs run before all others', async () => {
    await ran();
    host.version = '2';
    runs.update({ ...notebook, cells: [...notebook.cells] }, 'd');
    await runs.idle();
    expect(engine.made()).toEqual(['c', 'd', 'a', 'b']);
  });
});

describe('what is in view', () => {
  test('runs first with what it reads, then what follows it', async () => {
    runs.look(['d']);
    await ran();
    host.version = '2';
    runs.update({ ...notebook, cells: [...notebook.cells] });
    await runs.idle();
    expect(engine.made()).toEqual(['c', 'd', 'a', 'b']);
  });

  test('comes before the rest while that is still waiting, and after what is being edited', async () => {
    const five = notebookOf({ a: 'SELECT 1', b: 'SELECT 2', c: 'SELECT 3', d: 'SELECT 4', e: 'SELECT 5' });
    const held = engine.hold(creating('a'));
    runs.update(five);
    runs.runAll();
    await held.reached;
    runs.look(['d']);
    runs.update(withSql(five, 'b', 'SELECT 20'), 'b');
    held.release();
    await runs.idle();
    expect(engine.made()).toEqual(['a', 'b', 'd', 'e', 'c']);
  });

  test('a folded cell waits for all that are open, unless one of them reads it', async () => {
    const cells = notebook.cells.map((cell) => ({ ...cell, folded: cell.name === 'a' || cell.name === 'c' }));
    runs.look(['d']);
    await ran();
    host.version = '2';
    runs.update({ ...notebook, cells: [...cells, sqlCell('e', 'SELECT 5 FROM orders')] });
    await runs.idle();
    expect(engine.made()).toEqual(['c', 'd', 'e', 'a', 'b']);
  });
});

describe('patience', () => {
  test('a short run is let finish, so that a dragged slider redraws all the while', async () => {
    runs.update(notebook);
    runs.runAll();
    const held = engine.hold(creating('a'), { deaf: true });
    await held.reached;
    now += 200;
    runs.update(withSql(notebook, 'a', 'SELECT 9 FROM orders'), 'a');
    held.release();
    await runs.idle();
    // Its table was made and shown, then the edit's.
    expect(engine.log.filter((sql) => sql.startsWith('SELECT * FROM "a"'))).toHaveLength(2);
    expect(engine.made().filter((name) => name === 'a')).toHaveLength(2);
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
  });

  const SHAPE = /^SELECT \* FROM \(SELECT count\(\*\) FROM "a"/;
  const edited = withSql(notebook, 'a', 'SELECT 9 FROM orders');

  test('one whose chart stands is stopped at once: its table and findings are of no use', async () => {
    runs.update(notebook);
    runs.runAll();
    const held = engine.hold(SHAPE);
    await held.reached;
    await soon(() => expect(runs.view('a').chart).not.toBeNull());
    // Nobody's patience comes to its end.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    runs.update(edited, 'a');
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await soon(() => expect(held.times).toBe(2)); // stopped, and begun anew
    held.release();
    await runs.idle();
    expect(states()).toEqual({ a: 'done', b: 'done', c: 'done', d: 'done' });
  });

  test('one that was edited before its chart stood is stopped when it does', async () => {
    runs.update(notebook);
    runs.runAll();
    const chart = engine.hold(/^SELECT \* FROM "a" LIMIT/);
    const held = engine.hold(SHAPE);
    await chart.reached;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    runs.update(edited, 'a');
    await vi.advanceTimersByTimeAsync(1);
    expect([chart.times, held.times]).toEqual([1, 1]);
    chart.release(ok(rowsOf(7)));
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await soon(() => expect(held.times).toBe(2));
    held.release();
    await runs.idle();
    expect(states()).toEqual({ a: 'done', b: 'done', c: 'done', d: 'done' });
  });

  test('a long run that the edit made pointless is stopped', async () => {
    runs.update(notebook);
    runs.runAll();
    const held = engine.hold(creating('a'));
    await held.reached;
    now += 300;
    runs.update(withSql(notebook, 'a', 'SELECT 9 FROM orders'), 'a');
    await soon(() => expect(held.times).toBe(2)); // stopped, and begun anew
    held.release();
    await runs.idle();
    expect(states()).toEqual({ a: 'done', b: 'done', c: 'done', d: 'done' });
  });

  test('a run that an edit made pointless while it was short is stopped when it turns out to be long', async () => {
    runs.update(notebook);
    runs.runAll();
    const held = engine.hold(creating('a'));
    await held.reached;
    now += 200;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    runs.update(withSql(notebook, 'a', 'SELECT 9 FROM orders'), 'a');
    await vi.advanceTimersByTimeAsync(40);
    expect(held.times).toBe(1);
    await vi.advanceTimersByTimeAsync(20);
    vi.useRealTimers();
    await soon(() => expect(held.times).toBe(2));
    held.release();
    await runs.idle();
    expect(states()).toEqual({ a: 'done', b: 'done', c: 'done', d: 'done' });
  });

  test('taken back at whatever moment, what stands and is shown is of what is written', async () => {
    /** Its statements go through in a task of their own, also those that are stopped meanwhile. */
    class Late extends FakeEngine {
      stands = new Map<string, string>();
      override async run(
        statements: string | string[],
        options: { signal?: AbortSignal | undefined } = {},
      ): Promise<Result<Rows>> {
        const sql = [statements].flat().at(-1)!;
        const [, made, text] = /^CREATE OR REPLACE TABLE "([^"]+)" AS\s+(.+)/s.exec(sql) ?? [];
        if (options.signal?.aborted) return fail('cancelled');
        await new Promise((next) => setImmediate(next));
        if (made) this.stands.set(made, text!);
        if (options.signal?.aborted) return fail('cancelled');
        const [, read] = /^SELECT \* FROM "([^"]+)" LIMIT/.exec(sql) ?? [];
        return ok(read ? rowsOf(this.stands.get(read)) : rowsOf(1));
      }
    }
    const moments = await atEveryMoment(async () => {
      const late = (engine = new Late());
      runs = new CellRuns(host);
      runs.update(notebook);
      runs.runAll();
      await runs.idle();
      runs.update(withSql(notebook, 'a', 'SELECT 9 FROM orders'), 'a');
      return {
        work: runs.idle(),
        go: async () => {
          // Longer than is waited for.
          now += 1_000;
          runs.update(notebook, 'a');
          await runs.idle();
        },
        after: () => {
          expect(Object.values(states())).toEqual(['done', 'done', 'done', 'done']);
          expect(late.stands.get('a')).toBe('SELECT 1 FROM orders');
          expect(runs.view('a').chart?.data).toEqual([['SELECT 1 FROM orders']]);
        },
      };
    }, 2);
    expect(moments).toBeGreaterThan(2);
  });

  test('a long run that the edit does not concern goes on', async () => {
    runs.update(notebook);
    runs.runAll();
    const held = engine.hold(creating('a'));
    await held.reached;
    now += 5_000;
    runs.update(withSql(notebook, 'd', 'SELECT 9 FROM c'), 'd');
    held.release();
    await runs.idle();
    expect(held.times).toBe(1);
    expect(engine.made().filter((name) => name === 'a')).toEqual(['a']);
  });
});

describe('cancelling', () => {
  test('stops what runs and empties the queue; held versions wait for run or a change', async () => {
    runs.update(notebook);
    runs.runAll();
    const held = engine.hold(creating('a'));
    await held.reached;
    expect(runs.busy).toBe(true);
    runs.cancel();
    await runs.idle();
    expect(states()).toEqual({ a: 'idle', b: 'idle', c: 'idle', d: 'idle' });
    engine.made();

    // An edit elsewhere does not run what was held; it runs what it changed.
    held.release();
    runs.update(withSql(notebook, 'd', 'SELECT 40 FROM orders'), 'd');
    await runs.idle();
    expect(engine.made()).toEqual(['d']);
    expect(states()).toEqual({ a: 'idle', b: 'idle', c: 'idle', d: 'done' });

    runs.runAll();
    await runs.idle();
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
  });

  test('a query that was cancelled runs when the cell is brought back to it and it is asked for', async () => {
    await ran();
    const runaway = withSql(notebook, 'd', 'SELECT 41 FROM orders');
    const held = engine.hold(creating('d'));
    runs.update(runaway, 'd');
    await held.reached;
    runs.cancel('d');
    held.release();
    await runs.idle();
    runs.update(notebook, 'd');
    await runs.idle();
    engine.made();

    runs.update(runaway, 'd');
    await runs.idle();
    expect([engine.made(), states()['d']]).toEqual([[], 'stale']);
    runs.update(notebook, 'd');
    await runs.idle();
    runs.release('d');
    runs.update(runaway, 'd');
    await runs.idle();
    expect([engine.made(), states()['d']]).toEqual([['d'], 'done']);
  });

  test('one cell: the others go on, and a result that is there stays', async () => {
    await ran();
    host.version = '2';
    const held = engine.hold(creating('a'));
    runs.update({ ...notebook, cells: [...notebook.cells] });
    await held.reached;
    runs.cancel('a');
    await runs.idle();
    expect(runs.view('a')).toMatchObject({ state: 'stale', output: { count: 1 } });
    expect(states()).toMatchObject({ b: 'error', c: 'done', d: 'done' });
    expect(runs.view('b').fault).toEqual({ code: 'cell-upstream', values: { name: 'b', other: 'a' } });
  });

  test('the preparation too', async () => {
    preparing = (signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(fail('cancelled'))));
    runs.update(notebook);
    runs.runAll();
    await soon(() => expect(host.prepared).toBe(1));
    expect(runs.preparing).toBe(true);
    runs.cancel();
    await runs.idle();
    expect([runs.preparing, runs.fault]).toEqual([false, null]);
    expect(new Set(Object.values(states()))).not.toContain('queued');
  });
});

describe('a late result', () => {
  test('of a cell that was deleted meanwhile is dropped', async () => {
    runs.update(notebook);
    runs.runAll();
    const held = engine.hold(creating('c'), { deaf: true });
    await held.reached;
    const without = { ...notebook, cells: notebook.cells.filter(({ name }) => name < 'c') };
    runs.update(without);
    held.release();
    await runs.idle();
    expect(states()).toEqual({ a: 'done', b: 'done' });
  });

  test('of an outdated text is not shown as the new one’s', async () => {
    const held = engine.hold(creating('a'), { deaf: true });
    runs.update(notebook);
    runs.runAll();
    await held.reached;
    now += 300;
    const edited = withSql(notebook, 'a', 'SELECT 9 FROM orders');
    runs.update(edited, 'a');
    held.release();
    await runs.idle();
    const { planned, version, state } = runs.view('a');
    expect([state, version]).toEqual(['done', planned!.version]);
    expect(planned!.stages.at(-1)!.sql).toContain('SELECT 9');
    expect(engine.log.filter((sql) => creating('a').test(sql)).at(-1)).toContain('SELECT 9');
  });

  test('the figure of a run in hand is shown before its findings and count are there', async () => {
    const held = engine.hold(/^SELECT \* FROM \(SELECT count.*"a"/);
    engine.answer(/^SELECT \* FROM "a"/, ok(rowsOf(7)));
    runs.update(notebook);
    runs.runAll();
    await held.reached;
    await soon(() =>
      expect(runs.view('a')).toMatchObject({ state: 'running', output: null, chart: { data: [[7]] } }),
    );
    held.release();
    await runs.idle();
  });
});

describe('before the findings are there', () => {
  const judged = {
    ...notebook,
    cells: [{ ...sqlCell('rfm', ''), template: 'rfm', sql: null }],
  };
  beforeEach(() => {
    engine.tableNames = async () => ok(['orders']);
    host.prepare = async (wanted) =>
      ok({
        given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
        mapped: new Set(['orders.customer', 'orders.ordered_at', 'orders.amount']),
        versions: new Map([
          ['orders', host.version],
          ['past_orders', host.version],
        ]),
        template: templatesOf(wanted),
      });
  });

  test('chart and table are shown, and the run says that they are to come', async () => {
    const held = engine.hold(creating('rfm__habits'));
    runs.update(judged);
    runs.runAll();
    await held.reached;
    expect(runs.view('rfm')).toMatchObject({
      state: 'running',
      judging: true,
      output: { count: 1, findings: null },
    });
    expect(runs.busy).toBe(true);
    held.release();
    await runs.idle();
    expect(runs.view('rfm')).toMatchObject({ state: 'done', judging: false, output: { findings: NO_ROWS } });
  });

  test('those of the last run stay until then', async () => {
    await ran(judged);
    const before = runs.view('rfm').output!.findings;
    const held = engine.hold(creating('rfm__habits'));
    runs.runOne('rfm');
    await held.reached;
    expect(runs.view('rfm').output!.findings).toBe(before);
    runs.cancel();
    await runs.idle();
    expect(runs.view('rfm')).toMatchObject({ state: 'stale', judging: false, output: { findings: before } });
    held.release();
  });

  test.each([
    ['by its name', 'rfm'],
    ['with all', null],
  ])('a first run cancelled %s leaves no result without them', async (_, name) => {
    const held = engine.hold(creating('rfm__habits'));
    runs.update(judged);
    runs.runAll();
    await held.reached;
    runs.cancel(name);
    await runs.idle();
    expect(runs.view('rfm')).toMatchObject({ state: 'idle', judging: false, output: null });
    held.release();
  });
});

describe('while only the orders are there', () => {
  /** Shipped analyses: `value` and `late` read the orders, `paths` and `both` more, `own` is a person's query over them. */
  const analyses: Notebook = {
    ...notebook,
    cells: [
      ...(
        [
          ['paths', 'path-sankey'],
          ['both', 'activity-heatmap'],
          ['value', 'rfm'],
          ['late', 'pareto'],
        ] as const
      ).map(([name, template]) => ({ ...sqlCell(name, ''), template, sql: null })),
      sqlCell('own', 'SELECT 1 FROM orders'),
    ],
  };
  const context = (wanted: Notebook) => ({
    given: { asOf: '2024-01-01', periodStart: '2023-01-01', periodEnd: '2023-12-31' },
    mapped: new Set(
      ['customer', 'ordered_at', 'amount', 'occurred_at', 'action', 'session'].flatMap(
        (role) => [`orders.${role}`, `events.${role}`] as const,
      ),
    ),
    versions: new Map(['orders', 'past_orders', 'events'].map((name) => [name, host.version])),
    template: templatesOf(wanted),
  });
  let cleaned: string[];
  let whole: () => Promise<Result<null>>;
  beforeEach(() => {
    cleaned = [];
    whole = async () => ok(null);
    engine.tableNames = async (sql) =>
      ok(/\bevents\b/.test(sql) ? ['orders', 'events'] : ['orders', 'past_orders']);
    host.first = async (wanted) => ok({ ...context(wanted), ready: new Set(['orders', 'past_orders']) });
    host.prepare = async (wanted, signal) => {
      cleaned.push(...shown(engine.made()));
      const done = signal.aborted ? fail('cancelled') : await whole();
      return done.ok ? ok(context(wanted)) : done;
    };
  });
  /** The cells among the tables made, in order. */
  const shown = (tables: string[]) => tables.filter((name) => !name.includes('__'));
  const start = () => {
    runs.update(analyses);
    runs.runAll();
  };

  test('a cell in view that reads nothing else is run before the rest is prepared, the others after it', async () => {
    runs.look(['paths', 'late']);
    start();
    await runs.idle();
    expect(cleaned).toEqual(['late']);
    expect(shown(engine.made())).toEqual(['paths', 'both', 'value', 'own']);
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
    expect(runs.view('late').version).toBe(runs.view('late').planned!.version);
  });

  test('where none in view can be run, one other is: there is something to read', async () => {
    runs.look(['paths', 'both']);
    start();
    await runs.idle();
    expect(cleaned).toEqual(['value']);
    expect(shown(engine.made())).toEqual(['paths', 'both', 'late', 'own']);
  });

  test('what is foreseen of the orders is planned while the engine cleans them, and once', async () => {
    let asked = 0;
    const planned = new Promise<void>((resolve) => {
      engine.tableNames = async () => {
        asked += 1;
        resolve();
        return ok(['orders', 'past_orders']);
      };
    });
    host.first = async (wanted, _, foreseen) => {
      const first = { ...context(wanted), ready: new Set(['orders', 'past_orders']) };
      foreseen(first);
      await planned;
      return ok(first);
    };
    runs.look(['late']);
    start();
    await runs.idle();
    expect([asked, cleaned]).toEqual([1, ['late']]);
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
  });

  test('a query of a person’s waits for all of the data, which is watched while it runs', async () => {
    runs.look(['own']);
    start();
    await runs.idle();
    expect(cleaned).not.toContain('own');
    expect(states()).toMatchObject({ own: 'done' });
  });

  test('what is run is being prepared all the while', async () => {
    const held = engine.hold(creating('value'));
    runs.look(['value']);
    start();
    await held.reached;
    expect([runs.preparing, states()['value'], states()['paths']]).toEqual([true, 'running', 'queued']);
    held.release();
    await runs.idle();
    expect(runs.preparing).toBe(false);
  });

  test('a fault of another entity leaves what the orders gave', async () => {
    whole = async () => fail('sql-error');
    runs.look(['value', 'late']);
    start();
    await runs.idle();
    expect(cleaned).toEqual(['value', 'late']);
    expect(states()).toEqual({ value: 'done', late: 'done', paths: 'stale', both: 'stale', own: 'stale' });
    expect(runs.fault).toMatchObject({ code: 'sql-error' });
    // And mended, only the others are run.
    whole = async () => ok(null);
    runs.runAll();
    await runs.idle();
    expect(runs.fault).toBeNull();
    expect(shown(engine.made()).sort()).toEqual(['both', 'own', 'paths']);
  });

  test('a fault of the orders stops only what reads them: the rest is prepared', async () => {
    host.first = async () => fail('sql-error');
    start();
    await runs.idle();
    expect(runs.fault).toBeNull();
    expect(shown(engine.made())).not.toEqual([]);
  });

  test('a fault of all that is prepared is told, and nothing is run', async () => {
    host.first = async () => fail('sql-error');
    host.prepare = async () => fail('sql-error');
    start();
    await runs.idle();
    expect(runs.fault).toMatchObject({ code: 'sql-error' });
    expect([cleaned, shown(engine.made())]).toEqual([[], []]);
  });

  test('cancelled there, nothing more is prepared or run', async () => {
    const held = engine.hold(creating('value'));
    runs.look(['value', 'late']);
    start();
    await held.reached;
    runs.cancel();
    await runs.idle();
    expect([runs.preparing, runs.fault, cleaned]).toEqual([false, null, []]);
    expect(new Set(Object.values(states()))).toEqual(new Set(['idle']));
    held.release();
    runs.runAll();
    await runs.idle();
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
  });

  test('an edit that comes there begins anew, and nothing runs on half of the data of before', async () => {
    const held = engine.hold(creating('value'), { deaf: true });
    runs.look(['value', 'late']);
    start();
    await held.reached;
    host.version = '2';
    runs.update({ ...analyses, cleaning: [{ rule: 'orders.refund', action: 'keep', params: {} }] });
    held.release();
    await runs.idle();
    // The edit is seen before the other cell in view is run on what was there before it.
    expect(cleaned).toEqual(['value', 'value', 'late']);
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
  });
});

describe('faults', () => {
  test('a failing cell takes down those that read it and no other; run tries again', async () => {
    engine.answer(creating('a'), fail('sql-error'));
    await ran();
    expect(states()).toEqual({ a: 'error', b: 'error', c: 'done', d: 'done' });
    expect(runs.view('a').fault?.code).toBe('sql-error');
    engine.answers = [];
    runs.update({ ...notebook, title: 'Another' });
    await runs.idle();
    expect(engine.made()).not.toContain('a'); // the same text would fail again
    runs.runAll();
    await runs.idle();
    expect(states()).toMatchObject({ a: 'done', b: 'done' });
  });

  test('a cell that lacks a role says which', async () => {
    await ran({ ...notebook, cells: [{ ...sqlCell('rfm', ''), template: 'rfm', sql: null }] });
    expect(runs.view('rfm').state).toBe('needs-roles');
    expect(runs.view('rfm').missing.length).toBeGreaterThan(0);
  });

  test('what stops the preparation is told, and the cells stay as they are', async () => {
    await ran();
    preparing = async () => fail('sql-error');
    runs.update({ ...notebook, cells: [...notebook.cells] });
    await runs.idle();
    expect(runs.fault?.code).toBe('sql-error');
    expect(states()).toMatchObject({ a: 'done' });
    preparing = null;
    runs.update({ ...notebook, cells: [...notebook.cells] });
    await runs.idle();
    expect(runs.fault).toBeNull();
  });

  test('a preparation that throws is told, and no cell is left waiting', async () => {
    preparing = async () => {
      throw new Error('no such attribute');
    };
    await ran();
    expect(runs.fault).toMatchObject({ code: 'run-unexpected', detail: 'no such attribute' });
    expect(new Set(Object.values(states()))).toEqual(new Set(['stale']));
    preparing = null;
    runs.runAll();
    await runs.idle();
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
  });

  test('without an engine nothing runs, and its fault is told', async () => {
    engineFault = { code: 'engine-missing' };
    await ran();
    expect(runs.fault?.code).toBe('engine-missing');
    expect(new Set(Object.values(states()))).toEqual(new Set(['stale']));
  });
});

describe('the engine crashes in mid-run', () => {
  test('its cell is left in error and not tried again; the others are made anew', async () => {
    await ran();
    host.version = '2';
    const fault: Fault = { code: 'engine-crashed' };
    const held = engine.hold(creating('c'));
    runs.update({ ...notebook, cells: [...notebook.cells] });
    await held.reached;
    const dead = engine;
    engine = new FakeEngine();
    runs.reset('c', fault);
    expect(states()).toMatchObject({ a: 'stale', c: 'error' });
    held.release({ ok: false, fault });
    await runs.idle();
    expect(dead.log.filter((sql) => creating('c').test(sql))).toHaveLength(1);
    expect(engine.made()).toEqual(['a', 'b']);
    expect(states()).toEqual({ a: 'done', b: 'done', c: 'error', d: 'error' });
    expect(runs.view('c').fault).toEqual(fault);

    runs.runOne('c');
    await runs.idle();
    expect(states()).toMatchObject({ c: 'done' });
  });
});

describe('the clean tables are not what they were', () => {
  test('the cell is left in error, the tables are remade and the other cells run over them', async () => {
    const one = notebookOf({ a: 'SELECT 1 FROM orders' });
    await ran(one);
    expect(states()).toEqual({ a: 'done' });
    engine.answer(/hash\(t\)/, ok(rowsOf('another')));
    runs.update(withSql(one, 'a', 'SELECT 2 FROM orders'));
    await runs.idle();
    expect(runs.view('a').fault?.code).toBe('clean-changed');
    expect([host.remade, states()]).toEqual([1, { a: 'error' }]);
    expect(engine.made()).toEqual(['a']);
  });
});

describe('coming to rest', () => {
  test('is told once for a run of many cells', async () => {
    runs.update(notebook);
    await runs.idle();
    host.rests = 0;
    runs.runAll();
    await runs.idle();
    expect([host.rests, engine.made().length]).toEqual([1, 4]);
  });
});
