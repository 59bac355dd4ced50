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

test('groups are drawn as they are and adjusted, where adjusting changes them; complaints against what there is', () => {
  const both = resolve(getTemplate('compare-groups')!, { metric: 'csat' }, rows({ part: ['raw'] })).chart;
  expect([both?.series?.column, both?.layout, both?.x?.format]).toEqual(['part', 'grouped', 'percent']);
  expect(both?.title?.en).toContain('unadjusted and adjusted');
  const plain = resolve(getTemplate('compare-groups')!, {}, rows({ part: [null] })).chart;
  expect([plain?.series, plain?.x?.format]).toEqual([undefined, 'money']);
  const complaints = (view: string, orders: boolean | null) =>
    resolve(getTemplate('complaints')!, { view }, rows({ by_orders: [orders] })).chart;
  expect(complaints('types', true)?.title?.en).toMatch(/100 orders, by customer type/);
  expect(complaints('types', null)?.title?.en).toMatch(/100 customers, by customer type/);
  expect(complaints('months', true)?.title?.zh).toMatch(/各月每百单/);
  expect(complaints('months', null)?.title?.zh).toMatch(/各月每百位客户/);
});
