import type { Rows } from '../engine/api.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';
import { sentenceSlots } from '../template/findings.ts';
import type { FindingRule, Template } from '../template/schema.ts';
import type { RowsBehind } from './finding-support.ts';
import type { HeldReason } from './held.ts';
import type { GatedRows } from './rows.ts';

export type FindingRow = Readonly<Record<string, unknown>>;

/** Whole numbers of a sentence that count no people: times, places, settings. */
const NO_COUNT =
  /^(days?|hours?|minutes|weeks|months|years|gaps?|limit|cluster|clusters|tested|value|steps?|confidence|place|rank)$/;
/** Formats of amounts that one customer can dominate. */
const SUMS = new Set(['money', 'row']);

export interface FindingView {
  template: Template;
  rule: FindingRule;
  row: FindingRow;
  rules: DisclosureRules;
  /** Customers in scope, by entity. */
  whole: readonly number[];
  /** Largest share of one customer in all amounts. */
  top: number | null;
  /** What stands behind the rows of the result that it is about; null when it names none. */
  rows: RowsBehind | null;
  /** The cell's chart as it may leave, and its columns of groups. */
  chart: { rows: Rows; gated: GatedRows; places: readonly string[] } | null;
}

export interface FindingJudged {
  why: HeldReason | null;
  /** Customers that it stands for, as far as is known. */
  customers: number | null;
}

/** Whether a finding may leave, by everything that says how many customers stand behind it. */
export function judgeFinding(view: FindingView): FindingJudged {
  const { rule, row, rules, whole, top, rows, template } = view;
  const slots = slotsOf(rule);
  if (typeof row['customer'] === 'string') return { why: 'single', customers: 1 };
  const counts = slots
    .filter(({ column, format }) => format === 'integer' && !NO_COUNT.test(column))
    .map(({ column }) => row[column])
    .filter((n): n is number => typeof n === 'number' && n > 0);
  const named = row['behind'] ?? row[rule.customers ?? 'customers'];
  const marks = marksOf(view);
  const known = [
    ...(typeof named === 'number' && named > 0 ? [named] : []),
    ...(rows?.customers ? [rows.customers] : []),
    ...(marks.customers === null ? [] : [marks.customers]),
  ];
  const least = Math.min(...known, ...counts);
  const customers = Number.isFinite(least) ? least : null;
  if (customers !== null && customers < rules.customers) return { why: 'small', customers };
  if (marks.why) return { why: marks.why, customers };
  const apart = known.some((a) => [...whole, ...known].some((b) => b > a && b - a < rules.customers));
  if (apart) return { why: 'part', customers };
  const sums = slots.some(({ format }) => SUMS.has(format ?? ''));
  // Nothing says whose sum it is: then it is that of all.
  const all = sums && rows === null && marks.customers === null ? (top ?? 0) : 0;
  const share = Math.max(rows?.top ?? 0, numberOf(row['top_share']), all);
  if (share > rules.share) return { why: 'dominant', customers };
  if (known.length === 0 && slots.some(({ column }) => isSubject(template, column, row[column])))
    return { why: 'unknown', customers };
  return { why: null, customers };
}

/** Every slot of its sentence and of the measure that it asks for. */
export function slotsOf({ sentence, measure }: FindingRule): ReturnType<typeof sentenceSlots> {
  const texts = [sentence, ...(measure ? [measure.action, measure.kpi, measure.target] : [])];
  return texts.flatMap(({ zh, en }) => [...sentenceSlots(zh), ...sentenceSlots(en)]);
}

/** What the chart says of the groups that a finding names. */
function marksOf({ row, chart }: FindingView): FindingJudged {
  if (!chart) return { why: null, customers: null };
  const at = chart.places.flatMap((place) => {
    const column = chart.rows.fields.findIndex(({ name }) => name === place);
    const value = row[place];
    return value === null || value === undefined || value === '' || column < 0 ? [] : [{ column, value }];
  });
  if (at.length === 0) return { why: null, customers: null };
  const same = Array.from({ length: chart.rows.count }, (_, r) => r).filter((r) =>
    at.every(({ column, value }) => chart.rows.data[column]![r] === value),
  );
  const shown = same.filter((r) => chart.gated.why[r] === null);
  if (same.length > 0 && shown.length === 0) {
    const why = chart.gated.why[same[0]!]!;
    // That the chart does not say how many there are is no word about the finding.
    return { why: why === 'unknown' ? null : why, customers: null };
  }
  const counts = shown.map((r) => chart.gated.customers[r] ?? 0);
  return { why: null, customers: counts.length > 0 ? Math.max(...counts) : null };
}

/** Whether a slot names a group of the data, rather than one of the template's own words. */
function isSubject(template: Template, column: string, value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !Object.hasOwn(template.codes?.[column] ?? {}, value);
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
