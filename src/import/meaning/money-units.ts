import type { EntityName } from '../../entity/catalogue.ts';
import { IN_MONEY } from '../../entity/cast.ts';
import { moneyUnit } from '../../values/money-unit.ts';

/** Columns of money whose names state another unit than the currency's own, with how much of it one is. */
export function moneyUnits(
  entity: EntityName | null,
  mapping: Readonly<Record<string, string>>,
): { column: string; unit: number }[] {
  if (entity !== 'orders' && entity !== 'customers') return [];
  return Object.entries(mapping).flatMap(([role, column]) => {
    const unit = IN_MONEY.has(role) ? moneyUnit(column) : 1;
    return unit === 1 ? [] : [{ column, unit }];
  });
}
