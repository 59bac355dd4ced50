import { cellText } from '../../i18n/cell.ts';
import { notebookText } from '../../i18n/notebook.ts';
import type { Text } from '../../i18n/text.ts';
import { CELL_MENU } from '../cell/cell-actions.ts';

export interface KeyEntry {
  does: Text;
  /** Keys that do it, any of them. */
  other: string[];
  mac: string[];
}

const entry = (does: Text, other: string[], mac = other): KeyEntry => ({ does, other, mac });

/** The keys that the page answers to, as the help lists them; those of a cell come from its menu. */
export const KEY_GROUPS: { title: Text; keys: KeyEntry[] }[] = [
  {
    title: notebookText.keysNotebook,
    keys: [
      entry(notebookText.undo, ['Ctrl+Z'], ['⌘Z']),
      entry(notebookText.redo, ['Ctrl+Shift+Z', 'Ctrl+Y'], ['⇧⌘Z']),
      entry(notebookText.save, ['Ctrl+S'], ['⌘S']),
      entry(notebookText.keys, ['?']),
    ],
  },
  {
    title: notebookText.keysCell,
    keys: [
      entry(notebookText.keysWalk, ['↑', '↓']),
      ...CELL_MENU.flatMap(({ label, keys }) => (keys ? [entry(label, [keys[0]], [keys[1]])] : [])),
      entry(cellText.cancel, ['Esc']),
    ],
  },
  {
    title: notebookText.keysTable,
    keys: [
      entry(notebookText.keysMove, ['←', '↑', '→', '↓', 'PgUp', 'PgDn'], ['←', '↑', '→', '↓']),
      entry(notebookText.keysSelect, ['Shift+↓', 'Ctrl+A'], ['⇧↓', '⌘A']),
      entry(notebookText.keysCopy, ['Ctrl+C'], ['⌘C']),
    ],
  },
  {
    title: notebookText.keysChart,
    keys: [entry(notebookText.keysRead, ['←', '→'])],
  },
];
