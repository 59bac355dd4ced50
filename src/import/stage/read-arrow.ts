import { Stop, need } from '../../result.ts';
import type { Reading } from '../../files/api.ts';
import { inFile } from '../../files/made.ts';
import type { Engine } from '../../engine/client.ts';
import { quoteName } from '../../sql/quote.ts';
import { withMade } from './made-columns.ts';
import type { Read } from './staged.ts';
import { asTextSql, fitsType, STAGING, stageSql, type StagedColumn } from './staging.ts';
import { all, type StageOptions } from './work.ts';

/** Stages Arrow IPC streams of one schema. */
export async function stageIpc(
  engine: Engine,
  chunks: Uint8Array[],
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const totalBytes = bytesOf(chunks);
  let bytes = 0;
  const columns = inFile(reading.columns);
  const empty = columns.map((_, i) => `c${i + 1} VARCHAR`).join(', ');
  need(
    await engine.run(
      chunks.length ? `DROP TABLE IF EXISTS ${STAGING}` : `CREATE OR REPLACE TABLE ${STAGING} (${empty})`,
      options,
    ),
  );
  for (const [i, chunk] of chunks.entries()) {
    if (options.signal?.aborted) throw new Stop({ code: 'cancelled' });
    need(await engine.insertIpc(STAGING, chunk, i === 0));
    options.onProgress?.({ bytes: (bytes += chunk.length), totalBytes, rows: 0 });
  }
  const given = await columnsOf(engine, options);
  if (given.length !== columns.length)
    throw new Stop({ code: 'import-failed', detail: `${given.length} columns` });
  // Two steps, for a column may itself be called c2.
  const renames = (to: (i: number) => string, from: (i: number) => string) =>
    given.map((_, i) => `ALTER TABLE ${STAGING} RENAME COLUMN ${quoteName(from(i))} TO ${quoteName(to(i))}`);
  need(
    await engine.run(
      renames(
        (i) => `\u0001${i}`,
        (i) => given[i]!.name,
      ),
      options,
    ),
  );
  need(
    await engine.run(
      renames(
        (i) => `c${i + 1}`,
        (i) => `\u0001${i}`,
      ),
      options,
    ),
  );
  return converted(engine, given, reading, [], options);
}

/** Stages a table or query that the engine can read itself; `from` stands behind FROM. */
export async function stageRelation(
  engine: Engine,
  from: string,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const names = inFile(reading.columns)
    .map((_, i) => `c${i + 1}`)
    .join(', ');
  const sql = `CREATE OR REPLACE TABLE ${STAGING} AS SELECT * FROM ${from} AS t(${names})`;
  need(await engine.run(sql, options));
  return converted(engine, await columnsOf(engine, options), reading, [sql], options);
}

/** Staging of any types as the reading's: what is of another type is converted from its text. */
async function converted(
  engine: Engine,
  given: { type: string }[],
  reading: Reading,
  filled: string[],
  options: StageOptions,
): Promise<Read> {
  const plan = inFile(reading.columns).map((column, i): StagedColumn => ({
    column,
    direct: fitsType(given[i]!.type, column.type),
  }));
  if (plan.some((p) => !p.direct)) {
    const texts = plan.map((p, i) =>
      p.direct ? `c${i + 1}` : `${asTextSql(`c${i + 1}`, given[i]!.type)} AS c${i + 1}`,
    );
    const sql = stageSql(`(SELECT ${texts.join(', ')} FROM ${STAGING})`, plan);
    need(await engine.run(sql, options));
    filled.push(sql);
  }
  const linesOf = async (records: number[]) => records.map((r) => r + 1);
  return { rejected: 0, rejects: [], linesOf, ...(await withMade(engine, plan, reading, filled, options)) };
}

/** Bytes in all. */
export const bytesOf = (chunks: Uint8Array[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

async function columnsOf(engine: Engine, options: StageOptions): Promise<{ name: string; type: string }[]> {
  return all(engine, `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${STAGING})`, options);
}
