import type { Engine } from './client.ts';
import { STAGING, type StagedColumn } from './staging.ts';
import { all, one, type StageOptions } from './work.ts';

/** How many broken lines and failed values are listed; all are counted. */
export const LISTED = 1000;
export interface Reject {
  /** 1-based line of the file on which the record begins. */
  line: number;
  /** The engine's name of what is wrong: 'MISSING COLUMNS', 'TOO MANY COLUMNS', 'UNQUOTED VALUE' … */
  reason: string;
  text: string;
}

export interface Conversion {
  column: string;
  /** How many values are not of the column's type; they are null, their rows are kept. */
  failed: number;
  examples: { line: number; text: string }[];
}

/** Counts and lists the values that could not be converted, with the line of each. */
export async function listConversions(
  engine: Engine,
  plan: StagedColumn[],
  base: number,
  rejects: Reject[],
  options: StageOptions,
): Promise<Conversion[]> {
  const converted = plan.flatMap((p, i) => (p.direct ? [] : [{ name: p.column.name, f: `f${i + 1}` }]));
  if (converted.length === 0) return [];
  const counts = await one<Record<string, number>>(
    engine,
    `SELECT ${converted.map(({ f }) => `count(${f}) AS ${f}`).join(', ')} FROM ${STAGING}`,
    options,
  );
  const failing = converted.filter(({ f }) => counts[f]! > 0);
  if (failing.length === 0) return [];
  const tall = await tallRecords(engine, plan, options);
  const conversions: Conversion[] = [];
  for (const { name, f } of failing) {
    const found = await all<{ r: number; text: string }>(
      engine,
      `SELECT rowid AS r, left(${f}, 500) AS text FROM ${STAGING} WHERE ${f} IS NOT NULL ORDER BY rowid LIMIT ${LISTED}`,
      options,
    );
    const examples = found.map(({ r, text }) => ({ line: lineOf(r, base, tall, rejects), text }));
    conversions.push({ column: name, failed: counts[f]!, examples });
  }
  return conversions;
}

/** Records that fill several lines of the file, with how many more than one. */
async function tallRecords(
  engine: Engine,
  plan: StagedColumn[],
  options: StageOptions,
): Promise<{ r: number; more: number }[]> {
  const texts = plan.flatMap((p, i) => (p.direct && p.column.type === 'text' ? [`c${i + 1}`] : []));
  if (texts.length === 0) return [];
  const more = texts.map((c) => `coalesce(length(${c}) - length(replace(${c}, chr(10), '')), 0)`).join(' + ');
  const some = texts.map((c) => `contains(${c}, chr(10))`).join(' OR ');
  return all(
    engine,
    `SELECT rowid AS r, ${more} AS more FROM ${STAGING} WHERE ${some} ORDER BY rowid`,
    options,
  );
}

/** The file's line of a kept record: records before it, their extra lines, and rejected lines in between. */
function lineOf(
  record: number,
  base: number,
  tall: { r: number; more: number }[],
  rejects: Reject[],
): number {
  let line = base + record;
  for (const { r, more } of tall) if (r < record) line += more;
  for (const reject of rejects) if (reject.line <= line) line += 1 + (reject.text.match(/\n/g)?.length ?? 0);
  return line;
}
