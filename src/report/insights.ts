import type { Disclosure } from '../disclosure/disclose.ts';
import type { Lang } from '../i18n/text.ts';
import type { Cell } from '../notebook/document.ts';
import type { Given } from '../template/compile.ts';
import { findingRows } from '../template/finding-rows.ts';
import { labelOf } from '../template/labels.ts';
import type { Template } from '../template/schema.ts';
import { causeKey } from './cause.ts';
import { findingsOf, type FindingItem } from './findings.ts';
import type { ReportFinding, ReportReading } from './input.ts';
import { drawsFigures } from './key-figures.ts';
import { prefixed } from './named-values.ts';
import type { RunFacts } from './run-facts.ts';

/** A report is read to its end when it is short: each cell has its say with what has most at stake. */
const PER_CELL = 3;

/** Whether a cell is drawn and worded as an analysis, not as one of the notebook's own views. */
export const isAnalysis = (template: Template | undefined): template is Template =>
  template !== undefined && (template.view ?? 'analysis') === 'analysis';

/** What a run has to tell, and by what gate of those insights that may leave. */
type Told = Omit<RunFacts, 'rejected' | 'versions' | 'disclosure'> & {
  disclosure: Pick<Disclosure, 'finding'> | null;
};

/** The gate of what stays on this screen: all is told. */
export const NOTHING_HELD: Told['disclosure'] = { finding: () => null };

/** The insights of the cells that have run, as far as the gate lets them, in the notebook's order; a cell's own with most at stake first. */
export function insightsOf(
  { notebook, prepared, template: templateOf, findings, disclosure, background, wide }: Told,
  lang: Lang,
): ReportFinding[] {
  return notebook.cells.flatMap((cell) => {
    const template = templateOf(cell.template);
    const rows = isAnalysis(template) ? findings(cell.name) : null;
    if (!template || !rows) return [];
    const items = findingsOf(template, rows, lang, notebook.currency)
      .filter(isInsight)
      .filter(({ row }) => disclosure?.finding(cell.name, row) === null)
      .slice(0, PER_CELL);
    return items.map((item): ReportFinding => {
      const looked = background?.causes.get(causeKey(cell.name, item.row));
      const about = prepared && rowsOf(item, cell, template, prepared.given);
      const lasting = rowsOf(item, cell, template, null);
      return {
        cell: cell.name,
        id: item.id,
        rule: item.rule,
        severity: item.severity,
        sentence: item.segments,
        ...(wide?.has(cell.name) ? { wide: true as const } : {}),
        weight: item.weight,
        customers: item.customers,
        subjects: subjectsOf(item, template, lang),
        groups: subjectsOf(item, template, lang, GROUPS),
        ...(looked ? { looked } : {}),
        ...(item.measure ? { measure: item.measure } : {}),
        ...(item.leaving ? { leaving: item.leaving } : {}),
        named: namedOf(item, `${cell.name}.${item.id}.`),
        ...(about === null ? {} : { rows: about }),
        ...(about === null || lasting === null || lasting === about ? {} : { lasting }),
      };
    });
  });
}

/** One cell shows several things, and a report that has nothing to say is short, too. */
const MOST_READINGS = 5;

/**
 * What the analyses show without a judgement, the first of each that may leave, in the notebook's order. Key figures
 * stand in a table of their own.
 */
export function readingsOf(
  { notebook, prepared, template: templateOf, findings, disclosure, wide }: Told,
  lang: Lang,
): ReportReading[] {
  const readings = notebook.cells.flatMap((cell): ReportReading[] => {
    const template = templateOf(cell.template);
    const rows = isAnalysis(template) ? findings(cell.name) : null;
    if (!template || !rows || drawsFigures(cell, template)) return [];
    const item = findingsOf(template, rows, lang, notebook.currency).find(
      ({ kind, row }) => kind === 'reading' && disclosure?.finding(cell.name, row) === null,
    );
    if (!item) return [];
    const about = prepared && rowsOf(item, cell, template, prepared.given);
    return [
      {
        cell: cell.name,
        severity: item.severity,
        sentence: item.segments,
        ...(wide?.has(cell.name) ? { wide: true as const } : {}),
        subjects: subjectsOf(item, template, lang),
        named: namedOf(item, `${cell.name}.${item.id}.`),
        ...(about === null ? {} : { rows: about }),
      },
    ];
  });
  return readings.slice(0, MOST_READINGS);
}

/** Rows of a cell's result that a finding is about, as a condition; null where it is about none in particular. */
function rowsOf(
  { rule, row }: FindingItem,
  { name, params }: Cell,
  template: Template,
  given: Given | null,
): string | null {
  const rows = findingRows(template, rule, row, { cell: name, params, given });
  return rows.ok ? rows.value : null;
}

/** Columns of a finding that name a group: of customers, of their doings, of what they say. */
const GROUPS = [
  'segment',
  'channel',
  'device',
  'topic',
  'level',
  'stage',
  'tier',
  'row_segment',
  'column_segment',
];

const subjectsOf = (
  { row }: FindingItem,
  template: Template,
  lang: Lang,
  only?: readonly string[],
): string[] =>
  Object.entries(row).flatMap(([column, value]) =>
    typeof value === 'string' &&
    value !== '' &&
    column !== 'rule' &&
    column !== 'severity' &&
    (!only || (only.includes(column) && !/^\(\w+\)$/.test(value)))
      ? [String(labelOf(template.codes, column, value, lang))]
      : [],
  );

/** Its words with marks under names that the whole report knows. */
function namedOf({ named }: FindingItem, prefix: string): NonNullable<ReportFinding['named']> {
  const { segments, measure, leaving, values } = named;
  const words = (text: string) => prefixed(text, prefix);
  return {
    sentence: segments.map((segment) => ({ ...segment, text: words(segment.text) })),
    ...(leaving === undefined ? {} : { leaving: words(leaving) }),
    ...(measure
      ? {
          measure: {
            ...measure,
            action: words(measure.action),
            kpi: words(measure.kpi),
            ...(measure.now === undefined ? {} : { now: words(measure.now) }),
            target: words(measure.target),
          },
        }
      : {}),
    values: new Map([...values].map(([slot, text]) => [prefix + slot, text])),
  };
}

type Insight = FindingItem & { weight: NonNullable<FindingItem['weight']> };
const isInsight = (item: FindingItem): item is Insight => item.weight !== null;
