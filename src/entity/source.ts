import type { PrivacyPolicy } from '../privacy/kinds.ts';
import { ENTITIES, type EntityName, type Role } from './catalogue.ts';
import type { Scale } from './scale.ts';

/** What a source must look like: kept so that next month's file needs no clicks. No data in it. */
export interface ExpectedSource {
  name: string;
  /** System it came from (CRM, shop, …), free text. */
  system: string;
  /** ISO date of the last export, or ''. */
  updated: string;
  /** How often a new export is due. */
  cadence: Cadence;
  entity: EntityName;
  columns: { name: string; type: string }[];
  /** Role name to source column (by its name). */
  mapping: Record<string, string>;
  /** What each row also says of its customer, in a source of another entity: role of `customers` to column. */
  attributes?: Record<string, string>;
  /** Column name to privacy policy; a column not named here is kept. */
  privacy: Record<string, PrivacyPolicy>;
  /** Column name to the scale of its answers, where it is another than 1 to 5. */
  scales?: Record<string, Scale>;
  /** The currency of its money, where something beside the rows states it: their sign, a column's name, a sheet's. */
  currency?: string;
  /** Columns that its file has not: taken from other files by a key that both have. */
  lookups?: ExpectedLookup[];
  /** How the file is read, where it was corrected by hand (encoding, delimiter, header row …). */
  reading: Record<string, unknown>;
}

/** What a source takes from another file. No data in it. */
export interface ExpectedLookup {
  /** The other file's name as a source's: without what its ending says. */
  from: string;
  /** The source's column, and the other file's, by which rows are found there. */
  key: string;
  other: string;
  /** The other file's columns, and what they are called here. */
  columns: { name: string; as: string }[];
}

/** A source as its own file has it: without the columns that it takes from others. */
export function ownSource<T extends Pick<ExpectedSource, 'columns' | 'mapping' | 'lookups'>>(source: T): T {
  const taken = new Set(source.lookups?.flatMap(({ columns }) => columns.map(({ as }) => as)));
  if (taken.size === 0) return source;
  return {
    ...source,
    columns: source.columns.filter(({ name }) => !taken.has(name)),
    mapping: Object.fromEntries(Object.entries(source.mapping).filter(([, column]) => !taken.has(column))),
  };
}

/**
 * A column of a table of rows, and what importing found to hold of all its values. That is a fact of those very rows:
 * it stays with them and goes with them, and statements over other rows, as those of a script, are made without it.
 * Absent: not known.
 */
export interface TableColumn {
  name: string;
  /** DuckDB's name. */
  type: string;
  /** No text in it that reading it as a role's could change (`alterableSql`). */
  trimmed?: true;
  /** No number in it below zero. */
  unsigned?: true;
  /** No value twice, and none missing. */
  unique?: true;
  /** Its numbers are written as percentages (100%) and fractions of one: how the file is read, of whatever rows. */
  share?: true;
}

/** What is known of all values of a column. */
export type ColumnFacts = Pick<TableColumn, 'trimmed' | 'unsigned' | 'unique'>;

export type Cadence = '' | 'week' | 'month' | 'quarter' | 'year';

/**
 * A source table as it stands in the notebook engine (`source."<name>"`, after its privacy policy)
 * together with what its columns mean. A mapping to a column that the table does not have
 * (dropped for privacy, absent in this month's file) counts as not mapped.
 */
export interface MappedSource {
  name: string;
  entity: EntityName;
  /** Role name to column name. */
  mapping: Record<string, string>;
  /** What each row also says of its customer, in a source of another entity: role of `customers` to column. */
  attributes?: Readonly<Record<string, string>>;
  /** The kept columns, without `_row` and `_copy`, with `_names` where it was counted. */
  columns: TableColumn[];
  /** Column name to the scale of its answers, where it is another than 1 to 5. */
  scales?: Readonly<Record<string, Scale>>;
  /** The currency of its money, where something beside the rows states it. */
  currency?: string;
}

/** The columns of a file that go into its table: those that are not left out for privacy. */
export const keptColumns = <T extends { name: string }>(
  columns: readonly T[],
  privacy: Readonly<Record<string, PrivacyPolicy>>,
): T[] => columns.filter(({ name }) => privacy[name] !== 'drop');

/**
 * A table after its policies (`columns` are its own), with what a notebook, a mapping file or a proposal says that
 * they mean. A column left out for privacy has no meaning to keep: no mistake of the mapping, only a role less.
 */
export const mappedSource = (
  {
    name,
    entity,
    mapping,
    attributes = {},
    privacy,
    scales,
    currency,
  }: Pick<ExpectedSource, 'name' | 'entity' | 'mapping' | 'attributes' | 'privacy' | 'scales' | 'currency'>,
  columns: readonly TableColumn[],
): MappedSource => {
  const kept = (roles: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(roles).filter(
        // Rows that came before the column was left out may still have it.
        ([, column]) => privacy[column] !== 'drop' || columns.some((c) => c.name === column),
      ),
    );
  const told = entity === 'customers' ? {} : kept(attributes);
  return {
    name,
    entity,
    mapping: kept(mapping),
    ...(Object.keys(told).length > 0 ? { attributes: told } : {}),
    columns: [...columns],
    ...(scales && Object.keys(scales).length > 0 ? { scales } : {}),
    ...(currency ? { currency } : {}),
  };
};

/** A source as what its columns mean alone: for statements that may meet other rows than those it was imported with. */
export const ofAnyRows = (source: MappedSource): MappedSource => ({
  ...source,
  columns: source.columns.map(({ name, type, share }) => ({ name, type, ...(share ? { share } : {}) })),
});

/** Column in which importing counted the names of a row's customer before it masked them. */
export const NAMES = '_names';

/** A table's columns that came from the file. */
export const ownColumns = <T extends { name: string }>(columns: readonly T[]): T[] =>
  columns.filter(({ name }) => name !== NAMES);

/** A source as far as its columns have a meaning. */
type Meant = Pick<MappedSource, 'entity' | 'mapping' | 'columns'>;

/** The column that holds a role in this source, or undefined. */
export function mappedColumn(
  source: Pick<Meant, 'mapping' | 'columns'>,
  role: string,
): TableColumn | undefined {
  const column = source.mapping[role];
  return column === undefined ? undefined : source.columns.find((c) => c.name === column);
}

/** The column of text that states each amount's currency beside it, where no column of its own does. */
export function moneyText(source: Meant): { name: string; type: string } | undefined {
  if (source.entity !== 'orders' || mappedColumn(source, 'currency')) return undefined;
  const column = mappedColumn(source, 'amount') ?? mappedColumn(source, 'unit_price');
  return column?.type === 'VARCHAR' ? column : undefined;
}

/** Whether no value of a role is below zero, by what is known of the columns that hold it in any source. */
export function isUnsigned(entity: EntityName, role: string, sources: readonly MappedSource[]): boolean {
  const { derived, off } = ENTITIES[entity].roles.find(({ name }) => name === role)!;
  const own = sources.filter((source) => source.entity === entity);
  // What is taken off may be more than there is.
  if (off !== undefined && own.some((source) => mappedColumn(source, off))) return false;
  // What is computed of columns without a minus is their product.
  return own
    .flatMap(
      (source) => mappedColumn(source, role) ?? derived?.from.map((from) => mappedColumn(source, from)) ?? [],
    )
    .every((column) => column === undefined || column.unsigned === true);
}

/** Whether a role of texts has a value in every row and none twice, by what is known of the one column that holds it. */
export function isUnique(entity: EntityName, role: string, sources: readonly MappedSource[]): boolean {
  const [only, ...others] = sources.filter((source) => source.entity === entity);
  const column = only && mappedColumn(only, role);
  if (!column?.unique || others.length > 0) return false;
  // Two texts that differ in blanks alone are one when they have been read.
  return column.type === 'BIGINT' || column.trimmed === true;
}

/** The currency of each of a source's amounts, where no column says it row by row. */
export const statedCurrency = (source: MappedSource): string | undefined =>
  source.entity === 'orders' && !mappedColumn(source, 'currency') && !moneyText(source)
    ? source.currency
    : undefined;

/** Whether something says what the amounts of a source are in: its rows each for itself, or what stands beside them. */
export const statesCurrency = (source: Meant & Pick<MappedSource, 'currency'>): boolean =>
  source.currency !== undefined ||
  mappedColumn(source, 'currency') !== undefined ||
  moneyText(source) !== undefined;

/** Names of the sources of orders that do not say what they are in, where others do: cleaning adds them to the main currency. */
export function unstatedMoney(
  sources: readonly (Meant & Pick<MappedSource, 'currency' | 'name'>)[],
): string[] {
  const orders = sources.filter(({ entity }) => entity === 'orders');
  return orders.some(statesCurrency)
    ? orders.filter((source) => !statesCurrency(source)).map(({ name }) => name)
    : [];
}

/** Whether these sources count in different currencies, each by what is stated beside its rows: one needs no telling apart. */
const countApart = (sources: readonly MappedSource[]): boolean =>
  new Set(sources.flatMap((source) => statedCurrency(source) ?? [])).size > 1;

/** Whether a role has values in this source: a column of its own, or all columns it is computed from. */
export function hasRole(source: MappedSource, role: Role): boolean {
  if (mappedColumn(source, role.name)) return true;
  if (role.name === 'currency') return moneyText(source) !== undefined;
  return role.derived !== undefined && role.derived.from.every((name) => mappedColumn(source, name));
}

/**
 * A source of another entity as what its rows say of their customers; null where they say nothing, or do not name
 * whom they speak of.
 */
export function customerSide(source: MappedSource): MappedSource | null {
  const { customer } = source.mapping;
  if (source.entity === 'customers' || customer === undefined) return null;
  const { scales: _, attributes = {}, ...rest } = source;
  const side: MappedSource = { ...rest, entity: 'customers', mapping: { ...attributes, customer } };
  const tells = Object.keys(attributes).some((role) => mappedColumn(side, role));
  return tells && mappedColumn(side, 'customer') ? side : null;
}

/**
 * Names of the roles of an entity that at least one of its sources fills, in the catalogue's order; those of
 * customers also where the rows of another entity tell them.
 */
export function presentRoles(entity: EntityName, sources: readonly MappedSource[]): string[] {
  const own = sources.flatMap((s) =>
    s.entity === entity ? s : (entity === 'customers' && customerSide(s)) || [],
  );
  const has = (role: Role) =>
    own.some((s) => hasRole(s, role)) || (role.name === 'currency' && countApart(own));
  return ENTITIES[entity].roles.filter(has).map((r) => r.name);
}

/**
 * Every `entity.role` that has values, as a template's needs are checked against. `customers.customer`
 * is there as soon as any entity names customers, since customers are derived from the others' keys.
 */
export function presentRoleRefs(sources: readonly MappedSource[]): Set<string> {
  const refs = new Set<string>();
  for (const entity of Object.keys(ENTITIES) as EntityName[]) {
    for (const role of presentRoles(entity, sources)) refs.add(`${entity}.${role}`);
  }
  if (['orders', 'events', 'feedback'].some((e) => refs.has(`${e}.customer`))) refs.add('customers.customer');
  return refs;
}
