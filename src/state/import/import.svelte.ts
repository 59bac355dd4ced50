import type { EntityName } from '../../entity/catalogue.ts';
import type { ColumnType, Reading, TextReading } from '../../files/api.ts';
import { isSmall } from '../../import/memory.ts';
import type { ExpectedSource } from '../../entity/source.ts';
import { ok, type Result } from '../../result.ts';
import { engineService } from '../engine.svelte.ts';
import type { ExistingSource } from './existing.ts';
import { compareWithSource, differsFrom } from './import-compare.ts';
import { confirmGroup, groupNames, lateDigests, NOT_YET } from './import-confirm.ts';
import { alike, groupsOf } from './import-group.ts';
import { ImportItem } from './import-item.svelte.ts';
import { findJoins, type FoundJoin } from './import-joins.ts';
import { readItem } from './import-read.ts';
import type { ImportedTable, TakeRows } from './imported.ts';

export { ImportItem };
export type { FoundJoin, ImportedTable };

/**
 * Everything dropped and not yet confirmed. Each file is read by a files worker of its own and staged in an
 * import engine, so that one bad file harms no other and removing a file ends both. Small files share an engine:
 * when one of them is its end, the others are read again.
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

  /** Rows of the tables that are used. */
  get rows(): number {
    return this.used.reduce((sum, item) => sum + (item.report?.rows ?? 0), 0);
  }

  get ready(): boolean {
    const { groups } = this;
    return (
      !this.reading &&
      groups.length > 0 &&
      groups.every(([first]) => first!.problems.length === 0 && !first!.comparing)
    );
  }

  /** The files that become one source, each. */
  get groups(): ImportItem[][] {
    return groupsOf(this.used);
  }

  /** The file under whose rows this one's go, or null. */
  leaderOf(item: ImportItem): ImportItem | null {
    const first = this.groups.find((group) => group.includes(item))?.[0] ?? null;
    return first === item ? null : first;
  }

  /** Says what a file is by hand; the files whose rows go under its own are the same. */
  become(item: ImportItem, entity: EntityName | null): void {
    const group = this.groups.find(([first]) => first === item) ?? [item];
    for (const member of group) member.become(entity);
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
      void engineService.warm(await isSmall(live.file)); // boots while the file is being looked at
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

  async #read(item: ImportItem, known = false): Promise<void> {
    const { signal } = item.abort;
    const read = (alone: boolean) =>
      readItem(item, {
        expected: this.#expected,
        alone,
        known,
        onMore: (more) => this.#split(item, more),
        onLost: () => void this.#again(item),
      });
    let outcome = await read(false);
    // Whether it was this file or one that it shared the engine with: by itself it shows.
    if (!signal.aborted && !outcome.ok && outcome.fault.code === 'engine-crashed' && item.engine) {
      item.engine = null;
      outcome = await read(true);
    }
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

  /** Reads a file again whose engine was lost after it had been read; what was said of it stays. */
  async #again(item: ImportItem): Promise<void> {
    if (item.state !== 'ready' || item.abort.signal.aborted) return;
    item.engine = null;
    item.state = 'reading';
    await this.#read(item, true);
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
      (other) => other !== item && other.state === 'ready' && other.engine && alike(other, item),
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
   * been taken, the tables themselves to `done`, so that a fault in one leaves everything as it was. `onRows`
   * hears how many of all `rows` are over. The import engines, which saw the raw files, go when the rows'
   * digests have been asked for.
   */
  async confirm(
    secret: string,
    take: TakeRows,
    done: (table: ImportedTable) => void,
    onRows: (rows: number) => void = () => {},
  ): Promise<Result<null>> {
    const { groups } = this;
    const names = groupNames(groups, this.#existing);
    const tables: ImportedTable[] = [];
    let over = 0;
    for (const [i, group] of groups.entries()) {
      const before = this.#expected.find((source) => source.name === names[i]);
      const confirmed = await confirmGroup(group, { name: names[i]!, before }, secret, take, (rows) =>
        onRows(over + rows),
      );
      if (!confirmed.ok) return confirmed;
      tables.push(confirmed.value);
      over += group.reduce((sum, item) => sum + (item.report?.rows ?? 0), 0);
      onRows(over);
    }
    for (const [i, group] of groups.entries()) {
      const alone = group.length === 1 && tables[i]!.digests === NOT_YET;
      done(alone ? { ...tables[i]!, digests: lateDigests(group[0]!, secret) } : tables[i]!);
    }
    this.dispose();
    return ok(null);
  }
}
