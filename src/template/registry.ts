import { parseSqlFile } from './sql-file.ts';
import type { Template, TemplateMeta, TemplateSql } from './schema.ts';

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

/** A template whose query is cut up when it is first asked for: a page loads more than forty, and runs a dozen. */
function withQuery(meta: TemplateMeta, query: string): Template {
  let cut: TemplateSql | undefined;
  return {
    ...meta,
    get sql() {
      return (cut ??= parseSqlFile(query, shared));
    },
  };
}

/** Every built-in template by its id: one per folder of `templates/`. Adding a folder adds a template. */
export const templates: ReadonlyMap<string, Template> = new Map(
  Object.entries(metas).map(([path, meta]) => {
    const query = queries[path.replace(/template\.ts$/, 'query.sql')];
    return [meta.id, query === undefined ? { ...meta, sql: null } : withQuery(meta, query)];
  }),
);

/** The built-in template of that id, or undefined (a notebook may name one we do not have). */
export function getTemplate(id: string): Template | undefined {
  return templates.get(id);
}
