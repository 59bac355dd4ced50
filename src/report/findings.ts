import type { Rows } from '../engine/api.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang, Text } from '../i18n/text.ts';
import { rowObjects } from '../engine/rows.ts';
import { versionOf } from '../run/version.ts';
import {
  bySeverity,
  renderFinding,
  renderText,
  severityOf,
  slotsOf,
  type Segment,
} from '../template/findings.ts';
import { markedPieces } from './named-values.ts';
import { byStake, kindOf, weightOf, type FindingKind, type Weight } from '../template/insight.ts';
import type { Department, Measure, ParamValue, Severity, Template } from '../template/schema.ts';

/** A finding with its sentence in one language, and the parameter change it offers. */
export interface FindingItem {
  /** The same for the same rule and subject, whatever the numbers: `gaps-1k2j`. Gives no value away. */
  id: string;
  rule: string;
  severity: Severity;
  kind: FindingKind;
  /** What is at stake; only of insights. */
  weight: Weight | null;
  segments: Segment[];
  /** Its row of the findings query. */
  row: Readonly<Record<string, unknown>>;
  /** Customers that it is about: their number where its row has one, 1 where it names one, else null. */
  customers: number | null;
  /** What its template says should be done. */
  measure?: PlannedMeasure;
  /** Whom it counts as leaving, after "customers". */
  leaving?: string;
  /** The same with marks in the place of the values, and the values by the names of their slots. */
  named: Named;
  suggest?: { label: string; param: string; value: ParamValue };
}

/** A measure with its numbers filled in. */
export interface PlannedMeasure extends Record<'action' | 'kpi' | 'target', string> {
  department: Department;
  days: number;
  /** What the KPI is today. */
  now?: string;
  /** It asks to find something out: no action yet. */
  looks?: true;
}

export interface Named {
  segments: Segment[];
  measure?: PlannedMeasure;
  leaving?: string;
  values: ReadonlyMap<string, string>;
}

interface Worded {
  template: Template;
  lang: Lang;
  currency: string;
  items: readonly FindingItem[];
}

/** What was put into words before, by the rows that it was made of. */
const worded = new WeakMap<Rows, Worded[]>();

/**
 * The rows of a findings query as sentences: insights first, by what is at stake, then what the result shows, most
 * serious first, then notes; rules the template does not know are left out.
 * A run's cell, its report, its figures and its files say the same: it is worded once for each language.
 */
export function findingsOf(
  template: Template,
  rows: Rows | null,
  lang: Lang,
  currency: string,
): readonly FindingItem[] {
  if (!rows) return [];
  // Of other templates and currencies, which are gone, nothing is kept.
  const known = (worded.get(rows) ?? []).filter((w) => w.template === template && w.currency === currency);
  const said = known.find((w) => w.lang === lang);
  if (said) return said.items;
  const items = inWords(template, rows, lang, currency);
  worded.set(rows, [...known, { template, lang, currency, items }]);
  return items;
}

function inWords(template: Template, rows: Rows, lang: Lang, currency: string): FindingItem[] {
  const items = rowObjects(rows).flatMap((row): FindingItem[] => {
    const rule = String(row['rule']);
    const known = Object.hasOwn(template.findings, rule) ? template.findings[rule] : undefined;
    if (!known) return [];
    const format: Parameters<typeof renderFinding>[3] = (value, kind) => {
      // A sentence has room for `Tuesday 21:00`, and for a count that is found again in the table.
      const short = kind !== 'weekday' && kind !== 'hour' && kind !== 'integer';
      return formatValue(value, kind, { lang, currency, short, digits: 'sentence' });
    };
    const { suggest, measure, leaving } = known;
    const kind = kindOf(known, row);
    const pieces = (text: Text) => renderText(text, row, lang, format, template.codes);
    const words = (text: Text) => plain(pieces(text));
    const values = new Map<string, string>();
    const marked = (text: Text) => {
      const [found, slots] = [pieces(text), slotsOf(text[lang])];
      slots.forEach((slot, i) => slot && values.set(slot, found[i]!.text));
      return markedPieces(found, slots);
    };
    return [
      {
        id: `${rule}-${versionOf(subjectOf(row)).slice(0, 6)}`,
        rule,
        severity: severityOf(row['severity']),
        kind,
        weight: kind === 'insight' ? weightOf(known, row) : null,
        segments: renderFinding(known, row, lang, format, template.codes),
        row,
        customers: customersOf(row, known.customers),
        ...(measure ? { measure: filled(measure, words) } : {}),
        ...(leaving ? { leaving: words(leaving) } : {}),
        named: {
          segments: marked(known.sentence),
          ...(measure ? { measure: filled(measure, (text) => plain(marked(text))) } : {}),
          ...(leaving ? { leaving: plain(marked(leaving)) } : {}),
          values,
        },
        ...(suggest
          ? { suggest: { label: suggest.label[lang], param: suggest.param, value: suggest.value } }
          : {}),
      },
    ];
  });
  return ranked(bySeverity(items));
}

const KINDS: readonly FindingKind[] = ['insight', 'reading', 'note'];

/** Insights first, those with most at stake before the others; notes last. */
function ranked(items: readonly FindingItem[]): FindingItem[] {
  return [...items].sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      (a.weight && b.weight ? byStake(a.weight, b.weight) : 0),
  );
}

/** The sentence without its bold parts marked. */
export const plain = (segments: readonly Segment[]): string =>
  segments.map((segment) => segment.text).join('');

/** What a finding is about, apart from its numbers: its texts. */
const subjectOf = (row: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(row).flatMap(([column, value]) =>
    column !== 'rule' && column !== 'severity' && typeof value === 'string' ? [`${column} ${value}`] : [],
  );

function customersOf(row: Readonly<Record<string, unknown>>, column = 'customers'): number | null {
  if (typeof row['customer'] === 'string') return 1;
  const count = row[column];
  return typeof count === 'number' ? count : null;
}

const filled = (measure: Measure, words: (text: Text) => string): PlannedMeasure => ({
  action: words(measure.action),
  kpi: words(measure.kpi),
  target: words(measure.target),
  department: measure.department,
  days: measure.days,
  ...(measure.now ? { now: words(measure.now) } : {}),
  ...(measure.looks ? { looks: true } : {}),
});
