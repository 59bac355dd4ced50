import { scopeDates } from '../entity/scope.ts';
import { presentRoleRefs, type MappedSource } from '../entity/source.ts';
import { today } from '../i18n/day.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Notebook } from '../notebook/document.ts';
import type { CellRuns } from './runs.svelte.ts';

/** Of no rows at all. */
const NOTHING = { as_of: null, first_date: null, last_date: null };

/**
 * Finds out what a new notebook's cells read while the rows of its files are on their way: the engine waits for those,
 * and the first run for this. Dates are not known yet; what a cell reads does not hang on them.
 */
export function foresee(
  { runs, notebook }: { runs: Pick<CellRuns, 'foresee'>; notebook: Notebook },
  files: readonly { mapped: MappedSource | null }[],
): Promise<void> {
  const sources = files.flatMap(({ mapped }) => mapped ?? []);
  return runs.foresee(notebook.cells, {
    given: scopeDates(notebook.goal, NOTHING, today()),
    mapped: presentRoleRefs(sources),
    versions: new Map(),
    template: templatesOf(notebook),
  });
}
