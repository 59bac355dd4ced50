import { need } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { quoteName } from '../../sql/quote.ts';
import type { StagedTable } from './staged.ts';
import { STAGING } from './staging.ts';
import type { StageOptions } from './work.ts';

/** Below so many values nobody waits for their treatment. */
const MANY = 50_000;
/** A value that stands so often, on average, is treated once and looked up. */
const OFTEN = 4;

/** Columns whose values have been treated already: joins that bring what became of them, and its SQL by the column's name. */
export interface Treated {
  joins: string;
  sql: ReadonlyMap<string, string>;
  /** The tables that the joins read. */
  tables: readonly string[];
}

/**
 * Treats each different value of a column once, where a policy changes it and values stand often: a pseudonym takes
 * two hashes, ten times what looking one up takes. `valueOf` is SQL of a staged column's value under `s`. Only what was
 * counted over all rows is known to stand often.
 */
export async function treatOnce(
  engine: Engine,
  staged: StagedTable,
  policy: (column: string) => string | null,
  valueOf: (i: number) => string,
  options: StageOptions,
): Promise<Treated> {
  const exact = await staged.exact;
  const joins: string[] = [];
  const sql = new Map<string, string>();
  const tables: string[] = [];
  for (const [i, { filled, distinct }] of (exact.ok ? exact.value.profile : []).entries()) {
    const { name } = staged.columns[i]!;
    const treated = policy(name);
    if (treated === null || treated === quoteName(name)) continue;
    // Equal numbers can be written in two ways, equal texts and whole numbers cannot.
    if (!/^(?:VARCHAR|BIGINT)$/.test(staged.types[i]!)) continue;
    if (filled < MANY || distinct * OFTEN > filled) continue;
    const [table, value, text] = [`treated_${i}`, `"\u0001v${i}"`, `"\u0001t${i}"`];
    need(
      await engine.run(
        `CREATE OR REPLACE TABLE ${table} AS SELECT ${quoteName(name)} AS ${value}, ${treated} AS ${text} FROM (SELECT DISTINCT ${valueOf(i)} AS ${quoteName(name)} FROM ${STAGING} AS s)`,
        options,
      ),
    );
    tables.push(table);
    joins.push(` LEFT JOIN ${table} ON ${value} = ${quoteName(name)}`);
    sql.set(name, text);
  }
  return { joins: joins.join(''), sql, tables };
}
