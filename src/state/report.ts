import type { Lang } from '../i18n/text.ts';
import type { Cell, Notebook } from '../notebook/document.ts';
import { namedGroup } from '../notebook/segments.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { RunFacts } from '../report/run-facts.ts';
import type { Report } from '../report/document.ts';
import { gatherReport } from '../report/gather.ts';
import { behavioursText as behaviours, groupText as inWords } from '../report/group.ts';
import { groupByDeeds, wideCells } from '../run/wide-cells.ts';
import type { CellRuns } from './runs.svelte.ts';
import type { SourceShelf } from './sources.svelte.ts';

/** An open notebook, as far as a report speaks of it. */
export interface Ran extends Pick<RunFacts, 'notebook' | 'prepared'> {
  runs: Pick<CellRuns, 'view'>;
  sources: Pick<SourceShelf, 'list'>;
  reconciliation: RunFacts['reconciliation'];
  comparison: RunFacts['comparison'];
  disclosed: RunFacts['disclosure'];
  background: RunFacts['background'];
  engineVersion: string;
}

/**
 * What there is to report now. A copy: it stays as it is while cells run further, so that a report that is made of
 * it need not be made anew at each step of a run.
 */
export function factsOf(session: Ran): RunFacts {
  const {
    notebook,
    prepared,
    runs,
    sources,
    reconciliation,
    comparison,
    engineVersion,
    disclosed,
    background,
  } = session;
  const findings = new Map(notebook.cells.map(({ name }) => [name, runs.view(name).output?.findings]));
  const rejected = new Map(sources.list.map(({ name, ledger }) => [name, ledger.rejected]));
  return {
    notebook,
    prepared,
    template: templatesOf(notebook),
    findings: (name) => findings.get(name),
    rejected: (source) => rejected.get(source) ?? 0,
    reconciliation: reconciliation ?? null,
    disclosure: disclosed,
    background: background ?? null,
    versions: { program: `Cellar ${__VERSION__}`, engine: engineVersion },
    comparison: comparison ?? null,
    unrun: unrunCells(session),
    wide: widePlanned(session),
    byDeeds: groupByDeeds(plannedOf(session), notebook.goal.group),
  };
}

/** The report of the notebook as it was when its runs last came to rest; `cell` is as it is now. */
export const reportOf = (
  session: { facts: RunFacts },
  cell: Pick<Cell, 'text'>,
  lang: Lang,
  generatedAt: string,
): Report => gatherReport(session.facts, cell, lang, generatedAt);

/** The goal's customer group in words. */
export const groupText = (session: { notebook: Notebook }, lang: Lang): string =>
  inWords(namedGroup(session.notebook), lang);

/** The goal's behaviour types in words; '' when all count. */
export const behavioursText = (session: { notebook: Notebook }, lang: Lang): string =>
  behaviours(session.notebook.goal, lang);

/** Cells that look at all customers although the goal asks for a group. */
export const widePlanned = ({ notebook, runs }: Pick<Ran, 'notebook' | 'runs'>): ReadonlySet<string> =>
  wideCells(plannedOf({ notebook, runs }), notebook.goal.group);

const plannedOf = ({ notebook, runs }: Pick<Ran, 'notebook' | 'runs'>) =>
  notebook.cells.flatMap(({ name }) => runs.view(name).planned ?? []);

/** Cells that need roles or failed, with the roles they lack. */
function unrunCells({ notebook, runs }: Ran): Map<string, string[]> {
  return new Map(
    notebook.cells.flatMap(({ name }) => {
      const { state, missing } = runs.view(name);
      return state === 'needs-roles' || state === 'error' ? [[name, missing]] : [];
    }),
  );
}
