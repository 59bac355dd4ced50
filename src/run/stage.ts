import type { Rows } from '../engine/api.ts';
import type { ModelOptions, ModelRunner, ModelTable, ModelWatch } from '../model/api.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Stage } from '../template/compile.ts';
import { quoteName } from '../template/literal.ts';
import type { Connector } from './connector.ts';
import { rowObjects } from './rows.ts';
import { tableStatements } from './values.ts';

/**
 * Makes the table of one stage: by its SELECT, or through its model, whose input and options are fetched,
 * and whose rows are written back with plain SQL. Faults of the database or of the model; `model-unavailable`
 * where no runner is given. A failing stage leaves the table that was there.
 */
export async function makeStage(
  db: Connector,
  stage: Stage,
  models: ModelRunner | undefined,
  watch: ModelWatch = {},
): Promise<Result<null>> {
  const signal = watch.signal ? { signal: watch.signal } : {};
  if (!stage.model) {
    // On a line of its own, so that where an error stands is where it stands in the SELECT.
    const done = await db.run(`CREATE OR REPLACE TABLE ${quoteName(stage.table)} AS\n${stage.sql}`, signal);
    if (done.ok) return ok(null);
    const { fault } = done;
    return { ok: false, fault: fault.line === undefined ? fault : { ...fault, line: fault.line - 1 } };
  }
  if (!models) return fail('model-unavailable', { values: { model: stage.model.id } });
  const input = await fetchInput(db, stage.sql, signal);
  if (!input.ok) return input;
  let options: ModelOptions = {};
  if (stage.model.options !== null) {
    const row = await db.run(stage.model.options, { ...signal, maxRows: 1 });
    if (!row.ok) return row;
    options = rowObjects<ModelOptions>(row.value)[0] ?? {};
  }
  const made = await models(stage.model.id, input.value, options, watch);
  if (!made.ok) return made;
  // Into a table beside it first: a run cancelled between two batches must not leave half a table.
  const fresh = `${stage.table}__new`;
  for (const statement of tableStatements(fresh, made.value)) {
    const written = await db.run(statement, signal);
    if (!written.ok) return written;
  }
  const swapped = await db.run(
    [
      `CREATE OR REPLACE TABLE ${quoteName(stage.table)} AS FROM ${quoteName(fresh)}`,
      `DROP TABLE ${quoteName(fresh)}`,
    ],
    signal,
  );
  watch.onProgress?.(1);
  return swapped.ok ? ok(null) : swapped;
}

/** Values fetched at once: what the page unpacks without being held up. */
const PAGE_VALUES = 50_000;
/** Rows of the first page, which shows how many values a row has. */
const FIRST_PAGE = 1_000;

/**
 * The rows of a model's input, numbers as Float64Arrays with NaN for NULL, fetched in pages (a table's rows
 * have a fixed order in DuckDB).
 */
async function fetchInput(
  db: Connector,
  sql: string,
  signal: { signal?: AbortSignal },
): Promise<Result<ModelTable>> {
  const pages: Rows[] = [];
  let count = 0;
  for (let size = FIRST_PAGE; ;) {
    const page = await db.run(`${sql} LIMIT ${size} OFFSET ${count}`, signal);
    if (!page.ok) return page;
    pages.push(page.value);
    count += page.value.count;
    if (page.value.count < size) break;
    size = Math.max(FIRST_PAGE, Math.floor(PAGE_VALUES / page.value.fields.length));
  }
  const { fields } = pages[0]!;
  const data = fields.map(({ type }, c) => {
    if (type !== 'number' && type !== 'integer') return pages.flatMap((page) => page.data[c] ?? []);
    const column = new Float64Array(count);
    let at = 0;
    for (const page of pages)
      for (const value of page.data[c] ?? []) column[at++] = value === null ? NaN : Number(value);
    return column;
  });
  return ok({ fields, count, data });
}
