import { cleanSql } from '../../entity/cleaning.ts';
import { entitySql } from '../../entity/map.ts';
import { scopeSql } from '../../entity/scope.ts';
import { notebookSql } from '../../report/sql.ts';
import { ok, type Result } from '../../result.ts';
import { scriptPieces } from '../../run/script-pieces.ts';
import { engineService } from '../../state/engine.svelte.ts';
import type { NotebookSession } from '../../state/session.svelte.ts';

/** The open notebook as one DuckDB script, from mapping to the last cell that has run. Faults: those of reading what models made. */
export async function notebookScript(session: NotebookSession): Promise<Result<string>> {
  const { notebook, prepared } = session;
  const sources = session.sources.mapped(notebook.sources);
  const today = new Date().toISOString().slice(0, 10);
  const given = prepared?.given ?? { asOf: today, periodStart: today, periodEnd: today };
  const engine = await engineService.notebook();
  if (!engine.ok) return engine;
  const ran = session.runs.order.flatMap((name) => {
    const { state, planned } = session.runs.view(name);
    return state === 'done' && planned ? [planned] : [];
  });
  const cells = await scriptPieces(engine.value, notebook, ran);
  if (!cells.ok) return cells;
  const script = notebookSql({
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
    cells: cells.value,
  });
  return ok(script);
}
