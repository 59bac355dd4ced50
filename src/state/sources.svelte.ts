import type { Engine } from '../engine/client.ts';
import type { VersionedSource } from '../run/data.ts';
import type { ExpectedSource } from '../notebook/document.ts';
import type { PersonalKind } from '../privacy/kinds.ts';
import { ok, type Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { linkSources, readSource, writeSource } from '../storage/sources.ts';
import type { ImportedTable, SourceLedger } from './import.svelte.ts';

/** A source of the open notebook: what it means stands in the notebook, its rows in storage and engine. */
export interface OpenSource {
  id: string;
  name: string;
  columns: { name: string; type: string }[];
  ledger: SourceLedger;
  /** Name of the file it came from. */
  file: string;
  personal: Record<string, PersonalKind | null>;
  /** Rows that are not in storage (not yet, or because it is full or missing). */
  chunks: Uint8Array[] | null;
}

/** What storage keeps beside a source's rows. */
type SourceDetails = Pick<OpenSource, 'file' | 'personal'>;

/** The rows of one notebook's sources: in the engine, and kept for the next visit. */
export class SourceShelf {
  list = $state.raw<OpenSource[]>([]);
  /** How many of the sources are in the engine, while they are being restored. */
  restoring = $state.raw<{ done: number; of: number } | null>(null);
  #db: Db | null;
  #notebook: string;
  #inEngine = new Set<string>();

  constructor(db: Db | null, notebook: string) {
    this.#db = db;
    this.#notebook = notebook;
  }

  /** Finds the sources that storage has for this notebook; their rows are read when a run needs them. */
  async restore(ids: readonly string[]): Promise<void> {
    if (!this.#db) return;
    const found: OpenSource[] = [];
    for (const id of ids) {
      const record = await this.#db.get('sources', id);
      if (record?.state !== 'ready') continue;
      const { file, personal } = record.details as SourceDetails;
      const { name, columns } = record;
      found.push({ id, name, columns, ledger: record.ledger as SourceLedger, file, personal, chunks: null });
    }
    this.list = found;
  }

  /** Takes an imported table in, in the place of one of the same name. */
  add(table: ImportedTable): OpenSource {
    const source: OpenSource = {
      id: crypto.randomUUID(),
      name: table.expected.name,
      columns: table.columns,
      ledger: table.ledger,
      file: table.file,
      personal: table.personal,
      chunks: table.chunks,
    };
    this.list = [...this.list.filter((s) => s.name !== source.name), source];
    return source;
  }

  remove(name: string): void {
    this.list = this.list.filter((s) => s.name !== name);
  }

  /** Stores what is not stored yet, and which sources the notebook runs on. Faults: those of storage. */
  async keep(): Promise<Result<null>> {
    if (!this.#db) return ok(null);
    for (const source of this.list) {
      if (source.chunks === null) continue;
      const details: SourceDetails = { file: source.file, personal: source.personal };
      const { id, name, columns, ledger } = source;
      const writer = await writeSource(this.#db, {
        id,
        name,
        columns,
        ledger,
        details,
        createdAt: Date.now(),
      });
      if (!writer.ok) return writer;
      for (const chunk of source.chunks) {
        const added = await writer.value.add(chunk);
        if (!added.ok) {
          await writer.value.abandon();
          return added;
        }
      }
      const done = await writer.value.commit(ledger.read);
      if (!done.ok) return done;
      this.list = this.list.map((s) => (s.id === id ? { ...s, chunks: null } : s));
    }
    return linkSources(
      this.#db,
      this.#notebook,
      this.list.map((s) => s.id),
    );
  }

  /** A new database: nothing is in it yet. */
  forget(): void {
    this.#inEngine.clear();
  }

  /** Puts the rows of all sources into the engine; those that are there already cost nothing. */
  async load(engine: Engine): Promise<Result<null>> {
    const wanted = this.list.filter((s) => !this.#inEngine.has(s.id));
    if (wanted.length === 0) return ok(null);
    const schema = await engine.run('CREATE SCHEMA IF NOT EXISTS source');
    if (!schema.ok) return schema;
    try {
      for (const [done, source] of wanted.entries()) {
        this.restoring = { done, of: wanted.length };
        const inserted = await this.#insert(engine, source);
        if (!inserted.ok) return inserted;
        this.#inEngine.add(source.id);
      }
      return ok(null);
    } finally {
      this.restoring = null;
    }
  }

  /** From memory, or from storage piece by piece; a damaged piece leaves the engine as it was. */
  async #insert(engine: Engine, source: OpenSource): Promise<Result<null>> {
    if (source.chunks) {
      const done = await engine.replaceTable(source.name, source.chunks, { schema: 'source' });
      return done.ok ? ok(null) : done;
    }
    const db = this.#db!;
    let read: Result<unknown> = ok(null);
    const pieces = streamOf(async (push) => {
      read = await readSource(db, source.id, push);
      if (!read.ok) throw new Error(read.fault.code);
    });
    const done = await engine.replaceTable(source.name, pieces, { schema: 'source' });
    if (!read.ok) return read;
    return done.ok ? ok(null) : done;
  }

  /** The sources as the entities are made of them: meaning from the notebook, columns from the tables. */
  mapped(expected: readonly ExpectedSource[]): VersionedSource[] {
    return this.list.flatMap((source) => {
      const meaning = expected.find((e) => e.name === source.name);
      if (!meaning) return [];
      const { name, columns, id } = source;
      return [{ name, columns, entity: meaning.entity, mapping: meaning.mapping, version: id }];
    });
  }
}

/** Turns a producer that pushes, and waits for each push, into pieces that a consumer draws. */
async function* streamOf(
  produce: (push: (piece: Uint8Array) => Promise<void>) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const queue: { piece: Uint8Array; taken: () => void }[] = [];
  let wake = (): void => {};
  let ended = false;
  const work = produce(
    (piece) =>
      new Promise<void>((taken) => {
        queue.push({ piece, taken });
        wake();
      }),
  ).finally(() => {
    ended = true;
    wake();
  });
  for (;;) {
    const next = queue.shift();
    if (next) {
      yield next.piece;
      next.taken();
    } else if (ended) return void (await work);
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}
