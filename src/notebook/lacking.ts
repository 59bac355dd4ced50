import type { ExpectedSource } from '../entity/source.ts';

type Meant = Pick<ExpectedSource, 'name' | 'entity' | 'mapping' | 'attributes'>;

/** Every role that a source fills, those of its rows' customers too. */
const refsOf = ({ entity, mapping, attributes = {} }: Meant): string[] => {
  const told = Object.keys(attributes);
  return [
    ...Object.keys(mapping).map((role) => `${entity}.${role}`),
    ...(told.length > 0 ? ['customer', ...told].map((role) => `customers.${role}`) : []),
  ];
};

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
  const filled = new Set(there.flatMap(refsOf));
  return expected.filter((source) => {
    if (loaded.includes(source.name)) return false;
    if (![...filled].some((ref) => ref.startsWith(`${source.entity}.`))) return true;
    return refsOf(source).some((ref) => !filled.has(ref) && needed.has(ref));
  });
}
