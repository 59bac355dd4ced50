import type { ColumnType, ReadColumn } from './api.ts';
import { formsOf, parseDate, type DateForm } from './dates.ts';
import { styleOf, type NumberStyle } from './numbers.ts';

/** What a column's values are, as far as the samples tell. */
export interface Sniffed {
  type: ColumnType;
  format: string;
  numberStyle?: NumberStyle;
  ambiguous?: { formats: string[] };
}

const TEXT: Sniffed = { type: 'text', format: '' };

/** Words that stand for "nothing" in exports; they say nothing about a column's type. */
const NOTHING = /^(?:|null|\\n|n\/?a|#n\/a|nan|none|nil|-+|—+|无|空|暂无)$/i;
export const isNothing = (value: string | null): boolean => value === null || NOTHING.test(value.trim());

const ID_WORDS =
  /(?:^|[_\s.-])(?:id|ids|no|nr|uid|uuid|guid|code|sku|ean|upc|isbn|phone|mobile|tel|telephone|fax|zip|zipcode|postcode|postal|invoice|serial)$/i;
const ID_CAMEL = /[a-z](?:ID|Id|No|Code|Phone|Mobile|Number)$/;
const ID_ENGLISH =
  /^(?:id|customer|user|member|client|account|buyer|visitor|session|(?:order|invoice|phone|mobile|account|card|customer|member)[_\s]?(?:number|num))$/i;
const ID_CHINESE =
  /(?:编号|编码|代码|号码|单号|卡号|工号|学号|账号|帐号|户号|货号|流水号|序列号|条码|手机|手机号|电话|座机|传真|身份证|邮编|邮政编码|客户|用户|会员|(?<![A-Za-z])(?:ID|id))$/;

/** Whether a header names something that identifies (a code, a number on a card), which stays text. */
export function namesIdentifier(name: string): boolean {
  const trimmed = name.trim();
  return (
    ID_WORDS.test(trimmed) || ID_CAMEL.test(trimmed) || ID_ENGLISH.test(trimmed) || ID_CHINESE.test(trimmed)
  );
}

const TIME_NAME = /time|date|timestamp|(?:^|_)(?:ts|at|on)$|created|updated|时间|日期|时刻/i;
const SIGNED_DIGITS = /^[+-]?\d+$/;

/**
 * Sniffs a column from its sampled values (null or '' for empty). A type is given only when every
 * value that says something fits it; identifiers (leading zeros, 16 digits or more, telling names) stay text.
 */
export function sniffColumn(name: string, sampled: (string | null)[], decimalComma = false): Sniffed {
  const values = [...new Set(sampled.filter((value) => !isNothing(value)).map((value) => value!.trim()))];
  if (values.length === 0) return TEXT;
  const identifier = namesIdentifier(name);
  const digits = values.every((value) => SIGNED_DIGITS.test(value));
  if (digits) {
    const time = epochOf(name, values);
    if (time) return time;
    const day = identifier
      ? []
      : formsOf(values).filter((form) => form.format === '%Y%m%d' || form.format === '%Y%m%d%H%M%S');
    if (day.length > 0 && (TIME_NAME.test(name) || values.length >= 3)) return dateOf(day, values);
    if (
      identifier ||
      values.some((value) => /^[+-]?0\d/.test(value) || value.replace(/\D/g, '').length >= 16)
    )
      return TEXT;
    return { type: 'integer', format: '', numberStyle: 'plain' };
  }
  if (values.every((value) => /^(?:true|false)$/i.test(value))) return { type: 'boolean', format: '' };
  const forms = formsOf(values);
  if (forms.length > 0) return dateOf(forms, values);
  if (values.some((value) => /^[+-]?0\d+$/.test(value))) return TEXT;
  const style = styleOf(values, decimalComma);
  if (style === null) return TEXT;
  if (identifier && style === 'plain' && values.every((value) => /^\d+(?:\.0)?$/.test(value))) return TEXT;
  return { type: 'number', format: '', numberStyle: style };
}

/** Unix seconds or milliseconds between 2000 and 2040, under a name that speaks of time. */
function epochOf(name: string, values: string[]): Sniffed | null {
  if (!TIME_NAME.test(name)) return null;
  const within = (scale: number) =>
    values.every(
      (value) => Number(value) * scale >= 946_684_800_000 && Number(value) * scale < 2_208_988_800_000,
    );
  if (within(1000)) return { type: 'timestamp', format: 'unix_s' };
  if (within(1)) return { type: 'timestamp', format: 'unix_ms' };
  return null;
}

/** The best of the forms that fit; when they disagree about the day, all are offered. */
function dateOf(forms: DateForm[], values: string[]): Sniffed {
  const best = forms[0]!;
  const rivals = forms.filter((form) =>
    values.some((value) => parseDate(value, form.format) !== parseDate(value, best.format)),
  );
  const sniffed: Sniffed = { type: best.type, format: best.format };
  if (rivals.length > 0) sniffed.ambiguous = { formats: [best.format, ...rivals.map((form) => form.format)] };
  return sniffed;
}

/**
 * A column that is to be of a type though not every value fits: written as most of the sampled values are that
 * can be of it. What does not fit becomes null and is listed.
 */
export function asType(
  sampled: readonly (string | null)[],
  type: ColumnType,
  decimalComma: boolean,
): Omit<Sniffed, 'ambiguous'> {
  const values = sampled.filter((value) => !isNothing(value)).map((value) => value!.trim());
  if (type === 'integer' || type === 'number') {
    const numbers = values.filter((value) => styleOf([value], decimalComma) !== null);
    const style = styleOf(numbers, decimalComma);
    return { type, format: '', numberStyle: style ?? (decimalComma ? 'decimal-comma' : 'plain') };
  }
  if (type !== 'date' && type !== 'timestamp') return { type, format: '' };
  const counts = new Map<string, number>();
  for (const { format } of values.flatMap((value) => formsOf([value])))
    counts.set(format, (counts.get(format) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return { type, format: most?.[0] ?? '' };
}

/** Columns as sniffed from sample rows; `headers` are the unique names with what the file says. */
export function sniffColumns(
  headers: { name: string; original: string }[],
  rows: (string | null)[][],
  decimalComma: boolean,
): ReadColumn[] {
  return headers.map(({ name, original }, index) => ({
    name,
    original,
    ...sniffColumn(
      original || name,
      rows.map((row) => row[index] ?? null),
      decimalComma,
    ),
  }));
}
