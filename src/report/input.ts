import type { LedgerRow, SourceLedgerRow } from '../entity/ledger.ts';
import type { Lang } from '../i18n/text.ts';
import type { Goal } from '../notebook/document.ts';
import type { Comparison } from '../run/compare.ts';
import type { Weight } from '../template/insight.ts';
import type { Segment } from '../template/findings.ts';
import type { Severity } from '../template/schema.ts';
import type { GoalNow } from './goal-now.ts';
import type { ToldFigures } from './figures-table.ts';
import type { PlannedMeasure } from './findings.ts';
import type { CauseValue, Looked } from './cause.ts';
import type { ReviewFacts } from './review.ts';

/** An insight as its cell shows it: what a report speaks of. */
export interface ReportFinding {
  cell: string;
  severity: Severity;
  sentence: Segment[];
  /** It is about all customers although the goal asks for a group. */
  wide?: true;
  /** What is at stake. */
  weight: Weight;
  /** Tells findings of one cell apart whatever their numbers; see `FindingItem.id`. */
  id?: string;
  /** The rule that gave it. */
  rule?: string;
  /** Customers that it is about, where it is about a group. */
  customers?: number | null;
  /** What it is about by name, as its cell's chart calls it: a segment, a channel. */
  subjects?: string[];
  /** Those of its subjects that are groups of customers, of their doings or of what they say. */
  groups?: string[];
  /** What the data say of where it comes from; absent where nothing was looked for. */
  looked?: Looked;
  /** What stands in the place of its cause's values, where its words have marks. */
  causeAs?: Readonly<Record<CauseValue, string>>;
  /** What to do about it, when its template says so. */
  measure?: PlannedMeasure;
  /** Rows of the cell's result that it is about, as a condition. */
  rows?: string;
  /** The same with what the notebook gives left in, where that differs. */
  lasting?: string;
  /** Whom it counts as leaving, after "customers"; absent where it counts nobody so. */
  leaving?: string;
  /** Sentence and measure with marks in the place of their values, and those by the names in the marks. */
  named?: {
    sentence: Segment[];
    measure?: PlannedMeasure;
    leaving?: string;
    values: ReadonlyMap<string, string>;
  };
  /** What tells its measure from others', where the measure's own words are marks. */
  task?: string;
}

/** What an analysis shows without a judgement. */
export type ReportReading = Pick<
  ReportFinding,
  'cell' | 'severity' | 'sentence' | 'wide' | 'subjects' | 'rows' | 'named'
>;

export interface ReportCell {
  name: string;
  title: string;
  template: string;
  templateVersion: number;
  /** Exact definition in words; '' for cells without one. */
  definition: string;
  /** True when its SQL was rewritten in the notebook. */
  forked: boolean;
}

export interface ReportInput {
  lang: Lang;
  /** What of the run may be told is still being found out: that there is nothing to tell cannot be said yet. */
  checking?: boolean;
  title: string;
  goal: Goal;
  /** The goal's scope in words and ISO dates, as the run used it. */
  scope: { group: string; start: string; end: string; asOf: string; customers: number | null };
  /** Analyses of all customers, by their titles, where the goal asks for a group. */
  wide?: readonly string[];
  cells: readonly ReportCell[];
  findings: readonly ReportFinding[];
  /** What the analyses show, one of each: told where there is no insight. */
  readings?: readonly ReportReading[];
  /** The key figures that may leave, of the first cell that draws some. */
  figures?: ToldFigures | null;
  /** `rejected`: lines that reading refused; `updated`: ISO date, '' when unknown. */
  sources: readonly (SourceLedgerRow & { system: string; rejected: number; updated: string })[];
  /** The row account, each line's rule put into words. */
  ledger: readonly (LedgerRow & { label: string })[];
  versions: { program: string; engine: string };
  /** ISO date and time, and the time zone (IANA) of who reads it. */
  generatedAt: string;
  zone: string;
  /** The goal's metric as it is now, and what it should come to; null where the run does not have it. */
  goalNow?: GoalNow | null;
  /** What was held back, for the scope. */
  held?: readonly string[];
  /** Hand-written sections: the report cell's `text`. */
  edits: Readonly<Record<string, string>>;
  currency: string;
  /** The run before, held against this one. */
  comparison?: Comparison | null;
  review?: ReviewFacts | null;
  /** What must be said before anything else: totals that do not agree. */
  notices?: readonly string[];
  /** The rule by which figures are held back, in words. */
  rule?: string;
}
