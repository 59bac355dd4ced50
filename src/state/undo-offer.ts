import { fill } from '../i18n/fill.ts';
import { notebookText } from '../i18n/notebook.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import { cellTitle } from '../notebook/cell-title.ts';
import type { History, Step } from '../notebook/history.ts';
import { TAKEN, type EditKind } from '../notebook/labels.ts';
import { getTemplate } from '../template/registry.ts';

/** What was just taken away and can be had back where it stood. */
export interface UndoOffer {
  /** Tells one offer from the next. */
  step: Step;
  words: string;
  /** Place of the cell that is gone, from 0; null where it was none. */
  at: number | null;
}

/** Whether an edit of this kind takes something away. */
const takes = (kind: EditKind): kind is keyof typeof TAKEN => kind in TAKEN;

/** What the last edit took away; null where it took nothing, was undone or something was done since. */
export function undoOffer({ past, present, future }: History, lang: Lang): UndoOffer | null {
  const step = past.at(-1);
  if (!step || future.length > 0 || !takes(step.kind)) return null;
  const { before, kind, name } = step;
  // The same kind of edit also brings sources in.
  if (kind === 'setSources' && present.sources.length >= before.sources.length) return null;
  const at =
    kind === 'deleteCell'
      ? before.cells.findIndex((cell) => !present.cells.some((other) => other.name === cell.name))
      : -1;
  const cell = before.cells[at] ?? before.cells.find((one) => one.name === name);
  const called = cell ? cellTitle(cell, getTemplate(cell.template), lang) : name;
  const words = [fill(TAKEN[kind], lang, { name: called }), ...withIt(before, present, kind, lang)];
  return { step, words: words.join(lang === 'zh' ? '；' : '; '), at: at < 0 ? null : at };
}

/** What else a deleted cell took with it: a segment may be the goal's customers, and what analyses are divided by. */
function withIt(before: Notebook, now: Notebook, kind: EditKind, lang: Lang): string[] {
  if (kind !== 'deleteCell') return [];
  const divided = now.cells.filter(({ name, params }) => {
    const old = before.cells.find((cell) => cell.name === name);
    return old && old.params !== params;
  }).length;
  return [
    ...(before.goal.group !== now.goal.group ? [notebookText.goalSegmentGone[lang]] : []),
    ...(divided > 0 ? [fill(notebookText.divisionGone, lang, { count: divided })] : []),
  ];
}
