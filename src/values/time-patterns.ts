import { MONTHS } from './months.ts';
import { pattern } from './pattern.ts';
import { ZONE } from './zone.ts';

/** In letters: two of them alone begin numbers of orders, too (SO20240105000001). */
const WEEKDAY_WORD =
  '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|mo|di|mi|do|fr|sa|so|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lun|mer|jeu|ven|sam|dim)';
const WEEKDAY_SIGNS = '(?:星期|周|週|礼拜)[一二三四五六日天]';
const WEEKDAY = `(?:${WEEKDAY_WORD}|${WEEKDAY_SIGNS})\\.?`;
/** Words of the half of the day before noon. */
const MORNING = ['am', 'a.m.', 'a.m', '上午', '早上', '早晨', '清晨', '凌晨', '午前', '오전'];
/** Words of the half after noon. */
export const EVENING = ['pm', 'p.m.', 'p.m', '下午', '晚上', '傍晚', '夜里', '中午', '午后', '午後', '오후'];
/** Signs that stand behind an hour alone. */
const HOURS = '[时時点點시]';
const words = (list: readonly string[]): string => list.map((word) => word.replaceAll('.', '\\.')).join('|');
const HALF = `(?:${words([...MORNING, ...EVENING])})`;

const Y4 = '[0-9]{4}';
const N2 = '[0-9]{1,2}';
/** Hour, minute, second and parts of it, the half of the day before or behind. */
const CLOCK = `${HALF}? *${N2}(?: *[:.h] *${N2}| *${HOURS}(?: *${N2})?| *${HALF})(?: *[:.分m분] *(?:${N2}(?:[.,:][0-9]+)?)?)? *(?:[秒s초]|uhr|hs\\.?)?`;
/** The same as digits that run together: not behind a dash, where they would be a number of another kind. */
const RUN = `(?: *T *| +|_)?${Y4}(?:[0-9]{2})?(?:[.,][0-9]+)?`;
/** What parts a date from its time of day. */
const GAP = '(?: *,? *T *| *,? +(?:at +|um +|à +|- +)?|, *|[:_-])';
const TIME = (gap: string): string => `(?:${gap}${CLOCK}|${RUN}) *${HALF}? *(?:${ZONE})?`;
const BEFORE = `(?:(?:${WEEKDAY_WORD}(?:\\.?[ ,]|\\.)|${WEEKDAY_SIGNS}\\.?,?) *)?`;
const BETWEEN = `(?: *${WEEKDAY}| *\\((?:${WEEKDAY}|[一二三四五六日月火水木金土])\\))?`;

/** 2024-01-05, 2024年1月5日, 5/1/2024, 24.1.5; 20240105; with or without a time of day. */
export const NUMERIC = pattern(
  `^${BEFORE}(?:(?:${Y4}|${N2})(?: *[-/._] *| *[年년] *| +)${N2}(?: *[-/._] *| *[月월] *| +)(?:${Y4}|${N2}) *[日号號일]?|${Y4}[0-9]{4})\\.?${BETWEEN}(?:${TIME(`${GAP}?`)})?$`,
  [],
);
/** 5 Jan 2024, Jan 5th, 2024, Jan-05-24, 2024-Jan-05, Fri Jan 05 09:30:15 +0800 2024. */
export const NAMED = pattern(
  `^${BEFORE}(?:${N2}(?:st|nd|rd|th|er)?\\.?[-/ ]*(?:(?:of|de) )?(?:${MONTHS})\\.?,?[-/ ]*(?:(?:de|del) )?'?(?:${Y4}|[0-9]{2})|(?:${MONTHS})\\.?[-/ ]*${N2}(?:st|nd|rd|th)?(?:[-/, ]+${Y4}|[-/][0-9]{2})?|${Y4}[-/ ]*(?:${MONTHS})\\.?[-/ ]*${N2})(?:${TIME(GAP)}(?: +${Y4})?)?$`,
  [],
);

/** A time of day before its date changes places with it. */
export const CLOCK_FIRST = '^([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: *[ap]m)?),? +([0-9a-z].*)$';

/** A numeric date to pieces: a run of eight digits or three numbers, and what stands behind. */
export const NUMBERS = pattern(
  '^[^0-9]*(?:([0-9]{8})|([0-9]{1,4})[^0-9]+([0-9]{1,2})[^0-9]+([0-9]{4}|[0-9]{1,2}))(.*)$',
  ['run', 'a', 'b', 'c', 'rest'],
);
/** A date with a month's name to pieces: the number before it, the name, what stands behind. */
export const AROUND_NAME = pattern(
  `^(?:${WEEKDAY},? *)?([0-9]*)(?:[^0-9]*[^0-9a-zà-ÿ])?(${MONTHS})((?:[^a-zà-ÿ].*)?)$`,
  ['before', 'month', 'behind'],
);
/** What stands behind a month's name: a number, and a year of four digits where the number is the day. */
export const BEHIND_NAME = pattern('^[^0-9]*([0-9]{1,4})(?:st|nd|rd|th)?(.*)$', ['number', 'rest']);
export const YEAR_NEXT = pattern(`^(?:[-/, ]+(${Y4})|[-/]([0-9]{2}))($|[^0-9:].*)$`, [
  'year',
  'short',
  'rest',
]);
export const YEAR_LAST = pattern(` (${Y4})$`, ['year']);

/** A time of day to pieces. */
export const CLOCK_PARTS = pattern(
  `^[^0-9]*(?:(${Y4}(?:[0-9]{2})?)(?:[.,]([0-9]+))?|(${N2}) *([:.h]|${HOURS})? *(?:(${N2})(?: *[:.分m분] *(?:(${N2})(?:[.,:]([0-9]+))?)?)?)?)`,
  ['packed', 'packedParts', 'hour', 'mark', 'minute', 'second', 'parts'],
);
const LATIN = /^[a-z.]+$/;
/** The half of the day: words of letters stand alone, others anywhere. */
const HALF_WORDS = [...MORNING, ...EVENING];
export const HALF_PART = pattern(
  `(${words(HALF_WORDS.filter((word) => !LATIN.test(word)))})|(?:^|[0-9 ,T秒])(${words(HALF_WORDS.filter((word) => LATIN.test(word)).sort((a, b) => b.length - a.length))})(?:$|[^a-z.])`,
  ['sign', 'word'],
);
/** The zone at the end, of a text known to be a time. */
export const ZONE_PART = pattern(
  `(?:[0-9]|秒|[ap]\\.?m\\.?|${words(HALF_WORDS.filter((word) => !LATIN.test(word)))}) *(${ZONE})(?: +${Y4})?$`,
  ['zone'],
);
