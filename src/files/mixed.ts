import type { Fault, FaultCode } from '../result.ts';
import type { ColumnType, ReadColumn } from './api.ts';
import { formsOf } from './dates.ts';
import { styleOf } from './numbers.ts';
import { isNothing, namesIdentifier } from './types.ts';

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
      const misfits = said.filter(({ value }) => !fits(value));
      const first = misfits[0];
      if (!first || misfits.length > said.length * (1 - NEARLY)) continue;
      const values = { name: column.name, type, count: misfits.length, text: first.value.slice(0, 40) };
      return [first.line > 0 ? { code: codeAt, values, line: first.line } : { code, values }];
    }
    return [];
  });
}

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
    fits: (value) => formsOf([value]).some((form) => form.type === 'date'),
  },
  {
    type: 'timestamp',
    code: 'column-mixed-date',
    codeAt: 'column-mixed-date-at',
    fits: (value) => formsOf([value]).some((form) => form.type === 'timestamp'),
  },
];
