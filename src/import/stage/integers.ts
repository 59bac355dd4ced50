import type { Engine } from '../../engine/client.ts';
import { STAGING, type StagedColumn } from './staging.ts';
import { one, type StageOptions } from './work.ts';

/** Whole-number columns with a value beyond 2^53: a long code, whose digits only text keeps. */
export const longIntegers = (
  engine: Engine,
  plan: readonly StagedColumn[],
  options: StageOptions,
): Promise<Set<string>> =>
  integersWhere(engine, plan, (c) => `coalesce(max(abs(${c})) > ${Number.MAX_SAFE_INTEGER}, false)`, options);

/** Whole-number columns in which some value, perhaps past the sample, is not whole. */
export const fractional = (
  engine: Engine,
  plan: readonly StagedColumn[],
  options: StageOptions,
): Promise<Set<string>> => integersWhere(engine, plan, (c) => `count_if(${c} <> trunc(${c})) > 0`, options);

/** Names in staging (`c1` …) of the whole-number columns of which a test, SQL of a BOOLEAN aggregate, is true. */
async function integersWhere(
  engine: Engine,
  plan: readonly StagedColumn[],
  test: (column: string) => string,
  options: StageOptions,
): Promise<Set<string>> {
  const names = plan.flatMap((p, i) => (p.column.type === 'integer' ? [`c${i + 1}`] : []));
  if (names.length === 0) return new Set();
  const tests = names.map((c) => `${test(c)} AS ${c}`).join(', ');
  const found = await one<Record<string, boolean>>(engine, `SELECT ${tests} FROM ${STAGING}`, options);
  return new Set(names.filter((c) => found[c]));
}
