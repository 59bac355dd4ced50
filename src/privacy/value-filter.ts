import { HASH_DIGITS } from './value-keys.ts';

/** Bits for each value: with twelve of them set, a few in a million others seem to be in it. */
const BITS_EACH = 32;
const TURNS = 12;
/** 32 MB: for more than eight million values it grows less certain, not larger. */
const MOST_BITS = 2 ** 28;
/**
 * Words of 32 bits that memory gives at once: a value's bits stand in one such block. Spread over all of the filter
 * each of them is waited for, a fifth of a microsecond, and the page does not draw meanwhile.
 */
const BLOCK = 16;

/**
 * A set of values of which nothing but "may be in it" and "is not in it" can be asked (a Bloom filter), over hashes
 * that begin with a salt of its own. It is for memory only: it is never stored.
 */
export class ValueFilter {
  /** What every text was hashed behind. */
  readonly salt: string;
  readonly #bits: Uint32Array;
  /** One less than there are, which is a power of two. */
  readonly #blocks: number;

  /** `count`: how many values it is to hold. */
  constructor(salt: string, count: number) {
    this.salt = salt;
    const wanted = Math.min(MOST_BITS, Math.max(65_536, count * BITS_EACH));
    const bits = 2 ** Math.ceil(Math.log2(wanted));
    this.#bits = new Uint32Array(bits / 32);
    this.#blocks = bits / 32 / BLOCK - 1;
  }

  /** A value's hash of 64 bits, as two unsigned halves. */
  add(high: number, low: number): void {
    const start = this.#start(low);
    let turned = mixed(high);
    for (let turn = 0; turn < TURNS; turn++) {
      turned = next(turned);
      this.#bits[start + (turned >>> 28)]! |= 1 << ((turned >>> 23) & 31);
    }
  }

  /** Hashes in hexadecimal digits, one after the other. */
  addWritten(hashes: string): void {
    for (let at = 0; at < hashes.length; at += HASH_DIGITS)
      this.add(written(hashes, at), written(hashes, at + HASH_DIGITS / 2));
  }

  has(high: number, low: number): boolean {
    const start = this.#start(low);
    let turned = mixed(high);
    for (let turn = 0; turn < TURNS; turn++) {
      turned = next(turned);
      if ((this.#bits[start + (turned >>> 28)]! & (1 << ((turned >>> 23) & 31))) === 0) return false;
    }
    return true;
  }

  /** Where the block of a value begins. */
  #start(low: number): number {
    return (mixed(low) & this.#blocks) * BLOCK;
  }
}

/** What each hexadecimal digit says, by its code. */
const DIGITS = new Uint8Array(128);
for (let n = 0; n < 16; n++) {
  DIGITS[n.toString(16).charCodeAt(0)] = n;
  DIGITS[n.toString(16).toUpperCase().charCodeAt(0)] = n;
}

/** Half of a hash, of which the digits stand from `from` on. */
function written(hashes: string, from: number): number {
  let half = 0;
  for (let at = from; at < from + HASH_DIGITS / 2; at++) half = (half << 4) | DIGITS[hashes.charCodeAt(at)]!;
  return half >>> 0;
}

function mixed(half: number): number {
  const turned = Math.imul(half ^ (half >>> 16), 0x85ebca6b);
  return turned ^ (turned >>> 13);
}

/** The next of a row of numbers whose upper bits, of which nine say a place in a block, are as good as random. */
const next = (turned: number): number => (Math.imul(turned, 0x9e3779b1) + 0x7f4a7c15) | 0;
