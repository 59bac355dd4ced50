import { identifierOf, isCode, tokenise, type Token } from './tokens.ts';

/** The common table expressions that a SELECT begins with: their names, and where their list ends in the text. */
export interface CteList {
  /** As names are compared: bare ones in lower case. */
  names: string[];
  /** Offset behind the last one's closing bracket. */
  end: number;
}

/** One of them by its tokens' places: its name, the brackets of its SELECT. */
export interface CteEntry {
  name: number;
  open: number;
  close: number;
}

/** What `readCtes` finds. */
export interface CtesRead {
  entries: CteEntry[];
  /** Whether any may read itself, or names its columns. */
  special: boolean;
  /** The place behind the last one's closing bracket. */
  end: number;
}

/** Null for a SELECT that begins with none, or whose beginning cannot be read. */
export function cteList(sql: string): CteList | null {
  const code = tokenise(sql).filter(isCode);
  const read = readCtes(code, 0, code.length);
  if (!read) return null;
  const last = code[read.end - 1]!;
  return {
    names: read.entries.map(({ name }) => {
      const { kind, text } = code[name]!;
      return kind === 'word' ? text.toLowerCase() : text.slice(1, -1);
    }),
    end: last.start + last.text.length,
  };
}

/** The list that the tokens `from` up to `to` (no blanks, no comments) begin with; null where there is none to read. */
export function readCtes(code: readonly Token[], from: number, to: number): CtesRead | null {
  let at = from;
  const next = (word: string): boolean => {
    if (at >= to || code[at]!.text.toUpperCase() !== word) return false;
    at++;
    return true;
  };
  /** Past a bracket and all that it holds; false where there is none, or it is never closed. */
  const bracket = (): boolean => {
    if (!next('(')) return false;
    for (let depth = 1; depth > 0; at++) {
      if (at >= to) return false;
      depth += code[at]!.text === '(' ? 1 : code[at]!.text === ')' ? -1 : 0;
    }
    return true;
  };
  if (!next('WITH')) return null;
  let special = next('RECURSIVE');
  const entries: CteEntry[] = [];
  do {
    const name = at++;
    const kind = name < to ? code[name]!.kind : null;
    if (kind !== 'word' && kind !== 'quoted') return null;
    if (at < to && code[at]!.text === '(') {
      special = true;
      if (!bracket()) return null;
    }
    if (!next('AS')) return null;
    if (next('NOT') ? !next('MATERIALIZED') : (next('MATERIALIZED'), false)) return null;
    const open = at;
    if (!bracket()) return null;
    entries.push({ name, open, close: at - 1 });
  } while (next(','));
  return { entries, special, end: at };
}

/** The entries that the rest of the SELECT (the tokens `end` up to `to`) follows from, in their order. */
export function namedIn(
  code: readonly Token[],
  entries: readonly CteEntry[],
  end: number,
  to: number,
): CteEntry[] {
  const named = new Set(code.slice(end, to).map(identifierOf));
  return entries.toReversed().reduce<CteEntry[]>((kept, entry) => {
    if (!named.has(identifierOf(code[entry.name]))) return kept;
    for (const token of code.slice(entry.open, entry.close)) named.add(identifierOf(token));
    return [entry, ...kept];
  }, []);
}
