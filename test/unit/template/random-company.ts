import type { GoalScope } from '../../../src/entity/scope.ts';
import { addDays } from '../../../src/entity/spans.ts';
import { random as seeded } from '../../tools/sample/random.ts';
import type { Company, Value } from './scoped.ts';

type Row = Record<string, Value>;

/** Goals of every kind: running periods, some over or to come, cut spans, groups, as-of dates amid the data. */
export function randomGoal(seed: number, first: string, last: string): GoalScope {
  const { next: random, pick } = seeded(`goal ${seed}`);
  const days = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
  const day = (from: number, to: number) =>
    addDays(first, Math.round((from + random() * (to - from)) * days));
  const year = Number(last.slice(0, 4));
  return {
    behaviours: [],
    group: pick<GoalScope['group']>([
      { kind: 'all' },
      { kind: 'attribute', role: 'region', value: 'north' },
      { kind: 'attribute', role: 'customers.industry', value: 'food' },
      { kind: 'top', share: 0.2 },
    ]),
    period: pick<GoalScope['period']>([
      { kind: 'months', months: pick([1, 2, 3, 6, 12]) },
      { kind: 'year', year: pick([year, year - 1]) },
      { kind: 'custom', start: day(0.2, 0.6), end: day(0.7, 1.4) },
      { kind: 'all' },
    ]),
    asOf: random() < 0.4 ? day(0.5, 1) : null,
  };
}

/**
 * A small company that a seed fixes: ties in time and money, columns that are constant or empty, gaps, entities
 * without a row or with one, customers without a profile and profiles without a row, orders with and without ids.
 */
export function randomCompany(seed: number): { company: Company; first: string; last: string } {
  const { next: random, chance, pick, int: whole } = seeded(`company ${seed}`);

  const first = addDays('2023-01-01', whole(0, 400));
  const days = whole(40, 800);
  const last = addDays(first, days);
  const byDay = chance(0.4); // date-only times
  const gap = chance(0.4) ? [whole(0, days), whole(5, 90)] : null;
  const at = (share = random()): string => {
    let offset = Math.floor(share * days);
    if (gap && offset >= gap[0]! && offset < gap[0]! + gap[1]!) offset = Math.max(0, gap[0]! - 1);
    const time = byDay ? '00:00:00' : `${two(whole(7, 22))}:${two(whole(0, 11) * 5)}:00`;
    return `${addDays(first, offset)} ${time}`;
  };
  const people = Array.from({ length: whole(1, 45) }, (_, i) => `c${i}`);
  const constant = chance(0.2);
  const category = (values: readonly string[], missing = 0.15): Value =>
    constant ? values[0]! : chance(missing) ? null : pick(values);
  const amount = (): number =>
    constant ? 10 : chance(0.3) ? whole(1, 5) * 10 : Math.round(Math.exp(2 + 2 * random()) * 100) / 100;
  const size = (rows: Row[]): Row[] => {
    const r = random();
    return r < 0.08 ? [] : r < 0.14 ? rows.slice(0, 1) : rows;
  };

  const customers = people
    .filter(() => chance(0.85))
    .map((customer, i): Row => {
      const registered = chance(0.7) ? at(random() * random()) : null;
      return {
        customer,
        name: chance(0.8) ? `N ${customer}` : null,
        region: category(['north', 'south', 'west']),
        industry: category(['food', 'it', 'toys']),
        level: category(['A', 'B']),
        team: category(['east', 'west']),
        owner: category(['ann', 'bob']),
        company_size: category(['10', '50', '500']),
        gender: category(['f', 'm']),
        core_need: category(['speed', 'price']),
        source_system: category(['crm', 'shop']),
        age: chance(0.8) ? whole(16, 80) : null,
        income: chance(0.6) ? whole(1, 9) * 10_000 : null,
        registered_at: registered,
        updated_at: chance(0.5) ? at() : null,
        referrer: chance(0.2) ? pick(people) : null,
        contract_end: chance(0.3) ? at() : null,
        renewed: chance(0.3) ? chance(0.5) : null,
        churned: i % 5 > 0 ? (i * i) % 7 < 3 : null,
        decision_makers: chance(0.4) ? whole(1, 5) : null,
        profit_margin: chance(0.4) ? whole(5, 60) / 100 : null,
        factor_price: chance(0.5) ? whole(0, 5) / 5 : null,
        factor_service: chance(0.5) ? whole(0, 5) / 5 : null,
        factor_brand: chance(0.5) ? whole(0, 5) / 5 : null,
      };
    });

  const withIds = chance(0.6);
  const orders: Row[] = [];
  for (const customer of people) {
    const n = chance(0.2) ? 0 : Math.floor(-Math.log(1 - random()) * 5);
    for (let i = 0; i < n; i++) {
      const moment = chance(0.1) && orders.length > 0 ? orders.at(-1)!['ordered_at']! : at();
      const id = withIds && !chance(0.05) ? `o${orders.length}` : null;
      const region = category(['north', 'south']);
      const channel = category(['web', 'shop', 'app']);
      for (let line = chance(0.3) ? 2 : 1; line > 0; line--) {
        const item = whole(0, 7);
        orders.push({
          customer: chance(0.02) ? null : customer,
          ordered_at: moment,
          amount: chance(0.02) ? null : amount(),
          order_id: id,
          product: chance(0.1) ? null : `p${item}`,
          category: chance(0.1) ? null : `k${item % 3}`,
          quantity: whole(1, 4),
          cost: chance(0.6) ? whole(1, 20) : null,
          region,
          channel,
          status: category(['done', 'open']),
        });
      }
    }
  }

  const withSessions = chance(0.5);
  const actions = ['Login', 'home', 'view', 'cart', 'pay', 'Settings', 'Follow-up', 'Log note', 'Tag'];
  const events = Array.from({ length: whole(0, 220) }, (_, i): Row => {
    const failed = chance(0.2);
    return {
      customer: chance(0.03) ? null : pick(people),
      occurred_at: at(),
      action: pick(actions),
      session: withSessions && chance(0.9) ? `s${i % 40}` : null,
      duration_seconds: chance(0.7) ? whole(1, 600) : null,
      device: category(['pc', 'phone']),
      channel: category(['web', 'app']),
      outcome: chance(0.7) ? (failed ? 'failure' : 'success') : null,
      failure_reason: failed ? pick(['timeout', 'input', null]) : null,
      target: chance(0.3) ? pick(people) : null,
      team: chance(0.3) ? pick(['east', 'west']) : null,
    };
  });

  const feedback = Array.from({ length: whole(0, 120) }, (): Row => {
    const answered = chance(0.7);
    return {
      occurred_at: at(),
      customer: chance(0.1) ? null : pick(people),
      kind: pick(['survey', 'complaint', '投诉', 'enquiry', 'review']),
      nps: chance(0.5) ? (constant ? 10 : whole(0, 10)) : null,
      csat: chance(0.5) ? (constant ? 5 : whole(1, 5)) : null,
      rating: chance(0.3) ? whole(1, 5) : null,
      topic: category(['delivery', 'taste', 'app']),
      channel: category(['mail', 'phone']),
      activity: chance(0.2) ? pick(['fair', 'sale']) : null,
      text: chance(0.4) ? pick(['late delivery again', 'good taste', 'the app is slow']) : null,
      resolved: chance(0.6) ? chance(0.7) : null,
      response_minutes: answered ? whole(1, 300) : null,
      resolution_minutes: answered && chance(0.7) ? whole(10, 3000) : null,
    };
  });
  return {
    company: {
      customers: size(customers),
      orders: size(orders),
      events: size(events),
      feedback: size(feedback),
    },
    first,
    last,
  };
}

const two = (n: number): string => String(n).padStart(2, '0');
