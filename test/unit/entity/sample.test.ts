import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mappingOf, proposeSource, type SourceProposal } from '../../../src/import/meaning/detect.ts';
import { SURE } from '../../../src/import/meaning/entity-score.ts';
import { ledgerSql, type LedgerRow } from '../../../src/entity/ledger.ts';
import type { MappedSource } from '../../../src/entity/source.ts';
import { defaultPolicy, detectPersonal } from '../../../src/privacy/detect.ts';
import { addSource, clean, openNative, type Native } from './support.ts';

const FILES = ['customers', 'orders', 'events', 'feedback'] as const;
const folder = new URL('../../../public/sample/', import.meta.url);
const { dirt } = JSON.parse(readFileSync(new URL('sample.json', folder), 'utf8')) as {
  dirt: Record<(typeof FILES)[number], Record<string, number>> & { events: { crawler: { rows: number } } };
};

let db: Native;
const proposals = new Map<string, SourceProposal>();
const personal = new Map<string, string>();
let ledger: (LedgerRow & Record<string, unknown>)[];

beforeAll(async () => {
  db = await openNative();
  const sources: MappedSource[] = [];
  for (const file of FILES) {
    const from = `FROM '${decodeURIComponent(new URL(`${file}.csv.gz`, folder).pathname)}'`;
    const described = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE ${from}`);
    // What the mapping page has: the types and a preview.
    const preview = await db.rows<Record<string, string | null>>(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) ${from} LIMIT 200`,
    );
    const columns = described.map(({ column_name: name, column_type: type }) => {
      const examples = preview.map((row) => row[name] ?? '').filter((v) => v !== '');
      return {
        name,
        type,
        examples,
        filled: examples.length,
        distinct: new Set(examples).size,
        rows: preview.length,
      };
    });
    const proposal = proposeSource({ name: file, columns });
    const mapping = mappingOf(proposal);
    proposals.set(file, proposal);
    for (const { name, examples } of columns) {
      const kind = detectPersonal(name, examples);
      const role = Object.keys(mapping).find((r) => mapping[r] === name) ?? null;
      if (kind) personal.set(`${file}.${name}`, `${kind} ${defaultPolicy(kind, role)}`);
    }
    sources.push(await addSource(db, file, from, file, mapping));
  }
  await clean(db, { sources, today: '2026-07-01' });
  ledger = await db.rows(ledgerSql());
});
afterAll(() => db.close());

test('each file is recognised, and every mapped column is sure', { tags: ['whole'] }, () => {
  for (const file of FILES) {
    const { entity, roles, unused } = proposals.get(file)!;
    expect(entity).toBe(file);
    for (const r of roles.filter((x) => x.column))
      expect(r.confidence, `${file}.${r.role}`).toBeGreaterThanOrEqual(SURE);
    expect(unused).toEqual(file === 'customers' ? ['收货地址'] : []);
  }
});

test('personal columns get their policy, and codes, groups and free text none', { tags: ['whole'] }, () => {
  expect(Object.fromEntries(personal)).toEqual({
    'customers.姓名': 'name mask',
    'customers.手机号': 'phone mask',
    'customers.邮箱': 'email drop',
    'customers.收货地址': 'address drop',
    'customers.负责人': 'name keep',
  });
});

test(
  'the default rules find the dirt that the generator put in, no more and no less',
  { tags: ['whole'] },
  () => {
    const line = (rule: string) => ledger.find((l) => l.rule === rule)!;
    const { customers, orders, events, feedback } = dirt;
    expect(line('customers.same_id').removed).toBe(customers.repeatedIds);
    expect(line('customers.several_names').flagged).toBe(customers.severalNamesIds);
    expect(line('orders.exact_duplicate').removed).toBe(orders.exactDuplicateLines);
    expect(line('orders.no_customer').removed).toBe(orders.missingCustomerLines);
    expect(line('orders.refund').removed).toBe(orders.refundLines! + orders.cancelledLines!);
    expect(line('orders.non_positive_price').removed).toBe(orders.zeroPriceLines);
    expect(line('events.exact_duplicate').flagged).toBe(events.exactDuplicateRows);
    expect(line('events.repeated').flagged).toBe(events.exactDuplicateRows! + events.sameInstantRows!);
    expect(line('events.no_customer').removed).toBe(events.missingUserRows);
    expect(line('events.short_duration').flagged).toBe(events.under10Seconds);
    expect(line('events.long_duration').removed).toBe(events.over24Hours);
    expect(line('events.too_frequent').flagged).toBe(dirt.events.crawler.rows);
    expect(line('feedback.nps_range').removed).toBe(feedback.npsElevenRows);
    expect(line('feedback.csat_range').removed).toBe(feedback.csatZeroRows);
  },
);
