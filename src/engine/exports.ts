/** Sections of a module that are read here, and kinds of what it imports. */
const IMPORTS = 2;
const EXPORTS = 7;
const [TABLE, MEMORY, GLOBAL, TAG] = [1, 2, 3, 4];

/** A function or a datum of C++, by its mangled name; `orig$` is one whose numbers JavaScript cannot be handed. */
const CPP = /^(?:orig\$)?_Z/;

/**
 * A module of DuckDB without the 72,000 parts that it exports for extensions to link to, which a locked engine never
 * loads. Their names are a fifth of the file, and every engine that starts makes a function of each, which the
 * bindings then go over several times: half of a start. What the module itself links to by name stays.
 */
export function withoutCpp(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const read = new Reader(module, 8);
  const linked = new Set<string>();
  const pieces = [module.subarray(0, 8)];
  while (read.at < module.length) {
    const from = read.at;
    const section = read.byte();
    const size = read.number();
    const end = read.at + size;
    if (section === IMPORTS)
      for (let left = read.number(); left > 0; left--) {
        const [source, name] = [read.name(), read.name()];
        read.skipImport();
        if (source.startsWith('GOT')) linked.add(name);
      }
    if (section === EXPORTS) {
      const kept: Uint8Array[] = [];
      for (let left = read.number(); left > 0; left--) {
        const start = read.at;
        const name = read.name();
        read.byte();
        read.number();
        if (!CPP.test(name) || linked.has(name.replace('orig$', '')))
          kept.push(module.subarray(start, read.at));
      }
      const count = leb(kept.length);
      const length = kept.reduce((sum, one) => sum + one.length, count.length);
      pieces.push(Uint8Array.of(EXPORTS, ...leb(length), ...count), ...kept);
    } else pieces.push(module.subarray(from, end));
    read.at = end;
  }
  return joined(pieces);
}

/** Reads a module's numbers and names from a place on. */
class Reader {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #text = new TextDecoder();

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.#bytes[this.at++]!;
  }

  /** An unsigned number of seven bits a byte (LEB128). */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  name(): string {
    const length = this.number();
    return this.#text.decode(this.#bytes.subarray(this.at, (this.at += length)));
  }

  /** What is imported: a function or a tag by its type, a global by type and whether it changes, the others by size. */
  skipImport(): void {
    const kind = this.byte();
    if (kind === TABLE || kind === TAG) this.byte();
    if (kind === GLOBAL) this.at += 2;
    else if (kind === TABLE || kind === MEMORY) {
      const bounded = this.byte() & 1;
      this.number();
      if (bounded) this.number();
    } else this.number();
  }
}

function leb(value: number): number[] {
  const rest = Math.floor(value / 128);
  return rest > 0 ? [(value % 128) + 128, ...leb(rest)] : [value];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
