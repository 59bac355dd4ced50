import { ENTITIES, type EntityName } from '../entity/catalogue.ts';
import type { Notebook } from './document.ts';
import { putSource } from './edit.ts';

/** Says what a source's column means: the role is that column's alone, and the column's only one ('' for none). */
export function assignRole(notebook: Notebook, source: string, column: string, role: string): Notebook {
  const known = notebook.sources.find((other) => other.name === source);
  if (!known) return notebook;
  const others = Object.entries(known.mapping).filter(([other, held]) => held !== column && other !== role);
  const mapping = Object.fromEntries(role ? [...others, [role, column]] : others);
  return putSource(notebook, { ...known, mapping });
}

/** Says what a source holds; columns keep the meaning that the other entity knows too. */
export function changeEntity(notebook: Notebook, source: string, entity: EntityName): Notebook {
  const known = notebook.sources.find((other) => other.name === source);
  if (!known) return notebook;
  const roles = ENTITIES[entity].roles.map((role) => role.name);
  const mapping = Object.fromEntries(Object.entries(known.mapping).filter(([role]) => roles.includes(role)));
  return putSource(notebook, { ...known, entity, mapping });
}
