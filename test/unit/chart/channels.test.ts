import { describe, expect, test } from 'vitest';
import {
  CHANNELS,
  asKind,
  columnChoices,
  columnsFor,
  formatsFor,
  withColumn,
  withSetting,
} from '../../../src/chart/channels.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import type { ResultField } from '../../../src/engine/api.ts';

const field = (name: string, type: ResultField['type']): ResultField => ({ name, type, sqlType: type });
const fields = [
  field('month', 'date'),
  field('segment', 'text'),
  field('orders', 'integer'),
  field('spend', 'number'),
];

describe('asKind', () => {
  test('measures take numbers, categories what is no number', () => {
    expect(asKind('bar', fields, null)).toEqual({
      kind: 'bar',
      x: { column: 'month' },
      y: { column: 'orders' },
    });
    expect(asKind('scatter', fields, null)).toEqual({
      kind: 'scatter',
      x: { column: 'orders' },
      y: { column: 'spend' },
    });
  });
  test('channels that still fit keep their column, label and format; others go', () => {
    const bar: ChartSpec = {
      kind: 'bar',
      x: { column: 'segment' },
      y: { column: 'spend', format: 'money' },
      layout: 'stacked',
    };
    expect(asKind('line', fields, bar)).toEqual({ kind: 'line', x: bar.x, y: bar.y });
    expect(asKind('scatter', fields, bar)).toEqual({ kind: 'scatter', y: bar.y, x: { column: 'orders' } });
    expect(asKind('gauge', fields, bar)).toEqual({ kind: 'gauge', value: { column: 'orders' } });
  });
  test('a table without the columns it takes leaves the channel empty', () => {
    expect(asKind('scatter', [field('a', 'text')], null)).toEqual({ kind: 'scatter' });
  });
  test('no column is taken twice', () => {
    for (const kind of Object.keys(CHANNELS) as ChartSpec['kind'][]) {
      const spec = asKind(kind, fields, null);
      const columns = CHANNELS[kind].flatMap(({ name }) => spec[name]?.column ?? []);
      expect(new Set(columns).size).toBe(columns.length);
    }
  });
});

describe('changes', () => {
  const spec: ChartSpec = { kind: 'bar', x: { column: 'segment' }, y: { column: 'spend', format: 'money' } };
  test('another column drops the format of the old one; the same keeps it', () => {
    expect(withColumn(spec, 'y', 'orders').y).toEqual({ column: 'orders' });
    expect(withColumn(spec, 'y', 'spend').y).toEqual({ column: 'spend', format: 'money' });
    expect(withColumn(spec, 'series', null)).toEqual(spec);
    expect(withColumn(spec, 'x', null)).toEqual({ kind: 'bar', y: spec.y });
  });
  test('a setting needs a column to stand on', () => {
    expect(withSetting(spec, 'x', { scale: 'log' }).x).toEqual({ column: 'segment', scale: 'log' });
    expect(withSetting(spec, 'series', { scale: 'log' })).toBe(spec);
  });
});

test('number channels offer numbers only, and the first format is the type’s own', () => {
  const [, y] = CHANNELS.bar;
  expect(columnsFor(y!, fields).map((f) => f.name)).toEqual(['orders', 'spend']);
  expect(fields.map((f) => formatsFor(f)[0])).toEqual(['date', 'text', 'integer', 'number']);
});

test('a column that is gone, or no longer a number, stays in sight with the reason', () => {
  const y = CHANNELS.bar.find(({ name }) => name === 'y')!;
  const choices = (bound: string | undefined) => columnChoices(y, fields, bound);
  expect(choices('spend')).toEqual([
    { column: 'orders', unfit: null },
    { column: 'spend', unfit: null },
  ]);
  expect(choices('revenue')[0]).toEqual({ column: 'revenue', unfit: 'gone' });
  expect(choices('segment')[0]).toEqual({ column: 'segment', unfit: 'not a number' });
  expect(choices(undefined)).toHaveLength(2);
});
