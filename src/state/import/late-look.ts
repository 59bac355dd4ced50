import { policyOf } from '../../import/stage/treatments.ts';
import { NOTHING_RAW } from './existing.ts';
import { treatmentsOf } from './import-group.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { ImportedTable, Turn } from './imported.ts';
import { lookedFor } from './looked-for.ts';

/** Tables with more rows are digested at once, so that their import engine need not stay beside the cells. */
const DIGEST_AT_ONCE = 1_000_000;

/** Stands for digests that are made once every table has been taken. */
export const NOT_YET = async (): Promise<null> => null;

/** Between two parts of a filter of values: the page gets its turn. Milliseconds. */
const PAUSE = 50;

/** Takes a file's rows over: their engine goes when their values are known again and their digests are made. */
export function lateLook(item: ImportItem, key: string): Pick<ImportedTable, 'digests' | 'raw'> {
  const rows = item.report?.rows ?? 0;
  const treatments = treatmentsOf(item, item);
  const columns = lookedFor(item, item);
  const table = item.release();
  if (!table) return { digests: NOT_YET, raw: async () => NOTHING_RAW };
  const raw = once(async (turn?: Turn) => {
    const filter = await table.values(columns, async () => {
      await new Promise((go) => setTimeout(go, PAUSE));
      await turn?.();
    });
    return filter.ok ? { filters: [filter.value], whole: true } : NOTHING_RAW;
  });
  const digests = once(async (turn?: Turn) => {
    await raw(turn);
    await turn?.();
    const pieces = await table.digests(key, policyOf(treatments, key));
    const engine = await table.version();
    table.close();
    return pieces.ok ? { engine, pieces: pieces.value, treatments } : null;
  });
  if (rows > DIGEST_AT_ONCE) void digests();
  return { digests, raw: () => raw() };
}

function once<T>(make: (turn?: Turn) => Promise<T>): (turn?: Turn) => Promise<T> {
  let made: Promise<T> | null = null;
  return (turn) => (made ??= make(turn));
}
