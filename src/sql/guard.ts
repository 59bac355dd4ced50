import { fail, ok, type Result } from '../result.ts';
import { SAFE_FUNCTIONS } from './safe-functions.ts';
import { cteScopes, tableReferences } from './table-references.ts';
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

/** Views of the engine's own catalogue, readable without a call; some hide what they read behind any schema. */
const CATALOGUE = new RegExp(
  '^(?:duckdb_\\w+|pragma_\\w+|sqlite_\\w+|pg_catalog|information_schema|pg_(?:am|attrdef|attribute|class|constraint|' +
    'database|depend|description|enum|index|indexes|namespace|prepared_statements|proc|sequence|sequences|settings|' +
    'tables|tablespace|type|views))$',
);
/** Schemas that hold nothing but the catalogue. */
const CATALOGUE_SCHEMAS = new Set(['information_schema', 'pg_catalog']);

/**
 * Whether SQL of a notebook calls only functions that compute from what they are given, and reads no catalogue and
 * no file. It is judged by its tokens; that it is one SELECT is for the engine's own parser to say (`oneSelect` of
 * `src/run/guard.ts`). Fault `sql-function` {name}, with its place.
 */
export function guardFunctions(sql: string): Result<null> {
  const code = tokenise(sql).filter(isCode);
  // What ends a text for one reader of it need not end it for another.
  const nul = sql.indexOf('\0');
  if (nul >= 0) return fail('sql-function', { values: { name: '\\0' }, ...positionAt(sql, nul) });
  const refused = refusedToken(code);
  if (!refused) return ok(null);
  return fail('sql-function', { values: { name: nameShown(refused) }, ...positionAt(sql, refused.start) });
}

function refusedToken(code: readonly Token[]): Token | undefined {
  const ctes = new Set(cteScopes(code).map(({ at }) => at));
  const { references, files } = tableReferences(code);
  const read = references.find(
    ({ name, schema }) =>
      CATALOGUE.test(name.toLowerCase()) ||
      CATALOGUE_SCHEMAS.has(schema) ||
      isFileName(name) ||
      (schema !== '' && FILE_ENDING.test(name)),
  );
  return (
    code.find((token, at) => {
      const name = nameOf(token);
      if (name === null) return false;
      if (isShow(code, at)) return true;
      const called =
        isSign(code[at + 1], '(') &&
        !(token.kind === 'word' && NO_CALL.has(name)) &&
        !ctes.has(at) &&
        !namesColumns(code, at);
      return called ? !SAFE_FUNCTIONS.has(name) : CATALOGUE.test(name) && !isSign(code[at - 1], '.');
    }) ??
    files[0] ??
    read?.token
  );
}

/** No table of a notebook has such a name: DuckDB looks for a file. */
const isFileName = (name: string): boolean => /[./\\:*?]/.test(name);

/** What DuckDB puts together to the name of a file where there is no such schema: `x.csv`, `x.csv.gz`. */
const FILE_ENDING =
  /^(?:csv|tsv|txt|json|jsonl|ndjson|geojson|parquet|pq|arrow|arrows|ipc|avro|xlsx?|db|duckdb|sqlite|gz|zst|bz2|zip)$/i;

/** `SHOW TABLES`, and DESCRIBE of all there is. Both words are reserved, so that neither is a column. */
function isShow(code: readonly Token[], at: number): boolean {
  if (isSign(code[at - 1], '.') || isWord(code[at - 1], 'as')) return false;
  const next = code[at + 1];
  return isWord(code[at], 'show') || (isWord(code[at], 'describe') && (!next || isSign(next, ')')));
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

/**
 * Whether the name at this place names the columns of a table and calls nothing: an alias (`AS x(a, b)`, and behind a
 * bracket `) x(a, b)`). The columns of a CTE are told by its place in the WITH.
 */
const namesColumns = (code: readonly Token[], at: number): boolean =>
  (isWord(code[at - 1], 'as') || isSign(code[at - 1], ')')) && isColumnList(code, at + 1);

/** Whether a bracket holds nothing but bare names. */
function isColumnList(code: readonly Token[], open: number): boolean {
  for (let i = open + 1; i < code.length; i++) {
    if (isSign(code[i], ')')) return true;
    if (!isSign(code[i], ',') && nameOf(code[i]!) === null) return false;
  }
  return false;
}
