import { PLAN_FIELDS, type PlanField, type PlanRow } from './document.ts';
import type { Lang } from '../i18n/text.ts';
import type { Goal } from '../notebook/document.ts';
import { DEPARTMENTS } from '../notebook/goals.ts';
import { plain, type PlannedMeasure } from './findings.ts';
import { headlineOf } from './headline.ts';
import type { ReportFinding } from './input.ts';
import { causeMarks } from './diagnosis.ts';
import { nameMarks, withValues, type NamedValues } from './named-values.ts';

/** A plan is carried out when it is short. */
const MOST = 8;

/** Where a field of a row is kept among the report cell's texts. */
export const planKey = (row: string, field: PlanField): string => `plan.${row}.${field}`;
/** Set when the analyst struck the row. */
export const struckKey = (row: string): string => `plan.${row}`;

/** An insight that says what to do. */
export type Task = ReportFinding & { measure: PlannedMeasure };

/** Whether something is to be done about it: to find out why is no action, and stands in no plan. */
export const isTask = (finding: ReportFinding): finding is Task =>
  finding.measure !== undefined && !finding.measure.looks;

/**
 * The landing plan: one row for each thing to be done about the foremost insights, then the analyst's own rows.
 * What was written by hand stands over what the findings say and stays when they change; a struck row stays
 * away. Deadlines count from the goal's date, else from `today` (ISO).
 */
export function planRows(
  problems: readonly ReportFinding[],
  goal: Pick<Goal, 'date'>,
  edits: Readonly<Record<string, string>>,
  today: string,
  lang: Lang,
  values: NamedValues = new Map(),
): PlanRow[] {
  const taken = new Map<string, number>();
  const seeded = planned(problems)
    .map((problem): [string, Task] => {
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

/** The insights that the plan has a row for: those that call for the same thing share one. */
export function planned(findings: readonly ReportFinding[]): Task[] {
  const seen = new Set<string>();
  return findings
    .filter(isTask)
    .filter(({ measure, task = measure.action }) => !seen.has(task) && seen.add(task))
    .slice(0, MOST);
}

/** A finding whose words have marks for their values; told from others by what it says. */
export const inNames = <T extends ReportFinding>(finding: T): T => {
  const { named, measure } = finding;
  if (!named) return finding;
  return {
    ...finding,
    sentence: named.sentence,
    ...(named.leaving === undefined ? {} : { leaving: named.leaving }),
    causeAs: causeMarks(finding),
    ...(measure && named.measure ? { measure: named.measure, task: measure.action } : {}),
  };
};

function seedOf(task: Task, goal: Pick<Goal, 'date'>, today: string, lang: Lang): Record<PlanField, string> {
  const { department, action, kpi, target, now = '', days } = task.measure;
  return {
    finding: plain(headlineOf(task.sentence)[0]),
    department: DEPARTMENTS.find((d) => d.id === department)?.label[lang] ?? department,
    measure: action,
    deadline: daysAfter(goal.date || today, days),
    kpi,
    now,
    target,
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
