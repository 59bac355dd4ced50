import type { Fault } from '../result.ts';
import type { ReadColumn } from './api.ts';
import { listOf } from './headers.ts';

/** Periods side by side, fewer of them are measures of their own. */
const ENOUGH = 3;
const YEAR = '(?:19|20)\\d\\d';
const PERIODS = [
  `${YEAR}[-/.年 ]?(?:0?[1-9]|1[0-2])(?:月(?:份)?)?`,
  '(?:0?[1-9]|1[0-2]|[一二三四五六七八九十]|十[一二])月(?:份)?',
  `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\\.?[-/ ']*(?:${YEAR}|\\d\\d))?`,
  `(?:${YEAR}[-/ ]?)?q[1-4](?:[-/ ]?${YEAR})?`,
  `(?:${YEAR}年?)?第?[一二三四1-4]季度?`,
];
/** Periods that stand beside the name of a measure only: alone a year may be one of birth. */
const LONGER = [`(?:fy ?)?${YEAR}年?(?:度)?`, 'fy ?\\d\\d', `(?:${YEAR}[-/ 年]*)?(?:h[12]|[上下]半年)`];
const period = new RegExp(`^(?:${PERIODS.join('|')})$`, 'i');
/** A period and a measure, either before the other. */
const PARTED = '[-_/.:：|, ()（）]*';
const ANY = `(?:${[...PERIODS, ...LONGER].join('|')})`;
const before = new RegExp(`^(${ANY})(?![a-z0-9])${PARTED}(\\D*?)${PARTED}$`, 'i');
const behind = new RegExp(`^(\\D*?)${PARTED}(?<![a-z0-9])(${ANY})${PARTED}$`, 'i');

/** The measure that a column's name has beside a period; '' for a period alone, null for no period. */
function measureOf(name: string): string | null {
  const text = name.trim();
  if (period.test(text)) return '';
  const measure = before.exec(text)?.[2] ?? behind.exec(text)?.[1] ?? '';
  return measure === '' ? null : measure.trim().toLowerCase();
}

/**
 * Numbers of which each column is one month, quarter or year, alone or of one of several measures (`2023年 数量`,
 * `Q1 Sales`): a table that puts periods side by side, which no role reads.
 */
export function periodNotice(columns: readonly ReadColumn[]): Fault[] {
  const of = columns
    .filter(({ type }) => type === 'integer' || type === 'number')
    .map(({ name, original }) => ({ name, measure: measureOf(original || name) }))
    .filter(({ measure }) => measure !== null);
  // A measure of one period alone is a column as any other.
  const periods = of.filter(
    ({ measure }) => measure === '' || of.filter((other) => other.measure === measure).length > 1,
  );
  if (periods.length < ENOUGH) return [];
  return [{ code: 'columns-periods', values: listOf(periods.map(({ name }) => name)) }];
}
