import { isCode, tokenise } from './tokens.ts';

/** What stands behind an ORDER BY and hangs on it. */
const CUTS = new Set(['limit', 'offset', 'fetch']);

/** A SELECT without the ORDER BY that it ends with; as it is where that decides which rows there are. */
export function withoutOrder(sql: string): string {
  let depth = 0;
  let start: number | null = null;
  const code = tokenise(sql).filter(isCode);
  for (const [at, token] of code.entries()) {
    if (/^[([{]$/.test(token.text)) depth++;
    else if (/^[)\]}]$/.test(token.text)) depth--;
    if (depth > 0 || token.kind !== 'word') continue;
    const word = token.text.toLowerCase();
    if (word === 'order' && code[at + 1]?.text.toLowerCase() === 'by') start = token.start;
    else if (start !== null && CUTS.has(word)) return sql;
  }
  return start === null ? sql : sql.slice(0, start).trimEnd();
}
