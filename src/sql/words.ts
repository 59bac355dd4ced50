/** Words that DuckDB 1.4 refuses as a bare table name (`duckdb_keywords()`: reserved, type_function). */
export const SQL_WORDS: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast ' +
    'check collate collation column columns concurrently constraint create cross default deferrable desc ' +
    'describe distinct do else end except false fetch for foreign freeze from full generated glob group ' +
    'having ilike in initially inner intersect into is isnull join lambda lateral leading left like limit map ' +
    'natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing ' +
    'positional primary qualify references returning right select semi show similar some struct summarize ' +
    'symmetric table tablesample then to trailing true try_cast union unique unpack unpivot using variadic ' +
    'verbose when where window with'
  ).split(' '),
);

/** True for a reserved word of SQL, in lower case. */
export const isSqlWord = (word: string): boolean => SQL_WORDS.has(word);

/** Words that a table stands behind. */
export const TABLE_FOLLOWS: ReadonlySet<string> = new Set(
  'from join pivot pivot_wider unpivot pivot_longer summarize describe table'.split(' '),
);

/** Words that end a list of tables. `ON` and `USING` end one join, not the list. */
export const TABLES_END: ReadonlySet<string> = new Set(
  'where group having window qualify order limit offset union except intersect select set values returning'.split(
    ' ',
  ),
);

/** Functions whose arguments are written with FROM. */
export const FROM_FUNCTIONS: ReadonlySet<string> = new Set(
  'extract substring trim overlay position'.split(' '),
);
