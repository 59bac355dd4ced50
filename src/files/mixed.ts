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
    const said = saidIn(rows, i, lines);
    const count = said.reduce((sum, { times }) => sum + times, 0);
    if (count < ENOUGH) return [];
    for (const { type, code, codeAt, fits } of kinds(decimalComma)) {
      const misfits = misfitsOf(said, fits, count * (1 - NEARLY));
      const first = misfits[0];
      if (!first) continue;
      const values = {
        name: column.name,
        type,
        count: misfits.reduce((sum, { times }) => sum + times, 0),
        text: first.value.slice(0, 40),
      };
      return [first.line > 0 ? { code: codeAt, values, line: first.line } : { code, values }];
    }
    return [];
  });
}

/** A value of a column: where it stands first, and in how many rows. */
interface Said {
  value: string;
  line: number;
  times: number;
}

/** The different values of a column in the order of their first rows: a channel's name is looked at once. */
function saidIn(rows: readonly (string | null)[][], column: number, lines: readonly number[]): Said[] {
  const said = new Map<string, Said>();
  for (const [r, row] of rows.entries()) {
    const cell = row[column] ?? null;
    if (isNothing(cell)) continue;
    const value = cell!.trim();
    const known = said.get(value);
    if (known) known.times += 1;
    else said.set(value, { value, line: lines[r] ?? 0, times: 1 });
  }
  return [...said.values()];
}

/** What moments a text can be read as: dates, timestamps, or none. */
function momentsOf(value: string): ColumnType[] {
  const forms = formsOf([value]);
  if (forms.length > 0) return forms.map(({ type }) => type);
  const any = anyOf([value]);
  return any ? [any.form.type] : [];
}

function kinds(decimalComma: boolean): Kind[] {
  const known = new Map<string, ColumnType[]>();
  const isMoment = (value: string, type: ColumnType): boolean => {
    const moments = known.get(value) ?? momentsOf(value);
    known.set(value, moments);
    return moments.includes(type);
  };
  return [
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
}

/** What does not fit; nothing where it stands in more than `most` rows, for then the rest need not be looked at. */
function misfitsOf(said: readonly Said[], fits: (value: string) => boolean, most: number): Said[] {
  const misfits: Said[] = [];
  let count = 0;
  for (const one of said) {
    if (fits(one.value)) continue;
    misfits.push(one);
    if ((count += one.times) > most) return [];
  }
  return misfits;
}
