import type { ColumnType, Reading, TextReading } from '../files/api.ts';
import type { ExpectedSource } from '../notebook/document.ts';
import { ok, type Result } from '../result.ts';
import { engineService } from './engine.svelte.ts';
import type { ExistingSource } from './existing.ts';
import { compareWithSource, differsFrom } from './import-compare.ts';
import { confirmGroup, groupNames, lateDigests, NOT_YET } from './import-confirm.ts';
import { ImportItem } from './import-item.svelte.ts';
import { findJoins, type FoundJoin } from './import-joins.ts';
import { readItem } from './import-read.ts';
import type { ImportedTable, TakeRows } from './imported.ts';

export { ImportItem };
export type { FoundJoin, ImportedTable };

/**
 * Everything dropped and not yet confirmed. Each file is read by a files worker and staged in an
 * import engine of its own, so that one bad file harms no other and removing a file is killing both.
 */
export class ImportSession {
  items = $state<ImportItem[]>([]);
  /** How the customers of the files meet, as last compared. */
  joins = $state.raw<FoundJoin[]>([]);
  #turn = 0;
  /** Notebook template to open when confirmed, or null for the main one. */
  template: string | null = null;
  /** Notebook that the sources are added to, or null for a new one. */
  target: string | null = null;
  #expected: readonly ExpectedSource[];
  #existing: readonly ExistingSource[];
  #key: () => Promise<string>;

  /** `key`: the workspace's secret, without which digests of rows cannot be compared. */
  constructor(
    expected: readonly ExpectedSource[] = [],
    existing: readonly ExistingSource[] = [],
    key: () => Promise<string> = async () => '',
  ) {
    this.#expected = expected;
    this.#existing = existing;
    this.#key = key;
  }

  get reading(): boolean {
    return this.items.some((item) => item.state === 'reading');
  }

  get used(): ImportItem[] {
    return this.items.filter((item) => item.state === 'ready' && item.entity !== null);
  }

  get ready(): boolean {
    const { groups } = this;
    return (
      !this.reading &&
      groups.length > 0 &&
      groups.every(([first]) => first!.problems.length === 0 && !first!.comparing)
    );
  }

  /** The files that become one source, each: those of the same columns, in the order they came. */
  get groups(): ImportItem[][] {
    const groups = new Map<string, ImportItem[]>();
    for (const [i, item] of this.used.entries()) {
      const key = item.apart ? `${i}` : `${item.entity}\u001e${item.shape}`;
      groups.set(key, [...(groups.get(key) ?? []), item]);
    }
    return [...groups.values()];
  }

  /** The file under whose rows this one's go, or null. */
  leaderOf(item: ImportItem): ImportItem | null {
    const first = this.groups.find((group) => group.includes(item))?.[0] ?? null;
    return first === item ? null : first;
  }

  /**
   * Says how the customers of the files meet. Called whenever the mapping has changed; a later call overtakes
   * an earlier one.
   */
  async compareJoins(): Promise<void> {
    const turn = ++this.#turn;
    const firsts = this.groups.map(([first]) => first!);
    const joins = await findJoins(firsts, this.#key, () => turn !== this.#turn);
    if (joins && turn === this.#turn) this.joins = joins;
  }

  async add(files: readonly File[]): Promise<void> {
    const items = files.map((file) => new ImportItem(file));
    this.items.push(...items);
    // One after the other: two cores, and each file gets the whole memory while it is parsed.
    for (const item of items) {
      const live = this.items.find((other) => other.file === item.file && other.part === null);
      if (!live) continue;
      engineService.warm(); // boots while the file is being looked at
      await this.#read(live);
    }
  }

  remove(item: ImportItem): void {
    item.dispose();
    this.items = this.items.filter((other) => other !== item);
  }

  /** Reads the file again with corrected settings. */
  async reread(
    item: ImportItem,
    hints: Partial<TextReading>,
    types: Record<string, ColumnType> = {},
    formats: Record<string, string> = {},
  ): Promise<void> {
    item.dispose();
    item.abort = new AbortController();
    item.hints = { ...item.hints, ...hints };
    item.types = { ...item.types, ...types };
    item.formats = { ...item.formats, ...formats };
    item.state = 'reading';
    item.fault = null;
    item.existing = item.change = item.sameAs = null;
    item.lost = [];
    item.comparing = false;
    await this.#read(item);
  }

  dispose(): void {
    for (const item of this.items) item.dispose();
  }

  async #read(item: ImportItem): Promise<void> {
    const { signal } = item.abort;
    const outcome = await readItem(item, this.#expected, (more) => this.#split(item, more));
    if (signal.aborted) return;
    if (outcome.ok) {
      void this.#compare(item);
      item.state = 'ready';
    } else {
      item.fault = outcome.fault;
      item.state = 'failed';
      item.dispose();
    }
  }

  /** Further tables of a workbook or archive become items of their own. */
  #split(item: ImportItem, readings: readonly Reading[]): void {
    const more = readings.map((reading) => new ImportItem(item.file, { part: reading.part }));
    const at = this.items.indexOf(item) + 1;
    this.items.splice(at, 0, ...more);
    for (const added of this.items.slice(at, at + more.length)) void this.#read(added);
  }

  /** Says how a file's rows stand to those of the source it is like, or of another file of the same columns. */
  async #compare(item: ImportItem): Promise<void> {
    const before = this.items.find(
      (other) => other !== item && other.state === 'ready' && other.engine && other.shape === item.shape,
    );
    const existing =
      this.#existing.find((s) => s.name === item.known) ??
      this.#existing.find((s) => s.name === item.reading!.name) ??
      null;
    const engine = item.engine!;
    if (before && !(await differsFrom(item, engine, before, this.#key))) return;
    // The first of a group stands for it before the source that is there.
    if (!existing || this.leaderOf(item)) return;
    await compareWithSource(item, engine, existing, this.#key);
  }

  /**
   * Applies the privacy policies and hands each source's rows to `take` while they are made; when all have
   * been taken, the tables themselves to `done`, so that a fault in one leaves everything as it was. The
   * import engines, which saw the raw files, go when the rows' digests have been asked for.
   */
  async confirm(
    secret: string,
    take: TakeRows,
    done: (table: ImportedTable) => void,
    onStep: () => void = () => {},
  ): Promise<Result<null>> {
    const { groups } = this;
    const names = groupNames(groups, this.#existing);
    const tables: ImportedTable[] = [];
    for (const [i, group] of groups.entries()) {
      const confirmed = await confirmGroup(group, names[i]!, secret, take);
      if (!confirmed.ok) return confirmed;
      tables.push(confirmed.value);
      onStep();
    }
    for (const [i, group] of groups.entries()) {
      const alone = group.length === 1 && tables[i]!.digests === NOT_YET;
      done(alone ? { ...tables[i]!, digests: lateDigests(group[0]!, secret) } : tables[i]!);
    }
    this.dispose();
    return ok(null);
  }
}
