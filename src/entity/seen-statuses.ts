import { STATUS_ROLES, type StatusRole } from '../values/status-columns.ts';
import type { StatusClass } from '../values/status-words.ts';

/** A value of a status column: in how many rows it stands and what it is taken for. */
export interface SeenStatus {
  role: StatusRole;
  value: string;
  rows: number;
  class: StatusClass;
}

/** Most different combinations of statuses that are listed. */
const LISTED = 2_000;

/** SELECT of the combinations of statuses that cleaning met, for `seenStatuses`; runs after an entity's row rules. */
export const seenStatusesSql = (): string => `SELECT * FROM clean.statuses ORDER BY n DESC LIMIT ${LISTED}`;

/** The values of the status columns, each by itself, those in most rows first. */
export function seenStatuses(found: readonly Record<string, unknown>[]): SeenStatus[] {
  return STATUS_ROLES.flatMap((role) => {
    const values = new Map<string, SeenStatus>();
    for (const row of found) {
      const value = row[role];
      if (typeof value !== 'string') continue;
      const known = values.get(value) ?? { role, value, rows: 0, class: row[`${role}_class`] as StatusClass };
      values.set(value, { ...known, rows: known.rows + Number(row['n']) });
    }
    return [...values.values()].sort((a, b) => b.rows - a.rows);
  });
}
