import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MappingFile } from '../../../src/cli/mapping.ts';
import { splitRecords } from '../../../src/files/records.ts';
import { readMapping } from '../../../src/cli/mapping.ts';
import { few } from '../../tools/breadth.ts';
import { flatOrders } from '../../fixtures/flat.ts';
import { jsonOf, notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();

const CELLS = {
  who: 'SELECT customer, name, industry, region, level, owner, CAST(registered_at AS DATE) AS since FROM customers ORDER BY customer',
  by_itself: { template: 'structure' },
  by_industry: { template: 'structure', params: { by: 'industry' } },
  compared: { template: 'compare-groups', params: { by: 'owner', metric: 'revenue_per_customer' } },
};

async function ran(name: string, data: string[], map: MappingFile | null = null) {
  const out = join(folder, name);
  return { out, summary: value(await runOn({ notebook: notebookOf(CELLS), data, map, out })) };
}

const table = (out: string, cell: string): Record<string, string>[] => {
  const text = readFileSync(join(out, `${cell}.csv`), 'utf8').replace(/^\ufeff/, '');
  const [head, ...rows] = splitRecords(text, { delimiter: ',', quote: '"' }).map(({ fields }) => fields);
  return rows.map((row) => Object.fromEntries(head!.map((column, i) => [column!, row[i] ?? ''])));
};

interface Ledger {
  steps: {
    entity: string;
    rule: string;
    rows_in: number;
    removed: number;
    added: number;
    flagged: number;
    rows_out: number;
  }[];
  identities: { holds: boolean }[];
  reconciliation: { holds: boolean }[];
  sources: { read: number; kept: number }[];
}

describe.each(few(['zh', 'en'] as const, 2))('an order list that describes its customers (%s)', (lang) => {
  const list = flatOrders(lang);

  test('gives the customers with their attributes, and the analyses that need them', async () => {
    const { out, summary } = await ran(`flat-${lang}`, [put(folder, `list-${lang}.csv`, list.csv)]);
    expect(Object.keys(summary.sources[0]!.expected.attributes ?? {}).sort()).toEqual([
      'industry',
      'level',
      'name',
      'owner',
      'region',
      'registered_at',
    ]);
    const who = table(out, 'who');
    expect(
      Object.fromEntries(
        who.map(({ customer, industry, region, level, owner }) => [
          customer,
          { industry: industry || null, region: region || null, level, owner },
        ]),
      ),
    ).toEqual(list.customers);
    expect(who[13]).toMatchObject({ customer: 'K13', since: '2023-02-15' });
    const found = table(out, 'by_industry').map(({ segment, revenue }) => [segment, Number(revenue)]);
    expect(Object.fromEntries(found)).toEqual(list.revenue);
    const regions = Object.values(list.customers).flatMap(({ region }) => region ?? []);
    const people = table(out, 'by_itself').map(({ segment, customers }) => [segment, Number(customers)]);
    expect(Object.fromEntries(people)).toMatchObject(
      Object.fromEntries(
        [...new Set(regions)].map((one) => [one, regions.filter((region) => region === one).length]),
      ),
    );
    expect(
      table(out, 'compared')
        .map(({ segment }) => segment)
        .sort(),
    ).toEqual([...new Set(Object.values(list.customers).map(({ owner }) => owner))].sort());
  });

  test('the account says it and adds up', async () => {
    const ledger = jsonOf(join(folder, `flat-${lang}`), 'ledger.json') as Ledger;
    expect(ledger.sources[0]).toMatchObject({ read: 120, kept: 120 });
    const step = (rule: string) => ledger.steps.find((s) => s.entity === 'customers' && s.rule === rule);
    expect(step('customers.told')).toMatchObject({ rows_in: 0, added: 24, rows_out: 24 });
    // Every sixth changed hands.
    expect(step('customers.rows_differ')).toMatchObject({ flagged: 4 });
    expect(step('customers.missing_region')).toMatchObject({ flagged: 3 });
    expect([...ledger.identities, ...ledger.reconciliation].every(({ holds }) => holds)).toBe(true);
  });
});

test('its mapping says so again, and may say otherwise', { tags: ['whole'] }, async () => {
  const text = readFileSync(join(folder, 'flat-en', 'mapping.json'), 'utf8');
  const map = value(readMapping(text));
  const data = [join(folder, 'list-en.csv')];
  const again = await ran('again', data, map);
  expect(table(again.out, 'who')).toEqual(table(join(folder, 'flat-en'), 'who'));
  const [source] = map.sources;
  const { attributes: _, ...without } = source!;
  const bare = await ran('bare', data, { ...map, sources: [without] });
  expect(table(bare.out, 'who').every(({ industry, owner }) => industry === '' && owner === '')).toBe(true);
  const { owner } = source!.attributes!;
  const dropped = { ...source!, privacy: { ...source!.privacy, [owner!]: 'drop' as const } };
  const less = await ran('less', data, { ...map, sources: [dropped] });
  expect(table(less.out, 'who').map((row) => [row['industry'] !== '', row['owner']])).toEqual(
    Array.from({ length: 24 }, () => [true, '']),
  );
});

test('a mapping that names a column which is not there is refused', async () => {
  const path = put(folder, 'strange.csv', flatOrders('en').csv);
  const result = await runOn({
    notebook: notebookOf({ who: 'SELECT 1 AS n' }),
    data: [path],
    map: {
      format: 'cellar-mapping',
      version: 1,
      sources: [{ file: 'strange.csv', attributes: { industry: 'Branch' } }],
    },
    out: join(folder, 'strange'),
  });
  expect(result).toMatchObject({
    ok: false,
    fault: { code: 'cli-map-column', values: { column: 'Branch' } },
  });
});

test(
  'ids that are phone numbers are the same pseudonyms of orders and of customers',
  { tags: ['whole'] },
  async () => {
    const phones = flatOrders('zh').csv.replaceAll(/K(\d\d)/g, '138001380$1');
    const path = put(folder, 'phones.csv', phones.replace('客户编号', '手机号'));
    const out = join(folder, 'phones');
    const cells = {
      who: 'SELECT customer, industry FROM customers ORDER BY 1',
      met: 'SELECT count(*) AS n, count_if(c.industry IS NOT NULL) AS told FROM orders o JOIN customers c USING (customer)',
    };
    value(await runOn({ notebook: notebookOf(cells), data: [path], out }));
    const who = table(out, 'who');
    expect(who).toHaveLength(24);
    expect(who.every(({ customer }) => /^p_[0-9a-f]{16}$/.test(customer!))).toBe(true);
    expect(table(out, 'met')).toEqual([{ n: '120', told: '120' }]);
  },
);

test('tickets say of their customers what a list of customers lacks', { tags: ['whole'] }, async () => {
  const tickets = [
    'Ticket ID,Customer ID,Created At,CSAT,Customer Industry,Customer Level',
    ...Array.from({ length: 40 }, (_, i) =>
      [
        `T${i}`,
        `K${i % 8}`,
        `2025-03-${String(1 + (i % 28)).padStart(2, '0')} 10:00`,
        1 + (i % 5),
        ['Retail', 'Energy'][i % 2],
        ['Gold', 'Blue'][(i % 8) % 2],
      ].join(','),
    ),
  ].join('\n');
  const crm = [
    'Customer ID,Customer Name,Industry,City',
    ...Array.from(
      { length: 6 },
      (_, i) => `K${i},Company ${i} Ltd,${i === 0 ? '' : i === 5 ? 'Retail' : 'Trade'},Bonn`,
    ),
  ].join('\n');
  const out = join(folder, 'tickets');
  const summary = value(
    await runOn({
      notebook: notebookOf({
        who: 'SELECT customer, industry, level, city FROM customers ORDER BY customer',
      }),
      data: [put(folder, 'tickets.csv', tickets), put(folder, 'crm.csv', crm)],
      out,
    }),
  );
  expect(summary.sources.map(({ expected }) => [expected.entity, expected.attributes])).toEqual([
    ['feedback', { industry: 'Customer Industry', level: 'Customer Level' }],
    ['customers', undefined],
  ]);
  expect(
    table(out, 'who').map(({ customer, industry, level, city }) => [customer, industry, level, city]),
  ).toEqual([
    ['K0', 'Retail', 'Gold', 'Bonn'],
    ['K1', 'Trade', 'Blue', 'Bonn'],
    ['K2', 'Trade', 'Gold', 'Bonn'],
    ['K3', 'Trade', 'Blue', 'Bonn'],
    ['K4', 'Trade', 'Gold', 'Bonn'],
    ['K5', 'Retail', 'Blue', 'Bonn'],
    ['K6', 'Retail', 'Gold', ''],
    ['K7', 'Energy', 'Blue', ''],
  ]);
});
