import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { jsonOf, notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();
const rows = Array.from(
  { length: 60 },
  (_, i) => `O${i},C${i % 7},2024-03-${String((i % 28) + 1).padStart(2, '0')},${i}.5`,
);
const file = put(
  folder,
  'orders.csv',
  ['Sales report', 'order_id,customer_id,order_date,amount', ...rows, 'Total,,,1770'].join('\n'),
);
const notebook = notebookOf({ n: 'SELECT count(*) AS n FROM all_orders' });
const greedy = { skipTail: 40, headerLine: 20 };

test(
  'a mapping file and a notebook leave out no more lines than the file suggests, and the account has those',
  { tags: ['whole'] },
  async () => {
    const map = {
      format: 'cellar-mapping' as const,
      version: 1 as const,
      sources: [{ file: 'orders.csv', reading: greedy }],
    };
    const expecting = {
      ...notebook,
      sources: [{ ...defaultSource, name: 'orders', entity: 'orders' as const, reading: greedy }],
    };
    for (const [name, how] of [
      ['mapping', { notebook, map }],
      ['notebook', { notebook: expecting }],
    ] as const) {
      const out = join(folder, name);
      value(await runOn({ ...how, data: [file], out }));
      const [source] = jsonOf(out, 'ledger.json').sources;
      expect(source, name).toMatchObject({
        records: 60,
        read: 60,
        rejected: 0,
        leftOut: { above: 1, below: 1 },
      });
    }
  },
);

test('what was asked for and not done is said', { tags: ['whole'] }, async () => {
  const path = put(folder, 'n.cellar.json', JSON.stringify({ ...notebook, format: 'cellar-notebook' }));
  const map = put(
    folder,
    'map.json',
    JSON.stringify({
      format: 'cellar-mapping',
      version: 1,
      sources: [{ file: 'orders.csv', reading: greedy }],
    }),
  );
  const run = async (map: string, out: string, ...more: string[]) => {
    const lines: string[] = [];
    const words = ['run', path, '--data', file, '--map', map, '--out', join(folder, out), '--lang', 'en'];
    await main([...words, ...more], {
      print: (line) => lines.push(line),
      say: (line) => lines.push(line),
      now: new Date('2026-01-15T12:00:00Z'),
      program: 'Cellar test',
      locale: 'en',
    });
    return lines.join('\n');
  };
  const said = await run(map, 'said');
  expect(said).toContain('no data, left out: 1 line above the header, 1 at the end');
  expect(said).toContain('--allow-lines orders.csv leaves out what is asked for');
  expect(said).toContain('asks to leave out 40 lines at the end; only 1 of them reads');
  expect(said).toContain('asks for the header in line 20');

  // Whoever starts the program may let it, by the file's name; it is told and in the account all the same.
  const footer = put(
    folder,
    'footer.json',
    JSON.stringify({
      format: 'cellar-mapping',
      version: 1,
      sources: [{ file: 'orders.csv', reading: { skipTail: 3 } }],
    }),
  );
  const allowed = await run(footer, 'allowed', '--allow-lines', 'orders.csv');
  expect(allowed).toContain('no data, left out: 1 line above the header, 3 at the end');
  expect(allowed).not.toContain('--allow-lines');
  expect(jsonOf(join(folder, 'allowed'), 'ledger.json').sources[0]).toMatchObject({
    read: 58,
    leftOut: { above: 1, below: 3 },
  });
  const other = await run(footer, 'other', '--allow-lines', 'other.csv');
  expect(other).toContain('1 line above the header, 1 at the end');
});

test('what was carried down, and ids that a spreadsheet spoilt, are said', { tags: ['whole'] }, async () => {
  const path = put(folder, 'carried.cellar.json', JSON.stringify({ ...notebook, format: 'cellar-notebook' }));
  const lines = ['Adler', 'Berg', 'Chen', 'Dietz', 'Egger', 'Falk'].flatMap((customer, i) =>
    [0, 1].map((k) => `${k === 0 ? customer : ''},2024-0${k + 1}-1${i},3.27E+1${i},${i}.5`),
  );
  const data = put(folder, 'groups.csv', ['Customer,Order date,Order ID,Amount', ...lines].join('\n'));
  const said: string[] = [];
  await main(['run', path, '--data', data, '--out', join(folder, 'groups'), '--lang', 'en'], {
    print: (line) => said.push(line),
    say: (line) => said.push(line),
    now: new Date('2026-01-15T12:00:00Z'),
    program: 'Cellar test',
    locale: 'en',
  });
  expect(said.join('\n')).toContain('1 column is written on the first line of each order only (Customer)');
  expect(said.join('\n')).toContain('3.27E+1');
  expect(jsonOf(join(folder, 'groups'), 'ledger.json').sources[0]).toMatchObject({ kept: 12 });
});

test(
  'a line of sums among an order’s lines is given no order, and counts in none',
  { tags: ['whole'] },
  async () => {
    const path = put(folder, 'sums.cellar.json', JSON.stringify({ ...notebook, format: 'cellar-notebook' }));
    const lines = Array.from({ length: 12 }, (_, i) => [
      `S${i},2024-03-${10 + i},K${i % 5},已完成,杯,1,10.5`,
      ...Array.from({ length: i % 3 }, (_, k) => `,,,,盘${k},1,10.5`),
      `,,,,小计,${1 + (i % 3)},${10.5 * (1 + (i % 3))}`,
    ]).flat();
    const data = put(
      folder,
      'sums.csv',
      ['订单号,下单时间,客户,订单状态,商品,数量,金额', ...lines, ''].join('\n'),
    );
    const said: string[] = [];
    await main(['run', path, '--data', data, '--out', join(folder, 'sums'), '--lang', 'en'], {
      print: (line) => said.push(line),
      say: (line) => said.push(line),
      now: new Date('2026-01-15T12:00:00Z'),
      program: 'Cellar test',
      locale: 'en',
    });
    expect(said.join('\n')).toContain('4 columns are written on the first line of each order only');
    expect(jsonOf(join(folder, 'sums'), 'ledger.json').sources[0]).toMatchObject({ kept: 24 });
  },
);
