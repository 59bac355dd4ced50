import { namedIn, readCtes } from './ctes.ts';
import { isCode, tokenise, type Token } from './tokens.ts';

/** Entries stand in one list up to about this many characters: a further level of nesting costs something too. */
const TOGETHER = 500;

/**
 * The same SELECT in a form that DuckDB plans in less time: of the common table expressions that it begins with, and
 * of those that these begin with, the ones that nothing names are left out, and a long list becomes several, each
 * around the rest of the SELECT (`WITH a AS (…), b AS (…) SELECT …` turns into `WITH a AS (…) FROM (WITH b AS (…)
 * SELECT …)`). The engine copies a whole list for each of its entries while it reads a statement, so that a list of
 * twenty costs four hundred; over few rows that is most of what an analysis takes. Lines of the text are not kept.
 * What cannot be read, several statements, recursive ones and named columns come back as they are.
 */
export function leanSql(sql: string): string {
  const code = tokenise(sql).filter(isCode);
  if (code.some(({ kind, text }) => kind === 'other' && text.includes(';'))) return sql;
  return rewritten(sql, code, 0, code.length) ?? sql;
}

/** The text of the tokens `from` up to `to`, made lean; null where they do not begin with a list that can be. */
function rewritten(sql: string, code: readonly Token[], from: number, to: number): string | null {
  const read = readCtes(code, from, to);
  if (!read || read.special || read.end >= to) return null;
  const text = (a: number, b: number): string => {
    const last = code[b - 1]!;
    return sql.slice(code[a]!.start, last.start + last.text.length);
  };
  const written = namedIn(code, read.entries, read.end, to).map(({ name, open, close }) => {
    const body = rewritten(sql, code, open + 1, close) ?? text(open + 1, close);
    return `${text(name, open + 1)}\n${body}\n)`;
  });
  const rest = text(read.end, to);
  if (written.length === 0) return rest;
  const lists = inLists(written).map((list) => `WITH ${list.join(', ')}`);
  return `${lists.join('\nFROM (')}\n${rest}\n${')'.repeat(lists.length - 1)}`;
}

/** The entries in their order, in lists that are about as long as one may be. */
function inLists(entries: readonly string[]): string[][] {
  const lists: string[][] = [];
  let room = 0;
  for (const entry of entries) {
    if (room <= 0) {
      lists.push([]);
      room = TOGETHER;
    }
    lists.at(-1)!.push(entry);
    room -= entry.length;
  }
  return lists;
}
