import type { ResultField, Rows } from '../../state/result-pages.ts';
import type { Format } from '../../i18n/formats.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang } from '../../i18n/text.ts';
import type { ResultColumn } from '../../template/schema.ts';

/** A column as the grid shows it. */
export interface GridColumn {
  name: string;
  label: string;
  help: string;
  type: ResultField['type'];
  format: Format;
  /** Its place among the fields of the rows, hidden ones counted. */
  index: number;
  /** Numbers and times stand at the end of their column. */
  end: boolean;
}

const BY_TYPE: Record<ResultField['type'], Format> = {
  number: 'number',
  integer: 'integer',
  text: 'text',
  date: 'date',
  timestamp: 'timestamp',
  boolean: 'text',
};
const AT_START: Format[] = ['text', 'weekday', 'month', 'date', 'timestamp'];

/** The fields with the words and formats their template declares; an undeclared one goes by its type. */
export function gridColumns(
  fields: readonly ResultField[],
  declared: ResultColumn[] | undefined,
  lang: Lang,
): GridColumn[] {
  const byName = new Map(declared?.map((column) => [column.name, column]));
  return fields.map((field, index) => {
    const column = byName.get(field.name);
    const format = column?.format ?? BY_TYPE[field.type];
    const label = column ? fill(column.label, lang) : field.name;
    const help = column?.help ? fill(column.help, lang) : '';
    return {
      name: field.name,
      label,
      help: [label === field.name ? '' : field.name, help, field.sqlType].filter(Boolean).join(' · '),
      type: field.type,
      format,
      index,
      end: !AT_START.includes(format) && (field.type === 'number' || field.type === 'integer'),
    };
  });
}

/** A value as its cell shows it; a dash stands for a missing value, never for an empty text. */
export const gridText = (value: unknown, column: GridColumn, lang: Lang, currency: string): string =>
  value === '' ? '' : formatValue(value, column.format, { lang, currency });

/** Room beside a cell's text, and that of the sign of the sort beside a head's. */
const [PADDING, SORT_SIGN] = [25, 16];
/** Columns are at least so wide; prose gets at most `PROSE`, anything else at most `WHOLE` pixels. */
const [LEAST, PROSE, WHOLE] = [64, 320, 640];

/** Whether a text is read, so that its beginning says something: not a code, a number, a day or a name. */
const isProse = (text: string): boolean =>
  /[\u3400-\u9fff]/.test(text) ? text.length > 14 : /\S\s+\S+\s+\S/.test(text);

/**
 * Column widths in pixels that fit the heads and the texts of each column, so that no id, day or amount is cut;
 * prose is, at its end. `measure` gives the width of the widest of some texts, as cells and as heads are drawn.
 */
export function columnWidths(
  columns: readonly GridColumn[],
  texts: readonly (readonly string[])[],
  measure: (
    cells: readonly (readonly string[])[],
    heads: readonly string[],
  ) => { cells: number[]; heads: number[] },
): number[] {
  const whole = texts.map((column, c) =>
    columns[c]!.type === 'text' && columns[c]!.format === 'text'
      ? column.filter((text) => !isProse(text))
      : column,
  );
  const prose = texts.map((column, c) => column.filter((text) => !whole[c]!.includes(text)));
  const measured = measure(
    [...whole, ...prose],
    columns.map(({ label }) => label),
  );
  return columns.map((_, c) => {
    const cells = Math.max(
      Math.min(WHOLE, measured.cells[c]! + PADDING),
      Math.min(PROSE, measured.cells[c + columns.length]! + PADDING),
    );
    return Math.ceil(Math.max(LEAST, Math.min(PROSE, measured.heads[c]! + SORT_SIGN + PADDING), cells));
  });
}

/** How wide each column is to be, by name: fitted to its head, to a page of its rows and to its widest values. */
export function fittedWidths(
  columns: readonly GridColumn[],
  page: Rows,
  widest: readonly (readonly unknown[])[],
  write: (value: unknown, column: GridColumn) => string,
  measure: {
    cells: (texts: readonly (readonly string[])[]) => number[];
    heads: (texts: readonly (readonly string[])[]) => number[];
  },
): Record<string, number> {
  const texts = columns.map((column) => {
    const values = [...Array.from(page.data[column.index] ?? []), ...(widest[column.index] ?? [])];
    return longestTexts(values.map((value) => write(value, column)));
  });
  const widths = columnWidths(columns, texts, (cells, heads) => ({
    cells: measure.cells(cells),
    heads: measure.heads(heads.map((text) => [text])),
  }));
  return Object.fromEntries(columns.map(({ name }, c) => [name, widths[c]!]));
}

/** Texts of a column that may be the widest: the longest by characters, wide ones counted twice. */
export function longestTexts(texts: Iterable<string>, most = 24): string[] {
  const size = (text: string) => text.length + (text.match(/[\u1100-\uffff]/g)?.length ?? 0);
  return [...new Set(texts)].sort((a, b) => size(b) - size(a)).slice(0, most);
}
