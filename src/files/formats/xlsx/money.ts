import { readCurrency } from '../../../values/currency.ts';

/** Built-in formats of money; the standard writes them with the dollar's sign. */
const BUILT_IN = new Set([5, 6, 7, 8, 42, 44]);
/** Currencies of the places that a format names beside a sign which several countries share. */
const PLACES: Record<string, string> = {
  '409': 'USD',
  '804': 'CNY',
  '411': 'JPY',
  '404': 'TWD',
  c04: 'HKD',
  '1004': 'SGD',
  c09: 'AUD',
  '1009': 'CAD',
  '1409': 'NZD',
  '80a': 'MXN',
  '41d': 'SEK',
  '414': 'NOK',
  '406': 'DKK',
  'en-us': 'USD',
  'zh-cn': 'CNY',
  'ja-jp': 'JPY',
  'zh-tw': 'TWD',
  'zh-hk': 'HKD',
  'en-sg': 'SGD',
  'en-au': 'AUD',
  'en-ca': 'CAD',
  'en-nz': 'NZD',
  'es-mx': 'MXN',
  'sv-se': 'SEK',
  'nb-no': 'NOK',
  'da-dk': 'DKK',
};

/**
 * The currency in which a number format shows numbers, by its ISO code: `[$€-2] #,##0.00`, `"$"#,##0`, `#,##0 "zł"`.
 * Null where it shows none.
 */
export function currencyShown(id: number, code: string | undefined): string | null {
  if (code === undefined) return BUILT_IN.has(id) ? 'USD' : null;
  const first = code.split(';')[0]!;
  if (!/[0#]/.test(first)) return null;
  const [, sign, place = ''] = /\[\$([^\]-]+)(?:-([^\]]+))?\]/.exec(first) ?? [];
  if (sign)
    return (/^(?:[$¥￥]|kr)$/i.test(sign.trim()) && PLACES[place.toLowerCase()]) || readCurrency(sign);
  const literal = first.replace(/\[[^\]]*\]|_.|\*./g, '').replace(/["\\#0?,.\s()+-]/g, '');
  // A longer word beside a number is what it counts.
  return [...literal].length > 0 && [...literal].length <= 3 ? readCurrency(literal) : null;
}
