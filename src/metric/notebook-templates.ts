import { withNotebookMetrics } from './own.ts';
import { getTemplate } from '../template/registry.ts';
import type { Template } from '../template/schema.ts';
import type { Notebook } from '../notebook/document.ts';

/** The last of each template: compiling knows a cell again by its template (`CompileCache`). */
const last = new WeakMap<Template, { key: string; made: Template }>();

/**
 * The templates as this notebook has them: its own metrics are among the metrics they offer, and those its
 * goal chose are what the key figures show. While neither changes a template stays the same object.
 */
export const templatesOf = ({
  metrics,
  goal,
}: Pick<Notebook, 'metrics'> & { goal: Pick<Notebook['goal'], 'metrics'> }) => {
  const key = JSON.stringify([metrics, goal.metrics]);
  return (id: string): Template | undefined => {
    const template = getTemplate(id);
    if (!template) return undefined;
    const known = last.get(template);
    if (known?.key === key) return known.made;
    const made = withNotebookMetrics(template, metrics, goal.metrics);
    last.set(template, { key, made });
    return made;
  };
};

/** Roles (`orders.amount`) that the cells of a notebook cannot do without. */
export const neededRoles = ({ cells }: Pick<Notebook, 'cells'>): Set<string> =>
  new Set(
    cells.flatMap((cell) => (cell.sql === null ? (getTemplate(cell.template)?.needs.required ?? []) : [])),
  );
