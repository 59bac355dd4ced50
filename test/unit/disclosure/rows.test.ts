import { describe, expect, test } from 'vitest';
import { auditFigures } from '../../../src/disclosure/audit.ts';
import { chartPlaces } from '../../../src/disclosure/places.ts';
import { gateRows } from '../../../src/disclosure/rows.ts';
import { gateTable } from '../../../src/disclosure/table.ts';
import type { Rows } from '../../../src/engine/api.ts';
import { DEFAULT_DISCLOSURE as RULES } from '../../../src/privacy/disclosure-rules.ts';

/** Rows of objects; text, or numbers that are whole where all of a column are. */
const rowsOf = (...objects: Record<string, string | number | null>[]): Rows => {
  const names = Object.keys(objects[0]!);
  return {
    fields: names.map((name) => {
      const values = objects.map((o) => o[name]).filter((v) => v !== null);
      const type = values.some((v) => typeof v === 'string')
        ? 'text'
        : values.every(Number.isInteger)
          ? 'integer'
          : 'number';
      return { name, type, sqlType: '' };
    }),
    count: objects.length,
    data: names.map((name) => objects.map((o) => o[name] ?? null)),
  };
};
const group = (channel: string, customers: number | null, more: Record<string, number> = {}) => ({
  channel,
  customers,
  ...more,
});
const why = (rows: Rows, places = ['channel'], whole: number[] = []) =>
  gateRows(rows, RULES, places, whole).why;

describe('groups of a chart or table', () => {
  test('of enough customers leave', () => {
    expect(why(rowsOf(group('a', 5), group('b', 400)))).toEqual([null, null]);
  });

  test('that nothing says the customers of do not leave', () => {
    expect(why(rowsOf({ channel: 'a', amount: 3 }))).toEqual(['unknown']);
    expect(why(rowsOf(group('a', null), group('b', 9), group('c', 8)))).toEqual(['unknown', null, 'part']);
  });

  test('one of few customers takes the next smallest with it, so that no total gives it away', () => {
    expect(why(rowsOf(group('a', 50), group('b', 1), group('c', 9), group('d', 70)))).toEqual([
      ...[null, 'small', 'part', null],
    ]);
  });

  test('several of few are enough together only when they are enough customers', () => {
    expect(why(rowsOf(group('a', 50), group('b', 1), group('c', 2), group('d', 70)))).toEqual([
      ...['part', 'small', 'small', null],
    ]);
    expect(why(rowsOf(group('a', 50), group('b', 4), group('c', 3), group('d', 70)))).toEqual([
      ...[null, 'small', 'small', null],
    ]);
  });

  test('of two, of which one is small, neither leaves', () => {
    expect(gateRows(rowsOf(group('a', 57), group('b', 3)), RULES, ['channel']).rows).toBeNull();
  });

  test('what a chart leaves out is not what is left of all customers', () => {
    const three = rowsOf(group('a', 40), group('b', 57), group('c', 80));
    expect(why(three, ['channel'], [180])).toEqual(['part', 'part', null]);
    expect(why(three, ['channel'], [182])).toEqual([null, null, null]);
  });

  test('one that a customer dominates does not leave, and none other alone with it', () => {
    const rows = rowsOf(
      group('a', 50, { top_share: 0.2 }),
      group('b', 30, { top_share: 0.9 }),
      group('c', 9, { top_share: 0.1 }),
    );
    expect(why(rows)).toEqual([null, 'dominant', 'part']);
  });

  test('in a grid no cell can be had from its row or its column', () => {
    const cells = ['x', 'y', 'z'].flatMap((x) => ['1', '2', '3'].map((y) => ({ x, y, customers: 20 })));
    cells[4]!.customers = 2;
    const gated = gateRows(rowsOf(...cells), RULES, ['x', 'y']);
    const held = (line: (cell: { x: string; y: string }) => boolean) =>
      cells.filter((cell, r) => line(cell) && gated.why[r] !== null).length;
    for (const x of ['x', 'y', 'z']) expect(held((cell) => cell.x === x)).not.toBe(1);
    for (const y of ['1', '2', '3']) expect(held((cell) => cell.y === y)).not.toBe(1);
    expect(gated.rows!.count).toBeGreaterThan(0);
  });

  test('rows of customers do not leave at all', () => {
    const rows = rowsOf({ customer: 'c1', amount: 3 }, { customer: 'c2', amount: 4 });
    expect(gateRows(rows, RULES, []).rows).toBeNull();
    expect(gateTable('list', rows, RULES)).toMatchObject({ fault: { code: 'disclosure-single' } });
    expect(gateTable('list', rows, { ...RULES, customers: 1 })).toMatchObject({ value: { held: 0 } });
  });

  test('a table says how many rows it lost and how large the smallest left is', () => {
    const rows = rowsOf(group('a', 50), group('b', 1), group('c', 9), group('d', 70));
    expect(gateTable('t', rows, RULES)).toMatchObject({
      value: { held: 2, smallest: 50, rows: { count: 2 } },
    });
    expect(gateTable('t', rows, RULES, { groups: [{ channel: 'd' }] })).toMatchObject({ value: { held: 3 } });
    // What would give a customer's value away beside all else that leaves goes with its row.
    const telling = (figures: readonly { value: number }[]) =>
      new Set(figures.flatMap(({ value }, i) => (value === 123.456 ? [i] : [])));
    const amounts = rowsOf(
      group('a', 50, { amount: 98765.4321 }),
      group('b', 60, { amount: -123.456 }),
      group('c', 70, { amount: 0.5 }),
    );
    expect(gateTable('t', amounts, RULES, { telling })).toMatchObject({
      value: {
        held: 1,
        rows: {
          data: [
            ['a', 'c'],
            [50, 70],
            [98800, 0.5],
          ],
        },
      },
    });
    expect(gateTable('t', amounts, { ...RULES, customers: 1 }, { telling })).toMatchObject({
      value: { held: 0, rows: { data: [{}, {}, [98765.4321, -123.456, 0.5]] } },
    });
    expect(gateTable('t', rowsOf({ channel: 'a', amount: 1 }), RULES)).toMatchObject({
      fault: { code: 'disclosure-unknown' },
    });
  });
});

test('places are names, dates and the axes of a grid, not measures', () => {
  const rows = rowsOf({ hour: 1, day: 2, count: 3, amount: 4.5, name: 'x' });
  expect(chartPlaces({ kind: 'heatmap', x: { column: 'hour' }, y: { column: 'day' } }, rows)).toEqual([
    ...['hour', 'day'],
  ]);
  expect(chartPlaces({ kind: 'scatter', x: { column: 'amount' }, label: { column: 'name' } }, rows)).toEqual([
    'name',
  ]);
});

describe('the audit', () => {
  const values = Float64Array.of(12.25, 1000.5);
  const audit = (...figures: [number, number | null][]) => [
    ...auditFigures(
      figures.map(([value, customers]) => ({ value, customers })),
      values,
      { least: 5, customers: 40 },
    ),
  ];

  test('finds a customer’s value as it stands, by one subtraction and by two', () => {
    expect(audit([12.25, null], [13, 9])).toEqual([0]);
    expect(audit([512.25, 40], [500, 39])).toEqual([1]);
    expect(audit([1712.25, 40], [500, 20], [1200, 19])).toEqual([2]);
    expect(audit([1712.25, 40], [500, 20], [1201, 19])).toEqual([]);
  });

  test('among many customers believes only what the numbers of customers allow', () => {
    const of = (a: number, b: number) => [
      ...auditFigures(
        [
          { value: 512.25, customers: a },
          { value: 500, customers: b },
        ],
        values,
        { least: 5, customers: 4000 },
      ),
    ];
    expect(of(61, 60)).toEqual([1]);
    expect(of(400, 60)).toEqual([]);
  });
});
