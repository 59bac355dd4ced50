import { namedIn, readCtes } from './ctes.ts';
import { isCode, tokenise, type Token } from './tokens.ts';

/**
 * The same SELECT without the common table expressions that nothing names, among those that it begins with and those
 * that these begin with; all else stands as it was written, comments and line ends too. It is shorter to read, and
 * planned in less time. What cannot be read, several statements, recursive ones and named columns come back as they are.
 */
export function namedOnly(sql: string): string {
  const code = tokenise(sql).filter(isCode);
  if (code.some(({ kind, text }) => kind === 'other' && text.includes(';'))) return sql;
  const kept = keptOf(sql, code, 0, code.length);
  return kept === null ? sql : sql.slice(0, code[0]!.start) + kept + sql.slice(endOf(code.at(-1)!));
}

const endOf = ({ start, text }: Token): number => start + text.length;

/** The text of the tokens `from` up to `to`; null where they do not begin with a list that can be read. */
function keptOf(sql: string, code: readonly Token[], from: number, to: number): string | null {
  const read = readCtes(code, from, to);
  if (!read || read.special || read.end >= to) return null;
  const end = endOf(code[to - 1]!);
  const entries = namedIn(code, read.entries, read.end, to);
  if (entries.length === 0) return sql.slice(code[read.end]!.start, end);
  const list = entries.map(({ name, open, close }) => {
    const first = code[open + 1]!.start;
    const inner = keptOf(sql, code, open + 1, close) ?? sql.slice(first, endOf(code[close - 1]!));
    // From what stands before it, where comments speak of it, to its closing bracket.
    return `${sql.slice(endOf(code[name - 1]!), first)}${inner}${sql.slice(endOf(code[close - 1]!), endOf(code[close]!))}`;
  });
  return `${code[from]!.text}${list.join(',')}${sql.slice(endOf(code[read.end - 1]!), end)}`;
}
