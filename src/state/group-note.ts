import { fill } from '../i18n/fill.ts';
import { notebookText } from '../i18n/notebook.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import { namedGroup } from '../notebook/segments.ts';
import { wideCells } from '../run/wide-cells.ts';
import type { CellView } from './cell-view.svelte.ts';

/** What a cell that looks at all customers says of it where the goal asks for a group; null of one that follows the goal. */
export function groupNote(
  cell: string,
  notebook: Pick<Notebook, 'goal' | 'cells'>,
  viewOf: (name: string) => Pick<CellView, 'planned'>,
  lang: Lang,
): string | null {
  const { group } = notebook.goal;
  if (group.kind === 'all') return null;
  const planned = notebook.cells.flatMap(({ name }) => viewOf(name).planned ?? []);
  if (!wideCells(planned, group).has(cell)) return null;
  if (group.kind !== 'segment' || !viewOf(cell).planned?.everyone) return notebookText.looksAtAll[lang];
  if (group.cell === cell) return notebookText.isGroup[lang];
  return fill(notebookText.behindGroup, lang, { title: namedGroup(notebook).title ?? '' });
}
