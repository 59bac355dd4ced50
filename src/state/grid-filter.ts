import { formatValue } from '../i18n/format.ts';
import type { Format } from '../i18n/formats.ts';
import type { Lang } from '../i18n/text.ts';
import type { RowBound, RowTest } from '../sql/row-test.ts';
import type { Codes } from '../template/schema.ts';
import type { ResultField } from './result-pages.ts';

/** What a filter needs to know of its column. */
export interface FilterColumn {
  name: string;
  type: ResultField['type'];
  format: Format;
}

/**
 * What a person typed over a column as a question to its rows; null when nothing was typed, `unread` when it is
 * none. Text is looked for anywhere in the value as it is shown; numbers, days and months take `>100`, `<=5%`,
 * `10..20`, `2024-05` and `>2024-05-01`, `=` alone asks for missing values, and `!` before it all turns it round.
 */
export function readFilter(
  typed: string,
  column: FilterColumn,
  codes: Codes | undefined,
  lang: Lang,
): RowTest | null | 'unread' {
  const text = halfWidth(typed).trim();
  if (text === '') return null;
  if (text === '=') return { kind: 'missing', column: column.name };
  const turned = /^(?:!=?|<>)\s*(.*)$/.exec(text);
  if (turned) {
    const test = readFilter(turned[1] === '' ? '=' : turned[1]!, column, codes, lang);
    return test === null || test === 'unread' ? test : { kind: 'not', test };
  }
  const words = Object.hasOwn(codes ?? {}, column.name) ? codes![column.name]! : null;
  if (words) {
    const values = Object.entries(words).flatMap(([code, shown]) => (holds(shown[lang], text) ? [code] : []));
    return { kind: 'any', tests: [{ kind: 'among', column: column.name, values }, holding(column, text)] };
  }
  const named = column.type === 'integer' || column.type === 'number' ? namedValues(column.format) : null;
  if (named) {
    const values = named.filter((n) =>
      holds(formatValue(n, column.format, { lang, currency: '', short: false }), text),
    );
    if (values.length > 0) return { kind: 'among', column: column.name, values };
  }
  if (column.type === 'date' || column.type === 'timestamp') return readInstants(text, column);
  if (column.type === 'number' || column.type === 'integer') return readNumbers(text, column);
  if (column.type === 'boolean') {
    const values = [true, false].filter((value) =>
      holds(formatValue(value, 'text', { lang, currency: '' }), text),
    );
    return values.length > 0 ? { kind: 'among', column: column.name, values } : 'unread';
  }
  return holding(column, /^=./.test(text) ? text.slice(1) : text);
}

/** Rows with the text in any of the columns, codes by their words. */
export function readSearch(
  typed: string,
  columns: readonly FilterColumn[],
  codes: Codes | undefined,
  lang: Lang,
): RowTest | null {
  const text = halfWidth(typed).trim();
  if (text === '') return null;
  const tests = columns.flatMap((column): RowTest[] => {
    const words = Object.hasOwn(codes ?? {}, column.name) ? codes![column.name]! : {};
    const values = Object.entries(words).flatMap(([code, shown]) => (holds(shown[lang], text) ? [code] : []));
    return [
      holding(column, text.replace(/(?<=\d),(?=\d{3})/g, '')),
      ...(values.length > 0 ? [{ kind: 'among' as const, column: column.name, values }] : []),
    ];
  });
  return { kind: 'any', tests };
}

const holding = (column: FilterColumn, text: string): RowTest => ({
  kind: 'holds',
  column: column.name,
  text,
});

const holds = (shown: string, text: string): boolean => shown.toLowerCase().includes(text.toLowerCase());

/** Full-width signs and figures, as a Chinese keyboard writes them, as half-width ones. */
const halfWidth = (text: string): string =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('≥', '>=')
    .replaceAll('≤', '<=')
    .replaceAll('≠', '!=')
    .replaceAll('　', ' ');

/** The values of formats that stand for words. */
function namedValues(format: Format): number[] | null {
  if (format === 'weekday') return [1, 2, 3, 4, 5, 6, 7];
  if (format === 'month') return Array.from({ length: 12 }, (_, i) => i + 1);
  return null;
}

const BETWEEN = /^(.+?)\s*(?:\.\.|…|~|至|—|–| to )\s*(.+)$/;
const AGAINST = /^(>=|<=|>|<|=)?\s*(.+)$/;

function readNumbers(text: string, column: FilterColumn): RowTest | 'unread' {
  const range = (low: RowBound | null, high: RowBound | null): RowTest => ({
    kind: 'range',
    column: column.name,
    low,
    high,
  });
  const between = BETWEEN.exec(text);
  if (between) {
    const [low, high] = [readNumber(between[1]!, column), readNumber(between[2]!, column)];
    if (!low || !high) return 'unread';
    return range({ value: low.value, open: false }, { value: high.value, open: false });
  }
  const [, sign, rest] = AGAINST.exec(text)!;
  const number = readNumber(rest!, column);
  if (!number) return 'unread';
  const { value, half } = number;
  if (sign === '>' || sign === '>=') return range({ value, open: sign === '>' }, null);
  if (sign === '<' || sign === '<=') return range(null, { value, open: sign === '<' });
  // As many digits as were typed: `12.3` is every value that is written so.
  return column.type === 'integer'
    ? range({ value, open: false }, { value, open: false })
    : range({ value: value - half, open: false }, { value: value + half, open: true });
}

const SCALES: Record<string, number> = { 万: 1e4, 亿: 1e8, k: 1e3, m: 1e6, bn: 1e9 };

/** A typed number in the column's own measure, and half of its last digit; null when it is none. */
function readNumber(text: string, { format }: FilterColumn): { value: number; half: number } | null {
  const match = /^[^\d.+-]*([+-]?[^\d.+-]?)(\d[\d,]*(?:\.\d*)?|\.\d+)\s*(万|亿|bn|k|m)?\s*(%?)\D*$/i.exec(
    text,
  );
  if (!match) return null;
  const [, before = '', digits = '', word = '', percent] = match;
  const plain = digits.replaceAll(',', '');
  const scale =
    (SCALES[word.toLowerCase()] ?? 1) *
    (percent || format === 'percent' || format === 'percentage_points' ? 0.01 : 1);
  const value = Number(plain) * scale * (before.includes('-') ? -1 : 1);
  const places = plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0;
  return Number.isFinite(value) ? { value, half: 0.5 * 10 ** -places * scale } : null;
}

function readInstants(text: string, column: FilterColumn): RowTest | 'unread' {
  const range = (from: string | null, until: string | null): RowTest => ({
    kind: 'range',
    column: column.name,
    low: from === null ? null : { value: { instant: from }, open: false },
    high: until === null ? null : { value: { instant: until }, open: true },
  });
  const between = BETWEEN.exec(text);
  if (between) {
    const [from, to] = [span(between[1]!), span(between[2]!)];
    return from && to ? range(from.start, to.end) : 'unread';
  }
  const [, sign, rest] = AGAINST.exec(text)!;
  const day = span(rest!);
  if (!day) return 'unread';
  if (sign === '>') return range(day.end, null);
  if (sign === '>=') return range(day.start, null);
  if (sign === '<') return range(null, day.start);
  if (sign === '<=') return range(null, day.end);
  return range(day.start, day.end);
}

/** A year, month or day as its first moment and the first one after it. */
function span(text: string): { start: string; end: string } | null {
  const match = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?\s*月?)?\s*年?$/.exec(
    text.trim(),
  );
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const start = new Date(Date.UTC(year, month - 1, day));
  if (start.getUTCMonth() !== month - 1 || start.getUTCDate() !== day) return null;
  const end = match[3]
    ? Date.UTC(year, month - 1, day + 1)
    : match[2]
      ? Date.UTC(year, month, 1)
      : Date.UTC(year + 1, 0, 1);
  const iso = (time: Date) => time.toISOString().slice(0, 10);
  return { start: iso(start), end: iso(new Date(end)) };
}
