import { fill } from '../i18n/fill.ts';
import type { HeadLine } from './document.ts';
import type { ReportInput } from './input.ts';
import { localTime } from './local-time.ts';
import { REPORT_TEXTS } from './texts.ts';

/** Entries of the head that are written by hand, kept among the report cell's texts. */
export const HEAD_FIELDS = ['company', 'author'] as const;
export type HeadField = (typeof HEAD_FIELDS)[number];
export const headKey = (field: HeadField): string => `head.${field}`;

/** What stands under the title: who, of which time, made when, to what end. Nothing stands there empty. */
export function headLines(input: ReportInput): HeadLine[] {
  const { lang, edits, scope, goal, goalNow, generatedAt, zone } = input;
  const t = REPORT_TEXTS;
  const now =
    goalNow &&
    fill(goalNow.before === null ? t.presentValue : t.presentBefore, lang, {
      metric: goalNow.metric,
      value: goalNow.value,
      before: goalNow.before ?? '',
    });
  const target = goalNow?.target
    ? fill(t.aimValue, lang, { value: goalNow.target, criterion: goal.criterion })
    : goal.criterion;
  const lines: [keyof typeof t, string][] = [
    ...HEAD_FIELDS.map((field): [HeadField, string] => [field, edits[headKey(field)] ?? '']),
    ['period', scope.start && scope.end ? `${scope.start} – ${scope.end}` : t.everything[lang]],
    ['asOf', scope.asOf],
    ['made', localTime(generatedAt, zone)],
    ['goalHead', goal.statement],
    ['present', now ?? ''],
    ['aim', target],
  ];
  return lines
    .filter(([, text]) => text.trim() !== '')
    .map(([label, text]) => ({ label: t[label][lang], text: text.trim() }));
}
