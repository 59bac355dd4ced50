import type { Notebook } from '../notebook/document.ts';
import { addCell } from '../notebook/edit.ts';
import { uniqueName } from '../notebook/names.ts';
import { SEGMENT } from '../notebook/segments.ts';

/** The name that a segment called `title` will have in SQL. */
export function segmentName(notebook: Pick<Notebook, 'cells'>, title: string): string {
  const word = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40);
  return uniqueName(
    word === '' ? SEGMENT : `${SEGMENT}_${word}`,
    notebook.cells.map(({ name }) => name),
  );
}

/** Puts a segment below the cell that it is made of: a rule, run anew like any cell. */
export function addSegment(notebook: Notebook, cell: string, title: string, sql: string): Notebook {
  const at = notebook.cells.findIndex(({ name }) => name === cell);
  const name = segmentName(notebook, title);
  return addCell(notebook, { template: SEGMENT, name, title, sql }, at < 0 ? undefined : at + 1).notebook;
}
