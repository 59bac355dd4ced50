import type { Reading } from '../../files/api.ts';
import { need } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { makeSql, type StagedColumn } from './staging.ts';
import type { StageOptions } from './work.ts';

/** Puts the columns that a reading makes into staging; `filled` are the statements so far. */
export async function withMade(
  engine: Engine,
  own: StagedColumn[],
  reading: Pick<Reading, 'columns'>,
  filled: readonly string[],
  options: StageOptions,
): Promise<{ plan: StagedColumn[]; filled: string[] }> {
  const made = reading.columns.flatMap((column) =>
    column.made ? [{ column, direct: column.type === 'text' }] : [],
  );
  if (made.length === 0) return { plan: own, filled: [...filled] };
  const sql = makeSql(own, made);
  need(await engine.run(sql, options));
  return { plan: [...own, ...made], filled: [...filled, sql] };
}
