import { quoteName } from '../sql/quote.ts';
import type { VersionedSource } from '../run/data.ts';
import { mappedSource, type ExpectedSource } from '../entity/source.ts';
import type { PersonalKind, PrivacyPolicy } from '../privacy/kinds.ts';
import { need, ok, type Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { linkSources, readSource, sourceRecord, updateSource, writeSource } from '../storage/sources.ts';
import type { NotebookEngine } from './engines.ts';
import type { Digests, ExistingSource, SourceLedger } from './import/existing.ts';
import type { ImportedTable } from './import/imported.ts';
import { streamOf } from './stream.ts';

/** A source of the open notebook: what it means stands in the notebook, its rows in storage and engine. */
export interface OpenSource {
  id: string;
  name: string;
  columns: { name: string; type: string }[];
  ledger: SourceLedger;
  /** Name of the file it came from. */
  file: string;
  personal: Record<string, PersonalKind | null>;
  /** Policies under which its columns were confirmed. */
  treated?: Readonly<Record<string, PrivacyPolicy>> | undefined;
  /** Digests of its rows, to tell which of another file's are there already; null when there are none. */
  digests: (Omit<Digests, 'pieces'> & { pieces: Blob[] }) | null;
  /** Rows that are not in storage (not yet, or because it is full or missing): Arrow IPC streams. */
  chunks: Blob[] | null;
}

/** What storage keeps beside a source's rows. */
type SourceDetails = Pick<OpenSource, 'file' | 'personal' | 'treated'> & Partial<Pick<OpenSource, 'digests'>>;

/** The rows of one notebook's sources: in the engine, and kept for the next visit. */
export class SourceShelf {
  list = $state.raw<OpenSource[]>([]);
  /** How many of the sources are in the engine, while they are being restored. */
  restoring = $state.raw<{ done: number; of: number } | null>(null);
  #db: Db | null;
  #notebook: string;
  #inEngine = new Set<string>();
  /** The last answer of `mapped`: as long as nothing changed it is the same object. */
  #mapped: { list: OpenSource[]; expected: readonly ExpectedSource[]; made: VersionedSource[] } | null = null;
  #aside = new Map<string, OpenSource>();
  #received = new Map<string, Blob[]>();
  /** How to make the digests of what was just taken in. */
  #digesting = new Map<string, ImportedTable['digests']>();

  constructor(db: Db | null, notebook: string) {
    this.#db = db;
    this.#notebook = notebook;
  }

  /** Finds the sources that storage has for this notebook; their rows are read when a run needs them. */
  async restore(ids: readonly string[]): Promise<void> {
    if (!this.#db) return;
    const found: OpenSource[] = [];
    for (const id of ids) {
      const kept = await sourceRecord(this.#db, id);
      const record = kept.ok ? kept.value : null;
      if (!record) continue;
      const { file, personal, treated, digests: stored = null } = record.details as SourceDetails;
      // An earlier version made them of raw values: they go, and the next file is taken without being compared.
      const digests = stored && 'treatments' in stored ? stored : null;
      if (stored && !digests)
        void updateSource(this.#db, id, { details: { file, personal, treated, digests } });
      const { name, columns } = record;
      const ledger = record.ledger as SourceLedger;
      found.push({ id, name, columns, ledger, file, personal, treated, digests, chunks: null });
    }
    this.list = found;
  }

  /**
   * Puts a table's rows into the engine as they come; `adopt` then makes it a source. A fault leaves the
   * table of that name that was there.
   */
  async receive(
    engine: NotebookEngine,
    name: string,
    pieces: AsyncIterable<Uint8Array>,
  ): Promise<Result<null>> {
    const chunks: Blob[] = [];
    // Kept as blobs, which the browser can move to disk: the bytes themselves go to the engine.
    const kept = async function* () {
      for await (const piece of pieces) {
        chunks.push(new Blob([piece as Uint8Array<ArrayBuffer>]));
        yield piece;
      }
    };
    const schema = await engine.run('CREATE SCHEMA IF NOT EXISTS source');
    if (!schema.ok) return schema;
    const done = await engine.replaceTable(name, kept(), { schema: 'source' });
    if (!done.ok) return done;
    this.#received.set(name, chunks);
    return ok(null);
  }

  /** Forgets what was received and not adopted: sources of those names are put back when a run needs them. */
  async abandon(engine: NotebookEngine): Promise<void> {
    for (const name of this.#received.keys()) {
      await engine.run(`DROP TABLE IF EXISTS source.${quoteName(name)} CASCADE`);
      const source = this.list.find((s) => s.name === name);
      if (source) this.#inEngine.delete(source.id);
    }
    this.#received.clear();
  }

  /** Takes a received table in, in the place of one of the same name. */
  adopt(table: ImportedTable): void {
    const { columns, ledger, file, personal } = table;
    const { name, privacy } = table.expected;
    const treated = Object.fromEntries(
      table.expected.columns.map((c) => [c.name, privacy[c.name] ?? ('keep' as const)]),
    );
    const id = crypto.randomUUID();
    const chunks = this.#received.get(name) ?? [];
    this.#received.delete(name);
    this.#inEngine.add(id);
    this.#digesting.set(id, table.digests);
    this.list = [
      ...this.list.filter((s) => s.name !== name),
      { id, name, columns, ledger, file, personal, treated, digests: null, chunks },
    ];
  }

  /** The sources as they are to whoever imports a file that may belong to one of them. */
  existing(): ExistingSource[] {
    return this.list.map((source) => ({
      name: source.name,
      file: source.file,
      columns: source.columns,
      ledger: source.ledger,
      personal: source.personal,
      treated: source.treated,
      digests: async () => {
        await this.#digest(source.id);
        const digests = this.list.find((s) => s.id === source.id)?.digests;
        if (!digests) return null;
        const pieces = digests.pieces.map(async (blob) => new Uint8Array(await blob.arrayBuffer()));
        return { ...digests, pieces: await Promise.all(pieces) };
      },
      pieces: () => this.#pieces(source.id),
    }));
  }

  /** Rows of a source, from memory or from storage. Stops when they cannot be read. */
  #pieces(id: string): AsyncIterable<Uint8Array> {
    return streamOf<Uint8Array>(async (push) => {
      const chunks = this.list.find((s) => s.id === id)?.chunks;
      if (chunks) {
        for (const chunk of chunks) await push(new Uint8Array(await chunk.arrayBuffer()));
        return;
      }
      need(await readSource(this.#db!, id, push));
    });
  }

  /** Makes the digests of a source that was just taken in. */
  async #digest(id: string): Promise<void> {
    const make = this.#digesting.get(id);
    if (!make) return;
    const made = await make();
    this.#digesting.delete(id);
    const digests = made && {
      ...made,
      pieces: made.pieces.map((piece) => new Blob([piece as Uint8Array<ArrayBuffer>])),
    };
    this.list = this.list.map((s) => (s.id === id ? { ...s, digests } : s));
  }

  /** Whether rows are not in storage yet. */
  get unkept(): boolean {
    return this.list.some((source) => source.chunks !== null);
  }

  /** Takes a source out; its rows stay where they are, in case that is undone. */
  remove(name: string): void {
    for (const source of this.list) if (source.name === name) this.#aside.set(name, source);
    this.list = this.list.filter((s) => s.name !== name);
  }

  /** Brings sources back that were taken out in this visit and that the document has again. */
  bringBack(names: readonly string[]): void {
    const back = names.flatMap((name) =>
      this.list.some((s) => s.name === name) ? [] : (this.#aside.get(name) ?? []),
    );
    if (back.length > 0) this.list = [...this.list, ...back];
  }

  /** Stores what is not stored yet, and which sources the notebook runs on. Faults: those of storage. */
  async keep(): Promise<Result<null>> {
    // Those of removed sources too: it lets their import engines go.
    for (const id of [...this.#digesting.keys()]) await this.#digest(id);
    if (!this.#db) return ok(null);
    for (const source of this.list) {
      if (source.chunks === null) continue;
      const { file, personal, treated, digests } = source;
      const details: SourceDetails = { file, personal, treated, digests };
      const { id, name, columns, ledger } = source;
      const writer = await writeSource(this.#db, {
        id,
        notebook: this.#notebook,
        name,
        columns,
        ledger,
        details,
        createdAt: Date.now(),
      });
      if (!writer.ok) return writer;
      for (const chunk of source.chunks) {
        const added = await writer.value.add(new Uint8Array(await chunk.arrayBuffer()));
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
  async load(engine: NotebookEngine): Promise<Result<null>> {
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
  async #insert(engine: NotebookEngine, source: OpenSource): Promise<Result<null>> {
    const { chunks } = source;
    const db = this.#db!;
    const pieces = streamOf<Uint8Array>(async (push) => {
      if (chunks) for (const chunk of chunks) await push(new Uint8Array(await chunk.arrayBuffer()));
      else need(await readSource(db, source.id, push));
    });
    const done = await engine.replaceTable(source.name, pieces, { schema: 'source' });
    return done.ok ? ok(null) : done;
  }

  /** The sources as the entities are made of them: meaning from the notebook, columns from the tables. */
  mapped(expected: readonly ExpectedSource[]): readonly VersionedSource[] {
    const last = this.#mapped;
    if (last?.list === this.list && last.expected === expected) return last.made;
    const made = this.list.flatMap((source) => {
      const meaning = expected.find((e) => e.name === source.name);
      if (!meaning) return [];
      return [{ ...mappedSource(meaning, source.columns), version: source.id }];
    });
    this.#mapped = { list: this.list, expected, made };
    return made;
  }
}
