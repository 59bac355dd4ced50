import type { Rows } from '../engine/api.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';

/** Columns by which a model's rows say how many customers, or texts of theirs, they are made of. */
const COUNTS = ['customers', 'documents'];

/**
 * Rows of a model's table as a script tells them: none that names an employee, who are compared as other groups are;
 * and where the rules of disclosure hold for tables too, none of a single customer (they have an `id`) or of fewer
 * customers than the rules ask.
 */
export function leavingRows(rows: Rows, staff: ReadonlySet<string>, rules: DisclosureRules): Rows {
  const strict = rules.tables && rules.customers > 1;
  const columns = (of: (name: string, c: number) => boolean) =>
    rows.data.filter((_, c) => of(rows.fields[c]!.name, c));
  const texts = columns((_, c) => rows.fields[c]!.type === 'text');
  const counts = strict ? columns((name) => COUNTS.includes(name)) : [];
  const single = strict && rows.fields.some(({ name }) => name === 'id');
  const leaves = Array.from({ length: rows.count }, (_, r) => r).filter(
    (r) =>
      !single &&
      !texts.some((column) => staff.has(String(column[r]))) &&
      !counts.some((column) => typeof column[r] === 'number' && column[r] < rules.customers),
  );
  if (leaves.length === rows.count) return rows;
  return { ...rows, count: leaves.length, data: rows.data.map((column) => leaves.map((r) => column[r])) };
}
