import type { ResultField } from '../../state/result-pages.ts';
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
  format: Format;
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
  fields: ResultField[],
  declared: ResultColumn[] | undefined,
  lang: Lang,
): GridColumn[] {
  const byName = new Map(declared?.map((column) => [column.name, column]));
  return fields.map((field) => {
    const column = byName.get(field.name);
    const format = column?.format ?? BY_TYPE[field.type];
    const label = column ? fill(column.label, lang) : field.name;
    const help = column?.help ? fill(column.help, lang) : '';
    return {
      name: field.name,
      label,
      help: [label === field.name ? '' : field.name, help, field.sqlType].filter(Boolean).join(' · '),
      format,
      end: !AT_START.includes(format) && (field.type === 'number' || field.type === 'integer'),
    };
  });
}

/** A value as its cell shows it; a dash stands for a missing value, never for an empty text. */
export const gridText = (value: unknown, column: GridColumn, lang: Lang, currency: string): string =>
  value === '' ? '' : formatValue(value, column.format, { lang, currency });

/**
 * Column widths in pixels that fit the head and a sample of texts, from 64 to `most`; `measure` gives the
 * width of a text. Head texts leave room for the sign of the sort.
 */
export function columnWidths(
  columns: GridColumn[],
  sample: string[][],
  measure: (text: string) => number,
  most = 320,
): number[] {
  const PADDING = 24;
  const SORT_SIGN = 16;
  return columns.map((column, index) => {
    let width = measure(column.label) + SORT_SIGN;
    for (const row of sample) width = Math.max(width, measure(row[index] ?? ''));
    return Math.ceil(Math.min(most, Math.max(64, width + PADDING)));
  });
}
