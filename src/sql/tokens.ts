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

/** What DuckDB reads as a blank beside those of ASCII; all else beyond ASCII is a letter of a name. */
const BLANK = '\\u00a0\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000\\ufeff';
const LETTER = `(?:(?![${BLANK}])[A-Za-z_\\u0080-\\uffff])`;
const NAME = `${LETTER}(?:${LETTER}|\\d)*`;
/** What may stand between two halves of one text literal: blanks and comments with a line end among them. */
const JOINT = `(?:[ \\t\\f]|--[^\\n\\r]*)*[\\n\\r](?:[ \\t\\n\\r\\f]|--[^\\n\\r]*[\\n\\r])*`;
const DIGITS = '\\d(?:_?\\d)*';
const sticky = (source: string): RegExp => new RegExp(source, 'y');

/*
 * What a piece begins with, and the whole of it, as DuckDB's own lexer cuts (PostgreSQL's `scan.l` with DuckDB's
 * blanks). The order matters: a dollar quote looks like a placeholder, an escape string like a word. A number ends
 * where its digits do: `1e$$` is a number and the name `e$$`, no dollar quote. An escape string goes on after a
 * line end in the same escapes.
 */
const PIECES: [Token['kind'], RegExp, RegExp][] = [
  ['comment', /-/, sticky(`--[^\\n\\r]*`)],
  ['string', /[eE]/, sticky(`[eE]'(?:[^'\\\\]|''|\\\\[\\s\\S]|'${JOINT}')*(?:'|$)`)],
  ['string', /'/, sticky(`'(?:[^']|'')*(?:'|$)`)],
  ['quoted', /"/, sticky(`"(?:[^"]|"")*(?:"|$)`)],
  ['string', /\$/, sticky(`\\$(${NAME})?\\$[\\s\\S]*?(?:\\$\\1\\$|$(?![\\s\\S]))`)],
  ['placeholder', /\$/, sticky(`\\$${NAME}`)],
  ['word', new RegExp(LETTER), sticky(`${LETTER}(?:${LETTER}|[\\d$])*`)],
  ['other', /\d/, sticky(`${DIGITS}(?:\\.(?:${DIGITS})?)?(?:[eE][+-]?${DIGITS})?`)],
];
/** The pieces that a character may begin, by its code; those beyond ASCII begin what the last of these does. */
const BEGUN = Array.from({ length: 129 }, (_, code) =>
  PIECES.filter(([, begin]) => begin.test(String.fromCharCode(code))),
);

/** Texts that were cut last: the parts of one cell, which is compiled anew at every movement of a slider. */
const cut = new Map<string, readonly Token[]>();
const KEPT = 64;

/** Cuts SQL into tokens; joined again, their texts are the input. Unclosed quotes run to the end. */
export function tokenise(sql: string): readonly Token[] {
  const tokens = cut.get(sql) ?? cutUp(sql);
  cut.delete(sql);
  cut.set(sql, tokens);
  if (cut.size > KEPT) cut.delete(cut.keys().next().value!);
  return tokens;
}

function cutUp(sql: string): Token[] {
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
export const isCode = (token: Token): boolean =>
  token.kind !== 'comment' && !/^[\s\u200b\u2060]*$/.test(token.text);

/** The identifier a token names, in lower case, as DuckDB compares them; '' for other tokens. */
export const identifierOf = (token: Token | undefined): string => nameOf(token).toLowerCase();

/** The identifier a token names as it is written, a quoted one without its quotes; '' for other tokens. */
export function nameOf(token: Token | undefined): string {
  if (token?.kind === 'word') return token.text;
  if (token?.kind === 'quoted') return token.text.slice(1, -1).replaceAll('""', '"');
  return '';
}

/** 1-based line and column of an offset. */
export function positionAt(sql: string, offset: number): { line: number; column: number } {
  const before = sql.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The words of an SQL, in lower case, and its quoted names; columns are among them, which does no harm. */
export function namesIn(sql: string): Set<string> {
  const names = new Set<string>();
  for (const { kind, text } of tokenise(sql)) {
    if (kind === 'word') names.add(text.toLowerCase());
    else if (kind === 'quoted') names.add(text.slice(1, -1));
  }
  return names;
}
