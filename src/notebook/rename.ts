import { isCode, tokenise, type Token } from '../sql/tokens.ts';
import { isSqlWord } from './names.ts';

/** Words after which a FROM list is over. */
const CLAUSE_ENDS = new Set(
  'where group order having limit offset window qualify select union intersect except'.split(' '),
);
const TABLE_FOLLOWS = new Set(['from', 'join', 'pivot', 'unpivot', 'summarize', 'describe', 'table']);
/** Functions with FROM inside their brackets, where it names no table. */
const FROM_FUNCTIONS = new Set(['extract', 'substring', 'trim', 'overlay', 'position']);
/**
 * SQL in which the table `from` is called `to`: in FROM and JOIN, and where it qualifies a column.
 * Strings, comments, columns and aliases of that name stay, and so does a CTE that hides the table.
 */
export function renameTable(sql: string, from: string, to: string): string {
  const all = tokenise(sql);
  const code = all.filter(isCode);
  const hidden = cteSpans(code, from);
  const found = tableReferences(code, from, hidden);
  if (found.tables.length === 0) return sql;
  const renamed = new Set<Token>(found.tables);
  if (!found.aliased) for (const token of qualifiers(code, from, hidden)) renamed.add(token);
  return all
    .map((token) => (renamed.has(token) ? (token.kind === 'quoted' ? `"${to}"` : to) : token.text))
    .join('');
}

/** The identifier a token names, in lower case, as DuckDB compares them; '' for other tokens. */
function identifier(token: Token | undefined): string {
  if (token?.kind === 'word') return token.text.toLowerCase();
  if (token?.kind === 'quoted') return token.text.slice(1, -1).replaceAll('""', '"').toLowerCase();
  return '';
}

type Span = { start: number; end: number };
const inside = (spans: Span[], i: number): boolean => spans.some((s) => i >= s.start && i < s.end);

/** Token ranges in which `name` is a CTE: from the end of its body to the end of the statement around it. */
function cteSpans(code: Token[], name: string): Span[] {
  const spans: Span[] = [];
  code.forEach((token, i) => {
    if (identifier(token) !== name) return;
    const before = code[i - 1];
    const starts = ['with', 'recursive'].includes(identifier(before)) || before?.text === ',';
    if (!starts) return;
    let at = i + 1;
    if (code[at]?.text === '(') at = closing(code, at) + 1;
    if (identifier(code[at]) !== 'as') return;
    at++;
    while (['not', 'materialized'].includes(identifier(code[at]))) at++;
    if (code[at]?.text !== '(') return;
    const recursive = code.slice(0, i).some((t) => identifier(t) === 'recursive');
    spans.push({ start: i, end: i + 1 });
    spans.push({ start: recursive ? i : closing(code, at), end: scopeEnd(code, i) });
  });
  return spans;
}

function closing(code: Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if (code[i]!.text === '(') depth++;
    else if (code[i]!.text === ')' && --depth === 0) return i;
  }
  return code.length;
}

function scopeEnd(code: Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < code.length; i++) {
    if (code[i]!.text === '(') depth++;
    else if (code[i]!.text === ')' && --depth < 0) return i;
  }
  return code.length;
}

interface Frame {
  /** Inside a FROM list, so a comma is followed by a table. */
  list: boolean;
  /** FROM here is part of a function's arguments. */
  argument: boolean;
}

function tableReferences(code: Token[], name: string, hidden: Span[]) {
  const tables: Token[] = [];
  const frames: Frame[] = [{ list: false, argument: false }];
  let aliased = false;
  let expected = false;
  code.forEach((token, i) => {
    const frame = frames.at(-1)!;
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    const before = identifier(code[i - 1]);
    if (token.text === '(') {
      frames.push({ list: expected, argument: FROM_FUNCTIONS.has(before) });
      return;
    }
    if (token.text === ')') {
      if (frames.length > 1) frames.pop();
      expected = false;
      return;
    }
    if (token.text === ',') {
      expected = frame.list;
      return;
    }
    const dotted = code[i - 1]?.text === '.';
    if (expected && identifier(token) === name && !inside(hidden, i)) {
      const call = code[i + 1]?.text === '(';
      const schema = code[i + 1]?.text === '.';
      if (!call && !schema && (!dotted || identifier(code[i - 2]) === 'main')) {
        tables.push(token);
      }
    }
    if (!dotted && TABLE_FOLLOWS.has(word) && !frame.argument && before !== 'distinct') {
      expected = true;
      if (word === 'from' || word === 'join') frame.list = true;
      return;
    }
    if (!dotted && CLAUSE_ENDS.has(word)) frame.list = false;
    if (code[i + 1]?.text !== '.' && token.text !== '.') {
      if (frame.list && !expected && identifier(token) === name && afterTable(code[i - 1])) aliased = true;
      expected = word === 'lateral' ? expected : false;
    }
  });
  return { tables, aliased };
}

/** Whether an identifier after this token is an alias. */
const afterTable = (token: Token | undefined): boolean =>
  token?.text === ')' ||
  identifier(token) === 'as' ||
  (identifier(token) !== '' && !isSqlWord(identifier(token)));

function qualifiers(code: Token[], name: string, hidden: Span[]): Token[] {
  return code.filter(
    (token, i) =>
      identifier(token) === name &&
      code[i + 1]?.text === '.' &&
      code[i - 1]?.text !== '.' &&
      !inside(hidden, i),
  );
}
