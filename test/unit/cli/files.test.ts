import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readMapping, type MappingFile } from '../../../src/cli/mapping.ts';
import type { RunSummary } from '../../../src/cli/run.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { few } from '../../tools/breadth.ts';
import { encodeLegacy } from '../files/support.ts';
import { xlsxOf } from '../files/zip-of.ts';
import { jsonOf, notebookOf, put, query, runOn, runScriptFile, scratch, SECRET, value } from './support.ts';

const folder = scratch();
let turn = 0;

const notebook = notebookOf({
  by_customer: `SELECT customer, count(*) AS orders, sum(amount) AS amount FROM orders GROUP BY customer ORDER BY customer`,
});

/** Runs over one file, and its script in a database of its own; both give these rows. */
async function rowsOf(
  name: string,
  content: string | Uint8Array,
  rest: { map?: MappingFile; notebook?: Notebook } = {},
): Promise<{ rows: Record<string, unknown>[]; summary: RunSummary; out: string }> {
  const out = join(folder, `out ${++turn}`);
  const data = [put(folder, name, content)];
  const summary = value(await runOn({ notebook, data, out, ...rest }));
  expect(summary.cells.map((c) => c.fault)).toEqual(summary.cells.map(() => null));
  const db = await runScriptFile(folder, out, [`SET VARIABLE pseudonym_secret = '${SECRET}'`]);
  const rows = await query(db, 'FROM by_customer');
  await db.close();
  const lines = readFileSync(join(out, 'by_customer.csv'), 'utf8').trimEnd().split('\r\n').slice(1);
  const written = (cell: unknown) => (cell === null ? '' : String(cell));
  expect(lines).toEqual(rows.map((row) => Object.values(row).map(written).join(',')));
  return { rows, summary, out };
}

const HEAD = 'order_id,customer_id,order_date,amount';
const ROWS = ['1,c1,2024-01-02,10.5', '2,c2,2024-01-03,20', '3,c1,2024-01-04,4.5'];
const EXPECTED = [
  { customer: 'c1', orders: 2, amount: 15 },
  { customer: 'c2', orders: 1, amount: 20 },
];
const text = (lines: string[], end = '\n') => lines.join(end) + end;

describe('a text gives the same whichever way it must be read, and so does the script', () => {
  const plain = text([HEAD, ...ROWS]);
  const quotedHead = text([
    HEAD.split(',')
      .map((c) => `"${c}"`)
      .join(','),
    ...ROWS,
  ]);
  const texts: [string, string | Uint8Array, boolean][] = [
    ['plain UTF-8', plain, true],
    ['with a byte order mark', `\ufeff${plain}`, true],
    ['CRLF', text([HEAD, ...ROWS], '\r\n'), true],
    ['quoted header', quotedHead, true],
    ['gzip', gzipSync(plain), true],
    ['semicolons', plain.replaceAll(',', ';'), true],
    ['a title above', `Orders of January\n\n${plain}`, true],
    ['CR alone', text([HEAD, ...ROWS], '\r'), false],
    ['line break in the header', plain.replace('customer_id', '"customer\n_id"'), false],
    ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${plain}`, 'utf16le')), false],
    ['a row of totals', `${plain}合计,,,35\n`, false],
    ['days without a year', `Orders of 2024\n\n${plain.replaceAll('2024-01-0', '1/0')}`, true],
  ];
  test('days without a year: it is told of which one they are', { tags: ['whole'] }, async () => {
    const days = plain.replaceAll('2024-01-0', '1/0');
    const { summary } = await rowsOf('orders.csv', `Orders of 2024\n\n${days}`, {});
    expect(summary.sources[0]!.seen.map(({ code }) => code)).toContain('year-taken');
  });
  test.each(few(texts, 20))('%s', async (name, content, inPlace) => {
    const map: MappingFile = {
      format: 'cellar-mapping',
      version: 1,
      sources: [{ file: 'orders.csv', entity: 'orders' }],
    };
    const { rows, summary, out } = await rowsOf('orders.csv', content, { map });
    expect(rows).toEqual(EXPECTED);
    expect(summary.sources[0]).toMatchObject({ read: 3, rejected: 0 });
    expect(summary.sources[0]!.script !== null, name).toBe(inPlace);
    expect(existsSync(join(out, 'sources'))).toBe(!inPlace);
  });

  test('GBK, Chinese names', { tags: ['whole'] }, async () => {
    const gbk = encodeLegacy(
      text([
        '订单编号,客户编号,下单时间,金额',
        ...[1, 2, 3].map((i) => `${i},客户${i % 2},2024-01-0${i},${i}`),
      ]),
      'gb18030',
    );
    const { rows, summary } = await rowsOf('订单.csv', gbk);
    expect(summary.sources[0]!.columns.map((c) => c.name)).toEqual([
      '订单编号',
      '客户编号',
      '下单时间',
      '金额',
    ]);
    expect(rows).toEqual([
      { customer: '客户0', orders: 1, amount: 2 },
      { customer: '客户1', orders: 2, amount: 4 },
    ]);
  });

  test(
    'a workbook: dates are dates, the sheet that is no data is left out',
    { tags: ['whole'] },
    async () => {
      const cell = (at: string, v: string) => `<c r="${at}" t="inlineStr"><is><t>${v}</t></is></c>`;
      const row = (n: number, cells: string[]) => `<row r="${n}">${cells.join('')}</row>`;
      const head = row(1, [cell('A1', 'customer_id'), cell('B1', 'order_date'), cell('C1', 'amount')]);
      // 45293 is 2 January 2024 in Excel's days.
      const rows = ROWS.map((line, i) => {
        const [, customer, , amount] = line.split(',');
        const n = i + 2;
        return row(n, [
          cell(`A${n}`, customer!),
          `<c r="B${n}" s="1"><v>${45293 + i}</v></c>`,
          `<c r="C${n}"><v>${amount}</v></c>`,
        ]);
      });
      const notes =
        row(1, [cell('A1', 'remark'), cell('B1', 'author')]) + row(2, [cell('A2', 'fine'), cell('B2', 'me')]);
      const book = xlsxOf([
        { name: 'Orders', rows: head + rows.join('') },
        { name: 'Notes', rows: notes },
      ]);
      const more = {
        ...notebook,
        cells: [
          ...notebook.cells,
          { ...notebook.cells[0]!, name: 'last', sql: 'SELECT max(ordered_at) AS at FROM orders' },
        ],
      };
      const { rows: found, summary, out } = await rowsOf('shop.xlsx', book, { notebook: more });
      expect(found).toEqual(EXPECTED);
      expect(summary.sources.map((s) => [s.part, s.read, s.script])).toEqual([['Orders', 3, null]]);
      expect(readFileSync(join(out, 'last.csv'), 'utf8')).toContain('2024-01-04');
    },
  );

  test('JSON', { tags: ['whole'] }, async () => {
    const records = ROWS.map((line) => {
      const [order_id, customer_id, order_date, amount] = line.split(',');
      return { order_id, customer_id, order_date, amount: Number(amount) };
    });
    const { rows, summary } = await rowsOf('orders.json', JSON.stringify(records));
    expect(rows).toEqual(EXPECTED);
    expect(summary.sources[0]!.script).toBeNull();
  });
});

test('broken lines and values are counted, listed by line, and the account adds up', async () => {
  const lines = [
    HEAD,
    ...ROWS,
    '4,c3',
    '5,c4,2024-01-05,1,extra',
    '6,c5,2024-01-06,much',
    '7,c6,2024-01-07,-',
  ];
  const { summary, out } = await rowsOf('orders.csv', text(lines), {
    map: {
      format: 'cellar-mapping',
      version: 1,
      sources: [{ file: 'orders.csv', types: { amount: 'number' } }],
    },
  });
  expect(summary.sources[0]).toMatchObject({
    read: 5,
    rejected: 2,
    conversions: [{ column: 'amount', failed: 1 }],
  });
  const ledger = jsonOf(out, 'ledger.json');
  expect(ledger.sources[0]).toMatchObject({
    records: 7,
    rejects: [
      { line: 5, reason: 'MISSING COLUMNS' },
      { line: 6, reason: 'TOO MANY COLUMNS' },
    ],
  });
  expect(JSON.stringify(ledger)).not.toContain('extra');
});

describe('privacy', () => {
  const people = text([
    '手机号,下单时间,金额,email',
    ...Array.from({ length: 12 }, (_, i) => `1380013800${i % 10},2024-01-${10 + i},${i + 1},p${i}@shop.cn`),
  ]);

  test('a phone that is the customer is pseudonymised; the secret and the numbers are in no file', async () => {
    const { rows, summary, out } = await rowsOf('orders.csv', people);
    expect(summary.sources[0]!.expected.privacy).toEqual({ 手机号: 'pseudonymise', email: 'drop' });
    expect(rows).toHaveLength(10);
    for (const { customer } of rows) expect(customer).toMatch(/^p_[0-9a-f]{16}$/);
    for (const name of readdirSync(out)) {
      const written = readFileSync(join(out, name), 'utf8');
      expect(written, name).not.toContain(SECRET);
      expect(written, name).not.toMatch(/13800138|shop\.cn/);
      // nor the key's pads
      expect(written, name).not.toContain(
        SECRET.match(/../g)!
          .map((b) => (parseInt(b, 16) ^ 0x36).toString(16).padStart(2, '0'))
          .join(''),
      );
    }
  });

  test(
    'without the secret the script gives other pseudonyms and the same numbers',
    { tags: ['whole'] },
    async () => {
      const { rows, out } = await rowsOf('orders.csv', people);
      const db = await runScriptFile(folder, out);
      const others = await query(db, 'FROM by_customer');
      await db.close();
      const amounts = (list: Record<string, unknown>[]) => list.map((row) => row['amount']).sort();
      expect(amounts(others)).toEqual(amounts(rows));
      expect(others.map((row) => row['customer'])).not.toContain(rows[0]!['customer']);
    },
  );
});

test(
  'findings.json says what a report holds back, and leaves it out where the rules hold for tables too',
  { tags: ['whole'] },
  async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i},c${i % 20},2024-0${1 + (i % 9)}-11,${(i % 20 < 1 ? 9e5 : 50) + ((i * 37) % 91)}.25`,
    );
    const data = [put(folder, 'orders.csv', text([HEAD, ...rows]))];
    const cells = notebookOf({ pareto: { template: 'pareto' }, kpi: { template: 'kpi' } });
    const findings = async (tables: boolean) => {
      const out = join(folder, `findings ${++turn}`);
      const disclosure = { ...cells.disclosure, tables };
      value(await runOn({ notebook: { ...cells, disclosure }, data, out }));
      const { cells: told } = jsonOf(out, 'findings.json') as {
        cells: { findings: { held: string | null; text: string }[]; numbers: unknown[] }[];
      };
      return told;
    };
    const open = (await findings(false)).flatMap((cell) => cell.findings);
    const left = open.filter(({ held }) => held === null);
    expect(left.length).toBeLessThan(open.length);
    const gated = await findings(true);
    expect(gated.flatMap((cell) => cell.findings)).toEqual(left);
    for (const cell of gated) expect(cell.numbers).toHaveLength(cell.findings.length);
  },
);

describe('mapping files', () => {
  test('mapping.json of a run gives the same run again', { tags: ['whole'] }, async () => {
    const first = await rowsOf('orders.csv', text([HEAD, ...ROWS]));
    const map = jsonOf(first.out, 'mapping.json') as MappingFile;
    expect(map.sources[0]).toMatchObject({
      file: 'orders.csv',
      entity: 'orders',
      mapping: { customer: 'customer_id', ordered_at: 'order_date', amount: 'amount' },
    });
    const again = await rowsOf('orders.csv', text([HEAD, ...ROWS]), { map });
    expect(again.rows).toEqual(first.rows);
    expect(again.summary.sources[0]!.told).toBe(true);
  });

  test.each(few(['%d/%m/%Y', '%m/%d/%Y'], 2))(
    'every setting of how a file is read is taken and comes back, dates as %s among them',
    async (format) => {
      const settings = {
        encoding: 'utf-8',
        delimiter: ',',
        quote: '"' as const,
        headerLine: 1,
        skipTail: 0,
        decimal: '.' as const,
        fill: true,
        carry: false,
        periods: 'rows' as const,
        invalid: 'replace' as const,
        normalise: true,
      };
      const reading = { ...settings, types: { order_id: 'text' }, formats: { order_date: format } };
      const expecting = {
        ...notebookOf({ by_day: 'SELECT DISTINCT ordered_at::DATE AS day FROM all_orders ORDER BY day' }),
        sources: [{ ...defaultSource, name: 'orders', entity: 'orders' as const, reading }],
      };
      const days = ['03/04/2024', '05/06/2024', '07/08/2024'];
      const lines = days.map((day, i) => `${i},c${i},${day},${i}.5`);
      const data = [put(folder, 'orders.csv', text([HEAD, ...lines]))];
      const out = join(folder, `settings ${++turn}`);
      const first = value(await runOn({ notebook: expecting, data, out }));
      expect(first.sources[0]!.columns).toContainEqual({ name: 'order_id', type: 'VARCHAR' });
      const day = (folder: string) => readFileSync(join(folder, 'by_day.csv'), 'utf8').split('\r\n')[1];
      expect(day(out)).toBe(format === '%d/%m/%Y' ? '2024-04-03' : '2024-03-04');

      const written = jsonOf(out, 'mapping.json');
      expect(written.sources[0]).toMatchObject({
        reading: settings,
        types: reading.types,
        formats: reading.formats,
      });
      const map = value(readMapping(JSON.stringify(written)));
      const bare = { ...expecting, sources: [] };
      const again = join(folder, `settings ${++turn}`);
      const second = value(await runOn({ notebook: bare, data, out: again, map }));
      expect(second.sources[0]!.columns).toContainEqual({ name: 'order_id', type: 'VARCHAR' });
      expect(day(again)).toBe(day(out));
    },
  );

  test.each([
    [{ file: 'other.csv' }, 'cli-map-unused'],
    [{ file: 'orders.csv', entity: 'orders', mapping: { customer: 'nobody' } }, 'cli-map-column'],
    [{ file: 'orders.csv', entity: 'orders', mapping: { amount: 'amount' } }, 'mapping-missing-role'],
    [{ file: 'orders.csv', entity: null }, 'cli-no-sources'],
  ] as const)('%o is refused', async (source, code) => {
    const data = [put(folder, 'orders.csv', text([HEAD, ...ROWS]))];
    const map = { format: 'cellar-mapping', version: 1, sources: [source] } as MappingFile;
    const result = await runOn({ notebook, data, out: join(folder, 'refused'), map });
    expect(result).toMatchObject({ ok: false, fault: { code } });
  });

  test('next month’s file is mapped as the notebook expects', { tags: ['whole'] }, async () => {
    const odd = text(['a,b,c,d', '1,c1,2024-01-02,10.5', '2,c2,2024-01-03,20', '3,c1,2024-01-04,4.5']);
    const expecting: Notebook = {
      ...notebook,
      sources: [
        {
          ...defaultSource,
          name: 'orders',
          system: 'shop',
          entity: 'orders',
          columns: ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'VARCHAR' })),
          mapping: { order_id: 'a', customer: 'b', ordered_at: 'c', amount: 'd' },
        },
      ],
    };
    const { rows } = await rowsOf('orders_2024_02.csv', odd, { notebook: expecting });
    expect(rows).toEqual(EXPECTED);
  });
});

test(
  'two files of one kind are one entity; a failing cell takes only its readers down',
  { tags: ['whole'] },
  async () => {
    const more = notebookOf({
      total: 'SELECT count(*) AS n FROM orders',
      broken: 'SELECT nothing FROM orders',
      behind: 'SELECT * FROM broken',
      story: { template: 'text', sql: null, text: { body: 'words' } },
    });
    const data = [
      put(folder, 'jan.csv', text([HEAD, ...ROWS])),
      put(folder, 'feb.csv', text([HEAD, '9,c9,2024-02-01,1'])),
    ];
    const out = join(folder, 'two');
    const { cells } = value(await runOn({ notebook: more, data, out }));
    const states = Object.fromEntries(cells.map((c) => [c.planned.name, c.fault?.code ?? c.state]));
    expect(states).toEqual({
      total: 'done',
      broken: expect.stringMatching(/^sql-/),
      behind: 'cell-upstream',
      story: 'quiet',
    });
    expect(readFileSync(join(out, 'total.csv'), 'utf8')).toBe('\ufeffn\r\n4\r\n');
    expect(existsSync(join(out, 'broken.csv'))).toBe(false);
  },
);

test('a file that is not there is named', async () => {
  const result = await runOn({ notebook, data: [join(folder, 'no.csv')], out: join(folder, 'none') });
  expect(result).toMatchObject({ ok: false, fault: { code: 'cli-file-unreadable' } });
});
