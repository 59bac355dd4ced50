import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renameTable } from '../../../src/sql/rename.ts';
import { tablesInText } from '../../../src/sql/table-names.ts';
import { isCode, tokenise } from '../../../src/sql/tokens.ts';
import { few } from '../../tools/breadth.ts';
import { templates } from '../../../src/template/registry.ts';

let instance: DuckDBInstance;
let duckdb: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  duckdb = await instance.connect();
});
afterAll(() => {
  duckdb.closeSync();
  instance.closeSync();
});

/** How many statements the tokens say there are: what a semicolon of the code cuts. */
function statements(sql: string): number {
  let count = 0;
  let open = false;
  for (const token of tokenise(sql).filter(isCode)) {
    if (token.text === ';') open = false;
    else if (!open) {
      open = true;
      count += 1;
    }
  }
  return count;
}

/** Each hides a semicolon, or seems to. */
const TEXTS = [
  'SELECT 1 --x\r, 2; SELECT 3',
  'SELECT 1 --x\n, 2; SELECT 3',
  'SELECT 1 --x\r\n, 2; SELECT 3',
  'SELECT 1 --x\u2028; SELECT 3',
  'SELECT 1 --x\u0085; SELECT 3',
  'SELECT 1 --x\f; SELECT 3',
  'SELECT 1 --x\u3000; SELECT 3',
  'SELECT 1---x;\n',
  'SELECT 1 @-- ;\n 2',
  'SELECT 1e$$ ; SELECT 2 AS a$$',
  'SELECT 1a$$ ; SELECT 2 AS a$$',
  'SELECT 1_$$ ; SELECT 2 AS a$$',
  'SELECT 0x1f$$ ; SELECT 2 AS a$$',
  'SELECT 1.e$$ ; SELECT 2 AS a$$',
  'SELECT .5e$$ ; SELECT 2 AS a$$',
  'SELECT 1e5e$$ ; SELECT 2 AS a$$',
  'SELECT 1__0;',
  'SELECT a$$ ; SELECT 2 AS b$$',
  'SELECT 客$$ ; SELECT 2 AS b$$',
  'SELECT 😀$$ ; SELECT 2 AS b$$',
  'SELECT 1 AS $$;$$',
  'SELECT 1 ->> $$;$$',
  'SELECT 1 +$$;$$',
  'SELECT $a$;$a$',
  'SELECT $a$ ; $a$b',
  'SELECT $ab$c ; $ab$',
  'SELECT $客$;$客$',
  'SELECT $_$;$_$',
  'SELECT $a1$;$a$;$a1$',
  'SELECT $A$;$a$;$A$',
  'SELECT $a;SELECT $b',
  'SELECT $客;SELECT 2',
  'SELECT $1;SELECT 2',
  "SELECT e'a\\';'",
  "SELECT E'a'';'",
  "SELECT 1 AS e';'",
  "SELECT ae';'",
  "SELECT e'a'\n'b\\';'",
  "SELECT e'a' --c\n'b\\';'",
  "SELECT e'a' \f\t--c\r--d\n  'b\\';'",
  "SELECT 'a' --c;\r\n'b;'",
  "SELECT 'a\\'; SELECT 'b'",
  "SELECT x'00;'",
  "SELECT b'0;'",
  "SELECT n'a;'",
  'SELECT "a""b;"',
  'SELECT /* /* */ ; */ 1',
  'SELECT /*/ ; /*/ */ */ 1',
  'SELECT 1 */* ; */ 2',
  'SELECT 1 +/* ; */ 2',
  "SELECT 1 /* ' ; */ , '; */'",
  'SELECT\u00a01;SELECT\u30002',
  'SELECT\u200b1;\u2060SELECT\ufeff2',
  'SELECT 1;\u3000;\ufeff; SELECT 2;\u200b',
  "\u3000SELECT 1 -- '\n; SELECT 'x'",
  "SELECT 1\u3000, $$ ' $$ ; SELECT ';'",
  "SELECT {'a': 1}; SELECT [1];",
];

describe("the tokeniser agrees with DuckDB's lexer", () => {
  test.each(TEXTS)('%j', async (sql) => {
    const { count } = await duckdb.extractStatements(sql);
    // DuckDB 1.4 reads a name as a type before a text (`ae';'`): either way it is one statement.
    expect(statements(sql)).toBe(count);
  });

  test('unclosed quotes and comments run to the end, as DuckDB says by refusing them', async () => {
    for (const sql of [
      "SELECT 'a",
      'SELECT "a',
      'SELECT $$a',
      'SELECT $a$ $$',
      'SELECT /* /* */',
      "SELECT e'\\'",
    ]) {
      await expect(duckdb.extractStatements(`${sql}; SELECT 1`), sql).rejects.toThrow(/unterminated/);
      expect(statements(`${sql}; SELECT 1`), sql).toBe(1);
    }
  });
});

/** Pieces of SQL put together by chance, the same at each run. */
function texts(count: number): string[] {
  const PIECES =
    "' \" $ $$ $a$ $b e' E' -- /* */ \\ \n \r ; , ( ) . 1 1e 1.5 _ a FROM JOIN WITH AS SELECT rfm 客 \u3000 \u200b '' \"\"".split(
      ' ',
    );
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(30) }, () => PIECES[next(PIECES.length)]! + (next(2) ? ' ' : '')).join(''),
  );
}

const sqlOf = [...templates.values()].flatMap(({ id, sql }) =>
  sql
    ? [
        ...sql.steps.map((step) => [`${id}, step ${step.name}`, step.sql] as const),
        ...(sql.tables ?? []).map((table) => [`${id}, table ${table.name}`, table.sql] as const),
        [`${id}, result`, sql.result] as const,
        ...(sql.findings ? [[`${id}, findings`, sql.findings] as const] : []),
      ]
    : [],
);

describe('texts', () => {
  test('tokens joined are the text, whatever it is', () => {
    for (const sql of texts(2000))
      expect(
        tokenise(sql)
          .map(({ text }) => text)
          .join(''),
      ).toBe(sql);
  });

  test('renaming there and back gives the text, and leaves what is no code', () => {
    for (const sql of texts(2000)) {
      const renamed = renameTable(sql, 'rfm', 'scores');
      expect(renameTable(renamed, 'scores', 'rfm')).toBe(sql);
      const kept = (text: string) =>
        tokenise(text)
          .filter((token) => !isCode(token) || token.kind === 'string')
          .map(({ text: t }) => t);
      expect(kept(renamed)).toEqual(kept(sql));
    }
  });

  // A placeholder is a prepared statement's parameter to DuckDB; where one is not allowed it says so.
  const plainOf = (sql: string): string =>
    tokenise(sql)
      .map(({ kind, text }) => (kind === 'placeholder' ? "'x'" : text))
      .join('');
  const known = new Map<string, string[]>();
  /** The tables that DuckDB names of a text; none where it does not. */
  const namedIn = (sql: string): string[] => {
    const before = known.get(sql);
    if (before) return before;
    let named: string[];
    try {
      named = duckdb.getTableNames(plainOf(sql), false).map((name) => name.toLowerCase());
    } catch {
      named = [];
    }
    known.set(sql, named);
    return named;
  };

  test.each(few(sqlOf, 6))('tables of %s are those that DuckDB names', (_, sql) => {
    const [plain, named] = [plainOf(sql), namedIn(sql)];
    const found = tablesInText(plain).map((name) => name.toLowerCase());
    if (named.length > 0) expect(found.toSorted()).toEqual([...new Set(named)].toSorted());
    for (const table of found) {
      const renamed = renameTable(plain, table, 'renamed_table');
      expect(tablesInText(renamed)).not.toContain(table);
      expect(renameTable(renamed, 'renamed_table', table).toLowerCase()).toBe(plain.toLowerCase());
    }
  });

  test('DuckDB names the tables of most of them without their being there', { tags: ['whole'] }, () => {
    const compared = sqlOf.filter(([, sql]) => namedIn(sql).length > 0);
    expect(compared.length).toBeGreaterThan(sqlOf.length / 2);
  });
});
