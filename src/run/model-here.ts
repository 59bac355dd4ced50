import { runModel } from '../model/run.ts';
import { ok } from '../result.ts';
import { quoteName } from '../sql/quote.ts';
import type { ModelRunner } from './stage.ts';
import { tableStatements } from './values.ts';

/** Runs models in this process, on any database: rows are fetched as values and written with plain SQL. */
export const runModelHere: ModelRunner = async (
  db,
  { id, input, options, table },
  { signal, onProgress },
) => {
  const watch = signal ? { signal } : {};
  const rows = await db.run(input, watch);
  if (!rows.ok) return rows;
  const made = runModel(id, rows.value, options, onProgress);
  if (!made.ok) return made;
  // Into a table beside it first: a run cancelled between two batches must not leave half a table.
  const fresh = `${table}__new`;
  for (const statement of tableStatements(fresh, made.value)) {
    const written = await db.run(statement, watch);
    if (!written.ok) return written;
  }
  const swapped = await db.run(
    [
      `CREATE OR REPLACE TABLE ${quoteName(table)} AS FROM ${quoteName(fresh)}`,
      `DROP TABLE ${quoteName(fresh)}`,
    ],
    watch,
  );
  return swapped.ok ? ok(null) : swapped;
};
