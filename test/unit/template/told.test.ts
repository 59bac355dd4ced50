import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../../src/entity/spans.ts';
import type { GoalScope } from '../../../src/entity/scope.ts';
import { openNative, type Native } from '../support/native.ts';
import { saidOf, type Asking } from './said.ts';
import type { Company, Value } from './scoped.ts';

type Rows = Record<string, Value>[];
const many = <T>(n: number, of: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => of(i));

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const told = (company: Company, id: string, asking?: Asking) => saidOf(db, company, id, asking);

const order = (customer: string, day: string, amount = 10): Record<string, Value> => ({
  customer,
  ordered_at: `${day} 10:00:00`,
  amount,
});
const act = (customer: string, at: string, more: Record<string, Value> = {}): Record<string, Value> => ({
  customer,
  occurred_at: at,
  action: 'view',
  ...more,
});

describe('sentences of odd companies', () => {
  test(
    'data of one day do not say of the other days that nothing happened on them',
    { tags: ['whole'] },
    async () => {
      const day = many(120, (i) => order(`c${i}`, '2024-12-30'));
      expect(await told({ orders: day }, 'activity-heatmap')).not.toHaveProperty('silent_day');
      // Nor of those after the last: Monday to Thursday; but of the Friday that lies between.
      const days = many(120, (i) => order(`c${i}`, addDays('2024-12-26', [0, 2, 3, 4, 5][i % 5]!)));
      expect((await told({ orders: days }, 'activity-heatmap'))['silent_day']).toContain('on Friday');
    },
  );

  test('months in which nobody ordered were covered by the data', { tags: ['whole'] }, async () => {
    const goal: Partial<GoalScope> = { period: { kind: 'custom', start: '2024-10-01', end: '2024-12-31' } };
    const orders = [order('a', '2024-01-05'), ...many(30, (i) => order(`b${i}`, '2024-11-05'))];
    const said = await told({ orders }, 'kpi', { goal });
    expect(said).not.toHaveProperty('no_previous');
    expect(said['nothing_before']).toContain('Nobody ordered in the period before');
    const late = await told({ orders: orders.slice(1) }, 'kpi', { goal });
    expect(late['no_previous']).toContain('does not cover');
  });

  test(
    'of sums a month without rows is the lowest, and equal months have none',
    { tags: ['whole'] },
    async () => {
      const params = { metric: 'revenue', grain: 'month' };
      const in2024 = (months: number[], amount = 10) =>
        many(months.length, (i) => order('a', `2024-${String(months[i]!).padStart(2, '0')}-05`, amount));
      const gap = await told(
        { orders: [...in2024([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]), order('a', '2024-02-06')] },
        'metrics',
        { params },
      );
      expect(gap['peak']).toBe(
        'Of the complete periods the highest is 2024-02 (¥20), the lowest 2024-03 (¥0).',
      );
      const equal = await told({ orders: in2024(many(12, (i) => i + 1)) }, 'metrics', { params });
      expect(equal).not.toHaveProperty('peak');
      // Of an average it is unknown.
      const means = [order('a', '2024-01-06', 9), ...in2024([2, 5]), order('a', '2024-06-06', 12)];
      const mean = await told({ orders: means }, 'metrics', { params: { metric: 'aov', grain: 'month' } });
      expect(mean['peak']).toContain('the lowest 2024-01 (¥9)');
    },
  );

  test('equal groups have no highest and lowest', { tags: ['whole'] }, async () => {
    const orders: Rows = many(60, (i) => ({
      ...order(`c${i}`, '2024-06-05'),
      channel: i % 2 ? 'web' : 'shop',
    }));
    const params = { metric: 'revenue', dimension: 'channel', grain: 'none' };
    expect(await told({ orders }, 'metrics', { params })).not.toHaveProperty('highest_lowest');
    orders[0]!['amount'] = 11;
    expect(await told({ orders }, 'metrics', { params })).toHaveProperty('highest_lowest');
  });

  test('who came back counts in the net of lost and won', { tags: ['whole'] }, async () => {
    // As of 2025-01-01 a month ago: a and b stood at 170 days and turn lost; c, lost by then, is back; d and e are new.
    const orders = [
      order('a', '2024-06-15'),
      order('b', '2024-06-15'),
      order('c', '2023-06-01'),
      order('c', '2024-12-10'),
      order('d', '2024-12-10'),
      ...many(3, (i) => order(`k${i}`, '2024-11-10')),
    ];
    const said = await told({ orders }, 'lifecycle', { params: { step: 'month' } });
    expect(said['lost_now']).toMatch(
      /^In the last period 2 customers turned lost .*; 2 were won or came back, a net gain of 0\.$/,
    );
  });

  test(
    'nothing is said of long lost customers of before where none are known',
    { tags: ['whole'] },
    async () => {
      const events: Rows = ['2024-05-20', '2024-05-25', '2024-06-01']
        .map((day) => act('gone', `${day} 09:00:00`))
        .concat(many(60, (i) => act('stays', `${addDays('2024-05-20', 3 * i)} 09:00:00`)));
      const said = await told({ events }, 'churn-warning');
      expect(said).not.toHaveProperty('lost');
      expect(said['lost_unseen']).toMatch(
        /stands? apart as long lost: they are to be won back, not warned of\.$/,
      );
    },
  );

  test('a small group above the alert level is not denied', async () => {
    const events = [
      ...many(40, (i) =>
        act('a', '2024-06-01 09:00:00', { action: 'pay', outcome: i < 4 ? 'failure' : 'success' }),
      ),
      ...many(10, (i) =>
        act('a', '2024-06-01 09:00:00', { action: 'help', outcome: i < 8 ? 'failure' : 'success' }),
      ),
    ];
    const company = { events };
    expect((await told(company, 'failures'))['calm']).toMatch(
      /^No group with 30 operations or more exceeds the alert level of 30%\.$/,
    );
    expect((await told(company, 'failures', { lang: 'zh' }))['calm']).toMatch(/^操作至少有 30 次的各组/);
  });

  test('nobody to win back may be silent beyond the own gap all the same', async () => {
    // A week apart, then 60 days of silence: not over 90 days.
    const orders = many(10, (i) => order('a', addDays('2024-08-30', 7 * i)));
    const said = await told({ orders }, 'win-back');
    expect(said['nobody']).not.toContain('within their usual gap');
    expect(said['nobody']).toMatch(/both for over 90 days and for over 2 times their own usual gap\.$/);
  });

  test('two months that differ by more than 1.96 errors and less than is judged by are not within an error', async () => {
    const answers = (month: string, up: number, down: number): Rows =>
      many(up + down, (i) => ({
        customer: `${month}${i}`,
        occurred_at: `${month}-05 09:00:00`,
        nps: i < up ? 10 : 0,
      }));
    const feedback = [...answers('2024-11', 30, 10), ...answers('2024-12', 20, 20)];
    const said = await told({ feedback }, 'nps');
    expect(said['steady']).toMatch(
      /^The period from 2024-12-01.* stands at 0, 50 before: not told from chance\.$/,
    );
  });

  test('a function is promoted by what was measured', { tags: ['whole'] }, async () => {
    const uses = (customer: string, action: string, days: string[]) =>
      days.map((day) => act(customer, `${day} 09:00:00`, { action }));
    const events = [
      ...many(40, (i) => uses(`c${i}`, 'home', ['2024-05-01'])).flat(),
      ...many(10, (i) => uses(`c${i}`, 'report', ['2024-05-01', '2024-05-03'])).flat(),
    ];
    const feedback: Rows = [{ occurred_at: '2024-05-01 09:00:00', text: 'the report is slow' }];
    const params = { least_users: 1 };
    expect((await told({ events }, 'feature-usage', { params }))['promote']).toBe(
      'Consider promoting report first: 25% of customers have used it (10), and 100% of these did so on two days or more.',
    );
    const named = await told({ events, feedback }, 'feature-usage', {
      params: { ...params, need_by: 'mentions' },
    });
    expect(named['promote_named']).toContain(
      'feedback names it 100% as often as the function named in first place',
    );
  });

  test(
    'of many hours and pages one that happens to have more long visits is not told of',
    { tags: ['whole'] },
    async () => {
      // A visit an hour for 60 days; one in fifty lasts an hour.
      const visits = (page: string, isLong: (day: number, hour: number) => boolean) =>
        many(60 * 24, (i) => {
          const [day, hour] = [Math.floor(i / 24), i % 24];
          return act(`c${i}`, `${addDays('2024-05-01', day)} ${String(hour).padStart(2, '0')}:00:00`, {
            action: page,
            duration_seconds: isLong(day, hour) ? 3600 : 20 + ((7 * i) % 40),
          });
        });
      // Five of sixty at five o'clock, where 1.2 would be usual: in one of 24 hours as many come by chance one time in five.
      const chance = visits('list', (day, hour) => (hour === 5 ? day < 5 : (24 * day + hour) % 50 === 0));
      expect(await told({ events: chance }, 'duration-anomalies')).not.toHaveProperty('hour');
      const real = visits('list', (day, hour) => (hour === 5 ? day < 36 : (24 * day + hour) % 50 === 0));
      expect((await told({ events: real }, 'duration-anomalies'))['hour']).toMatch(
        /^At 05:00 60% of 60 visits to list last too long against 2\.\d+% at other times, more than chance/,
      );
    },
  );

  test('whoever buys the same again and again is one customer', async () => {
    // 400 baskets of 10 customers, of whom each always buys the two or three things of their own.
    const own = (i: number) =>
      i < 2 ? ['tea', 'cup'] : [`x${i % 3}`, `y${i % 4}`, ...(i < 4 ? ['tea'] : [])];
    const baskets = (customers: number, each: number) =>
      many(customers, (c) =>
        many(each, (k) =>
          own(c % 10).map((product) => ({
            ...order(`c${c}`, addDays('2024-02-01', k)),
            order_id: `${c}-${k}`,
            product,
          })),
        ).flat(),
      ).flat();
    const few = await told({ orders: baskets(10, 40) }, 'cross-sell');
    expect(few).not.toHaveProperty('strongest');
    expect(few).not.toHaveProperty('widest');
    // The same baskets, each of another customer.
    expect(await told({ orders: baskets(400, 1) }, 'cross-sell')).toHaveProperty('strongest');
  });

  test('whoever says a word again and again is one customer', { tags: ['whole'] }, async () => {
    // 200 texts, half of them happy; half of the happy ones say garden.
    const texts = (who: (i: number) => string): Rows =>
      many(200, (i) => ({
        customer: who(i),
        occurred_at: `${addDays('2024-02-01', i)} 09:00:00`,
        csat: i < 100 ? 5 : 1,
        text: `${i < 50 ? 'garden ' : ''}table ${i % 2 ? 'lunch' : 'dinner'}`,
      }));
    const many200 = await told({ feedback: texts((i) => `c${i}`) }, 'feedback-keywords');
    expect(many200['said_happy']).toMatch(/^50% of the happy texts mention “garden/);
    // All fifty by two customers of twelve: chance.
    const few = await told({ feedback: texts((i) => `c${Math.floor(i / 25)}`) }, 'feedback-keywords');
    expect(few).not.toHaveProperty('said_happy');
  });

  test(
    'what few customers answer again and again is not told of a value of theirs',
    { tags: ['whole'] },
    async () => {
      // 40 customers of 20 answers each: three of four are content nearly always, the others hardly ever; the three of
      // the small industry are content ones, which in one company of two they would be by chance.
      const content = (c: number, k: number) => (c % 4 ? k % 10 > 0 : k % 10 === 0);
      const answersOf = (people: number): Rows =>
        many(20 * people, (i) => ({
          occurred_at: `2024-06-0${1 + (i % 5)} 10:00:00`,
          customer: `c${Math.floor(i / 20)}`,
          // Eight content ones write.
          channel: Math.floor(i / 20) % 4 && i < 220 ? 'mail' : 'phone',
          csat: content(Math.floor(i / 20), i % 20) ? 5 : 2,
        }));
      const feedback = answersOf(40);
      const industries = (small: number): Rows =>
        many(40, (c) => ({
          customer: `c${c}`,
          industry: c % 4 && c <= small ? 'small' : `large ${Math.floor(c / 4) % 2}`,
        }));
      const ask = (small: number) => told({ customers: industries(small), feedback }, 'satisfaction-drivers');
      expect(await ask(3)).not.toHaveProperty('raises');
      // Nor is a channel of eight beside many.
      const csat = await told({ feedback: answersOf(400) }, 'csat', { params: { by: 'channel' } });
      expect(csat).toHaveProperty('overall');
      expect(csat).not.toHaveProperty('above');
      // Of thirty against ten it is.
      expect((await ask(40))['raises']).toContain('Where Industry is “small”');
    },
  );

  test('no page stands out, or one does', { tags: ['whole'] }, async () => {
    const visits = (action: string, n: number, long: number) =>
      many(n, (i) =>
        act(`c${i}`, '2024-06-01 09:00:00', { action, duration_seconds: i < long ? 9000 : 20 + (i % 40) }),
      );
    const events = [...visits('form', 100, 10), ...visits('list', 2000, 0)];
    const said = await told({ events }, 'duration-anomalies');
    expect(said['anomalous']).toMatch(/^10% of visits to form last too long/);
    expect(said).not.toHaveProperty('calm');
  });

  test('profit is not called revenue', { tags: ['whole'] }, async () => {
    const orders = many(6, (i) => ({ ...order(`c${i}`, '2024-06-05', 10 + i), cost: 5 }));
    const said = await told({ orders }, 'pareto', { params: { measure: 'profit' } });
    expect(said['top_fifth']).toMatch(/of the gross profit\.$/);
    expect(said['needed']).toMatch(/of the gross profit\.$/);
    const zh = await told({ orders }, 'pareto', { params: { measure: 'profit' }, lang: 'zh' });
    expect(zh['top_fifth']).toMatch(/的毛利。$/);
    expect((await told({ orders }, 'pareto'))['needed']).toMatch(/of the revenue\.$/);
  });

  test('customers as a whole look to nothing most where weights are equal', { tags: ['whole'] }, async () => {
    const customers = (weights: [number, number, number]): Rows =>
      many(20, (i) => ({
        customer: `c${i}`,
        factor_price: weights[0],
        factor_service: weights[1],
        factor_brand: weights[2],
      }));
    expect(await told({ customers: customers([1, 1, 1]) }, 'needs')).not.toHaveProperty('factor');
    expect(await told({ customers: customers([1, 2, 1]) }, 'needs')).toHaveProperty('factor');
  });

  test('a full year is as long as twelve months', { tags: ['whole'] }, async () => {
    const orders = many(40, (i) =>
      many(1 + (i % 5), (k) => order(`c${i}`, addDays('2023-01-01', (17 * i + 61 * k) % 360))),
    ).flat();
    const said = await told({ orders: [...orders, order('c0', '2023-01-01')] }, 'clv-bgnbd', {
      goal: { asOf: '2024-01-01' },
    });
    expect(said).toHaveProperty('total');
    expect(said).not.toHaveProperty('short_history');
  });

  test('of steps that visits leave alike none has the largest share', { tags: ['whole'] }, async () => {
    // 120 visits of three steps, sixty of each of six; so many of the sixty are the last of their visit.
    const visits = (last: number[]) => {
      const lasts = last.flatMap((n, i) => many(n, () => `step${i}`));
      const others = last.flatMap((n, i) => many(60 - n, () => `step${i}`));
      return lasts.flatMap((end, v) =>
        [others[v]!, others[v + 120]!, end].map((action, k) =>
          act(`c${v}`, `2024-06-01 09:0${k}:00`, { action, session: `s${v}` }),
        ),
      );
    };
    expect(await told({ events: visits([18, 18, 19, 19, 19, 27]) }, 'path-sankey')).not.toHaveProperty(
      'exit',
    );
    const one = await told({ events: visits([15, 15, 15, 15, 15, 45]) }, 'path-sankey');
    expect(one['exit']).toMatch(/^Of the steps step5 has the largest share that leaves: 75%/);
  });

  test('the commonest topic is the commonest, or none is named', { tags: ['whole'] }, async () => {
    const complaint = (customer: string, topic: string): Record<string, Value> => ({
      customer,
      topic,
      occurred_at: '2024-06-01 09:00:00',
      kind: 'complaint',
    });
    // Those of the small group complain most, of price; a group of 3 is not listed.
    const customers: Rows = many(43, (i) => ({ customer: `c${i}`, industry: i < 3 ? 'small' : 'large' }));
    const feedback = [
      ...many(9, (i) => complaint(`c${i % 3}`, 'price')),
      ...many(5, (i) => complaint(`c${10 + i}`, 'taste')),
    ];
    expect(await told({ customers, feedback }, 'complaints')).not.toHaveProperty('topic');
  });
});
