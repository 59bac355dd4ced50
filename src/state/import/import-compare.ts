import { ok, type Result } from '../../result.ts';
import type { RowChange } from '../../import/stage/digest.ts';
import type { ExistingSource } from './existing.ts';
import type { ImportItem } from './import-item.svelte.ts';
import { comparedWith } from './standing.ts';
import { policyOf, RAW } from '../../import/stage/treatments.ts';
import { treatmentsOf } from './import-group.ts';
import type { RawTable } from './tools.ts';

/**
 * Says how a file's rows stand to those of a file before it that has the same columns; one with exactly its rows
 * is not used. `secret` gives the digests' key. Returns whether it may be used: its rows differ, or it could not
 * be told.
 */
export async function differsFrom(
  item: ImportItem,
  table: RawTable,
  before: ImportItem,
  secret: () => Promise<string>,
): Promise<boolean> {
  item.stand(table, { is: 'comparing', source: null, choice: null });
  const held = before.table;
  const change = await changeBetween(table, held, secret);
  if (item.table !== table) return false;
  // Of a file that was taken out meanwhile no other is the same: that one would not be used in its place.
  if (!change.ok || !change.value || before.table !== held) {
    item.stand(table, { is: 'new' });
    return true;
  }
  const { fresh, gone, rows } = change.value;
  // Where each is held against the other, one of them is used.
  const same = fresh === 0 && gone === 0 && rows > 0 && !isSame(before, item);
  item.stand(table, same ? { is: 'same', as: before } : { is: 'beside', change: change.value });
  if (same) item.propose(null);
  return !same;
}

/** Whether a file is not used because another has its rows. */
export const isSame = ({ standing }: ImportItem, as: ImportItem): boolean =>
  standing.is === 'same' && standing.as === as;

/** Null when the other file has been removed meanwhile. */
async function changeBetween(
  table: RawTable,
  before: RawTable | null,
  secret: () => Promise<string>,
): Promise<Result<RowChange | null>> {
  const key = await secret();
  const digests = await before?.digests(key, RAW);
  if (!digests) return ok(null);
  return digests.ok ? table.compare(digests.value, key, RAW) : digests;
}

/** Says how a file's rows stand to those of the source it is like, and proposes what becomes of it. */
export async function compareWithSource(
  item: ImportItem,
  table: RawTable,
  source: ExistingSource,
  secret: () => Promise<string>,
): Promise<void> {
  item.stand(table, { is: 'comparing', source, choice: null });
  const key = await secret();
  // What storage cannot give is as good as stored without digests.
  const digests = await source.digests().catch(() => null);
  const change =
    digests && digests.engine === (await table.version())
      ? await table.compare(digests.pieces, key, policyOf(treatmentsOf(item, item, digests.treatments), key))
      : null;
  const lost = await table.lost(source.columns);
  const { standing } = item;
  const choice = standing.is === 'comparing' ? standing.choice : null;
  item.stand(
    table,
    comparedWith(source, change?.ok ? change.value : null, lost.ok ? lost.value : [], choice),
  );
}
