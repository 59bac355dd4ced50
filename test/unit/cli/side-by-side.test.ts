import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMapping, type MappingFile } from '../../../src/cli/mapping.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { jsonOf, notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();
const notebook = notebookOf({
  by_month: `SELECT customer, strftime(ordered_at, '%Y-%m') AS month, sum(amount)::DOUBLE AS amount FROM orders GROUP BY ALL ORDER BY ALL`,
});
const map: MappingFile = {
  format: 'cellar-mapping',
  version: 1,
  sources: [{ file: 'wide.csv', reading: { periods: 'rows' } }],
};
const WIDE = [
  'customer_id,region,2024-01,2024-02,2024-03,2024-04,Total',
  'c1,North,10.5,,4.5,,15',
  'c2,South,,20,,,20',
  'c3,South,1,2',
  'c4,North,,,,,',
  'c5,North,x,7,,,7',
  'c6,South,,,,0.5,0.5',
];
const csv = (out: string) =>
  readFileSync(join(out, 'by_month.csv'), 'utf8').trim().replace('\ufeff', '').split('\r\n').slice(1);

test(
  'a mapping file has periods read as rows, the account counts them, and what was rejected has its line',
  { tags: ['whole'] },
  async () => {
    const data = [put(folder, 'wide.csv', `${WIDE.join('\n')}\n`)];
    const out = join(folder, 'first');
    const { sources } = value(await runOn({ notebook, data, out, map }));
    expect(csv(out)).toEqual([
      'c1,2024-01,10.5',
      'c1,2024-03,4.5',
      'c2,2024-02,20',
      'c5,2024-02,7',
      'c6,2024-04,0.5',
    ]);
    // 2 + 1 + 2 + 1 cells, of which the x is no number; a line of four cells.
    expect(sources[0]).toMatchObject({ read: 6, rejected: 1, script: null });
    expect(sources[0]!.rejects).toEqual([{ line: 4, reason: 'MISSING COLUMNS' }]);
    expect(sources[0]!.expected.mapping).toMatchObject({
      customer: 'customer_id',
      ordered_at: 'month',
      amount: 'amount',
      region: 'region',
    });
    // What it wrote down makes the next month's file rows too, whose months are others.
    const written = value(readMapping(JSON.stringify(jsonOf(out, 'mapping.json'))));
    expect(written.sources[0]!.reading).toEqual({ periods: 'rows' });
    const next = ['customer_id,region,2024-02,2024-03,2024-04,2024-05,Total', 'c1,North,,4.5,6,7,17.5'];
    const later = [put(folder, 'wide.csv', `${next.join('\n')}\nc2,South,20,,,1,21\nc3,South,,,3,,3\n`)];
    const again = join(folder, 'again');
    value(await runOn({ notebook, data: later, out: again, map: written }));
    expect(csv(again)).toEqual([
      'c1,2024-03,4.5',
      'c1,2024-04,6',
      'c1,2024-05,7',
      'c2,2024-02,20',
      'c2,2024-05,1',
      'c3,2024-04,3',
    ]);
  },
);

test('a notebook remembers it, and its year only for files that say none', { tags: ['whole'] }, async () => {
  const expecting = {
    ...notebook,
    sources: [
      {
        ...defaultSource,
        name: 'wide',
        entity: 'orders' as const,
        reading: { periods: 'rows', year: 2022 },
      },
    ],
  };
  const table = 'customer_id,Jan,Feb,Mar\nc1,1,,3\nc2,,2,\nc3,1,1,\n';
  const monthsOf = async (name: string) => {
    const out = join(folder, `of ${name}`);
    value(await runOn({ notebook: expecting, data: [put(folder, name, table)], out }));
    return [...new Set(csv(out).map((line) => line.split(',')[1]))].sort();
  };
  expect(await monthsOf('wide.csv')).toEqual(['2022-01', '2022-02', '2022-03']);
  expect(await monthsOf('wide 2023.csv')).toEqual(['2023-01', '2023-02', '2023-03']);
});
