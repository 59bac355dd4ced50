import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { keyOf, newIdentity, seal } from '../../../src/package/age.ts';
import { packParts } from '../../../src/package/parts.ts';
import { notebookOf, put, scratch, SECRET } from './support.ts';

const folder = scratch();

async function call(line: string[], locale = 'en_GB.UTF-8') {
  const printed: string[] = [];
  const said: string[] = [];
  const code = await main(line, {
    print: (text) => printed.push(text),
    say: (text) => said.push(text),
    now: new Date('2026-01-15T12:00:00Z'),
    program: 'Cellar test',
    locale,
  });
  return { code, printed: printed.join('\n'), said: said.join('\n') };
}

const ORDERS = put(
  folder,
  'orders.csv',
  'order_id,phone,order_date,amount\n' +
    Array.from({ length: 6 }, (_, i) => `${i},1380013800${i},2024-01-0${i + 1},${i + 1}\n`).join(''),
);
const fileOf = (name: string, cells: Record<string, string>) =>
  put(folder, name, writeNotebook(notebookOf(cells)));
const GOOD = fileOf('good.cellar.json', { total: 'SELECT count(DISTINCT customer) AS n FROM orders' });
const BAD = fileOf('bad.cellar.json', {
  total: 'SELECT count(*) AS n FROM orders',
  wrong: 'SELECT zzz FROM orders',
});
const MAP = put(
  folder,
  'map.json',
  JSON.stringify({
    format: 'cellar-mapping',
    version: 1,
    sources: [
      {
        file: 'orders.csv',
        entity: 'orders',
        mapping: { customer: 'phone', ordered_at: 'order_date', amount: 'amount' },
      },
    ],
  }),
);
const run = (notebook: string, ...rest: string[]) => [
  ...['run', notebook, '--data', ORDERS, '--map', MAP, '--out', join(folder, 'out')],
  ...rest,
];

test('help and the list of notebooks go to standard output, in the reader’s language', async () => {
  const english = await call(['--help']);
  expect([english.code, english.said]).toEqual([0, '']);
  expect(english.printed).toContain('--data <file>');
  expect((await call([], 'zh_CN.UTF-8')).printed).toContain('退出码');
  expect((await call(['list'])).printed).toContain('customer-value\t');
});

test('a file of data in the place of the notebook, and a notebook among the data, are said to be such', async () => {
  const data = await call(['run', ORDERS, '--data', ORDERS, '--out', join(folder, 'out')]);
  expect([data.code === 0, data.said]).toEqual([false, expect.stringContaining('is a file of data')]);
  const method = await call(['run', GOOD, '--data', GOOD, '--out', join(folder, 'out')]);
  expect([method.code === 0, method.said]).toEqual([false, expect.stringContaining('not data')]);
});

test('a run: what was understood, each cell, and that pseudonyms will differ', async () => {
  const { code, printed, said } = await call(run(GOOD));
  expect([code, printed]).toEqual([0, '']);
  expect(said).toMatch(/^orders: \w+, 6 rows read, 0 rejected$/m);
  expect(said).toContain('orders.customer ← phone');
  expect(said).toContain('phone: pseudonymised');
  expect(said).toContain('Running total (1/1)');
  expect(said).toContain('random secret');
  expect(said).not.toContain('1380013');
  expect(readFileSync(join(folder, 'out', 'total.csv'), 'utf8')).toBe('\ufeffn\r\n6\r\n');
});

test('a single analysis runs by its name', { tags: ['whole'] }, async () => {
  const out = join(folder, 'alone');
  const { code, said } = await call([...run('pareto').slice(0, -1), out]);
  expect(code).toBe(0);
  expect(said).toContain('Running pareto (1/1)');
  expect(readFileSync(join(out, 'pareto.csv'), 'utf8').split('\r\n')).toHaveLength(8);
});

test('a secret file keeps the pseudonyms, and nobody is told they differ', { tags: ['whole'] }, async () => {
  const secret = put(folder, 'secret', `${SECRET}\n`);
  expect((await call(run(GOOD, '--secret-file', secret))).said).not.toContain('random secret');
  const weak = put(folder, 'weak', 'password');
  expect(await call(run(GOOD, '--secret-file', weak))).toMatchObject({ code: 1 });
});

test('exit codes: wrong usage, nothing run, some cells failed', async () => {
  expect((await call(['run'])).code).toBe(2);
  const missing = await call(['run', 'no-such', '--data', ORDERS, '--out', folder]);
  expect(missing.code).toBe(1);
  expect(missing.said).toContain('“no-such”');
  expect(missing.said).toContain('customer-value');
  const partly = await call(run(BAD));
  expect(partly.code).toBe(3);
  expect(partly.said).toContain('zzz');
  expect(readFileSync(join(folder, 'out', 'total.csv'), 'utf8')).toBe('\ufeffn\r\n6\r\n');
});

test('a damaged file is named in a sentence', async () => {
  const empty = put(folder, 'empty.csv', '');
  const { code, said } = await call(['run', GOOD, '--data', empty, '--out', join(folder, 'e')]);
  expect(code).toBe(1);
  expect(said).toContain('empty.csv: The file has no rows.');
});

test(
  'a second run into the same folder is held against the first; a run.json of something else is left alone',
  { tags: ['whole'] },
  async () => {
    const out = join(folder, 'twice');
    const file = put(
      folder,
      'pareto.cellar.json',
      writeNotebook(notebookOf({ pareto: { template: 'pareto' }, report: { template: 'report' } })),
    );
    const line = ['run', file, '--data', ORDERS, '--map', MAP, '--out', out];
    expect((await call(line)).code).toBe(0);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).not.toContain('## Against the run before');
    const first = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    expect(first.figures.map((f: { id: string }) => f.id)).toContain('rows orders kept');
    expect(first.currency, 'its file states none').toBe('XXX');
    expect((await call(line)).code).toBe(0);
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('## Against the run before');

    put(out, 'run.json', '{"mine": 1}');
    const refused = await call(line);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('is not written over');
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe('{"mine": 1}');
  },
);

test(
  'what each status is taken for is told; a mapping file says otherwise; the currency is the files\u2019',
  { tags: ['whole'] },
  async () => {
    const deals = put(
      folder,
      'deals.csv',
      'Deal ID,Company,Close date,Amount (USD),Deal stage\n' +
        Array.from(
          { length: 20 },
          (_, i) =>
            `${i},C${i % 7},2024-01-${10 + i},${100 + i},${['Closed won', 'Negotiation', '阶段甲', 'Closed won'][i % 4]}\n`,
        ).join(''),
    );
    const sources = [
      {
        file: 'deals.csv',
        entity: 'orders',
        mapping: {
          customer: 'Company',
          ordered_at: 'Close date',
          amount: 'Amount (USD)',
          order_id: 'Deal ID',
          status: 'Deal stage',
        },
      },
    ];
    const mapOf = (name: string, more: object) =>
      put(folder, name, JSON.stringify({ format: 'cellar-mapping', version: 1, sources, ...more }));
    const out = join(folder, 'deals');
    const line = (map: string) => ['run', GOOD, '--data', deals, '--map', map, '--out', out];
    const first = await call(line(mapOf('deals.json', {})));
    expect(first.code).toBe(0);
    expect(first.said).toContain('Order status “Closed won” (10 rows): Sale');
    expect(first.said).toContain('Order status “Negotiation” (5 rows): Open deal');
    expect(first.said).toContain('“阶段甲” (5 rows): Not understood');
    expect(first.said).toMatch(/“Deals still open, and drafts” has set aside 5 rows of orders, 25/);
    const report = readFileSync(join(out, 'report.md'), 'utf8');
    expect(report).toContain('$');
    const cleaning = [
      {
        rule: 'orders.status_unknown',
        action: 'flag',
        params: { 'status=Negotiation': 'sale', 'status=阶段甲': 'cancelled' },
      },
    ];
    const second = await call(line(mapOf('said.json', { cleaning })));
    expect(second.said).toContain('“Negotiation” (5 rows): Sale');
    expect(second.said).toMatch(/“Refunds and cancellations” has set aside 5 rows/);
    expect(JSON.parse(readFileSync(join(out, 'mapping.json'), 'utf8'))).toMatchObject({ cleaning });
  },
);

test('a sealed package runs on the tables it brings, for who has the key', async () => {
  const identity = await newIdentity();
  const sealed = async (name: string, parts: Parameters<typeof packParts>[1]) => {
    const zip = await packParts(readFileSync(GOOD, 'utf8'), parts);
    const made = zip.ok ? await seal(zip.value, { keys: [await keyOf(identity)] }) : zip;
    if (!made.ok) throw new Error(made.fault.code);
    writeFileSync(join(folder, name), new Uint8Array(await made.value.arrayBuffer()));
    return join(folder, name);
  };
  // What a file is its content says, whatever it is called.
  const body = readFileSync(ORDERS, 'utf8');
  const whole = await sealed('whole.cellar.age', [{ name: 'sources/orders.parquet', body }]);
  const bare = await sealed('bare.cellar.age', []);
  const map = put(
    folder,
    'package-map.json',
    readFileSync(MAP, 'utf8').replace('orders.csv', 'orders.parquet'),
  );
  const mine = put(folder, 'mine.txt', `# created by age-keygen\n${identity}\n`);
  const other = put(folder, 'other.txt', `${await newIdentity()}\n`);
  const out = join(folder, 'packaged');
  const line = ['run', whole, '--out', out, '--map', map, '--identity'];
  expect((await call([...line, mine])).code).toBe(0);
  expect(readFileSync(join(out, 'total.csv'), 'utf8')).toContain('6');
  const wrong = await call([...line, other]);
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('not sealed to your key')]);
  const empty = await call(['run', bare, '--out', out, '--identity', mine]);
  expect([empty.code, empty.said]).toEqual([1, expect.stringContaining('--data')]);
});

test('no name moves the cursor of a terminal, gives it a title or begins a line of its own', async () => {
  const data = put(
    folder,
    'hostile\u001b]0;title\u0007.csv',
    'order_id,order_date,customer_id,amount,"note\u001b[2A\rThe results are in /elsewhere","status\u202e"\n' +
      Array.from({ length: 6 }, (_, i) => `${i},2024-01-0${i + 1},C${i},5,x,"paid\u009b31m"\n`).join(''),
  );
  const cells = fileOf('forged.cellar.json', { n: 'SELECT "a\u001b[31m\n  Nothing failed" FROM orders' });
  const { said } = await call([
    'run',
    cells,
    '--data',
    data,
    '--out',
    join(folder, 'hostile'),
    '--lang',
    'en',
  ]);
  expect(said).toContain('hostile⟨U+001B⟩]0;title⟨U+0007⟩.csv');
  expect(said.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  expect(said).not.toMatch(/^\s*(?:Nothing failed|The results are in \/elsewhere)/m);
});
