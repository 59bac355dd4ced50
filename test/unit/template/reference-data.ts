import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Given } from '../../../src/template/compile.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import type { Native } from '../support/native.ts';
import { createEntitiesFrom } from './support.ts';

const path = (name: string): string =>
  fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
const UCI = path('uci_online_retail/online_retail.parquet');
const RFM_R = path('rfm_r/rfm_data_orders.csv');
const ECOM = path('ecom_events/ecom.csv.gz');

export const hasUci = existsSync(UCI);
export const hasRfmR = existsSync(RFM_R);
export const hasEcom = existsSync(ECOM);

export const UCI_ALL: Given = { asOf: '2011-12-10', periodStart: '2010-12-01', periodEnd: '2011-12-09' };
export const UCI_YEAR: Given = { asOf: '2011-12-10', periodStart: '2010-12-10', periodEnd: '2011-12-09' };

/** UCI orders by the clean rule of the reference, as entities; `orders` can be narrowed with `setPeriod`. */
export async function loadUci(db: Native): Promise<void> {
  await createEntitiesFrom(db, {
    orders: `SELECT CustomerID::BIGINT::VARCHAR AS customer, InvoiceDate AS ordered_at, Quantity * UnitPrice AS amount,
        InvoiceNo AS order_id, Description AS product, Quantity AS quantity, UnitPrice AS unit_price, Country AS region
      FROM (SELECT DISTINCT * FROM read_parquet(${quoteText(UCI)}))
      WHERE CustomerID IS NOT NULL AND NOT starts_with(InvoiceNo, 'C') AND Quantity > 0 AND UnitPrice > 0`,
  });
}

/** Scopes `orders` to a period, both ends included, as the goal does. */
export async function setPeriod(db: Native, { periodStart, periodEnd }: Given): Promise<void> {
  await db.exec(
    `CREATE OR REPLACE VIEW orders AS FROM all_orders WHERE ordered_at::DATE BETWEEN DATE '${periodStart}' AND DATE '${periodEnd}'`,
  );
}

/** The R package's orders: dates only and no order id; each line is an order. */
export async function loadRfmR(db: Native): Promise<Given> {
  await createEntitiesFrom(db, {
    orders: `SELECT customer_id AS customer, order_date::TIMESTAMP AS ordered_at, revenue::DOUBLE AS amount FROM read_csv(${quoteText(RFM_R)})`,
  });
  return { asOf: '2006-12-31', periodStart: '2004-01-01', periodEnd: '2006-12-30' };
}

/** The web shop's clickstream. */
export async function loadEcom(db: Native): Promise<Given> {
  await createEntitiesFrom(db, {
    events: `SELECT user_id AS customer, timestamp::TIMESTAMP AS occurred_at, event AS action, session_id AS session,
      platform AS device, acquisition_channel AS channel FROM read_csv(${quoteText(ECOM)})`,
  });
  return { asOf: '2025-01-01', periodStart: '2024-01-01', periodEnd: '2024-12-31' };
}

/**
 * The published basket example: every invoice of France that is no cancellation, with or without a
 * customer (the clean rule keeps 389 of these 392).
 */
export async function loadUciFrance(db: Native): Promise<void> {
  await createEntitiesFrom(db, {
    orders: `SELECT CustomerID::BIGINT::VARCHAR AS customer, InvoiceDate AS ordered_at, Quantity * UnitPrice AS amount,
        InvoiceNo AS order_id, Description AS product, Country AS region
      FROM read_parquet(${quoteText(UCI)})
      WHERE NOT starts_with(InvoiceNo, 'C') AND Quantity > 0 AND Country = 'France'`,
  });
}
