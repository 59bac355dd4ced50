import { shippedAs } from '../import/shipped-pieces.ts';
import { ok, type Result } from '../result.ts';
import { versionOf } from '../run/version.ts';
import type { Db, SourceRecord } from '../storage/db.ts';
import { inStorage } from '../storage/fault.ts';
import { writeSource, type SourceWriter } from '../storage/sources.ts';

/** What is known of a source once its rows are over. */
type Known = Pick<SourceRecord, 'columns' | 'ledger' | 'details'> & { rows: number };

/**
 * The rows of one source on their way to storage, written behind whoever takes them into the engine: the engine
 * does not wait for the disk. They stay at hand until they are stored, so that a full disk loses nothing.
 */
export class SourceWriting {
  readonly id: string;
  /** Arrow IPC streams. */
  readonly chunks: Blob[] = [];
  #writer: Promise<Result<SourceWriter>> | null;
  #abandoned = false;
  /** Digests of its pieces, as long as each of them came with the page. */
  #shipped: string[] | null = [];

  /** Without `db` the rows are at hand and nowhere else. Storing them begins when `after` is over. */
  constructor(
    db: Db | null,
    source: { id: string; notebook: string; name: string },
    after: Promise<unknown> = Promise.resolve(),
  ) {
    this.id = source.id;
    const nothing = { columns: [], ledger: null, details: null };
    this.#writer = db && after.then(() => writeSource(db, { ...source, ...nothing, createdAt: Date.now() }));
  }

  /** Digest of the rows so far, where they came with the page: the same rows have the same at every visit. */
  get shipped(): string | null {
    return this.#shipped && this.#shipped.length > 0 ? versionOf(this.#shipped) : null;
  }

  /** Takes a piece as it goes to the engine. It is kept as a blob, which the browser can move to disk. */
  take(piece: Uint8Array): void {
    const digest = shippedAs(piece);
    this.#shipped = digest === null ? null : (this.#shipped?.concat(digest) ?? null);
    this.add(new Blob([piece as Uint8Array<ArrayBuffer>]));
  }

  add(chunk: Blob): void {
    this.chunks.push(chunk);
    this.#writer =
      this.#writer?.then(async (writer) => {
        if (!writer.ok || this.#abandoned) return writer;
        // A browser that has put the blob on a disk that is full by now does not give it back.
        const bytes = await inStorage(async () => new Uint8Array(await chunk.arrayBuffer()));
        if (!bytes.ok) return bytes;
        const added = await writer.value.add(bytes.value, chunk);
        return added.ok ? writer : added;
      }) ?? null;
  }

  /** Waits for the rows to be in storage and makes the source exist there. Faults: those of `SourceWriter`. */
  async commit({ rows, ...known }: Known): Promise<Result<null>> {
    const writer = await this.#writer;
    if (!writer) return ok(null);
    if (!writer.ok) return writer;
    const done = await writer.value.commit(rows, known);
    return done.ok ? ok(null) : done;
  }

  /** Takes back what is in storage of it; what has still to go there stays out. */
  async abandon(): Promise<void> {
    this.#abandoned = true;
    const writer = await this.#writer;
    if (writer?.ok) await writer.value.abandon();
  }
}
