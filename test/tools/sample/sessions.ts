import { DAY, END, START, USING, momentIn, season, stamp } from './clock.ts';
import * as company from './company.ts';
import type { Cell } from './csv.ts';
import { activeMonths, type Customer } from './customers.ts';
import { random, type Random } from './random.ts';

export interface Event {
  /** Null where the log has none. */
  user: string | null;
  time: number;
  action: string;
  target: string | null;
  seconds: number;
  failure: string | null;
}
export interface Session {
  start: number;
  team: string | null;
  device: string;
  channel: string;
  events: Event[];
}

export const EVENT_HEADER = [
  'session_id',
  'user_id',
  'team',
  'device',
  'channel',
  'event_time',
  'action',
  'target',
  'duration_seconds',
  'result',
  'failure_reason',
];

/** Planted: of those who filled a cart, this share goes on to pay; every other step keeps over half. */
const CART_TO_PAY = 0.3;

/** Visits to the shop and use of the app by customers, not yet in order. */
export function customerSessions(customers: readonly Customer[]): Session[] {
  const r = random('shiguang/sessions');
  const sessions: Session[] = [];
  const taken = new Set<string>(); // one user does one thing at an instant; twice is dirt
  for (const c of customers) {
    const months = activeMonths(c);
    const visits = Math.min(4, 0.16 + 0.27 * c.rate) * (c.oneOff ? 0.5 : 1);
    const uses = c.usesApp ? Math.min(5, 0.8 + 0.5 * c.rate) : 0;
    for (let m = months.first; m <= months.last; m++) {
      const repeat = (mean: number, make: (start: number) => Session): void => {
        for (let n = r.poisson(mean); n > 0; n--) {
          const start = momentIn(
            r,
            USING,
            m,
            Math.max(c.registered, START),
            Math.min(c.leaves, END) - DAY / 4,
          );
          if (start === null) continue;
          const session = make(start);
          const keys = session.events.map((e) => `${e.user} ${e.time}`);
          if (keys.some((k) => taken.has(k))) continue;
          for (const k of keys) taken.add(k);
          sessions.push(session);
        }
      };
      repeat(visits * season(m), (start) => shopVisit(r, c, start));
      repeat(uses, (start) => appUse(r, c, start));
    }
  }
  return sessions;
}

/** Seconds on a page, in steps of five, never under ten (shorter ones are dirt). */
const stay = (r: Random, typical: number): number =>
  Math.max(10, Math.min(3_000, Math.round(r.logNormal(Math.log(typical), 0.55) / 5) * 5));

function shopVisit(r: Random, c: Customer, start: number): Session {
  const events: Event[] = [];
  let time = start;
  const step = (
    action: string,
    target: string | null,
    typical: number,
    failure: string | null = null,
  ): void => {
    const seconds = stay(r, typical);
    events.push({ user: c.id, time, action, target, seconds, failure });
    time += seconds + r.int(0, 3);
  };
  const failing = (p: number, reason: string): string | null => (r.chance(p) ? reason : null);
  const weights = company.PRODUCTS.map((p) => (c.business ? p.business : p.consumer));
  const channel = c.device === 'Windows' || c.device === 'iPad' ? 'Official mall' : 'Mini program';

  step('home', null, 20);
  let onward = r.chance(0.74);
  if (onward) step('search', null, 25);
  onward = onward ? r.chance(0.82) : r.chance(0.3);
  if (onward) {
    const product = company.PRODUCTS[r.weighted(weights)]!.name;
    step('product', product, 50);
    for (let more = r.weighted([70, 22, 8]); more > 0; more--)
      step('product', company.PRODUCTS[r.weighted(weights)]!.name, 45);
    if (r.chance(0.56)) {
      step('cart', product, 30);
      if (r.chance(CART_TO_PAY)) step('pay', null, 40, failing(0.05, '支付超时 Payment timeout'));
      else if (r.chance(0.2)) step('home', null, 15);
    }
  }
  return { start, team: null, device: c.device, channel, events };
}

function appUse(r: Random, c: Customer, start: number): Session {
  const stocktake = r.chance(0.3);
  const device =
    stocktake && r.chance(0.72)
      ? company.FAILING.device
      : r.chance(0.8)
        ? 'Windows'
        : r.pick(['iPad', 'iPhone', 'Android']);
  const events: Event[] = [];
  let time = start;
  const step = (action: string, target: string, typical: number, failureRate: number): void => {
    const seconds = stay(r, typical);
    const failure = r.chance(failureRate) ? r.pick(company.REASONS) : null;
    events.push({ user: c.id, time, action, target, seconds, failure });
    time += seconds + r.int(0, 3);
  };
  step('登录 Login', 'app', 15, 0.012);
  const count = 1 + r.poisson(2);
  const at = stocktake ? r.int(0, count - 1) : -1;
  for (let i = 0; i < count; i++) {
    if (i === at)
      events.push(
        ...stocktaking(
          r,
          c.id,
          device,
          () => time,
          (t) => (time = t),
        ),
      );
    else {
      const module = company.MODULES[r.weighted(company.MODULES.map((m) => m.weight))]!;
      step(module.name, operation(r), 90, module.failure);
    }
  }
  return { start, team: null, device, channel: 'App', events };
}

/** Most people look; some do; few configure. */
const operation = (r: Random): string =>
  ['浏览 View', '提交 Submit', '配置 Configure'][r.weighted([58, 32, 10])]!;

/** Planted: on Android nearly every second stocktake fails, and people try again. */
function stocktaking(
  r: Random,
  user: string,
  device: string,
  now: () => number,
  advance: (t: number) => void,
): Event[] {
  const events: Event[] = [];
  const rate = device === company.FAILING.device ? company.FAILING.rate : 0.035;
  for (let attempt = 0; attempt < 3; attempt++) {
    const failed = r.chance(rate);
    const main = device === company.FAILING.device && r.chance(0.85);
    const failure = failed ? (main ? company.FAILING.reason : r.pick(company.REASONS)) : null;
    const seconds = stay(r, failed ? 60 : 150);
    events.push({
      user,
      time: now(),
      action: company.FAILING.module,
      target: '提交 Submit',
      seconds,
      failure,
    });
    advance(now() + seconds + r.int(0, 3));
    if (!failed || r.chance(0.4)) break;
  }
  return events;
}

/** Rows of one session under its number. */
export const sessionRows = (s: Session, number: number): Cell[][] =>
  s.events.map((e) => eventRow(s, number, e));

export const eventRow = (s: Session, number: number, e: Event): Cell[] => [
  `V${400001 + number}`,
  e.user,
  s.team,
  s.device,
  s.channel,
  stamp(e.time),
  e.action,
  e.target,
  e.seconds,
  e.failure ? 'failure' : 'success',
  e.failure,
];
