/** Bits for each value: with twelve of them set, one in ten million others seems to be in it. */
const BITS_EACH = 32;
const TURNS = 12;
/** 32 MB: for more than eight million values it grows less certain, not larger. */
const MOST_BITS = 2 ** 28;

/**
 * A set of values of which nothing but "may be in it" and "is not in it" can be asked (a Bloom filter), over hashes
 * that begin with a salt of its own. It is for memory only: it is never stored.
 */
export class ValueFilter {
  /** What every text was hashed behind. */
  readonly salt: string;
  readonly #bits: Uint32Array;
  readonly #mask: number;

  /** `count`: how many values it is to hold. */
  constructor(salt: string, count: number) {
    this.salt = salt;
    const wanted = Math.min(MOST_BITS, Math.max(65_536, count * BITS_EACH));
    const bits = 2 ** Math.ceil(Math.log2(wanted));
    this.#bits = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
  }

  /** A value's hash of 64 bits, as two unsigned halves. */
  add(high: number, low: number): void {
    for (let turn = 0; turn < TURNS; turn++) {
      const bit = this.#bit(high, low, turn);
      this.#bits[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  has(high: number, low: number): boolean {
    for (let turn = 0; turn < TURNS; turn++) {
      const bit = this.#bit(high, low, turn);
      if ((this.#bits[bit >>> 5]! & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }

  /** Two halves give as many hashes as are wanted (Kirsch and Mitzenmacher, 2006). */
  #bit(high: number, low: number, turn: number): number {
    return (low + Math.imul(turn, high | 1) + turn * turn * turn) & this.#mask;
  }
}
