import { today } from '../i18n/day.ts';
import { NO_CURRENCY } from '../i18n/format.ts';
import type { Goal, Notebook } from '../notebook/document.ts';
import { segmentsOf } from '../notebook/segments.ts';

/** Customer roles that a group can be made from, in the order in which they are offered. */
const GROUPING = [
  'region',
  'industry',
  'level',
  'company_size',
  'team',
  'gender',
  'city',
  'core_need',
  'source_system',
];

const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'SGD', 'KRW', NO_CURRENCY];

/** The currencies that are offered: the usual ones, none, and the one in force. */
export const currencyChoices = (now: string): string[] =>
  CURRENCIES.includes(now) ? CURRENCIES : [...CURRENCIES, now];

/** What a period can be chosen as: a number of months, or one of its other kinds. */
const PERIODS = ['3', '6', '12', '24', 'year', 'custom', 'all'];

/** Which choice a period is. */
export const chosenPeriod = (period: Goal['period']): string =>
  period.kind === 'months' ? String(period.months) : period.kind;

/** What is offered: the usual choices, and the one in force where it is none of them. */
export function offeredPeriods(period: Goal['period']): string[] {
  const chosen = chosenPeriod(period);
  return PERIODS.includes(chosen) ? PERIODS : [chosen, ...PERIODS];
}

/** The period that a choice stands for at first; `asOf` (ISO) is the date in force, '' before there is data. */
export function periodOf(choice: string, asOf: string, day: string = today()): Goal['period'] {
  const year = Number((asOf || day).slice(0, 4));
  if (choice === 'all') return { kind: 'all' };
  if (choice === 'year') return { kind: 'year', year };
  if (choice === 'custom') return { kind: 'custom', start: `${year}-01-01`, end: asOf || `${year}-12-31` };
  return { kind: 'months', months: Number(choice) };
}

/** A year as it is typed, or null while it is none that a calendar has. */
export const typedYear = (year: number): Goal['period'] | null =>
  Number.isInteger(year) && year >= 1970 && year <= 2100 ? { kind: 'year', year } : null;

/** A share as it is typed in percent, or null while it is none. */
export const typedShare = (percent: number): Goal['group'] | null =>
  percent > 0 ? { kind: 'top', share: Math.min(1, percent / 100) } : null;

/** The customer roles that a group can be made from here: those that have values, and the one in force. */
export const groupable = (mapped: ReadonlySet<string> | undefined, group: Goal['group']): string[] =>
  GROUPING.filter(
    (role) => mapped?.has(`customers.${role}`) || (group.kind === 'attribute' && group.role === role),
  );

const SEGMENT = 'segment:';

/** Which choice a group is. */
export const chosenGroup = (group: Goal['group']): string =>
  group.kind === 'segment' ? `${SEGMENT}${group.cell}` : group.kind;

/** The saved segments as choices of a group. */
export const segmentChoices = (notebook: Pick<Notebook, 'cells'>): { value: string; title: string }[] =>
  segmentsOf(notebook).map(({ cell, title }) => ({ value: `${SEGMENT}${cell}`, title }));

/** The customer group that a choice stands for at first. */
export function groupOf(kind: string, attributes: readonly string[]): Goal['group'] {
  if (kind.startsWith(SEGMENT)) return { kind: 'segment', cell: kind.slice(SEGMENT.length) };
  if (kind === 'top') return { kind: 'top', share: 0.2 };
  if (kind === 'attribute') return { kind: 'attribute', role: attributes[0] ?? GROUPING[0]!, value: '' };
  return { kind: 'all' };
}
