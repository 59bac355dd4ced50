import { presentRoleRefs } from '../entity/source.ts';
import { fittingNotebook } from '../notebook/fitting.ts';
import type { NotebookTemplate } from '../notebook/template.ts';
import { notebookTemplates } from '../notebook/templates.ts';
import { getTemplate } from '../template/registry.ts';
import type { ImportItem } from './import/import-item.svelte.ts';

/** Columns of stages, as CRM exports call them. */
const STAGE = /stage|阶段/i;

/** As `notebookFor`, once it is known whether there are deals among the orders, which the words of their states say. */
export async function fittingFor(items: readonly ImportItem[]): Promise<NotebookTemplate | null> {
  await Promise.all(
    items.map(({ mapping, looks }) => (mapping['status'] === undefined ? null : looks.settled)),
  );
  return notebookFor(items);
}

/** The notebook that files open when none was chosen; null for the main one. */
export function notebookFor(items: readonly ImportItem[]): NotebookTemplate | null {
  const sources = items.flatMap((item) => item.mapped ?? []);
  return fittingNotebook(
    {
      entities: new Set(sources.map(({ entity }) => entity)),
      roles: presentRoleRefs(sources),
      deals: items.some(
        ({ mapping, entity, looks }) =>
          entity === 'orders' &&
          (STAGE.test(mapping['status'] ?? '') ||
            (looks.judgement?.statuses ?? []).some((status) => status.class === 'open')),
      ),
    },
    notebookTemplates,
    getTemplate,
  );
}
