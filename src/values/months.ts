import { quoteText } from '../sql/quote.ts';

/** Names of the months in English, German, French, Spanish, Italian, Portuguese and Dutch, whole and shortened. */
const NAMES = [
  'january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari',
  'february feb februar feber février févr fév febrero febbraio fevereiro fev februari',
  'march mar märz mär mrz mars marzo março maart mrt',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag maio mei',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug août aoû agosto ago augustus',
  'september sept sep septembre septiembre settembre set setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez décembre déc diciembre dic dicembre dezembro',
].map((names) => names.split(' '));

/** All names, the longer of two that begin alike first, as an alternative of a pattern. */
export const MONTHS = NAMES.flat()
  .sort((a, b) => b.length - a.length)
  .join('|');

const numbers = new Map(NAMES.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));

/** The number of a month written as digits or as a name. */
export const monthOf = (text: string): number => numbers.get(text.toLowerCase()) ?? Number(text);

/** SQL of the same, as text. */
export const monthSql = (text: string): string =>
  `CASE WHEN ${text} < 'A' THEN ${text} ELSE [${[...numbers.values()].map((n) => `'${n}'`).join(', ')}][list_position([${[...numbers.keys()].map(quoteText).join(', ')}], lower(${text}))] END`;
