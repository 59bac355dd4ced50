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
].map((period) => new RegExp(`^${period}$`, 'i'));

const isPeriod = (name: string): boolean => PERIODS.some((period) => period.test(name.trim()));

/** Numbers of which each column is one month or quarter: a table that puts periods side by side, which no role reads. */
export function periodNotice(columns: readonly ReadColumn[]): Fault[] {
  const periods = columns.filter(
    ({ name, original, type }) => (type === 'integer' || type === 'number') && isPeriod(original || name),
  );
  if (periods.length < ENOUGH) return [];
  return [{ code: 'columns-periods', values: listOf(periods.map(({ name }) => name)) }];
}
