import type { Disclosure } from '../disclosure/disclose.ts';
import type { ResultField, Rows } from '../engine/api.ts';
import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import type { Notebook } from '../notebook/document.ts';
import { overEveryone } from '../run/everyone.ts';
import { givenLiterals, type Given } from '../template/compile.ts';
import { findingRows } from '../template/finding-rows.ts';
import { kindOf } from '../template/insight.ts';
import type { Template } from '../template/schema.ts';
import { causeKey, NOT_LOOKED, type Looked } from './cause.ts';
import { changeSql, highValueSql, membersSql, STAFF_SQL, type Spans } from './cause-sql.ts';
import { judgeChange, judgeHighValue, judgeMembers, type ChangeRow, type MemberRow } from './judge-cause.ts';

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
}

/** The rules whose insight is how an amount of the whole moved from one period to the next. */
const MOVED = ['revenue_up', 'revenue_down'];

/** Looks for the causes of what a run has found, as far as it may be told. What the engine does not answer is marked so. */
export async function backgroundOf(
  db: Connector,
  { notebook, template: templateOf, given, output, everyone, disclosure }: BackgroundInput,
  signal?: AbortSignal,
): Promise<Background> {
  const rules = notebook.disclosure;
  const spans = givenLiterals(given, {}) as Spans;
  const asked = async <T>(sql: string): Promise<T[] | null> => {
    const found = await db.run(sql, { signal });
    return found.ok ? rowObjects<T>(found.value) : null;
  };
  const causes = new Map<string, Looked>();
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
        const moved = await asked<ChangeRow>(over(changeSql(spans)));
        const looked = moved ? judgeChange(moved, rules, disclosure.givesAway) : NOT_LOOKED;
        causes.set(causeKey(cell.name, row), looked);
        continue;
      }
      const where = people
        ? findingRows(template, name, row, { cell: cell.name, params: cell.params, given })
        : null;
      if (!where || (where.ok && where.value === null)) continue;
      const members = where.ok ? await asked<MemberRow>(over(membersSql(cell.name, where.value!))) : null;
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

/** Whether all of it was answered: what was not may be asked again. */
export const isWhole = ({ causes, staff }: Background): boolean =>
  staff !== null && [...causes.values()].every(({ failed }) => !failed);
