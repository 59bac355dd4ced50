import {
  betterJoin,
  isWeakJoin,
  joinCandidates,
  joinsBetter,
  type JoinMatch,
} from '../../import/meaning/join-columns.ts';
import { ID_FORMS, type IdForm } from '../../import/stage/keys.ts';
import { ok, type Result } from '../../result.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { RawTable } from './tools.ts';

/** How the customers of a file meet those of another, and the columns that would join them better, if any. */
export interface FoundJoin {
  item: ImportItem;
  base: ImportItem;
  match: JoinMatch;
  better: JoinMatch | null;
  /** How the same columns would meet without what the files write differently in their ids. */
  written: { form: IdForm; match: JoinMatch } | null;
}

/** Files of orders of the same customers in the same days: they may be the same sales, as orders and their deliveries. */
export interface TwinSales {
  /** The one to leave out of the two. */
  item: ImportItem;
  other: ImportItem;
  /** Share of the customers of whichever has more that the other has, 0 to 1. */
  share: number;
}

/** What is told of files' customers. */
export interface Met {
  joins: readonly FoundJoin[];
  /** Files that may be the same sales as another. */
  twins: readonly TwinSales[];
  /** It is being found out anew. */
  comparing: boolean;
}

export const NOT_MET: Met = { joins: [], twins: [], comparing: false };

/** How files meet, of which `firsts` is one of each source; null as soon as `overtaken` says so. */
export async function howTheyMeet(...asked: Parameters<typeof findJoins>): Promise<Met | null> {
  const joins = await findJoins(...asked);
  const twins = joins && (await findTwins(...asked));
  return joins && twins && { joins, twins, comparing: false };
}

/**
 * How the customers of the files meet: each file's against those of the customers' file, or of the one with
 * the most customers. `firsts` is one file of each source. Null as soon as `overtaken` says so.
 */
export async function findJoins(
  firsts: readonly ImportItem[],
  secret: () => Promise<string>,
  overtaken: () => boolean,
): Promise<FoundJoin[] | null> {
  const named = firsts.flatMap((item) => namedOf(item) ?? []);
  const distinct = ({ item, customer }: Named) =>
    item.report?.profile.find((p) => p.name === customer)?.distinct ?? 0;
  const base =
    named.find(({ item }) => item.entity === 'customers') ??
    [...named].sort((a, b) => distinct(b) - distinct(a))[0];
  if (!base || named.length < 2) return [];
  const key = await secret();
  if (overtaken()) return null;
  const candidates = ({ item, customer }: Named) =>
    joinCandidates(
      (item.report?.profile ?? []).map((p) => ({ ...p, type: p.sqlType })),
      customer,
    );
  const others = candidates(base);
  const digests = await base.table.keys(others, key);
  const joins: FoundJoin[] = [];
  const all = new Map<FoundJoin, readonly JoinMatch[]>();
  for (const one of named) {
    if (one === base || !digests.ok) continue;
    const found = await one.table.match(candidates(one), others, digests.value, key);
    if (overtaken()) return null;
    if (!found.ok) continue;
    const chosen = { column: one.customer, other: base.customer };
    const match = found.value.find((m) => m.column === chosen.column && m.other === chosen.other);
    if (!match) continue;
    const better = betterJoin(found.value, chosen);
    const written = better ? null : await writtenOtherwise(one.table, base.table, match, key);
    if (overtaken()) return null;
    const join = { item: one.item, base: base.item, match, better, written };
    joins.push(join);
    all.set(join, found.value);
  }
  // Who names the base's customers otherwise takes them from those files that meet them as they are.
  const met = joins.some(({ match }) => !isWeakJoin(match));
  for (const join of met ? joins : []) {
    const { match, better } = join;
    if (better && better.other !== match.other)
      join.better = betterJoin(
        all.get(join)!.filter(({ other }) => other === match.other),
        match,
      );
  }
  return joins;
}

/** Files of orders that are looked at by twos. */
const MOST = 4;
/** Fewer customers in common than this are no sign. */
const FEWEST = 5;
/** Shares from which on two files have the same customers, and the same days. */
const SAME_CUSTOMERS = 0.8;
const SAME_DAYS = 0.8;

/** Files of orders that may be the same sales; none where a notebook has both. Null as soon as `overtaken` says so. */
async function findTwins(
  firsts: readonly ImportItem[],
  secret: () => Promise<string>,
  overtaken: () => boolean,
): Promise<TwinSales[] | null> {
  const named = firsts.flatMap((item) => (item.entity === 'orders' ? (namedOf(item) ?? []) : []));
  const twins: TwinSales[] = [];
  if (named.length < 2) return twins;
  const key = await secret();
  for (const [i, one] of named.slice(0, MOST).entries()) {
    const later = named
      .slice(i + 1, MOST)
      .filter(({ item }) => !(item.known && one.item.known) && daysShared(item, one.item) >= SAME_DAYS);
    if (later.length === 0) continue;
    const digests = await one.table.keys([one.customer], key);
    for (const other of later) {
      if (overtaken()) return null;
      const found = digests.ok
        ? await other.table.match([other.customer], [one.customer], digests.value, key)
        : ok([]);
      const [met] = found.ok ? found.value : [];
      const share = met && met.both >= FEWEST ? met.both / Math.max(met.own, met.others) : 0;
      if (share < SAME_CUSTOMERS) continue;
      // What says what was sold says more than what was paid for it.
      const goods = (of: Named) => of.item.mapping['product'] !== undefined;
      const [kept, left] = goods(other) && !goods(one) ? [other, one] : [one, other];
      twins.push({ item: left.item, other: kept.item, share });
    }
  }
  return overtaken() ? null : twins;
}

/** Share of the shorter of two files' spans of days that the other has, 0 to 1. */
function daysShared(a: ImportItem, b: ImportItem): number {
  const span = ({ mapping, report }: ImportItem): [number, number] => {
    const times = report?.profile.find(({ name }) => name === mapping['ordered_at']);
    return [Date.parse(times?.min ?? ''), Date.parse(times?.max ?? '')];
  };
  const [[from, to], [since, until]] = [span(a), span(b)];
  const shared = Math.min(to, until) - Math.max(from, since);
  const shorter = Math.min(to - from, until - since);
  return shorter > 0 ? shared / shorter : 0;
}

/** A file whose rows name their customers, with both as they were when it was asked: either can go meanwhile. */
interface Named {
  item: ImportItem;
  table: RawTable;
  customer: string;
}

function namedOf(item: ImportItem): Named | null {
  const { table } = item;
  const { customer } = item.mapping;
  // The name of a sheet is one customer of many: one sheet says nothing of how all of them meet others.
  const made = item.reading?.columns.some((column) => column.made && column.name === customer);
  return table && customer && !made ? { item, table, customer } : null;
}

/** What the files write differently in ids of which few meet, if without it most do: the least that has to be left out. */
async function writtenOtherwise(
  table: RawTable,
  base: RawTable,
  match: JoinMatch,
  key: string,
): Promise<FoundJoin['written']> {
  if (!isWeakJoin(match)) return null;
  for (const form of ID_FORMS) {
    const digests: Result<Uint8Array> = await base.keys([match.other], key, form);
    const found = digests.ok
      ? await table.match([match.column], [match.other], digests.value, key, form)
      : ok([]);
    const [now] = found.ok ? found.value : [];
    if (now && joinsBetter(now, match)) return { form, match: now };
  }
  return null;
}
