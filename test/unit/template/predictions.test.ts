import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GoalScope } from '../../../src/entity/scope.ts';
import { addDays } from '../../../src/entity/spans.ts';
import { seededRandom } from '../../../src/model/random.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { few } from '../../tools/breadth.ts';
import { CDNOW_LOG, hasCdnow } from '../model/data.ts';
import { openCompany, type Company, type Value } from './scoped.ts';

type Rows = Record<string, Value>[];
const many = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));

const run = async (
  company: Company,
  template: string,
  params: ParamValues = {},
  goal: Partial<GoalScope> = { period: { kind: 'all' }, asOf: '2025-01-01' },
) => {
  const opened = await openCompany(company);
  try {
    const out = await opened.run(template, params, goal);
    return { ...out, finding: (rule: string) => out.findings.find((f) => f['rule'] === rule) };
  } finally {
    opened.close();
  }
};

describe('warnings', () => {
  const act = (customer: string, day: string) => ({
    customer,
    occurred_at: `${day} 09:00:00`,
    action: 'view',
  });
  /** Every tenth day from one day of 2024 to another. */
  const regularly = (customer: string, until: number): Rows =>
    many(Math.floor(until / 10), (i) => act(customer, addDays('2024-01-01', 10 * i)));

  // Steady ones never stop. Those who fall silent some 40 days before a moment show a sign there: of the sixty
  // before 1 October (day 274) fifty stay away, of the sixty before 1 July (day 182) forty; the others are back
  // twenty days after it. Ten left in March.
  const silentAt = (name: string, moment: number, back: (i: number) => boolean): Rows =>
    many(60, (i) =>
      [
        ...many(Math.ceil((moment - 35) / 10), (k) => moment - 35 - 10 * k),
        ...(back(i) ? many(Math.ceil((346 - moment) / 10), (k) => moment + 20 + 10 * k) : []),
      ].map((day) => act(`${name}${i}`, addDays('2024-01-01', day))),
    ).flat();
  const events: Rows = [
    ...many(100, (i) => regularly(`steady${i}`, 366)).flat(),
    ...silentAt('autumn', 274, (i) => i >= 50),
    ...silentAt('summer', 182, (i) => i >= 40),
    ...silentAt('winter', 366, () => false),
    ...many(10, (i) => regularly(`gone${i}`, 70)).flat(),
  ];

  test('have levels by what became of those with the same signs, and show how that did before', async () => {
    const { rows, tables, finding } = await run({ events }, 'churn-warning');
    const winter = rows.filter((r) => String(r['customer']).startsWith('winter'));
    // 3 months ago: fifty of the sixty in autumn left, by the sign that they show.
    const [first] = winter;
    expect(winter).toHaveLength(60);
    expect(new Set(winter.map((r) => r['reasons']))).toEqual(new Set([first!['reasons']]));
    expect(first!['risk_level']).toBe('high');
    expect(first!['left_alike']).toBeGreaterThan(0.6);
    expect(first!['left_alike']).toBeLessThan(50 / 60);
    // With them those of autumn who stayed away, alike by then to those of summer in October.
    expect(finding('high_learnt_unbought')).toMatchObject({ n: 110, months: 3 });
    // In October: all but the ten long lost; what was learnt in July of them, and how they then did.
    const parts = new Map(tables['record']!.map((r) => [r['part'], r]));
    expect(parts.get('none')).toMatchObject({ customers: 180, came: 0 });
    expect(parts.get('high')).toMatchObject({ customers: 100, came: 90 });
    expect(parts.get('high')!['expected']).toBeGreaterThan(0.6 * 100);
    expect(parts.get('high')!['expected']).toBeLessThan(90);
    expect(finding('record')).toMatchObject({ record_of: 280, came: 90 });
  });

  test('put those who have long been silent apart', { tags: ['whole'] }, async () => {
    const { rows, finding } = await run({ events }, 'churn-warning');
    const gone = rows.filter((r) => String(r['customer']).startsWith('gone'));
    expect(gone.map((r) => r['risk_level'])).toEqual(gone.map(() => 'lost'));
    expect(finding('lost')).toMatchObject({ rate: 1, lost_days: 180 });
    expect(rows.at(-1)!['risk_level']).toBe('lost');
  });

  test('say that they are unchecked where the data do not reach back', { tags: ['whole'] }, async () => {
    const late = events.filter((e) => String(e['occurred_at']) >= '2024-06-20');
    const { rows, tables, finding } = await run({ events: late }, 'churn-warning');
    expect(rows.every((r) => r['left_alike'] === null)).toBe(true);
    expect(tables['record']).toEqual([]);
    expect(finding('no_record')).toBeDefined();
    expect(finding('high_learnt_unbought')).toBeUndefined();
  });

  test(
    'do not say that complaints grew where the months before are not in the data',
    { tags: ['whole'] },
    async () => {
      const complaint = (customer: string, day: string) => ({
        customer,
        occurred_at: `${day} 09:00:00`,
        kind: 'complaint',
      });
      const reasons = async (feedback: Rows) => {
        const { rows } = await run({ events, feedback }, 'churn-warning');
        return rows.find((r) => r['customer'] === 'steady1')?.['reasons'];
      };
      const now = complaint('steady1', '2024-11-05');
      expect(await reasons([now])).toBeUndefined();
      expect(await reasons([complaint('steady2', '2024-07-01'), now])).toBe('complaints');
    },
  );
});

describe('the churn model', () => {
  const random = seededRandom(7);
  /** Everybody buys alike, at random; only those of whom it is said leave, in the last third of the time. */
  const orders = (days: number, leaves: (i: number) => boolean): Rows =>
    many(200, (i) => {
      const until = leaves(i) ? days - 100 : days;
      const bought: Rows = [];
      for (let day = 60 * random(); day < until; day += -40 * Math.log(1 - random()))
        bought.push({
          customer: `c${i}`,
          ordered_at: `${addDays('2025-01-01', Math.floor(day) - days)} 10:00:00`,
          amount: 10 + Math.floor(90 * random()),
          order_id: `${i} ${day}`,
        });
      return bought;
    }).flat();

  test('is not praised where days without an order tell as much', { tags: ['whole'] }, async () => {
    const { finding, tables } = await run({ orders: orders(400, (i) => i % 3 === 0) }, 'churn-model', {
      horizon: 60,
    });
    const of = (metric: string) => tables['metrics']!.find((r) => r['metric'] === metric)!['value'] as number;
    expect(of('auc_out_of_time') - of('auc_recency')).toBeLessThan(0.05);
    expect(finding('separates_well')).toBeUndefined();
    expect(finding('no_better') ?? finding('separates_little')).toMatchObject({
      number: of('auc_recency'),
      share: of('auc_out_of_time'),
    });
    const record = tables['record']!;
    expect(finding('record')).toMatchObject({
      came: record.reduce((sum, r) => sum + (r['came'] as number), 0),
      record_of: record.reduce((sum, r) => sum + (r['customers'] as number), 0),
    });
  });

  test(
    'says that it was checked at one date where the data do not reach back',
    { tags: ['whole'] },
    async () => {
      const { finding, tables } = await run({ orders: orders(200, (i) => i % 3 === 0) }, 'churn-model', {
        horizon: 60,
      });
      expect(tables['record']).toEqual([]);
      expect(finding('no_record')).toBeDefined();
      expect(finding('at_one_date')).toBeDefined();
      expect(finding('separates_well')).toBeUndefined();
    },
  );
});

test.skipIf(!hasCdnow)(
  'BG/NBD of half of CDNOW expects of the other half what its paper does (needs ../shared/data)',
  { tags: ['whole'] },
  async () => {
    const orders: Rows = readFileSync(CDNOW_LOG, 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s+/))
      .map(([, customer, day, , amount]) => ({
        customer: customer!,
        ordered_at: `${day!.slice(0, 4)}-${day!.slice(4, 6)}-${day!.slice(6)} 10:00:00`,
        amount: Number(amount),
      }));
    const goal = { period: { kind: 'all' }, asOf: '1998-07-01' } as const;
    const { finding, tables } = await run({ orders }, 'clv-bgnbd', { months: 9 }, goal);
    expect(finding('record')).toMatchObject({ days: 273, record_of: 2357, came: 1882 });
    // 1,653.4 for 39 weeks; the paper's summary rounds its weeks.
    expect(finding('record')!['expected']).toBeCloseTo(1653.4, 0);
    expect(tables['record']!.map((r) => r['part'])).toEqual(['0', '1', '2', '3', '4', '5', '6', '7+']);
  },
);

test(
  'the repurchase curves of ninety days ago give everybody a chance, set beside who came',
  { tags: ['whole'] },
  async () => {
    const random = seededRandom(11);
    const cut = 320;
    // Days with a purchase by customer; the as-of day is 90 days after the cut.
    const days = many(120, (i) => {
      const out: number[] = [];
      for (
        let day = Math.floor(200 * random());
        day < cut + 90;
        day += 1 + Math.floor((5 + (i % 40)) * 4 * random())
      )
        out.push(day);
      return out;
    }).map((out) => (random() < 0.3 ? out.slice(0, 1) : out));
    const orders: Rows = days.flatMap((out, i) =>
      out.map((day) => ({
        customer: `c${i}`,
        ordered_at: `${addDays('2025-01-01', day - cut - 90)} 10:00:00`,
        amount: 1,
        order_id: `${i} ${day}`,
      })),
    );
    const { tables, finding } = await run({ orders }, 'repurchase-cycle');

    // Kaplan-Meier by hand: gaps seen before the cut, those still open counted for as long as they were.
    const begin = Math.min(...days.flat());
    const waits = days.flatMap((out) => {
      const seen = out.filter((day) => day < cut);
      return seen.map((day, k) => ({
        first: k === 0 && day >= begin + 90,
        days: (seen[k + 1] ?? cut) - day,
        came: k + 1 < seen.length,
      }));
    });
    const leftOver = (first: boolean, before: number): number => {
      const mine = waits.filter((w) => w.first === first);
      return [...new Set(mine.filter((w) => w.came && w.days < before).map((w) => w.days))].reduce(
        (s, d) =>
          s *
          (1 - mine.filter((w) => w.came && w.days === d).length / mine.filter((w) => w.days >= d).length),
        1,
      );
    };
    let [expected, came, waiting] = [0, 0, 0];
    for (const out of days) {
      const seen = out.filter((day) => day < cut);
      if (seen.length === 0) continue;
      const first = seen.length === 1 && seen[0]! >= begin + 90;
      const silent = cut - seen.at(-1)!;
      const before = leftOver(first, silent);
      expected += before > 0 ? 1 - leftOver(first, silent + 90) / before : 0;
      came += out.some((day) => day >= cut) ? 1 : 0;
      waiting++;
    }
    expect(finding('record')).toMatchObject({ record_of: waiting, came });
    expect(finding('record')!['expected']).toBeCloseTo(expected, 6);
    expect(tables['record']!.reduce((sum, r) => sum + (r['customers'] as number), 0)).toBe(waiting);
  },
);

describe('the record of what predicts', () => {
  const random = seededRandom(11);
  /** Who buys at a rate of their own from the beginning of 2022 on, some until they leave. */
  const orders: Rows = many(300, (i) => {
    const until = i % 4 === 0 ? 1096 : 700 + Math.floor(396 * random());
    const gap = 20 + 30 * random();
    const bought: Rows = [];
    for (let day = 60 * random(); day < until; day -= gap * Math.log(1 - random()))
      bought.push({
        customer: `c${i}`,
        ordered_at: `${addDays('2022-01-01', Math.floor(day))} 10:00:00`,
        amount: 10 + Math.floor(90 * random()) * (i % 5 ? 1 : 3),
        product: `p${bought.length % 4}`,
      });
    return bought;
  }).flat();

  /** Each order leaves a trace in the log. */
  const events: Rows = orders.map(({ customer, ordered_at }) => ({
    customer: customer!,
    occurred_at: ordered_at!,
    action: 'view',
  }));

  let opened: Awaited<ReturnType<typeof openCompany>>;
  beforeAll(async () => void (opened = await openCompany({ orders, events })));
  afterAll(() => opened.close());
  const ran = async (id: string, params: ParamValues, goal: Partial<GoalScope>) => {
    const out = await opened.run(id, params, goal);
    return { ...out, finding: (rule: string) => out.findings.find((f) => f['rule'] === rule) };
  };

  test(
    'is none where the group was chosen by its spend in the period, and the line says why',
    { tags: ['whole'] },
    async () => {
      const goal = (group: GoalScope['group']): Partial<GoalScope> => ({
        period: { kind: 'months', months: 12 },
        asOf: '2025-01-01',
        group,
      });
      const ids = ['churn-model', 'churn-warning', 'clv-simple', 'clv-bgnbd', 'repurchase-cycle'];
      for (const id of few(ids, 8)) {
        const whole = await ran(id, {}, goal({ kind: 'all' }));
        expect(whole.finding('record'), id).toBeDefined();
        const top = await ran(id, {}, goal({ kind: 'top', share: 0.6 }));
        expect(top.finding('chosen_record'), id).toBeDefined();
        for (const rule of [
          'record',
          'no_record',
          'weighted',
          'separates_well',
          'high_learnt',
          'levels_held',
        ])
          expect(top.finding(rule), `${id}.${rule}`).toBeUndefined();
        expect(top.tables['record'], id).toEqual([]);
        const predicted = top.findings.filter(({ rule }) => rule === 'high_risk');
        expect(predicted.map(({ stands }) => stands)).not.toContain(true);
      }
    },
  );

  test('is drawn part after part as the table has them', { tags: ['whole'] }, async () => {
    for (const id of ['clv-bgnbd', 'clv-simple', 'repurchase-cycle', 'churn-warning']) {
      const { chart, tables } = await ran(
        id,
        { view: 'record' },
        { period: { kind: 'all' }, asOf: '2025-01-01' },
      );
      const drawn = [...new Set(chart!.map((r) => r['part']))];
      expect(drawn.length, id).toBeGreaterThan(1);
      expect(drawn, id).toEqual(tables['record']!.map((r) => r['part']));
    }
  });
});
