import { today as localToday } from '../i18n/day.ts';
import { runScript } from '../report/run-script.ts';
import { ok, type Result } from '../result.ts';
import { scriptPieces } from '../run/script-pieces.ts';
import type { NotebookSession } from './session.svelte.ts';

/** The open notebook as one DuckDB script, from mapping to the last cell that has run. Faults: those of reading what models made. */
export async function notebookScript(
  session: Pick<NotebookSession, 'engines' | 'notebook' | 'prepared' | 'restored' | 'runs' | 'sources'>,
  today = localToday(),
): Promise<Result<string>> {
  const { engines, notebook, prepared, restored, runs, sources } = session;
  const engine = await engines.notebook();
  if (!engine.ok) return engine;
  const ran = runs.order.flatMap((name) => {
    const { state, planned } = runs.view(name);
    return state === 'done' && planned ? [planned] : [];
  });
  const cells = await scriptPieces(engine.value, notebook, ran);
  if (!cells.ok) return cells;
  const script = runScript({
    notebook,
    sources: sources.mapped(notebook.sources),
    tables: null,
    restored,
    given: prepared?.given ?? { asOf: today, periodStart: today, periodEnd: today },
    today,
    cells: cells.value,
    notes: [`Cellar ${__VERSION__}`],
  });
  return ok(script);
}
