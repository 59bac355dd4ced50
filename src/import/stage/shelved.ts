import { need, Stop, type Result } from '../../result.ts';
import type { Engine } from '../../engine/client.ts';
import { setStaged, stagedTable, type StagedTable } from './staged.ts';
import { COPIES, STAGING } from './staging.ts';
import { work } from './work.ts';

/** A table that stood in staging and stands aside, with all that is known of it, in the place of that number. */
export interface Shelved {
  place: number;
  table: StagedTable;
}

const asideAt = (name: string, place: number): string => `${name}_aside_${place}`;
const moved = (from: string, to: string): string[] => [
  `DROP TABLE IF EXISTS ${to}`,
  `ALTER TABLE ${from} RENAME TO ${to}`,
];

/** Puts the table in staging aside, so that another one is staged and its file need not be read again. */
export function shelve(engine: Engine, place: number): Promise<Result<Shelved>> {
  return work(async () => {
    const table = stagedTable(engine);
    if (!table) throw new Stop({ code: 'import-failed', detail: 'nothing staged' });
    // What is still looked at, or counted, is looked for where it stands now.
    need(await table.exact);
    const { some } = need(await table.copies);
    need(await engine.run(moved(STAGING, asideAt(STAGING, place))));
    if (some) need(await engine.run(moved(COPIES, asideAt(COPIES, place))));
    return { place, table };
  });
}

/** Brings it back into staging, as it stood there. */
export function unshelve(engine: Engine, { place, table }: Shelved): Promise<Result<null>> {
  return work(async () => {
    const { some } = need(await table.copies);
    need(await engine.run(moved(asideAt(STAGING, place), STAGING)));
    if (some) need(await engine.run(moved(asideAt(COPIES, place), COPIES)));
    setStaged(engine, table);
    return null;
  });
}
