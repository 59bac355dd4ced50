import { DAY, END } from './clock.ts';
import type { Cell } from './csv.ts';
import { orderAmount, orderRows, type Order } from './orders.ts';
import { random } from './random.ts';

/** Rows of each kind of dirt in orders.csv.gz; kinds do not overlap. */
export interface OrderDirt {
  exactDuplicateLines: number;
  refundLines: number;
  cancelledLines: number;
  zeroPriceLines: number;
  missingCustomerLines: number;
  orphanCustomerLines: number;
  orphanCustomerIds: number;
  missingRegionLines: number;
  missingChannelLines: number;
  /** The one line whose amount, in yuan, is hundreds of times the mean. It is real: to be checked, not removed. */
  bulk: { orderId: string; amount: number };
}

const COUNTS = { cancelled: 1_150, missingCustomer: 520, orphan: 330, region: 380, channel: 210 };
const ZERO_PRICE = 260;
const REFUNDS = 780;
const DUPLICATES = 640;
/** Ids of a shop that was sold: they are in no customer file. */
const ORPHANS = 96;

/** Spoils a copy of the orders the way real exports are spoilt, and says how many lines of each kind there are. */
export function soilOrders(clean: readonly Order[]): { rows: Cell[][]; dirt: OrderDirt } {
  const r = random('shiguang/order-dirt');
  const orders = clean.map((o) => ({ ...o, lines: o.lines.map((l) => ({ ...l })) }));
  const small = r.shuffle(orders.filter((o) => orderAmount(o) < 150_000));
  const take = (n: number): Order[] => small.splice(0, n);
  const lineCount = (some: readonly Order[]): number => some.reduce((n, o) => n + o.lines.length, 0);
  const spoil = (n: number, change: (o: Order, i: number) => void): number => {
    const some = take(n);
    some.forEach(change);
    return lineCount(some);
  };

  const cancelledLines = spoil(COUNTS.cancelled, (o) => (o.status = 'Cancelled'));
  const missingCustomerLines = spoil(COUNTS.missingCustomer, (o) => (o.customer = null));
  const orphanCustomerLines = spoil(COUNTS.orphan, (o, i) => (o.customer = orphanId(i)));
  const missingRegionLines = spoil(COUNTS.region, (o) => (o.region = null));
  const missingChannelLines = spoil(COUNTS.channel, (o) => (o.channel = null));
  // A gift in the parcel: the last line of an order of several lines costs nothing.
  const gifts = small.filter((o) => o.lines.length > 1).slice(0, ZERO_PRICE);
  for (const o of gifts) o.lines.at(-1)!.price = 0;

  const untouched = small.filter((o) => !gifts.includes(o));
  const refunded = untouched.filter((o) => o.time < END - 14 * DAY).slice(0, REFUNDS);
  const refunds = refunded.map((o): Order => {
    const line = o.lines[0]!;
    return {
      ...o,
      id: o.id.replace('SO', 'RF'),
      time: o.time + r.int(1, 12) * DAY + r.int(0, 3600),
      status: 'Refunded',
      lines: [{ ...line, quantity: -line.quantity }],
    };
  });

  const duplicated = new Set(untouched.slice(REFUNDS + 50, REFUNDS + 50 + DUPLICATES));
  const rows = [...orders, ...refunds]
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1))
    .flatMap((o) => {
      const lines = orderRows(o);
      return duplicated.has(o) ? [lines[0]!, ...lines] : lines;
    });

  const largest = orders.reduce((a, b) => (orderAmount(b) > orderAmount(a) ? b : a));
  return {
    rows,
    dirt: {
      exactDuplicateLines: duplicated.size,
      refundLines: refunds.length,
      cancelledLines,
      zeroPriceLines: gifts.length,
      missingCustomerLines,
      orphanCustomerLines,
      orphanCustomerIds: Math.min(ORPHANS, COUNTS.orphan),
      missingRegionLines,
      missingChannelLines,
      bulk: { orderId: largest.id, amount: orderAmount(largest) / 100 },
    },
  };
}

/** Id of a customer no file knows. */
export const orphanId = (i: number): string => `C9${String(9001 + (i % ORPHANS)).padStart(4, '0')}`;
