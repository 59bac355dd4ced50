import type { Engine } from '../../engine/client.ts';
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
  linesOf: (records: number[]) => Promise<number[]>,
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
  const conversions: Conversion[] = [];
  for (const { name, f } of failing) {
    const found = await all<{ r: number; text: string }>(
      engine,
      `SELECT rowid AS r, left(${f}, 500) AS text FROM ${STAGING} WHERE ${f} IS NOT NULL ORDER BY rowid LIMIT ${LISTED}`,
      options,
    );
    conversions.push({
      column: name,
      failed: counts[f]!,
      examples: found.map(({ r, text }) => ({ line: r, text })),
    });
  }
  const examples = conversions.flatMap((conversion) => conversion.examples);
  const records = [...new Set(examples.map(({ line }) => line))].sort((a, b) => a - b);
  const lines = new Map((await linesOf(records)).map((line, i) => [records[i]!, line]));
  for (const example of examples) example.line = lines.get(example.line)!;
  return conversions;
}
