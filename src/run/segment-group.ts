import { isScopeView, SEGMENT_GROUP } from '../entity/scope.ts';
import type { Fault } from '../result.ts';
import { quoteName } from '../sql/quote.ts';
import type { CompiledCell, Stage } from '../template/compile.ts';

/** Whether a table is narrowed to the goal's customer group. */
export const obeysGroup = (table: string): boolean => isScopeView(table.toLowerCase());

/** What of a cell says how a segment came about. */
interface Behind {
  compiled: CompiledCell | null;
  reads: readonly string[];
}

/**
 * Whether a segment's customers were chosen by what they did: spent, clicked or said, and not by their profile alone.
 * A group that was chosen by what happened in the period bears out no prediction and no change since the period before.
 */
export const chosenByDeeds = (chain: Iterable<Behind>): boolean =>
  [...chain].some(({ reads }) =>
    reads.some((name) => /(^|[._])(orders|events|feedback|refunds)$/i.test(name)),
  );

/** The stage that makes the goal's group of a segment's result, and what it reads. */
export const segmentStage = (cell: string): { stage: Stage; reads: string[] } => ({
  stage: {
    name: 'group',
    table: SEGMENT_GROUP,
    sql: `SELECT DISTINCT CAST(s.customer AS VARCHAR) AS customer FROM ${quoteName(cell)} s WHERE s.customer IS NOT NULL`,
  },
  reads: [cell],
});

/** Why a cell cannot be the goal's group although nothing else is wrong with it: there is no query. */
export const segmentFault = ({ compiled }: Behind): Fault | null =>
  compiled && compiled.stages.length > 0 ? null : { code: 'sql-empty' };
