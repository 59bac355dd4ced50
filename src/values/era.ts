import { quoteText } from '../sql/quote.ts';
import { withSql } from './pattern.ts';
import { ANY_ERA, BARE_ERA, ERAS, FIRST_YEAR, NAMED_ERA } from './time-patterns.ts';

/*
 * Dates of Taiwan's and Japan's calendars, with their years in the common era. A year of three digits that names no
 * era is one of Taiwan's; beside an order of the numbers it is not read: there years of two digits are read too, and
 * those would be taken for the common era's.
 */

/** A text with its year in the common era; as it is where it begins with no era's year; with `bare` three digits are one. */
export function inCommonEra(text: string, bare: boolean): string {
  const found = bare ? ANY_ERA.read(text) : { ...NAMED_ERA.read(text), bare: '' };
  if (found.rest === '') return text;
  const year = found.bare || found.year;
  return `${ERAS[found.era || BARE_ERA]! + (year === FIRST_YEAR ? 1 : Number(year))}${found.rest}`;
}

/** SQL of the same. */
export function inCommonEraSql(text: string, bare: boolean): string {
  const pattern = bare ? ANY_ERA : NAMED_ERA;
  const bases = Object.entries(ERAS).map(([era, base]) => `WHEN ${quoteText(era)} THEN ${base}`);
  const base = `CASE __e.era ${bases.join(' ')} ELSE ${ERAS[BARE_ERA]} END`;
  const year = `CASE __e.year WHEN ${quoteText(FIRST_YEAR)} THEN 1 ELSE CAST(${bare ? '__e.year || __e.bare' : '__e.year'} AS INTEGER) END`;
  return `CASE WHEN ${pattern.fitsSql(text)} THEN ${withSql('__e', pattern.sql(text), `(${base} + ${year}) || __e.rest`)} ELSE ${text} END`;
}
