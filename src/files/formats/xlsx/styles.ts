import { currencyShown } from './money.ts';
import { attribute, prefixOf, startTags } from './xml.ts';

/** Built-in number formats that show dates or times, those of the East Asian versions included. */
const BUILT_IN = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);

/** Whether a format code shows a date or a time: letters of days, months, years, hours outside quotes and brackets. */
export function showsDate(code: string): boolean {
  const bare = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return (
    /[dmyhs]/i.test(bare) &&
    !/general/i.test(bare) &&
    !/[#?]/.test(bare) &&
    !/0(?!\.?0*s)/i.test(bare.replace(/s\.?0+/gi, 's'))
  );
}

/** What the cell styles of a workbook say of numbers, by style number. */
export interface NumberStyles {
  /** Whether they are dates. */
  dates: boolean[];
  /** The currencies they are shown in; empty where all of the workbook's are one, which no sum can mix. */
  money: (string | null)[];
}

export function numberStyles(xml: string): NumberStyles {
  const prefix = prefixOf(xml, 'styleSheet');
  const own = new Map<number, string>();
  for (const tag of startTags(xml, prefix, 'numFmt')) {
    own.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '');
  }
  const from = xml.indexOf(`<${prefix}cellXfs`);
  const to = xml.indexOf(`</${prefix}cellXfs>`, from);
  if (from < 0 || to < 0) return { dates: [], money: [] };
  const ids = startTags(xml.slice(from, to), prefix, 'xf').map((tag) =>
    Number(attribute(tag, 'numFmtId') ?? 0),
  );
  const money = ids.map((id) => currencyShown(id, own.get(id)));
  const several = new Set(money.filter((code) => code !== null)).size > 1;
  return {
    dates: ids.map((id) => (own.has(id) ? showsDate(own.get(id)!) : BUILT_IN.has(id))),
    money: several ? money : [],
  };
}
