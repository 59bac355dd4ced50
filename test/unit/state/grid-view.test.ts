import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { ok } from '../../../src/result.ts';
import { readFilter, type FilterColumn } from '../../../src/state/grid-filter.ts';
import { GridNarrowing } from '../../../src/state/grid-narrowing.svelte.ts';
import { GridView } from '../../../src/state/grid-view.svelte.ts';
import { resultSource, sideTable, type GridSource } from '../../../src/state/result-pages.ts';
import { openEngine } from '../engine/support.ts';
import { valueOf } from '../files/support.ts';
import { soon } from '../support/soon.ts';

let engine: Engine;
const engines = { notebook: async () => ok(engine) };
const codes = { tier: { high: { zh: '高价值', en: 'High value' }, low: { zh: '低价值', en: 'Low value' } } };

const COLUMNS: FilterColumn[] = [
  { name: 'customer', type: 'text', format: 'text' },
  { name: 'tier', type: 'text', format: 'text' },
  { name: 'spend', type: 'number', format: 'money' },
  { name: 'share', type: 'number', format: 'percent' },
  { name: 'orders', type: 'integer', format: 'integer' },
  { name: 'day', type: 'integer', format: 'weekday' },
  { name: 'last', type: 'date', format: 'date' },
  { name: 'seen', type: 'timestamp', format: 'timestamp' },
  { name: 'member', type: 'boolean', format: 'text' },
];

beforeAll(async () => {
  engine = await openEngine();
  valueOf(
    await engine.run([
      `CREATE TABLE list AS SELECT * FROM (VALUES
        ('C1', 'high', 12345.678, .123, 12, 1, DATE '2024-05-31', TIMESTAMP '2024-05-31 10:00:00', true),
        ('C2', 'low', 500, .05, 1, 3, DATE '2024-06-01', TIMESTAMP '2024-06-01 00:00:00', false),
        ('c10', 'low', 500.4, .0549, 2, 7, DATE '2023-12-31', NULL, NULL),
        ('100%_x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))
        t(customer, tier, spend, share, orders, day, "last", seen, member)`,
      'CREATE TABLE big AS SELECT range AS n, range % 3 AS r FROM range(5000)',
    ]),
  );
});
afterAll(() => engine.terminate());

const list = (): GridSource => resultSource(engines, 'list', codes, 'zh', undefined);

async function left(name: string, typed: string): Promise<unknown[]> {
  const column = COLUMNS.find((known) => known.name === name)!;
  const test = readFilter(typed, column, codes, 'zh');
  if (test === null || test === 'unread') return [test];
  const page = await list().page(0, 10, { sort: null, tests: [test] });
  expect(await list().count([test])).toBe(page.count);
  return [...page.data[0]!];
}

describe('a filter typed over a column', () => {
  test.each([
    ['customer', 'c1', ['C1', 'c10']],
    ['customer', '100%_', ['100%_x']],
    ['customer', '!c', ['100%_x']],
    ['customer', "'", []],
    ['tier', '低', ['C2', 'c10']],
    ['tier', '高价值', ['C1']],
    ['tier', '=', ['100%_x']],
    ['tier', '!=', ['C1', 'C2', 'c10']],
    ['spend', '>500', ['C1', 'c10']],
    ['spend', '>=500', ['C1', 'C2', 'c10']],
    ['spend', '500', ['C2', 'c10']],
    ['spend', '500.0', ['C2']],
    ['spend', '¥12,345.68', ['C1']],
    ['spend', '>１万', ['C1']],
    ['spend', '400..1k', ['C2', 'c10']],
    ['spend', '<>500', ['C1', '100%_x']],
    ['share', '12.3%', ['C1']],
    ['share', '<=5', ['C2']],
    ['orders', '1', ['C2']],
    ['orders', '1~2', ['C2', 'c10']],
    ['day', '周三', ['C2']],
    ['last', '2024', ['C1', 'C2']],
    ['last', '2024-05', ['C1']],
    ['last', '2024年6月', ['C2']],
    ['last', '>2024-05', ['C2']],
    ['last', '<=2023', ['c10']],
    ['last', '2023-12..2024-05', ['C1', 'c10']],
    ['seen', '2024-05-31', ['C1']],
    ['seen', '=', ['c10', '100%_x']],
    ['member', '是', ['C1']],
  ])('%s %s', async (name, typed, expected) => {
    expect(await left(name, typed)).toEqual(expected);
  });

  test.each([
    ['spend', 'abc'],
    ['spend', '>'],
    ['spend', '1..x'],
    ['last', '2024-13'],
    ['last', '31.2.2024'],
    ['seen', 'yesterday'],
    ['member', 'maybe'],
  ])('%s %s is not understood', async (name, typed) => {
    expect(await left(name, typed)).toEqual(['unread']);
  });

  test('nothing typed asks nothing', async () => {
    expect(await left('spend', '  ')).toEqual([null]);
  });
});

describe('how a table is set up', () => {
  const asked = (view: GridView) => view.asked(COLUMNS, codes, 'zh');

  test('numbers and days begin with the largest, texts and weekdays with the first', () => {
    const first = COLUMNS.map((column) => {
      const view = new GridView();
      view.turn(column);
      return view.sort?.descending;
    });
    expect(first).toEqual([false, false, true, true, true, false, true, true, false]);
  });

  test('the third turn goes back to the order of the table', () => {
    const view = new GridView();
    const spend = COLUMNS[2]!;
    view.turn(spend);
    view.turn(spend);
    expect(view.sort).toEqual({ column: 'spend', descending: false });
    view.turn(spend);
    expect(view.sort).toBeNull();
  });

  test('a search looks into all columns that are shown, codes by their words', async () => {
    const view = new GridView();
    view.search = '高价';
    expect(await list().count(asked(view).tests)).toBe(1);
    view.search = '12,345';
    expect(await list().count(asked(view).tests)).toBe(1);
    view.setHidden(
      'spend',
      true,
      COLUMNS.map(({ name }) => name),
    );
    expect(await list().count(asked(view).tests)).toBe(0);
  });

  test('filters and search hold together; a closed filter row asks nothing', async () => {
    const view = new GridView();
    view.filters.set('spend', '<1000');
    view.search = 'c';
    expect(await list().count(asked(view).tests)).toBe(3);
    view.filtering = true;
    expect(await list().count(asked(view).tests)).toBe(2);
    view.filters.set('orders', 'many');
    expect([...asked(view).unread]).toEqual(['orders']);
  });

  test('a column that is hidden takes its filter along, and the last one stays', () => {
    const view = new GridView();
    view.filtering = true;
    view.filters.set('a', 'x');
    view.setHidden('a', true, ['a', 'b']);
    expect([view.isHidden('a'), view.filters.size]).toEqual([true, 0]);
    view.setHidden('b', true, ['a', 'b']);
    expect(view.isHidden('b')).toBe(false);
  });

  test('widths by hand keep to their limits and are given back', () => {
    const view = new GridView();
    view.setWidth('a', 3);
    expect(view.widthOf('a')).toBe(48);
    view.setWidth('a', null);
    expect(view.widthOf('a')).toBeUndefined();
  });

  test('the first of many columns stays in sight until something else is chosen', () => {
    const view = new GridView();
    expect([view.frozenOf(COLUMNS), view.frozenOf(COLUMNS.slice(0, 4))]).toEqual([1, 0]);
    view.freeze('spend');
    expect(view.frozenOf(COLUMNS)).toBe(3);
    view.freeze(null);
    expect(view.frozenOf(COLUMNS)).toBe(0);
  });
});

describe('rows for a grid', () => {
  test('pages of a sort with many equals hold every row once', async () => {
    const source = resultSource(engines, 'big', undefined, 'en', undefined);
    const query = { sort: { column: 'r', descending: true }, tests: [] };
    const seen = new Set<unknown>();
    for (let at = 0; at < 5000; at += 250)
      for (const n of (await source.page(at, 250, query)).data[0]!) seen.add(n);
    expect(seen.size).toBe(5000);
  });

  test('the widest values are those of all rows, codes as their words', async () => {
    const { fields } = await list().page(0, 1, { sort: null, tests: [] });
    const widest = await list().widest(fields);
    expect(widest[0]).toContain('100%_x');
    expect(widest[1]).toEqual(['高价值', '低价值']);
    expect(widest[2]).toContain(12345.678);
  });

  test('a side table is narrowed and counted like a result', async () => {
    const { source } = await sideTable(engines, 'SELECT * FROM list ORDER BY customer DESC', codes, 'en');
    const tests = [readFilter('low', COLUMNS[1]!, codes, 'en')].filter(
      (test) => test !== null && test !== 'unread',
    );
    expect(await source.count(tests)).toBe(2);
    const page = await source.page(0, 5, { sort: { column: 'spend', descending: true }, tests });
    expect(page.data[0]).toEqual(['c10', 'C2']);
    expect(page.data[1]).toEqual(['Low value', 'Low value']);
  });

  test('the last question wins, however late an earlier answer comes', async () => {
    const answers: ((count: number) => void)[] = [];
    const source = { ...list(), count: () => new Promise<number>((resolve) => answers.push(resolve)) };
    const narrowing = new GridNarrowing();
    const ask = (text: string) => narrowing.ask(source, 4, [{ kind: 'holds', column: 'customer', text }]);
    ask('a');
    await soon(() => expect(answers.length).toBe(1));
    ask('b');
    await soon(() => expect(answers.length).toBe(2));
    answers[1]!(2);
    answers[0]!(1);
    await soon(() => expect(narrowing.shown?.count).toBe(2));
  });

  test('what was asked last is not asked again: its answer stands, and with it what is selected', async () => {
    vi.useFakeTimers();
    let asked = 0;
    const source = { ...list(), count: async () => ((asked += 1), 2) };
    const narrowing = new GridNarrowing();
    const ask = (text: string) => narrowing.ask(source, 4, [{ kind: 'holds', column: 'customer', text }]);
    ask('a');
    await vi.advanceTimersByTimeAsync(1_000);
    const { shown } = narrowing;
    ask('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBe(1);
    expect(narrowing.shown).toBe(shown);
    ask('b');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBe(2);
    vi.useRealTimers();
  });

  test('what could not be answered is asked again', async () => {
    let asked = 0;
    const count = async () => ((asked += 1) === 1 ? Promise.reject(new Error('gone')) : 2);
    const narrowing = new GridNarrowing();
    const table = { ...list(), count };
    const ask = () => narrowing.ask(table, 4, [{ kind: 'holds', column: 'customer', text: 'a' }]);
    ask();
    await soon(() => expect(narrowing.failure).toContain('gone'));
    ask();
    await soon(() => expect(narrowing.shown?.count).toBe(2));
  });
});
