import { saysItsName } from '../../files/made.ts';
import { calledByCustomers } from '../../files/part-names.ts';
import { mayBeCustomers, whoOf } from '../../files/who.ts';
import { attempt } from '../../result.ts';
import type { ImportItem } from './import-item.svelte.ts';
import type { FileReader, ImportTools } from './tools.ts';

/**
 * Has files read with their names as a column where those alone say whose each is, which only shows beside others:
 * they are glanced at before the first of them is read. Hands back those of the files before them that are to be read
 * anew for it.
 */
export async function callByCustomers(
  items: readonly ImportItem[],
  tools: Pick<ImportTools, 'openReader'>,
): Promise<ImportItem[]> {
  const beside = [...new Set(items.map(({ file }) => file.name))];
  for (const item of items) item.beside = beside;
  const open = items.filter(
    ({ file, corrections, state }) =>
      state.name !== 'gone' && corrections.hints.names === undefined && whoOf(file.name) !== null,
  );
  if (!mayBeCustomers(open.map(({ file }) => whoOf(file.name)!.who))) return [];
  const opened = await tools.openReader();
  if (!opened.ok) return [];
  try {
    const files = await Promise.all(
      items.map(async (item) => ({
        item,
        name: item.file.name,
        readings: await glanced(item, opened.value),
      })),
    );
    return calledByCustomers(files).flatMap(({ item }) => {
      if (!open.includes(item)) return [];
      item.correct({ names: 'column' });
      return item.reading && !saysItsName(item.reading.columns) ? [item] : [];
    });
  } finally {
    opened.value.close();
  }
}

/** The tables of whose names the same is said: the sheets of one file, or the files that are called by their customers. */
export function namedAlike(items: readonly ImportItem[], item: ImportItem): ImportItem[] {
  const byFile = ({ reading }: ImportItem) =>
    reading?.notices.some(({ code }) => code === 'file-named' || code === 'file-unnamed') ?? false;
  return items.filter((other) => other.file === item.file || (byFile(item) && byFile(other)));
}

/** Its tables as they are read, or would be. */
async function glanced({ file, reading }: ImportItem, reader: FileReader) {
  if (reading) return [reading];
  const found = await attempt(() => reader.glance(file, {}), 'file-unreadable');
  return found.ok ? found.value : [];
}
