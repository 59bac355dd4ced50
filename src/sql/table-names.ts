import { tableReferences } from './table-references.ts';
import { identifierOf, isCode, tokenise } from './tokens.ts';

const referencesOf = (sql: string) => tableReferences(tokenise(sql).filter(isCode)).references;

/**
 * Names of the tables that a SQL text reads, as written, each once; see `tableReferences`. Qualified names are
 * given by their last part.
 */
export function tablesInText(sql: string): string[] {
  const found = new Map<string, string>();
  for (const { name } of referencesOf(sql)) found.set(name.toLowerCase(), name);
  return [...found.values()];
}

/** Schemas beside the cells' own; a name in them is another table than the bare name. */
const SCHEMAS = new Set(['source', 'clean', 'quarantine']);

/**
 * Bare table names of a SQL text, as DuckDB's `getTableNames` gives them, with the schema put back where the
 * text has one: `source.orders` is not the entity `orders`. Lower case, as versions are kept by.
 */
export function withSchemas(sql: string, names: readonly string[]): string[] {
  const references = referencesOf(sql);
  return [
    ...new Set(
      names.flatMap((given) => {
        const name = given.toLowerCase();
        const found = references.filter((reference) => reference.name.toLowerCase() === name);
        if (found.length === 0) return [name];
        return found.map(({ schema }) => (SCHEMAS.has(schema) ? `${schema}.${name}` : name));
      }),
    ),
  ];
}

/** The views that stand in every notebook's database. */
const VIEWS = /^(?:all_|mapped_|everyone_)?(?:past_)?(?:customers|orders|events|feedback|refunds)$/;

/**
 * What a SQL text reads, from the names that DuckDB's `getTableNames` gives for it. Where a view is there
 * already, DuckDB names what the view reads in its place (nothing at all for an empty one), so `all_orders`
 * would pass for `orders`: names that are not in the text are taken out, views that are in it put in.
 */
export function tablesRead(sql: string, names: readonly string[]): string[] {
  const words = new Set(tokenise(sql).map(identifierOf));
  const own = names.filter((name) => words.has(name.toLowerCase()));
  const views = tablesInText(sql).filter((name) => VIEWS.test(name.toLowerCase()));
  return withSchemas(sql, [...own, ...views]);
}
