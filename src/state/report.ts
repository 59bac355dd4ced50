import type { Lang } from '../i18n/text.ts';
import type { Cell } from '../notebook/document.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { RunFacts } from '../report/run-facts.ts';
import type { Report } from '../report/document.ts';
import * as gather from '../report/gather.ts';
import { behavioursText as behaviours, groupText as inWords } from '../report/group.ts';
import type { NotebookSession } from './session.svelte.ts';

/** The report of the notebook as it stands: reactive, since it reads the runs and the document. */
export function reportOf(session: NotebookSession, cell: Cell, lang: Lang, generatedAt: string): Report {
  const { notebook, prepared } = session;
  const facts: RunFacts = {
    notebook,
    prepared,
    template: templatesOf(notebook),
    findings: (name) => session.runs.view(name).output?.findings,
    rejected: (source) => session.sources.list.find((s) => s.name === source)?.ledger.rejected ?? 0,
    reconciliation: session.reconciliation,
    versions: { program: `Cellar ${__VERSION__}`, engine: session.engineVersion },
    comparison: session.comparison,
    unrun: unrunCells(session),
  };
  return gather.gatherReport(facts, cell, lang, generatedAt);
}

/** The goal's customer group in words. */
export const groupText = (session: NotebookSession, lang: Lang): string =>
  inWords(session.notebook.goal.group, lang);

/** The goal's behaviour types in words; '' when all count. */
export const behavioursText = (session: NotebookSession, lang: Lang): string =>
  behaviours(session.notebook.goal, lang);

/** Cells that need roles or failed, with the roles they lack. */
function unrunCells({ notebook, runs }: NotebookSession): Map<string, string[]> {
  return new Map(
    notebook.cells.flatMap(({ name }) => {
      const { state, missing } = runs.view(name);
      return state === 'needs-roles' || state === 'error' ? [[name, missing]] : [];
    }),
  );
}
