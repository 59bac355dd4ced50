import { ENTITIES, type EntityName } from '../entity/catalogue.ts';
import type { ExpectedSource } from '../entity/source.ts';
import type { Notebook } from './document.ts';
import { putSource } from './edit.ts';

/**
 * Says what a source's column means: the role, or attribute of the customer (`customers.industry`), is that column's
 * alone, and the column's only one ('' for none).
 */
export function assignRole(notebook: Notebook, source: string, column: string, role: string): Notebook {
  const known = notebook.sources.find((other) => other.name === source);
  if (!known) return notebook;
  const attribute = role.startsWith('customers.') ? role.slice('customers.'.length) : null;
  const put = (roles: Readonly<Record<string, string>>, own: string | null) => {
    const others = Object.entries(roles).filter(([other, held]) => held !== column && other !== own);
    return Object.fromEntries(own ? [...others, [own, column]] : others);
  };
  const mapping = put(known.mapping, attribute === null ? role : null);
  return putSource(notebook, withTold({ ...known, mapping }, put(known.attributes ?? {}, attribute)));
}

/** Says what a source holds; columns keep the meaning that the other entity knows too. */
export function changeEntity(notebook: Notebook, source: string, entity: EntityName): Notebook {
  const known = notebook.sources.find((other) => other.name === source);
  if (!known) return notebook;
  const roles = ENTITIES[entity].roles.map((role) => role.name);
  const mapping = Object.fromEntries(Object.entries(known.mapping).filter(([role]) => roles.includes(role)));
  return putSource(
    notebook,
    withTold({ ...known, entity, mapping }, entity === 'customers' ? {} : (known.attributes ?? {})),
  );
}

/** A source with what its rows say of their customers; without the field where they say nothing. */
function withTold(
  { attributes: _, ...source }: ExpectedSource,
  attributes: Record<string, string>,
): ExpectedSource {
  return Object.keys(attributes).length > 0 ? { ...source, attributes } : source;
}
