import { ENTITIES, ENTITY_NAMES } from '../../entity/catalogue.ts';
import type { NotebookSession } from '../../state/session.svelte.ts';

/** What a cell's SQL can read, for completion: entities, their unscoped tables, sources and other cells. */
export function schemaFor(session: NotebookSession): Record<string, string[]> {
  const schema: Record<string, string[]> = {};
  for (const entity of ENTITY_NAMES) {
    const roles = ENTITIES[entity].roles.map((role) => role.name);
    schema[entity] = roles;
    schema[`all_${entity}`] = roles;
    if (ENTITIES[entity].time !== null) schema[`past_${entity}`] = roles;
  }
  for (const source of session.sources.list) {
    schema[`source.${source.name}`] = source.columns.map((column) => column.name);
  }
  for (const cell of session.notebook.cells) {
    const fields = session.runs.view(cell.name).output?.fields;
    if (fields) schema[cell.name] = fields.map((field) => field.name);
  }
  return schema;
}
