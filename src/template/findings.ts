import type { Format } from '../i18n/formats.ts';
import { singular } from '../i18n/plural.ts';
import type { Lang, Text } from '../i18n/text.ts';
import { labelOf } from './labels.ts';
import type { Codes, FindingRule, Severity } from './schema.ts';
import { spaceChinese } from './spacing.ts';

/** A piece of a finding's sentence; numbers are bold. */
export interface Segment {
  text: string;
  bold: boolean;
}

/** Writes one value; the caller binds language and currency. */
export type Formatter = (value: unknown, format: Format) => string;

const SLOT = /\{(\w+)(?::(\w+))?\}/g;
/** Slot kinds that write a change, and the format of its number. */
const CHANGE = new Map<string | undefined, Format>([
  ['move', 'percent'],
  ['size', 'percent'],
  ['signed', 'percent'],
]);
const SEVERITIES: readonly Severity[] = ['bad', 'warning', 'good', 'info'];

/** The sentence of a finding in one language; see `renderText`. */
export const renderFinding = (
  rule: Pick<FindingRule, 'sentence'>,
  row: Readonly<Record<string, unknown>>,
  lang: Lang,
  format: Formatter,
  codes?: Codes,
): Segment[] => renderText(rule.sentence, row, lang, format, codes);

/**
 * A text with slots in one language as segments. `{column}` or `{column:format}` takes the
 * row's value; without a format a number is written as `number`, anything else as `text`. Beside the formats
 * there are `row` (the one that the row's column `format` names), `size` (a change as a percentage without its
 * sign, after a word that says up or down), `signed` (a change with its sign) and `move` (the same, in points where
 * the row's `in_points` is true); `percentage_points` has its unit. Coded values are put into
 * words (`TemplateMeta.codes`).
 */
export function renderText(
  text: Text,
  row: Readonly<Record<string, unknown>>,
  lang: Lang,
  format: Formatter,
  codes: Codes = {},
): Segment[] {
  const sentence = text[lang];
  const segments: Segment[] = [];
  let at = 0;
  for (const slot of sentence.matchAll(SLOT)) {
    if (slot.index > at) segments.push({ text: sentence.slice(at, slot.index), bold: false });
    const [whole, name = '', kind] = slot;
    const value = labelOf(codes, name, row[name], lang);
    const own = kind === 'row' ? row.format : (CHANGE.get(kind) ?? kind);
    const how = (own ?? (typeof value === 'number' ? 'number' : 'text')) as Format;
    if ((kind === 'move' || kind === 'percentage_points') && typeof value === 'number') {
      const text = kind === 'move' ? move(value, row, lang, format) : inPoints(value, lang, format);
      segments.push({ text, bold: true });
      at = slot.index + whole.length;
      continue;
    }
    const size = kind === 'size' && typeof value === 'number' ? Math.abs(value) : value;
    const sign = kind === 'signed' && typeof value === 'number' && value > 0 ? '+' : '';
    segments.push({ text: sign + format(size, how), bold: how !== 'text' });
    at = slot.index + whole.length;
  }
  if (at < sentence.length) segments.push({ text: sentence.slice(at), bold: false });
  return lang === 'zh' ? spaceChinese(segments) : singular(segments);
}

/** A change with its sign: in points where the row says so (`in_points`), else as a percentage. */
function move(value: number, row: Readonly<Record<string, unknown>>, lang: Lang, format: Formatter): string {
  const sign = value > 0 ? '+' : '';
  if (row['in_points'] !== true) return sign + format(value, 'percent');
  if (lang === 'en' || row['format'] === 'percent') return sign + inPoints(value, lang, format);
  return `${sign}${format(100 * value, 'number')} 分`;
}

/** A difference of shares with its unit, which figures in sentences have not. */
const inPoints = (value: number, lang: Lang, format: Formatter): string =>
  `${format(100 * value, 'number')}${lang === 'en' ? ' points' : ' 个百分点'}`;

/** Which slot each piece of `renderText` is the value of, as it stands in the braces; null for the words between. */
export function slotsOf(sentence: string): (string | null)[] {
  const slots: (string | null)[] = [];
  let at = 0;
  for (const slot of sentence.matchAll(SLOT)) {
    if (slot.index > at) slots.push(null);
    slots.push(slot[0].slice(1, -1));
    at = slot.index + slot[0].length;
  }
  if (at < sentence.length) slots.push(null);
  return slots;
}

/** Slots of a sentence in their order, those of a change as the format of their number. */
export const sentenceSlots = (sentence: string): { column: string; format: string | undefined }[] =>
  [...sentence.matchAll(SLOT)].map(([, column = '', kind]) => ({ column, format: CHANGE.get(kind) ?? kind }));

/** Columns that a sentence takes, each once. */
export const sentenceColumns = (sentence: string): string[] => [
  ...new Set(sentenceSlots(sentence).map(({ column }) => column)),
];

/** The severity written in a findings row; anything unknown is `info`. */
export function severityOf(value: unknown): Severity {
  return SEVERITIES.find((s) => s === value) ?? 'info';
}

/** Sorts findings rows as a report lists them: bad, warning, good, info; equal ones keep their order. */
export function bySeverity<T extends { severity: Severity }>(findings: readonly T[]): T[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
