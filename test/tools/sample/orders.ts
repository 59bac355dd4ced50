import { DAY, END, ORDERING, START, moment, momentIn, season, stamp } from './clock.ts';
import * as company from './company.ts';
import { yuan, type Cell } from './csv.ts';
import { activeMonths, type Customer } from './customers.ts';
import { random, type Random } from './random.ts';

export interface Line {
  product: company.Product;
  /** Price of one in cents, after list discounts. */
  price: number;
  quantity: number;
}
export interface Order {
  id: string;
  time: number;
  /** Null where the export has none. */
  customer: string | null;
  region: string | null;
  channel: string | null;
  status: 'Completed' | 'Cancelled' | 'Refunded';
  lines: Line[];
}

export const ORDER_HEADER = [
  'order_id',
  'order_date',
  'customer_id',
  'region',
  'channel',
  'product',
  'category',
  'unit_price',
  'quantity',
  'amount',
  'cost',
  'status',
];

const DECLINE_FROM = 18; // January 2026, index into MONTHS
const CHEAP_IN_LIVE = 16_000;

/** All genuine orders, by time, numbered in that order. Dirt comes later, see `soilOrders`. */
export function makeOrders(customers: readonly Customer[]): Order[] {
  const r = random('shiguang/orders');
  const orders = customers.flatMap((c) => ordersOf(r, c));
  orders.push(bulkOrder(customers));
  orders.sort((a, b) => a.time - b.time || (a.customer! < b.customer! ? -1 : 1));
  orders.forEach((o, i) => (o.id = `SO${200001 + i}`));
  return orders;
}

function ordersOf(r: Random, c: Customer): Order[] {
  const never = !c.vipAtRisk && r.chance(0.05);
  if (never) return [];
  const times: number[] = [];
  const first = c.registered + r.int(600, 3 * DAY);
  if (first >= START && first < END) times.push(first);
  if (c.oneOff && times.length) return times.map((t) => order(r, c, t));
  const months = activeMonths(c);
  for (let m = months.first; m <= months.last; m++) {
    const decline = c.region.en === company.DECLINING && m >= DECLINE_FROM ? 0.22 : 1;
    const festive = c.business ? 1 + (season(m) - 1) * 0.6 : season(m);
    const slow = c.oneOff ? 0.15 : 1;
    for (let n = r.poisson(c.rate * festive * decline * slow * (0.92 + m * 0.008)); n > 0; n--) {
      const time = momentIn(r, ORDERING, m, Math.max(c.registered, START), Math.min(c.leaves, END));
      if (time !== null) times.push(time);
    }
  }
  return [...times.map((t) => order(r, c, t)), ...(c.usesApp ? planOrders(r, c) : [])];
}

function order(r: Random, c: Customer, time: number): Order {
  const channel = r.chance(0.8)
    ? c.channel
    : r.weighted(company.CHANNELS.map((x) => (c.business ? x.business : x.consumer)));
  const live = company.CHANNELS[channel]!.name === 'Live stream';
  const basket = c.basket * (company.CHANNELS[channel]!.name === 'Sales rep' ? 1.5 : 1);
  const promotion = isPromotion(time);
  const level = live ? 0.8 : promotion ? 0.85 : c.business ? 0.92 : 1;
  const weights = company.PRODUCTS.map(
    (p) => (live && p.price > CHEAP_IN_LIVE ? 0.1 : 1) * (c.business ? p.business : p.consumer),
  );
  const lines = new Map<company.Product, Line>();
  const add = (p: company.Product): void => {
    lines.set(p, {
      product: p,
      price: Math.round((p.price * level) / 10) * 10,
      quantity: quantity(r, c.business, basket, p),
    });
  };
  add(company.PRODUCTS[r.weighted(weights)]!);
  for (let extra = r.weighted(c.business ? [66, 24, 10] : [80, 16, 4]); extra > 0; extra--) {
    add(company.PRODUCTS[r.weighted(weights)]!);
  }
  if (lines.has(company.KETTLE) && r.chance(0.64)) add(company.DRIPPER);
  if (lines.has(company.DRIPPER) && r.chance(0.5)) add(company.FILTERS);
  return fresh(c, time, company.CHANNELS[channel]!.name, [...lines.values()]);
}

function quantity(r: Random, business: boolean, basket: number, p: company.Product): number {
  if (p.price >= 100_000) return basket > 8 && r.chance(0.3) ? 2 : 1;
  if (p.category.includes('gear') || p.price >= 24_000)
    return 1 + (r.chance(0.12) ? 1 : 0) + (business ? Math.floor(basket / 6) : 0);
  return Math.max(1, Math.round(basket * (0.6 + 0.8 * r.next())));
}

/** Fourteen days up to 11 November and up to 18 June. */
function isPromotion(time: number): boolean {
  const [, month, day] = stamp(time).slice(0, 10).split('-').map(Number) as [number, number, number];
  return (month === 11 && day <= 12) || (month === 6 && day >= 5 && day <= 19);
}

/** Subscriptions renew on schedule, a fifth of them a few days late. */
function planOrders(r: Random, c: Customer): Order[] {
  const yearly = r.chance(0.45);
  const plan = yearly ? company.PLANS.year : company.PLANS.quarter;
  const step = (yearly ? 365 : 91) * DAY;
  const channel = company.CHANNELS[c.channel]!.name === 'Sales rep' ? 'Sales rep' : 'Official mall';
  const orders: Order[] = [];
  for (
    let due = Math.max(c.registered, START) + r.int(1, yearly ? 300 : 80) * DAY;
    due < Math.min(c.leaves, END);
    due += step
  ) {
    const time = due + (r.chance(0.2) ? r.int(1, 9) * DAY : 0) + r.int(0, 5 * 3600);
    if (time < Math.min(c.leaves, END))
      orders.push(fresh(c, time, channel, [{ product: plan, price: plan.price, quantity: 1 }]));
  }
  return orders;
}

/** One order that dwarfs the rest: the amount to be looked at before it is believed. */
function bulkOrder(customers: readonly Customer[]): Order {
  const chains = customers.filter(
    (c) =>
      c.industry.name.includes('chain') &&
      c.leaves > END &&
      ['North China', 'South China'].includes(c.region.en),
  );
  const busiest = chains.reduce((a, b) => (b.rate > a.rate ? b : a));
  const machine = company.BULK_MACHINE;
  const time = moment('2026-04-15 10:26:40');
  const line = { product: machine, price: Math.round(machine.price * 0.85), quantity: 36 };
  return fresh(busiest, time, 'Sales rep', [line]);
}

const fresh = (c: Customer, time: number, channel: string, lines: Line[]): Order => ({
  id: '',
  time,
  customer: c.id,
  region: c.region.en,
  channel,
  status: 'Completed',
  lines,
});

/** One row per line of an order; amount and cost are the line's totals. */
export function orderRows(o: Order): Cell[][] {
  return o.lines.map(({ product, price, quantity }) => [
    o.id,
    stamp(o.time),
    o.customer,
    o.region,
    o.channel,
    product.name,
    product.category,
    yuan(price),
    quantity,
    yuan(price * quantity),
    yuan(product.cost * quantity),
    o.status,
  ]);
}

/** Paid amount of an order in cents. */
export const orderAmount = (o: Order): number => o.lines.reduce((sum, l) => sum + l.price * l.quantity, 0);
