import { ok, type Fault, type Result } from '../result.ts';

interface Stored<T> {
  read(): Promise<Result<T>>;
  write(value: T): Promise<Result<null>>;
}

interface Held<T> {
  /** What is to be written, as it is then. */
  value(): T;
  /** What is stored; `late`: it could not be read before, and something may have been added since. */
  take(stored: T, late: boolean): void;
  /** Hears why it could not be read or written, or (null) that it could by now. */
  say(fault: Fault | null): void;
}

/**
 * A value that is kept beside a notebook. What is stored is never written over before it was read, and of several
 * writings the last is of the last value.
 */
export class KeptValue<T> {
  readonly #stored: Stored<T> | null;
  readonly #held: Held<T>;
  #turn: Promise<void> = Promise.resolve();
  #unread = false;
  #unwritten = false;
  #failed = false;

  /** Without `stored` nothing is kept. */
  constructor(stored: Stored<T> | null, held: Held<T>) {
    this.#stored = stored;
    this.#held = held;
  }

  load(): Promise<void> {
    return this.#next(async (stored) => {
      this.#unread = true;
      return this.#read(stored, false);
    });
  }

  /** The value is another. */
  keep(): Promise<void> {
    this.#unwritten = true;
    return this.again();
  }

  /** Tries what failed once more; resolves when nothing is under way. */
  again(): Promise<void> {
    return this.#next(async (stored) => {
      const read = this.#unread ? await this.#read(stored, true) : ok(null);
      if (!read.ok || !this.#unwritten) return read;
      this.#unwritten = false;
      const written = await stored.write(this.#held.value());
      if (!written.ok) this.#unwritten = true;
      return written;
    });
  }

  async #read(stored: Stored<T>, late: boolean): Promise<Result<unknown>> {
    const read = await stored.read();
    if (!read.ok) return read;
    this.#unread = false;
    this.#held.take(read.value, late);
    return read;
  }

  #next(work: (stored: Stored<T>) => Promise<Result<unknown>>): Promise<void> {
    const stored = this.#stored;
    if (!stored) return this.#turn;
    this.#turn = this.#turn.then(async () => {
      const done = await work(stored);
      if (!done.ok || this.#failed) this.#held.say(done.ok ? null : done.fault);
      this.#failed = !done.ok;
    });
    return this.#turn;
  }
}
