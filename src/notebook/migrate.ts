import { fail, ok, type Result } from '../result.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

export const NOTEBOOK_FORMAT = 'cellar-notebook';
export const NOTEBOOK_VERSION = 1;

/** `steps[n]` takes a file of version n to version n + 1 and returns a new object. */
export type Migrations = Record<number, (file: JsonObject) => JsonObject>;

/** Version 1 is the first one released, so there is no older file to bring up. */
const MIGRATIONS: Migrations = {};

/**
 * The file brought to the current version, on a copy. Faults: `notebook-format` (not a notebook),
 * `notebook-version` (no version that could be), `notebook-newer` {version, known}.
 */
export function migrate(
  file: Json,
  steps: Migrations = MIGRATIONS,
  current: number = NOTEBOOK_VERSION,
): Result<JsonObject> {
  if (!isObject(file) || file.format !== NOTEBOOK_FORMAT) return fail('notebook-format');
  const { version } = file;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return fail('notebook-version');
  }
  if (version > current) return fail('notebook-newer', { values: { version, known: current } });
  let migrated = file;
  for (let from = version; from < current; from++) {
    const step = steps[from];
    if (!step) return fail('notebook-version');
    migrated = { ...step(structuredClone(migrated)), version: from + 1 };
  }
  return ok(migrated);
}
