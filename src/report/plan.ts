import { PLAN_FIELDS, type PlanField, type PlanRow } from './document.ts';
import type { Lang } from '../i18n/text.ts';
import type { Goal } from '../notebook/document.ts';
import { DEPARTMENTS } from '../notebook/goals.ts';
import { plain } from './findings.ts';
import type { ReportFinding } from './input.ts';
import { nameMarks, withValues, type NamedValues } from './named-values.ts';
import { REPORT_TEXTS } from './texts.ts';

/** A plan is carried out when it is short; the other problems stay in the diagnosis. */
const MOST = 8;

/** Where a field of a row is kept among the report cell's texts. */
export const planKey = (row: string, field: PlanField): string => `plan.${row}.${field}`;
/** Set when the analyst struck the row. */
export const struckKey = (row: string): string => `plan.${row}`;

/**
 * The landing plan: one row for each thing to be done about the foremost problems, then the analyst's own rows.
 * What was written by hand stands over what the findings say and stays when they change; a struck row stays
 * away. Deadlines count from the goal's date, else from `today` (ISO).
 */
export function planRows(
  problems: readonly ReportFinding[],
  goal: Goal,
  edits: Readonly<Record<string, string>>,
  today: string,
  lang: Lang,
  values: NamedValues = new Map(),
): PlanRow[] {
  const taken = new Map<string, number>();
  const seeded = planned(problems)
    .map((problem): [string, ReportFinding] => {
      // Two findings of a rule about the same thing are still two rows: what is written over one is not the other's.
      const id = `${problem.cell}.${problem.id ?? ''}`;
      const before = taken.get(id) ?? 0;
      taken.set(id, before + 1);
      return [before === 0 ? id : `${id}-${before + 1}`, problem];
    })
    .filter(([id]) => !Object.hasOwn(edits, struckKey(id)))
    .map(([id, problem]) => {
      const seeds = [problem, inNames(problem)].map((one) => seedOf(one, goal, today, lang));
      return written(id, problem.cell, [seeds[0]!, seeds[1]!], edits, values);
    });
  const nothing = Object.fromEntries(PLAN_FIELDS.map((field) => [field, ''])) as Record<PlanField, string>;
  return [...seeded, ...ownRows(edits).map((id) => written(id, '', [nothing, nothing], edits, values))];
}

/** Ids of the rows the analyst added, in order. */
export function ownRows(edits: Readonly<Record<string, string>>): string[] {
  const numbers = Object.keys(edits).flatMap((key) => {
    const found = /^plan\.own-(\d+)\./.exec(key);
    return found ? [Number(found[1])] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b).map((n) => `own-${n}`);
}

/** The problems that the plan has a row for: those that call for the same thing share one. */
export const planned = (problems: readonly ReportFinding[]): ReportFinding[] =>
  distinct(problems).slice(0, MOST);

/** How many problems the plan leaves to the diagnosis. */
export const unplanned = (problems: readonly ReportFinding[]): number =>
  Math.max(0, distinct(problems).length - MOST);

function distinct(problems: readonly ReportFinding[]): ReportFinding[] {
  const seen = new Set<string>();
  return problems.filter(
    ({ measure, task = measure?.action ?? '' }) => !measure || (!seen.has(task) && seen.add(task)),
  );
}

/** A finding whose words have marks for their values; told from others by what it says. */
export const inNames = (finding: ReportFinding): ReportFinding => {
  const { named, measure } = finding;
  if (!named) return finding;
  return {
    ...finding,
    sentence: named.sentence,
    ...(measure && named.measure ? { measure: named.measure, task: measure.action } : {}),
  };
};

function seedOf(problem: ReportFinding, goal: Goal, today: string, lang: Lang): Record<PlanField, string> {
  const open = REPORT_TEXTS.open[lang];
  const { measure } = problem;
  const departments = (measure ? [measure.department] : goal.departments).map(
    (id) => DEPARTMENTS.find((d) => d.id === id)?.label[lang] ?? id,
  );
  return {
    finding: plain(problem.sentence),
    department: departments.join(lang === 'zh' ? '、' : ', ') || open,
    measure: measure?.action ?? open,
    deadline: measure ? daysAfter(goal.date || today, measure.days) : open,
    kpi: measure?.kpi ?? open,
    target: measure?.target ?? (goal.criterion || open),
  };
}

function written(
  id: string,
  cell: string,
  [seed, named]: readonly [Record<PlanField, string>, Record<PlanField, string>],
  edits: Readonly<Record<string, string>>,
  values: NamedValues,
): PlanRow {
  const edited = PLAN_FIELDS.filter((field) => Object.hasOwn(edits, planKey(id, field)));
  const own = Object.fromEntries(edited.map((field) => [field, edits[planKey(id, field)]!]));
  const shown = Object.fromEntries(edited.map((field) => [field, withValues(own[field]!, values)]));
  const kept = Object.fromEntries(PLAN_FIELDS.map((field) => [field, nameMarks(named[field])]));
  return { ...seed, ...shown, id, cell, edited, named: { ...kept, ...own } as PlanRow['named'] };
}

const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
