import { fail, ok, type Result } from '../result.ts';
import { SAFE_FUNCTIONS } from './safe-functions.ts';
import { isCode, positionAt, tokenise, type Token } from './tokens.ts';

/** Words that stand before a bracket and call nothing: the grammar's own, and types that take a width. */
const NO_CALL = new Set(
  (
    'all and any array as asof between bigint bit blob by case cast char character check columns cross cube ' +
    'date dec decimal distinct double else end enum escape except exclude exists extract filter float following ' +
    'for from full group groups having hugeint ilike in inner int integer intersect interval into is join ' +
    'lateral left like limit materialized natural not null nulls numeric offset on or order outer over partition ' +
    'pivot positional preceding qualify range real recursive rename respect right rollup rows sample select semi ' +
    'sets similar smallint some struct tablesample text then time timestamp timestamptz tinyint to try try_cast ' +
    'union unpivot using values varchar when where window with within'
  ).split(' '),
);

/** Names that stand for the engine's own catalogue, readable without a call. */
const CATALOGUE = /^(?:duckdb_\w+|pragma_\w+|sqlite_\w+|pg_catalog|information_schema)$/;

/**
 * Whether SQL of a notebook calls only functions that compute from what they are given, and reads no catalogue.
 * It is judged by its tokens; that it is one SELECT is for the engine's own parser to say (`oneSelect` of
 * `src/run/guard.ts`). Fault `sql-function` {name}, with its place.
 */
export function guardFunctions(sql: string): Result<null> {
  const code = tokenise(sql).filter(isCode);
  for (const [at, token] of code.entries()) {
    const name = nameOf(token);
    if (name === null) continue;
    const called =
      isSign(code[at + 1], '(') && !(token.kind === 'word' && NO_CALL.has(name)) && !namesColumns(code, at);
    const refused = called ? !SAFE_FUNCTIONS.has(name) : CATALOGUE.test(name) && !isSign(code[at - 1], '.');
    if (refused)
      return fail('sql-function', { values: { name: nameShown(token) }, ...positionAt(sql, token.start) });
    if (readsFile(code, at)) {
      const file = code[at + 1]!;
      return fail('sql-function', { values: { name: nameShown(file) }, ...positionAt(sql, file.start) });
    }
  }
  return ok(null);
}

/** A word or quoted name in lower case; null for other tokens. */
function nameOf({ kind, text }: Token): string | null {
  if (kind === 'word') return text.toLowerCase();
  return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"').toLowerCase() : null;
}

const nameShown = ({ text }: Token): string => text.slice(0, 80);
const isSign = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'other' && token.text === text;
const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toLowerCase());

/** `FROM 'orders.csv'` reads a file. */
const readsFile = (code: readonly Token[], at: number): boolean =>
  isWord(code[at], 'from', 'join') && code[at + 1]?.kind === 'string' && !isInsideCall(code, at);

/** `trim(BOTH FROM ' a ')`: a FROM between the brackets of a function. */
function isInsideCall(code: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (isSign(code[i], ')')) depth++;
    else if (isSign(code[i], '(') && depth-- === 0)
      return isWord(code[i - 1], 'trim', 'extract', 'substring', 'overlay', 'position');
    else if (depth === 0 && isWord(code[i], 'select')) return false;
  }
  return false;
}

/**
 * Whether the name at this place names columns of a table and calls nothing: a CTE (`WITH x(a, b) AS (`) or a
 * table's alias (`AS x(a, b)`, and behind a bracket `) x(a, b)`).
 */
function namesColumns(code: readonly Token[], at: number): boolean {
  const before = code[at - 1];
  if (isWord(before, 'as')) return columnList(code, at + 1) !== null;
  if (isSign(before, ')')) return columnList(code, at + 1) !== null;
  if (!isWord(before, 'with', 'recursive') && !isSign(before, ',')) return false;
  const end = columnList(code, at + 1);
  return (
    end !== null &&
    isWord(code[end + 1], 'as') &&
    (isSign(code[end + 2], '(') || isWord(code[end + 2], 'materialized', 'not'))
  );
}

/** Index of the bracket that closes a list of bare names; null when it holds anything else. */
function columnList(code: readonly Token[], open: number): number | null {
  for (let i = open + 1; i < code.length; i++) {
    if (isSign(code[i], ')')) return i;
    if (!isSign(code[i], ',') && nameOf(code[i]!) === null) return null;
  }
  return null;
}
