import type { RunFacts } from './run-facts.ts';
import { isDated } from '../entity/scope.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import { cellTitle, titleOfCell } from '../notebook/cell-title.ts';
import type { Cell, Notebook } from '../notebook/document.ts';
import { namedGroup } from '../notebook/segments.ts';
import type { Check } from '../run/reconcile.ts';
import { definitionText } from '../template/definitions.ts';
import type { Report } from './document.ts';
import { insightsOf, isAnalysis, readingsOf } from './insights.ts';
import { behaviourText, groupText, metricText } from './group.ts';
import { comparisonTold } from './told.ts';
import { disclosureNotice, ruleText } from './disclosure-texts.ts';
import { reviewFacts } from './review-facts.ts';
import { buildReport } from './report.ts';
import { goalNowOf } from './goal-of-run.ts';
import { toldFigures } from './figures-table.ts';
import type { ReportCell, ReportFinding } from './input.ts';
import { ownZone } from './local-time.ts';
import { ruleLabel } from './rule-label.ts';
import { REPORT_TEXTS } from './texts.ts';
import { outsideNotes } from './outside-note.ts';
import { sidesNotes } from './sides-note.ts';
import { currencyNotes } from './currency-note.ts';

/** The report of a run; `cell` is the report cell, whose hand-written sections are kept. */
export function gatherReport(
  facts: RunFacts,
  cell: Pick<Cell, 'text'>,
  lang: Lang,
  generatedAt: string,
  zone: string = ownZone(),
): Report {
  const { notebook, prepared, template: templateOf, disclosure, background } = facts;
  const cells: ReportCell[] = [];
  for (const other of notebook.cells) {
    const template = templateOf(other.template);
    if (!isAnalysis(template) || facts.findings(other.name) === undefined) continue;
    cells.push({
      name: other.name,
      title: cellTitle(other, template, lang),
      template: other.template,
      templateVersion: other.templateVersion,
      definition: definitionText(template, other.params, lang),
      forked: other.sql !== null,
    });
  }
  const { goal } = notebook;
  const dated = prepared && isDated(prepared.extent) ? prepared : null;
  const silent = !disclosure || disclosure.refused;
  const failed = silent ? [] : (facts.reconciliation?.checks ?? []).filter((check) => !check.ok);
  const told = disclosure && comparisonTold(facts.comparison ?? null, disclosure, facts);
  const gate = disclosure && told && { ...disclosure, held: told.held };
  const hides = disclosureNotice(gate, lang);
  const insights = insightsOf(facts, lang);
  const named = Object.hasOwn(cell.text, NAMES_KEY)
    ? []
    : insights.filter((insight) => namesOne(insight, background));
  return buildReport({
    held: [
      ...(silent || disclosure.rules.customers <= 1 ? [] : hides),
      ...(named.length > 0
        ? [fill(REPORT_TEXTS[background?.staff ? 'named' : 'unknownNames'], lang, { count: named.length })]
        : []),
    ],
    zone,
    checking: prepared !== null && !disclosure,
    goalNow: goalNowOf(facts, lang),
    notices: [
      ...(silent || disclosure.rules.customers <= 1 ? hides : []),
      ...failed.map((check) => failedText(check, notebook, templateOf, lang)),
      ...sidesNotes(notebook, silent ? [] : (prepared?.ledger ?? []), lang),
      ...currencyNotes(notebook, silent ? [] : (prepared?.ledger ?? []), lang),
      ...(dated && !silent ? outsideNotes(notebook, dated, lang) : []),
    ],
    rule: ruleText(notebook.disclosure, lang),
    lang,
    title: notebook.title,
    goal: {
      ...goal,
      behaviours: goal.behaviours.map((id) => behaviourText(id, lang)),
      metrics: goal.metrics.map((id) => metricText(id, notebook, lang)),
    },
    currency: notebook.currency,
    comparison: told?.comparison ?? null,
    review: reviewFacts(silent ? { ...facts, prepared: null } : facts, cell, lang),
    scope: {
      group: groupText(namedGroup(notebook), lang),
      start: dated?.given.periodStart ?? '',
      end: dated?.given.periodEnd ?? '',
      asOf: prepared?.given.asOf ?? '',
      customers: null,
    },
    cells,
    wide: cells.filter(({ name }) => facts.wide?.has(name)).map(({ title }) => title),
    findings: insights.filter((insight) => !named.includes(insight)),
    readings: readingsOf(facts, lang).filter(
      (reading) => Object.hasOwn(cell.text, NAMES_KEY) || !namesOne(reading, background),
    ),
    figures: toldFigures(facts, lang),
    sources: (silent ? [] : (prepared?.sourceLedger ?? [])).map((row) => {
      const { system = '', updated = '' } = notebook.sources.find((s) => s.name === row.source) ?? {};
      return { ...row, system, updated, rejected: facts.rejected(row.source) };
    }),
    ledger: (silent ? [] : (prepared?.ledger ?? [])).map((row) => ({
      ...row,
      money: disclosure?.money(row.rule) ? row.money : null,
      label: ruleLabel(row.rule, lang),
    })),
    versions: facts.versions,
    generatedAt,
    edits: cell.text,
  });
}

/** Set among the report cell's texts where employees may be named. */
export const NAMES_KEY = 'head.names';

/** Whether it names an employee, as far as is known: where their names could not be found out, any name may be one. */
const namesOne = (
  { subjects = [] }: Pick<ReportFinding, 'subjects'>,
  background: RunFacts['background'],
): boolean => subjects.some((subject) => background && (background.staff?.has(subject) ?? true));

/** A failed identity in one sentence: what should agree, in which cells, and the two numbers. */
function failedText(
  check: Check,
  { cells, currency }: Notebook,
  templateOf: RunFacts['template'],
  lang: Lang,
): string {
  const titles = check.cells.map((name) => titleOfCell(name, cells, templateOf, lang));
  const [left, right] = [check.left, check.right].map((n) =>
    formatValue(n, check.format, { lang, currency }),
  );
  return fill(titles.length > 0 ? REPORT_TEXTS.disagree : REPORT_TEXTS.disagreeRows, lang, {
    what: check.title[lang],
    cells: titles.join(lang === 'zh' ? '、' : ', '),
    left: left!,
    right: right!,
  });
}
