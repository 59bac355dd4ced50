/** A small seeded generator (mulberry32), so that a failing mutation can be made again. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const below = (next: () => number, n: number): number => Math.floor(next() * n);

/** Flips, overwrites, removes, repeats or cuts some of the bytes. */
export function mutateBytes(bytes: Uint8Array, next: () => number): Uint8Array<ArrayBuffer> {
  let out = Uint8Array.from(bytes);
  for (let i = below(next, 4); i >= 0 && out.length > 0; i -= 1) {
    const at = below(next, out.length);
    const length = 1 + below(next, Math.min(40, out.length - at));
    const kind = below(next, 6);
    if (kind === 0) out[at]! ^= 1 << below(next, 8);
    else if (kind === 1) for (let j = 0; j < length; j += 1) out[at + j] = below(next, 256);
    else if (kind === 2) out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + length)]);
    else if (kind === 3)
      out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at, at + length), ...out.subarray(at)]);
    else if (kind === 4) out = out.slice(0, at);
    else out[at] = [0, 10, 13, 34, 39, 44, 60, 91, 92, 123, 255][below(next, 11)]!;
  }
  return out;
}

/** Values that a document has no reason to hold where they are put. */
const HOSTILE: unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  '',
  '__proto__',
  'constructor',
  "'; DROP TABLE source.orders; --",
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '$as_of',
  '\u0000',
  '\ud800',
  'x'.repeat(100_000),
  [],
  {},
  [[[[[]]]]],
  { __proto__: { a: 1 }, toString: 1, length: -1 },
];

/** The same value with one to three of its inner values replaced, removed, repeated, renamed or swapped. */
export function mutateValue(value: unknown, next: () => number): unknown {
  const root = { value: structuredClone(value) };
  for (let i = below(next, 3); i >= 0; i -= 1) {
    const places = placesIn(root);
    const { holder, key } = places[below(next, places.length)]!;
    const held = holder as Record<string, unknown>;
    const other = places[below(next, places.length)]!;
    switch (below(next, 6)) {
      case 0:
      case 1:
        held[key] = structuredClone(HOSTILE[below(next, HOSTILE.length)]);
        break;
      case 2:
        if (holder !== root) delete held[key];
        break;
      case 3:
        if (Array.isArray(holder)) holder.push(structuredClone(held[key]));
        else held[`${key}x`] = structuredClone(held[key]);
        break;
      case 4:
        held[key] = structuredClone((other.holder as Record<string, unknown>)[other.key]);
        break;
      case 5:
        if (typeof held[key] === 'string')
          held[key] = new TextDecoder().decode(
            mutateBytes(new TextEncoder().encode(held[key].slice(0, 2000)), next),
          );
        break;
    }
  }
  return root.value;
}

interface Place {
  holder: object;
  key: string;
}

function placesIn(value: object): Place[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => [
    { holder: value, key },
    ...(typeof inner === 'object' && inner !== null ? placesIn(inner) : []),
  ]);
}
