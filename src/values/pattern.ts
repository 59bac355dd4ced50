import { quoteText } from '../sql/quote.ts';

/**
 * A pattern that the browser's engine and DuckDB's (RE2) read alike: groups are numbered, there is no looking
 * around and no class but what is written out. Letters are matched in either case.
 */
export interface Pattern<Name extends string> {
  /** Whether a text fits. */
  fits: (text: string) => boolean;
  /** The groups' texts, '' where a group takes no part; all are '' where the text does not fit. */
  read: (text: string) => Record<Name, string>;
  fitsSql: (text: string) => string;
  /** SQL of a struct of the groups. Costly for a pattern with many branches: let a narrow one take a text to pieces. */
  sql: (text: string) => string;
}

/** A pattern from its source; `names` are its groups in order. */
export function pattern<const Name extends string>(source: string, names: readonly Name[]): Pattern<Name> {
  const compiled = new RegExp(source, 'i');
  const re2 = quoteText(`(?i)${source}`);
  return {
    fits: (text) => compiled.test(text),
    read(text) {
      const found = compiled.exec(text);
      return Object.fromEntries(names.map((name, i) => [name, found?.[i + 1] ?? ''])) as Record<Name, string>;
    },
    fitsSql: (text) => `regexp_matches(${text}, ${re2})`,
    sql: (text) => `regexp_extract(${text}, ${re2}, [${names.map((name) => `'${name}'`).join(', ')}])`,
  };
}

/** SQL of an expression over a value that is computed once; `name` stands for it there. */
export const withSql = (name: string, value: string, expression: string): string =>
  `list_transform([${value}], lambda ${name}: ${expression})[1]`;
