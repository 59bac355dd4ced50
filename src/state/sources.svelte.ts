import { quoteName } from '../sql/quote.ts';
import type { VersionedSource } from '../run/data.ts';
import type { ExpectedSource } from '../entity/source.ts';
import { ok, type Fault, type Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { linkSources, updateSource } from '../storage/sources.ts';
import type { NotebookEngine } from './engines.ts';
import type { ExistingSource, RawLook } from './import/existing.ts';
import type { ImportedTable, Turn } from './import/imported.ts';
import type { ReadyRows } from './import/ready-rows.ts';
import { InTurn } from './in-turn.ts';
import { MappedSources } from './mapped-sources.ts';
import {
  keptDigests,
  readDigests,
  rowsOf,
  treatedOf,
  type OpenSource,
  type SourceDetails,
} from './open-source.ts';
import { SourceWriting } from './source-writing.ts';
import { StoredSources } from './stored-sources.svelte.ts';
import { drained } from './stream.ts';

/** The rows of one notebook's sources: in the engine, and kept for the next visit. */
export class SourceShelf {
  list = $state.raw<OpenSource[]>([]);
  /** How many of the sources are in the engine, while they are being restored. */
  restoring = $state.raw<{ done: number; of: number } | null>(null);
  #db: Db | null;
  #notebook: string;
  #inEngine = new Set<string>();
  #mapped = new MappedSources();
  #aside = new Map<string, OpenSource>();
  readonly #stored: StoredSources;
  #received = new Map<string, SourceWriting>();
  /** Those of them that the engine has: one that takes its place has none. */
  #standing = new Set<SourceWriting>();
  /** What becomes of the rows of those that are not stored yet, by id; null of those that a later try begins anew. */
  #writing = new Map<string, Promise<Result<null> | null>>();
  /** Sources not stored yet, since the last time that all were. */
  #saving = $state.raw<{ done: number; of: number } | null>(null);
  #idOf: (name: string) => string;
  /** What storage is asked. */
  readonly #storing = new InTurn();
  /** What is put into the engine: what two want is put in once. */
  #loading = new InTurn();
  /** Tables of sources that were taken out, which the engine still has. */
  #leftInEngine = new Set<string>();
  /** How to make the digests of what was just taken in. */
  #digesting = new Map<string, ImportedTable['digests']>();
  /** By what raw values of what was taken in during this visit are known again: never stored. */
  #raw = new Map<string, ImportedTable['raw']>();
  /** How many digests are not stored yet. */
  #undigested = $state(0);
  /** Digests that are made and not stored. */
  #digested = new Set<string>();
  /** What sources taken in during this visit mean. */
  #expected = new Map<string, ExpectedSource>();

  /** `idOf` says under which id a received source's rows are stored. */
  constructor(db: Db | null, notebook: string, idOf: (name: string) => string = () => crypto.randomUUID()) {
    this.#db = db;
    this.#stored = new StoredSources(db);
    this.#notebook = notebook;
    this.#idOf = idOf;
  }

  /** Finds the sources that storage has for this notebook; their rows are read when a run needs them. */
  async restore(ids: readonly string[]): Promise<void> {
    const found: OpenSource[] = [];
    for (const id of ids) {
      const stored = await this.#stored.read(id);
      if (stored) found.push(stored.source);
    }
    this.list = found;
  }

  /** Runs on what another tab says the notebook runs on; what is not in storage yet stays beside it. */
  async follow(ids: readonly string[]): Promise<void> {
    const before = this.list;
    await this.restore(ids.filter((id) => !before.some((source) => source.id === id)));
    const kept = before.filter(({ id, chunks }) => ids.includes(id) || chunks !== null);
    const names = new Set(this.list.map(({ name }) => name));
    this.list = [...kept.filter(({ name }) => !names.has(name)), ...this.list];
  }

  /**
   * Takes over what is known in memory of sources that another notebook has too; `rows` are those whose rows are
   * in memory only.
   */
  inherit(other: SourceShelf, rows: readonly OpenSource[] = []): void {
    if (rows.length > 0) this.list = [...rows];
    this.#raw = new Map(other.#raw);
    this.#expected = new Map(other.#expected);
    this.#digesting = new Map(other.#digesting);
    this.#countDigests();
  }

  /**
   * Takes in a source that an import cut short has left whole in storage; returns what it means, or null when
   * there is none of that id.
   */
  async adoptStored(id: string): Promise<ExpectedSource | null> {
    const { source, expected } = (await this.#stored.read(id)) ?? {};
    if (!source || !expected) return null;
    this.list = [...this.list.filter(({ name }) => name !== source.name), source];
    return expected;
  }

  /** Why a source that the notebook runs on could not be read; null where all could. */
  get unreadFault(): Fault | null {
    return this.#stored.fault;
  }

  /**
   * Puts a table's rows into the engine as they come (those that are `ready` are in it), and into storage behind it;
   * `adopt` then makes it a source. Without an engine they wait for `load`. A fault leaves the table that was there.
   */
  async receive(
    engine: NotebookEngine | null,
    name: string,
    pieces: AsyncIterable<Uint8Array>,
    ready: ReadyRows | null = null,
  ): Promise<Result<null>> {
    const source = { id: this.#idOf(name), notebook: this.#notebook, name };
    // To sum rows up and store them takes the page's thread as long as the engines need: it is theirs until they are over.
    let over = (): void => {};
    const writing = new SourceWriting(this.#db, source, new Promise<void>((resolve) => (over = resolve)));
    this.#received.set(name, writing);
    const standing = this.#standing;
    if (ready) {
      this.#mapped.know(source.id, ready.version);
      ready.pieces.forEach((piece) => writing.add(piece));
      standing.add(writing);
      over();
      return ok(null);
    }
    const kept = async function* () {
      for await (const piece of pieces) {
        writing.take(piece);
        yield piece;
      }
    };
    if (!engine) return drained(kept()).finally(over);
    const schema = await engine.run('CREATE SCHEMA IF NOT EXISTS source');
    const done = schema.ok ? await engine.replaceTable(name, kept(), { schema: 'source' }) : schema;
    over();
    if (!schema.ok) return schema;
    this.#leftInEngine.delete(name);
    if (done.ok && this.#received.get(name) === writing) standing.add(writing);
    return done.ok ? ok(null) : done;
  }

  /** The rows of a received table are over: it is made whole in storage, whatever becomes of the others. */
  whole(table: ImportedTable): void {
    const writing = this.#received.get(table.expected.name);
    if (!writing || this.#writing.has(writing.id)) return;
    const { columns, ledger, file, personal, weakened, expected } = table;
    const treated = treatedOf(expected);
    const details: SourceDetails = { file, personal, treated, weakened, digests: null, expected };
    this.#writing.set(writing.id, writing.commit({ rows: ledger.read, columns, ledger, details }));
  }

  /**
   * Forgets what was received and not adopted: sources of those names are put back when a run needs them. Without an
   * engine only storage is to be tidied.
   */
  async abandon(engine: NotebookEngine | null): Promise<void> {
    for (const [name, writing] of [...this.#received]) {
      this.#received.delete(name);
      await writing.abandon();
      this.#writing.delete(writing.id);
      this.#standing.delete(writing);
      await engine?.run(`DROP TABLE IF EXISTS source.${quoteName(name)} CASCADE`);
      const source = this.list.find((s) => s.name === name);
      if (source) this.#inEngine.delete(source.id);
    }
  }

  /** Takes a received table in, in the place of one of the same name. */
  adopt(table: ImportedTable): void {
    const { columns, ledger, file, personal, weakened } = table;
    const { name } = table.expected;
    const treated = treatedOf(table.expected);
    this.whole(table);
    const writing = this.#received.get(name);
    const { id, chunks } = writing ?? { id: crypto.randomUUID(), chunks: [] };
    if (writing?.shipped) this.#mapped.know(id, writing.shipped);
    this.#received.delete(name);
    if (!writing || this.#standing.delete(writing)) this.#inEngine.add(id);
    this.#digesting.set(id, table.digests);
    this.#raw.set(id, table.raw);
    this.#countDigests();
    this.list = [
      ...this.list.filter((s) => s.name !== name),
      { id, name, columns, ledger, file, personal, treated, weakened, digests: null, chunks },
    ];
    this.#expected.set(id, table.expected);
    this.#count();
    this.#stored.renewed();
  }

  /** How many of the sources that are not stored yet are, while they are being stored; null when all are. */
  get saving() {
    return this.#saving;
  }

  #count(): void {
    const open = this.list.filter((source) => source.chunks !== null).length;
    const of = Math.max(this.#saving?.of ?? 0, open);
    this.#saving = open === 0 || !this.#db ? null : { done: of - open, of };
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
      weakened: source.weakened,
      raw: this.#raw.get(source.id),
      digests: async () => {
        await this.#digest(source.id);
        const digests = this.list.find((s) => s.id === source.id)?.digests;
        return digests ? readDigests(digests) : null;
      },
      // As it is then: what was in memory may be stored.
      pieces: () => rowsOf(this.#db, this.list.find(({ id }) => id === source.id) ?? source),
    }));
  }

  /** How the raw values of each source are known again, null where it was imported at an earlier visit. */
  rawLooks(): Promise<{ name: string; raw: RawLook | null }[]> {
    return Promise.all(
      this.list.map(async ({ id, name }) => ({ name, raw: (await this.#raw.get(id)?.()) ?? null })),
    );
  }

  /** Makes the digests of a source that was just taken in. */
  async #digest(id: string, turn?: Turn): Promise<void> {
    const make = this.#digesting.get(id);
    if (!make) return;
    const made = await make(turn);
    this.#digesting.delete(id);
    this.#digested.add(id);
    const digests = made && keptDigests(made);
    this.list = this.list.map((s) => (s.id === id ? { ...s, digests } : s));
  }

  /** Whether rows are not in storage yet. */
  get unkept(): boolean {
    return this.list.some((source) => source.chunks !== null);
  }

  /** Takes a source out; its rows stay where they are, in case that is undone. */
  remove(name: string): void {
    for (const source of this.list) {
      if (source.name !== name) continue;
      this.#aside.set(name, source);
      if (this.#inEngine.delete(source.id)) this.#leftInEngine.add(name);
    }
    this.list = this.list.filter((s) => s.name !== name);
  }

  /** Drops the tables of sources that were taken out: SQL reads what the notebook has, and nothing else. */
  async dropRemoved(engine: NotebookEngine): Promise<void> {
    const names = [...this.#leftInEngine].filter((name) => !this.list.some((s) => s.name === name));
    this.#leftInEngine.clear();
    // In one go: one that is put back meanwhile comes after all of them.
    if (names.length > 0)
      await engine.run(names.map((name) => `DROP TABLE IF EXISTS source.${quoteName(name)} CASCADE`));
  }

  /** Brings sources back that were taken out in this visit and that the document has again. */
  bringBack(names: readonly string[]): void {
    const back = names.flatMap((name) =>
      this.list.some((s) => s.name === name) ? [] : (this.#aside.get(name) ?? []),
    );
    if (back.length > 0) this.list = [...this.list, ...back];
  }

  /** Brings rows to storage that are not there yet. Faults: those of storage; what they left at hand stays so. */
  keep(): Promise<Result<null>> {
    return this.#storing.take(async () => {
      for (const source of this.list) {
        if (source.chunks === null || !this.#db) continue;
        const { id } = source;
        const first = await this.#writing.get(id);
        this.#writing.delete(id);
        const done = first ?? (await this.#write(source, source.chunks));
        if (!done.ok) return this.#reported(done);
        this.list = this.list.map((s) => (s.id === id ? { ...s, chunks: null } : s));
        this.#count();
      }
      return ok(null);
    });
  }

  /** Whatever failed until a fault is reported belongs to it: a later try begins anew, with what is at hand. */
  #reported(fault: Result<null>): Result<null> {
    const anew = (done: Result<null> | null) => (done?.ok ? done : null);
    for (const [id, writing] of this.#writing) this.#writing.set(id, writing.then(anew));
    return fault;
  }

  #write(source: OpenSource, chunks: readonly Blob[]): Promise<Result<null>> {
    const { id, name, columns, ledger } = source;
    const writing = new SourceWriting(this.#db, { id, notebook: this.#notebook, name });
    for (const chunk of chunks) writing.add(chunk);
    return writing.commit({ rows: ledger.read, columns, ledger, details: this.#details(source) });
  }

  #details({ id, file, personal, treated, weakened, digests }: OpenSource): SourceDetails {
    const expected = this.#expected.get(id);
    return { file, personal, treated, weakened, digests, ...(expected && { expected }) };
  }

  /** Says in storage which sources the notebook runs on. */
  link(): Promise<Result<null>> {
    const ids = [...this.list.map((s) => s.id), ...this.#stored.unread];
    return this.#storing.take(async () => (this.#db ? linkSources(this.#db, this.#notebook, ids) : ok(null)));
  }

  /** Whether digests are still to be made. */
  get digesting(): boolean {
    return this.#undigested > 0;
  }

  /** Makes the digests of what was taken in, and stores them. Those of removed sources too: it lets their import engines go. `turn` as of `ImportedTable.digests`. */
  async keepDigests(turn?: Turn): Promise<Result<null>> {
    for (const id of [...this.#digesting.keys()]) await this.#digest(id, turn);
    for (const id of [...this.#digested]) {
      const source = this.list.find((s) => s.id === id);
      // Rows that are still to be stored take theirs along.
      const kept =
        this.#db && source?.digests && source.chunks === null
          ? await updateSource(this.#db, id, { details: this.#details(source) })
          : ok(null);
      if (!kept.ok) return kept;
      this.#digested.delete(id);
      this.#countDigests();
    }
    return ok(null);
  }

  #countDigests(): void {
    this.#undigested = this.#digesting.size + this.#digested.size;
  }

  /** A new database: nothing is in it yet. */
  forget(): void {
    // New ones: what is still being put into the old database is noted of that.
    this.#inEngine = new Set();
    this.#standing = new Set();
    this.#leftInEngine.clear();
    this.#loading = new InTurn();
  }

  /** Puts the rows of all sources, or of those that `isWanted` names, into the engine; those that are there already cost nothing. */
  load(engine: NotebookEngine, isWanted = (_name: string) => true): Promise<Result<null>> {
    return this.#loading.take(() => this.#load(engine, isWanted));
  }

  async #load(engine: NotebookEngine, isWanted: (name: string) => boolean): Promise<Result<null>> {
    await this.dropRemoved(engine);
    const inEngine = this.#inEngine;
    const wanted = this.list.filter((s) => !inEngine.has(s.id) && isWanted(s.name));
    if (wanted.length === 0) return ok(null);
    const schema = await engine.run('CREATE SCHEMA IF NOT EXISTS source');
    if (!schema.ok) return schema;
    try {
      for (const [done, source] of wanted.entries()) {
        this.restoring = { done, of: wanted.length };
        const inserted = await this.#insert(engine, source);
        if (!inserted.ok) return inserted;
        inEngine.add(source.id);
      }
      return ok(null);
    } finally {
      this.restoring = null;
    }
  }

  /** A damaged piece leaves the engine as it was. */
  async #insert(engine: NotebookEngine, source: OpenSource): Promise<Result<null>> {
    const done = await engine.replaceTable(source.name, rowsOf(this.#db, source), { schema: 'source' });
    return done.ok ? ok(null) : done;
  }

  /** The sources as the entities are made of them. */
  mapped(expected: readonly ExpectedSource[]): readonly VersionedSource[] {
    return this.#mapped.of(this.list, expected);
  }
}
