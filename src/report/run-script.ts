import { lockStatements } from '../engine/lock.ts';
import { cleanSql, type RestoredRow } from '../entity/cleaning.ts';
import { entitySql } from '../entity/map.ts';
import { scopeSql } from '../entity/scope.ts';
import { ofAnyRows, type MappedSource } from '../entity/source.ts';
import type { Notebook } from '../notebook/document.ts';
import type { SqlPiece } from '../run/script-pieces.ts';
import type { Given } from '../template/compile.ts';
import { notebookSql } from './sql.ts';

export interface RunScriptInput {
  notebook: Pick<Notebook, 'title' | 'goal' | 'cleaning'>;
  sources: readonly MappedSource[];
  /** Statements that make the source tables; null where the script is to stand without the data. */
  tables: readonly string[] | null;
  restored?: readonly RestoredRow[];
  given: Given;
  /** ISO date of the run: what cleaning calls the future. */
  today: string;
  cells: readonly SqlPiece[];
  /** Lines for the head: program, version, date. */
  notes: readonly string[];
}

/** A run as one script for DuckDB's command line: source tables, mapping, cleaning, scope, and the cells that ran. */
export function runScript(input: RunScriptInput): string {
  const { notebook, tables, restored = [], given, today, cells, notes } = input;
  // Whoever runs it may have other rows.
  const sources = input.sources.map(ofAnyRows);
  return notebookSql({
    title: notebook.title,
    notes: [...notes, `${given.periodStart} – ${given.periodEnd}, as of ${given.asOf}`],
    sources: tables ? [] : sources.map(emptyTable),
    setup: [
      `SET TimeZone='UTC'`,
      ...(tables ?? []),
      ...LOCK,
      ...entitySql(sources),
      ...cleanSql({ sources, settings: notebook.cleaning, restored, today }),
      ...scopeSql(notebook.goal, given),
    ],
    cells,
  });
}

/** Everything that the script reads has been read; what follows may come from anyone. */
const LOCK = lockStatements.map((sql, i) =>
  i === 0
    ? `-- From here on this session reads and writes no file and reaches no network, whatever the cells below say.\n${sql}`
    : sql,
);

/** Every source table has its rows' numbers and copies beside its columns. */
const emptyTable = ({ name, columns }: MappedSource) => ({
  name,
  columns: [{ name: '_row', type: 'BIGINT' }, { name: '_copy', type: 'INTEGER' }, ...columns],
});
