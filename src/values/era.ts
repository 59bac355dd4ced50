import { quoteText } from '../sql/quote.ts';
import { pattern, withSql } from './pattern.ts';

/*
 * Dates of Taiwan's and Japan's calendars, with their years in the common era. A year of three digits that names no
 * era is one of Taiwan's; beside an order of the numbers it is not read: there years of two digits are read too, and
 * those would be taken for the common era's.
 */

/** Calendars that count years anew, by the year before their first. */
const ERAS: Readonly<Record<string, number>> = {
  中華民國: 1911,
  中华民国: 1911,
  民國: 1911,
  民国: 1911,
  令和: 2018,
  平成: 1988,
  昭和: 1925,
};
/** The base of a year of three digits, which names no era. */
const BARE = ERAS['民國']!;
/** The first year of an era, as it is written. */
const FIRST_YEAR = '元';
const ERA = `(${Object.keys(ERAS).join('|')}) *([0-9]{1,3}|${FIRST_YEAR})`;
const REST = '( *[-/.年].*)$';
/** 民國113年1月5日, 令和6/1/5: the era, its year, what stands behind. */
const NAMED = pattern(`^${ERA}${REST}`, ['era', 'year', 'rest']);
/** The same, and years of three digits that name no era: 113/01/05. */
const ANY = pattern(`^(?:${ERA}|(1[0-4][0-9]))${REST}`, ['era', 'year', 'bare', 'rest']);

/** A text with its year in the common era; as it is where it begins with no era's year; with `bare` three digits are one. */
export function inCommonEra(text: string, bare: boolean): string {
  const found = bare ? ANY.read(text) : { ...NAMED.read(text), bare: '' };
  if (found.rest === '') return text;
  const year = found.bare || found.year;
  return `${(ERAS[found.era] ?? BARE) + (year === FIRST_YEAR ? 1 : Number(year))}${found.rest}`;
}

/** SQL of the same. */
export function inCommonEraSql(text: string, bare: boolean): string {
  const form = bare ? ANY : NAMED;
  const bases = Object.entries(ERAS).map(([era, base]) => `WHEN ${quoteText(era)} THEN ${base}`);
  const base = `CASE __e.era ${bases.join(' ')} ELSE ${BARE} END`;
  const year = `CASE __e.year WHEN ${quoteText(FIRST_YEAR)} THEN 1 ELSE CAST(${bare ? '__e.year || __e.bare' : '__e.year'} AS INTEGER) END`;
  return `CASE WHEN ${form.fitsSql(text)} THEN ${withSql('__e', form.sql(text), `(${base} + ${year}) || __e.rest`)} ELSE ${text} END`;
}
