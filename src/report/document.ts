import type { Lang } from '../i18n/text.ts';
import type { Severity } from '../template/schema.ts';
import type { NamedValues } from './named-values.ts';
import type { Segment } from '../template/findings.ts';

/** Sections of a report in their order; hand edits are kept by these ids. */
export const SECTION_IDS = [
  'summary',
  'figures',
  'conclusion',
  'readings',
  'diagnosis',
  'action',
  'leaving',
  'plan',
  'comparison',
  'review',
  'scope',
  'sources',
  'ledger',
  'definitions',
  'versions',
] as const;
export type SectionId = (typeof SECTION_IDS)[number];

/** Sections that say how the report was made: folded away behind what it says. */
export const APPENDIX: readonly SectionId[] = [
  'comparison',
  'review',
  'scope',
  'sources',
  'ledger',
  'definitions',
  'versions',
];

/** What a report that leaves has in it: a sheet of questions that nobody has answered is no part of it. */
export const leavingSections = ({ sections }: Pick<Report, 'sections'>): ReportSection[] =>
  sections.filter(({ id, edited }) => id !== 'review' || edited);

/** A report ready to be shown or written; every text is plain, nothing in it is markup. */
export interface Report {
  lang: Lang;
  title: string;
  /** Under the title: who made it when, of which time, to what end. Entries without a value are not there. */
  head: HeadLine[];
  /** Shown above everything else: an unconfirmed goal, findings left out, damaged cells. */
  notices: string[];
  /** A section with nothing to say is not there. */
  sections: ReportSection[];
  /** The landing plan's rows, which its section shows as a table unless it was written as a whole. */
  plan: PlanRow[];
  /** The values that texts written by hand stand around. */
  values: NamedValues;
  /** What editing a section begins with: its Markdown around the names of its values. */
  seedOf: (id: SectionId) => string;
}

export interface HeadLine {
  label: string;
  text: string;
}

export interface ReportSection {
  id: SectionId;
  title: string;
  /** True when the analyst wrote it; `blocks` is then one `markdown` block. */
  edited: boolean;
  blocks: Block[];
}

export type Block =
  | { kind: 'paragraph'; text: Segment[] }
  | { kind: 'list'; items: ReportItem[] }
  | Chain
  | { kind: 'table'; columns: { label: string; numeric: boolean }[]; rows: string[][] }
  /** Written by the analyst: to be rendered, and sanitised, as Markdown. */
  | { kind: 'markdown'; text: string };

/**
 * One thing that a report says: what is so, where it comes from, what to do. Its cell's chart stands beside it. What is
 * only shown has neither a diagnosis nor an action.
 */
export interface Chain {
  kind: 'chain';
  severity: Severity;
  headline: Segment[];
  /** What its sentence says beyond the headline. */
  rest: Segment[];
  diagnosis: Segment[];
  action: string;
  /** Cell that it comes from, and what that is called. */
  cell: string;
  cellTitle: string;
  /** Rows of the cell's result that it is about, as a condition; absent for none. */
  rows?: string;
}

export interface ReportItem {
  text: Segment[];
  severity: Severity | null;
  /** Cell that it comes from, linked as `#name`; '' for none. */
  cell: string;
  /** Title of that cell. */
  cellTitle: string;
  /** Rows of the cell's result that it is about, as a condition; absent for none. */
  rows?: string;
}

/** What a row of the plan says, in the order of its columns. */
export const PLAN_FIELDS = ['finding', 'department', 'measure', 'deadline', 'kpi', 'now', 'target'] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];

/** One row of the landing plan. */
export interface PlanRow extends Record<PlanField, string> {
  /** Key of its edits: `cell.rule-subject`, or `own-n` for a row the analyst added. */
  id: string;
  /** Cell of the finding, '' for a row of one's own. */
  cell: string;
  /** Fields that the analyst wrote. */
  edited: PlanField[];
  /** Its texts as they are kept: around the names of values. */
  named: Record<PlanField, string>;
}
