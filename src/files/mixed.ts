import type { Fault, FaultCode } from '../result.ts';
import type { ColumnType, ReadColumn } from './api.ts';
import { anyOf, formsOf } from './dates.ts';
import { styleOf } from './numbers.ts';
import { namesIdentifier } from '../values/identifier.ts';
import { isNothing } from '../values/nothing.ts';

/** A column is said to be nearly of a type when so much of what it says fits. */
const NEARLY = 0.9;
const ENOUGH = 5;

interface Kind {
  type: ColumnType;
  code: FaultCode;
  /** The same with the line of the first misfit. */
  codeAt: FaultCode;
  fits: (value: string) => boolean;
}

/**
 * Columns that are read as text because of a few values among numbers or dates: each in a notice with the first
 * such value, and its line where that is known. The analyst may agree to have them emptied.
 * @param lines line of each row; 0 where it is not known
 */
export function mixedColumns(
  columns: readonly ReadColumn[],
  rows: readonly (string | null)[][],
  lines: readonly number[],
  decimalComma: boolean,
): Fault[] {
  return columns.flatMap((column, i) => {
    if (column.type !== 'text' || namesIdentifier(column.original || column.name)) return [];
    const said = rows.flatMap((row, r) => {
      const value = row[i] ?? null;
      return isNothing(value) ? [] : [{ value: value!.trim(), line: lines[r] ?? 0 }];
    });
    if (said.length < ENOUGH) return [];
    for (const { type, code, codeAt, fits } of kinds(decimalComma)) {
      const misfits = misfitsOf(said, fits, said.length * (1 - NEARLY));
      const first = misfits[0];
      if (!first) continue;
      const values = { name: column.name, type, count: misfits.length, text: first.value.slice(0, 40) };
      return [first.line > 0 ? { code: codeAt, values, line: first.line } : { code, values }];
    }
    return [];
  });
}

const isMoment = (value: string, type: ColumnType): boolean => {
  const forms = formsOf([value]);
  return forms.length > 0 ? forms.some((form) => form.type === type) : anyOf([value])?.form.type === type;
};

const kinds = (decimalComma: boolean): Kind[] => [
  {
    type: 'number',
    code: 'column-mixed-number',
    codeAt: 'column-mixed-number-at',
    // Codes with leading zeros and long ids are no numbers.
    fits: (value) => !/^[+-]?0\d|\d{16}/.test(value) && styleOf([value], decimalComma) !== null,
  },
  {
    type: 'date',
    code: 'column-mixed-date',
    codeAt: 'column-mixed-date-at',
    fits: (value) => isMoment(value, 'date'),
  },
  {
    type: 'timestamp',
    code: 'column-mixed-date',
    codeAt: 'column-mixed-date-at',
    fits: (value) => isMoment(value, 'timestamp'),
  },
];

/** What does not fit; nothing where it is more than `most`, for then the rest need not be looked at. */
function misfitsOf<T extends { value: string }>(
  said: readonly T[],
  fits: (value: string) => boolean,
  most: number,
): T[] {
  const misfits: T[] = [];
  for (const one of said) {
    if (fits(one.value)) continue;
    if (misfits.push(one) > most) return [];
  }
  return misfits;
}
