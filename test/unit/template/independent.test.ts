import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spansOf } from '../../../src/entity/spans.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { draw, type Drawn } from './relations.ts';
import { openCompany, type Value } from './scoped.ts';
import type { Row } from './support.ts';

/*
 * Results against what a few lines of JavaScript make of the rows, on random companies: the sums, shares, counts,
 * spans and groups of the analyses that can be told so shortly.
 */

type Source = Record<string, Value>;
const day = (row: Source) => String(row['ordered_at'] ?? row['occurred_at']).slice(0, 10);
const within = (rows: readonly Source[], from: string, to: string) =>
  rows.filter((row) => day(row) >= from && day(row) <= to);
const sum = (rows: readonly Source[], of: string) =>
  rows.reduce((total, r) => total + ((r[of] as number) ?? 0), 0);
const orderKey = (r: Source) => `${String(r['customer'])}|${String(r['order_id'] ?? r['ordered_at'])}`;
const by = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
};
const near = (a: unknown, b: number | null, what: string) =>
  b === null ? expect(a, what).toBeNull() : expect(a, what).toBeCloseTo(b, 6);

/** Rows of the goal's group before the as-of date, and those of them within the period as far as it has gone by. */
function scoped({ company, goal, given }: Drawn) {
  const { group } = goal;
  const before = (rows: readonly Source[] = []) => rows.filter((row) => day(row) < given.asOf);
  const all = {
    orders: before(company.orders),
    events: before(company.events),
    feedback: before(company.feedback),
  };
  const { start, end } = spansOf(given).now;
  let members: Set<Value> | null = null;
  if (group.kind === 'attribute') {
    const role = group.role.replace('customers.', '');
    const profiles = company.customers ?? [];
    members = new Set(profiles.filter((c) => c[role] === group.value).map((c) => c['customer'] ?? null));
  } else if (group.kind === 'top') {
    const spent = [
      ...by(
        within(all.orders, start, end).filter((o) => o['customer']),
        (o) => String(o['customer']),
      ),
    ]
      .map(([customer, rows]) => ({ customer, amount: Math.round(sum(rows, 'amount') * 1e6) }))
      .sort((a, b) => b.amount - a.amount || (a.customer < b.customer ? -1 : 1));
    members = new Set(
      spent.slice(0, Math.ceil(Number((group.share * spent.length).toFixed(6)))).map((c) => c.customer),
    );
  }
  const inGroup = (rows: readonly Source[]) =>
    rows.filter((r) => !members || members.has(r['customer'] ?? null));
  const past = { orders: inGroup(all.orders), events: inGroup(all.events), feedback: inGroup(all.feedback) };
  const bought = (rows: readonly Source[]) => rows.filter((o) => o['customer'] && o['amount'] !== null);
  return {
    past,
    bought,
    now: {
      orders: within(past.orders, start, end),
      events: within(past.events, start, end),
      feedback: within(past.feedback, start, end),
    },
  };
}

describe.each(few([11, 12, 13, 14, 15, 16], 6))('company %i', (seed) => {
  let db: Native;
  let drawn: Drawn;
  let company: Awaited<ReturnType<typeof openCompany>>;
  beforeAll(async () => {
    db = await openNative();
    drawn = await draw(db, seed);
    company = await openCompany(drawn.company, db);
  });
  afterAll(() => db.close());
  const run = async (template: string, params = {}) => (await company.run(template, params, drawn.goal)).rows;

  test('key figures, now and before', async () => {
    const { past, bought } = scoped(drawn);
    const spans = spansOf(drawn.given);
    const figures = (from: string, to: string) => {
      const rows = within(bought(past.orders), from, to);
      const customers = new Set(rows.map((r) => r['customer'])).size;
      const orders = new Set(rows.map(orderKey)).size;
      return { rows: rows.length, revenue: sum(rows, 'amount'), customers, orders };
    };
    const now = figures(spans.now.start, spans.now.end);
    const before = figures(spans.before.start, spans.before.end);
    const reach = bought(past.orders).map(day).sort()[0] ?? '9999';
    const days = (Date.parse(spans.before.end) - Date.parse(spans.before.start)) / 86_400_000 + 1;
    const latest = new Date(Date.parse(spans.before.start) + Math.floor(0.03 * days) * 86_400_000);
    // Who was chosen by what they spent now is not compared with before.
    const chosen = drawn.goal.group.kind === 'top';
    const covered = !chosen && reach <= latest.toISOString().slice(0, 10) && before.rows > 0;
    const rows = await run('kpi');
    for (const metric of ['revenue', 'customers', 'orders'] as const) {
      const row = rows.find((r) => r['metric'] === metric);
      if (now.rows === 0) expect(row, metric).toBeUndefined();
      else {
        near(row!['value'], now[metric], metric);
        near(row!['previous'], covered ? before[metric] : null, `${metric} before`);
      }
    }
  });

  test('revenue by month', async () => {
    const { now, bought } = scoped(drawn);
    const months = by(bought(now.orders), (o) => day(o).slice(0, 7));
    const rows = await run('metrics', { metric: 'revenue', grain: 'month' });
    expect(rows.map((r) => String(r['period']).slice(0, 7))).toEqual([...months.keys()].sort());
    for (const row of rows)
      near(row['value'], sum(months.get(String(row['period']).slice(0, 7))!, 'amount'), 'revenue');
  });

  test('recency, frequency and money; the cumulative share', async () => {
    const { now, bought } = scoped(drawn);
    const customers = by(bought(now.orders), (o) => String(o['customer']));
    const rfm = await run('rfm');
    expect(rfm.length).toBe(customers.size);
    for (const row of rfm) {
      const rows = customers.get(String(row['customer']))!;
      const last = rows.map(day).sort().at(-1)!;
      expect(row['recency_days']).toBe((Date.parse(drawn.given.asOf) - Date.parse(last)) / 86_400_000);
      expect(row['frequency']).toBe(new Set(rows.map(orderKey)).size);
      near(row['monetary'], sum(rows, 'amount'), 'monetary');
    }
    const pareto = await run('pareto');
    const total = sum(bought(now.orders), 'amount');
    let running = 0;
    for (const row of pareto) {
      running += sum(customers.get(String(row['customer']))!, 'amount');
      if (total > 0) near(row['cumulative_share'], running / total, 'cumulative');
    }
  });

  test('failures, hours, steps', async () => {
    const { now } = scoped(drawn);
    const known = by(
      now.events.filter((e) => e['outcome']),
      (e) => String(e['action']),
    );
    const failures = await run('failures', { by: 'action' });
    expect(failures.length).toBe(known.size);
    for (const row of failures) {
      const rows = known.get(String(row['segment']))!;
      expect(row['operations']).toBe(rows.length);
      expect(row['failures']).toBe(rows.filter((e) => e['outcome'] === 'failure').length);
    }
    const heat = await run('activity-heatmap', { source: 'events' });
    expect(heat.reduce((n, r) => n + (r['count'] as number), 0)).toBe(now.events.length);
    const steps = ['home', 'view', 'pay'];
    const people = by(
      now.events.filter((e) => e['customer']),
      (e) => String(e['customer']),
    );
    const reached = [0, 0, 0];
    for (const acts of people.values()) {
      let at = '';
      for (const [i, step] of steps.entries()) {
        const next = acts
          .filter((a) => a['action'] === step && String(a['occurred_at']) > at)
          .map((a) => String(a['occurred_at']));
        if (next.length === 0) break;
        at = next.sort()[0]!;
        reached[i]!++;
      }
    }
    const funnel = await run('funnel', { steps });
    expect(funnel.map((r) => r['customers'])).toEqual(reached);
  });

  test('answers: NPS, CSAT, complaints, tickets', async () => {
    const { now } = scoped(drawn);
    const scores = now.feedback.filter((f) => f['nps'] !== null).map((f) => f['nps'] as number);
    const nps = await run('nps');
    const total = (column: string) => nps.reduce((n: number, r: Row) => n + (r[column] as number), 0);
    expect([total('promoters'), total('detractors'), total('answers')]).toEqual([
      scores.filter((s) => s >= 9).length,
      scores.filter((s) => s <= 6).length,
      scores.length,
    ]);
    const [csat] = await run('csat', { by: 'none' });
    const rated = now.feedback.filter((f) => f['csat'] !== null).map((f) => f['csat'] as number);
    if (rated.length > 0) near(csat!['csat'], rated.filter((s) => s >= 4).length / rated.length, 'csat');
    const tickets = now.feedback.filter(
      (f) => f['response_minutes'] !== null || f['resolved'] !== null || f['resolution_minutes'] !== null,
    );
    const times = await run('service-times', { by: 'kind' });
    expect(times.reduce((n, r) => n + (r['tickets'] as number), 0)).toBe(tickets.length);
    for (const row of times) {
      const marked = tickets.filter((f) => f['kind'] === row['segment'] && f['resolved'] !== null);
      near(
        row['resolution_rate'],
        marked.length ? marked.filter((f) => f['resolved']).length / marked.length : null,
        'resolved',
      );
    }
  });
});
