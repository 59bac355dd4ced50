import { mainCurrency, type CurrencyChoice, type SeenCurrency } from '../../entity/rules/currencies.ts';
import { statesCurrency, type ExpectedSource } from '../../entity/source.ts';
import { currencyOfGroup, statedBeside } from './import-group.ts';
import type { ImportItem } from './import-item.svelte.ts';
import { currenciesIn } from './import-judgement.ts';

/** A currency of all orders, with the files that have it. */
export interface CurrencyOfFiles extends SeenCurrency {
  files: string[];
}

/** What the orders of several files are in, the main currency first, and which of them do not say. */
export interface MoneyOfFiles {
  currencies: CurrencyOfFiles[];
  /** Those that do not, beside others that do, and what they count as: as the files that they become one source with, else as the main currency. */
  unstated: { as: string; files: string[] }[];
}

/** A source that the notebook has and keeps, with its rows. */
export type StandingSource = Pick<ExpectedSource, 'name' | 'entity' | 'mapping' | 'columns' | 'currency'> & {
  rows: number;
};

interface Part {
  file: string;
  stated: { currency: string; rows: number }[];
  /** What the files state under whose columns its rows go, where itself it states nothing. */
  under?: string | undefined;
}

/**
 * What the orders of all files and sources are in, as they are added up in one notebook; null where one file alone
 * has orders, which says so itself.
 * @param groups the files that become one source, each
 */
export function moneyOfFiles(
  groups: readonly (readonly ImportItem[])[],
  standing: readonly StandingSource[],
  choice: CurrencyChoice,
): MoneyOfFiles | null {
  const parts = [...groups.flatMap(partsOf), ...standing.flatMap(standingPart)];
  if (parts.length < 2) return null;
  const found = new Map<string, { rows: number; files: string[] }>();
  for (const { file, stated } of parts)
    for (const { currency, rows } of stated) {
      const before = found.get(currency) ?? { rows: 0, files: [] };
      found.set(currency, { rows: before.rows + rows, files: [...before.files, file] });
    }
  const seen = [...found].map(([currency, rest]) => ({ currency, ...rest }));
  const main = found.has(choice.currency) ? choice.currency : mainCurrency(seen);
  return {
    currencies: seen
      .map((one) => ({ ...one, main: one.currency === main }))
      .sort((a, b) => Number(b.main) - Number(a.main) || b.rows - a.rows),
    unstated: main === null ? [] : unstatedOf(parts, main),
  };
}

function unstatedOf(parts: readonly Part[], main: string): MoneyOfFiles['unstated'] {
  const found = new Map<string, string[]>();
  for (const { file, stated, under } of parts)
    if (stated.length === 0) found.set(under ?? main, [...(found.get(under ?? main) ?? []), file]);
  return [...found].map(([as, files]) => ({ as, files }));
}

/** Files of orders; none whose rows have not been looked at yet. */
function partsOf(group: readonly ImportItem[]): Part[] {
  const under = currencyOfGroup(group);
  return group.flatMap((item) => {
    if (item.entity !== 'orders' || !item.looks.judgement) return [];
    const beside = statedBeside(item);
    const stated = beside ? [{ currency: beside, rows: item.report?.rows ?? 0 }] : currenciesIn([item]);
    return [{ file: item.name, stated, under }];
  });
}

/** A source that is there; of one whose rows say it each for itself nobody looks what they say. */
function standingPart(source: StandingSource): Part[] {
  const { name, entity, currency, rows } = source;
  if (entity !== 'orders' || (statesCurrency(source) && !currency)) return [];
  return [{ file: name, stated: currency ? [{ currency, rows }] : [] }];
}
