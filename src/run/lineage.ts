import { ENTITY_NAMES, type EntityName } from '../entity/catalogue.ts';
import type { MappedSource } from '../entity/source.ts';
import { sourcesOf } from '../entity/told.ts';

/**
 * Names of the sources that a cell's result is made of: those it reads itself, those of the entities it reads,
 * and those of the cells it reads. `readsOf` gives what a cell reads; undefined for what is no cell. Customers
 * are also made of whoever orders, events and feedback name, so without a profile file they stand for all.
 */
export function sourcesBehind(
  cell: string,
  readsOf: (name: string) => readonly string[] | undefined,
  sources: readonly MappedSource[],
): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const reads = readsOf(name);
    if (reads) return reads.forEach(visit);
    const [, schema, table] =
      /^(?:(source|clean|quarantine)\.)?(?:all_|past_|mapped_)?(.+)$/.exec(name) ?? [];
    const entity = ENTITY_NAMES.find((e) => e === table);
    if (schema === 'source')
      for (const source of sources) if (source.name.toLowerCase() === table) found.add(source.name);
    if (schema !== 'source' && entity) for (const source of ofEntity(entity)) found.add(source.name);
  };
  const ofEntity = (entity: EntityName): readonly MappedSource[] => {
    const own = sourcesOf(entity, sources);
    const described = own.some((source) => source.entity === entity);
    return entity === 'customers' && !described ? sources : own;
  };
  visit(cell);
  return sources.map(({ name }) => name).filter((name) => found.has(name));
}
