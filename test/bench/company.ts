import { ENTITIES, type EntityName } from '../../src/entity/catalogue.ts';
import { copyCsv, random, type DataFile } from './data.ts';

export type CompanyRows = Record<EntityName, number>;

/**
 * Rows of each entity in a company of `size` million orders, by itself with a tenth as many customers: what the
 * acceptance of speed is measured on.
 */
export const companyRows = (size: number, customers = size / 10): CompanyRows => ({
  orders: Math.round(size * 1e6),
  events: Math.round(size * 5e6),
  customers: Math.round(customers * 1e6),
  feedback: Math.round(size * 2e5),
});

/** The `k`-th draw of row `i` as one of the values. */
const one = (k: number, values: readonly (string | null)[]): string =>
  `[${values.map((v) => (v === null ? 'NULL' : `'${v}'`)).join(', ')}][1 + floor(${random('i', k)} * ${values.length})::INT]`;
const whole = (k: number, from: number, to: number): string =>
  `${from} + floor(${random('i', k)} * ${to - from + 1})::INT`;
const time = (sql: string): string => `strftime(${sql}, '%Y-%m-%d %H:%M:%S')`;
/** A few customers are behind most rows. */
const customer = (key: string, k: number, of: number): string =>
  `printf('C%07d', 1 + floor(pow(${random(key, k)}, 2) * ${of})::BIGINT)`;
const REGIONS = ['North', 'South', 'East', 'West'];
const FIRST_PRODUCT = `(1 + floor(pow(${random('(i // 2)', 3)}, 2) * 200)::INT)`;
const PRODUCT = `(CASE WHEN i % 2 = 1 AND ${random('i', 11)} < 0.3 THEN 201 - ${FIRST_PRODUCT} WHEN i % 2 = 0 THEN ${FIRST_PRODUCT}
  ELSE 1 + floor(pow(${random('i', 12)}, 2) * 200)::INT END)`;

type Columns = Record<string, string>;

/** Every role of every entity, by the name that the mapping page knows it by. */
const COLUMNS: Record<EntityName, (n: number, customers: number) => Columns> = {
  customers: () => ({
    customer_id: `printf('C%07d', 1 + i)`,
    name: `'Customer ' || i`,
    gender: one(1, ['female', 'male', null]),
    age: whole(2, 16, 80),
    income: `round(20000 + 400000 * pow(${random('i', 3)}, 3))`,
    industry: one(4, ['retail', 'software', 'food', 'transport', 'health', 'finance', 'education', null]),
    company_size: one(5, ['1-10', '11-50', '51-200', '201+']),
    region: one(6, REGIONS),
    city: `'City ' || (${whole(7, 1, 60)})`,
    registered_at: time(`TIMESTAMP '2021-01-01' + to_hours((${random('i', 8)} * 26000)::BIGINT)`),
    owner: `'Owner ' || (${whole(9, 1, 40)})`,
    team: one(10, ['team a', 'team b', 'team c']),
    level: one(11, ['gold', 'silver', 'bronze']),
    core_need: one(12, ['price', 'speed', 'advice', null]),
    profit_margin: `round(0.1 + 0.4 * ${random('i', 13)}, 3)`,
    factor_price: `round(${random('i', 14)}, 2)`,
    factor_service: `round(${random('i', 15)}, 2)`,
    factor_brand: `round(${random('i', 16)}, 2)`,
    source_system: one(17, ['crm', 'shop']),
    updated_at: time(`TIMESTAMP '2024-01-01' + to_hours((${random('i', 18)} * 8700)::BIGINT)`),
  }),
  // Two lines an order, the second often of the product that goes with the first.
  orders: (n, customers) => ({
    order_id: `printf('A%08d', i // 2)`,
    customer_id: customer('(i // 2)', 1, customers),
    order_date: time(`TIMESTAMP '2023-01-01' + to_seconds(((i // 2 * 2) * ${729 * 86_400} / ${n})::BIGINT)`),
    product: `'Product ' || ${PRODUCT}`,
    category: `'Category ' || (${PRODUCT} % 12)`,
    quantity: whole(5, 1, 4),
    amount: `round(exp(2 + 2.5 * ${random('i', 6)} + ${random('i', 7)}), 2)`,
    cost: `round(exp(2 + 2.5 * ${random('i', 6)} + ${random('i', 7)}) * (0.4 + 0.3 * ${random('i', 8)}), 2)`,
    region: `['North', 'South', 'East', 'West'][1 + floor(${random('(i // 2)', 9)} * 4)::INT]`,
    channel: `['web', 'shop', 'app'][1 + floor(${random('(i // 2)', 4)} * 3)::INT]`,
    status: `CASE WHEN ${random('i', 10)} < 0.98 THEN 'paid' ELSE 'refunded' END`,
  }),
  // Visits of eight clicks over one year; every fortieth visit is a salesperson's, who works on customers.
  events: (_, customers) => ({
    user_id: `CASE WHEN (i // 8) % 40 = 0 THEN 'S' || (i // 320) % 60 ELSE ${customer('(i // 8)', 1, customers)} END`,
    event_time: time(
      `TIMESTAMP '2024-01-01' + to_seconds((floor(${random('(i // 8)', 2)} * ${364 * 86_400}) + (i % 8) * 40 + floor(${random('i', 3)} * 30))::BIGINT)`,
    ),
    action: `CASE WHEN (i // 8) % 40 = 0 THEN ${one(5, ['follow up', 'log note', 'tag'])} ELSE
      ['home', 'search', 'list', 'product', 'cart', 'checkout', 'pay', 'account', 'orders', 'help', 'reviews', 'logout']
        [1 + floor(pow(${random('i', 4)}, 1.7) * 12)::INT] END`,
    session_id: `'S' || (i // 8)`,
    duration_seconds: `floor(exp(2.5 + 3 * ${random('i', 6)}))::INT`,
    device: `['phone', 'desktop', 'tablet'][1 + floor(${random('(i // 8)', 7)} * 3)::INT]`,
    outcome: `CASE WHEN ${random('i', 8)} < 0.04 THEN 'failure' ELSE 'success' END`,
    failure_reason: `CASE WHEN ${random('i', 8)} < 0.04 THEN ${one(9, ['timeout', 'declined', 'not found'])} END`,
    channel: `['web', 'app'][1 + floor(${random('(i // 8)', 10)} * 2)::INT]`,
    target: `CASE WHEN (i // 8) % 40 = 0 THEN ${customer('i', 11, customers)} END`,
    team: `CASE WHEN (i // 8) % 40 = 0 THEN ['team a', 'team b', 'team c'][1 + (i // 320) % 3] END`,
  }),
  feedback: (n, customers) => ({
    created_at: time(`TIMESTAMP '2023-01-01' + to_seconds((i * ${729 * 86_400} / ${n})::BIGINT)`),
    customer_id: customer('i', 1, customers),
    kind: one(2, ['survey', 'survey', 'complaint', 'enquiry']),
    nps: `CASE WHEN ${random('i', 3)} < 0.5 THEN floor(pow(${random('i', 4)}, 0.6) * 11)::INT END`,
    csat: `1 + floor(pow(${random('i', 5)}, 0.7) * 5)::INT`,
    topic: one(6, ['delivery', 'price', 'quality', 'service', 'app']),
    text: `concat_ws(' ', ${one(7, ['the delivery was', 'the app is', 'support answered', 'the price seems', '物流'])},
      ${one(8, ['very slow', 'quick', 'too high', 'friendly', 'broken again', '太慢', '很好'])},
      ${one(9, ['and the parcel was damaged', 'but the refund came fast', 'as always', 'this time', 'after the update'])})`,
    channel: one(10, ['phone', 'mail', 'chat']),
    resolved: `CASE WHEN ${random('i', 11)} < 0.8 THEN 'yes' ELSE 'no' END`,
    response_minutes: `floor(exp(1 + 5 * ${random('i', 12)}))::INT`,
    resolution_minutes: `floor(exp(3 + 6 * ${random('i', 13)}))::INT`,
  }),
};

/** What the columns mean, to measure native DuckDB on the same entities as the page. */
export const COMPANY_ROLES: Record<EntityName, Record<string, string>> = {
  customers: { ...sameNames('customers'), customer: 'customer_id' },
  orders: { ...sameNames('orders'), customer: 'customer_id', ordered_at: 'order_date' },
  events: { ...sameNames('events'), customer: 'user_id', occurred_at: 'event_time', session: 'session_id' },
  feedback: { ...sameNames('feedback'), customer: 'customer_id', occurred_at: 'created_at' },
};

function sameNames(entity: EntityName): Record<string, string> {
  const columns = Object.keys(COLUMNS[entity](1, 1));
  const roles = ENTITIES[entity].roles.filter((role) => columns.includes(role.name));
  return Object.fromEntries(roles.map((role) => [role.name, role.name]));
}

/** The SELECT of one entity's rows as text, and which of its columns are times. */
export function companySelect(entity: EntityName, rows: CompanyRows): { select: string; times: string[] } {
  const columns = Object.entries(COLUMNS[entity](rows[entity], rows.customers));
  const list = columns.map(([name, sql]) => `${sql} AS ${name}`).join(', ');
  return {
    select: `SELECT ${list} FROM range(${rows[entity]}) t(i)`,
    times: columns.map(([name]) => name).filter((name) => /_(?:at|date|time)$/.test(name)),
  };
}

/** Writes the four files of the company into `folder`; the same bytes in every run. */
export async function generateCompany(
  folder: string,
  rows: CompanyRows,
): Promise<Record<EntityName, DataFile>> {
  const made = {} as Record<EntityName, DataFile>;
  for (const entity of Object.keys(COLUMNS) as EntityName[]) {
    made[entity] = await copyCsv(folder, entity, rows[entity], companySelect(entity, rows).select);
  }
  return made;
}
