import type { Rows } from '../engine/api.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';
import { behindRows } from './behind.ts';
import type { HeldReason } from './held.ts';

export interface GatedRows {
  /** The rows that may leave; null when none may. */
  rows: Rows | null;
  /** Why each row is held back; null for those that may leave. */
  why: (HeldReason | null)[];
  /** Customers behind each row, where that is known. */
  customers: (number | null)[];
}

/**
 * The rows of a chart or a table of groups that may leave. `places` are the columns that say which group a row is.
 * Rows of fewer customers than the rules ask and those that one customer dominates are held back; then, along each
 * line of groups (rows that differ in one place only), further ones until what is held back is at least two
 * groups of enough customers together, so that it cannot be worked out from a total. `whole` are numbers of customers
 * that a total may stand for: those that a line leaves out must be enough likewise.
 */
export function gateRows(
  rows: Rows,
  rules: DisclosureRules,
  places: readonly string[],
  whole: readonly number[] = [],
): GatedRows {
  const { customers, top } = behindRows(rows);
  const why = customers.map((n, r): HeldReason | null => {
    if (n === null) return 'unknown';
    if (n < rules.customers && n !== 0) return 'small';
    return (top[r] ?? 0) > rules.share ? 'dominant' : null;
  });
  if (rows.count > 0 && rows.fields.some(({ name }) => name === 'customer') && rules.customers > 1)
    return { rows: null, why: why.map(() => 'single'), customers };
  const lines = linesOf(rows, places);
  for (let again = true; again;) {
    again = false;
    for (const line of lines)
      if (protect(line, why, customers, rules.customers, lines.length === 1 ? whole : [])) again = true;
  }
  return { rows: kept(rows, (r) => why[r] === null), why, customers };
}

/** Holds one more row of a line back where those held can be worked out from the others; true when it did. */
function protect(
  line: readonly number[],
  why: (HeldReason | null)[],
  customers: readonly (number | null)[],
  least: number,
  whole: readonly number[],
): boolean {
  const shown = line.filter((r) => why[r] === null && customers[r]! > 0);
  if (shown.length === 0) return false;
  const held = line.filter((r) => why[r] !== null);
  const hidden = held.reduce((sum, r) => sum + (customers[r] ?? 0), 0);
  const told = shown.reduce((sum, r) => sum + customers[r]!, 0);
  const exposed = held.length > 0 && (held.length < 2 || hidden < least);
  const left = whole.some((n) => n > told && n - told < least);
  if (!exposed && !left) return false;
  why[shown.reduce((a, b) => (customers[b]! < customers[a]! ? b : a))] = 'part';
  return true;
}

/** Rows that are alike in all places but one, for each of the places. */
function linesOf(rows: Rows, places: readonly string[]): number[][] {
  const columns = places
    .map((name) => rows.data[rows.fields.findIndex((field) => field.name === name)])
    .filter((values) => values !== undefined);
  const all = Array.from({ length: rows.count }, (_, r) => r);
  if (columns.length < 2) return [all];
  return columns.flatMap((free) => {
    const lines = new Map<string, number[]>();
    for (const r of all) {
      const key = JSON.stringify(columns.map((values) => (values === free ? null : (values[r] ?? null))));
      lines.set(key, [...(lines.get(key) ?? []), r]);
    }
    return [...lines.values()];
  });
}

/** The rows that a condition takes, or null when there is none. */
export function kept(rows: Rows, takes: (row: number) => boolean): Rows | null {
  const left = Array.from({ length: rows.count }, (_, r) => r).filter(takes);
  if (left.length === 0) return null;
  return { ...rows, count: left.length, data: rows.data.map((values) => left.map((r) => values[r])) };
}
