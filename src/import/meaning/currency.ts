import type { ReadColumn } from '../../files/api.ts';
import { currencyIn, currencyNamed } from '../../values/currency.ts';
import type { ColumnProfile } from '../stage/profile.ts';

/** Roles whose columns' names may state a currency, the most telling first. */
const IN_MONEY = ['amount', 'unit_price', 'cost', 'refunded_amount', 'income', 'annual_revenue'];

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
  const own = IN_MONEY.flatMap((role) => columns.filter(({ name }) => name === mapping[role]));
  for (const { currencies } of own) if (currencies?.[0]) return currencies[0];
  for (const { name, original } of own) {
    const named = currencyNamed(original || name);
    if (named) return named;
  }
  return null;
}
