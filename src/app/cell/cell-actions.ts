import { cellText } from '../../i18n/cell.ts';
import type { Text } from '../../i18n/text.ts';

/** What can be done with a cell. `edit` is Enter on the frame: the page opens what the cell is edited with. */
export type CellAction =
  | 'run'
  | 'cancel'
  | 'edit'
  | 'edit-sql'
  | 'revert'
  | 'download-csv'
  | 'download-xlsx'
  | 'download-parquet'
  | 'rename'
  | 'fold'
  | 'move-up'
  | 'move-down'
  | 'duplicate'
  | 'delete';

interface Entry {
  action: CellAction;
  label: Text;
  /** Keys on other systems and on a Mac. */
  keys?: [other: string, mac: string];
  separated?: boolean;
  danger?: boolean;
}

/** The cell's menu in its order; `edit` and `cancel` are reached by key and by the running line. */
export const CELL_MENU: Entry[] = [
  { action: 'run', label: cellText.run, keys: ['Ctrl+Enter', '⌘↵'] },
  { action: 'edit-sql', label: cellText.editSql, keys: ['Enter', '↵'] },
  { action: 'revert', label: cellText.revert },
  { action: 'download-csv', label: cellText.downloadCsv },
  { action: 'download-xlsx', label: cellText.downloadXlsx },
  { action: 'download-parquet', label: cellText.downloadParquet },
  { action: 'rename', label: cellText.rename, keys: ['F2', 'F2'], separated: true },
  { action: 'fold', label: cellText.fold },
  { action: 'move-up', label: cellText.moveUp, keys: ['Alt+↑', '⌥↑'], separated: true },
  { action: 'move-down', label: cellText.moveDown, keys: ['Alt+↓', '⌥↓'] },
  { action: 'duplicate', label: cellText.duplicate, keys: ['Ctrl+D', '⌘D'] },
  { action: 'delete', label: cellText.remove, keys: ['Del', '⌦'], separated: true, danger: true },
];

/** What stands in a cell's foot: these in a row, the other formats behind them. */
const QUICK: readonly CellAction[] = ['run', 'edit-sql', 'download-csv'];
const FORMATS: readonly CellAction[] = ['download-xlsx', 'download-parquet'];

/** The entries of the foot that can be done now. */
export const footEntries = (actions: readonly CellAction[]): { quick: Entry[]; formats: Entry[] } => ({
  quick: CELL_MENU.filter(({ action }) => QUICK.includes(action) && actions.includes(action)),
  formats: CELL_MENU.filter(({ action }) => FORMATS.includes(action) && actions.includes(action)),
});

/** The cell's menu as it stands now, each entry with the key of this kind of machine. */
export const menuEntries = (
  actions: readonly CellAction[],
  { folded, mac }: { folded: boolean; mac: boolean },
): { id: CellAction; label: Text; key?: string; separated: boolean; danger: boolean }[] =>
  CELL_MENU.filter(({ action }) => actions.includes(action)).map(
    ({ action, label, keys, separated = false, danger = false }) => ({
      id: action,
      label: action === 'fold' && folded ? cellText.unfold : label,
      ...(keys ? { key: keys[mac ? 1 : 0] } : {}),
      ...{ separated, danger },
    }),
  );

/**
 * What a title that was typed over `shown` (the cell's own, or its question) makes of the cell's: null leaves it,
 * '' goes back to the question.
 */
export function titleTyped(
  typed: string,
  { title, question }: { title: string; question: string },
): string | null {
  const next = typed.trim();
  if (next === (title || question)) return null;
  return next === question ? '' : next;
}

interface Keys {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/**
 * What a key press does to a cell, or null. `onFrame` is whether the frame itself has the focus: inside a
 * field every key but Mod+Enter belongs to the field. `next` and `previous` move the focus along the cells.
 */
export function cellKey(event: Keys, onFrame: boolean): CellAction | 'next' | 'previous' | null {
  const mod = event.ctrlKey || event.metaKey;
  if (mod && event.key === 'Enter' && !event.altKey && !event.shiftKey) return 'run';
  if (!onFrame || event.shiftKey) return null;
  if (event.altKey && !mod) {
    return event.key === 'ArrowUp' ? 'move-up' : event.key === 'ArrowDown' ? 'move-down' : null;
  }
  if (mod) return !event.altKey && event.key.toLowerCase() === 'd' ? 'duplicate' : null;
  switch (event.key) {
    case 'Enter':
      return 'edit';
    case 'F2':
      return 'rename';
    case 'Delete':
    case 'Backspace':
      return 'delete';
    case 'Escape':
      return 'cancel';
    case 'ArrowDown':
      return 'next';
    case 'ArrowUp':
      return 'previous';
    default:
      return null;
  }
}
