import { isNothing } from '../values/nothing.ts';
import { isTotal } from '../values/total.ts';
import type { ReadColumn, Spread } from './api.ts';
import { nameColumns, type Header } from './headers.ts';
import { sniffColumns } from './types.ts';

/** The columns of a row; of those that are repeated what stands in the file. */
export function spreadHeaders(spread: Spread): Header[] {
  const { columns, repeated, period, measures } = spread;
  const names = [...repeated.map((at) => columns[at]!.name), period, ...measures];
  const { headers } = nameColumns(names, names.length);
  return headers.map((header, i) => {
    const own = columns[repeated[i] ?? -1];
    return own ? { ...header, original: own.original } : header;
  });
}

/** A table's columns and sampled rows as they are read, each row with where its line stands: its own, or those made of its lines. */
export function asRead(
  spread: Spread | null,
  columns: readonly ReadColumn[],
  lines: readonly string[][],
  places: readonly number[],
  { decimal, year }: { decimal: '.' | ','; year: number | null },
): { columns: ReadColumn[]; rows: string[][]; places: number[] } {
  if (!spread) return { columns: [...columns], rows: [...lines], places: [...places] };
  const spreader = new LineSpreader(spread);
  const made = lines.map((line) => spreader.rowsOf(line).map((row) => row.map((cell) => cell ?? '')));
  const rows = made.flat();
  return {
    columns: sniffColumns(spreadHeaders(spread), rows, decimal === ',', year),
    rows,
    places: made.flatMap((own, i) => own.map(() => places[i] ?? 0)),
  };
}

/** The first rows of what is read, from its first lines. */
export function previewOf(
  spread: Spread | null,
  lines: readonly (string | null)[][],
  most: number,
): (string | null)[][] {
  if (!spread) return [...lines];
  const spreader = new LineSpreader(spread);
  return lines.flatMap((line) => spreader.rowsOf(line)).slice(0, most);
}

/** Makes rows of lines, one after the other: what stands on the first line of a group only is carried down to the others. */
export class LineSpreader {
  readonly #spread: Spread;
  readonly #above = new Map<number, string | null>();
  readonly #texts: number[];

  constructor(spread: Spread) {
    this.#spread = spread;
    this.#texts = spread.columns.flatMap(({ type }, i) => (type === 'text' ? [i] : []));
  }

  /** The rows of a line, none where it says nothing in any period. */
  rowsOf(line: readonly (string | null)[]): (string | null)[][] {
    const { columns, repeated, periods } = this.#spread;
    // A line of sums between groups belongs to none of them.
    const sums = this.#texts.some((at) => isTotal(line[at] ?? ''));
    const own = repeated.map((at) => {
      const cell = line[at] ?? null;
      if (!columns[at]!.carried || sums) return cell;
      if ((cell ?? '').trim() !== '') this.#above.set(at, cell);
      return this.#above.get(at) ?? null;
    });
    return periods.flatMap(({ day, cells }) => {
      const numbers = cells.map((at) => (at === null ? null : (line[at] ?? null)));
      return numbers.every(isNothing) ? [] : [[...own, day, ...numbers]];
    });
  }
}

/** Whether a line is the header once more: it repeats the names of its periods. */
export const isHeaderAgain = ({ columns, periods }: Spread, line: readonly (string | null)[]): boolean => {
  const places = periods.flatMap(({ cells }) => cells.flatMap((at) => at ?? []));
  return places.every((at) => (line[at] ?? '').trim() === columns[at]!.original.trim());
};

/** Why a line cannot be taken apart, by the engine's names for it. */
const WRONG = {
  M: 'MISSING COLUMNS',
  T: 'TOO MANY COLUMNS',
  U: 'UNQUOTED VALUE',
  H: 'HEADER AGAIN',
} as const;

/** A line that is no row, as it is written among the rows so that the engine rejects it. */
export const spoilt = (why: keyof typeof WRONG, line: string): string => why + line;

/** Such a line as it stood in the file, and what is wrong with it. */
export function readSpoilt(written: string): { reason: string; text: string } {
  const text = written.replace(/^"|",?$/g, '').replaceAll('""', '"');
  return { reason: WRONG[text[0] as keyof typeof WRONG] ?? '', text: text.slice(1) };
}
