import { Stop, need } from '../../result.ts';
import type { Reading } from '../../files/api.ts';
import type { Engine } from '../../engine/client.ts';
import { quoteName } from '../../sql/quote.ts';
import { stageRelation } from './read-arrow.ts';
import type { Read, Shipped } from './staged.ts';
import { all, type StageOptions } from './work.ts';

const ROWS = 'shipped_rows';
const HIDDEN = 'shipped_hidden';

/** Stages the rows of a file that came treated, as they were read: with what treating changed or left out put back. */
export async function stageShipped(
  engine: Engine,
  { treated, hidden }: Shipped,
  reading: Reading,
  options: StageOptions,
): Promise<Read> {
  const put = async (table: string, pieces: readonly Uint8Array[]) => {
    need(await engine.run(`DROP TABLE IF EXISTS ${table}`, options));
    for (const [i, piece] of pieces.entries()) {
      if (options.signal?.aborted) throw new Stop({ code: 'cancelled' });
      need(await engine.insertIpc(table, piece, i === 0));
    }
  };
  await put(ROWS, treated);
  await put(HIDDEN, hidden);
  const back = new Set(hidden.length > 0 ? await columnsOf(engine, HIDDEN, options) : []);
  const columns = reading.columns.map(({ name }) => `${back.has(name) ? 'h' : 'r'}.${quoteName(name)}`);
  const beside = hidden.length > 0 ? ` POSITIONAL JOIN ${HIDDEN} AS h` : '';
  const read = await stageRelation(
    engine,
    `(SELECT ${columns.join(', ')} FROM ${ROWS} AS r${beside})`,
    reading,
    options,
  );
  need(await engine.run([`DROP TABLE ${ROWS}`, `DROP TABLE IF EXISTS ${HIDDEN}`], options));
  return read;
}

const columnsOf = async (engine: Engine, table: string, options: StageOptions): Promise<string[]> =>
  (await all<{ name: string }>(engine, `SELECT column_name AS name FROM (DESCRIBE ${table})`, options)).map(
    ({ name }) => name,
  );
