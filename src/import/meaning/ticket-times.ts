import type { ColumnFacts } from './column-facts.ts';

/** When somebody asked for something, and when that was over. */
const OPENED = /创建|受理|报修|报障|建单|提单|进线|发起|created|opened|reported|requested|logged/i;
const OVER = /完成|结束|办结|结案|关闭|complet|closed|ended|finished/i;

/**
 * A ticket is of the time at which it was opened, and over later: of both the later one is when it was resolved. A
 * survey's answers are of the time at which they were completed, whenever they were begun.
 */
export function openedFirst(
  taken: Map<string, { column: string; score: number }>,
  facts: ReadonlyMap<string, ColumnFacts>,
): void {
  const at = taken.get('occurred_at');
  if (!at) return;
  const used = new Set(Array.from(taken.values(), ({ column }) => column));
  const free = (named: RegExp) =>
    [...facts].find(([name, { temporal }]) => temporal && named.test(name) && !used.has(name))?.[0];
  const over = OPENED.test(at.column) ? free(OVER) : OVER.test(at.column) ? at.column : undefined;
  const opened = OPENED.test(at.column) ? at.column : free(OPENED);
  if (opened === undefined || over === undefined || opened === over) return;
  taken.set('occurred_at', { column: opened, score: at.score });
  if (!taken.has('resolved_at')) taken.set('resolved_at', { column: over, score: at.score });
}
