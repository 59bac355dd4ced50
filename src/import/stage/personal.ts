import type { Engine, RunOptions } from '../../engine/client.ts';
import { detectPersonal, type Seen } from '../../privacy/detect.ts';
import { foldSql } from '../../privacy/fold.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import { countsSql, likelySql } from '../../privacy/redact.ts';
import { ok, type Result } from '../../result.ts';
import { STAGING } from './staging.ts';

/** Rows from all over a table whose values are looked at one by one. */
const SPREAD = 200;
/** With fewer different values than this, those are counted through rather than the rows. */
const FEW = 20_000;

/** Values of each column from rows at equal steps through the whole table. */
export async function spreadValues(
  engine: Engine,
  columns: readonly { c: string }[],
  rows: number,
  options: RunOptions,
): Promise<Result<(string | null)[][]>> {
  const step = Math.max(1, Math.floor(rows / SPREAD));
  const numbers = Array.from({ length: Math.min(rows, SPREAD) }, (_, i) => i * step);
  if (numbers.length === 0) return ok(columns.map(() => []));
  const read = await engine.run(
    `SELECT ${columns.map(({ c }) => `left(${c}::VARCHAR, 200) AS ${c}`).join(', ')} FROM ${STAGING} WHERE rowid IN (${numbers.join(', ')}) ORDER BY rowid`,
    options,
  );
  return read.ok ? ok(columns.map((_, i) => read.value.data[i] as (string | null)[])) : read;
}

/** A staged column, with values of it from all over the table. */
interface Counted {
  c: string;
  type: string;
  name: string;
  samples: readonly string[];
  distinct: number;
  filled: number;
  /** The rows that are counted. */
  from: string;
}

/** Counts what is personal in all of a column's values; null where its name or its first values have told already. */
export async function countPersonal(
  engine: Engine,
  { c, type, name, samples, distinct, filled, from }: Counted,
  options: RunOptions,
): Promise<Result<Seen | null>> {
  if (filled === 0 || detectPersonal(name, samples) !== null) return ok(null);
  if (/^(?:BOOLEAN|DATE|TIME|BLOB|FLOAT|DECIMAL)/.test(type)) return ok(null);
  if (/^(?:DOUBLE|U?\w*INT)/.test(type) && !type.endsWith(']'))
    return countMobiles(engine, c, from, filled, options);
  const values =
    distinct <= FEW
      ? `(SELECT ${c}::VARCHAR AS t, count(*) AS n FROM ${from} GROUP BY 1)`
      : `(SELECT ${c}::VARCHAR AS t, 1 AS n FROM ${from})`;
  const counted = await engine.rows<Record<PersonalKind, number>>(
    countsSql(`(SELECT ${foldSql('t')} AS v, n FROM ${values} WHERE ${likelySql('t')})`),
    options,
  );
  if (!counted.ok) return counted;
  const kinds = Object.fromEntries(Object.entries(counted.value[0]!).filter(([, count]) => count > 0));
  return ok({ filled, kinds });
}

/** Whole numbers can be mobile numbers, and nothing else that would be told without a name. */
async function countMobiles(
  engine: Engine,
  c: string,
  from: string,
  filled: number,
  options: RunOptions,
): Promise<Result<Seen | null>> {
  const counted = await engine.rows<{ phone: number }>(
    `SELECT count_if(${c} BETWEEN 13000000000 AND 19999999999)::DOUBLE AS phone FROM ${from}`,
    options,
  );
  if (!counted.ok) return counted;
  const { phone } = counted.value[0]!;
  return ok({ filled, kinds: phone > 0 ? { phone } : {} });
}
