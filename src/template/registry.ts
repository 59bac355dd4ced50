import { parseSqlFile } from './sql-file.ts';
import type { Template, TemplateMeta } from './schema.ts';

const metas = import.meta.glob<TemplateMeta>('../../templates/*/template.ts', {
  eager: true,
  import: 'default',
});
const queries = import.meta.glob<string>('../../templates/*/query.sql', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const includes = import.meta.glob<string>('../../templates/includes/*.sql', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const shared = new Map(
  Object.entries(includes).map(([path, text]) => [path.replace(/^.*\/|\.sql$/g, ''), text]),
);

/** Every built-in template by its id: one per folder of `templates/`. Adding a folder adds a template. */
export const templates: ReadonlyMap<string, Template> = new Map(
  Object.entries(metas).map(([path, meta]) => {
    const query = queries[path.replace(/template\.ts$/, 'query.sql')];
    return [meta.id, { ...meta, sql: query === undefined ? null : parseSqlFile(query, shared) }];
  }),
);

/** The built-in template of that id, or undefined (a notebook may name one we do not have). */
export function getTemplate(id: string): Template | undefined {
  return templates.get(id);
}
