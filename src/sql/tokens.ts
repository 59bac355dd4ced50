/**
 * A piece of SQL text. `word` is a bare identifier or keyword; `quoted` a quoted identifier;
 * `placeholder` is `$name`; `other` is everything else (space, numbers, operators).
 */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'comment' | 'placeholder' | 'other';
  text: string;
  /** Offset of its first character. */
  start: number;
}

// What a piece begins with, and the whole of it. The order matters: a dollar quote looks like a placeholder, an
// escape string like a word.
const PIECES: [Token['kind'], RegExp, RegExp][] = [
  ['comment', /-/, /--[^\n]*/y],
  ['string', /[eE]/, /[eE]'(?:[^'\\]|''|\\[\s\S])*(?:'|$)/y],
  ['string', /'/, /'(?:[^']|'')*(?:'|$)/y],
  ['quoted', /"/, /"(?:[^"]|"")*(?:"|$)/y],
  ['string', /\$/, /\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?(?:\$\1\$|$(?![\s\S]))/y],
  ['placeholder', /\$/, /\$[A-Za-z_]\w*/y],
  ['word', /[A-Za-z_\u0080-\uffff]/, /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y],
  ['other', /\d/, /\d[\w.]*/y],
];
/** The pieces that a character may begin, by its code; those beyond ASCII begin what the last of these does. */
const BEGUN = Array.from({ length: 129 }, (_, code) =>
  PIECES.filter(([, begin]) => begin.test(String.fromCharCode(code))),
);

/** Cuts SQL into tokens; joined again, their texts are the input. Unclosed quotes run to the end. */
export function tokenise(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const { kind, text } = pieceAt(sql, at);
    tokens.push({ kind, text, start: at });
    at += text.length;
  }
  return tokens;
}

function pieceAt(sql: string, at: number): { kind: Token['kind']; text: string } {
  if (sql[at] === '/' && sql[at + 1] === '*') return { kind: 'comment', text: blockComment(sql, at) };
  for (const [kind, , pattern] of BEGUN[Math.min(sql.charCodeAt(at), 128)]!) {
    pattern.lastIndex = at;
    if (pattern.test(sql)) return { kind, text: sql.slice(at, pattern.lastIndex) };
  }
  return { kind: 'other', text: sql[at] ?? '' };
}

/** Block comments nest in DuckDB, as in PostgreSQL. */
function blockComment(sql: string, start: number): string {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return sql.slice(start, edge.lastIndex);
  }
  return sql.slice(start);
}

/** Whether the token carries meaning (neither a comment nor white space). */
export const isCode = (token: Token): boolean => token.kind !== 'comment' && token.text.trim() !== '';

/** 1-based line and column of an offset. */
export function positionAt(sql: string, offset: number): { line: number; column: number } {
  const before = sql.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
