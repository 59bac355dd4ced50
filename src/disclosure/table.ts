import type { Rows } from '../engine/api.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';
import { fail, ok, type Result } from '../result.ts';
import type { AuditedFigure } from './audit.ts';
import { countColumn, isAboutSupport, ONE } from './behind.ts';
import { tablePlaces } from './places.ts';
import { gateRows, kept } from './rows.ts';
import { inToldDigits } from './told-digits.ts';

/** Most rows of a table of groups that are looked at. */
export const MOST_GROUPS = 20_000;

/** A group that a chart holds back, by its columns of places. */
export type HeldGroup = Readonly<Record<string, unknown>>;

export interface GatedTable {
  rows: Rows;
  /** Rows held back. */
  held: number;
  /** Customers behind the smallest row that is left. */
  smallest: number | null;
}

/**
 * The rows of a result table that may leave, amounts in as many digits as are told; `groups` are those that its cell's chart holds back for a reason that a
 * table does not show, `telling` says which figures give a single customer's value away beside all else that leaves.
 * Faults, each {name}: `disclosure-single` for a table with a row per customer,
 * `disclosure-unknown` for one that does not say how many customers stand behind a row, `disclosure-nothing` when
 * no row is left, `disclosure-large` for more rows than are looked at.
 */
export function gateTable(
  name: string,
  rows: Rows,
  rules: DisclosureRules,
  {
    groups = [],
    telling = () => new Set(),
  }: {
    groups?: readonly HeldGroup[];
    telling?: (figures: readonly AuditedFigure[]) => ReadonlySet<number>;
  } = {},
): Result<GatedTable> {
  const values = { name };
  const count = countColumn(rows.fields);
  if (rules.customers > 1) {
    if (rows.fields.some((field) => field.name === ONE)) return fail('disclosure-single', { values });
    if (!count) return fail('disclosure-unknown', { values });
    if (rows.truncated || rows.count > MOST_GROUPS) return fail('disclosure-large', { values });
  }
  const places = tablePlaces(rows);
  const { why, customers } = gateRows(rows, rules, places);
  const at = (r: number, column: string) =>
    rows.data[rows.fields.findIndex((field) => field.name === column)]?.[r];
  const isHeld = (r: number) =>
    groups.some((group) => {
      const shared = Object.keys(group).filter((column) => places.includes(column));
      return shared.length > 0 && shared.every((column) => at(r, column) === group[column]);
    });
  const amounts = rows.fields.flatMap(({ name: column, type }) =>
    type === 'number' && !isAboutSupport(column) ? [column] : [],
  );
  const open = (r: number) => rules.customers <= 1 || (why[r] === null && !isHeld(r));
  const figures = Array.from({ length: rows.count }, (_, r) => r)
    .filter(open)
    .flatMap((r) =>
      amounts.flatMap((column) => {
        const value = at(r, column);
        return typeof value === 'number'
          ? [{ r, value: Math.abs(value), customers: customers[r] ?? null }]
          : [];
      }),
    );
  const told = new Set<number>();
  if (rules.customers > 1) for (const i of telling(figures)) told.add(figures[i]!.r);
  const takes = (r: number) => open(r) && !told.has(r);
  const some = kept(rows, takes);
  const left = some && rules.customers > 1 ? inToldDigits(some, amounts) : some;
  if (!left)
    return rows.count === 0 ? ok({ rows, held: 0, smallest: null }) : fail('disclosure-nothing', { values });
  const sizes = customers.filter((n, r): n is number => n !== null && n > 0 && takes(r));
  return ok({
    rows: left,
    held: rows.count - left.count,
    smallest: sizes.length > 0 ? sizes.reduce((a, b) => Math.min(a, b)) : null,
  });
}
