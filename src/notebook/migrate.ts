import { fail, ok, type Result } from '../result.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

const NOTEBOOK_FORMAT = 'cellar-notebook';
export const NOTEBOOK_VERSION = 2;

/** `steps[n]` takes a file of version n to version n + 1 and returns a new object. */
export type Migrations = Record<number, (file: JsonObject) => JsonObject>;

/**
 * 1 → 2 added the notebook's own metrics, and behaviour types, industry and metrics to the goal. A file that
 * leaves them out means what it meant. Fields of these names that version 1 kept as unknown were nobody's:
 * they are put aside under `v1`, so that none is read as what it is not.
 */
const MIGRATIONS: Migrations = {
  1: (file) => {
    const goal = isObject(file.goal)
      ? aside(file.goal, ['behaviours', 'industry', 'model', 'metrics'])
      : file.goal;
    return aside({ ...file, ...(goal === undefined ? {} : { goal }) }, ['metrics']);
  },
};

function aside(object: JsonObject, names: string[]): JsonObject {
  const found = names.filter((name) => Object.hasOwn(object, name));
  if (found.length === 0) return object;
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => !found.includes(key)));
  return { ...rest, v1: Object.fromEntries(found.map((name) => [name, object[name]!])) };
}

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
