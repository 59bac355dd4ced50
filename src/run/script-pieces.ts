import type { Notebook } from '../notebook/document.ts';
import { ok, type Result } from '../result.ts';
import { namedOnly } from '../sql/named-only.ts';
import { quoteName } from '../sql/quote.ts';
import type { Connector } from '../engine/connector.ts';
import { SEGMENT_GROUP } from '../entity/scope.ts';
import type { CompiledCell } from '../template/compile.ts';
import { leavingRows } from './leaving-rows.ts';
import type { PlannedCell } from './plan.ts';
import { STAFF_SQL } from './staff-names.ts';
import { tableStatements } from './values.ts';

/** One cell of a script. */
export interface SqlPiece {
  /** Name of the table the piece makes. */
  name: string;
  title: string;
  /** One SELECT that stands alone: placeholders filled in, steps as CTEs (`CompiledCell.portable`). */
  sql: string;
  /** Set when a person wrote the SQL, or part of it: nobody of Cellar's has read it. */
  written?: true;
  /** Statements that make the tables of its statistical models, which SQL cannot say. */
  before?: readonly string[];
  /** Statements of what follows from it: the goal's group of the segment that it is. */
  after?: readonly string[];
}

/** What a script holds of a cell that ships with Cellar: a choice leaves many of its template's steps unread. */
export const standalone = ({ portable }: Pick<CompiledCell, 'portable'>): string => namedOnly(portable);

/** The cells that ran as pieces of a script, in running order; what models returned goes along as rows, see `leavingRows`. */
export async function scriptPieces(
  db: Connector,
  notebook: Pick<Notebook, 'cells' | 'disclosure'>,
  ran: readonly PlannedCell[],
): Promise<Result<SqlPiece[]>> {
  const pieces: SqlPiece[] = [];
  const named = ran.some(({ compiled }) => compiled?.models.length) ? await db.run(STAFF_SQL) : null;
  if (named && !named.ok) return named;
  const staff = new Set((named?.value.data[0] ?? []).map(String));
  for (const { name, compiled, stages } of ran) {
    if (!compiled?.portable) continue;
    const before: string[] = [];
    for (const table of compiled.models) {
      const rows = await db.run(`SELECT * FROM ${quoteName(table)}`);
      if (!rows.ok) return rows;
      const told = leavingRows(rows.value, staff, notebook.disclosure);
      const [made = '', ...more] = tableStatements(table, told);
      const left = rows.value.count - told.count;
      const note = `-- ${left} of ${rows.value.count} rows stay where it ran: they name employees, or are of too few customers.\n`;
      before.push(left > 0 ? note + made : made, ...more);
    }
    const title = notebook.cells.find((cell) => cell.name === name)?.title ?? '';
    const group = stages.find(({ table }) => table === SEGMENT_GROUP);
    const written = compiled.stages.some((stage) => stage.written);
    pieces.push({
      name,
      title,
      sql: written ? compiled.portable : standalone(compiled),
      before,
      ...(written ? { written: true as const } : {}),
      ...(group ? { after: [`CREATE OR REPLACE TABLE ${SEGMENT_GROUP} AS ${group.sql}`] } : {}),
    });
  }
  return ok(pieces);
}
