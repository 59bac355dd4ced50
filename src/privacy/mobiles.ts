import { isMainlandMobile } from './patterns.ts';

/** Eleven digits of a segment that mainland mobiles have; a fifth of random ones that begin as these do are of none. */
const MOBILE = /^1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;
/** A year, a month and a day, as numbers of orders begin. */
const DAYS = /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;
/** Fewer different values may look like mobiles by chance. */
const ENOUGH = 8;
const SEGMENTS = 6;

/**
 * Whether a column's values are mainland mobiles whatever its name says: nearly all of them, of many segments none of
 * which most are of, and neither counted up nor begun by a day, as codes of eleven digits are.
 */
export function areMobiles(values: readonly string[]): boolean {
  const all = [...new Set(values)];
  const mobiles = all.filter((value) => MOBILE.test(value));
  if (mobiles.length < ENOUGH || mobiles.length < 0.95 * all.length) return false;
  const segments = new Map<string, number>();
  for (const mobile of mobiles) {
    const segment = mobile.slice(0, 3);
    segments.set(segment, (segments.get(segment) ?? 0) + 1);
  }
  if (segments.size < SEGMENTS || Math.max(...segments.values()) > 0.4 * mobiles.length) return false;
  const rising =
    mobiles.filter((mobile, i) => i > 0 && mobile > mobiles[i - 1]!).length / (mobiles.length - 1);
  const days = mobiles.filter((mobile) => DAYS.test(mobile)).length / mobiles.length;
  return rising > 0.1 && rising < 0.9 && days < 0.9;
}

/** Codes of more shapes may be of any, also of eleven digits; of fewer codes it cannot be told. */
const SHAPES = 3;
const CODES = 3;

/**
 * Whether a mainland mobile among these codes is none of them: they are of few shapes, and no run of digits in them is
 * nearly as long.
 */
export function mobilesAreOdd(codes: readonly string[]): boolean {
  const others = codes.filter((code) => !isMainlandMobile(code));
  const shapes = new Set(others.map((code) => code.replace(/[A-Za-z]+/g, 'A').replace(/\d+/g, '9')));
  return others.length >= CODES && shapes.size <= SHAPES && !others.some((code) => /\d{9}/.test(code));
}
