import { describe, expect, test } from 'vitest';
import type { ResultField } from '../../../src/engine/api.ts';
import { unmetNeeds } from '../../../src/chart/spec-needs.ts';
import { suggestChart } from '../../../src/chart/suggest.ts';

const field = (name: string, type: ResultField['type']): ResultField => ({ name, type, sqlType: type });
const month = field('month', 'timestamp');
const city = field('city', 'text');
const tier = field('tier', 'text');
const revenue = field('revenue', 'number');
const orders = field('orders', 'integer');
const weekday = field('weekday', 'integer');
const hour = field('hour', 'integer');

describe('suggestChart', () => {
  test.each([
    ['one row of numbers', [revenue, orders], 1, 'kpi'],
    ['time and a measure', [month, revenue], 13, 'line'],
    ['names and a measure', [city, revenue], 20, 'bar'],
    ['two names and a measure, many rows', [city, tier, revenue], 40, 'heatmap'],
    ['weekday and hour', [weekday, hour, orders], 168, 'heatmap'],
    ['many names with two measures', [city, revenue, orders], 4000, 'scatter'],
    ['two measures', [revenue, orders], 500, 'scatter'],
    ['one measure', [revenue], 500, 'histogram'],
  ])('%s', (_what, fields, count, kind) => {
    const spec = suggestChart(fields, count);
    expect(spec?.kind).toBe(kind);
    expect(unmetNeeds(spec!)).toEqual([]);
  });

  test('nothing to draw: no measure, no rows', () => {
    expect(suggestChart([city, tier], 10)).toBeNull();
    expect(suggestChart([city, revenue], 0)).toBeNull();
  });

  test('hours run across and weekdays down, money is written as money', () => {
    expect(suggestChart([weekday, hour, orders], 168)).toMatchObject({
      x: { column: 'hour', format: 'hour' },
      y: { column: 'weekday', format: 'weekday' },
    });
    expect(suggestChart([city, revenue], 5)?.y).toEqual({ column: 'revenue', format: 'money' });
  });
});

test('a channel that the kind needs is missed unless another stands in for it', () => {
  expect(unmetNeeds({ kind: 'heatmap', x: { column: 'a' }, y: { column: 'b' } })).toEqual([['value']]);
  expect(unmetNeeds({ kind: 'bar', label: { column: 'a' }, value: { column: 'b' } })).toEqual([]);
});
