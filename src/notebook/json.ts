import { fail, faultFrom, ok, refused, type Result } from '../result.ts';

/** Nesting that no notebook needs; deeper text is refused before it is parsed. */
const MAX_DEPTH = 40;

/** JSON as read from a file: every object is plain. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * JSON of untrusted text. Faults: `json-too-large` {limit, MB}, `json-too-deep` {limit},
 * `json-invalid` (with the parser's words), `json-unsafe-key` {path} for a `__proto__` key.
 * A `privacy` object may have that key: its keys are the column names of somebody's file.
 */
export function readJson(text: string, maxBytes: number): Result<Json> {
  // A UTF-16 length is at most the UTF-8 one, so this refuses the hugest without encoding them.
  if (text.length > maxBytes || (text.length * 3 > maxBytes && utf8Length(text) > maxBytes)) {
    return fail('json-too-large', { values: { limit: maxBytes / 1_000_000 } });
  }
  if (depth(text) > MAX_DEPTH) return fail('json-too-deep', { values: { limit: MAX_DEPTH } });
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    return refused(faultFrom(error, 'json-invalid'));
  }
  const unsafe = unsafeKey(value, []);
  return unsafe === null ? ok(value) : fail('json-unsafe-key', { values: { path: unsafe } });
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

/** Deepest bracket of JSON text, strings left out; linear and without recursion. */
function depth(text: string): number {
  let deepest = 0;
  let level = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (quoted) {
      if (char === 0x5c) i++;
      else if (char === 0x22) quoted = false;
    } else if (char === 0x22) quoted = true;
    else if (char === 0x5b || char === 0x7b) deepest = Math.max(deepest, ++level);
    else if (char === 0x5d || char === 0x7d) level--;
  }
  return deepest;
}

function unsafeKey(value: Json, path: string[]): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, child] of Object.entries(value)) {
    if (key === '__proto__' && path.at(-1) !== 'privacy') return [...path, key].join('.');
    const found = unsafeKey(child, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
