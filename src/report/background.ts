import type { Disclosure } from '../disclosure/disclose.ts';
import type { ResultField, Rows } from '../engine/api.ts';
import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import type { Cell, Notebook } from '../notebook/document.ts';
import { overEveryone } from '../run/everyone.ts';
import { givenLiterals, type Given } from '../template/compile.ts';
import { findingRows } from '../template/finding-rows.ts';
import { kindOf } from '../template/insight.ts';
import type { Template } from '../template/schema.ts';
import { quoteName } from '../sql/quote.ts';
import { replacePlaceholders } from '../sql/placeholders.ts';
import { asksPeople, peopleSql } from '../template/people.ts';
import { peopleWhere } from '../run/people-rows.ts';
import { columnOf } from '../metric/segment-options.ts';
import { ok, type Result } from '../result.ts';
import { causeKey, NOT_LOOKED, type Looked } from './cause.ts';
import type { TraitId } from './cause-traits.ts';
import { changeSql, highValueSql, keptSql, membersSql, type Spans } from './cause-sql.ts';
import { STAFF_SQL } from '../run/staff-names.ts';
import {
  judgeChange,
  judgeHighValue,
  judgeKept,
  judgeMembers,
  type ChangeRow,
  type KeptRow,
  type MemberRow,
} from './judge-cause.ts';

/** What a report asks the data beyond the cells' own results. */
export interface Background {
  /** Where the insights come from; see `causeKey`. */
  causes: ReadonlyMap<string, Looked>;
  /** Names of employees; null where they could not be found out. */
  staff: ReadonlySet<string> | null;
  /** Of those who spent most in the first half of the period, the share who ordered in the second; null where the data do not tell. */
  highValue: number | null;
}

export interface BackgroundInput {
  notebook: Pick<Notebook, 'cells' | 'disclosure'>;
  template: (id: string) => Template | undefined;
  given: Given;
  output: (cell: string) => { fields: readonly ResultField[]; findings: Rows | null } | undefined;
  /** Whether a cell looks at all customers whatever the goal's group. */
  everyone?: (cell: string) => boolean;
  disclosure: Disclosure;
  /** Columns of the customers' files that no role reads; those that a cell divides by are looked at too. */
  columns?: readonly string[];
}

/** The rules whose insight is how an amount of the whole moved from one period to the next. */
const MOVED = ['revenue_up', 'revenue_down'];

/** Looks for the causes of what a run has found, as far as it may be told. What the engine does not answer is marked so. */
export async function backgroundOf(
  db: Connector,
  {
    notebook,
    template: templateOf,
    given,
    output,
    everyone,
    disclosure,
    columns: present = [],
  }: BackgroundInput,
  signal?: AbortSignal,
): Promise<Background> {
  const rules = notebook.disclosure;
  const spans = givenLiterals(given, {}) as Spans;
  const asked = async <T>(sql: string): Promise<T[] | null> => {
    const found = await db.run(sql, { signal });
    return found.ok ? rowObjects<T>(found.value) : null;
  };
  const causes = new Map<string, Looked>();
  const columns = dividedBy(notebook.cells).filter((column) => present.includes(column));
  for (const cell of disclosure.refused ? [] : notebook.cells) {
    const template = templateOf(cell.template);
    const made = output(cell.name);
    if (!template || !made?.findings) continue;
    const people = made.fields.some(({ name }) => name === 'customer');
    const over = everyone?.(cell.name) ? overEveryone : (sql: string) => sql;
    for (const row of rowObjects(made.findings)) {
      const name = String(row['rule']);
      const rule = template.findings[name];
      if (!rule || kindOf(rule, row) !== 'insight' || disclosure.finding(cell.name, row) !== null) continue;
      if (MOVED.includes(name)) {
        const moved = await asked<ChangeRow>(over(changeSql(spans, columns)));
        const looked = moved ? judgeChange(moved, rules, disclosure.givesAway) : NOT_LOOKED;
        const kept = moved && !looked.cause ? await asked<KeptRow>(over(keptSql(spans))) : null;
        causes.set(
          causeKey(cell.name, row),
          kept ? judgeKept(kept, rules, disclosure.givesAway, looked) : looked,
        );
        continue;
      }
      const chosen = chosenOf(template, cell, name, row, people, given);
      if (chosen.ok && chosen.value === null) continue;
      const members = chosen.ok
        ? await asked<MemberRow>(
            over(membersSql(chosen.value!, columns, deedsFor(template, row['severity']))),
          )
        : null;
      causes.set(causeKey(cell.name, row), members ? judgeMembers(members, rules) : NOT_LOOKED);
    }
  }
  const names = await asked<{ name: string }>(STAFF_SQL);
  const [high] = (await asked<{ customers: number; again: number }>(highValueSql(spans))) ?? [];
  return {
    causes,
    staff: names && new Set(names.map(({ name }) => name)),
    highValue: high && !disclosure.refused ? judgeHighValue(high, rules) : null,
  };
}

/** Columns without a role that cells divide customers by: whoever chose them wants to see their groups told. */
const dividedBy = (cells: readonly Cell[]): string[] => [
  ...new Set(cells.flatMap(({ params }) => Object.values(params).flatMap((value) => columnOf(value) ?? []))),
];

/**
 * What customers did, to look for a cause in: complaints explain bad news alone, and none of an analysis that is about
 * feedback itself.
 */
function deedsFor({ needs }: Template, severity: unknown): TraitId[] {
  const feedback = [...needs.required, ...needs.optional].some((ref) => ref.startsWith('feedback.'));
  const bad = severity === 'bad' || severity === 'warning';
  return ['trait.breadth', ...(bad && !feedback ? (['trait.complaint'] as const) : [])];
}

/** The customers whom a finding is about, as a SELECT: of the result's rows, else those behind them; null where they cannot be told. */
function chosenOf(
  template: Template,
  cell: Cell,
  rule: string,
  row: Readonly<Record<string, unknown>>,
  people: boolean,
  given: Given,
): Result<string | null> {
  const where = findingRows(template, rule, row, { cell: cell.name, params: cell.params, given });
  if (!where.ok || where.value === null) return where;
  if (people) return ok(`SELECT customer FROM ${quoteName(cell.name)} WHERE (${where.value})`);
  const said = template.findings[rule]!.rows!;
  if (
    cell.sql !== null ||
    template.who !== undefined ||
    template.behind !== undefined ||
    !asksPeople(template, said)
  )
    return ok(null);
  const behind = peopleSql(template, cell.params);
  if (!behind.ok || behind.value === null) return behind;
  return ok(replacePlaceholders(peopleWhere(behind.value, where.value), givenLiterals(given, {})));
}

/** Whether all of it was answered: what was not may be asked again. */
export const isWhole = ({ causes, staff }: Background): boolean =>
  staff !== null && [...causes.values()].every(({ failed }) => !failed);
