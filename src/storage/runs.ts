import { readRunRecord, type RunRecord } from '../run/record.ts';
import { ok, type Result } from '../result.ts';
import type { Db } from './db.ts';
import { importKey } from './imports.ts';
import { getSetting, setSetting } from './values.ts';

const key = (notebook: string) => `runs:${notebook}`;

/** The records of a notebook's last runs, oldest first; what is no record is left out. */
export async function loadRuns(db: Db, notebook: string): Promise<Result<RunRecord[]>> {
  const kept = await getSetting(db, key(notebook));
  if (!kept.ok) return kept;
  return ok(Array.isArray(kept.value) ? kept.value.map(readRunRecord).filter((run) => run !== null) : []);
}

export const saveRuns = (db: Db, notebook: string, runs: readonly RunRecord[]): Promise<Result<null>> =>
  setSetting(db, key(notebook), runs);

/** Name of the setting that says which rows were taken back from quarantine. */
export const restoredSetting = (notebook: string): string => `restored:${notebook}`;

/** Settings that go with a notebook. */
export const notebookSettings = (notebook: string): string[] => [
  key(notebook),
  importKey(notebook),
  restoredSetting(notebook),
];
