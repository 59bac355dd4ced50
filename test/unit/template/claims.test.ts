import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/entity/spans.ts';
import { renderFinding } from '../../../src/template/findings.ts';
import { weightOf } from '../../../src/template/insight.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { GoalScope } from '../../../src/entity/scope.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { few } from '../../tools/breadth.ts';
import { openCompany, type Company, type Value } from './scoped.ts';

const ran = async (
  company: Company,
  template: string,
  params: ParamValues = {},
  goal: Partial<GoalScope> = { period: { kind: 'all' } },
) => {
  const opened = await openCompany(company);
  try {
    const out = await opened.run(template, params, goal);
    const rule = (name: string) => out.findings.find((f) => f['rule'] === name);
    const say = (name: string) => {
      const row = rule(name);
      const segments =
        row &&
        renderFinding(
          getTemplate(template)!.findings[name]!,
          row,
          'en',
          (v) => String(v),
          getTemplate(template)!.codes,
        );
      return segments?.map((s) => s.text).join('');
    };
    return { ...out, rule, say };
  } finally {
    opened.close();
  }
};
const order = (customer: string, day: string, amount = 10, more: Record<string, Value> = {}) => ({
  customer,
  ordered_at: `${day} 10:00:00`,
  amount,
  order_id: `${customer} ${day} ${amount}`,
  ...more,
});
const many = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));

test('the satisfaction of a group stands beside that of the others, of whom it is none', async () => {
  const answer = (topic: string, share: number) => (i: number) => ({
    occurred_at: '2024-05-02 09:00:00',
    customer: `${topic}${i}`,
    kind: 'survey',
    topic,
    csat: i < share * 100 ? 5 : 2,
  });
  const feedback = [...many(100, answer('delivery', 0.3)), ...many(100, answer('taste', 0.9))];
  const { say } = await ran({ feedback }, 'csat', { by: 'topic' });
  // Of all 200 it would be 60 %.
  expect(say('below')).toBe(
    'Only 0.3 are satisfied with delivery, against 0.9 with the others (100 answers, more than chance).',
  );
  expect(say('above')).toContain('0.9 are satisfied with taste, against 0.3 with the others');
});

test('of topics that are alike none is praised because another is far worse, and one that is better still is', async () => {
  const answer = (topic: string, share: number) => (i: number) => ({
    ...{ occurred_at: '2024-05-02 09:00:00', customer: `${topic}${i}`, topic, csat: i < share * 200 ? 5 : 2 },
  });
  const praised = async (best: number) => {
    const shares = { refund: 0.35, quality: best, delivery: 0.8, advice: 0.82 };
    const feedback = Object.entries(shares).flatMap(([topic, share]) => many(200, answer(topic, share)));
    const { rule } = await ran({ feedback }, 'csat', { by: 'topic' });
    expect(rule('below')!['segment']).toBe('refund');
    return rule('above')?.['segment'];
  };
  expect(await praised(0.84)).toBeUndefined();
  expect(await praised(0.97)).toBe('quality');
});

describe('service times', () => {
  const ticket = (i: number, answered: boolean) => ({
    occurred_at: `2024-05-0${1 + (i % 9)} 09:00:00`,
    customer: `c${i}`,
    kind: 'complaint',
    response_minutes: answered ? 30 : null,
    resolution_minutes: answered ? 100 : null,
    resolved: answered,
    csat: answered ? 5 : 1,
  });

  test('count what was never answered', async () => {
    const { rows, rule, say } = await ran(
      { feedback: many(10, (i) => ticket(i, i < 5)) },
      'service-times',
      { by: 'kind' },
      { period: { kind: 'all' }, asOf: '2024-06-01' },
    );
    expect(rows[0]).toMatchObject({
      tickets: 10,
      answered: 5,
      within_response: 0.5,
      resolution_rate: 0.5,
      csat: 0.5,
    });
    expect(rule('resolution')).toMatchObject({ n: 5, share: 0.5 });
    expect(rule('waiting')).toMatchObject({ n: 5 });
    expect(say('overall')).toContain('5 tickets');
  });

  test('do not call late what came in a moment ago', { tags: ['whole'] }, async () => {
    const { rule } = await ran(
      { feedback: [ticket(0, true), { ...ticket(1, false), occurred_at: '2024-05-31 23:59:00' }] },
      'service-times',
      {},
      { period: { kind: 'all' }, asOf: '2024-06-01' },
    );
    expect(rule('waiting')).toBeUndefined();
    expect(rule('resolution')).toMatchObject({ n: 1 });
  });
});

const tops = [
  [5, 0.2, 1],
  [10, 0.2, 2],
  [15, 0.2, 3],
  [7, 0.2, 2],
  [10, 0.3, 3],
  [100, 0.29, 29],
  [30, 0.1, 3],
] as const;
test.each(few(tops, 5))(
  'important are the top of %i buyers, a share of %d: %i',
  async (n, share, expected) => {
    const { rows } = await ran(
      { orders: many(n, (i) => order(`c${i}`, '2024-05-01', 100 + i)) },
      'tier-rules',
      {
        scheme: 'standing',
        important_share: share,
      },
    );
    expect(rows.filter((r) => r['tier'] === 'important')).toHaveLength(expected);
  },
);

test('"never" is said of all history alone', { tags: ['whole'] }, async () => {
  const company: Company = {
    customers: ['old', 'new', 'none'].map((customer) => ({
      customer,
      name: 'N',
      registered_at: '2022-01-01',
    })),
    orders: [order('old', '2023-01-05'), order('new', '2024-06-05')],
  };
  const goal = { period: { kind: 'months', months: 3 } } as const;
  const tiers = await ran(company, 'tier-rules', { scheme: 'standing' }, goal);
  const tier = (customer: string) => tiers.rows.find((r) => r['customer'] === customer)?.['tier'];
  expect([tier('old'), tier('none')]).toEqual(['lapsed', 'prospect']);
  expect(tiers.rule('prospects')).toMatchObject({ customers: 1 });
  expect(tiers.rule('lapsed')).toMatchObject({ customers: 1 });
  const profile = await ran(company, 'customer-360', { span: 'period' }, goal);
  expect(profile.rule('never')).toBeUndefined();
  expect(profile.rule('quiet')).toMatchObject({ n: 2, amount: 1 });
  expect((await ran(company, 'customer-360', { span: 'all' }, goal)).rule('never')).toMatchObject({ n: 1 });
});

test(
  'what is offered next is what holders bought later, against those with neither, and shows its record',
  { tags: ['whole'] },
  async () => {
    // Of 60 with A half a year ago and without B, 40 bought B in the half year since; of 60 with C only, 3. A year ago:
    // 40 with A, of whom 20 bought B within the half year, and 40 with C, of whom none did.
    const orders = [
      ...many(60, (i) => order(`a${i}`, '2023-09-01', 10, { product: 'A' })),
      ...many(40, (i) => order(`a${i}`, '2024-03-01', 10, { product: 'B' })),
      ...many(60, (i) => order(`c${i}`, '2023-09-01', 10, { product: 'C' })),
      ...many(3, (i) => order(`c${i}`, '2024-03-01', 10, { product: 'B' })),
      ...many(40, (i) => order(`d${i}`, '2023-01-01', 10, { product: 'A' })),
      ...many(20, (i) => order(`d${i}`, '2023-10-01', 10, { product: 'B' })),
      ...many(40, (i) => order(`e${i}`, '2023-01-01', 10, { product: 'C' })),
      order('z', '2024-06-30', 10, { product: 'Z' }),
    ];
    const { rows, rule } = await ran({ orders }, 'next-best-product', { by: 'none', item: 'product' });
    // Half a year ago 60 + 20 had A and not B, 60 + 40 neither; now 20 + 20 have A and not B.
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      antecedent: 'A',
      offer: 'B',
      confidence: 0.5,
      control: 0.03,
      targets: 40,
      expected: 20,
    });
    // At the rate of those with neither 40 × .03 would buy anyway: that is not at stake.
    expect(rule('best')).toMatchObject({ expected_amount: 200 });
    expect(weightOf(getTemplate('next-best-product')!.findings['best']!, rule('best')!).money).toBeCloseTo(
      (40 * 0.5 - 40 * 0.03) * 10,
      9,
    );
    // With what was known then: half of those with A, of whom there were 80 without B; 40 came.
    expect(rule('record')).toMatchObject({ record_of: 80, expected: 40, came: 40 });
  },
);

test('offers stand by what those to a segment come to together', { tags: ['whole'] }, async () => {
  const buys = (industry: string, offers: Record<string, number>) => [
    ...many(60, (i) => order(`${industry} a${i}`, '2023-09-01', 10, { product: 'A' })),
    ...many(60, (i) => order(`${industry} c${i}`, '2023-09-01', 10, { product: 'C' })),
    ...Object.entries(offers).flatMap(([product, price], day) =>
      many(40, (i) => order(`${industry} a${i}`, `2024-03-0${1 + day}`, price, { product })),
    ),
  ];
  const orders = [
    ...buys('one', { B: 30 }),
    ...buys('two', { B: 20, D: 18 }),
    order('z', '2024-06-30', 10, { product: 'Z' }),
  ];
  const customers = [...new Set(orders.map(({ customer }) => customer))].map((customer) => ({
    customer,
    industry: customer.split(' ')[0]!,
  }));
  const { chart } = await ran({ orders, customers }, 'next-best-product');
  // 20 × 2/3 × 30 is more than 20 × 2/3 × 20, and less than that with 20 × 2/3 × 18.
  expect(chart!.map(({ segment, offer }) => [segment, offer])).toEqual([
    ['two', 'B'],
    ['two', 'D'],
    ['one', 'B'],
  ]);
});

test('a correlation that does not exist is none', async () => {
  const orders = many(40, (i) =>
    many(2 + (i % 3), (k) => order(`c${i}`, addDays('2024-01-01', i + 7 * k), 10)),
  ).flat();
  const { rule } = await ran({ orders }, 'clv-bgnbd');
  expect(rule('spend_linked')).toBeUndefined();
});

const falls = [
  [10, 1, 0.9],
  [5, 1, 0.8],
  [10, 3, 0.7],
] as const;
test.each(few(falls, 3))(
  'a fall from %i actions to %i is one of %d',
  { tags: ['whole'] },
  async (before, now, drop) => {
    const act = (day: string) => ({ customer: 'a', occurred_at: `${day} 09:00:00`, action: 'view' });
    const events = [
      ...many(before, (i) => act(addDays('2024-01-05', i))),
      ...many(now, (i) => act(addDays('2024-06-10', i))),
    ];
    const flagged = async (bar: number) => {
      const params = { activity_drop: bar, least_actions: 1, months: 3 };
      const { rows } = await ran({ events }, 'churn-warning', params, {
        period: { kind: 'all' },
        asOf: '2024-07-01',
      });
      return rows.filter((r) => String(r['reasons']).includes('activity')).length;
    };
    expect(await flagged(drop)).toBe(1);
    expect(await flagged(drop + 0.01)).toBe(0);
  },
);

describe('carts', () => {
  const cart = (at: string) => ({ customer: 'a', occurred_at: at, action: 'Add to cart' });
  const lost = (orderAt: string, cartAt: string) =>
    ran(
      {
        orders: [{ ...order('a', '2023-06-01', 500), ordered_at: orderAt }, order('b', '2024-06-30', 1)],
        events: [cart(cartAt)],
      },
      'win-back',
      { top_share: 1 },
    );

  test(
    'that were ordered are not left unpaid, whatever the log has of the payment',
    { tags: ['whole'] },
    async () => {
      const reason = async (orderAt: string, cartAt: string) =>
        (await lost(orderAt, cartAt)).rows[0]!['reason'];
      expect(await reason('2023-06-01 10:05:00', '2023-06-01 10:00:00')).not.toBe('carts');
      expect(await reason('2023-06-01', '2023-06-01 10:00:00')).not.toBe('carts');
      expect(await reason('2023-06-01 10:05:00', '2023-06-01 11:00:00')).toBe('carts');
    },
  );

  test('are told by the names of actions where the settings name none', { tags: ['whole'] }, async () => {
    // Somebody else shows that the log covers the months before.
    const earlier = { customer: 'z', occurred_at: '2024-01-01 09:00:00', action: 'view' };
    const events = [
      ...many(4, (i) => ({ customer: 'a', occurred_at: `2024-06-1${i} 09:00:00`, action: 'cart' })),
      earlier,
    ];
    const warned = async (action: string, orders: Company['orders'] = []) => {
      const { rows } = await ran(
        { events: events.map((e) => (e === earlier ? e : { ...e, action })), orders },
        'churn-warning',
        { cart_growth: 3 },
        { period: { kind: 'all' }, asOf: '2024-07-01' },
      );
      return rows.filter((r) => String(r['reasons']).includes('carts')).length;
    };
    expect(await warned('cart')).toBe(1);
    expect(await warned('加入购物车')).toBe(1);
    expect(await warned('remove_from_cart')).toBe(0);
    expect(
      await warned(
        'cart',
        many(4, (i) => order('a', `2024-06-1${i}`)),
      ),
    ).toBe(0);
  });
});

test('of identical rows at one instant after a pause none falls into the visit before', async () => {
  const at = (month: string) => ({ customer: 'a', occurred_at: `2024-${month}-01 09:00:00` });
  const events = [{ ...at('04'), action: 'home' }, ...many(23, () => ({ ...at('09'), action: 'follow up' }))];
  const { rows } = await ran({ events }, 'funnel', { unit: 'session', steps: ['home', 'follow up'] });
  expect(rows.map((r) => r['customers'])).toEqual([1, 0]);
});

test('few answers all alike leave the score uncertain', { tags: ['whole'] }, async () => {
  const feedback = many(5, (i) => ({
    occurred_at: `2024-05-0${1 + i} 09:00:00`,
    customer: `c${i}`,
    nps: 10,
  }));
  const { rows, rule, say } = await ran({ feedback }, 'nps');
  const { low, high } = rows[0] as { low: number; high: number };
  expect(high).toBe(100);
  expect(low).toBeGreaterThan(0);
  expect(low).toBeLessThan(60);
  expect(rule('few_answers')).toMatchObject({ low, high });
  expect(say('few_answers')).not.toContain('±');
});

test('who can have no company size has no gap there', { tags: ['whole'] }, async () => {
  const customers = [
    ...many(25, (i) => ({ customer: `p${i}`, industry: 'consumer' })),
    ...many(10, (i) => ({ customer: `c${i}`, industry: 'cafe', company_size: i < 8 ? '10-49' : null })),
    { customer: 'few', industry: 'farm' },
  ];
  const { rule, chart } = await ran({ customers }, 'customer-360');
  expect(rule('gaps')).toMatchObject({ field: 'company_size', n: 3, share: 8 / 11 });
  expect(chart!.find(({ field }) => field === 'company_size')).toMatchObject({ filled: 8 / 11, behind: 11 });
  const { rows } = await ran({ customers }, 'to-complete');
  expect(rows.map(({ customer }) => customer)).toEqual(['c8', 'c9', 'few']);
  // A size that nobody has is not collected: its bar is empty.
  const none = await ran({ customers: customers.map((c) => ({ ...c, company_size: null })) }, 'customer-360');
  expect(none.chart!.find(({ field }) => field === 'company_size')).toMatchObject({ filled: 0, behind: 36 });
});

test('where no group fails too often, the sentence says how often that would be', async () => {
  const events = many(40, (i) => ({
    occurred_at: `2024-05-01 09:00:${10 + i}`,
    customer: `c${i}`,
    action: 'pay',
    outcome: i < 4 ? 'failure' : 'success',
  }));
  const { rule, say } = await ran({ events }, 'failures', { alert_above: 0.25 });
  expect(rule('calm')).toMatchObject({ share: 0.25, rate: 0.1 });
  expect(say('calm')).toContain('0.25');
});

test('fences of counts are not rounded to whole ones', async () => {
  const orders = many(12, (i) =>
    many(i < 6 ? 2 : 11, (k) => order(`c${i}`, addDays('2024-01-01', k))),
  ).flat();
  orders.push(...many(60, (k) => order('big', addDays('2024-01-01', k))));
  const { rule, say } = await ran({ orders }, 'outliers', { unit: 'orders' });
  expect(rule('upper_fence')).toMatchObject({ format: 'number', high: 24.5, low: -11.5 });
  // No customer orders less often than never.
  expect(rule('fences')).toBeUndefined();
  expect(say('upper_fence')).not.toContain('11.5');
});

test('a lower fence is told where something may lie below it', async () => {
  const orders = many(20, (i) => order(`c${i}`, '2024-01-01', i === 0 ? 1 : 100 + i));
  const { rule } = await ran({ orders }, 'outliers');
  expect(rule('fences')).toMatchObject({ n: 1 });
  expect(rule('fences')!['low']).toBeGreaterThan(1);
  expect(rule('upper_fence')).toBeUndefined();
});

test('the top tenth is as many in the chart as in the sentence', { tags: ['whole'] }, async () => {
  const orders = many(21, (i) => order(`c${i}`, '2024-05-01', 100 + i, { category: `k${i % 2}`, cost: 1 }));
  const { rule, chart, rows } = await ran({ orders }, 'contribution');
  expect(rule('concentrated')).toMatchObject({ n: 3 });
  const top = rows.slice(0, 3).reduce((sum, r) => sum + (r['cross_potential'] as number), 0);
  expect(chart!.find((r) => r['part'] === 'top' && r['kind'] === 'cross')!['amount']).toBeCloseTo(top, 9);
});

test('one is not many in English', () => {
  const say = (en: string, row: Record<string, unknown>) =>
    renderFinding({ sentence: { zh: 'x', en } }, row, 'en', String)
      .map((s) => s.text)
      .join('');
  expect(say('{n:integer} customers are lost.', { n: 1 })).toBe('1 customer is lost.');
  expect(say('{n:integer} repeat customers have gone.', { n: 1 })).toBe('1 repeat customer has gone.');
  expect(say('{n:integer} customers ({p:percent}) are lost.', { n: 1, p: 0.5 })).toBe(
    '1 customer (0.5) is lost.',
  );
  expect(say('{n:integer} customers ({p:percent}) bring {m:money}.', { n: 1, p: 0.5, m: 7 })).toBe(
    '1 customer (0.5) brings 7.',
  );
  expect(say('{n:integer} visits ({p:percent}) end after one.', { n: 1, p: 0.5 })).toBe(
    '1 visit (0.5) ends after one.',
  );
  expect(say('it takes {n:integer} steps (median)', { n: 1 })).toBe('it takes 1 step (median)');
  expect(say('{n:integer} customers are lost.', { n: 21 })).toBe('21 customers are lost.');
  expect(say('{n:integer} of the top 20% of customers have gone.', { n: 1 })).toBe(
    '1 of the top 20% of customers has gone.',
  );
  expect(say('in time; {n:integer} are still open.', { n: 1 })).toBe('in time; 1 is still open.');
  expect(say('have a profile ({n:integer} have none).', { n: 1 })).toBe('have a profile (1 has none).');
  expect(say('in time; {n:integer} are still open.', { n: 11 })).toBe('in time; 11 are still open.');
  expect(say('for these {n:integer} customers', { n: 1 })).toBe('for this 1 customer');
  const flagged = '{n:integer} of the flagged ({p:percent}) have gone.';
  expect(say(flagged, { n: 1, p: 0.5 })).toBe('1 of the flagged (0.5) has gone.');
  expect(say(flagged, { n: 2, p: 0.5 })).toBe('2 of the flagged (0.5) have gone.');
  expect(say('it is {n:integer} of the customers that are here ({p:percent}).', { n: 1, p: 0.5 })).toBe(
    'it is 1 of the customers that are here (0.5).',
  );
});

test('a difference of shares has its unit in a sentence', () => {
  const sentence = { zh: '高 {d:percentage_points}：偏乐观', en: '{d:percentage_points} above' };
  const say = (lang: 'zh' | 'en') =>
    renderFinding({ sentence }, { d: 0.25 }, lang, String)
      .map(({ text }) => text)
      .join('');
  expect(say('en')).toBe('25 points above');
  expect(say('zh')).toBe('高 25 个百分点：偏乐观');
});

test('shares and NPS change by points', { tags: ['whole'] }, async () => {
  const answers = (month: string, promoters: number) =>
    many(100, (i) => ({
      occurred_at: `2024-${month}-0${1 + (i % 9)} 09:00:00`,
      customer: `c${i}`,
      nps: i < promoters ? 10 : i < 95 ? 8 : 2,
      csat: i < promoters ? 5 : 1,
    }));
  const company = { feedback: [...answers('04', 30), ...answers('05', 36), ...answers('06', 41)] };
  const goal = {
    period: { kind: 'custom', start: '2024-06-01', end: '2024-06-30' },
    asOf: '2024-07-01',
  } as const;
  const nps = await ran(company, 'metrics', { metric: 'nps', grain: 'none' }, goal);
  expect(nps.rows[0]).toMatchObject({ value: 36, previous: 31 });
  expect(nps.rows[0]!['change']).toBeCloseTo(0.05, 12);
  expect(nps.say('rose_whole')).toContain('+5 points');
  const csat = await ran(company, 'kpi', { metrics: ['nps', 'csat'] }, goal);
  expect(csat.rows.find((r) => r['metric'] === 'csat')!['change']).toBeCloseTo(0.05, 12);
  expect(csat.chart!.map((r) => r['unit'])).toEqual(['points', 'percent']);
});

test(
  'a group chosen by its spend in a month is not said to have risen from the month before',
  { tags: ['whole'] },
  async () => {
    // Everybody buys every month, for as much as chance has it; the top fifth of June had an ordinary May.
    const orders = many(100, (i) =>
      many(6, (m) => order(`c${i}`, `2024-0${1 + m}-10`, 10 + ((i * (m + 7)) % 83))),
    ).flat();
    const month = { kind: 'custom', start: '2024-06-01', end: '2024-06-30' } as const;
    const moved = async (group: GoalScope['group']) => {
      const goal = { period: month, asOf: '2024-07-01', group };
      const { findings } = await ran({ orders }, 'metrics', { metric: 'revenue', grain: 'month' }, goal);
      return findings.filter(({ rule }) => /^(rose|fell)/.test(String(rule)));
    };
    expect(await moved({ kind: 'all' })).toHaveLength(1);
    expect(await moved({ kind: 'top', share: 0.2 })).toEqual([]);
  },
);
