import type { LookedFor } from '../../import/stage/raw-values.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import type { LookStyle } from '../../privacy/value-keys.ts';
import type { ImportItem } from './import-item.svelte.ts';

/** Roles whose values point at one customer or one order, whatever they are. */
const IDENTIFYING: Readonly<Record<string, LookStyle>> = {
  customer: 'code',
  referrer: 'code',
  order_id: 'code',
  phone: 'code',
  email: 'code',
  name: 'whole',
  owner: 'whole',
};

const STYLES: Readonly<Record<PersonalKind, LookStyle>> = {
  name: 'name',
  text: 'text',
  address: 'whole',
  birth_date: 'whole',
  phone: 'code',
  email: 'code',
  id_number: 'code',
  bank_card: 'code',
  ip: 'code',
  plate: 'code',
  account: 'code',
  device: 'code',
  location: 'code',
};

/** The columns of a file that point at persons, imported or not, as its group's first file says what they mean. */
export function lookedFor(item: ImportItem, first: ImportItem): LookedFor[] {
  const roles = new Map(
    [first.attributes, first.mapping].flatMap((all) =>
      Object.entries(all).map(([role, column]) => [column, role]),
    ),
  );
  return (item.reading?.columns ?? []).flatMap(({ name }) => {
    const like = item === first ? name : (first.columnLike(name) ?? name);
    const kind = item.personal[name] ?? first.personal[like] ?? null;
    const role = roles.get(like) ?? '';
    const style = kind ? STYLES[kind] : Object.hasOwn(IDENTIFYING, role) ? IDENTIFYING[role] : undefined;
    return style ? [{ column: name, style }] : [];
  });
}
