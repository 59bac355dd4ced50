import { castSql, SCORES } from '../../entity/cast.ts';
import { ENTITIES, type EntityName, type Role } from '../../entity/catalogue.ts';
import type { Engine } from '../../engine/client.ts';
import { quoteName } from '../../sql/quote.ts';
import { meantSql } from '../../values/nothing.ts';
import { unansweredSql } from '../../values/score.ts';
import { Stop, type Result } from '../../result.ts';
import { stagedTable, type StagedTable } from './staged.ts';
import { STAGING } from './staging.ts';
import { all, one, work, type StageOptions } from './work.ts';

/** How many of a column's values can be read as the role it is to fill. Examples are raw: never stored or logged. */
export interface RoleReading {
  role: string;
  column: string;
  /** Values that say something, and those of them that can be read. */
  of: number;
  read: number;
  /** Some different values that cannot be. */
  examples: string[];
}

const EXAMPLES = 3;

/**
 * Counts over all rows what the roles of times and numbers would read, by the SQL that the entity's view reads
 * them with: what is said before confirming is what comes out. Faults: `cancelled`, `sql-error`.
 */
export function readRoles(
  engine: Engine,
  entity: EntityName,
  mapping: Readonly<Record<string, string>>,
): Promise<Result<RoleReading[]>> {
  return work(async () => {
    const staged = stagedTable(engine);
    if (!staged) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
    // Whoever confirms need not wait for what is only shown.
    const options: StageOptions = { signal: staged.look.signal };
    const readings = ENTITIES[entity].roles.flatMap((role) => {
      const i = staged.columns.findIndex((column) => column.name === mapping[role.name]);
      return i >= 0 && role.type !== 'text' ? [{ role, ...sqlOf(staged, i, role) }] : [];
    });
    if (readings.length === 0) return [];
    const counts = await one<Record<string, number>>(
      engine,
      `SELECT ${readings.map(({ said, lost }, i) => `count_if(${said}) AS of${i}, count_if(${said} AND ${lost}) AS lost${i}`).join(', ')} FROM ${STAGING}`,
      options,
    );
    const found: RoleReading[] = [];
    for (const [i, { role, column, said, lost, text }] of readings.entries()) {
      const of = counts[`of${i}`]!;
      const failed = counts[`lost${i}`]!;
      const examples =
        failed === 0
          ? []
          : await all<{ text: string }>(
              engine,
              `SELECT DISTINCT text FROM (SELECT left(${text}, 60) AS text FROM ${STAGING} WHERE ${said} AND ${lost} LIMIT 1000) ORDER BY 1 LIMIT ${EXAMPLES}`,
              options,
            );
      found.push({
        role: role.name,
        column,
        of,
        read: of - failed,
        examples: examples.map((row) => row.text),
      });
    }
    return found;
  });
}

/** SQL over staging: whether a row says something in a column, whether that is lost in the role, and its text. */
function sqlOf(
  { columns, plan, types }: StagedTable,
  i: number,
  role: Role,
): { column: string; said: string; lost: string; text: string } {
  const c = `c${i + 1}`;
  const { name } = columns[i]!;
  const type = types[i]!;
  // Under its own name, which may state a unit.
  const value = castSql({ name, type }, role).replaceAll(quoteName(name), c);
  const raw = plan[i]!.direct ? `CAST(${c} AS VARCHAR)` : `coalesce(CAST(${c} AS VARCHAR), f${i + 1})`;
  const texts = /^VARCHAR|^ENUM/.test(type);
  const meant = texts ? ` AND ${meantSql(raw)}` : '';
  const answered = texts && SCORES.has(role.name) ? ` AND NOT ${unansweredSql(raw)}` : '';
  const said = `coalesce(${raw} IS NOT NULL${meant}${answered}, false)`;
  return { column: name, said, lost: `(${value}) IS NULL`, text: raw };
}
