export type NotebookKey = 'close-rail' | 'help' | 'save' | 'undo' | 'redo';

/** What a key does in the notebook, or null. While something is typed, undoing is the field's own. */
export function notebookKey(event: KeyboardEvent, railOpen: boolean): NotebookKey | null {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  const target = event.target as HTMLElement;
  const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  if (event.key === 'Escape') return railOpen && !event.defaultPrevented ? 'close-rail' : null;
  if (mod && key === 's') return 'save';
  if (typing) return null;
  if (event.key === '?') return mod ? null : 'help';
  if (!mod) return null;
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : null;
}
