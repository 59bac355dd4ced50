import { ENTITY_NAMES } from '../entity/catalogue.ts';
import type { Fault } from '../result.ts';
import { SQL_WORDS } from '../sql/words.ts';

/** What an own metric may be called by: parameters, goals and SQL codes name it so. */
export const OWN_METRIC_ID = /^own_[a-z0-9_]{1,60}$/;

const CELL_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Names a cell cannot have: entities, schemas, and `result`, by which a template's SQL reads its own result. */
const RESERVED = new Set<string>([
  ...SQL_WORDS,
  ...ENTITY_NAMES,
  ...[
    'result',
    'source',
    'quarantine',
    'clean',
    'main',
    'memory',
    'temp',
    'system',
    'information_schema',
    'pg_catalog',
  ],
]);

/** True when a cell may not have the name because something else owns it (`rfm__base` is a step of `rfm`). */
const isReservedName = (name: string): boolean =>
  RESERVED.has(name) ||
  /^(all|source|mapped|everyone)_|^past_(orders|events|feedback|customers|refunds)$|__/.test(name);

/**
 * Why a cell cannot be called `name`, or null when it can.
 * Faults: `cell-name-invalid`, `cell-name-reserved`, `cell-name-taken`, each with `{name}`.
 */
export function nameFault(name: string, taken: Iterable<string>): Fault | null {
  if (!CELL_NAME.test(name)) return { code: 'cell-name-invalid', values: { name: name.slice(0, 80) } };
  if (isReservedName(name)) return { code: 'cell-name-reserved', values: { name } };
  for (const other of taken) if (other === name) return { code: 'cell-name-taken', values: { name } };
  return null;
}

/** The cell name a template id or any words propose: `path-sankey` gives `path_sankey`. */
export function proposeName(words: string): string {
  const name = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 56);
  if (name === '') return 'cell';
  return isReservedName(name) ? `${name.replace(/^(all|source|mapped|everyone)_/, '')}_cell` : name;
}

/** `base` made a valid name that is not taken: `rfm`, `rfm_2`, `rfm_3` … */
export function uniqueName(base: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  const name = proposeName(base);
  if (!used.has(name)) return name;
  const stem = name.replace(/_\d+$/, '') || name;
  for (let n = 2; ; n++) {
    const candidate = `${stem}_${n}`;
    if (!used.has(candidate) && !isReservedName(candidate)) return candidate;
  }
}
