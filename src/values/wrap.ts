import { quoteText } from '../sql/quote.ts';

/**
 * How programs keep a spreadsheet from reading a value as a number: as a formula's text (`="0012"`), behind an
 * apostrophe or a backtick, or between two of them; the bracket before a web server's moments, of which the zone
 * behind a blank has the other; and what is counted, beside how many of it (2件, 3 pcs, ×2).
 */
export type Wrap = 'formula' | 'apostrophe' | 'backtick' | 'bracket' | 'counter';

/** What goods, people and times are counted in. Of what is weighed or measured the unit tells how much it is. */
const COUNTERS =
  '[件个個盒瓶箱包袋份套双雙条條张張本台只支枚片杯桶罐卷对對副位人名岁歲次笔筆单單]|周岁|[Pp][Cc][Ss]?\\.?|PIECES?|[Pp]ieces?|EA|ea|[Ee]ach|UNITS?|[Uu]nits?|ITEMS?|[Ii]tems?|[Pp]eople|[Xx×*]';
const COUNTED = `^ *(?:[Xx×*] *)?([-+]?[0-9][0-9.,]*) *(?:${COUNTERS})? *$`;
/** Names of columns that say how many. */
const COUNTS =
  /数量|數量|数目|件数|个数|份数|人数|次数|笔数|销量|年龄|岁数|(?:^|[^a-z])(?:qty|quantity|units?|count|pieces|pcs|items?|age|headcount|employees|people)(?:[^a-z]|$)/i;

/** What is told by the values alone. */
const WORN: Record<Exclude<Wrap, 'counter'>, string> = {
  formula: '^ *="([^"]*)" *$',
  apostrophe: "^ *'([^']*)'? *$",
  backtick: '^ *`([^`]*)`? *$',
  bracket: '^\\[([0-9]{1,2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9:]{8})\\]?$',
};
const WRAPS: Record<Wrap, string> = { ...WORN, counter: COUNTED };

/** Whether values count one thing, under a name that says how many: of several the sum would be of nothing. */
function countsOne(name: string, values: readonly string[]): boolean {
  if (!COUNTS.test(name)) return false;
  const shape = new RegExp(COUNTED);
  const units = new Set(values.map((value) => value.replace(/[-+0-9.,\s]/g, '').toLowerCase()));
  units.delete('');
  return units.size === 1 && values.every((value) => shape.test(value));
}

/** The wrap that most of the values of a column wear, or null. */
export function wrapOf(name: string, values: readonly string[]): Wrap | null {
  if (countsOne(name, values)) return 'counter';
  const worn = (Object.keys(WORN) as (keyof typeof WORN)[]).find((wrap) => {
    const shape = new RegExp(WORN[wrap]);
    return values.filter((value) => shape.test(value)).length > values.length * 0.5;
  });
  return worn ?? null;
}

/** A value without its wrap; one that wears none stays. */
export const unwrap = (value: string, wrap: Wrap | null | undefined): string =>
  wrap ? (new RegExp(WRAPS[wrap]).exec(value)?.[1] ?? value) : value;

/** SQL of the same; a wrap around nothing is NULL. */
export const unwrapSql = (text: string, wrap: Wrap): string =>
  `nullif(regexp_replace(${text}, ${quoteText(WRAPS[wrap])}, '\\1'), '')`;
