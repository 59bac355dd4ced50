import type { Fault, FaultCode } from '../../result.ts';
import { ENTITIES } from '../../entity/catalogue.ts';
import { ATTRIBUTES, attributeRef } from './attributes.ts';
import { hasRole, type MappedSource } from '../../entity/source.ts';

/**
 * What keeps a mapping from being confirmed, as faults with codes
 * `mapping-missing-role` (source, entity, role), `mapping-unknown-role` (source, role),
 * `mapping-missing-column` (source, role, column) and `mapping-column-twice` (source, column).
 * `role` is `entity.role`, whose label the page looks up. An empty list means ready.
 */
export function mappingProblems(sources: readonly MappedSource[]): Fault[] {
  return sources.flatMap((source) => {
    const { roles } = ENTITIES[source.entity];
    const faults: Fault[] = [];
    const add = (code: FaultCode, values: Record<string, string>) =>
      faults.push({ code, values: { source: source.name, entity: source.entity, ...values } });
    const used = new Set<string>();
    for (const [role, column] of Object.entries(source.mapping)) {
      const ref = `${source.entity}.${role}`;
      if (!roles.some((r) => r.name === role)) add('mapping-unknown-role', { role: ref });
      else if (!source.columns.some((c) => c.name === column))
        add('mapping-missing-column', { role: ref, column });
      if (used.has(column)) add('mapping-column-twice', { role: ref, column });
      used.add(column);
    }
    for (const [role, column] of Object.entries(source.attributes ?? {})) {
      const ref = attributeRef(role);
      if (!ATTRIBUTES.some((r) => r.name === role)) add('mapping-unknown-role', { role: ref });
      else if (!source.columns.some((c) => c.name === column))
        add('mapping-missing-column', { role: ref, column });
    }
    for (const role of roles) {
      if (role.required && !hasRole(source, role)) {
        add('mapping-missing-role', { role: `${source.entity}.${role.name}` });
      }
    }
    return faults;
  });
}
