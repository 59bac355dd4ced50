import { ok, type Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { loadImport, saveImport, type ImportedSource } from '../storage/imports.ts';

/** A source that an import is about to bring. */
export type Coming = Omit<ImportedSource, 'id'>;

/** What imports into one notebook were confirmed to bring and have not brought to storage yet. */
export class Arrivals {
  /** Those of an import that was cut short. */
  #unfinished = $state.raw<readonly ImportedSource[]>([]);
  /** Whether their files are the sample's. */
  #sample = $state(false);
  /** Those of the import under way. */
  #coming: readonly ImportedSource[] = [];
  /** Stores what the import is made with and could not be stored before it. */
  #owed: (() => Promise<Result<unknown>>) | null = null;
  #db: Db | null;
  #notebook: string;

  constructor(db: Db | null, notebook: string) {
    this.#db = db;
    this.#notebook = notebook;
  }

  get unfinished() {
    return this.#unfinished;
  }
  get sample() {
    return this.#sample;
  }

  /** Notes what is to come, before the first of it does; what was cut short before and comes now is no longer so. */
  async begin(coming: readonly Coming[], sample: boolean): Promise<Result<null>> {
    const names = new Set(coming.map(({ name }) => name));
    this.#unfinished = this.#unfinished.filter(({ name }) => !names.has(name));
    this.#sample = this.#unfinished.length > 0 ? this.#sample && sample : sample;
    this.#coming = coming.map((source) => ({ ...source, id: crypto.randomUUID() }));
    return this.#save();
  }

  /** Under which id a source's rows are stored. */
  idOf(name: string): string {
    return this.#coming.find((source) => source.name === name)?.id ?? crypto.randomUUID();
  }

  /** What the import is made with is not in storage: it is to be before the rows are, for without it the next file is matched to none of them. */
  owes(owed: () => Promise<Result<unknown>>): void {
    this.#owed = owed;
  }

  async pay(): Promise<Result<null>> {
    const owed = this.#owed;
    const paid = owed ? await owed() : ok(null);
    if (!paid.ok) return paid;
    if (this.#owed === owed) this.#owed = null;
    return ok(null);
  }

  /** Everything of the import under way is in storage, or it came to nothing. */
  async end(): Promise<Result<null>> {
    if (this.#coming.length === 0) return ok(null);
    this.#coming = [];
    return this.#save();
  }

  /** What an import into the notebook has left that was cut short; those that `isWhole` are taken as come. */
  async resume(isWhole: (source: ImportedSource) => Promise<boolean>): Promise<void> {
    const found = this.#db && (await loadImport(this.#db, this.#notebook));
    if (!found?.ok || !found.value) return;
    const { sources, sample } = found.value;
    const whole: ImportedSource[] = [];
    for (const source of sources) if (await isWhole(source)) whole.push(source);
    this.#coming = whole;
    this.#sample = sample;
    this.#unfinished = sources.filter((source) => !whole.includes(source));
  }

  /** The analyst goes on without what was cut short. */
  async dismiss(): Promise<Result<null>> {
    this.#unfinished = [];
    return this.#save();
  }

  async #save(): Promise<Result<null>> {
    if (!this.#db) return ok(null);
    const sources = [...this.#unfinished, ...this.#coming];
    return saveImport(this.#db, this.#notebook, { sample: this.#sample, sources });
  }
}
