import type { Layout } from './layouts/layout.ts';
import { PAYMENTS } from './layouts/payments.ts';
import { SERVICES } from './layouts/services.ts';
import { SHOPS_IN_CHINA } from './layouts/shops-in-china.ts';
import { SHOPS } from './layouts/shops.ts';
import { normalName } from './synonyms.ts';

export const LAYOUTS: readonly Layout[] = [...SHOPS, ...SHOPS_IN_CHINA, ...PAYMENTS, ...SERVICES];

/** A column as far as layouts care: whether it has values. */
export interface LayoutColumn {
  name: string;
  filled: number;
}

/** What a column's money is in, behind its name: item-price (EUR), 实付金额[元]. */
const MONEY_BEHIND = /\s*[(（[]\s*(?:[A-Z]{3}|[$€£¥￥₹]|元|円|人民币)\s*[)）\]]\s*$/u;

/** A column's name as it is compared, and without what its money is in. */
const namesOf = ({ name }: { name: string }): string[] => [
  normalName(name),
  normalName(name.replace(MONEY_BEHIND, '')),
];

const known = new Map<string, string[]>();

/** The names that stand for one, as they are compared; remembered, since every file is held against all of them. */
function alternatives(names: string): string[] {
  const found = known.get(names) ?? names.split('|').map(normalName);
  known.set(names, found);
  return found;
}

/** The layout that a file's columns are, the one that asks for most where several fit; null for none. */
export function recogniseLayout(columns: readonly { name: string }[]): Layout | null {
  const there = new Set(columns.flatMap(namesOf));
  const fits = ({ needs }: Layout) =>
    needs.every((names) => alternatives(names).some((name) => there.has(name)));
  return LAYOUTS.filter(fits).sort((a, b) => b.needs.length - a.needs.length)[0] ?? null;
}

/** Role to the column that a layout gives it; roles whose columns the file lacks are left out. */
export function layoutRoles({ roles }: Layout, columns: readonly LayoutColumn[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(roles).flatMap(([role, names]) => {
      const sought = alternatives(names);
      // A name as it is exported goes before one that a unit was put behind.
      const found = [0, 1].flatMap((i) =>
        sought.flatMap((name) => columns.filter((column) => namesOf(column)[i] === name)),
      );
      const column = found.find(({ filled }) => filled > 0) ?? found[0];
      return column ? [[role, column.name]] : [];
    }),
  );
}
