import type { EntityName } from '../../entity/catalogue.ts';
import type { ColumnProfile } from '../stage/profile.ts';
import { columnFacts } from './column-facts.ts';
import { columnsOf } from './meaning.ts';
import { arePartsOfOne } from './sums.ts';

/** Sums of money of which one is read as the amount. */
export interface SumsBeside {
  taken: string;
  others: string[];
}

/**
 * The other columns of a file of orders that hold a part of what was paid, where the one that is read as the amount is
 * called a part, too: they are not added to it. Null where there are none.
 */
export function sumsBeside(
  entity: EntityName | null,
  mapping: Readonly<Record<string, string>>,
  profile: readonly ColumnProfile[],
  rows: number,
): SumsBeside | null {
  const taken = mapping['amount'];
  if (entity !== 'orders' || taken === undefined) return null;
  const used = new Set(Object.values(mapping));
  const others = columnsOf(profile, rows).filter((column) => {
    const { numeric, numbers } = columnFacts(column);
    return (
      !used.has(column.name) && numeric && numbers.some((n) => n > 0) && arePartsOfOne(taken, column.name)
    );
  });
  return others.length > 0 ? { taken, others: others.map(({ name }) => name) } : null;
}
