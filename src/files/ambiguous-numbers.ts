import type { Fault } from '../result.ts';
import { isNothing } from '../values/nothing.ts';
import type { ReadColumn } from './api.ts';

/** One mark and three digits behind it: thousands, or a fraction. */
const EITHER = /^[^\d]*[1-9]\d{0,2}([.,])\d{3}[^\d]*$/;
/** Small numbers without a mark, which are the same either way. */
const SMALL = /^[^\d.,]*\d{1,3}[^\d.,]*$/;
/** What shows which mark parts the fraction off: another number of digits behind it, two marks, the same one twice. */
const SURE: Record<'.' | ',', RegExp> = {
  '.': /\d\.(?:\d{1,2}|\d{4,})(?:\D|$)|,\d{3}[.,]\d|^\D*(?:0|\d{4,})\.\d/,
  ',': /\d,(?:\d{1,2}|\d{4,})(?:\D|$)|\.\d{3}[.,]\d|^\D*(?:0|\d{4,}),\d/,
};
/** Values of a column that are enough for a question. */
const ENOUGH = 3;

/**
 * Columns of numbers whose every mark could part thousands or a fraction (`1,234`), in a file that does not show
 * elsewhere which: each in a notice with an example, what it was taken for, and its other reading.
 */
export function ambiguousNumbers(
  columns: readonly ReadColumn[],
  rows: readonly (string | null)[][],
  decimal: '.' | ',',
): Fault[] {
  const written = columns.map((column, i) =>
    column.type === 'number' || column.type === 'integer'
      ? [...new Set(rows.flatMap((row) => (isNothing(row[i] ?? null) ? [] : [row[i]!.trim()])))]
      : [],
  );
  const shown = written.some((values) =>
    values.some((value) => !EITHER.test(value) && (SURE['.'].test(value) || SURE[','].test(value))),
  );
  if (shown) return [];
  return columns.flatMap(({ name }, i) => {
    const values = written[i]!;
    const marks = values.flatMap((value) => EITHER.exec(value)?.[1] ?? []);
    const one = values.find((value) => EITHER.test(value));
    const fits = values.every((value) => EITHER.test(value) || SMALL.test(value));
    if (one === undefined || marks.length < ENOUGH || new Set(marks).size > 1 || !fits) return [];
    const text = one.replace(/[^\d.,]/g, '');
    const [thousands, fraction] = [text.replace(/[.,]/, ''), text.replace(',', '.')];
    const taken = decimal === marks[0] ? fraction : thousands;
    return [
      { code: 'number-ambiguous', values: { name, text, thousands, fraction, taken, mark: marks[0]! } },
    ];
  });
}
