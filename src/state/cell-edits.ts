import type { Cell } from '../notebook/document.ts';
import { deleteCell, duplicateCell, foldCell, moveCell, revertSql } from '../notebook/edit.ts';
import type { NotebookSession } from './session.svelte.ts';

/** What can be done to a cell as a whole, each one edit that can be undone. */
export type CellEdit = 'revert' | 'fold' | 'move-up' | 'move-down' | 'duplicate' | 'delete';

/** Does it to the cell of the open notebook. */
export function editCell(
  session: Pick<NotebookSession, 'edit' | 'notebook'>,
  { name, folded }: Pick<Cell, 'name' | 'folded'>,
  edit: CellEdit,
): void {
  const by = { name };
  const move = (steps: number): void => {
    const at = session.notebook.cells.findIndex((cell) => cell.name === name);
    session.edit('moveCell', (n) => moveCell(n, name, at + steps), by);
  };
  switch (edit) {
    case 'revert':
      return session.edit('revertSql', (n) => revertSql(n, name), by);
    case 'fold':
      return session.edit('foldCell', (n) => foldCell(n, name, !folded), by);
    case 'move-up':
      return move(-1);
    case 'move-down':
      return move(1);
    case 'duplicate':
      return session.edit('duplicateCell', (n) => duplicateCell(n, name).notebook, by);
    case 'delete':
      return session.edit('deleteCell', (n) => deleteCell(n, name), by);
  }
}
