import { expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { resolve } from '../../../src/template/resolve.ts';

/** Rows of a chart: weekdays by hours, or by whatever stands in one of the other columns. */
const rows = (columns: Record<string, unknown[]>): Rows => ({
  fields: Object.keys(columns).map((name) => ({ name, type: 'text', sqlType: 'VARCHAR' })),
  count: 1,
  data: Object.values(columns),
});

test.each([
  [{ hour: [9], week: [null], month: [null], year: [null] }, 'hour', /小时/, /hour/],
  [
    { hour: [null], week: [1], month: [null], year: [null] },
    'week',
    /各周.*没有时刻/,
    /week \(the data have no times\)/,
  ],
  [
    { hour: [null], week: [null], month: [1], year: [null] },
    'month',
    /各月.*没有时刻/,
    /month \(the data have no times\)/,
  ],
  [
    { hour: [null], week: [null], month: [null], year: ['2024'] },
    'year',
    /各年.*没有时刻/,
    /year \(the data have no times\)/,
  ],
])('the week is drawn by hours, and by dates where the data have no times: %j', (columns, x, zh, en) => {
  const { chart } = resolve(getTemplate('activity-heatmap')!, {}, rows(columns));
  expect([chart?.kind, chart?.x?.column, chart?.y?.column]).toEqual(['heatmap', x, 'weekday']);
  expect(chart?.title?.zh.replace('各时段', '小时')).toMatch(zh);
  expect(chart?.title?.en).toMatch(en);
});

test('long visits are drawn by weekday there, and as dots where those are asked for', () => {
  const template = getTemplate('duration-anomalies')!;
  const of = (columns: Record<string, unknown[]>, view = 'heatmap') =>
    resolve(template, { view }, rows(columns)).chart?.x?.column;
  expect(of({ hour: [9], weekday: [null] })).toBe('hour');
  expect(of({ hour: [null], weekday: [3] })).toBe('weekday');
  expect(of({ hour: [null], weekday: [null] }, 'scatter')).toBe('median_seconds');
  // Before there are rows the first chart holds the place.
  expect(resolve(template, {}).chart?.x?.column).toBe('hour');
});
