import { quoteText } from '../sql/quote.ts';

/** Minutes east of UTC of the abbreviations that stand for one offset everywhere; CST and IST do not. */
const OFFSETS: Record<string, number> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  HKT: 480,
  SGT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  北京时间: 480,
};
const UNSURE = ['CST', 'IST', 'BST', 'ET', 'CT', 'PT', 'ICT', 'WIB', 'ART', 'BRT', 'SAST', 'ACST'];

const WORDS = [...Object.keys(OFFSETS), ...UNSURE].sort((a, b) => b.length - a.length).join('|');
const SIGNED = '[-+][0-9]{1,2}(?::?[0-9]{2})?';
const PLACE = '[a-z]+/[a-z_]+(?:/[a-z_]+)?';

const NAMED = `(?:(?:${WORDS})? *${SIGNED}|${WORDS}|${PLACE})`;

/** A zone as it may stand behind a time of day: offset, abbreviation, place, remark in brackets, or several. */
export const ZONE = `(?:${NAMED}(?: *\\[${PLACE}\\])?(?: *\\([^()]*\\))?|\\(${NAMED}\\)|\\[${NAMED}\\])`;

const signed = /([-+])([0-9]{1,2}):?([0-9]{2})?/;

/** Minutes east of UTC that a zone states; null where none are stated or the name stands for several. */
export function zoneMinutes(zone: string): number | null {
  const found = signed.exec(zone);
  if (found) return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0));
  return OFFSETS[zone.replace(/^[([]|[)\]]$| .*$/g, '').toUpperCase()] ?? null;
}

/** SQL of the same. */
export function zoneMinutesSql(zone: string): string {
  const part = (i: number) => `regexp_extract(${zone}, '([-+])([0-9]{1,2}):?([0-9]{2})?', ${i})`;
  const minutes = `(CASE WHEN ${part(1)} = '-' THEN -1 ELSE 1 END) * (TRY_CAST(${part(2)} AS INTEGER) * 60 + coalesce(TRY_CAST(${part(3)} AS INTEGER), 0))`;
  const words = Object.entries(OFFSETS);
  const named = `[${words.map(([, offset]) => offset).join(', ')}][list_position([${words.map(([word]) => quoteText(word)).join(', ')}], upper(regexp_replace(${zone}, '^[(\\[]|[)\\]]$| .*$', '', 'g')))]`;
  return `CASE WHEN ${part(2)} <> '' THEN ${minutes} ELSE ${named} END`;
}
