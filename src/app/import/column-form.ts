import type { ColumnType, ReadColumn } from '../../files/api.ts';
import { appText } from '../../i18n/app.ts';
import type { Lang, Text } from '../../i18n/text.ts';
import { dateOrder } from './date-order.ts';

/** The types a column can be read as, in words. */
export const TYPE_TEXT: Record<ColumnType, Text> = {
  text: appText.typeText,
  integer: appText.typeInteger,
  number: appText.typeNumber,
  boolean: appText.typeBoolean,
  date: appText.typeDate,
  timestamp: appText.typeTimestamp,
};

const STYLES: Partial<Record<NonNullable<ReadColumn['numberStyle']>, string>> = {
  grouped: '¥ 1,234.5',
  'decimal-comma': '1.234,5',
  percent: '12%',
  'wan-yi': '1.2万 / 亿',
  accounting: '(1,234)',
  'percent-comma': '12,5%',
};
const EPOCHS: Record<string, Text> = {
  unix_s: { zh: 'Unix 秒', en: 'Unix seconds' },
  unix_ms: { zh: 'Unix 毫秒', en: 'Unix milliseconds' },
  unix_us: { zh: 'Unix 微秒', en: 'Unix microseconds' },
  unix_ns: { zh: 'Unix 纳秒', en: 'Unix nanoseconds' },
  sheet_days: {
    zh: '表格软件的天数（45293 = 2024-01-02）',
    en: 'days of a spreadsheet (45293 = 2024-01-02)',
  },
  any: { zh: '多种写法', en: 'several forms' },
};

/** The type a column of a source was read as, from the engine's name for it. */
export const readAs = (sqlType: string): ColumnType =>
  /^(?:TINYINT|SMALLINT|INTEGER|BIGINT|U\w+INT)/.test(sqlType)
    ? 'integer'
    : /^(?:FLOAT|DOUBLE|DECIMAL|HUGEINT)/.test(sqlType)
      ? 'number'
      : sqlType === 'BOOLEAN'
        ? 'boolean'
        : sqlType === 'DATE'
          ? 'date'
          : sqlType.startsWith('TIMESTAMP')
            ? 'timestamp'
            : 'text';

/** How a column's values are written, as an example a person knows; '' where there is nothing to tell. */
export function columnForm({ type, format, numberStyle, zones }: ReadColumn, lang: Lang): string {
  if (type === 'date' || type === 'timestamp')
    return [EPOCHS[format]?.[lang] ?? dateOrder(format), ...(zones ?? [])].join(' · ');
  return (type === 'integer' || type === 'number' ? numberStyle && STYLES[numberStyle] : undefined) ?? '';
}
