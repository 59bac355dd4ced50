import type { Treatments } from '../../import/stage/treatments.ts';
import { ownColumns } from '../../entity/source.ts';
import type { NamedBy } from '../../import/stage/finish.ts';
import { currencyBeside } from '../../import/meaning/currency.ts';
import { maskedNames } from '../../import/meaning/meaning.ts';
import { ALIKE, columnChanges, columnKey, sharedColumns, type ColumnChanges } from '../../import/union.ts';
import { isWeaker, type PrivacyPolicy, type PersonalKind } from '../../privacy/kinds.ts';
import type { ImportItem } from './import-item.svelte.ts';
import { belonging } from './standing.ts';

/** The files that become one source, each: those of one meaning and (nearly) the same columns, in the order they came. */
export function groupsOf(items: readonly ImportItem[]): ImportItem[][] {
  const groups: ImportItem[][] = [];
  for (const item of items) {
    // The first may state no currency, and two of those under it different ones.
    const group = groups.find(
      (members) => goesUnder(item, members[0]!) && !members.some((member) => countApart(item, member)),
    );
    if (group) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

const goesUnder = (item: ImportItem, first: ImportItem): boolean =>
  !item.apart && !first.apart && item.entity === first.entity && alike(item, first);

/** Whether the amounts of two files are stated in different currencies: under each other they would be one column. */
function countApart(a: ImportItem, b: ImportItem): boolean {
  const [one, other] = [statedBeside(a), statedBeside(b)];
  return one !== null && other !== null && one !== other;
}

/** The currency of all of a file's amounts, where something beside its rows states it. */
export const statedBeside = ({ entity, reading, mapping }: ImportItem): string | null =>
  entity === 'orders' && reading ? currencyBeside(reading.name, mapping, reading.columns) : null;

/** The currency of a source's amounts, where one of its files states it beside its rows. */
export const currencyOfGroup = (group: readonly ImportItem[]): string | undefined =>
  group.map(statedBeside).find((currency) => currency !== null) ?? undefined;

/** Whether two files have so many columns in common that one may be the other's next month. */
export const alike = (a: ImportItem, b: ImportItem): boolean =>
  a.reading !== null && b.reading !== null && sharedColumns(a.reading.columns, b.reading.columns) >= ALIKE;

/** How a column is treated: as in the group's first file where that has it too, else as its own file says. */
export function treatmentOf(
  item: ImportItem,
  column: string,
  first: ImportItem,
): { policy: PrivacyPolicy; kind: PersonalKind | null } {
  const like = item === first ? column : first.columnLike(column);
  const [from, name] = like === null ? [item, column] : [first, like];
  return { policy: from.privacy[name] ?? 'drop', kind: from.personal[name] ?? null };
}

/** How the columns of a file are treated under the first of its group; `before` goes first where it speaks of one. */
export function treatmentsOf(item: ImportItem, first: ImportItem, before: Treatments = {}): Treatments {
  const found: Record<string, Treatments[string]> = {};
  for (const { name } of item.reading?.columns ?? []) {
    const key = columnKey(name);
    const treatment = treatmentOf(item, name, first);
    // Of two columns that differ in width alone the stricter treatment is that of both.
    const other = Object.hasOwn(found, key) ? found[key]! : treatment;
    found[key] = isWeaker(treatment.policy, other.policy) ? other : treatment;
  }
  for (const [name, treatment] of Object.entries(before)) found[columnKey(name)] = treatment;
  return found;
}

/** Whose names are to be counted before they are masked, in a file's own columns; null where none are. */
export function namedBy(item: ImportItem, first: ImportItem = item): NamedBy | null {
  const names = maskedNames(first);
  const [id, named] = [names?.customer, names?.name].map((column) => column && item.columnLike(column));
  return id && named ? { customer: id, name: named } : null;
}

/** The columns that a file brings into its group's source, with their types after the policies. */
export function columnsUnder(
  item: ImportItem,
  first: ImportItem,
): { columns: { name: string; type: string }[] } {
  const columns = (item.reading?.columns ?? []).flatMap(({ name }) => {
    const { policy } = treatmentOf(item, name, first);
    if (policy === 'drop') return [];
    return [{ name, type: policy === 'keep' ? item.stagedType(name) : 'VARCHAR' }];
  });
  return { columns };
}

/** Role name to column name of a group: the first file's, and what only later files have a column for. */
export const groupMapping = (group: readonly ImportItem[]): Record<string, string> =>
  groupRoles(group, (item) => item.mapping);

/** As `groupMapping`, of what the rows say of their customers. */
export const groupAttributes = (group: readonly ImportItem[]): Record<string, string> =>
  groupRoles(group, (item) => item.attributes);

function groupRoles(
  group: readonly ImportItem[],
  rolesOf: (item: ImportItem) => Readonly<Record<string, string>>,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const item of group)
    for (const [role, column] of Object.entries(rolesOf(item)))
      if (!(role in found) && (item === group[0] || group[0]!.columnLike(column) === null))
        found[role] = column;
  return found;
}

/** How a file's columns stand to those of the file, or of the notebook's source, that its rows go under. */
export function changesOf(item: ImportItem, leader: ImportItem | null): ColumnChanges | null {
  if (leader) return columnChanges(columnsUnder(item, leader), columnsUnder(leader, leader));
  const belongs = belonging(item.standing);
  if (!belongs) return null;
  return columnChanges(columnsUnder(item, item), { columns: ownColumns(belongs.source.columns) });
}
