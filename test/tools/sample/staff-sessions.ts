import { DAY, END, weekday } from './clock.ts';
import * as company from './company.ts';
import { STAFF, type Customer, type Staff } from './customers.ts';
import type { Order } from './orders.ts';
import { random, type Random } from './random.ts';
import type { Event, Session } from './sessions.ts';

/**
 * What the sales staff do after their customers' orders: follow up, log it, tag the customer.
 * Planted: the best team calls within hours and writes it down at once, the others take days and write later.
 */
export function staffSessions(customers: readonly Customer[], orders: readonly Order[]): Session[] {
  const r = random('shiguang/staff-sessions');
  const owners = new Map(customers.filter((c) => c.owner !== null).map((c) => [c.id, STAFF[c.owner!]!]));
  const taken = new Set<string>();
  const sessions: Session[] = [];
  for (const o of orders) {
    const staff = owners.get(o.customer!);
    if (!staff) continue;
    const best = staff.team === company.BEST_TEAM;
    if (!r.chance(best ? 0.42 : 0.2)) continue;
    const lag = best ? r.logNormal(Math.log(2 * 3600), 0.5) : r.logNormal(Math.log(52 * 3600), 0.7);
    const start = atWork(r, o.time + Math.round(lag));
    if (start >= END - DAY) continue;
    const session = followUp(r, staff, o.customer!, start, best);
    const keys = session.events.map((e) => `${e.user} ${e.time}`);
    if (keys.some((k) => taken.has(k))) continue;
    for (const k of keys) taken.add(k);
    sessions.push(session);
  }
  return sessions;
}

/** The moment itself within working hours, else the next morning; what a weekend left is spread over the week. */
function atWork(r: Random, time: number): number {
  const [hour, midnight] = [(time % DAY) / 3600, Math.floor(time / DAY) * DAY];
  const next =
    hour >= 8.5 && hour < 19 ? time : midnight + (hour >= 19 ? DAY : 0) + r.int(9 * 3600, 12 * 3600);
  const over = 8 - weekday(next);
  return over > 2
    ? next
    : Math.floor(next / DAY) * DAY + (over + r.int(0, 3)) * DAY + r.int(9 * 3600, 18 * 3600);
}

function followUp(r: Random, staff: Staff, target: string, start: number, best: boolean): Session {
  const event = (action: string, time: number, seconds: number): Event => ({
    user: staff.id,
    time,
    action,
    target,
    seconds,
    failure: null,
  });
  const call = r.int(6, 120) * 5;
  const events = [event('跟进 Follow-up', start, call)];
  const wait = call + (best ? r.int(1, 8) : r.int(30, 300)) * 60 + r.int(0, 3);
  if (r.chance(best ? 0.93 : 0.62)) events.push(event('记录 Log note', start + wait, r.int(4, 36) * 5));
  if (r.chance(best ? 0.58 : 0.17))
    events.push(event('打标签 Tag', start + wait + 200 + r.int(0, 3), r.int(2, 8) * 5));
  return { start, team: staff.team, device: 'Windows', channel: 'CRM', events };
}
