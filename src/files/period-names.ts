/** How long the periods of a table are, the shortest first. */
export const GRAINS = ['day', 'month', 'quarter', 'half', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** The period that a column's name says. */
export interface NamedPeriod {
  grain: Grain;
  /** Null where the name says none. */
  year: number | null;
  /** Whether the year is written in two digits, which may be a day. */
  short: boolean;
  /** Which one of its year: a month 1 to 12, a quarter 1 to 4, a half 1 or 2; of a day its place in the year. */
  nth: number;
  /** Its first day without the year (`-03-01`); '' where a year does not begin in January, or nobody knows when. */
  begins: string;
  /** What else the name says, as it is written; '' for nothing. */
  measure: string;
}

const YEAR = '(?:19|20)\\d\\d';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMES =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const NUMERALS = '一二三四五六七八九十';

/** Each with its year (`y`) and its number (`n`), the narrower before what would take a part of it for another. */
const FORMS: readonly (readonly [Grain, string])[] = [
  [
    'day',
    `(?<y>${YEAR})(?<s>[-/.])(?<n>(?:0?[1-9]|1[0-2])\\k<s>(?:0?[1-9]|[12]\\d|3[01]))(?: 00:00(?::00)?)?`,
  ],
  ['day', `(?<y>${YEAR})年(?<n>(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\\d|3[01]))日`],
  ['quarter', `(?:(?<y>${YEAR})[-/年 ]{0,2})?q(?<n>[1-4])`],
  ['quarter', `q(?<n>[1-4])(?:[-/ ]?(?<y>${YEAR})|[-/ ]?'(?<z>\\d\\d))`],
  ['quarter', `(?:(?<y>${YEAR})[-/年 ]{0,2})?第?(?<n>[一二三四1-4])季度?`],
  ['half', `(?:(?<y>${YEAR})[-/年 ]{0,2})?(?:h(?<n>[12])|(?<h>[上下])半年)`],
  ['half', `h(?<n>[12])[-/ ]?(?<y>${YEAR})`],
  ['month', `(?<y>${YEAR})(?:[-/.年 _]|年 )?(?<n>0?[1-9]|1[0-2])(?:月(?:份)?)?`],
  ['month', `(?<n>0?[1-9]|1[0-2]|十[一二]|[${NUMERALS}])月(?:份)?`],
  ['month', `(?<n>${NAMES})(?:\\.?[-/ ']*(?:(?<y>${YEAR})|(?<z>\\d\\d)))?`],
  ['month', `(?<y>${YEAR})[-/ ]?(?<n>${NAMES})`],
  ['year', `(?<f>fy ?)?(?<y>${YEAR})年?(?:度)?`],
  ['year', '(?<f>fy ?)(?<z>\\d\\d)'],
];
/** A period and a measure, either before the other. */
const PARTED = '[-_/.:：|, ]*';
const PATTERNS = FORMS.map(([grain, form]) => ({
  grain,
  alone: new RegExp(`^${form}$`, 'i'),
  before: new RegExp(`^${form}(?![a-z0-9])${PARTED}(?<m>\\D*?)${PARTED}$`, 'i'),
  behind: new RegExp(`^(?<m>\\D*?)${PARTED}[（(]?(?<![a-z0-9])${form}[)）]?${PARTED}$`, 'i'),
}));

/** A name that is longer is a sentence. */
const LONGEST = 80;

/** The period that a column's name says, alone or beside the name of a measure; null for no period. */
export function periodOf(name: string): NamedPeriod | null {
  const text = name.normalize('NFKC').trim();
  if (text.length > LONGEST) return null;
  for (const { grain, alone } of PATTERNS) {
    const found = alone.exec(text);
    if (found) return periodIn(grain, found.groups!, '');
  }
  for (const { grain, before, behind } of PATTERNS) {
    const found = before.exec(text) ?? behind.exec(text);
    const measure = bare(found?.groups!['m'] ?? '');
    if (measure !== '') return periodIn(grain, found!.groups!, measure);
  }
  return null;
}

/** Without brackets that are around all of it. */
const bare = (text: string): string => (/^[(（]([^()（）]+)[)）]$/.exec(text.trim())?.[1] ?? text).trim();

function periodIn(grain: Grain, said: Partial<Record<string, string>>, measure: string): NamedPeriod {
  const { y, z, n = '', f } = said;
  const year = y ? Number(y) : z ? 2000 + Number(z) : null;
  const short = z !== undefined;
  const nth = said['h'] ? (said['h'] === '上' ? 1 : 2) : grain === 'year' ? 1 : numberOf(n, grain);
  const period = { grain, year, short, nth, measure };
  if (grain === 'day') {
    const [month, day] = n.match(/\d+/g)!.map((part) => part.padStart(2, '0'));
    return { ...period, begins: `-${month}-${day}` };
  }
  const months = { month: 1, quarter: 3, half: 6, year: 12 }[grain];
  const first = (nth - 1) * months + 1;
  // A business year begins when the business says so.
  return { ...period, begins: f ? '' : `-${String(first).padStart(2, '0')}-01` };
}

function numberOf(text: string, grain: Grain): number {
  if (grain === 'day') return text.match(/\d+/g)!.reduce((sum, part) => sum * 31 + Number(part), 0);
  if (/^\d/.test(text)) return Number(text);
  const place = NUMERALS.indexOf(text.at(-1)!) + 1;
  if (place > 0) return text.length > 1 ? 10 + place : place;
  return MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}
