import type { Fault } from '../result.ts';
import type { PlannedCell } from './plan.ts';

/**
 * Why a cell cannot run although nothing is wrong with it: a cell that it reads has no result. `done` tells of a
 * cell whether it has one, undefined of what is no cell. Fault `cell-upstream` {name, other}, or
 * `group-upstream` where that other cell is the segment of the goal's group; null where it can run.
 */
export function upstreamFault(
  { name, reads, group }: Pick<PlannedCell, 'name' | 'reads'> & Partial<Pick<PlannedCell, 'group'>>,
  done: (cell: string) => boolean | undefined,
): Fault | null {
  const other = reads.find((read) => done(read) === false);
  if (other === undefined) return null;
  return { code: other === group ? 'group-upstream' : 'cell-upstream', values: { name, other } };
}
