import type { ExpectedSource } from '../entity/source.ts';

type Meant = Pick<ExpectedSource, 'name' | 'entity' | 'mapping'>;

/**
 * The expected sources that no loaded table stands in for. What a table means decides, not what its file is called:
 * one of the same entity that fills every role this source fills, or every role that the analyses need of it.
 * @param loaded names of the tables that are there; what they mean is among `expected`
 * @param needed roles (`orders.amount`) that the notebook's cells cannot do without
 */
export function lackingSources<S extends Meant>(
  expected: readonly S[],
  loaded: readonly string[],
  needed: ReadonlySet<string>,
): S[] {
  const there = expected.filter(({ name }) => loaded.includes(name));
  return expected.filter(({ name, entity, mapping }) => {
    if (loaded.includes(name)) return false;
    const filled = new Set(there.filter((s) => s.entity === entity).flatMap((s) => Object.keys(s.mapping)));
    if (filled.size === 0) return true;
    return Object.keys(mapping).some((role) => !filled.has(role) && needed.has(`${entity}.${role}`));
  });
}
