import type { Fault } from '../result.ts';
import type { TextRecord } from './records.ts';

/** A record as one text, without the byte order mark that a file put under another brings. */
const unmarked = (fields: readonly string[]): string =>
  fields
    .map((field) => field.trim())
    .join('\n')
    .replace(/^\ufeff/, '')
    .trimEnd();

/**
 * Whether a row is one of the header's records once more, as each page of a printed report and each of several exports
 * under each other brings it: it is none of the values by which columns are understood.
 */
export function headerAgain(
  records: readonly Pick<TextRecord, 'fields'>[],
  headerLine: number,
  headerRows: number,
): (fields: readonly string[]) => boolean {
  const own = new Set(
    records
      .slice(Math.max(0, headerLine - headerRows), headerLine)
      .map(({ fields }) => unmarked(fields))
      .filter((text) => text.includes('\n')),
  );
  return (fields) => own.has(unmarked(fields));
}

/** How often a header came again among the rows that were looked at, and where first. */
export function headerAgainNotice(again: readonly TextRecord[]): Fault[] {
  if (again.length === 0) return [];
  return [{ code: 'header-again', values: { count: again.length, line: again[0]!.line } }];
}
