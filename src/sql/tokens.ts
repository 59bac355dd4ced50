/** A piece of DuckDB SQL. The pieces of a text, joined, are the text again. */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'param' | 'comment' | 'space' | 'symbol';
  text: string;
  /** Offset of its first character. */
  at: number;
}

const WORD_START = /[\p{L}_]/u;
const WORD = /[\p{L}\p{N}\p{M}_$]+/uy;
const NUMBER = /(?:0[xX][0-9a-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
const SPACE = /\s+/y;
const PARAM = /\$(?:[A-Za-z_]\w*|\d+)/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_]\w*)?\$/y;

/**
 * Cuts SQL at DuckDB's lexical rules: '' and E'' strings, "identifiers", $tag$ strings, nested block
 * comments, `$param` placeholders. Never fails: an unclosed piece runs to the end of the text.
 */
export function tokens(sql: string): Token[] {
  const out: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const [kind, end] = next(sql, at);
    out.push({ kind, text: sql.slice(at, end), at });
    at = end;
  }
  return out;
}

function next(sql: string, at: number): [Token['kind'], number] {
  const char = String.fromCodePoint(sql.codePointAt(at)!);
  const two = sql.slice(at, at + 2);
  const space = sticky(SPACE, sql, at);
  if (space) return ['space', space];
  if (two === '--') return ['comment', lineEnd(sql, at)];
  if (two === '/*') return ['comment', blockEnd(sql, at)];
  if (char === "'") return ['string', quoteEnd(sql, at + 1, "'", false)];
  if ((char === 'e' || char === 'E') && sql[at + 1] === "'")
    return ['string', quoteEnd(sql, at + 2, "'", true)];
  if ((char === 'x' || char === 'X') && sql[at + 1] === "'")
    return ['string', quoteEnd(sql, at + 2, "'", false)];
  if (char === '"') return ['quoted', quoteEnd(sql, at + 1, '"', false)];
  if (char === '$') {
    const tag = sticky(DOLLAR_TAG, sql, at);
    if (tag) {
      const close = sql.indexOf(sql.slice(at, tag), tag);
      return ['string', close < 0 ? sql.length : close + (tag - at)];
    }
    const param = sticky(PARAM, sql, at);
    if (param) return ['param', param];
  }
  if (WORD_START.test(char)) {
    const word = sticky(WORD, sql, at);
    if (word) return ['word', word];
  }
  if (/[0-9]/.test(char) || (char === '.' && /[0-9]/.test(sql[at + 1] ?? ''))) {
    const number = sticky(NUMBER, sql, at);
    if (number) return ['number', number];
  }
  return ['symbol', at + char.length];
}

function sticky(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : 0;
}

function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end;
}

function blockEnd(sql: string, at: number): number {
  let depth = 0;
  for (let i = at; i < sql.length; i++) {
    const two = sql.slice(i, i + 2);
    if (two === '/*') {
      depth++;
      i++;
    } else if (two === '*/') {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return sql.length;
}

function quoteEnd(sql: string, from: number, quote: string, backslash: boolean): number {
  for (let i = from; i < sql.length; i++) {
    if (backslash && sql[i] === '\\') i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] === quote) i++;
      else return i + 1;
    }
  }
  return sql.length;
}

/** What a string token says, without its quotes and escapes. */
export function stringValue(token: Token): string {
  const { text } = token;
  if (text.startsWith('$')) {
    const tag = text.slice(0, text.indexOf('$', 1) + 1);
    return text.slice(tag.length, text.endsWith(tag) ? -tag.length : undefined);
  }
  const from = text.indexOf("'") + 1;
  const body = text
    .slice(from, text.length > from && text.endsWith("'") ? -1 : undefined)
    .replaceAll("''", "'");
  return /^e/i.test(text) ? body.replace(/\\(.)/gs, '$1') : body;
}

/** Text as a SQL string literal. */
export const sqlString = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Text as a quoted SQL identifier. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The identifier a word or quoted token names, in lower case, as DuckDB compares them; '' for other tokens. */
export function identifier(token: Token | undefined): string {
  if (token?.kind === 'word') return token.text.toLowerCase();
  if (token?.kind === 'quoted') return token.text.slice(1, -1).replaceAll('""', '"').toLowerCase();
  return '';
}
