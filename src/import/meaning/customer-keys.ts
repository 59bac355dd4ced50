import type { EntityName } from '../../entity/catalogue.ts';
import { couldBeKey, FEWEST, isKey, known, NEARLY_EACH, type LookupTable } from './lookup-tables.ts';
import type { ProposedColumn } from './column-facts.ts';
import { nameScore } from './synonyms.ts';

/** A file that calls customers otherwise than the file of customers does, and where both may meet. */
export interface CustomerLook {
  to: number;
  from: number;
  entity: EntityName;
  /** What both call their customers, as proposed for each by itself. */
  customer: string;
  id: string;
  /** Other columns of its own that may hold what the file of customers calls them, the likeliest first. */
  own: string[];
  /** Columns of both that may be the same name, address or number of a customer. */
  pairs: { key: string; other: string }[];
}

/** Columns that are looked at, of a file and of that of customers: more say little and take long. */
const MOST_OWN = 4;
const MOST_OTHERS = 5;

/** Files whose customers cannot be those of the file of customers, by how their values are written. */
export function customerLooks(tables: readonly LookupTable[]): CustomerLook[] {
  const all = tables.map(known);
  const [base, second] = all.filter(({ entity, customer }) => entity === 'customers' && customer !== null);
  // Of two files of customers neither is the one that says what they are called.
  if (!base || second) return [];
  const id = base.columns.find(({ name }) => name === base.customer);
  if (!id || !standsOnce(id)) return [];
  const others = base.columns.filter((c) => c !== id && couldBeKey(c) && standsOnce(c)).slice(0, MOST_OTHERS);
  return all.flatMap((table): CustomerLook[] => {
    const { entity, customer, columns, place } = table;
    const named = columns.find(({ name }) => name === customer);
    if (!named || entity === null || entity === 'customers' || !areApart(named, id)) return [];
    const mine = columns
      .filter((c) => c === named || (couldBeKey(c) && c.distinct >= FEWEST && mayName(c.name)))
      .toSorted((a, b) => Number(b === named) - Number(a === named))
      .slice(0, MOST_OWN);
    const own = mine.filter((c) => c !== named && !areApart(c, id)).map(({ name }) => name);
    const pairs = mine.flatMap((c) =>
      others.filter((other) => !areApart(c, other)).map((other) => ({ key: c.name, other: other.name })),
    );
    const look = { to: place, from: base.place, entity, customer: named.name, id: id.name, own, pairs };
    return own.length + pairs.length > 0 ? [look] : [];
  });
}

const standsOnce = ({ filled, distinct }: ProposedColumn): boolean =>
  distinct >= FEWEST && distinct >= NEARLY_EACH * filled;

const mayName = (name: string): boolean => isKey(name) || nameScore(name, 'orders', 'customer') > 0;

type Kind = 'address' | 'uuid' | 'number' | 'words' | 'code';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Digits of a number that is written with signs, as telephone numbers are. */
const digitsOf = (value: string): string => value.replace(/[\s()+.-]/g, '');

function kindOf(value: string): Kind {
  if (value.includes('@')) return 'address';
  if (UUID.test(value)) return 'uuid';
  if (/^\d+$/.test(digitsOf(value))) return 'number';
  return /\p{Script=Han}|\s|^\p{L}+$/u.test(value) ? 'words' : 'code';
}

/** Values that are looked at. */
const LOOKED_AT = 200;
/** Share of the values that are to be written alike. */
const NEARLY_ALL = 0.8;

/** How the values of a column are written; null where they are written in several ways. */
function writtenOf({ examples }: ProposedColumn): { kind: Kind; begins: string; lengths: number[] } | null {
  const values = examples.slice(0, LOOKED_AT).map((value) => value.trim());
  const most = <T extends string>(of: (value: string) => T): T | null => {
    const counts = new Map<T, number>();
    for (const value of values) counts.set(of(value), (counts.get(of(value)) ?? 0) + 1);
    const [first] = [...counts].toSorted((a, b) => b[1] - a[1]);
    return first && first[1] >= NEARLY_ALL * values.length ? first[0] : null;
  };
  const kind = most(kindOf);
  if (kind === null) return null;
  const begins = most((value) => /^\p{L}+/u.exec(value)?.[0].toLowerCase() ?? '') ?? '';
  return { kind, begins, lengths: values.map((value) => digitsOf(value).length) };
}

/** Whether the values of two columns cannot be the same, by how they are written. */
function areApart(a: ProposedColumn, b: ProposedColumn): boolean {
  const there = new Set(b.examples);
  if (a.examples.some((value) => there.has(value))) return false;
  const [one, other] = [writtenOf(a), writtenOf(b)];
  if (!one || !other) return false;
  if (one.kind !== other.kind) return true;
  if (one.kind === 'code') return one.begins !== '' && other.begins !== '' && one.begins !== other.begins;
  return (
    one.kind === 'number' &&
    (Math.max(...one.lengths) < Math.min(...other.lengths) ||
      Math.max(...other.lengths) < Math.min(...one.lengths))
  );
}
