import { ENTITIES, ENTITY_NAMES, type EntityName } from '../entity/catalogue.ts';
import type { Notebook } from '../notebook/document.ts';
import { segmentsOf } from '../notebook/segments.ts';
import { hasRole } from '../template/needs.ts';

/** A table that a query may begin with: its columns that the data fill, and a query of it to change. */
export interface FirstTable {
  entity: EntityName;
  columns: string[];
  query: string;
}

/** A saved segment as a table that a query may begin with. */
export interface FirstSegment {
  cell: string;
  title: string;
  query: string;
}

/** The notebook's segments, each with a query of its customers alone; none where nothing is mapped. */
export function firstSegments(
  notebook: Pick<Notebook, 'cells'>,
  mapped: ReadonlySet<string>,
): FirstSegment[] {
  const [first] = firstTables(mapped);
  if (!first) return [];
  return segmentsOf(notebook).map(({ cell, title }) => ({
    cell,
    title,
    query: `SELECT\n  count(*) AS number,\n  count(DISTINCT customer) AS customers\nFROM ${first.entity}\nWHERE customer IN (FROM ${cell})`,
  }));
}

/** What rows of an entity are counted by, the most telling first. */
const GROUPS: Record<EntityName, readonly string[]> = {
  orders: ['region', 'channel', 'category', 'product'],
  customers: ['region', 'level', 'industry', 'city'],
  events: ['action'],
  feedback: ['kind', 'topic', 'channel'],
};
/** What is added up beside the count. */
const SUMS: Partial<Record<EntityName, string>> = { orders: 'amount' };

/** The tables that have data, each with its first query; none while nothing is mapped. */
export function firstTables(mapped: ReadonlySet<string>): FirstTable[] {
  return ENTITY_NAMES.flatMap((entity) => {
    const columns = ENTITIES[entity].roles
      .map(({ name }) => name)
      .filter((name) => hasRole(`${entity}.${name}`, mapped));
    return columns.length === 0 ? [] : [{ entity, columns, query: firstQuery(entity, columns) }];
  });
}

function firstQuery(entity: EntityName, columns: readonly string[]): string {
  const by = GROUPS[entity].find((name) => columns.includes(name));
  const added = SUMS[entity];
  const sum = added && columns.includes(added) ? `,\n  sum(${added}) AS ${added}` : '';
  if (by === undefined) return `SELECT *\nFROM ${entity}\nLIMIT 100`;
  return `SELECT\n  ${by},\n  count(*) AS number${sum}\nFROM ${entity}\nGROUP BY ${by}\nORDER BY number DESC`;
}
