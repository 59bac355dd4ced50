import type { Engine } from '../../engine/client.ts';
import { proposedChoice, type ExistingSource } from './existing.ts';
import type { ImportItem } from './import-item.svelte.ts';

/**
 * Says how a file's rows stand to those of a file before it that has the same columns; one with exactly its rows
 * is not used. `secret` gives the digests' key. Returns whether the rows were found to differ.
 */
export async function differsFrom(
  item: ImportItem,
  engine: Engine,
  before: ImportItem,
  secret: () => Promise<string>,
): Promise<boolean> {
  const { compareRows, rowDigests } = await import('../../import/stage/digest.ts');
  const key = await secret();
  // It was removed meanwhile.
  if (!before.engine) return true;
  const digests = await rowDigests(before.engine, key);
  const change = digests.ok ? await compareRows(engine, digests.value, key) : digests;
  if (item.engine !== engine || !change.ok) return false;
  item.change = change.value;
  const same = change.value.fresh === 0 && change.value.gone === 0 && change.value.rows > 0;
  if (same) {
    item.sameAs = before.name;
    item.become(null);
  }
  return !same;
}

/** Says how a file's rows stand to those of the source it is like, and proposes what becomes of it. */
export async function compareWithSource(
  item: ImportItem,
  engine: Engine,
  existing: ExistingSource,
  secret: () => Promise<string>,
): Promise<void> {
  const { compareRows, lostValues } = await import('../../import/stage/digest.ts');
  const key = await secret();
  item.existing = existing;
  item.comparing = true;
  const digests = await existing.digests();
  const change = digests?.engine === engine.version ? await compareRows(engine, digests.pieces, key) : null;
  const lost = await lostValues(engine, existing.columns);
  item.comparing = false;
  if (item.engine !== engine) return;
  item.change = change?.ok ? change.value : null;
  item.lost = lost.ok ? lost.value : [];
  item.choice = item.lost.length > 0 ? 'replace' : proposedChoice(item.change);
}
