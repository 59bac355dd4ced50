import { cleanSql } from '../../entity/cleaning.ts';
import { entitySql } from '../../entity/map.ts';
import { scopeSql } from '../../entity/scope.ts';
import { notebookSql } from '../../report/sql.ts';
import type { NotebookSession } from '../../state/session.svelte.ts';

/** The open notebook as one DuckDB script, from mapping to the last cell that has run. */
export function notebookScript(session: NotebookSession): string {
  const { notebook, prepared } = session;
  const sources = session.sources.mapped(notebook.sources);
  const today = new Date().toISOString().slice(0, 10);
  const given = prepared?.given ?? { asOf: today, periodStart: today, periodEnd: today };
  return notebookSql({
    title: notebook.title,
    notes: [`Cellar ${__VERSION__}`, `${given.periodStart} – ${given.periodEnd}, as of ${given.asOf}`],
    sources: sources.map(({ name, columns }) => ({
      name,
      columns: [{ name: '_row', type: 'BIGINT' }, { name: '_copy', type: 'INTEGER' }, ...columns],
    })),
    setup: [
      ...entitySql(sources),
      ...cleanSql({ sources, settings: notebook.cleaning, restored: session.restored, today }),
      ...scopeSql(notebook.goal, given),
    ],
    cells: session.runs.order.flatMap((name) => {
      const sql = session.runs.view(name).planned?.compiled?.portable;
      const title = notebook.cells.find((cell) => cell.name === name)?.title ?? '';
      return sql ? [{ name, title, sql }] : [];
    }),
  });
}
