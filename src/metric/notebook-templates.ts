import { withNotebookMetrics } from './own.ts';
import { extraColumns } from '../entity/extra-columns.ts';
import { withDivisions } from './segment-options.ts';
import { getTemplate } from '../template/registry.ts';
import type { Template } from '../template/schema.ts';
import type { Notebook } from '../notebook/document.ts';
import { segmentsOf, type SavedSegment } from '../notebook/segments.ts';

/** The last of each template: compiling knows a cell again by its template (`CompileCache`). */
const last = new WeakMap<Template, { key: string; made: Template }>();

type Chosen = Pick<Notebook, 'metrics'> & { goal: Pick<Notebook['goal'], 'metrics'> };

/**
 * The templates as this notebook has them: its own metrics are among the metrics they offer, those its
 * goal chose are what the key figures show, and its segments and the columns without a role of its customers' files are among what customers are divided by. While
 * none of these changes a template stays the same object.
 */
export const templatesOf = (notebook: Chosen & Partial<Pick<Notebook, 'cells' | 'sources'>>) =>
  templatesWith(notebook, divisionsOf({ cells: notebook.cells ?? [], sources: notebook.sources ?? [] }));

/** What customers can be divided by besides what templates offer by themselves. */
export interface Divisions {
  segments: readonly SavedSegment[];
  /** Of the customers' files, without a role. */
  columns: readonly string[];
}

export const divisionsOf = ({ cells, sources }: Pick<Notebook, 'cells' | 'sources'>): Divisions => ({
  segments: segmentsOf({ cells }),
  columns: extraColumns(sources),
});

/** The same with the divisions told apart from cells and sources. */
export const templatesWith = ({ metrics, goal }: Chosen, { segments, columns }: Divisions) => {
  const key = JSON.stringify([metrics, goal.metrics, segments, columns]);
  return (id: string): Template | undefined => {
    const template = getTemplate(id);
    if (!template) return undefined;
    const known = last.get(template);
    if (known?.key === key) return known.made;
    const made = withDivisions(withNotebookMetrics(template, metrics, goal.metrics), segments, columns);
    last.set(template, { key, made });
    return made;
  };
};

/** Roles (`orders.amount`) that the cells of a notebook cannot do without. */
export const neededRoles = ({ cells }: Pick<Notebook, 'cells'>): Set<string> =>
  new Set(
    cells.flatMap((cell) => (cell.sql === null ? (getTemplate(cell.template)?.needs.required ?? []) : [])),
  );
