import type { Connector } from '../engine/connector.ts';
import type { ResultField } from '../engine/api.ts';
import { ok, type Result } from '../result.ts';
import { overEveryone } from './everyone.ts';
import { quoteName } from '../sql/quote.ts';

/** The customers among those of `people` (`customer` and what tells them) who meet a condition: a rule, not a list. */
export const peopleWhere = (people: string, where: string): string =>
  `SELECT DISTINCT customer\nFROM (\n${people.replace(/^(?=.)/gm, '  ')}\n)\nWHERE customer IS NOT NULL AND (\n  ${where}\n)`;

/** The table that holds the customers who are looked at behind a cell, until others are. */
export const peopleTable = (cell: string): string => `(behind) ${cell}`;

const CUSTOMER: ResultField = { name: 'customer', type: 'text', sqlType: 'VARCHAR' };
const ORDERS: ResultField = { name: 'orders', type: 'integer', sqlType: 'BIGINT' };
const AMOUNT: ResultField = { name: 'amount', type: 'number', sqlType: 'DOUBLE' };

/**
 * Looks the customers of a SELECT up, each with the orders and the spend of the goal's scope where there are orders, the
 * largest first; of all customers where `everyone` says so. Returns the columns of their table.
 */
export async function lookUpPeople(
  db: Connector,
  cell: string,
  select: string,
  { orders, everyone }: { orders: boolean; everyone: boolean },
): Promise<Result<ResultField[]>> {
  const spent = `SELECT customer, count(DISTINCT hash(order_id, CASE WHEN order_id IS NULL THEN ordered_at END)) AS orders, sum(amount)::DOUBLE AS amount
FROM orders WHERE customer IS NOT NULL GROUP BY customer`;
  const whole = orders
    ? `SELECT c.customer, coalesce(s.orders, 0) AS orders, s.amount
FROM (SELECT DISTINCT CAST(customer AS VARCHAR) AS customer FROM (${select}\n)) c LEFT JOIN (${spent}) s USING (customer)
ORDER BY s.amount DESC NULLS LAST, c.customer`
    : `SELECT DISTINCT CAST(customer AS VARCHAR) AS customer FROM (${select}\n) ORDER BY customer`;
  const sql = everyone ? overEveryone(whole) : whole;
  const made = await db.run(`CREATE OR REPLACE TEMP TABLE ${quoteName(peopleTable(cell))} AS ${sql}`);
  return made.ok ? ok(orders ? [CUSTOMER, ORDERS, AMOUNT] : [CUSTOMER]) : made;
}
