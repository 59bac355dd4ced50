import { ALIKE, columnAt, sharedColumns, unionColumns, unionName } from '../union.ts';
import type { KeyCount, KeysMet } from '../stage/lookup-keys.ts';
import type { ProposedColumn } from './column-facts.ts';
import { customerLooks, type CustomerLook } from './customer-keys.ts';
import {
  freeName,
  isLookup,
  keyPairs,
  lacksSomething,
  personOf,
  planLookups,
  type KeyPair,
  type LookupPlan,
  type LookupStep,
} from './lookups.ts';
import { FEWEST, type LookupTable } from './lookup-tables.ts';

/** Whether something among these tables may be completed by others: nothing need be read for it where not. */
export const worthLooking = (tables: readonly LookupTable[]): boolean =>
  tables.length > 1 && (lacksSomething(tables) || customerLooks(tables).length > 0);

/** A column of a table, as it is called there. */
export interface KeyPlace {
  table: number;
  column: string;
}

/** What is asked of the tables' rows. */
export interface KeyLook {
  /** The values of a column, exactly; null where they cannot be had. */
  count: (place: KeyPlace) => Promise<KeyCount | null>;
  /** How the keys of some tables meet those of others. */
  meet: (own: readonly KeyPlace[], others: readonly KeyPlace[]) => Promise<KeysMet>;
}

/** Tables that are one under the other, in the order of their names, and what they are so. */
interface TableGroup {
  members: number[];
  table: LookupTable;
}

/** Months, and what else files of one export differ by. */
const PERIODS =
  /\d+|[年月日号季度上下半期周]+|(?:^|[^a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|part|page|no|q|w|h|v|copy|final|to|until)(?![a-z])|[\s_.()（）-]+/g;

/** What files of one export are called but for their month. */
function stemOf(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase();
  return plain.replace(PERIODS, ' ').replace(PERIODS, ' ').replace(/\s+/g, '');
}

/** Tables of nearly the same columns, called alike but for a month or a number, are looked at as one; those `apart` are not. */
function groupTables(tables: readonly LookupTable[], apart: (table: number) => boolean): TableGroup[] {
  const groups: number[][] = [];
  for (const [i, { name, columns }] of tables.entries()) {
    const like = (other: number) =>
      !apart(other) &&
      stemOf(tables[other]!.name) === stemOf(name) &&
      sharedColumns(tables[other]!.columns, columns) >= ALIKE;
    const group = apart(i) ? undefined : groups.find(([first]) => like(first!));
    if (group) group.push(i);
    else groups.push([i]);
  }
  const byName = (a: number, b: number) =>
    tables[a]!.name.localeCompare(tables[b]!.name, 'en', { numeric: true });
  return groups.map((members) => {
    if (members.length === 1) return { members, table: tables[members[0]!]! };
    const sorted = members.toSorted(byName);
    return { members: sorted, table: underEachOther(sorted.map((i) => tables[i]!)) };
  });
}

/** Values that are looked at of tables that are one. */
const EXAMPLES = 500;

function underEachOther(tables: readonly LookupTable[]): LookupTable {
  const rows = tables.reduce((sum, { columns }) => sum + (columns[0]?.rows ?? 0), 0);
  const columns = unionColumns(tables, (a, b) => (a === b ? a : 'VARCHAR')).map(
    ({ name, type }): ProposedColumn => {
      const parts = tables.flatMap((table) => table.columns[columnAt(table.columns, name)] ?? []);
      const sum = (of: (part: ProposedColumn) => number) => parts.reduce((all, part) => all + of(part), 0);
      const examples = [...new Set(parts.flatMap((part) => part.examples))].slice(0, EXAMPLES);
      return { name, type, examples, filled: sum((p) => p.filled), distinct: sum((p) => p.distinct), rows };
    },
  );
  return { name: unionName(tables.map(({ name }) => name)), columns };
}

/** A column of a group in each of its tables that has it. */
const placesOf = ({ members }: TableGroup, column: string, tables: readonly LookupTable[]): KeyPlace[] =>
  members.flatMap((table) => {
    const { columns } = tables[table]!;
    const own = columns[columnAt(columns, column)];
    return own ? [{ table, column: own.name }] : [];
  });

/** The keys that may be asked for: of each pair by names, in every way of putting tables under each other. */
export function keysAsked(tables: readonly LookupTable[]): KeyPlace[] {
  return [(_: number) => false, (_: number) => true].flatMap((apart) => {
    const groups = groupTables(tables, apart);
    const looked = groups.map(({ table }) => table);
    const places = (group: number, columns: readonly string[]) =>
      columns.flatMap((column) => placesOf(groups[group]!, column, tables));
    return [
      ...keyPairs(looked).flatMap(({ to, from, key, other }) => [
        ...places(to, [key]),
        ...places(from, [other]),
      ]),
      ...customerLooks(looked).flatMap(({ to, from, customer, id, own, pairs }) => [
        ...places(to, [customer, ...own, ...pairs.map(({ key }) => key)]),
        ...places(from, [id, ...pairs.map(({ other }) => other)]),
      ]),
    ];
  });
}

/** Share of the keys of tables that are one which are to stand in one of them alone: else they are numbered anew in each. */
const ONCE = 0.9;

/**
 * Which tables take columns of which, by what their rows hold: files of one export that are a month each are looked up
 * in together. A key that stands in two of them is the later one's.
 */
export async function lookupPlan(tables: readonly LookupTable[], look: KeyLook): Promise<LookupPlan> {
  const anew = new Set<number>();
  for (;;) {
    const again = anew.size;
    const groups = groupTables(tables, (table) => anew.has(table));
    const { plan, numbered } = await planOf(tables, groups, look);
    for (const table of numbered) anew.add(table);
    if (anew.size > again) continue;
    const together = groups.some(({ members }) => members.length > 1);
    if (plan.steps.length > 0 || !together) return plan;
    const each = groupTables(tables, () => true);
    return (await planOf(tables, each, look)).plan;
  }
}

async function planOf(
  tables: readonly LookupTable[],
  groups: readonly TableGroup[],
  look: KeyLook,
): Promise<{ plan: LookupPlan; numbered: number[] }> {
  const looked = groups.map(({ table }) => table);
  const places = (group: number, column: string) => placesOf(groups[group]!, column, tables);
  const numbered: number[] = [];
  const pairs: KeyPair[] = [];
  for (const pair of keyPairs(looked)) {
    const others = places(pair.from, pair.other);
    const own = places(pair.to, pair.key);
    if (!(await areOnce(others, look)) || !(await areThere(own, look))) continue;
    const met = await look.meet(own, others);
    if (!isLookup(met)) continue;
    if (met.others < ONCE * met.listed)
      numbered.push(...groups[pair.from]!.members, ...groups[pair.to]!.members);
    else pairs.push(pair);
  }
  const repeated = new Set<number>();
  for (const [group, table] of looked.entries()) {
    const person = personOf(table);
    if (person === null || !pairs.some(({ from }) => from === group)) continue;
    if (await stands(places(group, person), look)) repeated.add(group);
  }
  const plan = planLookups(looked, likeNamed(pairs, looked), (group) => repeated.has(group));
  for (const one of customerLooks(looked)) {
    if (plan.steps.some(({ to }) => to === one.to)) continue;
    const found = await customerByOther(one, looked, places, look);
    if (found && 'takes' in found) plan.steps.push(found);
    else if (found) plan.named.push(found);
  }
  return { plan: spread(plan, groups), numbered };
}

/** From this share on that two files have in common, their customers are called alike. */
const SOME = 0.05;
/** Share of the customers that must be found: orders and actions of whom is not found count nowhere, answers do all the same. */
const FOUND = { orders: 0.98, events: 0.9, feedback: 0.5, customers: 1 } as const;

/**
 * How a file's customers are those of the file of customers, where it calls them otherwise: by another column of its
 * own, or by a name, an address or a number that both have. Null where they are not, or meet as they are.
 */
async function customerByOther(
  { to, from, entity, customer, id, own, pairs }: CustomerLook,
  tables: readonly LookupTable[],
  places: (group: number, column: string) => KeyPlace[],
  look: KeyLook,
): Promise<LookupStep | LookupPlan['named'][number] | null> {
  const meet = async (key: string, others: readonly KeyPlace[]) => {
    const mine = places(to, key);
    return (await areThere(mine, look)) ? look.meet(mine, others) : null;
  };
  const ids = places(from, id);
  if (!(await areOnce(ids, look))) return null;
  const now = await meet(customer, ids);
  if (!now || now.both > SOME * now.own) return null;
  for (const column of own) {
    const met = await meet(column, ids);
    if (met && isLookup(met)) return { table: to, column };
  }
  for (const { key, other } of pairs) {
    const others = places(from, other);
    if (!(await areOnce(others, look))) continue;
    const met = await meet(key, others);
    if (!met || met.both < FEWEST || met.both < FOUND[entity] * met.own) continue;
    const as = freeName(id, tables[from]!.name, tables[to]!.columns);
    return { to, takes: [{ from: [from], key, other, columns: [{ name: id, as }] }], customer: as };
  }
  return null;
}

/** Whether the values of a column can be had in each table. */
async function areThere(places: readonly KeyPlace[], look: KeyLook): Promise<boolean> {
  for (const place of places) if ((await look.count(place)) === null) return false;
  return places.length > 0;
}

/** Whether each value of a column stands once in its own table. */
async function areOnce(places: readonly KeyPlace[], look: KeyLook): Promise<boolean> {
  for (const place of places) {
    const count = await look.count(place);
    if (count === null || count.different !== count.filled) return false;
  }
  return places.length > 0;
}

/** Whether a value of a column stands several times, in one table or in two of them. */
async function stands(places: readonly KeyPlace[], look: KeyLook): Promise<boolean> {
  if (!(await areThere(places, look))) return false;
  if (!(await areOnce(places, look))) return true;
  if (places.length === 1) return false;
  const met = await look.meet(places, places);
  return met.others < met.listed;
}

/** Where keys are numbered anew in each file, those of the same month belong together. */
function likeNamed(pairs: readonly KeyPair[], tables: readonly LookupTable[]): KeyPair[] {
  const rest = (table: number) => {
    const { name } = tables[table]!;
    const written = name.normalize('NFKC').toLowerCase();
    return written.replace(/[\s_.()（）-]+/g, '').replace(stemOf(name), '');
  };
  return pairs.filter(
    ({ to, from, key }) =>
      rest(to) === rest(from) ||
      !pairs.some(
        (other) =>
          other.to === to &&
          other.key === key &&
          stemOf(tables[other.from]!.name) === stemOf(tables[from]!.name) &&
          rest(other.from) === rest(to),
      ),
  );
}

/** A plan of groups as one of their tables. */
function spread({ steps, serving, persons, named }: LookupPlan, groups: readonly TableGroup[]): LookupPlan {
  const of = (group: number) => groups[group]!.members;
  return {
    steps: steps.flatMap((step) =>
      of(step.to).map((to) => ({
        ...step,
        to,
        takes: step.takes.map((take) => ({ ...take, from: take.from.flatMap(of) })),
      })),
    ),
    serving: serving.flatMap(of),
    persons: persons.flatMap(({ table, column }) => of(table).map((member) => ({ table: member, column }))),
    named: named.flatMap(({ table, column }) => of(table).map((member) => ({ table: member, column }))),
  };
}
