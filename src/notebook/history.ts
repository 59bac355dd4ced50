import type { Text } from '../i18n/text.ts';
import type { Notebook } from './document.ts';
import type { EditKind } from './labels.ts';

/** One step that can be undone: the notebook before it, and what it was called. */
export interface Step {
  before: Notebook;
  kind: EditKind;
  /** The cell, metric, source or rule that it was about, or ''. */
  name: string;
  label: Text;
  mergeKey: string | null;
  /** When its last edit happened, in ms of any steady clock. */
  at: number;
}

/** Undo and redo over whole documents; immutable, so it can stand in reactive state as it is. */
export interface History {
  present: Notebook;
  past: Step[];
  /** Undone steps, the next to redo last; `before` is then the notebook after the step. */
  future: Step[];
}

export interface Edit {
  kind: EditKind;
  name?: string;
  label: Text;
  /** Edits with the same key in quick succession (a slider's drag, typing) are one step; null never merges. */
  mergeKey?: string | null;
  at: number;
}

/** Steps kept; documents share structure, so a step costs what it changed. */
const MAX_STEPS = 200;
/** A pause that ends a drag or a burst of typing, in ms. */
const MERGE_PAUSE = 1_500;

export const startHistory = (notebook: Notebook): History => ({ present: notebook, past: [], future: [] });

/** Records an edit's outcome. The same notebook is no step. What was undone can no longer be redone. */
export function record(history: History, notebook: Notebook, edit: Edit): History {
  if (notebook === history.present) return history;
  const mergeKey = edit.mergeKey ?? null;
  const last = history.past.at(-1);
  const merges =
    mergeKey !== null &&
    last?.mergeKey === mergeKey &&
    history.future.length === 0 &&
    edit.at - last.at <= MERGE_PAUSE;
  const step: Step = {
    before: merges ? last.before : history.present,
    kind: edit.kind,
    name: edit.name ?? '',
    label: edit.label,
    mergeKey,
    at: edit.at,
  };
  const past = merges ? history.past.slice(0, -1) : history.past;
  return { present: notebook, past: [...past, step].slice(-MAX_STEPS), future: [] };
}

/** Ends the merging of the last step: a slider was let go, a field lost the focus. */
export function sealStep(history: History): History {
  const last = history.past.at(-1);
  if (!last || last.mergeKey === null) return history;
  return { ...history, past: history.past.with(-1, { ...last, mergeKey: null }) };
}

/** Replaces the present without a step, for what is no edit (the notebook reloaded, a fold remembered). */
export const replacePresent = (history: History, notebook: Notebook): History => ({
  ...history,
  present: notebook,
});

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    present: step.before,
    past: history.past.slice(0, -1),
    future: [...history.future, { ...step, before: history.present, mergeKey: null }],
  };
}

export function redo(history: History): History {
  const step = history.future.at(-1);
  if (!step) return history;
  return {
    present: step.before,
    past: [...history.past, { ...step, before: history.present }],
    future: history.future.slice(0, -1),
  };
}

/** What undo would take back, or null. */
export const undoLabel = (history: History): Text | null => history.past.at(-1)?.label ?? null;
/** What redo would do again, or null. */
export const redoLabel = (history: History): Text | null => history.future.at(-1)?.label ?? null;
