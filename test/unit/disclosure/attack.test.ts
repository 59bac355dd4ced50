import { Window } from 'happy-dom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowObjects } from '../../../src/engine/rows.ts';
import { toldDigits } from '../../../src/disclosure/told-digits.ts';
import { DEFAULT_DISCLOSURE } from '../../../src/privacy/disclosure-rules.ts';
import { strFromU8, unzipSync } from 'fflate';
import { reportCharts } from '../../../src/report/charts.ts';
import { reportDocx } from '../../../src/report/docx/report-docx.ts';
import { gatherReport } from '../../../src/report/gather.ts';
import { reportHtml } from '../../../src/report/html.ts';
import { reportMarkdown } from '../../../src/report/markdown.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { sentenceSlots } from '../../../src/template/findings.ts';
import { random as seeded } from '../../tools/sample/random.ts';
import { some } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { openCompany, type Company } from '../template/scoped.ts';
import { everyAnalysis, passGate, runCells, type Ran } from './leaving.ts';

/** Analyses that speak of money by groups, by customers and as a whole. */
const MONEY = [
  ...['channel-value', 'clv-simple', 'compare-groups', 'contribution', 'kpi', 'metrics', 'outliers'],
  ...['pareto', 'quadrant', 'rfm', 'segmentation', 'structure', 'tier-rules', 'win-back', 'cohort-retention'],
];
const cells = everyAnalysis.filter(({ template }) => MONEY.includes(template));

/** A company of a few dozen customers in uneven groups, its amounts of so many digits that none arises by chance. */
function smallCompany(seed: number): Company {
  const { next: random, pick, int } = seeded(`disclosure ${seed}`);
  const people = Array.from({ length: int(6, 40) }, (_, i) => `c${i}`);
  // The last of each list belongs to one or two customers.
  const of = (i: number, names: string[]) => (i < int(1, 2) ? names.at(-1)! : pick(names.slice(0, -1)));
  const profiles = people.map((customer, i) => ({
    customer,
    region: of(i, ['north', 'south', 'Xfar']),
    industry: of(i + 1, ['food', 'it', 'Xmining']),
    level: of(i, ['A', 'B', 'C']),
    registered_at: '2023-01-05 00:00:00',
  }));
  const whale = random() < 0.5 ? int(0, people.length - 1) : -1;
  const orders = people.flatMap((customer, i) =>
    Array.from({ length: int(1, 5) }, () => ({
      customer,
      ordered_at: `2024-${String(int(1, 12)).padStart(2, '0')}-${String(int(1, 28)).padStart(2, '0')} 10:00:00`,
      amount: (i === whale ? 5000 : 50) * (1 + 9 * random()),
      channel: of(i, ['web', 'shop', 'Xfair']),
      region: profiles[i]!.region,
      product: `p${int(0, 5)}`,
      category: `k${int(0, 2)}`,
    })),
  );
  return { customers: profiles, orders };
}

/**
 * Every amount that leaves: measures of charts, and numbers of sentences. With all their digits, of which those that
 * leave have three: what is held back must not hang on that.
 */
function amountsOf({ notebook, outputs, disclosure }: Ran): { value: number; at: string }[] {
  const alike = (row: Record<string, unknown>) => JSON.stringify(Object.values(row).map(toldDigits));
  const charts = [...disclosure.charts].flatMap(([cell, rows]) => {
    const left = new Set((rows ? rowObjects(rows) : []).map(alike));
    const made = outputs.get(cell)?.chart;
    return (made ? rowObjects(made) : [])
      .filter((row) => left.has(alike(row)))
      .flatMap((row) => Object.entries(row).map(([column, value]) => ({ value, at: `${cell}.${column}` })));
  });
  const findings = notebook.cells.flatMap(({ name, template }) => {
    const { findings: rules } = getTemplate(template)!;
    const rows = outputs.get(name)?.findings;
    return (rows ? rowObjects(rows) : [])
      .filter((row) => disclosure.finding(name, row) === null)
      .flatMap((row) =>
        sentenceSlots(rules[String(row['rule'])]!.sentence.en).map(({ column }) => ({
          value: row[column],
          at: `${name}: ${String(row['rule'])}.${column}`,
        })),
      );
  });
  const seen = new Set<number>();
  return [...charts, ...findings].filter(
    (figure): figure is { value: number; at: string } =>
      typeof figure.value === 'number' &&
      !Number.isInteger(figure.value) &&
      Math.abs(figure.value) > 1 &&
      !seen.has(figure.value) &&
      !!seen.add(figure.value),
  );
}

/** What each customer spent, in all and on average, and each of the orders. */
function secretsOf({ orders = [] }: Company): number[] {
  const amounts = new Map<string, number[]>();
  for (const { customer, amount } of orders) {
    const list = amounts.get(String(customer)) ?? [];
    list.push(Number(amount));
    amounts.set(String(customer), list);
  }
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
  return [...amounts.values()].flatMap((list) => [sum(list), sum(list) / list.length, ...list]);
}

/** Secrets that one figure is, or two or three give by subtraction. */
function attack(figures: readonly { value: number; at: string }[], secrets: readonly number[]): string[] {
  const sorted = [...secrets].sort((a, b) => a - b);
  const hits = (value: number) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < value * (1 - 1e-9)) low = middle + 1;
      else high = middle;
    }
    return low < sorted.length && sorted[low]! <= value * (1 + 1e-9);
  };
  const found: string[] = [];
  for (const a of figures) {
    if (hits(a.value)) found.push(a.at);
    for (const b of figures) {
      const left = a.value - b.value;
      if (a === b || left <= 0) continue;
      if (hits(left)) found.push(`${a.at} - ${b.at}`);
      for (const c of figures)
        if (c !== a && c !== b && left > c.value && hits(left - c.value))
          found.push(`${a.at} - ${b.at} - ${c.at}`);
    }
  }
  return found;
}

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

/** What a company's cells have to tell: run once for tests one after the other that ask of the same company. */
let last: { key: string; ran: ReturnType<typeof ranOf> } | null = null;
async function ranOf(company: Company) {
  const given = await (await openCompany(company, db)).scope({ period: { kind: 'all' } });
  return { given, outputs: await runCells(db, given, cells) };
}

const run = async (company: Company, rules = DEFAULT_DISCLOSURE) => {
  const key = JSON.stringify(company);
  if (last?.key !== key) last = { key, ran: ranOf(company) };
  const { given, outputs } = await last.ran;
  return { given, ...(await passGate(db, given, cells, outputs, rules)) };
};

describe('no figure of a report can be turned into one customer’s value', () => {
  test.each(some([1, 2, 3, 4], 4))('by one or two subtractions, company %i', async (seed) => {
    const company = smallCompany(seed);
    const secrets = secretsOf(company);
    const ran = await run(company);
    const leaving = amountsOf(ran);
    expect(attack(leaving, secrets)).toEqual([]);
    // What a report says beyond cells and charts asks the gate first: a secret, bare or added to what is told.
    const { givesAway } = ran.disclosure;
    const [secret] = secrets;
    expect(givesAway([{ value: secret!, customers: 1 }])).toBe(true);
    if (leaving[0]) expect(givesAway([{ value: leaving[0].value + secret!, customers: null }])).toBe(true);
    expect(givesAway([{ value: Math.PI * 1e7, customers: 6 }])).toBe(false);
    // The attack is one: without the gate it finds much.
    const { outputs, disclosure } = ran;
    const all = new Map([...outputs].map(([cell, { chart }]) => [cell, chart]));
    const open = amountsOf({ ...ran, disclosure: { ...disclosure, charts: all, finding: () => null } });
    expect(attack(open, secrets)).not.toEqual([]);
  });

  test('nor by where the bins of a larger company begin', { tags: ['whole'] }, async () => {
    const { next: random } = seeded('bins');
    const orders = Array.from({ length: 90 }, (_, i) => ({
      customer: `c${i}`,
      ordered_at: '2024-03-05 10:00:00',
      amount: 50 + 900 * random(),
    }));
    const ran = await run({ orders });
    const leaving = amountsOf(ran);
    expect(leaving.filter(({ at }) => at.startsWith('outliers.'))).not.toEqual([]);
    const spent = orders.map(({ amount }) => amount);
    expect(leaving.filter(({ value }) => spent.some((s) => Math.abs(value - s) < 1e-6 * s))).toEqual([]);
  });

  test(
    'nor of two reports that differ by one customer, held against each other',
    { tags: ['whole'] },
    async () => {
      const company = smallCompany(3);
      const others = (rows: Company['orders']) => rows!.filter(({ customer }) => customer !== 'c4');
      const without = { customers: others(company.customers), orders: others(company.orders) };
      const drawn = async (of: Company) => {
        const { disclosure } = await run(of);
        return new Map(
          cells.flatMap(({ name }) => {
            const rows = name === 'kpi' ? null : disclosure.charts.get(name);
            const key = (row: Record<string, unknown>, column: string) =>
              [name, column, ...Object.values(row).filter((v) => typeof v === 'string')].join(' ');
            return (rows ? rowObjects(rows) : []).flatMap((row) =>
              Object.entries(row).map(([column, value]) => [key(row, column), value] as const),
            );
          }),
        );
      };
      const [all, less] = [await drawn(company), await drawn(without)];
      const spent = secretsOf({ orders: company.orders!.filter(({ customer }) => customer === 'c4') });
      const given = [...all].flatMap(([at, value]) => {
        const apart = Math.abs(Number(value) - Number(less.get(at)));
        return spent.some((s) => Math.abs(apart - s) < 1e-6 * s) ? [at] : [];
      });
      expect(given).toEqual([]);
      expect(all.size).toBeGreaterThan(50);
    },
  );

  test('and no group of few customers is named', async () => {
    const company = smallCompany(1);
    const { given, notebook, outputs, disclosure } = await run(company);
    const facts = {
      ...{ notebook, disclosure, template: getTemplate, rejected: () => 0 },
      prepared: {
        given,
        ledger: [],
        sourceLedger: [],
        extent: { as_of: '2024-01-01', first_date: '2023-01-01', last_date: '2023-12-31' },
      },
      findings: (name: string) => outputs.get(name)?.findings,
      versions: { program: 'Cellar', engine: '1' },
    };
    const report = gatherReport(facts, { text: {} }, 'en', '2025-01-01');
    const { document } = new Window();
    const figures = reportCharts(
      notebook,
      notebook.cells.map(({ name }) => name),
      disclosure,
      'en',
      document as unknown as Document,
    );
    const html = reportHtml(report, { figures });
    const drawn = figures.map(({ svg, caption }) => svg + caption).join();
    const word = unzipSync(new Uint8Array(await (await reportDocx(report)).arrayBuffer()));
    const paper = strFromU8(word['word/document.xml']!);
    expect(html + drawn + reportMarkdown(report) + paper).not.toMatch(/X(fair|far|mining)/);
    expect(figures.length).toBeGreaterThan(0);
    // A picture that lacks groups says how many.
    for (const { cell, caption } of figures)
      expect([cell, caption.match(/Under the disclosure rules (\d+) /)?.[1]]).toEqual([
        cell,
        disclosure.groups.get(cell)!.length > 0 ? String(disclosure.groups.get(cell)!.length) : undefined,
      ]);
    expect(figures.some(({ caption }) => caption.includes('not drawn'))).toBe(true);
    expect(disclosure.charts.get('quadrant'), 'a dot for each customer').toBeNull();
    expect(html).toMatch(/Held back to protect single customers: \d+ findings?, \d+ charts/);
    expect(html).toContain('at least 5 customers behind a figure, at most 85% of it from one');
  });

  test('unless it was chosen, which the report says', async () => {
    const { disclosure, notebook, given, outputs } = await run(smallCompany(1), {
      ...DEFAULT_DISCLOSURE,
      customers: 1,
    });
    expect(disclosure.held).toMatchObject({ findings: 0, charts: 0, rows: 0 });
    for (const [cell, { chart }] of outputs)
      if (chart && chart.count > 0 && disclosure.charts.has(cell))
        expect(disclosure.charts.get(cell)?.count, cell).toBe(chart.count);
    const facts = {
      ...{ notebook, disclosure, template: getTemplate, rejected: () => 0 },
      prepared: {
        given,
        ledger: [],
        sourceLedger: [],
        extent: { as_of: '2024-01-01', first_date: '2023-01-01', last_date: '2023-12-31' },
      },
      findings: (name: string) => outputs.get(name)?.findings,
      versions: { program: 'Cellar', engine: '1' },
    };
    expect(gatherReport(facts, { text: {} }, 'en', '2025-01-01').notices[0]).toContain('By choice');
    expect(gatherReport(facts, { text: {} }, 'zh', '2025-01-01').notices[0]).toContain('按制作者的选择');
  });

  test(
    'of a scope with fewer customers than the rule asks nothing is told',
    { tags: ['whole'] },
    async () => {
      const company = smallCompany(1);
      const few = {
        customers: company.customers!.slice(0, 3),
        orders: company.orders!.filter((o) => /^c[012]$/.test(String(o['customer']))),
      };
      const ran = await run(few);
      expect(ran.disclosure.refused).toBe(true);
      expect([...ran.disclosure.charts.values()].filter(Boolean)).toEqual([]);
      expect(amountsOf(ran)).toEqual([]);
    },
  );

  test('one customer with most of the money keeps the totals in', { tags: ['whole'] }, async () => {
    const company = smallCompany(1);
    for (const order of company.orders!.filter((o) => o['customer'] === 'c0'))
      order['amount'] = 1e6 * Number(order['amount']);
    const ran = await run(company);
    expect(ran.disclosure.held.reasons.dominant).toBeGreaterThan(0);
    // What peers might buy more is nobody's money yet.
    const told = amountsOf(ran).filter(({ value, at }) => value > 1e6 && !at.startsWith('contribution'));
    expect(told).toEqual([]);
  });
});
