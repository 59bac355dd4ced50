interface Token {
  /** A word or quoted name, or one sign. */
  text: string;
  kind: 'word' | 'name' | 'sign';
}

const PIECES =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$|"((?:[^"]|"")*)"|([\p{L}_][\p{L}\p{N}_$]*)|([\s\S])/gu;

/** The words, quoted names and signs of a SQL text, without comments and text literals. */
function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  for (const [, , name, word, sign] of sql.matchAll(PIECES)) {
    if (name !== undefined) tokens.push({ text: name.replaceAll('""', '"'), kind: 'name' });
    else if (word !== undefined) tokens.push({ text: word, kind: 'word' });
    else if (sign !== undefined) tokens.push({ text: sign, kind: 'sign' });
  }
  return tokens;
}

const BEFORE_TABLE = new Set(['FROM', 'JOIN', 'PIVOT', 'UNPIVOT', 'SUMMARIZE', 'DESCRIBE', 'TABLE']);
const ENDS_LIST = new Set(
  'WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET UNION EXCEPT INTERSECT SELECT SET ON USING VALUES RETURNING'.split(
    ' ',
  ),
);
/** Functions whose arguments are written with FROM. */
const FROM_INSIDE = new Set(['EXTRACT', 'SUBSTRING', 'TRIM', 'OVERLAY', 'POSITION']);

/**
 * Names of the tables that a SQL text reads, found in its words alone: for texts that DuckDB's own
 * `getTableNames` refuses (it binds USING joins and PIVOT, so it needs the tables to exist). Qualified
 * names are given by their last part, table functions and the text's own CTEs are left out.
 */
export function tablesInText(sql: string): string[] {
  const tokens = tokensOf(sql);
  const is = (i: number, ...words: string[]) =>
    tokens[i]?.kind === 'word' && words.includes(tokens[i].text.toUpperCase());
  const sign = (i: number, text: string) => tokens[i]?.kind === 'sign' && tokens[i].text === text;
  const found = new Map<string, string>();
  const ctes = new Set<string>();
  /** For each open bracket: whether a comma at its level goes on to another table, and what opened it. */
  const levels = [{ list: false, opener: '' }];
  for (let i = 0; i < tokens.length; i++) {
    const level = levels.at(-1)!;
    const token = tokens[i]!;
    let table = -1;
    if (token.kind === 'sign') {
      if (token.text === '(') levels.push({ list: false, opener: tokens[i - 1]?.text.toUpperCase() ?? '' });
      else if (token.text === ')' && levels.length > 1) levels.pop();
      else if (token.text === ';') level.list = false;
      else if (token.text === ',' && level.list) table = i + 1;
    } else if (token.kind === 'word') {
      const word = token.text.toUpperCase();
      const isFrom = BEFORE_TABLE.has(word) && !is(i - 1, 'DISTINCT') && !FROM_INSIDE.has(level.opener);
      if (isFrom || (word === 'LATERAL' && level.list)) {
        level.list = word === 'FROM' || level.list;
        table = i + 1;
      } else if (ENDS_LIST.has(word)) {
        // ON and USING end one join, not the list.
        if (word !== 'ON' && word !== 'USING') level.list = false;
      }
    }
    const named = tokens[i]!.kind !== 'sign' && (is(i - 1, 'WITH', 'RECURSIVE') || sign(i - 1, ','));
    if (named && opensCte(tokens, i, is, sign)) ctes.add(token.text.toLowerCase());
    if (
      table < 0 ||
      !tokens[table] ||
      tokens[table]!.kind === 'sign' ||
      is(table, 'SELECT', 'LATERAL', 'VALUES')
    )
      continue;
    while (sign(table + 1, '.') && tokens[table + 2] && tokens[table + 2]!.kind !== 'sign') table += 2;
    if (!sign(table + 1, '(')) found.set(tokens[table]!.text.toLowerCase(), tokens[table]!.text);
  }
  return [...found].filter(([key]) => !ctes.has(key)).map(([, name]) => name);
}

/** Schemas beside the cells' own; a name in them is another table than the bare name. */
const SCHEMAS = new Set(['source', 'clean', 'quarantine']);

/**
 * Bare table names of a SQL text, as DuckDB's `getTableNames` gives them, with the schema put back where the
 * text has one: `source.orders` is not the entity `orders`. Lower case, as versions are kept by.
 */
export function withSchemas(sql: string, names: readonly string[]): string[] {
  const tokens = tokensOf(sql);
  const found = new Set<string>();
  for (const name of names.map((n) => n.toLowerCase())) {
    let bare = true;
    for (const [i, token] of tokens.entries()) {
      if (token.kind === 'sign' || token.text.toLowerCase() !== name) continue;
      const schema = tokens[i - 2]?.text.toLowerCase() ?? '';
      const qualified = tokens[i - 1]?.text === '.' && SCHEMAS.has(schema);
      if (qualified) found.add(`${schema}.${name}`);
      // A table by its bare name somewhere else in the text counts too.
      else if (BEFORE_TABLE.has(tokens[i - 1]?.text.toUpperCase() ?? '')) found.add(name);
      bare &&= !qualified;
    }
    if (bare) found.add(name);
  }
  return [...found];
}

/** The views that stand in every notebook's database. */
const VIEWS = /^(?:all_|past_|mapped_)?(?:customers|orders|events|feedback)$/;

/**
 * What a SQL text reads, from the names that DuckDB's `getTableNames` gives for it. Where a view is there
 * already, DuckDB names what the view reads in its place (nothing at all for an empty one), so `all_orders`
 * would pass for `orders`: names that are not in the text are taken out, views that are in it put in.
 */
export function tablesRead(sql: string, names: readonly string[]): string[] {
  const words = new Set(tokensOf(sql).flatMap((t) => (t.kind === 'sign' ? [] : [t.text.toLowerCase()])));
  const own = names.filter((name) => words.has(name.toLowerCase()));
  const views = tablesInText(sql).filter((name) => VIEWS.test(name.toLowerCase()));
  return withSchemas(sql, [...own, ...views]);
}

/** Whether `name [(columns)] AS [NOT] [MATERIALIZED] (` begins here. */
function opensCte(
  tokens: Token[],
  at: number,
  is: (i: number, ...words: string[]) => boolean,
  sign: (i: number, text: string) => boolean,
): boolean {
  let i = at + 1;
  if (sign(i, '(')) {
    while (i < tokens.length && !sign(i, ')')) i++;
    i++;
  }
  if (!is(i, 'AS')) return false;
  i++;
  while (is(i, 'NOT', 'MATERIALIZED')) i++;
  return sign(i, '(');
}
