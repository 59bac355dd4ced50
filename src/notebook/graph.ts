import { ENTITY_NAMES } from '../entity/catalogue.ts';
import type { Fault } from '../result.ts';

/** What a cell reads: table names as its SQL has them (`getTableNames`), in any case, schema allowed. */
export interface GraphInput {
  name: string;
  reads: string[];
}

export interface Graph {
  /** Cells in an order in which each comes after what it reads; notebook order otherwise. Cells of a cycle are left out. */
  order: string[];
  /** Cells that each cell reads. */
  dependencies: ReadonlyMap<string, readonly string[]>;
  /** Cells that read each cell, directly. */
  dependents: ReadonlyMap<string, readonly string[]>;
  /** Names outside the notebook that each cell reads: entities, `all_` entities, source tables. */
  externals: ReadonlyMap<string, readonly string[]>;
  /** One shortest cycle of each knot: ['a', 'b'] when a reads b and b reads a. */
  cycles: string[][];
  /** `cell-cycle` {cells}, `cell-behind-cycle` {name, other} or `cell-unknown-table` {name, table} by cell name. */
  faults: ReadonlyMap<string, Fault>;
}

const ENTITY_TABLES = new Set<string>([
  'past_refunds',
  ...ENTITY_NAMES.flatMap((name) => [name, `all_${name}`, `past_${name}`]),
]);

/** True for tables that no cell makes: entities, `all_*`, `past_*` of an entity and whatever stands in a schema of its own (`source.x`). */
const isExternal = (table: string): boolean =>
  ENTITY_TABLES.has(table) || /^all_/.test(table) || table.includes('.');

/**
 * The notebook's dependency graph. `known` names further tables that may be read (the source tables);
 * a name that is neither cell, external nor known is a fault of the cell that reads it.
 */
export function buildGraph(cells: readonly GraphInput[], known: Iterable<string> = []): Graph {
  const names = new Set(cells.map((cell) => cell.name));
  const knownTables = new Set([...known].map(plainName));
  const dependencies = new Map<string, string[]>();
  const dependents = new Map<string, string[]>(cells.map((cell) => [cell.name, []]));
  const externals = new Map<string, string[]>();
  const faults = new Map<string, Fault>();
  for (const { name, reads } of cells) {
    const tables = [...new Set(reads.map(plainName))];
    const inside = tables.filter((table) => names.has(table));
    dependencies.set(name, inside);
    externals.set(
      name,
      tables.filter((table) => !names.has(table)),
    );
    for (const other of inside) dependents.get(other)!.push(name);
    const unknown = tables.find(
      (table) => !names.has(table) && !isExternal(table) && !knownTables.has(table),
    );
    if (unknown !== undefined) {
      faults.set(name, { code: 'cell-unknown-table', values: { name, table: unknown } });
    }
  }
  const cycles = findCycles(cells, dependencies);
  for (const cycle of cycles) {
    const fault: Fault = { code: 'cell-cycle', values: { cells: [...cycle, cycle[0]!].join(' → ') } };
    for (const name of cycle) faults.set(name, fault);
  }
  const cyclic = new Set(cycles.flat());
  const order = sort(cells, dependencies);
  const placed = new Set(order);
  for (const { name } of cells) {
    if (placed.has(name) || cyclic.has(name)) continue;
    const other = dependencies.get(name)!.find((d) => !placed.has(d))!;
    faults.set(name, { code: 'cell-behind-cycle', values: { name, other } });
  }
  return { order, dependencies, dependents, externals, cycles, faults };
}

/** Lower case, without quotes and without the schemas that hold the cells' own tables. */
function plainName(table: string): string {
  return table
    .replaceAll('"', '')
    .toLowerCase()
    .replace(/^(memory\.)?main\./, '');
}

/** Takes, over and over, the first cell in notebook order whose reads are all placed. */
function sort(cells: readonly GraphInput[], dependencies: ReadonlyMap<string, readonly string[]>): string[] {
  const placed = new Set<string>();
  let open = cells.map((cell) => cell.name);
  for (;;) {
    const next = open.find((name) => dependencies.get(name)!.every((d) => placed.has(d)));
    if (next === undefined) return [...placed];
    placed.add(next);
    open = open.filter((name) => name !== next);
  }
}

/** The knots of cells that read each other (strongly connected components, Tarjan 1972), a cycle of each. */
function findCycles(
  cells: readonly GraphInput[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (name: string): void => {
    index.set(name, index.size);
    low.set(name, index.get(name)!);
    stack.push(name);
    for (const other of dependencies.get(name)!) {
      if (!index.has(other)) {
        visit(other);
        low.set(name, Math.min(low.get(name)!, low.get(other)!));
      } else if (stack.includes(other)) {
        low.set(name, Math.min(low.get(name)!, index.get(other)!));
      }
    }
    if (low.get(name) !== index.get(name)) return;
    const component = stack.splice(stack.indexOf(name));
    if (component.length > 1 || dependencies.get(name)!.includes(name)) {
      cycles.push(shortestCycle(name, new Set(component), dependencies));
    }
  };
  for (const { name } of cells) if (!index.has(name)) visit(name);
  return cycles;
}

/** The shortest way from a cell along reads, inside its knot, back to it. */
function shortestCycle(
  start: string,
  knot: ReadonlySet<string>,
  dependencies: ReadonlyMap<string, readonly string[]>,
): string[] {
  const paths: string[][] = [[start]];
  const seen = new Set<string>();
  for (let path = paths.shift(); path; path = paths.shift()) {
    for (const other of dependencies.get(path.at(-1)!)!) {
      if (other === start) return path;
      if (!knot.has(other) || seen.has(other)) continue;
      seen.add(other);
      paths.push([...path, other]);
    }
  }
  return [start];
}
