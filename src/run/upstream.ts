import type { Fault } from '../result.ts';
import type { PlannedCell } from './plan.ts';

/**
 * Why a cell cannot run although nothing is wrong with it: a cell that it reads has no result. `done` tells of a
 * cell whether it has one, undefined of what is no cell. Fault `cell-upstream` {name, other}, or null.
 */
export function upstreamFault(
  { name, reads }: Pick<PlannedCell, 'name' | 'reads'>,
  done: (cell: string) => boolean | undefined,
): Fault | null {
  const other = reads.find((read) => done(read) === false);
  return other === undefined ? null : { code: 'cell-upstream', values: { name, other } };
}
