import { rowObjects } from '../engine/rows.ts';
import { seenStatuses, seenStatusesSql, type SeenStatus } from '../entity/seen-statuses.ts';
import type { Engines } from './engines.ts';
import { rowsOf } from './result-pages.ts';

/** The values of the orders' status columns as cleaning met them. Rejects with an Error to say why not. */
export const statusesCleaned = async (engines: Pick<Engines, 'notebook'>): Promise<SeenStatus[]> =>
  seenStatuses(rowObjects(await rowsOf(engines, (engine) => engine.run(seenStatusesSql()))));
