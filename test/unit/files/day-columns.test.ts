import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notebookOf, put, runOn, scratch, value } from '../cli/support.ts';
import { fileOf, readingOf } from './support.ts';

const read = async (text: string) => {
  const { columns, notices } = await readingOf(fileOf(text, 'a.csv'));
  return {
    columns: columns.map(({ name, type }) => `${name} ${type}`),
    codes: notices.map(({ code }) => code).filter((code) => code.endsWith('-joined')),
  };
};
const lines = (...rows: string[]) => `${rows.join('\n')}\n`;

test('a year, a month and a day in columns of their own are one day, in two languages and with a word before', async () => {
  expect(await read(lines('年,月,日,客户,金额', '2024,1,5,甲,3.5', '2024,12,31,乙,4'))).toEqual({
    columns: ['日期 date', '月 text', '日 text', '客户 text', '金额 number'],
    codes: ['day-joined'],
  });
  expect(await read(lines('客户,销售年份,销售月份,金额', '甲,2024,01,3.5', '乙,2024,12,4'))).toEqual({
    columns: ['客户 text', '销售日期 date', '销售月份 text', '金额 number'],
    codes: ['month-joined'],
  });
  expect(
    (await read(lines('order_year,order_month,order_day,total', '2024,1,5,3.5', '2023,2,28,4'))).columns,
  ).toEqual(['order_Date date', 'order_month text', 'order_day text', 'total number']);
});

test('what is no day of its parts stays as it is', async () => {
  for (const text of [
    // There is a day already.
    lines('日期,年,月,日', '2024-01-05,2024,1,5', '2024-02-06,2024,2,6'),
    // Months that are none, and a day of the week.
    lines('年,月,金额', '2024,13,3', '2024,14,4'),
    lines('year,weekday,total', '2024,1,3', '2024,2,4'),
    // A year of birth and the month of a sale.
    lines('birth_year,order_month,total', '1980,1,3', '1990,2,4'),
    // Which of two months is meant is open.
    lines('年,开始月,结束月,日', '2024,1,2,5', '2024,2,3,6'),
  ])
    expect((await read(text)).codes).toEqual([]);
});

test(
  'they are imported as days; what is no day of the calendar, or lacks its month, is empty and set aside',
  { tags: ['whole'] },
  async () => {
    const folder = scratch();
    const rows = Array.from({ length: 24 }, (_, i) => `2024,${1 + (i % 12)},${1 + i},客户${i % 6},${10 + i}`);
    const data = [
      put(
        folder,
        '销售.csv',
        lines('年,月,日,客户名称,金额', ...rows, '2024,2,30,客户1,5', '2024,,3,客户1,6'),
      ),
    ];
    const notebook = notebookOf({
      days: 'SELECT count(*) AS n, min(ordered_at)::DATE AS first, max(ordered_at)::DATE AS last, sum(amount) AS amount FROM orders',
    });
    const out = join(folder, 'out');
    const run = value(await runOn({ notebook, data, out }));
    expect(readFileSync(join(out, 'days.csv'), 'utf8').trim().split('\n')[1]!.trim()).toBe(
      '24,2024-01-01,2024-12-24,516',
    );
    expect(run.sources[0]!.conversions).toEqual([{ column: '日期', failed: 2 }]);
    // A month that is said to be a number is one, and the day is what it was.
    const sources = [{ ...run.sources[0]!.expected, reading: { types: { 月: 'integer' } } }];
    const again = join(folder, 'again');
    value(await runOn({ notebook: { ...notebook, sources }, data, out: again }));
    expect(readFileSync(join(again, 'days.csv'), 'utf8')).toBe(readFileSync(join(out, 'days.csv'), 'utf8'));
  },
);
