import type { Lang } from '../i18n/text.ts';
import type { Cell } from '../notebook/document.ts';
import type { Report } from '../report/document.ts';
import * as gather from '../report/gather.ts';
import { getTemplate } from '../template/registry.ts';
import type { NotebookSession } from './session.svelte.ts';

/** The report of the notebook as it stands: reactive, since it reads the runs and the document. */
export function reportOf(session: NotebookSession, cell: Cell, lang: Lang, generatedAt: string): Report {
  const { notebook, prepared } = session;
  const facts: gather.RunFacts = {
    notebook,
    prepared,
    template: getTemplate,
    findings: (name) => session.runs.view(name).output?.findings,
    rejected: (source) => session.sources.list.find((s) => s.name === source)?.ledger.rejected ?? 0,
    reconciliation: session.reconciliation,
    versions: { program: `Cellar ${__VERSION__}`, engine: session.engineVersion },
  };
  return gather.gatherReport(facts, cell, lang, generatedAt);
}

/** The goal's customer group in words. */
export const groupText = (session: NotebookSession, lang: Lang): string =>
  gather.groupText(session.notebook.goal.group, lang);
