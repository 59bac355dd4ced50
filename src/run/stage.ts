import type { ModelOptions, ModelWatch } from '../model/api.ts';
import { fail, ok, refused, type Result } from '../result.ts';
import type { Stage } from '../template/compile.ts';
import { leanSql } from '../sql/lean.ts';
import { quoteName } from '../sql/quote.ts';
import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import { oneSelect } from './guard.ts';
import { ofSingleLines } from './single-lines.ts';

/** A model to be run on the rows of a SELECT, and the table that its rows become. */
export interface ModelJob {
  id: string;
  /** SELECT of the model's input. */
  input: string;
  options: ModelOptions;
  table: string;
}

/**
 * Runs a model between two tables of a database. Faults: those of the database, `model-unknown`, `model-input`
 * (a column is missing or holds what it must not), `cancelled`, `model-failed`; each leaves the table that
 * was there. Too little data is no fault: the rows then say so in their `status`.
 */
export type ModelRunner<D extends Connector = Connector> = (
  db: D,
  job: ModelJob,
  watch: ModelWatch,
) => Promise<Result<null>>;

/**
 * Makes the table of one stage: by its SELECT, or through its model. Faults of the database or of the model;
 * `model-unavailable` where no runner is given, `sql-not-select` for a text
 * of a person's that is anything but one SELECT. A failing stage leaves the table that was there.
 */
export async function makeStage<D extends Connector>(
  db: D,
  stage: Stage & { singleLines?: true },
  models: ModelRunner<D> | undefined,
  watch: ModelWatch = {},
): Promise<Result<null>> {
  const signal = watch.signal ? { signal: watch.signal } : {};
  if (!stage.model) {
    const seen = stage.written ? await oneSelect(db, stage.sql, watch.signal) : ok(null);
    if (!seen.ok) return seen;
    // On a line of its own, so that where an error stands is where it stands in the SELECT that a person wrote.
    const shipped = stage.singleLines ? ofSingleLines(stage.sql) : stage.sql;
    const select = stage.written ? stage.sql : leanSql(shipped);
    const done = await db.run(`CREATE OR REPLACE TABLE ${quoteName(stage.table)} AS\n${select}`, signal);
    if (done.ok) return ok(null);
    const { fault } = done;
    return refused(fault.line === undefined ? fault : { ...fault, line: fault.line - 1 });
  }
  const { id, options: select } = stage.model;
  if (!models) return fail('model-unavailable', { values: { model: id } });
  let options: ModelOptions = {};
  if (select !== null) {
    const row = await db.run(select, { ...signal, maxRows: 1 });
    if (!row.ok) return row;
    options = rowObjects<ModelOptions>(row.value)[0] ?? {};
  }
  const made = await models(db, { id, input: stage.sql, options, table: stage.table }, watch);
  if (made.ok) watch.onProgress?.(1);
  return made;
}

/** Makes the table of a stage from one of the same rows; null where that is not there (any more). Fault `cancelled`. */
export async function copyStage(
  db: Connector,
  { table }: Pick<Stage, 'table'>,
  from: string,
  signal?: AbortSignal,
): Promise<Result<null> | null> {
  const done = await db.run(
    `CREATE OR REPLACE TABLE ${quoteName(table)} AS FROM ${quoteName(from)}`,
    signal ? { signal } : {},
  );
  if (done.ok) return ok(null);
  return done.fault.code === 'cancelled' ? done : null;
}
