import { ENTITIES, type EntityName } from '../../entity/catalogue.ts';
import { namesIdentifier } from '../../values/identifier.ts';
import { columnFacts, type ProposedColumn } from './column-facts.ts';
import { mappingOf, proposeSource } from './detect.ts';
import { SURE, type ProposedRole } from './entity-score.ts';
import { nameScore } from './synonyms.ts';

/** A table as far as it is looked at for what it lacks: the columns of its own file. */
export interface LookupTable {
  name: string;
  columns: readonly ProposedColumn[];
}

/** Fewer different keys than this meet by chance. */
export const FEWEST = 5;
/** The estimate of different values that a key may have, per row: it is within about a quarter. */
export const NEARLY_EACH = 0.7;

const KEY_ROLES = [
  ['orders', 'order_id'],
  ['orders', 'customer'],
] as const;

/** Whether a column is a key by its name. */
export const isKey = (name: string): boolean =>
  namesIdentifier(name) ||
  /(?:id|key)$/i.test(name.trim()) ||
  KEY_ROLES.some(([entity, role]) => nameScore(name, entity, role) >= 0.9);

/** Whether a column is a key by its type. */
export const couldBeKey = (column: ProposedColumn): boolean =>
  /^(?:VARCHAR|BIGINT|INTEGER|HUGEINT|text|integer)/.test(column.type) && !columnFacts(column).temporal;

/** What a table is by itself. */
export interface Known extends LookupTable {
  place: number;
  entity: EntityName | null;
  /** All that its entity needs is there, by names that say so. */
  whole: boolean;
  /** The column that is proposed for its customers. */
  customer: string | null;
}

/** What rows of an entity are of no use without: feedback needs no customer to be counted, but to be anybody's. */
export const needsOf = (entity: EntityName) =>
  ENTITIES[entity].roles.filter(({ required, name }) => required || name === 'customer');

/** Whether all that an entity needs is there, by names that say so. */
export const isWhole = (entity: EntityName | null, roles: readonly ProposedRole[]): boolean =>
  entity !== null &&
  needsOf(entity).every(({ name }) => (roles.find(({ role }) => role === name)?.confidence ?? 0) >= SURE);

/** What each table is taken for by itself. */
export function known(table: LookupTable, place: number): Known {
  const { name, columns } = table;
  let told = meant.get(columns);
  if (told?.name !== name) {
    const { entity, roles } = proposeSource({ name, columns: [...columns] });
    told = {
      name,
      entity,
      whole: isWhole(entity, roles),
      customer: mappingOf({ roles })['customer'] ?? null,
    };
    meant.set(columns, told);
  }
  return { ...table, ...told, place };
}

/** By the columns: whether it is worth looking is asked first, and at each file that comes. */
const meant = new WeakMap<LookupTable['columns'], Pick<Known, 'name' | 'entity' | 'whole' | 'customer'>>();
