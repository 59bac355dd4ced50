import type { SqlPiece } from '../run/script-pieces.ts';
import { guardFunctions } from '../sql/guard.ts';
import { quoteName } from '../sql/quote.ts';
import { withoutCommands } from './shell-lines.ts';

export interface SqlScriptInput {
  title: string;
  /** What each source table must hold, as column definitions; the data itself is not in the script. */
  sources: readonly { name: string; columns: readonly { name: string; type: string }[] }[];
  /** Statements that make the entities from the sources: mapping, cleaning, scope. */
  setup: readonly string[];
  /** Cells in running order. */
  cells: readonly SqlPiece[];
  /** Lines for the head: program, version, date, scope. */
  notes: readonly string[];
}

const MODELLED =
  'What a statistical model estimated in this run, as a table: SQL cannot estimate it.\nOn other data the cell below stands for the model of this run, not for one fitted anew.';

const WRITTEN = 'Written by hand in the notebook, not by an analysis of Cellar: read it before you run it.';
const GROUP = 'These are the customers of the goal: what follows looks at them alone.';
const LEFT_OUT =
  'Left out: it calls what a notebook may not call, and could reach files or the network from here.';

/**
 * A whole notebook as one DuckDB script. Sources are created empty unless they are there, so the script runs as
 * it is; loaded with data first, it gives the notebook's results.
 */
export function notebookSql({ title, sources, setup, cells, notes }: SqlScriptInput): string {
  const parts = [[title, ...notes].map(comment).join('\n')];
  if (sources.length > 0) {
    parts.push(
      [
        'CREATE SCHEMA IF NOT EXISTS source;',
        ...sources.map(({ name, columns }) => sourceTable(name, columns)),
      ].join('\n'),
    );
  }
  parts.push(...setup.map(statement));
  for (const { name, title: words, sql, before = [], after = [], written } of cells) {
    const head = comment([words ? `${name}: ${words}` : name, ...(written ? [WRITTEN] : [])].join('\n'));
    const select = written ? withoutCommands(sql) : sql;
    if (select === null || (written && !guardFunctions(sql).ok)) {
      parts.push(`${head}\n${comment(LEFT_OUT)}`);
      continue;
    }
    if (before.length > 0) parts.push(comment(MODELLED));
    parts.push(...before.map(statement));
    parts.push(`${head}\nCREATE OR REPLACE TABLE ${quoteName(name)} AS\n${statement(select)}`);
    if (after.length > 0) parts.push(comment(GROUP), ...after.map(statement));
  }
  return `${parts.join('\n\n')}\n`;
}

function sourceTable(name: string, columns: readonly { name: string; type: string }[]): string {
  const list = columns.map((column) => `  ${quoteName(column.name)} ${column.type}`).join(',\n');
  return `CREATE TABLE IF NOT EXISTS source.${quoteName(name)} (\n${list}\n);`;
}

/** Ends with one semicolon, on its own line when the last line is a comment. */
function statement(sql: string): string {
  const text = sql.trim().replace(/[;\s]+$/, '');
  return text.split('\n').at(-1)!.includes('--') ? `${text}\n;` : `${text};`;
}

const comment = (text: string): string =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => `-- ${line}`)
    .join('\n');
