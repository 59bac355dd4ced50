import { newNotebook } from '../../src/notebook/create.ts';
import { defaultCell } from '../../src/notebook/defaults.ts';
import type { Notebook } from '../../src/notebook/document.ts';
import { templates } from '../../src/template/registry.ts';
import type { Template } from '../../src/template/schema.ts';

/** Templates with SQL of their own, by id; `only` keeps those named. */
export const measuredTemplates = (only: readonly string[]): Template[] =>
  [...templates.values()]
    .filter((t) => t.sql !== null && (only.length === 0 || only.includes(t.id)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** The name of a template's cell. */
export const cellName = (id: string): string => id.replaceAll('-', '_');

/** A notebook with one cell of each template, all parameters at their defaults. */
export function templateNotebook(only: readonly string[]): Notebook {
  return {
    ...newNotebook('Every template'),
    cells: measuredTemplates(only).map(({ id, version }) => ({
      ...structuredClone(defaultCell),
      name: cellName(id),
      template: id,
      templateVersion: version,
    })),
  };
}
