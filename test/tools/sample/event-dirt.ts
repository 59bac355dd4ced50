import { moment } from './clock.ts';
import { PRODUCTS } from './company.ts';
import type { Cell } from './csv.ts';
import type { Customer } from './customers.ts';
import { orphanId } from './order-dirt.ts';
import { random } from './random.ts';
import { eventRow, sessionRows, type Event, type Session } from './sessions.ts';

/** Rows of each kind of dirt in events.csv.gz; kinds do not overlap. */
export interface EventDirt {
  /** Second and further rows of the same user and instant: whole-row copies, and the same instant with another duration. */
  exactDuplicateRows: number;
  sameInstantRows: number;
  under10Seconds: number;
  over24Hours: number;
  missingUserRows: number;
  orphanUserRows: number;
  /** One account that reads product pages all night like a machine: above any sensible maximum frequency. */
  crawler: { user: string; rows: number };
}

const COUNTS = {
  exact: 1_700,
  instant: 600,
  short: 1_450,
  long: 180,
  missing: 420,
  orphan: 240,
  crawler: 800,
};
const CRAWL_START = moment('2026-03-08 01:30:00');

/** Numbers the sessions by start, spoils some rows, and says how many of each kind there are. */
export function soilEvents(
  customers: readonly Customer[],
  clean: readonly Session[],
): { rows: Cell[][]; dirt: EventDirt } {
  const r = random('shiguang/event-dirt');
  const crawl = crawlerSession(customers);
  const sessions = [...clean, crawl].sort(
    (a, b) => a.start - b.start || (a.events[0]!.user! < b.events[0]!.user! ? -1 : 1),
  );
  const visits = r.shuffle(
    sessions.map((_, i) => i).filter((i) => sessions[i] !== crawl && sessions[i]!.team === null),
  );
  const take = (n: number): Session[] => visits.splice(0, n).map((i) => sessions[i]!);

  let missingUserRows = 0;
  for (const s of take(COUNTS.missing)) {
    for (const e of s.events) e.user = null;
    missingUserRows += s.events.length;
  }
  let orphanUserRows = 0;
  take(COUNTS.orphan).forEach((s, i) => {
    for (const e of s.events) e.user = orphanId(i);
    orphanUserRows += s.events.length;
  });
  for (const s of take(COUNTS.short)) s.events[0]!.seconds = r.int(1, 9);
  // A tab left open over a weekend, counted as use.
  for (const s of take(COUNTS.long)) s.events.at(-1)!.seconds = 86_400 + r.int(1, 2_000) * 60;
  const exact = new Set<Event>(take(COUNTS.exact).map((s) => s.events.at(-1)!));
  const instant = new Set<Event>(take(COUNTS.instant).map((s) => s.events.at(-1)!));

  const rows = sessions.flatMap((s, number) => {
    const last = s.events.at(-1)!;
    const own = sessionRows(s, number);
    if (exact.has(last)) own.push(eventRow(s, number, last));
    if (instant.has(last)) own.push(eventRow(s, number, { ...last, seconds: last.seconds + 5 }));
    return own;
  });
  return {
    rows,
    dirt: {
      exactDuplicateRows: exact.size,
      sameInstantRows: instant.size,
      under10Seconds: COUNTS.short,
      over24Hours: COUNTS.long,
      missingUserRows,
      orphanUserRows,
      crawler: { user: crawl.events[0]!.user!, rows: crawl.events.length },
    },
  };
}

function crawlerSession(customers: readonly Customer[]): Session {
  const gone = (c: Customer): boolean => c.leaves < CRAWL_START - 5_000_000 && !c.business;
  const user = customers.find(gone)!.id;
  const events = Array.from({ length: COUNTS.crawler }, (_, i) => ({
    user,
    time: CRAWL_START + i * 15,
    action: 'product',
    target: PRODUCTS[i % PRODUCTS.length]!.name,
    seconds: 15,
    failure: null,
  }));
  return { start: CRAWL_START, team: null, device: 'Windows', channel: 'Official mall', events };
}
