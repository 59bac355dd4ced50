import type { Fault } from '../result.ts';
import type { LeftOut, TextReading } from './api.ts';
import type { Layout } from './layout.ts';
import { isBlank, type TextRecord } from './records.ts';

/** Rows that a header further down may leave out beyond what the file suggests: titles as wide as the table. */
const MOST_ROWS = 3;

type Hints = Partial<TextReading>;

/**
 * The header's line. One that a notebook or a mapping file asks for (`hints.asked`) is taken where what it leaves
 * out does not look like rows of the table.
 */
export function headerLineOf(hints: Hints, layout: Layout, records: readonly TextRecord[]): number {
  const wanted = hints.headerLine ?? layout.headerLine;
  if (!hints.asked?.includes('headerLine')) return wanted;
  const between = records.slice(layout.headerLine, Math.max(0, wanted - 1));
  const rows = between.filter(
    ({ fields }) =>
      fields.length >= layout.width &&
      fields.filter((field) => field.trim() !== '').length >= Math.max(1, layout.width / 2),
  );
  return rows.length > MOST_ROWS ? layout.headerLine : wanted;
}

/** How many lines at the end are left out: of what a notebook or a mapping file asks for, no more than the file suggests. */
export const tailOf = (hints: Hints, found: number): number =>
  hints.asked?.includes('skipTail') ? Math.min(hints.skipTail ?? found, found) : (hints.skipTail ?? found);

/** What is left out, as `headerLineOf` and `tailOf` said. */
export const leftOutOf = (
  records: readonly TextRecord[],
  header: { line: number; rows: number },
  tail: number,
): LeftOut => ({
  above: records.slice(0, Math.max(0, header.line - header.rows)).filter((record) => !isBlank(record)).length,
  below: tail,
});

/** Whatever is left out is told, whoever said so; and what was asked for and is not left out. */
export function leftOutNotices(
  hints: Hints,
  text: Pick<TextReading, 'headerLine' | 'skipTail'>,
  out: LeftOut,
  /** The line on which another table begins, of whose lines `second.said` are among those below. */
  second: { line: number; said: number } | null = null,
): Fault[] {
  const { headerLine, skipTail } = text;
  const refused = (field: 'headerLine' | 'skipTail') =>
    hints.asked?.includes(field) && hints[field] !== undefined && hints[field] !== text[field];
  // Whoever says how many lines are left out at the end may keep it.
  const another = second && skipTail >= second.said ? second : null;
  const totals = skipTail - (another?.said ?? 0);
  return [
    ...(out.above > 0 && headerLine > 0
      ? [{ code: 'title-rows' as const, values: { count: out.above, line: headerLine } }]
      : []),
    ...(totals > 0 ? [{ code: 'total-row' as const, values: { count: totals } }] : []),
    ...(another
      ? [{ code: 'second-table' as const, values: { count: another.said, line: another.line } }]
      : []),
    ...(refused('headerLine')
      ? [{ code: 'header-asked' as const, values: { asked: hints.headerLine!, line: headerLine } }]
      : []),
    ...(refused('skipTail')
      ? [{ code: 'tail-asked' as const, values: { asked: hints.skipTail!, count: skipTail } }]
      : []),
  ];
}
