import { CLEANING_RULES } from '../entity/cleaning-rules.ts';
import { findRole } from '../entity/catalogue.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import { notebookText } from '../i18n/notebook.ts';
import type { Lang } from '../i18n/text.ts';
import type { Cell } from '../notebook/document.ts';
import { DEPARTMENTS } from '../notebook/goals.ts';
import { buildReport, type ReportCell, type ReportFinding } from '../report/report.ts';
import type { Report } from '../report/document.ts';
import { getTemplate } from '../template/registry.ts';
import { findingsOf } from './findings.ts';
import type { NotebookSession } from './session.svelte.ts';

/** A report is read to its end when it is short: each cell has its say with its most serious findings. */
const PER_CELL = 3;

/** The report of the notebook as it stands: reactive, since it reads the runs and the document. */
export function reportOf(session: NotebookSession, cell: Cell, lang: Lang, generatedAt: string): Report {
  const { notebook, prepared } = session;
  const cells: ReportCell[] = [];
  const findings: ReportFinding[] = [];
  for (const other of notebook.cells) {
    const template = getTemplate(other.template);
    if (!template || (template.view ?? 'analysis') !== 'analysis') continue;
    const view = session.runs.view(other.name);
    if (!view.output) continue;
    cells.push({
      name: other.name,
      title: other.title || template.title[lang],
      template: other.template,
      templateVersion: other.templateVersion,
      definition: template.explanation.definition[lang],
      forked: other.sql !== null,
    });
    const items = findingsOf(template, view.output.findings, lang, notebook.currency, () => {});
    for (const item of items.slice(0, PER_CELL)) {
      findings.push({ cell: other.name, severity: item.severity, sentence: item.segments });
    }
  }
  const { goal } = notebook;
  return buildReport({
    lang,
    title: notebook.title,
    goal: {
      ...goal,
      departments: goal.departments.map((id) => DEPARTMENTS.find((d) => d.id === id)?.label[lang] ?? id),
    },
    scope: {
      group: groupText(session, lang),
      start: prepared?.given.periodStart ?? '',
      end: prepared?.given.periodEnd ?? '',
      asOf: prepared?.given.asOf ?? '',
      customers: null,
    },
    cells,
    findings,
    sources: (prepared?.sourceLedger ?? []).map((row) => ({
      ...row,
      system: notebook.sources.find((s) => s.name === row.source)?.system ?? '',
      rejected: session.sources.list.find((s) => s.name === row.source)?.ledger.rejected ?? 0,
      updated: '',
    })),
    ledger: (prepared?.ledger ?? []).map((row) => ({ ...row, label: ruleLabel(row.rule, lang) })),
    versions: { program: `Cellar ${__VERSION__}`, engine: session.engineVersion },
    generatedAt,
    edits: cell.text,
  });
}

function ruleLabel(id: string, lang: Lang): string {
  if (id === 'read') return fill(notebookText.stepRead, lang);
  const rule = CLEANING_RULES.find((r) => r.id === id);
  return rule ? rule.title[lang] : fill(notebookText.noProfile, lang);
}

/** The goal's customer group in words. */
export function groupText(session: NotebookSession, lang: Lang): string {
  const { group } = session.notebook.goal;
  switch (group.kind) {
    case 'all':
      return notebookText.allCustomers[lang];
    case 'top':
      return fill(notebookText.topShare, lang, {
        share: formatValue(group.share, 'percent', { lang, currency: '' }),
      });
    case 'attribute': {
      const role = findRole(`customers.${group.role}`);
      return `${role ? role.label[lang] : group.role} = ${group.value || '–'}`;
    }
  }
}
