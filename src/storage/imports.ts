import { ok, type Result } from '../result.ts';
import type { Db } from './db.ts';
import { getSetting, setSetting } from './values.ts';

/** A source that an import under way brings: the rows stand in storage under `id`, whole once they are `ready`. */
export interface ImportedSource {
  id: string;
  name: string;
  /** Names of the files it is made of. */
  files: string[];
}

/**
 * What an import is to bring, kept from its confirmation until everything of it is in storage and linked. Found at
 * opening, it says what an import that was cut short has left whole, and what it has not.
 */
export interface ImportJournal {
  /** The files are those of the sample, which can be had again. */
  sample: boolean;
  sources: ImportedSource[];
}

const PREFIX = 'import:';
export const importKey = (notebook: string): string => `${PREFIX}${notebook}`;

/** The import into a notebook that has not come to its end, or null. */
export async function loadImport(db: Db, notebook: string): Promise<Result<ImportJournal | null>> {
  const kept = await getSetting(db, importKey(notebook));
  return kept.ok ? ok(isJournal(kept.value) ? kept.value : null) : kept;
}

/** Notes what an import is to bring; one that brings nothing (more) is forgotten. */
export const saveImport = (db: Db, notebook: string, journal: ImportJournal): Promise<Result<null>> =>
  setSetting(db, importKey(notebook), journal.sources.length > 0 ? journal : undefined);

/** Notebooks into which an import has not come to its end. */
export async function importsUnderWay(db: Db): Promise<string[]> {
  const keys = await db.raw.getAllKeys('settings', IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`));
  return keys.map((key) => key.slice(PREFIX.length));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isJournal = (value: unknown): value is ImportJournal =>
  isRecord(value) &&
  typeof value['sample'] === 'boolean' &&
  Array.isArray(value['sources']) &&
  value['sources'].every(
    (source) =>
      isRecord(source) &&
      typeof source['id'] === 'string' &&
      typeof source['name'] === 'string' &&
      Array.isArray(source['files']),
  );
