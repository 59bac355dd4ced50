import type { EntityName } from '../../entity/catalogue.ts';
import type { ColumnProfile } from '../stage/profile.ts';
import { columnFacts, type ProposedColumn } from './column-facts.ts';
import { columnsOf } from './meaning.ts';

/** Questions of one survey that are answered on one scale, of which one can be what all of it is judged by. */
export interface ScoresBeside {
  /** The column that is read as the score; null where none of them is. */
  taken: string | null;
  others: string[];
}

const SCORES = ['csat', 'rating'] as const;

/**
 * The columns of a file of feedback that hold scores on the scale of the one that is read as satisfaction, or of each
 * other where none is: 服务态度, 物流速度 and 商品质量, each of 1 to 5. Null where there are fewer than two in all.
 */
export function scoresBeside(
  entity: EntityName | null,
  mapping: Readonly<Record<string, string>>,
  profile: readonly ColumnProfile[],
  rows: number,
): ScoresBeside | null {
  if (entity !== 'feedback') return null;
  const taken = SCORES.map((role) => mapping[role]).find((column) => column !== undefined) ?? null;
  const used = new Set(Object.values(mapping));
  const scales = new Map(
    columnsOf(profile, rows).flatMap((column): [string, number][] => {
      const top = topOf(column);
      return top === null ? [] : [[column.name, top]];
    }),
  );
  const free = [...scales].filter(([name]) => !used.has(name));
  const scale = taken === null ? free[0]?.[1] : scales.get(taken);
  const others = free.filter(([, top]) => top === scale).map(([name]) => name);
  return others.length >= (taken === null ? 2 : 1) ? { taken, others } : null;
}

/** What counts something, or places it in time, has few whole numbers too. */
const COUNTS = /[周月季日天次]|数量|数$|week|month|quarter|day|hour|count|times|quantity|qty|number of/i;

/** What a scale of whole numbers goes up to, 5, 7 or 10, as a column's values show; null where they are no scores. */
function topOf(column: ProposedColumn): number | null {
  const { numeric, numbers, fractional, distinct, filled } = columnFacts(column);
  if (!numeric || fractional || distinct > 11 || filled < 2 * distinct || COUNTS.test(column.name))
    return null;
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const whole = [5, 7, 10].includes(high) && low >= (high === 10 ? 0 : 1);
  return whole && distinct >= high - 1 ? high : null;
}
