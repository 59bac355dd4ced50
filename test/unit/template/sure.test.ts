import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ParamValues } from '../../../src/template/schema.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { many, openCompany, type Company, type Value } from './scoped.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const at = '2024-06-03 10:00:00';
const feedback = (n: number, share: number, of: (low: boolean) => Record<string, Value>): Company => ({
  feedback: many(n, (i) => ({ customer: `c${i}`, occurred_at: at, ...of(i < n * share) })),
});
const events = (n: number, share: number, of: (low: boolean) => Record<string, Value>): Company => ({
  events: many(n, (i) => ({ customer: `c${i}`, occurred_at: at, action: 'pay', ...of(i < n * share) })),
});
/** Visits of which a share has ten steps to the payment, the others two. */
const visits = (n: number, share: number): Company => ({
  events: many(n, (i) => ({ i })).flatMap(({ i }) => {
    const steps = Number(i) < n * share ? 10 : 2;
    return many(steps, (k) => ({
      customer: `c${i}`,
      session: `s${i}`,
      occurred_at: `2024-06-03 10:0${Math.floor(k / 2)}:${k % 2 ? '30' : '00'}`,
      action: k === steps - 1 ? 'pay' : `look ${k}`,
    }));
  }),
});

/** Per rule: a company of that size and share, and what a share that is as plain gives with many. */
const LEVELS: [
  rule: string,
  of: (n: number, share: number) => Company,
  share: number,
  severity: string,
  params?: ParamValues,
  few?: number,
][] = [
  ['nps.score', (n, s) => feedback(n, s, (low) => ({ nps: low ? 3 : 10 })), 0.6, 'bad'],
  ['nps.score', (n, s) => feedback(n, s, (low) => ({ nps: low ? 7 : 10 })), 0.4, 'good'],
  ['csat.overall', (n, s) => feedback(n, s, (low) => ({ csat: low ? 1 : 5 })), 0.5, 'bad'],
  ['csat.overall', (n, s) => feedback(n, s, (low) => ({ csat: low ? 1 : 5 })), 0.1, 'good'],
  [
    'service-times.resolution_untimed',
    (n, s) => feedback(n, s, (low) => ({ resolved: !low })),
    0.3,
    'warning',
  ],
  ['service-times.resolution_untimed', (n, s) => feedback(n, s, (low) => ({ resolved: !low })), 0, 'good'],
  [
    'service-times.overall',
    (n, s) => feedback(n, s, (low) => ({ response_minutes: low ? 9999 : 1, resolved: true })),
    0.6,
    'warning',
  ],
  [
    'failures.alert_unexplained',
    (n, s) => events(n, s, (low) => ({ outcome: low ? 'failure' : 'success' })),
    0.2,
    'bad',
    { alert_above: 0.1, least_operations: 5 },
  ],
  [
    'feature-usage.broken',
    (n, s) => events(n, s, (low) => ({ outcome: low ? 'failure' : 'success' })),
    0.3,
    'bad',
    { least_users: 1 },
    30,
  ],
  ['steps-to-complete.fine', visits, 0, 'good', { alert_above: 5 }],
];

test.each(few(LEVELS, 6))(
  '%s is called good or bad only where chance does not explain it',
  async (rule, of, share, severity, params = {}, less = 10) => {
    const [id, name] = rule.split('.') as [string, string];
    const found = async (n: number) => {
      const opened = await openCompany(of(n, share), db);
      const { findings } = await opened.run(id, params, { asOf: '2025-01-01' });
      return String(findings.find((row) => row['rule'] === name)?.['severity']);
    };
    expect(await found(1000)).toBe(severity);
    expect(await found(less)).not.toBe(severity);
  },
);

test('more lost than gained is bad only where chance does not explain it', { tags: ['whole'] }, async () => {
  // Who bought once is lost after the days that the stage takes; newcomers are gained.
  const company = (lost: number, won: number): Company => ({
    orders: [
      ...many(lost, (i) => ({ customer: `l${i}`, ordered_at: '2024-06-20 10:00:00', amount: 5 })),
      ...many(won, (i) => ({ customer: `w${i}`, ordered_at: '2024-12-10 10:00:00', amount: 5 })),
      ...many(40, (i) => ({
        customer: 'k',
        ordered_at: `202${3 + (i % 2)}-0${1 + (i % 9)}-03 10:00:00`,
        amount: 5,
      })),
    ],
  });
  const severity = async (lost: number, won: number) => {
    const opened = await openCompany(company(lost, won), db);
    const { findings } = await opened.run('lifecycle', {}, { asOf: '2025-01-01' });
    return findings.find((row) => row['rule'] === 'lost_now')?.['severity'];
  };
  expect(await severity(60, 20)).toBe('bad');
  expect(await severity(6, 3)).toBe('info');
});
