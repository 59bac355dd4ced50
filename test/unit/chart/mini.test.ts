import { expect, test } from 'vitest';
import { illustrates, miniOf } from '../../../src/chart/mini.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import type { Rows } from '../../../src/engine/api.ts';

const rowsOf = (columns: Record<string, unknown[]>): Rows => ({
  fields: Object.keys(columns).map((name) => ({ name, type: 'text', sqlType: 'VARCHAR' })) as Rows['fields'],
  count: Object.values(columns)[0]!.length,
  data: Object.values(columns),
});

const bars: ChartSpec = {
  kind: 'bar',
  orientation: 'horizontal',
  x: { column: 'share', format: 'percent' },
  y: { column: 'segment' },
};

test('a bar chart keeps its first bars, and the one that is spoken of in any case', () => {
  const rows = rowsOf({ segment: ['a', 'b', 'c', 'd', 'e', 'f'], share: [6, 5, 4, 3, 2, 1] });
  const mini = miniOf(bars, rows, ['f']);
  expect(mini).toEqual({
    kind: 'bars',
    format: 'percent',
    bars: [
      { label: 'a', value: 6, marked: false },
      { label: 'b', value: 5, marked: false },
      { label: 'c', value: 4, marked: false },
      { label: 'f', value: 1, marked: true },
    ],
  });
});

test('bars show the share that the sentence tells, where the chart measures something else', () => {
  const rows = rowsOf({ device: ['a', 'b', 'c'], actions: [60, 30, 10], failing: [0.01, 0.08, 0.02] });
  const pie: ChartSpec = {
    kind: 'pie',
    x: { column: 'device' },
    y: { column: 'actions', format: 'integer' },
  };
  const shown = (share: number) => {
    const mini = miniOf(pie, rows, ['b'], { share, columns: ['failing'] });
    return mini?.kind === 'bars' && [mini.format, ...mini.bars.map(({ value }) => value)];
  };
  expect(shown(0.08)).toEqual(['percent', 0.01, 0.08, 0.02]);
  // That share is another's, or nobody's.
  expect(shown(0.02)).toEqual(['integer', 60, 30, 10]);
  expect(shown(0.5)).toEqual(['integer', 60, 30, 10]);
});

test('of several series the last in their order is drawn', () => {
  const rows = rowsOf({ segment: ['a', 'a', 'b', 'b'], measure: ['n', 'm', 'n', 'm'], share: [1, 2, 3, 4] });
  const mini = miniOf({ ...bars, series: { column: 'measure' }, order: ['n', 'm'] }, rows, []);
  expect(mini?.kind === 'bars' && mini.bars.map(({ value }) => value)).toEqual([2, 4]);
  // Of those that are there.
  const later = miniOf({ ...bars, series: { column: 'measure' }, order: ['m', 'n', 'o'] }, rows, []);
  expect(later?.kind === 'bars' && later.bars.map(({ value }) => value)).toEqual([1, 3]);
});

test('a series that colours bars which stand by themselves leaves none out', () => {
  const rows = rowsOf({ segment: ['a', 'b', 'c'], verdict: ['up', 'down', 'up'], share: [3, 2, 1] });
  const mini = miniOf({ ...bars, series: { column: 'verdict' }, order: ['up', 'down'] }, rows, []);
  expect(mini?.kind === 'bars' && mini.bars.map(({ value }) => value)).toEqual([3, 2, 1]);
});

test('bars stand beside a sentence that is about one of them, or about money where they are', () => {
  const rows = rowsOf({ segment: ['a', 'b'], share: [6, 5] });
  expect(illustrates(miniOf(bars, rows, ['b'])!, false)).toBe(true);
  expect(illustrates(miniOf(bars, rows, [])!, true)).toBe(false);
  const money = miniOf({ ...bars, x: { column: 'share', format: 'money' } }, rows, [])!;
  expect([illustrates(money, true), illustrates(money, false)]).toEqual([true, false]);
});

test('a line goes from corner to corner, a Pareto curve is marked at a fifth', () => {
  const rows = rowsOf({ x: [0, 0.1, 0.2, 0.6, 1], y: [0, 3, 6, 9, 10] });
  const line = miniOf({ kind: 'line', x: { column: 'x' }, y: { column: 'y' } }, rows, []);
  expect(line).toMatchObject({ kind: 'line', mark: [1, 1] });
  const pareto = miniOf({ kind: 'pareto', x: { column: 'x' }, value: { column: 'y' } }, rows, []);
  expect(pareto).toMatchObject({ kind: 'line', mark: [0.2, 0.6] });
});

test('what has no small form, or nothing to compare, is left out', () => {
  const rows = rowsOf({ segment: ['a'], share: [1] });
  expect(miniOf(bars, rows, [])).toBeNull();
  expect(miniOf({ kind: 'sankey' }, rows, [])).toBeNull();
  expect(miniOf(bars, rowsOf({ segment: ['a', 'b'], share: [1, -1] }), [])).toBeNull();
});

test('of small multiples it is the one that the sentence is about', () => {
  const rows = rowsOf({
    attribute: ['Contract', 'Contract', 'Security', 'Security'],
    segment: ['No', 'Yes', 'No', 'Yes'],
    share: [0.4, 0.1, 0.3, 0.2],
  });
  const spec: ChartSpec = { ...bars, facet: { column: 'attribute' } };
  const shown = (subjects: string[], share: number) => {
    const mini = miniOf(spec, rows, subjects, { share, columns: ['share'] });
    return mini?.kind === 'bars' ? mini.bars.map(({ value, marked }) => [value, marked]) : mini;
  };
  expect(shown(['No'], 0.3)).toEqual([
    [0.3, true],
    [0.2, false],
  ]);
  expect(shown(['Contract', 'Yes'], 0.1)).toEqual([
    [0.4, false],
    [0.1, true],
  ]);
  expect(shown(['No'], 0.7)).toBeNull();
});
