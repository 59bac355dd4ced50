import { cteScopes, hides, tableReferences } from './table-references.ts';
import { identifierOf, isCode, tokenise, type Token } from './tokens.ts';

/**
 * SQL in which the table `from` is called `to`: in FROM and JOIN, and where it qualifies a column.
 * Strings, comments, columns and aliases of that name stay, and so does a CTE that hides the table.
 * @param from the name in lower case
 */
export function renameTable(sql: string, from: string, to: string): string {
  const all = tokenise(sql);
  const code = all.filter(isCode);
  const { references, aliases } = tableReferences(code);
  const own = references.filter(({ token, schema }) => schema === '' && identifierOf(token) === from);
  if (own.length === 0) return sql;
  const renamed = new Set<Token>(own.map(({ token }) => token));
  const aliased = aliases.some((token) => identifierOf(token) === from);
  if (!aliased) for (const token of qualifiers(code, from)) renamed.add(token);
  return all
    .map((token) => (renamed.has(token) ? (token.kind === 'quoted' ? `"${to}"` : to) : token.text))
    .join('');
}

/** Where `name` stands before a column of it. */
function qualifiers(code: readonly Token[], name: string): Token[] {
  const ctes = cteScopes(code);
  return code.filter(
    (token, i) =>
      identifierOf(token) === name &&
      code[i + 1]?.text === '.' &&
      (code[i - 1]?.text !== '.' || identifierOf(code[i - 2]) === 'main') &&
      !hides(ctes, name, i),
  );
}
