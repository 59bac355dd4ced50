import { notebookText as text } from '../i18n/notebook.ts';
import { fill } from '../i18n/fill.ts';
import type { Lang, Text } from '../i18n/text.ts';
import type { CellState } from './cell-view.svelte.ts';

/** What of the runs is worth saying to those who cannot see the cells: that they go on, and what came of them. */
export function runsSaid(states: readonly CellState[], busy: boolean, lang: Lang): string {
  const say = (words: Text, values?: Record<string, number>) => fill(words, lang, values);
  if (busy) return say(text.runsGo);
  const count = (state: CellState) => states.filter((one) => one === state).length;
  const [done, failed] = [count('done'), count('error')];
  if (done + failed === 0) return '';
  return failed === 0 ? say(text.runsDone, { done }) : say(text.runsFailed, { done, failed });
}
