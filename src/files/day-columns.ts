import { isNothing } from '../values/nothing.ts';
import type { ReadColumn } from './api.ts';
import { bare } from './clock-columns.ts';

const PARTS = {
  year: { called: /(?:年份?|年度|year|yr|jahr|ann[ée]e|a[ñn]o|anno)$/i, is: /^(?:19|20)\d\d(?:\.0)?年?$/ },
  month: { called: /(?:月份?|month|monat|mois|mes|m[êe]s|mese)$/i, is: /^(?:0?[1-9]|1[0-2])(?:\.0)?月?$/ },
  day: {
    called: /(?:(?<!生)日|(?<!week|holi|birth)day(?: ?of ?month)?|tag|jour|d[ií]a|giorno)$/i,
    is: /^(?:0?[1-9]|[12]\d|3[01])(?:\.0)?[日号]?$/,
  },
};

/**
 * A year, a month and a day in columns of their own are read together as one day, in place of the year: where no column
 * is a day by itself, and their names differ in nothing but that. Without a day it is the month's first.
 */
export function withDays(columns: readonly ReadColumn[], rows: readonly (string | null)[][]): ReadColumn[] {
  const own = [...columns];
  if (own.some(({ type }) => type === 'date' || type === 'timestamp')) return own;
  const found = (part: keyof typeof PARTS) =>
    own.flatMap(({ name }, i) => {
      const { called, is } = PARTS[part];
      if (!called.test(name.replace(/[([（【].*$/, '').trim())) return [];
      const values = rows.flatMap((row) => (isNothing(row[i] ?? null) ? [] : [row[i]!.trim()]));
      const fits = values.length > 1 && values.every((value) => is.test(value));
      return fits ? [{ at: i, stem: bare(name, called) }] : [];
    });
  const [years, months, days] = [found('year'), found('month'), found('day')];
  for (const year of years) {
    const like = (parts: typeof years) =>
      parts.filter(({ at, stem }) => at !== year.at && stem === year.stem);
    const [month, day] = [like(months), like(days)];
    // Two of a kind leave open which is meant.
    if (month.length !== 1 || day.length > 1) continue;
    const zh = /\p{Script=Han}/u.test(own[year.at]!.name);
    const name = `${own[year.at]!.name.replace(PARTS.year.called, '')}${zh ? '日期' : 'Date'}`;
    if (own.some((column) => column.name.toLowerCase() === name.toLowerCase())) continue;
    const parts = { month: own[month[0]!.at]!.name, day: day[0] ? own[day[0].at]!.name : null };
    const { original } = own[year.at]!;
    for (const { at } of [...month, ...day])
      own[at] = { name: own[at]!.name, original: own[at]!.original, type: 'text', format: '' };
    own[year.at] = { name, original, type: 'date', format: '%Y-%m-%d', parts };
    break;
  }
  return own;
}
