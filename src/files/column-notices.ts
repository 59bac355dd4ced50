import type { Fault } from '../result.ts';
import { lostDigits, namesIdentifier } from '../values/identifier.ts';
import type { ReadColumn } from './api.ts';
import { carriedColumns } from './carried.ts';
import { yearIn } from './dates.ts';
import { listOf } from './headers.ts';
import { saysDays, yearlessForms } from './types.ts';
import { isNothing } from '../values/nothing.ts';

/**
 * Columns with those marked that are carried down, and what is told of it.
 * @param merged places of columns of which the file itself says that their empty cells are one with those above
 */
export function withCarried(
  columns: readonly ReadColumn[],
  rows: readonly (string | null)[][],
  carry: boolean | undefined,
  merged: readonly number[] = [],
): { columns: ReadColumn[]; notices: Fault[] } {
  const carried = carry === false ? [] : carriedColumns(columns, rows, merged);
  if (carried.length === 0) return { columns: [...columns], notices: [] };
  return {
    columns: columns.map((column) => (carried.includes(column.name) ? { ...column, carried: true } : column)),
    notices: [{ code: 'lines-carried', values: listOf(carried) }],
  };
}

/** So many different days of the month, and none of them ends in 0: a spreadsheet has kept 1.30 as the number 1.3. */
const MANY = 22;
const POINTED = /^\d{1,2}\.(\d{1,2})$/;

/** What is told of days without a year: of which one they are taken, or that nothing says so. */
function yearlessDays(
  { name, original, format, type }: ReadColumn,
  rows: readonly (string | null)[][],
  at: number,
): Fault[] {
  const given = yearIn(format);
  if (!given && (type === 'date' || type === 'timestamp' || !saysDays(original || name))) return [];
  const values = new Set(rows.flatMap((row) => (isNothing(row[at] ?? null) ? [] : [row[at]!.trim()])));
  const [text = ''] = values;
  if (!given)
    return yearlessForms(original || name, [...values]).length > 0
      ? [{ code: 'year-missing', values: { name, text } }]
      : [];
  const days = new Set([...values].map((one) => POINTED.exec(one)?.[1] ?? '0'));
  const cut = days.size >= MANY && ![...days].some((one) => one.endsWith('0'));
  return [
    { code: 'year-taken', values: { name, text, year: given.year } },
    ...(cut ? [{ code: 'days-cut' as const, values: { name } }] : []),
  ];
}

/** What is told of columns from their sampled values: days that can be read in two ways or lack their year, zones, ids that lost their digits. */
export function columnNotices(columns: readonly ReadColumn[], rows: readonly (string | null)[][]): Fault[] {
  return columns.flatMap((column, i) => {
    const { name } = column;
    const notices: Fault[] = [];
    if (column.ambiguous)
      notices.push({
        code: 'date-ambiguous',
        values: { name, formats: column.ambiguous.formats.join(' / ') },
      });
    notices.push(...yearlessDays(column, rows, i));
    if (column.zones) notices.push({ code: 'time-zones', values: { name, zones: column.zones.join(', ') } });
    if (column.clock) notices.push({ code: 'time-joined', values: { name, clock: column.clock } });
    if (column.parts) {
      const { month, day } = column.parts;
      notices.push({
        code: day === null ? 'month-joined' : 'day-joined',
        values: { name, year: column.original, month, ...(day === null ? {} : { day }) },
      });
    }
    if ((column.currencies?.length ?? 0) > 1)
      notices.push({ code: 'currencies-mixed', values: { name, currencies: column.currencies!.join(', ') } });
    const lost = namesIdentifier(column.original || name)
      ? rows.filter((row) => lostDigits(row[i] ?? ''))
      : [];
    if (lost.length > 0)
      notices.push({ code: 'ids-scientific', values: { name, count: lost.length, text: lost[0]![i]! } });
    return notices;
  });
}
