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
    joins.push({ item: one.item, base: base.item, match, better, written });
  }
  return joins;
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
  return table && customer ? { item, table, customer } : null;
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
