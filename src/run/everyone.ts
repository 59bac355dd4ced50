import { everyoneView, SCOPE_VIEWS } from '../entity/scope.ts';
import { renameTable } from '../sql/rename.ts';
import type { CompiledCell } from '../template/compile.ts';

/** A SELECT that looks at all customers where it would look at the goal's group alone. */
export function overEveryone(sql: string): string {
  const words = sql.toLowerCase();
  return SCOPE_VIEWS.filter((view) => words.includes(view)).reduce(
    (text, view) => renameTable(text, view, everyoneView(view)),
    sql,
  );
}

/** A cell is planned at each edit of any other. */
const known = new WeakMap<CompiledCell, CompiledCell>();

/** A cell that looks at all customers. What the analyst reads and edits of it stays as it is. */
export function cellOverEveryone(cell: CompiledCell): CompiledCell {
  const made = known.get(cell) ?? rewritten(cell);
  known.set(cell, made);
  return made;
}

function rewritten(cell: CompiledCell): CompiledCell {
  const some = (sql: string | null) => (sql === null ? null : overEveryone(sql));
  return {
    ...cell,
    stages: cell.stages.map((stage) => ({
      ...stage,
      sql: overEveryone(stage.sql),
      ...(stage.model ? { model: { ...stage.model, options: some(stage.model.options) } } : {}),
    })),
    chart: some(cell.chart),
    tables: cell.tables.map((table) => ({ ...table, sql: overEveryone(table.sql) })),
    findings: some(cell.findings),
    portable: overEveryone(cell.portable),
  };
}
