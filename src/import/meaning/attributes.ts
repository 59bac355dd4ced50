import { ENTITIES, type EntityName, type Role } from '../../entity/catalogue.ts';
import { defaultPolicy } from '../../privacy/detect.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import { columnFacts, type ProposedColumn } from './column-facts.ts';
import { contentScore } from './content-score.ts';
import { doubt } from './doubt.ts';
import { nameScore } from './synonyms.ts';

/** What a column is called as an attribute of the customer, beside a row's own roles: `customers.industry`. */
export const attributeRef = (role: string): string => `customers.${role}`;

/** The attribute that such a name stands for; null for a row's own role. */
export const attributeOf = (ref: string): string | null =>
  ref.startsWith('customers.') ? ref.slice('customers.'.length) : null;

/** The roles of customers that rows of another entity can tell. */
export const ATTRIBUTES: readonly Role[] = ENTITIES.customers.roles.filter(({ name }) => name !== 'customer');

/**
 * Never proposed, though they can be said: contacts, which no analysis needs; what in a list of orders is the order's
 * (its margin, where it came from, when it was changed).
 */
const UNASKED = new Set([
  'phone',
  'email',
  'referrer',
  'profit_margin',
  'factor_price',
  'factor_service',
  'factor_brand',
  'source_system',
  'updated_at',
]);

/** Of whom a name speaks in front of what it says: `客户行业`, `account_tier`. */
const WHOSE =
  /^(?:客户|客戶|会员|會員|用户|用戶|顾客|买家|买方|学员|租户|企业|公司|customers?|clients?|members?|users?|accounts?|buyers?|company|companies|organi[sz]ation)(?:的|'s)?[\s_.\-:/]*(?=\S)/i;

/** Names that in a row may as well be the row's own: told apart by whose they are, or by a customer's rows agreeing. */
const OWN = new Set([
  'name',
  'income',
  'level',
  'owner',
  'team',
  'registered_at',
  'core_need',
  'age',
  'contract_end',
]);
/** Of them, what an order does not have. */
const CUSTOMERS_OF_ORDERS = new Set(['owner', 'age', 'registered_at']);
/** What is the customer's by its latest row, whatever the ones before it said: the end of a contract that goes on. */
const LATEST = new Set(['contract_end', 'renewed', 'churned']);
const OF_CONTRACT = /合同|服务|订阅|续约|续费|contract|subscription|renew/i;

/** The row's own making, not the customer's coming. */
const MADE = /creat|创建|建立|生成|提交/i;

/** From this confidence a name needs no rows that bear it out. */
const OUTRIGHT = 0.85;
const LEAST = 0.55;

/** Attributes of the customer that a row's columns may hold, and how sure their names are, 0 to 1. */
export interface ProposedAttributes {
  /** Role of `customers` to column. */
  attributes: Record<string, string>;
  confidence: Record<string, number>;
}

/**
 * Which columns of orders, events or feedback say something of the customer, by their names and values. Only where
 * `mapping` says whom rows are of, and nothing that is personal: a person's name comes in when somebody says so. A column with a role of its own is an attribute too where both are of one name
 * and others are attributes: the region of an order list with industries and owners is its customer's. `steadyOnes` then lets go what the rows do not bear out.
 */
export function proposeAttributes(
  columns: readonly ProposedColumn[],
  entity: EntityName | null,
  mapping: Readonly<Record<string, string>>,
  personal: Readonly<Record<string, PersonalKind | null>>,
): ProposedAttributes {
  const found: ProposedAttributes = { attributes: {}, confidence: {} };
  if (entity === null || entity === 'customers' || !mapping['customer']) return found;
  const pairs = columns
    .flatMap((column) => {
      const facts = columnFacts(column);
      if (column.filled === 0 || column.name === mapping['customer']) return [];
      const own = Object.keys(mapping).find((role) => mapping[role] === column.name);
      return ATTRIBUTES.flatMap((role) => {
        const ref = attributeRef(role.name);
        if (defaultPolicy(personal[column.name] ?? null, ref) !== 'keep') return [];
        if (UNASKED.has(role.name) || (own !== undefined && own !== role.name)) return [];
        const name = spokenOf(column.name, role.name, entity) * doubt('customers', role, column.name, facts);
        return [
          { role: role.name, column: column.name, score: name * (0.3 + 0.7 * contentScore(role, facts)) },
        ];
      });
    })
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score);
  const used = new Set<string>();
  const taken: Record<string, string> = {};
  for (const { role, column, score } of pairs) {
    if (role in taken || used.has(column)) continue;
    used.add(column);
    taken[role] = column;
    found.confidence[attributeRef(role)] = Math.round(score * 100) / 100;
  }
  // A region by itself is the order's: it is the customer's too where rows say more of him than that.
  const own = new Set(Object.values(mapping));
  const said = Object.values(taken);
  if (said.every((column) => own.has(column) && !WHOSE.test(column.trim())))
    return { ...found, confidence: {} };
  for (const { name } of ATTRIBUTES) if (taken[name] !== undefined) found.attributes[name] = taken[name];
  return found;
}

/** How far a name speaks of the customer of a row, 0 to 1. */
function spokenOf(column: string, role: string, entity: EntityName): number {
  const score = nameScore(column, 'customers', role);
  const bare = column.trim().replace(WHOSE, '');
  if (bare !== column.trim()) {
    const own = Math.max(score, nameScore(bare, 'customers', role));
    return own >= 0.6 ? Math.max(own, 0.95) : 0;
  }
  // Names that only may mean it are not enough for a row that is of something else.
  if (score <= 0.6 || (role === 'registered_at' && MADE.test(column))) return 0;
  const doubtful = OWN.has(role) && !(entity === 'orders' && CUSTOMERS_OF_ORDERS.has(role));
  return doubtful ? score * 0.8 : score;
}

/** Whether a column is outright something of the customer, whatever else its values could be. */
export const speaksOfCustomer = (column: string, entity: EntityName): boolean =>
  entity !== 'customers' && ATTRIBUTES.some(({ name }) => spokenOf(column, name, entity) >= 0.9);

/** Of the customers with at least two values in a column: how many there are, and with the same one throughout. */
export interface Steadiness {
  customers: number;
  steady: number;
}

/** Customers with several values from which on they tell whether a column is theirs. */
const TELLING = 5;
/** Share of them whose rows must agree: an owner or a level changes now and then, what is the row's does all the time. */
const STEADY = 0.8;

/** The attributes that rows bear out; where too few customers come back to tell, those of outright names. */
export const steadyOnes = (
  { attributes, confidence }: ProposedAttributes,
  found: Readonly<Record<string, Steadiness>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes).filter(([role, column]) => {
      if (LATEST.has(role) && OF_CONTRACT.test(column)) return true;
      const { customers, steady } = found[column] ?? { customers: 0, steady: 0 };
      if (customers >= TELLING) return steady >= STEADY * customers;
      return (confidence[attributeRef(role)] ?? 0) >= OUTRIGHT && 2 * steady >= customers;
    }),
  );
