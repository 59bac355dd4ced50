import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import type { Segment } from '../template/findings.ts';
import { CAUSE_VALUES, type Cause, type CauseValue } from './cause.ts';
import { causeGroup, causeLabel, inOrder } from './cause-traits.ts';
import { goingOn } from './headline.ts';
import type { ReportFinding } from './input.ts';
import { markOf } from './named-values.ts';
import { CAUSE_TEXTS } from './texts-cause.ts';

/**
 * Where an insight comes from, in words: a group that the data show to have most of it, another analysis that points to
 * the same place, or plainly that none was found, looked for or could be computed, and what to look at.
 */
export function diagnosisOf(
  finding: ReportFinding,
  other: ReportFinding | null,
  titleOf: (cell: string) => string,
  lang: Lang,
): Segment[] {
  const { looked, measure } = finding;
  if (looked?.cause)
    return said(causeText(looked.cause, finding.causeAs ?? writtenOf(looked.cause, lang), lang));
  if (other)
    return [...said(fill(CAUSE_TEXTS.together, lang, { title: titleOf(other.cell) })), ...other.sentence];
  const roles = [...new Set(inOrder(looked?.roles ?? []).map((role) => causeLabel(role, lang)))].filter(
    (r) => r !== '',
  );
  const none = looked?.failed
    ? CAUSE_TEXTS.failed[lang]
    : roles.length > 0
      ? fill(CAUSE_TEXTS.none, lang, { roles: listed(roles, lang) })
      : CAUSE_TEXTS.unlooked[lang];
  const what = measure?.looks
    ? goingOn(measure.action.replace(/[.。]$/, ''))
    : fill(CAUSE_TEXTS.lookThere, lang, { title: titleOf(finding.cell) });
  return said(none + fill(CAUSE_TEXTS.lookAt, lang, { what }));
}

function causeText({ kind, role, value }: Cause, written: Record<CauseValue, string>, lang: Lang): string {
  return fill(CAUSE_TEXTS[kind], lang, { group: causeGroup(role, value, kind, lang), ...written });
}

const nameOf = ({ cell, id = '' }: ReportFinding, value: CauseValue): string =>
  `${cell}.${id}.cause_${value}`;

/** The figures of a finding's cause as they are written, by their names. */
export function causeValues(finding: ReportFinding, lang: Lang): [string, string][] {
  const cause = finding.looked?.cause;
  if (!cause) return [];
  const written = writtenOf(cause, lang);
  return CAUSE_VALUES.map((value) => [nameOf(finding, value), written[value]]);
}

/** Marks in the place of those figures. */
export const causeMarks = (finding: ReportFinding): Record<CauseValue, string> =>
  Object.fromEntries(CAUSE_VALUES.map((value) => [value, markOf(nameOf(finding, value))])) as Record<
    CauseValue,
    string
  >;

function writtenOf({ customers, share, base }: Cause, lang: Lang): Record<CauseValue, string> {
  const percent = (n: number) =>
    formatValue(n, 'percent', { lang, currency: '', short: true, digits: 'sentence' });
  return { customers: customers.toLocaleString('en-US'), share: percent(share), base: percent(base) };
}

const said = (text: string): Segment[] => [{ text, bold: false }];

/** More ways of dividing than these are not named: the block is to say what was looked at, not to list it. */
const MOST_NAMED = 6;

function listed(words: readonly string[], lang: Lang): string {
  const named = words.slice(0, words.length > MOST_NAMED + 1 ? MOST_NAMED : words.length);
  const more = words.length - named.length;
  if (lang === 'zh') return named.join('、') + (more > 0 ? '等' : '');
  const lower = named.map((word) => word.toLowerCase());
  return more > 0 ? `${lower.join(', ')} or others` : lower.join(', ').replace(/, ([^,]*)$/, ' or $1');
}
