import { identifierOf, nameOf, type Token } from './tokens.ts';
import { FROM_FUNCTIONS, isSqlWord, TABLE_FOLLOWS, TABLES_END } from './words.ts';

/** A place in a SQL text where a table is read. */
export interface TableReference {
  /** The token of the table's own name. */
  token: Token;
  /** Its place among the tokens that were looked at. */
  at: number;
  /** The name as written, without quotes. */
  name: string;
  /** What stands before it (`source` of `source.orders`), in lower case; '' for a bare name or one in `main`. */
  schema: string;
}

/** Words that stand before the one table of their statement. */
const PIVOTS: ReadonlySet<string> = new Set(['pivot', 'pivot_wider', 'unpivot', 'pivot_longer']);

interface Frame {
  /** Inside a list of tables, so a comma is followed by another. */
  list: boolean;
  /** FROM here is part of a function's arguments. */
  argument: boolean;
}

/** What a SQL text reads, and what it calls that. */
export interface TablesRead {
  references: TableReference[];
  /** Tokens that give a table, a subquery or a table function another name. */
  aliases: Token[];
  /** Text literals in a table's place: DuckDB reads a file of that name. */
  files: Token[];
}

/**
 * Where a SQL text reads tables, told by its words alone: for texts that DuckDB's own `getTableNames` refuses
 * (it binds USING joins and PIVOT, so it needs the tables to exist), and for where in the text each stands.
 * Table functions are left out, and the text's own CTEs where they hide a table.
 * @param code tokens of the text that are code
 */
export function tableReferences(code: readonly Token[]): TablesRead {
  const ctes = cteScopes(code);
  const references: TableReference[] = [];
  const aliases: Token[] = [];
  const files: Token[] = [];
  const frames: Frame[] = [{ list: false, argument: false }];
  let expected = false;
  code.forEach((token, at) => {
    const frame = frames.at(-1)!;
    const before = code[at - 1];
    const next = code[at + 1]?.text;
    const word = token.kind === 'word' && before?.text !== '.' ? token.text.toLowerCase() : '';
    if (token.text === '(') {
      frames.push({ list: expected, argument: FROM_FUNCTIONS.has(identifierOf(before)) });
    } else if (token.text === '[' || token.text === '{') {
      frames.push({ list: false, argument: false });
      expected = false;
    } else if (/^[)\]}]$/.test(token.text)) {
      if (frames.length > 1) frames.pop();
      expected = false;
    } else if (token.text === ';') {
      frames.splice(0, Infinity, { list: false, argument: false });
      expected = false;
    } else if (token.text === ',') {
      expected = frame.list;
    } else if (expected && (word === 'only' || token.text === ':')) {
      return; // FROM ONLY t, and the sign behind an alias that stands before its table
    } else if (expected && next === ':' && isTableName(token, before)) {
      aliases.push(token);
    } else if (token.kind === 'string') {
      if (expected) files.push(token);
      expected = false;
    } else if (isTableWord(word, before, next) && !frame.argument) {
      expected = true;
      if (word === 'from' || word === 'join') frame.list = true;
      // A PIVOT statement has one table; the commas behind its ON stand between columns.
      else if (PIVOTS.has(word)) frame.list = false;
    } else if (word === 'lateral' && frame.list) {
      expected = true;
    } else if (next !== '.' && token.text !== '.') {
      if (TABLES_END.has(word)) frame.list = false;
      else if (expected && next !== '(' && isTableName(token, before)) {
        const schema = before?.text === '.' ? identifierOf(code[at - 2]) : '';
        const reference = { token, at, name: nameOf(token), schema: schema === 'main' ? '' : schema };
        if (schema !== '' || !hides(ctes, identifierOf(token), at)) references.push(reference);
      } else if (!expected && frame.list && endsTable(before) && isTableName(token, before))
        aliases.push(token);
      expected = false;
    }
  });
  return { references, aliases, files };
}

/** A table stands behind it: not `IS DISTINCT FROM`, and not the PIVOT ( … ) that follows its table. */
function isTableWord(word: string, before: Token | undefined, next: string | undefined): boolean {
  if (word === 'desc') return before?.text === '('; // short for DESCRIBE; else it ends what is sorted by
  if (!TABLE_FOLLOWS.has(word) || identifierOf(before) === 'distinct') return false;
  return !(PIVOTS.has(word) && next === '(' && endsTable(before));
}

const isTableName = (token: Token, before: Token | undefined): boolean =>
  token.kind === 'quoted' ||
  (token.kind === 'word' && (before?.text === '.' || !isSqlWord(token.text.toLowerCase())));

/** Whether an identifier after this token is an alias of a table. */
const endsTable = (token: Token | undefined): boolean =>
  token?.text === ')' ||
  identifierOf(token) === 'as' ||
  token?.kind === 'quoted' ||
  (token?.kind === 'word' && !isSqlWord(token.text.toLowerCase()));

/** A CTE, and from which token up to which its name means it. */
export interface CteScope {
  name: string;
  /** Place of its name among the tokens. */
  at: number;
  start: number;
  end: number;
}

/** The CTEs of a text: each is known from the end of its body (a recursive one within it) to its statement's end. */
export function cteScopes(code: readonly Token[]): CteScope[] {
  const scopes: CteScope[] = [];
  code.forEach((token, start) => {
    if (token.kind !== 'word' || identifierOf(token) !== 'with') return;
    const recursive = identifierOf(code[start + 1]) === 'recursive';
    const end = scopeEnd(code, start);
    let at = start + (recursive ? 2 : 1);
    for (;;) {
      const name = identifierOf(code[at]);
      let body = at + 1;
      if (code[body]?.text === '(') body = closing(code, body) + 1;
      if (name === '' || identifierOf(code[body]) !== 'as') return;
      body += 1;
      while (['not', 'materialized'].includes(identifierOf(code[body]))) body += 1;
      if (code[body]?.text !== '(') return;
      const closed = closing(code, body);
      scopes.push({ name, at, start: recursive ? at : closed, end });
      if (code[closed + 1]?.text !== ',') return;
      at = closed + 2;
    }
  });
  return scopes;
}

export const hides = (scopes: readonly CteScope[], name: string, at: number): boolean =>
  scopes.some((scope) => scope.name === name && at >= scope.start && at < scope.end);

/** Where the bracket that opens at `open` is closed. */
function closing(code: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < code.length; i++) {
    if (code[i]!.text === '(') depth++;
    else if (code[i]!.text === ')' && --depth === 0) return i;
  }
  return code.length;
}

function scopeEnd(code: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from; i < code.length; i++) {
    if (code[i]!.text === '(') depth++;
    else if (code[i]!.text === ')' && --depth < 0) return i;
    else if (code[i]!.text === ';' && depth === 0) return i;
  }
  return code.length;
}
