import type { Fault } from '../result.ts';
import { lostDigits, namesIdentifier } from '../values/identifier.ts';
import type { ReadColumn } from './api.ts';
import { carriedColumns } from './carried.ts';
import { listOf } from './headers.ts';
import { periodNotice } from './period-columns.ts';

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

/** What is told of columns from their sampled values: days that can be read in two ways, zones, ids that lost their digits, periods side by side. */
export function columnNotices(columns: readonly ReadColumn[], rows: readonly (string | null)[][]): Fault[] {
  const each = columns.flatMap((column, i) => {
    const { name } = column;
    const notices: Fault[] = [];
    if (column.ambiguous)
      notices.push({
        code: 'date-ambiguous',
        values: { name, formats: column.ambiguous.formats.join(' / ') },
      });
    if (column.zones) notices.push({ code: 'time-zones', values: { name, zones: column.zones.join(', ') } });
    if (column.clock) notices.push({ code: 'time-joined', values: { name, clock: column.clock } });
    if ((column.currencies?.length ?? 0) > 1)
      notices.push({ code: 'currencies-mixed', values: { name, currencies: column.currencies!.join(', ') } });
    const lost = namesIdentifier(column.original || name)
      ? rows.filter((row) => lostDigits(row[i] ?? ''))
      : [];
    if (lost.length > 0)
      notices.push({ code: 'ids-scientific', values: { name, count: lost.length, text: lost[0]![i]! } });
    return notices;
  });
  return [...each, ...periodNotice(columns)];
}
