import type { EntityName } from '../../entity/catalogue.ts';
import type { KeysMet } from '../stage/lookup-keys.ts';
import { columnKey } from '../union.ts';
import { columnFacts, type ProposedColumn } from './column-facts.ts';
import { mappingOf, proposeRoles } from './detect.ts';
import { entityScore, SURE } from './entity-score.ts';
import { withEdit } from './hand-edits.ts';
import {
  couldBeKey,
  FEWEST,
  isKey,
  isWhole,
  known,
  NEARLY_EACH,
  needsOf,
  type Known,
  type LookupTable,
} from './lookup-tables.ts';
import type { Meaning } from './meaning.ts';
import { nameScore, normalName } from './synonyms.ts';

/** A column of one table that may name the rows of another: places of the tables, and both columns. */
export interface KeyPair {
  to: number;
  from: number;
  key: string;
  other: string;
}

/** Columns that are taken by a key, from a table or from several that are one under the other: the later one's hold. */
export interface LookupTake {
  from: number[];
  key: string;
  other: string;
  columns: { name: string; as: string }[];
}

/** A table takes columns of others, each by a key. */
export interface LookupStep {
  to: number;
  takes: LookupTake[];
  /** The column that names its customers, where a taken one does it better than its own. */
  customer: string | null;
}

export interface LookupPlan {
  /** In the order in which they are taken: what a step takes from has what it took itself. */
  steps: LookupStep[];
  /** Tables that complete others and are no source of their own: what they hold would count twice, or is too little. */
  serving: number[];
  /** Tables of customers whose key is another on each order, with the column that names the person. */
  persons: { table: number; column: string }[];
  /** Tables with the column of theirs that holds what the file of customers calls them. */
  named: { table: number; column: string }[];
}

export const NO_LOOKUPS: LookupPlan = { steps: [], serving: [], persons: [], named: [] };

/** The tables that one only completes, without being a source of its own; empty where it is one. */
export const completedBy = ({ steps, serving }: LookupPlan, table: number): number[] =>
  serving.includes(table)
    ? steps.flatMap(({ to, takes }) => (takes.some(({ from }) => from.includes(table)) ? [to] : []))
    : [];

/** The column that names a table's customers, where another table has shown it. */
export const customerIn = ({ steps, persons, named }: LookupPlan, table: number): string | null =>
  steps.find(({ to }) => to === table)?.customer ??
  [...persons, ...named].find((one) => one.table === table)?.column ??
  null;

/** Share of a table's different keys that must be found in the other. */
const FOUND = 0.9;
/** What a person is called whatever account, card or order he comes with. */
const PERSON =
  /(?:unique|global|person|member|master|golden|unified|union).*(?:id|no|code|key)$|^one_?id$|(?:统一|唯一|全局|自然人|主客户).*(?:id|编号|编码|标识|号)$/i;

/** Whether both name the same: alike, or one is the other table's own id (`orders.id`, `items.order_id`). */
function sameKey(key: string, other: string, table: string): boolean {
  const [a, b] = [normalName(key), normalName(other)];
  if (a === b) return true;
  if (b !== 'id' && b !== '编号') return false;
  const of = a.endsWith(b) ? a.slice(0, -b.length) : '';
  return of.length >= 2 && normalName(table).includes(of);
}

/** Pairs of columns by which one table may be looked up in another: by their names, and each value once in the other. */
export function keyPairs(tables: readonly LookupTable[]): KeyPair[] {
  return tables.flatMap((table, to) =>
    tables.flatMap((in_, from) => {
      if (to === from) return [];
      const others = in_.columns.filter(
        (c) => isKey(c.name) && couldBeKey(c) && c.filled > 0 && c.distinct >= NEARLY_EACH * c.filled,
      );
      return table.columns
        .filter((c) => isKey(c.name) && couldBeKey(c) && c.distinct >= FEWEST)
        .flatMap((c) => {
          const other = others.find((o) => sameKey(c.name, o.name, in_.name));
          return other ? [{ to, from, key: c.name, other: other.name }] : [];
        });
    }),
  );
}

/** Whether nearly all keys of a table are there in the other, in which each is to stand once. */
export const isLookup = ({ own, both }: KeysMet): boolean => both >= FEWEST && both >= FOUND * own;

/** Whether something among these tables lacks what others could have. */
export function lacksSomething(tables: readonly LookupTable[]): boolean {
  const pairs = keyPairs(tables);
  if (pairs.length === 0) return false;
  const all = tables.map(known);
  return pairs.some(({ to, from }) => !all[to]!.whole || personOf(all[from]!) !== null);
}

/** The column by which a table of customers tells persons apart where its key does not. */
export const personOf = ({ columns }: LookupTable): string | null =>
  columns.find((c) => PERSON.test(c.name.trim()) && couldBeKey(c) && c.filled > 0)?.name ?? null;

/** What speaks for rows of an entity and cannot come from elsewhere: without it a table is none of that. */
const OWN: Partial<Record<EntityName, readonly string[]>> = {
  orders: ['amount', 'unit_price'],
  events: ['action'],
  feedback: ['nps', 'csat', 'rating', 'text', 'kind', 'topic', 'response_minutes', 'resolution_minutes'],
};
/** What goods are called and counted as: lines of orders say it, payments do not. */
const LINES = ['product', 'category', 'quantity'];

interface Offer {
  entity: EntityName;
  step: LookupStep;
  /** Which table has the order or customer of its rows. */
  header: Known;
  score: number;
  lines: boolean;
}

/**
 * Which tables take columns of which, so that what cannot be analysed by itself can: the lines of orders the customer
 * and the time of their order, answers their customer. Only where neither counts anything twice. `pairs` are those
 * that hold by their values; `repeats` says of a table's column of persons whether it has one several times.
 */
export function planLookups(
  tables: readonly LookupTable[],
  pairs: readonly KeyPair[],
  repeats: (table: number, column: string) => boolean,
): LookupPlan {
  const all = tables.map(known);
  const persons = new Map<number, string>();
  for (const table of all) {
    const column = personOf(table);
    if (column !== null && repeats(table.place, column)) persons.set(table.place, column);
  }
  const offers = all.flatMap((table) =>
    table.whole || table.entity === 'customers' ? [] : (offerFor(table, all, pairs, persons) ?? []),
  );
  const chosen = offers.filter((offer) => {
    // The lines of orders and the payments of the same ones are the same money.
    const rivals = offers.filter((o) => o.header === offer.header && o.entity === 'orders');
    return offer.entity !== 'orders' || rivals.toSorted(preferred)[0] === offer;
  });
  const steps: LookupStep[] = [];
  const add = (step: LookupStep) => {
    if (!steps.some(({ to }) => to === step.to)) steps.push(step);
  };
  const headers = new Set(chosen.map(({ header }) => header));
  const named = new Set<number>();
  // Whoever names customers by a key that is another on each order takes the person from the customers' table.
  for (const table of all) {
    const person = (table.whole && table.entity !== 'customers') || headers.has(table);
    const step = person ? personStep(table, all, pairs, persons) : null;
    if (!step) continue;
    add(step);
    for (const from of step.takes[0]!.from) named.add(from);
  }
  const used = new Set<number>();
  for (const { step, header } of chosen) {
    add(step);
    for (const from of step.takes.flatMap((take) => take.from)) used.add(from);
    used.add(header.place);
  }
  const serves = (table: Known) => !table.whole || (headers.has(table) && table.entity === 'customers');
  return {
    steps,
    serving: [...used].filter((place) => serves(all[place]!)),
    persons: [...named].map((table) => ({ table, column: persons.get(table)! })),
    named: [],
  };
}

const preferred = (a: Offer, b: Offer): number => Number(b.lines) - Number(a.lines) || b.score - a.score;

/** The column that names a table's customers, surely. */
function customerOf(table: LookupTable): string | null {
  const input = { name: table.name, columns: [...table.columns] };
  for (const entity of ['orders', 'events', 'customers'] as const) {
    const found = proposeRoles(input, entity).roles.find(({ role }) => role === 'customer');
    if (found?.column && found.confidence >= SURE) return found.column;
  }
  return null;
}

/** The step by which a table takes the person behind its customers' key. */
function personStep(
  table: Known,
  all: readonly Known[],
  pairs: readonly KeyPair[],
  persons: ReadonlyMap<number, string>,
): LookupStep | null {
  const customer = customerOf(table);
  for (const { to, from, key, other } of pairs) {
    const person = persons.get(from);
    if (to !== table.place || key !== customer || !person || person === other) continue;
    if (all[from]!.entity !== 'customers') continue;
    const as = freeName(person, all[from]!.name, table.columns);
    return {
      to,
      takes: [{ from: [from], key, other, columns: [{ name: person, as }] }],
      customer: as,
    };
  }
  return null;
}

/** What a table could be with the columns of others; null where nothing comes of it. */
function offerFor(
  table: Known,
  all: readonly Known[],
  pairs: readonly KeyPair[],
  persons: ReadonlyMap<number, string>,
): Offer | null {
  const own = pairs.filter(({ to }) => to === table.place);
  const offers = own.flatMap((pair) => {
    const header = all[pair.from]!;
    // What is told of a customer is nothing of the one order.
    if (pair.other === customerOf(header)) return [];
    const person = personStep(header, all, pairs, persons);
    const beside = own.filter(({ from, key }) => key !== pair.key && isOfGoods(all[from]!));
    return (['orders', 'events', 'feedback'] as const).flatMap(
      (entity) => offerAs(entity, table, header, { pair, person, beside }, all) ?? [],
    );
  });
  return offers.toSorted((a, b) => b.score - a.score)[0] ?? null;
}

/** Whether a table says what goods are: it has neither customers nor moments nor orders. */
const isOfGoods = (table: Known): boolean =>
  table.entity === null &&
  customerOf(table) === null &&
  table.columns.every((c) => !columnFacts(c).temporal && nameScore(c.name, 'orders', 'order_id') < 0.9);

function offerAs(
  entity: 'orders' | 'events' | 'feedback',
  table: Known,
  header: Known,
  by: { pair: KeyPair; person: LookupStep | null; beside: readonly KeyPair[] },
  all: readonly Known[],
): Offer | null {
  // A header with its amounts is a source of its own: its lines would be the same money.
  if (entity === 'orders' && header.whole && header.entity === 'orders') return null;
  const { rows = 0 } = table.columns[0] ?? {};
  const brought: Brought[] = [];
  const taken = [...table.columns];
  const bring = ({ from, key, other }: KeyPair, column: ProposedColumn, called = column.name) => {
    const as = freeName(column.name, all[from]!.name, taken);
    const filled = Math.round((column.filled / (column.rows || 1)) * rows);
    const looked = { ...column, name: called === column.name ? as : called, rows, filled };
    brought.push({ from, key, other, name: column.name, as, looked });
    taken.push({ ...looked, name: as });
  };
  const whose = customerOf(header);
  for (const column of header.columns) {
    if (column.name === by.pair.other) continue;
    // An answer has its own time and words; whose it is is all that it lacks.
    if (column.name === whose ? by.person !== null : entity !== 'orders' && !isMoment(column)) continue;
    if (entity === 'feedback' && column.name !== whose) continue;
    bring(by.pair, column);
  }
  if (by.person) {
    const [{ from, columns }] = by.person.takes as [LookupTake];
    const person = all[from[0]!]!.columns.find(({ name }) => name === columns[0]!.name)!;
    // Whatever it is called, it names the customer: it is looked at under a name that says so.
    bring(by.pair, { ...person, name: columns[0]!.as }, 'customer_id');
  }
  if (entity === 'orders')
    for (const pair of by.beside)
      for (const column of all[pair.from]!.columns) if (isOfProduct(column.name)) bring(pair, column);
  const input = { name: table.name, columns: [...table.columns, ...brought.map(({ looked }) => looked)] };
  const { roles } = proposeRoles(input, entity);
  const mapping = mappingOf({ roles });
  const ownNames = new Set(table.columns.map(({ name }) => name));
  const sure = (role: string) => (roles.find((r) => r.role === role)?.confidence ?? 0) >= SURE;
  const speaks = OWN[entity]!.some((role) => sure(role) && ownNames.has(mapping[role] ?? ''));
  const lacked = needsOf(entity).some(({ name }) => name in mapping && !ownNames.has(mapping[name]!));
  if (!isWhole(entity, roles) || !speaks || !lacked) return null;
  const takes = new Map<string, LookupTake>();
  for (const { from, key, other, name, as, looked } of brought) {
    if (!Object.values(mapping).includes(looked.name)) continue;
    const take = takes.get(`${from} ${key}`) ?? { from: [from], key, other, columns: [] };
    take.columns.push({ name, as });
    takes.set(`${from} ${key}`, take);
  }
  return {
    entity,
    step: {
      to: table.place,
      takes: [...takes.values()],
      customer: by.person ? (brought.find(({ looked }) => looked.name === 'customer_id')?.as ?? null) : null,
    },
    header,
    score: entityScore(entity, roles, input),
    lines: LINES.some((role) => sure(role) && ownNames.has(mapping[role] ?? '')),
  };
}

/** A column that another table could bring, and as what it is looked at. */
interface Brought {
  from: number;
  key: string;
  other: string;
  name: string;
  as: string;
  looked: ProposedColumn;
}

const isMoment = (column: ProposedColumn): boolean => columnFacts(column).temporal;

/** Whether a column of goods says what they are called or of which kind they are. */
const isOfProduct = (name: string): boolean =>
  nameScore(name, 'orders', 'category') >= 0.6 ||
  (nameScore(name, 'orders', 'product') >= 0.6 && !isKey(name));

/** What a table was taken for, with the customer that another one showed; of a source that is known that holds. */
export function withCustomer(
  meaning: Meaning,
  customer: string | null,
  columns: readonly { name: string }[],
): Meaning {
  const there = customer !== null && columns.some(({ name }) => name === customer);
  if (!there || meaning.entity === null || meaning.known !== null) return meaning;
  return withEdit(meaning, { say: 'role', column: customer, role: 'customer' });
}

/** A name that none of these columns has. */
export function freeName(name: string, file: string, columns: readonly { name: string }[]): string {
  const used = new Set(columns.map((c) => columnKey(c.name)));
  let free = name;
  for (let n = 1; used.has(columnKey(free)); n += 1)
    free = n === 1 ? `${name} (${file})` : `${name} (${file} ${n})`;
  return free;
}
