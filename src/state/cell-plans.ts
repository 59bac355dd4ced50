import type { Connector } from '../engine/connector.ts';
import type { Notebook } from '../notebook/document.ts';
import { attempt, ok, type Result } from '../result.ts';
import { CompileCache } from '../run/compile-cache.ts';
import { nextTask } from './next-task.ts';
import { planCells, type PlanContext, type PlannedCell } from '../run/plan.ts';

/** What cells are planned against, but for what the engine is asked and what earlier plans have found. */
export type DataContext = Omit<PlanContext, 'tableNames' | 'compiled' | 'turn'>;

/** A part of the data that cells can be run on before all of it is prepared: `ready` names the tables and views. */
export type FirstContext = DataContext & { ready: ReadonlySet<string> };

/** Hears of what cells can be run on first while it is being made, where it is known what it will be. */
export type Foreseen = (context: FirstContext) => unknown;

/** Plans the cells of one notebook again and again; what a text reads is asked of the engine once. */
export class CellPlans {
  #reads = new Map<string, Result<string[]>>();
  #compiled = new CompileCache();
  #ahead: Promise<unknown> = Promise.resolve();

  /** Plans on what is foreseen, while the engine is at it: the plan that counts finds all compiled and read. */
  foresee(db: Pick<Connector, 'tableNames'>, notebook: Pick<Notebook, 'cells'>): Foreseen {
    return (context) =>
      (this.#ahead = attempt(async () => ok(await this.#make(db, notebook, context)), 'run-unexpected'));
  }

  async make(
    db: Pick<Connector, 'tableNames'>,
    notebook: Pick<Notebook, 'cells'>,
    context: DataContext,
  ): Promise<PlannedCell[]> {
    await this.#ahead;
    return this.#make(db, notebook, context);
  }

  #make(
    db: Pick<Connector, 'tableNames'>,
    { cells }: Pick<Notebook, 'cells'>,
    context: DataContext,
  ): Promise<PlannedCell[]> {
    return planCells(cells, {
      turn: () => new Promise<void>(nextTask),
      ...context,
      compiled: this.#compiled,
      tableNames: async (sql, key) => {
        const known = this.#reads.get(key) ?? (await db.tableNames(sql));
        if (known.ok) this.#reads.set(key, known);
        return known;
      },
    });
  }
}
