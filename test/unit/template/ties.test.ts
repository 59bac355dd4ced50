import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templates } from '../../../src/template/registry.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { saidOf } from './said.ts';
import { openCompany, type Company, type Value } from './scoped.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

type Rows = Record<string, Value>[];
const SIDES = ['A', 'B'];

/**
 * A company of two halves that are each other's twin in all but names, hours and weekdays, so that of whatever is
 * ranked the first two are equal; or, with more of A, a company in which A is first.
 */
function twins(more: boolean): Company {
  const company = { customers: [], orders: [], events: [], feedback: [] } as Record<string, Rows>;
  SIDES.forEach((side, s) => {
    for (let i = 0; i < (more && s === 0 ? 33 : 30); i++) {
      const customer = `${side}${i}`;
      company.customers!.push({
        customer,
        industry: side,
        owner: `owner ${side}`,
        core_need: `need ${side}`,
        level: 'one',
        region: i < 2 || i >= 30 ? null : side,
      });
      // Half were known before, half are new; Mondays at 9 and Thursdays at 15.
      const day = ['2024-05-06', '2024-05-09'][s]!;
      const at = `${day} ${['09', '15'][s]}:05:00`;
      const order = { customer, channel: `web ${side}`, product: `p${side}`, category: `k${side}` };
      if (i % 2) company.orders!.push({ ...order, ordered_at: `2022-05-0${2 + 3 * s} 10:00:00`, amount: 5 });
      company.orders!.push({ ...order, ordered_at: at, amount: 10 });
      for (const [k, action] of [`open ${side}`, `close ${side}`].slice(0, i === 0 ? 1 : 2).entries())
        company.events!.push({
          customer,
          occurred_at: at.replace(':05:', `:0${k}:`),
          action,
          session: `s${customer}`,
          device: `device ${side}`,
          outcome: i < 5 || i >= 30 ? 'failure' : 'success',
          failure_reason: i < 5 || i >= 30 ? `reason ${side}` : null,
        });
      company.feedback!.push({
        customer,
        occurred_at: at,
        kind: 'complaint',
        topic: `topic ${side}`,
        text: `word${side} word${side}`,
        csat: 2,
      });
    }
  });
  return company;
}

const FUNNEL = { steps: ['open A', 'use A', 'close A'] };
/** Rules that name the first of several, by what is asked. */
const FIRST: [rule: string, params?: ParamValues][] = [
  ['activity-heatmap.peak'],
  ['activity-heatmap.busiest_day'],
  ['channel-value.most_new'],
  ['complaints.topic', { by: 'industry' }],
  ['device-mix.main', { least: 5 }],
  ['failures.reason', { alert_above: 0.9 }],
  ['feature-usage.widest'],
  ['feedback-keywords.commonest', { least: 3 }],
  ['metrics.highest_lowest', { metric: 'revenue', dimension: 'channel', grain: 'none' }],
  ['needs.top'],
  ['path-sankey.commonest'],
  ['path-sankey.first_action'],
  ['structure.largest', { by: 'industry' }],
  ['to-complete.owner'],
];

describe('who is named as the first of several', () => {
  test.each(few(FIRST, 8))('%s is, and of two that are equal neither', async (rule, params = {}) => {
    const [id, name] = rule.split('.') as [string, string];
    expect(await saidOf(db, twins(true), id, { params })).toHaveProperty(name);
    const said = await saidOf(db, twins(false), id, { params });
    expect(said).not.toHaveProperty(name);
  });

  test('of steps that as many leave none loses most', { tags: ['whole'] }, async () => {
    const visit = (customer: string, n: number): Rows =>
      FUNNEL.steps
        .slice(0, n)
        .map((action, k) => ({ customer, action, occurred_at: `2024-06-01 09:0${k}:00` }));
    const events = (counts: number[]): Rows =>
      counts.flatMap((n, i) => Array.from({ length: n }, (_, k) => visit(`c${i}-${k}`, i + 1)).flat());
    // 40 begin, 20 go on, 10 arrive; then 40, 30, 10.
    const even = { events: events([20, 10, 10]) };
    expect(await saidOf(db, even, 'funnel', { params: FUNNEL })).not.toHaveProperty('worst_step');
    const uneven = { events: events([10, 20, 10]) };
    const said = await saidOf(db, uneven, 'funnel', { params: FUNNEL });
    expect(said['worst_step']).toContain('use A → close A');
  });

  test(
    'of reasons given as often none is the main one, nor where none is given',
    { tags: ['whole'] },
    async () => {
      const failed = (reasons: (string | null)[]): Rows =>
        reasons.map((failure_reason, i) => ({
          customer: `c${i}`,
          action: 'pay',
          occurred_at: `2024-06-01 09:00:0${i % 10}`,
          outcome: 'failure',
          failure_reason,
        }));
      const half = Array.from({ length: 40 }, (_, i) => (i % 2 ? 'timeout' : 'denied'));
      for (const reasons of [half, half.map(() => null)]) {
        const said = await saidOf(db, { events: failed(reasons) }, 'failures');
        expect(said).not.toHaveProperty('alert');
        expect(said['alert_unexplained']).toMatch(/100% of all failures\. No reason leads\.$/);
      }
      const said = await saidOf(db, { events: failed([...half, 'timeout']) }, 'failures');
      expect(said['alert']).toMatch(/Main reason: timeout\.$/);
    },
  );

  test('equal months, and equally low ones, are told as such', async () => {
    const params = { metric: 'revenue', grain: 'month' };
    const orders = (months: number[], top: number[]): Rows =>
      [...months, ...top].map((month) => ({
        customer: 'a',
        ordered_at: `2024-${String(month).padStart(2, '0')}-05 10:00:00`,
        amount: 10,
      }));
    const ask = async (rows: Rows) => saidOf(db, { orders: rows }, 'metrics', { params });
    expect((await ask(orders([1, 2, 5, 12], [2])))['peak_alone']).toBe(
      'Of the complete periods the highest is 2024-02 (¥20); 8 share the lowest value, ¥0.',
    );
    expect((await ask(orders([1, 2, 5, 12], [2, 5])))['range']).toBe(
      'The complete periods lie between ¥0 and ¥20, which several of them reach.',
    );
  });

  test('a month without orders after the last with some is the latest', { tags: ['whole'] }, async () => {
    const day = (ordered_at: string, amount: number) => ({ customer: 'a', ordered_at, amount });
    const orders = [
      day('2024-01-05 10:00:00', 10),
      day('2024-09-05 10:00:00', 12),
      day('2024-10-05 10:00:00', 20),
      day('2024-12-03 10:00:00', 30),
    ];
    const goal = { asOf: '2024-12-10' };
    const said = await saidOf(db, { orders }, 'metrics', {
      params: { metric: 'revenue', grain: 'month' },
      goal,
    });
    expect(said['fell_all']).toBe(
      'The latest complete period (2024-11) stands at ¥0, the previous period at ¥20 (-100%).',
    );
    // Of two such months the second is the latest, as little as the first: it did not fall.
    const twice = orders.filter(({ amount }) => amount !== 20);
    const two = await saidOf(db, { orders: twice }, 'metrics', {
      params: { metric: 'revenue', grain: 'month' },
      goal,
    });
    expect(two).not.toHaveProperty('fell_all');
    // Of an average it is unknown.
    const mean = await saidOf(db, { orders }, 'metrics', { params: { metric: 'aov', grain: 'month' }, goal });
    expect(mean).not.toHaveProperty('fell_all');
    expect(mean).not.toHaveProperty('rose_all');
  });

  test('all rules that rank are tried here, or name nobody', () => {
    /** What ranks without naming one, is told of a share of all, or is tried elsewhere. */
    const OTHERS: Record<string, string> = {
      'activity-heatmap.peak_span': 'what is left of peak',
      'clv-bgnbd.top': 'a share of all',
      'clv-simple.top_tenth': 'a share of all',
      'contribution.concentrated': 'a share of all',
      'customer-360.unhappy_big': 'a share of all',
      'pareto.concentrated': 'names nobody',
      'sales-behaviour.unrecorded_all': 'names nobody',
      'segments-kmeans.richest': 'says how much, not that it is most',
      'feature-usage.least': 'says how few',
      'path-sankey.exit': 'needs a difference (told.test.ts)',
      'needs.factor': 'needs a difference (told.test.ts)',
      'funnel.worst_step': 'above',
      'metrics.peak': 'above',
      'metrics.peak_alone': 'above',
      'metrics.rose': 'by the include',
      'metrics.fell': 'by the include',
      'churn-warning.commonest': 'by the include',
      'lifecycle.largest': 'by the include',
      'outliers.largest': 'by the include',
      'segments-kmeans.largest': 'by the include',
    };
    const ranking = [...templates.values()].flatMap(({ id, findings }) =>
      Object.entries(findings)
        .filter(([, { claim }]) => 'test' in claim && claim.test === 'record')
        .map(([rule]) => `${id}.${rule}`),
    );
    expect([...FIRST.map(([rule]) => rule), ...Object.keys(OTHERS)].toSorted()).toEqual(ranking.toSorted());
    for (const [rule, why] of Object.entries(OTHERS))
      if (why === 'by the include')
        expect(templates.get(rule.split('.')[0]!)!.sql!.findings, rule).toMatch(/QUALIFY \S+ > \d AND/);
  });

  test('no two segments of customers have one name', { tags: ['whole'] }, async () => {
    // Customers of every size, frequency and age, so that any number of segments is a cut through one crowd.
    const rows = Array.from({ length: 400 }, (_, i) => i).flatMap((i) =>
      Array.from({ length: 1 + ((i * 7) % 12) }, (_, k) => ({
        customer: `c${i}`,
        ordered_at: `2024-${String(1 + ((i * 5 + k) % 12)).padStart(2, '0')}-${String(1 + ((i + k * 3) % 28)).padStart(2, '0')} 10:00:00`,
        amount: 10 * Math.exp(((i * 13) % 50) / 10),
      })),
    );
    for (const clusters of ['4', '6', '8']) {
      const opened = await openCompany({ orders: rows }, db);
      const { rows: placed } = await opened.run('segments-kmeans', { clusters }, { asOf: '2025-01-01' });
      const different = (column: string) => new Set(placed.map((row) => row[column])).size;
      const counted = { names: different('segment'), numbers: different('cluster') };
      expect(counted).toEqual({ names: Number(clusters), numbers: Number(clusters) });
    }
  });
});
