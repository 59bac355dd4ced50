import type { EntityName } from '../../entity/catalogue.ts';
import { currencyChoice } from '../../entity/rules/currencies.ts';
import type { ExpectedSource } from '../../entity/source.ts';
import type { ColumnType, Reading, TextReading } from '../../files/api.ts';
import type { SampleFile } from '../../import/known-file.ts';
import { isSmall } from '../../import/memory.ts';
import { attempt, fail, ok, type Result } from '../../result.ts';
import { matchExpected } from '../../import/meaning/expected.ts';
import { lookAtColumns } from '../../import/meaning/meaning.ts';
import { nextTask } from '../next-task.ts';
import { confirmedOf, type ExistingSource } from './existing.ts';
import { compareWithSource, differsFrom, isSame } from './import-compare.ts';
import { confirmGroups, groupNames, rowsOf, type Confirming } from './import-confirm.ts';
import { callByCustomers } from './import-called.ts';
import { alike, groupsOf } from './import-group.ts';
import { ImportCurrency } from './import-currency.svelte.ts';
import { moneyOfFiles, type MoneyOfFiles } from './import-money.ts';
import { ImportRules } from './import-rules.svelte.ts';
import { ImportItem } from './import-item.svelte.ts';
import type { Beside } from './item-looks.svelte.ts';
import { howTheyMeet, NOT_MET, type Met } from './import-joins.ts';
import { ImportLookups } from './import-lookups.svelte.ts';
import { readItem } from './import-read.ts';
import { lateLook, NOT_YET } from './late-look.ts';
import { Readers } from './readers.ts';
import { shippedTable } from './shipped-table.ts';
import type { ImportedTable, TakeRows } from './imported.ts';
import { tableOf, toldAs } from './item-state.ts';
import { belonging } from './standing.ts';
import type { ImportOptions, ImportTools } from './tools.ts';

/**
 * Everything dropped and not yet confirmed. Each file is read by a files worker of its own and staged in an
 * import engine, so that one bad file harms no other and removing a file ends both. Small files share an engine:
 * when one of them is its end, the others are read again.
 */
export class ImportSession {
  readonly template: string | null;
  readonly target: string | null;
  /** What is said here of how the notebook is to clean. */
  readonly rules: ImportRules;
  /** What a new notebook of it counts in. */
  readonly currency = new ImportCurrency(this);
  /** What files take from each other. */
  readonly lookups: ImportLookups;
  #items = $state<ImportItem[]>([]);
  #met = $state.raw<Met>(NOT_MET);
  #turn = 0;
  /** Settle when no dropped file is being read any more, and held against others. */
  #adding: Promise<unknown> = Promise.resolve();
  #comparing: Promise<unknown> = Promise.resolve();
  /** All rows came with the page. */
  #here = false;
  readonly #expected: readonly ExpectedSource[];
  readonly #existing: readonly ExistingSource[];
  readonly #key: () => Promise<string>;
  readonly #tools: ImportTools;

  constructor(options: ImportOptions) {
    const { template = null, target = null, expected = [], existing = [] } = options;
    this.template = template;
    this.target = target;
    this.#expected = expected;
    this.#existing = existing;
    this.rules = new ImportRules(options.cleaning ?? [], () => {
      for (const item of this.#items) item.looks.judge();
    });
    this.#key = options.key ?? (async () => '');
    this.#tools = options.tools;
    this.lookups = new ImportLookups(this, expected, (item) => this.#mean(item));
  }

  get items(): readonly ImportItem[] {
    return this.#items;
  }

  /** How the customers of the files meet, as last compared. */
  get met(): Met {
    return this.#met;
  }

  get reading(): boolean {
    return this.#items.some((item) => item.phase === 'reading');
  }

  get used(): ImportItem[] {
    return this.#items.filter((item) => item.phase === 'ready' && item.entity !== null);
  }

  /** The sources that it is to bring, with the files that they are made of. */
  get coming(): { name: string; files: string[] }[] {
    const { groups } = this;
    const names = groupNames(groups, this.#existing, this.#expected);
    return groups.map((group, i) => ({ name: names[i]!, files: group.map(toldAs) }));
  }

  /** Rows of the tables that are used. */
  get rows(): number {
    return rowsOf(this.used);
  }

  /** Whether it can be confirmed: everything is read, looked through and compared, and what is used has a meaning. */
  get ready(): boolean {
    const { groups } = this;
    return (
      !this.reading &&
      !this.lookups.busy &&
      groups.length > 0 &&
      groups.every(([first]) => first!.problems.length === 0) &&
      this.#items.every((item) => item.standing.is !== 'comparing') &&
      // A column's last value may be the one that is personal.
      this.used.every((item) => item.report?.estimated === false && !item.settling)
    );
  }

  /** What the orders of several files are in, with those of the notebook's sources that stay; null for one file. */
  get money(): MoneyOfFiles | null {
    const { coming } = this;
    const standing = this.#existing.flatMap(({ name, ledger }) => {
      const source = this.#expected.find((one) => one.name === name);
      return source && !coming.some((one) => one.name === name) ? [{ ...source, rows: ledger.read }] : [];
    });
    return moneyOfFiles(this.groups, standing, currencyChoice(this.rules.settings));
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
    this.#compareLeaders();
  }

  /** Makes a file a source of its own although it could go under another's rows, or no longer. */
  keepApart(item: ImportItem, apart: boolean): void {
    item.keepApart(apart);
    this.#compareLeaders();
  }

  /** Says how the customers of the files meet: whenever the mapping has changed. A later call overtakes an earlier one. */
  async compareJoins(): Promise<void> {
    const turn = ++this.#turn;
    const firsts = this.groups.map(([first]) => first!);
    this.#met = { ...this.#met, comparing: firsts.length > 1 };
    const met = await howTheyMeet(firsts, this.#key, () => turn !== this.#turn);
    if (met && turn === this.#turn) this.#met = met;
  }

  /** Takes in files of the page itself, of which all is known; the raw rows are nobody's to look at before they are confirmed. */
  addSample(files: readonly SampleFile[]): void {
    this.#here = this.#items.length === 0;
    for (const file of files) {
      const { bytes, reading, report, meaning } = file.known;
      // Its rows come with it: of the file there is no more than what it is called and how large it was.
      const item = new ImportItem(new File([], file.name), null, this.#beside, bytes);
      this.#items.push(item);
      const { tell } = item.begin();
      tell({ type: 'stage', reading, memory: null, bytes });
      tell({ type: 'engine', table: shippedTable(file, this.#tools) });
      tell({ type: 'report', report });
      item.know(meaning);
      void this.#compare(item);
    }
  }

  readonly #beside: Beside = {
    rules: () => this.rules.settings,
    calm: () => this.#adding.then(() => this.#comparing),
  };

  #itemOf(file: File, part: string | null = null): ImportItem {
    return new ImportItem(file, part, this.#beside);
  }

  async add(files: readonly File[]): Promise<void> {
    const adding = this.#add(files);
    this.#adding = Promise.allSettled([this.#adding, adding]);
    await adding;
  }

  async #add(files: readonly File[]): Promise<void> {
    this.#here = false;
    const items = files.map((file) => this.#itemOf(file));
    this.#items.push(...items);
    const readers = new Readers(this.#tools);
    // One after the other: two cores, and each file gets the whole memory while it is parsed.
    try {
      for (const item of [...(await callByCustomers(this.#items, this.#tools)), ...items]) {
        if (item.state.name === 'gone') continue;
        // Boots while the file is being looked at. What cannot be looked at at all is told by its reading.
        this.#tools.warm(await isSmall(item.file).catch(() => true));
        await this.#read(item, { readers });
      }
    } finally {
      readers.end();
    }
  }

  /** Takes a file out; one that had the same rows is used in its place. */
  remove(item: ImportItem): void {
    item.dispose();
    this.#items = this.#items.filter((other) => other !== item);
    this.#lookAgain(item);
    this.#compareLeaders();
    void this.lookups.look();
  }

  /** Files that are not used because another had their rows are looked at again: it has gone, or has other rows by now. */
  #lookAgain(as: ImportItem): void {
    for (const other of this.#items)
      if (other.table && isSame(other, as)) {
        other.stand(other.table, { is: 'new' });
        this.#mean(other);
      }
  }

  #mean(item: ImportItem): void {
    this.#propose(item);
    void this.#compare(item);
  }

  /** Reads the file again with corrected settings. */
  async reread(
    item: ImportItem,
    hints: Partial<TextReading>,
    types: Record<string, ColumnType> = {},
    formats: Record<string, string> = {},
  ): Promise<void> {
    item.correct(hints, types, formats);
    await this.#read(item);
  }

  dispose(): void {
    // A comparison that is still under way is of files that are gone.
    this.#turn += 1;
    this.lookups.stop();
    for (const item of this.#items) item.dispose();
  }

  /** `known`: what it means is; `readers`: of the drop that it came in. */
  async #read(item: ImportItem, { known = false, readers = Readers.ofOne(this.#tools) } = {}): Promise<void> {
    // Its reader and its engine would be nobody's to close.
    if (item.state.name === 'gone') return;
    let reading = item.begin();
    // A file that was removed while it is read, or a worker that cannot be had, throws.
    const read = (alone: boolean) =>
      attempt(async () => {
        let lost = false;
        const outcome = await readItem(item, reading, this.#tools, {
          expected: this.#expected,
          readers,
          alone,
          onMore: (more) => this.#split(item, more),
          onLost: () => {
            lost = true;
            this.#lost(item);
          },
        });
        if (!outcome.ok || known) return outcome;
        const { profile, rows } = outcome.value;
        const name = item.reading?.name ?? '';
        await lookAtColumns(name, profile, rows, () => new Promise<void>(nextTask));
        return lost ? fail('engine-crashed') : outcome;
      }, 'file-unreadable');
    let outcome = await read(false);
    // Whether it was this file or one that it shared the engine with: by itself it shows.
    const held = !outcome.ok && outcome.fault.code === 'engine-crashed' && tableOf(item.state);
    if (!reading.signal.aborted && held) {
      reading = item.begin();
      outcome = await read(true);
    }
    if (reading.signal.aborted) return;
    if (outcome.ok) reading.tell({ type: 'report', report: outcome.value });
    else reading.tell({ type: 'fail', fault: outcome.fault });
    void this.lookups.look();
    if (!outcome.ok) return;
    if (!known) this.#propose(item);
    void item.refine();
    this.#comparing = Promise.allSettled([this.#comparing, this.#compare(item)]);
    if (!known) this.#lookAgain(item);
  }

  /** Proposes what a file means; of the source whose place it takes, what was confirmed before holds. */
  #propose(item: ImportItem): void {
    const source = matchExpected(
      item.reading?.name ?? '',
      (item.reading?.columns ?? []).map(({ name }) => name),
      this.#expected,
    );
    const before = this.#existing.find(({ name }) => name === source?.source.name);
    item.propose(undefined, this.#expected, before && confirmedOf(before));
  }

  /** Reads a file again whose engine was lost after it had been read; what was said of it stays. */
  #lost(item: ImportItem): void {
    if (item.state.name === 'ready') void this.#read(item, { known: true });
  }

  /** Further tables of a workbook or archive become items of their own. */
  #split(item: ImportItem, readings: readonly Reading[]): void {
    const more = readings.map(({ part }) => this.#itemOf(item.file, part));
    this.#items.splice(this.#items.indexOf(item) + 1, 0, ...more);
    for (const added of more) void this.#read(added);
  }

  /** Says how a file's rows stand to those of another file of the same columns, and of the source it is like. */
  async #compare(item: ImportItem): Promise<void> {
    const { table } = item;
    if (!table) return;
    // One that is not used because it has this one's rows does not stand for it in turn: neither would be used.
    const stands = (other: ImportItem) => other !== item && !isSame(other, item) && alike(other, item);
    for (;;) {
      const before = this.#items.find((other) => other.table && stands(other));
      const held = before?.table;
      if (before && held && !(await differsFrom(item, table, before, this.#key))) return;
      // Taken out or read anew meanwhile: there may be another one.
      if (before?.table === held) break;
    }
    // The first of a group stands for it before the source that is there.
    if (!this.leaderOf(item)) await this.#compareWithSource(item);
  }

  async #compareWithSource(item: ImportItem): Promise<void> {
    const named = (name: string | null) => this.#existing.find((source) => source.name === name);
    const source = named(item.known) ?? named(item.reading?.name ?? null);
    // One source, one file or group of files that goes with it.
    const taken = this.groups.some(
      ([first]) => first !== item && source && belonging(first!.standing)?.source === source,
    );
    if (source && !taken && item.table) await compareWithSource(item, item.table, source, this.#key);
  }

  /** The first of a group may be another now, which has not been compared with the source that is there. */
  #compareLeaders(): void {
    for (const [first] of this.groups) {
      const { is } = first!.standing;
      if (is === 'new' || is === 'beside') void this.#compareWithSource(first!);
    }
  }

  /**
   * Applies the privacy policies and hands each source's rows to `take` while they are made; when all have
   * been taken, the tables themselves to `done`, so that a fault in one leaves everything as it was. `onRows`
   * hears how many of all `rows` are over, `whole` each table whose rows are. The import engines, which saw the raw
   * files, go when the rows' digests have been asked for.
   */
  async confirm(
    secret: string,
    take: TakeRows,
    done: (table: ImportedTable) => void,
    confirming: Confirming = {},
  ): Promise<Result<null>> {
    const { groups } = this;
    const tables = await this.tables(secret, take, confirming);
    if (!tables.ok) return tables;
    // Given up while the last rows were being taken: nothing of it becomes a source.
    if (groups.flat().some((item) => item.state.name === 'gone')) return fail('cancelled');
    for (const [i, group] of groups.entries()) {
      const table = tables.value[i]!;
      const alone = group.length === 1 && table.digests === NOT_YET;
      done(alone ? { ...table, ...lateLook(group[0]!, secret) } : table);
    }
    this.dispose();
    return ok(null);
  }

  /** As `confirm` up to `done`: the files stay as they are. */
  tables(secret: string, take: TakeRows, confirming: Confirming): Promise<Result<ImportedTable[]>> {
    const names = groupNames(this.groups, this.#existing, this.#expected);
    const named = this.groups.map((group, i) => {
      const name = names[i]!;
      return { group, name, before: this.#expected.find((source) => source.name === name) };
    });
    return confirmGroups(named, secret, take, this.#here, confirming);
  }
}
