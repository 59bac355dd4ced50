import { createHash } from 'node:crypto';
import { END, START, stamp } from './clock.ts';
import { csv, gzip, type Cell } from './csv.ts';
import { CUSTOMER_HEADER, customerRows, type CustomerDirt } from './customer-rows.ts';
import { makeCustomers, STAFF } from './customers.ts';
import { soilEvents, type EventDirt } from './event-dirt.ts';
import { FACTS, type Fact } from './facts.ts';
import { FEEDBACK_HEADER, makeFeedback, type FeedbackDirt } from './feedback.ts';
import { soilOrders, type OrderDirt } from './order-dirt.ts';
import { makeOrders, ORDER_HEADER } from './orders.ts';
import { customerSessions, EVENT_HEADER } from './sessions.ts';
import { staffSessions } from './staff-sessions.ts';

export interface SampleFile {
  name: string;
  text: string;
  bytes: Uint8Array;
}

/** What stands in sample.json beside the files. */
export interface Manifest {
  company: string;
  currency: string;
  /** What packed the files, see `packer`. */
  zlib: string;
  period: { start: string; end: string; asOf: string };
  files: {
    name: string;
    /** Data rows, without the header. */
    rows: number;
    bytes: number;
    csvBytes: number;
    /** Of the CSV text: the same on every machine, whatever its gzip. */
    csvSha256: string;
    sha256: string;
    columns: string[];
    /** Empty fields of each column that has any. */
    missing: Record<string, number>;
  }[];
  /** Acting users that are staff, not customers: they stand in no customer file by design. */
  staff: { ids: string[] };
  vipAtRisk: string[];
  dirt: { customers: CustomerDirt; orders: OrderDirt; events: EventDirt; feedback: FeedbackDirt };
  facts: Fact[];
}

/** zlib and processor: another pair may pack the same text into other bytes. */
export const packer = `${process.versions.zlib} ${process.arch}`;

/** Draws the whole sample. The same code gives the same text, byte for byte. */
export function generateSample(): { files: SampleFile[]; manifest: Manifest } {
  const customers = makeCustomers();
  const orders = makeOrders(customers);
  const profiles = customerRows(customers, orders);
  const sold = soilOrders(orders);
  const done = soilEvents(customers, [...customerSessions(customers), ...staffSessions(customers, orders)]);
  const said = makeFeedback(customers);

  const buyers = new Set(sold.rows.map((row) => row[ORDER_HEADER.indexOf('customer_id')]));
  const noOrderIds = customers.filter((c) => !buyers.has(c.id)).length;

  const tables: [string, string[], Cell[][]][] = [
    ['customers', CUSTOMER_HEADER, profiles.rows],
    ['orders', ORDER_HEADER, sold.rows],
    ['events', EVENT_HEADER, done.rows],
    ['feedback', FEEDBACK_HEADER, said.rows],
  ];
  const files = tables.map(([name, header, rows]): SampleFile => {
    const text = csv(header, rows);
    return { name: `${name}.csv.gz`, text, bytes: gzip(text) };
  });
  const manifest: Manifest = {
    company: '拾光 Shiguang',
    currency: 'CNY',
    zlib: packer,
    period: { start: stamp(START), end: stamp(END - 1), asOf: stamp(END).slice(0, 10) },
    files: files.map((file, i) => describe(file, tables[i]![1], tables[i]![2])),
    staff: { ids: STAFF.map((s) => s.id) },
    vipAtRisk: customers.filter((c) => c.vipAtRisk).map((c) => c.id),
    dirt: {
      customers: { ...profiles.dirt, noOrderIds },
      orders: sold.dirt,
      events: done.dirt,
      feedback: said.dirt,
    },
    facts: FACTS,
  };
  return { files, manifest };
}

/** Hexadecimal SHA-256. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

function describe(file: SampleFile, columns: string[], rows: readonly Cell[][]): Manifest['files'][number] {
  const missing = columns.map((name, c): [string, number] => [
    name,
    rows.filter((row) => row[c] === null).length,
  ]);
  return {
    name: file.name,
    rows: rows.length,
    bytes: file.bytes.length,
    csvBytes: Buffer.byteLength(file.text),
    csvSha256: sha256(file.text),
    sha256: sha256(file.bytes),
    columns,
    missing: Object.fromEntries(missing.filter(([, n]) => n > 0)),
  };
}
