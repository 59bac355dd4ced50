import { need, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { quoteText } from '../../sql/quote.ts';
import { stagedPlan } from './staged.ts';
import { asTextSql, STAGING } from './staging.ts';
import { all, work, type StageOptions } from './work.ts';

/** Different values of a column that are looked at; by their digest, so that two files look at the same ones. */
export const MOST = 50_000;
const KEYS = 'other_keys';

/**
 * Ways in which two systems write the same id differently, each with those before it: in capitals, with blanks and
 * signs, with leading zeros, with letters in front.
 */
export const ID_FORMS = ['case', 'signs', 'zeros', 'prefix'] as const;
export type IdForm = (typeof ID_FORMS)[number];

/** SQL of an id without what a form sets apart. */
function inForm(code: string, form: IdForm | undefined): string {
  if (!form) return code;
  const plain = `lower(${code})`;
  if (form === 'case') return plain;
  const bare = `regexp_replace(${plain}, '[^\\p{L}\\p{N}]+', '', 'g')`;
  if (form === 'signs') return bare;
  if (form === 'zeros') return `regexp_replace(${bare}, '^0+(.)', '\\1')`;
  return `regexp_replace(${bare}, '^\\p{L}*0*([0-9]+)$', '\\1')`;
}

const trimmedSql = (c: string, type: string): string =>
  `nullif(trim(${asTextSql(c, type)}, E' \\t\\r\\n\u00a0\u3000'), '')`;

/** A staged id as the entities compare customers: trimmed, and one read as a number has no `.0`. */
export const codeSql = (c: string, type: string): string =>
  `regexp_replace(${trimmedSql(c, type)}, '^([0-9]+)\\.0$', '\\1')`;

/** Distinct values of some columns as keyed digests: one Arrow IPC stream of `c` (the column's place) and `h`. */
export function keyDigests(
  engine: Engine,
  columns: readonly string[],
  key: string,
  options: KeyOptions = {},
): Promise<Result<Uint8Array>> {
  return work(() => digestsOf(engine, columns, key, options));
}

export interface KeyOptions extends StageOptions {
  /** Compares ids without what it sets apart. */
  form?: IdForm | undefined;
}

async function digestsOf(
  engine: Engine,
  columns: readonly string[],
  key: string,
  options: KeyOptions,
): Promise<Uint8Array> {
  return need(
    await engine.toIpc(`SELECT c, h FROM (${await keySelect(engine, columns, key, options)})`, options),
  );
}

/** Each column's smallest digests: of two files' columns the same values are among them. */
export async function keySelect(
  engine: Engine,
  columns: readonly string[],
  key: string,
  options: KeyOptions,
): Promise<string> {
  const plan = stagedPlan(engine) ?? [];
  const types = await all<{ type: string }>(
    engine,
    `SELECT column_type AS type FROM (DESCRIBE ${STAGING}) WHERE column_name LIKE 'c%'`,
    options,
  );
  const selects = columns.flatMap((name, place) => {
    const i = plan.findIndex((p) => p.column.name === name);
    if (i < 0) return [];
    const text = trimmedSql(`c${i + 1}`, types[i]!.type);
    const code = inForm(codeSql(`c${i + 1}`, types[i]!.type), options.form);
    return [
      `(SELECT ${place}::INTEGER AS c, h FROM (SELECT DISTINCT hash(concat_ws(chr(31), ${quoteText(key)}, ${code})) AS h FROM ${STAGING} WHERE ${text} IS NOT NULL) ORDER BY h LIMIT ${MOST})`,
    ];
  });
  return selects.length > 0
    ? selects.join(' UNION ALL ')
    : 'SELECT 0::INTEGER AS c, 0::UBIGINT AS h WHERE false';
}

/** How many different values two columns have, of those looked at, and how many both. */
export interface KeyMatch {
  column: string;
  other: string;
  own: number;
  others: number;
  both: number;
}

/** Compares every given column's values with those of another file's columns (`keyDigests`). */
export function matchKeys(
  engine: Engine,
  columns: readonly string[],
  others: readonly string[],
  digests: Uint8Array,
  key: string,
  options: KeyOptions = {},
): Promise<Result<KeyMatch[]>> {
  return work(async () => {
    need(await engine.run(`CREATE OR REPLACE TABLE ${KEYS} (c INTEGER, h UBIGINT)`, options));
    need(await engine.insertIpc(KEYS, digests, false));
    const own = await keySelect(engine, columns, key, options);
    // Beyond the last digest that both sides list whole, the lists say nothing of each other.
    const rows = await all<{ a: number; b: number; own: number; others: number; both: number }>(
      engine,
      `WITH mine AS MATERIALIZED (${own}), theirs AS (SELECT * FROM ${KEYS}),
         last AS (SELECT a.c AS a, b.c AS b, least(a.cut, b.cut) AS cut
           FROM (SELECT c, CASE WHEN count(*) = ${MOST} THEN max(h) ELSE 18446744073709551615::UBIGINT END AS cut FROM mine GROUP BY c) a,
                (SELECT c, CASE WHEN count(*) = ${MOST} THEN max(h) ELSE 18446744073709551615::UBIGINT END AS cut FROM theirs GROUP BY c) b)
       SELECT a, b,
         (SELECT count(*) FROM mine m WHERE m.c = a AND m.h <= cut) AS own,
         (SELECT count(*) FROM theirs t WHERE t.c = b AND t.h <= cut) AS others,
         (SELECT count(*) FROM mine m JOIN theirs t ON m.h = t.h WHERE m.c = a AND t.c = b AND m.h <= cut) AS both
       FROM last`,
      options,
    );
    need(await engine.run(`DROP TABLE ${KEYS}`, options));
    return rows.map((r) => ({
      column: columns[r.a]!,
      other: others[r.b]!,
      own: r.own,
      others: r.others,
      both: r.both,
    }));
  });
}
