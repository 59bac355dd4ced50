import type { ReadColumn } from '../../files/api.ts';
import { IN_MONEY } from '../../entity/cast.ts';
import { NO_CURRENCY } from '../../i18n/format.ts';
import { currencyIn, currencyNamed } from '../../values/currency.ts';
import type { ColumnProfile } from '../stage/profile.ts';

/** Codes that a name may hold in small letters too; of others a word might be one (try, php). */
const USUAL = /^(?:usd|eur|gbp|cny|rmb|jpy|hkd|twd|sgd|aud|cad|chf|krw)$/;

/** The currency that a sheet or a file is named after: `USD`, orders_EUR; null where it is after none. */
function currencyOfName(name: string): string | null {
  const words = name.split(/[^\p{L}]+/u).filter((word) => /^[A-Z]{3}$/.test(word) || USUAL.test(word));
  const codes = [...new Set(words.flatMap((word) => currencyNamed(word) ?? []))];
  return codes.length === 1 ? codes[0]! : null;
}

/** The currency of all of a source's amounts, by what is stated beside its rows; null where its rows state their own. */
export function currencyBeside(
  name: string,
  mapping: Readonly<Record<string, string>>,
  columns: readonly Pick<ReadColumn, 'name' | 'original' | 'currencies'>[],
): string | null {
  if (mapping['currency'] !== undefined) return null;
  const own = [...IN_MONEY].flatMap((role) => columns.filter((column) => column.name === mapping[role]));
  // Amounts in several currencies are texts that say each its own.
  if (own.some(({ currencies = [] }) => currencies.length > 1)) return null;
  return currencyOf(mapping, columns, []) ?? currencyOfName(name);
}

/** What amounts are likely in by the writing of their columns' names, where nothing states it: none where many have one. */
export function currencyByWriting(columns: readonly Pick<ReadColumn, 'name' | 'original'>[]): string {
  const names = columns.map(({ name, original }) => original || name).join(' ');
  if (/[\u3040-\u30ff]/u.test(names)) return 'JPY';
  if (/\p{Script=Hangul}/u.test(names)) return 'KRW';
  return /\p{Script=Han}/u.test(names) ? 'CNY' : NO_CURRENCY;
}

/**
 * The currency of a file's money: what its column of currencies says most often, what stands beside its amounts, or
 * what their columns' names state. Null where nothing tells.
 */
export function currencyOf(
  mapping: Readonly<Record<string, string>>,
  columns: readonly Pick<ReadColumn, 'name' | 'original' | 'currencies'>[],
  profile: readonly ColumnProfile[],
): string | null {
  const stated = profile.find(({ name }) => name === mapping['currency']);
  const said = stated && (stated.top[0]?.value ?? stated.examples[0]);
  const code = said ? currencyIn(said) : null;
  if (code && /^[A-Z]{3}$/.test(code)) return code;
  const own = [...IN_MONEY].flatMap((role) => columns.filter(({ name }) => name === mapping[role]));
  for (const { currencies } of own) if (currencies?.[0]) return currencies[0];
  for (const { name, original } of own) {
    const named = currencyNamed(original || name);
    if (named) return named;
  }
  return null;
}
