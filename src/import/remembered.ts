import type { ExpectedSource } from '../entity/source.ts';
import type { ColumnType, ReadColumn, Reading, TextReading } from '../files/api.ts';
import { UNIX, unshifted } from '../files/dates.ts';
import { saysItsName } from '../files/made.ts';
import { asType } from '../files/types.ts';

/** What was corrected by hand in how a file is read. */
export interface Remembered {
  hints: Partial<TextReading>;
  /** Column name to type. */
  types: Record<string, ColumnType>;
  /** Column name to the date format that was chosen between several. */
  formats: Record<string, string>;
}

/** A header further down than any title reaches would only leave rows out. */
const LAST_HEADER = 30;

const TYPES: readonly string[] = ['text', 'integer', 'number', 'boolean', 'date', 'timestamp'];

/**
 * The corrections as a notebook keeps them for a source; empty when there are none. That the names of sheets are a
 * column holds for other sheets, too; the names themselves are nobody's to keep.
 */
export const readingSettings = (
  { hints, types, formats }: Remembered,
  columns: readonly ReadColumn[],
): Record<string, unknown> => ({
  ...hints,
  ...(saysItsName(columns) ? { names: 'column' } : {}),
  ...(Object.keys(types).length > 0 ? { types: { ...types } } : {}),
  ...(Object.keys(formats).length > 0 ? { formats: { ...formats } } : {}),
});

/**
 * The source that a file of this name belongs to: the one whose name it is, or begins with
 * (`orders_2024_02.csv` belongs to `orders`), the longest such name, else the only one with the same name but
 * for digits and signs.
 */
export function namedSource(expected: readonly ExpectedSource[], file: string): ExpectedSource | undefined {
  const stem = file.replace(/(\.[a-z\d]+)+$/i, '').toLowerCase();
  const bare = (name: string) => name.toLowerCase().replace(/[\d\s_\-.()（）年月日]+/g, '');
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]+/gu, '_');
  const named = expected
    .filter((s) => s.name !== '' && plain(stem).startsWith(plain(s.name)))
    .sort((a, b) => b.name.length - a.name.length);
  const alike = expected.filter((s) => bare(s.name) !== '' && bare(s.name) === bare(stem));
  return named[0] ?? (alike.length === 1 ? alike[0] : undefined);
}

/** The corrections that a notebook keeps for a source; what is not a setting is left out. */
export const rememberedOf = (source: ExpectedSource | undefined): Remembered =>
  settingsOf(source?.reading ?? {});

const BOUNDED = ['headerLine', 'skipTail', 'year'] as const;

/** Settings that a notebook or a mapping file gives, under those that were made here: they are bounded by the file. */
export const askedHints = (
  asked: Partial<TextReading>,
  own: Partial<TextReading> = {},
): Partial<TextReading> => ({
  ...asked,
  ...own,
  asked: BOUNDED.filter((field) => asked[field] !== undefined && own[field] === undefined),
});

/** Of such settings what was taken, as a reading says it. */
export const takenHints = (
  { asked: _, ...hints }: Partial<TextReading>,
  text: TextReading | null | undefined,
): Partial<TextReading> => ({
  ...hints,
  ...Object.fromEntries(
    BOUNDED.filter((field) => text && hints[field] !== undefined).map((field) => [field, text![field]]),
  ),
});

/** The years that a table's own columns can say. */
const isYear = (year: unknown): year is number =>
  Number.isInteger(year) && (year as number) >= 1900 && (year as number) <= 2099;

function settingsOf(reading: Record<string, unknown>): Remembered {
  const text = (key: string) => (typeof reading[key] === 'string' ? { [key]: reading[key] } : {});
  const count = (key: string) =>
    Number.isInteger(reading[key]) && (reading[key] as number) >= 0 ? { [key]: reading[key] } : {};
  const entries = (key: string): [string, unknown][] => {
    const value = reading[key];
    return typeof value === 'object' && value !== null ? Object.entries(value) : [];
  };
  return {
    hints: {
      ...text('encoding'),
      ...text('delimiter'),
      // Any other sign would join lines into one.
      ...(['', '"', "'"].includes(reading['quote'] as string) ? text('quote') : {}),
      ...(Number(reading['headerLine']) <= LAST_HEADER ? count('headerLine') : {}),
      ...count('skipTail'),
      ...(reading['decimal'] === '.' || reading['decimal'] === ',' ? { decimal: reading['decimal'] } : {}),
      ...(reading['invalid'] === 'replace' ? { invalid: 'replace' } : {}),
      ...(reading['normalise'] === true ? { normalise: true } : {}),
      ...(reading['carry'] === false ? { carry: false } : {}),
      ...(reading['periods'] === 'rows' || reading['periods'] === 'columns'
        ? { periods: reading['periods'] }
        : {}),
      ...(reading['names'] === 'column' || reading['names'] === 'none' ? { names: reading['names'] } : {}),
      ...(isYear(reading['year']) ? { year: reading['year'] } : {}),
      ...(typeof reading['fill'] === 'boolean' ? { fill: reading['fill'] } : {}),
    },
    types: Object.fromEntries(
      entries('types').filter(([, type]) => TYPES.includes(type as string)),
    ) as Record<string, ColumnType>,
    formats: Object.fromEntries(
      entries('formats').filter(([, format]) => typeof format === 'string'),
    ) as Record<string, string>,
  };
}

/** Whether a format is one of those that a column's values can be read in: with whatever shift of their zones, in whatever unit. */
function offered(column: ReadColumn, chosen: string): boolean {
  const { format, shift } = unshifted(chosen);
  if (column.format in UNIX && format in UNIX) return shift === null;
  if (shift !== null && !(column.zones && Number.isInteger(shift))) return false;
  return format === column.format || (column.ambiguous?.formats.includes(format) ?? false);
}

/** A reading with the column types and date formats that were chosen by hand. */
export function corrected(reading: Reading, { types, formats }: Omit<Remembered, 'hints'>): Reading {
  const columns = reading.columns.map((c, i) => {
    const format = formats[c.name];
    if (format && offered(c, format)) return { ...c, format };
    const type = types[c.name];
    if (!type || type === c.type) return c;
    const { name, original } = c;
    const values = reading.preview.map((row) => row[i] ?? null);
    return {
      name,
      original,
      ...(c.carried ? { carried: c.carried } : {}),
      ...(c.made ? { made: c.made } : {}),
      ...(c.personal ? { personal: c.personal } : {}),
      ...asType(original || name, values, type, reading.text?.decimal === ','),
    };
  });
  // Whoever has chosen a column's type need not be told that it could be another.
  const notices = reading.notices.filter(
    ({ code, values }) => !(code.startsWith('column-mixed') && types[String(values?.['name'])]),
  );
  return { ...reading, columns, notices };
}
