import { NO_CURRENCY } from '../i18n/format.ts';
import type { RestoredRow } from '../entity/cleaning.ts';
import type { CleaningSetting } from '../entity/rules/rule.ts';
import type { Notebook } from '../notebook/document.ts';
import { putSource, setCleaning, setCurrency, removeSource } from '../notebook/edit.ts';
import type { History } from '../notebook/history.ts';
import type { EditKind } from '../notebook/labels.ts';
import type { RunFacts } from '../report/run-facts.ts';
import type { Fault, Result } from '../result.ts';
import type { Db } from '../storage/db.ts';
import { trustNotebook } from '../storage/notebooks.ts';
import { lockNotebook } from '../storage/tab-lock.ts';
import { AtRest } from './at-rest.svelte.ts';
import { lookInData, type DataLook } from './data-values.ts';
import type { Coming } from './arrivals.svelte.ts';
import { Dictionary } from './dictionary.svelte.ts';
import { EditingTab, type Saved } from './editing-tab.svelte.ts';
import { Editing, type EditOptions } from './editing.svelte.ts';
import type { Engines } from './engines.ts';
import type { MadeAhead } from './ahead.ts';
import type { ImportedTable } from './import/imported.ts';
import type { Receiving } from './import/ready-rows.ts';
import { Keeping, type Beside } from './keeping.svelte.ts';
import type { Disclosure } from '../disclosure/disclose.ts';
import { ownEngines } from './own-engines.ts';
import { PastStates } from './past-states.svelte.ts';
import { PreparedData } from './prepared-data.svelte.ts';
import { RestoredRows } from './restored.svelte.ts';
import { RowFilters } from './row-filters.svelte.ts';
import { RunHistory } from './run-history.svelte.ts';
import { CellRuns } from './runs.svelte.ts';
import { SourceKeeping } from './source-keeping.svelte.ts';
import { SourceShelf } from './sources.svelte.ts';

/** One open notebook: its document and history, its sources, its runs, and their keeping. */
export class NotebookSession {
  readonly id: string;
  /** Where the database of this notebook comes from. */
  readonly engines: Engines;
  readonly sources: SourceShelf;
  readonly runs: CellRuns;
  /** What the columns of the sources hold, once somebody has asked for it. */
  readonly dictionary: Dictionary;
  /** Rows that the tables of cells are narrowed to. */
  readonly filters = new RowFilters();
  /** States of it that can be gone back to. */
  readonly past: PastStates;
  #trusted = $state(false);
  #editing: Editing;
  #keeping: Keeping;
  #sourceKeeping: SourceKeeping;
  #restored: RestoredRows;
  #atRest: AtRest;
  #pastRuns: RunHistory;
  #db: Db | null;
  #data: PreparedData;
  #closed = false;
  #tab = new EditingTab(this, () => this.#keeping.overtaken());

  /** `revision`: the stored version that it is; one that is not stored is kept from its first edit, import or run on. */
  constructor(
    engines: Engines,
    db: Db | null,
    id: string,
    notebook: Notebook,
    trusted: boolean,
    revision: number | null = null,
  ) {
    this.engines = ownEngines(engines, () => this.#closed);
    this.dictionary = new Dictionary(this.engines);
    this.#db = db;
    this.id = id;
    this.#editing = new Editing(notebook);
    this.past = new PastStates(db, this);
    this.#trusted = trusted;
    this.sources = new SourceShelf(db, id, (name) => this.arrivals.idOf(name));
    this.#data = new PreparedData(this.engines, this.sources);
    this.#keeping = new Keeping(db, this, revision);
    this.#sourceKeeping = new SourceKeeping(db, this, this.#keeping);
    const say = (of: Beside) => (fault: Fault | null) => this.#keeping.report(of, fault);
    this.#restored = new RestoredRows(db, id, say('restored'));
    this.#pastRuns = new RunHistory(db, id, () => this.readonly, say('runs'));
    this.runs = new CellRuns({
      connector: () => this.engines.notebook(),
      first: (wanted, signal, foreseen) => this.#data.first(wanted, this.restored, signal, foreseen),
      prepare: (wanted, signal) => this.#data.prepare(wanted, this.restored, signal),
      spoilt: () => (this.#data.remake(), this.#atRest.forget()),
      stirred: () => (this.#atRest.stop(), this.dictionary.stop()),
      settled: () => (this.#data.settled(), this.#atRest.settled()),
    });
    this.#atRest = new AtRest(this, () => this.engines.notebook(), this.#pastRuns);
    this.engines.onReplaced(this, (fault) => this.#engineReplaced(fault));
  }

  get notebook(): Notebook {
    return this.#editing.notebook;
  }
  get history(): History {
    return this.#editing.history;
  }
  /**
   * Whether document and sources are in storage as they are on the screen: `nowhere` when there is no storage,
   * `unstored` before the first edit or run of one that came from a file or a link.
   */
  get saving(): 'saved' | 'pending' | 'failed' | 'nowhere' | 'unstored' {
    if (!this.#db) return 'nowhere';
    const { state, stored } = this.#keeping;
    if (state !== 'saved') return state;
    if (this.#sourceKeeping.pending) return 'pending';
    return stored ? 'saved' : 'unstored';
  }
  /** Whether leaving now would lose rows or edits. */
  get atRisk(): boolean {
    return this.#sourceKeeping.atRisk;
  }
  /** What imports were to bring and have not brought yet. */
  get arrivals() {
    return this.#sourceKeeping.arrivals;
  }
  /** Why something is not in storage, or what is there cannot be read. */
  get saveFault() {
    return this.#keeping.fault ?? this.sources.unreadFault;
  }
  /** False for a notebook from a file or link until run is pressed: nothing in it is run by itself. */
  get trusted() {
    return this.#trusted;
  }
  get readonly() {
    return this.#tab.readonly;
  }
  get prepared() {
    return this.#data.value;
  }
  get given() {
    return this.#data.given;
  }
  /** Whether the totals of the results agree; null before the first run has come to its end. */
  get reconciliation() {
    return this.#atRest.reconciliation;
  }
  /** What of the results may leave, as they were when the runs last came to rest; null while that is being found out. */
  get disclosed() {
    return this.#atRest.disclosed;
  }
  /** What the data say beyond the cells, of the same results. */
  get background() {
    return this.#atRest.background;
  }
  /** The last full run held against the one before; null before there are two. */
  get comparison() {
    return this.#pastRuns.comparison;
  }
  /** What there was to report when the runs last came to rest; the same object until they do again. */
  get facts(): RunFacts {
    return this.#atRest.facts;
  }
  /** Rows taken back from quarantine. */
  get restored() {
    return this.#restored.rows;
  }

  /** Brings back what storage keeps beside the document: the sources, and the rows taken out of quarantine. */
  async restore(sources: readonly string[]): Promise<void> {
    await this.sources.restore(sources);
    await Promise.all([this.#restored.load(), this.#pastRuns.load()]);
    if (!this.readonly) await this.#resume(sources);
  }

  /** Takes in what an import that was cut short has left whole. */
  async #resume(linked: readonly string[]): Promise<void> {
    await this.arrivals.resume(async ({ id, name }) => {
      if (linked.includes(id)) return true;
      const expected = await this.sources.adoptStored(id);
      if (!expected) return false;
      this.#editing.edit('setSources', (n) => putSource(n, expected), { name });
      this.#keeping.touch();
      return true;
    });
    this.beginHistory();
  }

  /** First run after opening: everything for a trusted notebook, nothing for one that is not. */
  start(): void {
    if (this.#trusted) {
      this.#pastRuns.expect();
      this.runs.runAll();
    }
    this.runs.update(this.notebook);
    void this.keepSources();
  }

  /** Makes this tab the notebook's only editor, or a reader; `reload` brings what the other saved when this one takes over. */
  claim(reload: () => Promise<Saved | null>, lock = lockNotebook): Promise<void> {
    const take = ({ notebook, revision }: Saved) => {
      this.#keeping.followed(revision);
      this.replace(notebook);
    };
    return this.#tab.claim(() => this.#withData(reload), take, lock);
  }

  takeOver(): Promise<void> {
    return this.#tab.takeOver();
  }

  /** What another tab saved, and what it keeps beside it. */
  async #withData(reload: () => Promise<Saved | null>): Promise<Saved | null> {
    const saved = await reload();
    if (saved) await this.sources.follow(saved.sources);
    await Promise.all([this.#restored.load(), this.#pastRuns.load()]);
    return saved;
  }

  /** One edit of the document: recorded, saved, and what depends on it run again. */
  edit(kind: EditKind, change: (notebook: Notebook) => Notebook, options: EditOptions = {}): void {
    if (this.readonly || !this.#editing.edit(kind, change, options)) return;
    const { name = '' } = options;
    this.#changed(this.notebook.cells.some((cell) => cell.name === name) ? name : null);
  }

  /** Ends a drag or a burst of typing: the next edit of the field is a step of its own. */
  settle(): void {
    this.#editing.settle();
  }

  undo(): void {
    if (!this.readonly && this.#editing.undo()) this.#travelled();
  }

  redo(): void {
    if (!this.readonly && this.#editing.redo()) this.#travelled();
  }

  /** Loads what another tab saved, without a step to undo. */
  replace(notebook: Notebook): void {
    this.#editing.replace(notebook);
    this.#changed(null);
  }

  #travelled(): void {
    this.#sourcesFollow();
    this.#changed(null);
  }

  /** Undoing and redoing take sources out and bring them back with the document. */
  #sourcesFollow(): void {
    const named = this.notebook.sources.map((source) => source.name);
    const gone = this.sources.list.filter((source) => !named.includes(source.name));
    for (const { name } of gone) this.sources.remove(name);
    this.sources.bringBack(named);
    void this.keepSources();
  }

  #changed(touched: string | null): void {
    this.#keeping.touch();
    this.past.note();
    this.runs.update(this.notebook, touched);
  }

  /** The analyst looked and pressed run. */
  runAll(): void {
    if (!this.#trusted) {
      this.#trusted = true;
      if (!this.#keeping.stored) this.#keeping.touch();
      else if (this.#db && !this.readonly) void trustNotebook(this.#db, this.id);
    }
    this.#pastRuns.expect();
    this.runs.update(this.notebook);
    this.runs.runAll();
  }

  runOne(name: string): void {
    this.runs.update(this.notebook, name);
    this.runs.runOne(name);
  }

  /** An import was confirmed: what it is to bring is noted, and the notebook that it is brought to stored. */
  beginImport(coming: readonly Coming[], sample = false): Promise<void> {
    return this.#sourceKeeping.begin(coming, sample);
  }

  /** Goes on from what was made ready before the import was confirmed; whether that is in this engine. */
  async goOnFrom({ engine, data, made, plans }: MadeAhead): Promise<boolean> {
    const here = await this.engines.notebook();
    if (!here.ok || here.value !== engine) return false;
    this.#data.goOnFrom(data);
    this.runs.goOnFrom(made, plans);
    return true;
  }

  /** Puts rows of a confirmed import into the engine while they are made. */
  async receive(
    name: string,
    pieces: AsyncIterable<Uint8Array>,
    { later = false, ready = null }: Receiving = {},
  ): Promise<Result<null>> {
    const engine = await this.engines.notebook();
    return engine.ok ? this.sources.receive(later ? null : engine.value, name, pieces, ready) : engine;
  }

  /** Takes back what an import that came to nothing has received. */
  async abandon(): Promise<void> {
    const engine = await this.engines.notebook();
    await this.sources.abandon(engine.ok ? engine.value : null);
    await this.#sourceKeeping.abandoned();
  }

  /** Makes a received table a source of the notebook; a run follows at the next edit or `start`. */
  adopt(table: ImportedTable): void {
    this.sources.adopt(table);
    const { expected } = table;
    this.#sourceKeeping.adopted();
    this.#editing.edit('setSources', (n) => putSource(n, expected), { name: expected.name });
  }

  /** Takes over what the mapping page said of how to clean, and the files' currency where it is `fresh` or has none. */
  takeRules(settings: readonly CleaningSetting[], currency: string | null = null, fresh = true): void {
    const counted = !fresh && this.notebook.currency !== NO_CURRENCY;
    if (currency !== null && !counted) this.#editing.edit('setCurrency', (n) => setCurrency(n, currency));
    for (const { rule, ...setting } of settings)
      this.#editing.edit('setCleaning', (n) => setCleaning(n, rule, setting), { name: rule });
  }

  /** A new notebook begins with its sources: no undo takes them back. */
  beginHistory(): void {
    this.#editing.restart();
  }

  removeSource(name: string): void {
    this.sources.remove(name);
    this.edit('setSources', (n) => removeSource(n, name), { name });
    this.runs.update(this.notebook);
    void this.keepSources();
  }

  /**
   * Stores what is not stored yet; what later files are compared with follows once the cells have run: the analyst
   * waits for results first.
   */
  async keepSources(): Promise<void> {
    await this.#sourceKeeping.keep();
    await this.rested();
    await this.#sourceKeeping.keepDigests(() => this.#atRest.turn());
    const engine = await this.engines.notebook();
    if (engine.ok) await this.sources.dropRemoved(engine.value);
    await this.#sourceKeeping.blank(this.rested);
  }

  /** Everything that can be stored is, when this resolves. */
  async flush(): Promise<void> {
    await this.#sourceKeeping.keep();
    await Promise.all([this.saveNow(), this.#restored.settle(), this.#pastRuns.settle()]);
  }

  /** It was deleted: nothing of it is stored any more. */
  discard(): void {
    this.#sourceKeeping.stop();
    this.#keeping.stop();
    void this.close();
  }

  /** Takes a quarantined row back, or (twice) lets it go again. */
  restoreRow(row: RestoredRow): void {
    if (this.readonly) return;
    this.#restored.toggle(row);
    this.runs.update(this.notebook);
  }

  /** Version of the engine that ran the cells, '' before it is there. */
  get engineVersion(): string {
    return this.#data.engineVersion;
  }

  /** What in a notebook stands in this one's data, and what was looked through for it: to be seen before sharing. */
  dataValues(notebook: Notebook): Promise<DataLook> {
    return lookInData(this.engines, this.sources, notebook, this.notebook.sources);
  }

  /** Resolves when what was pending is stored and another session may edit the notebook. */
  close(): Promise<void> {
    this.#closed = true;
    const left = this.#tab.close();
    this.#atRest.stop({ closed: true });
    this.runs.cancel();
    this.engines.offReplaced(this);
    return left;
  }

  async saveNow(): Promise<void> {
    await this.#keeping.now();
  }

  /** Resolves when no cell is being run: whether the notebook is still open. */
  rested = (): Promise<boolean> => this.#atRest.turn().then(() => !this.#closed);

  /** What of the results as they are now may leave; null where there is none or it could not be found out. */
  disclosure(): Promise<Disclosure | null> {
    return this.#atRest.disclosure();
  }

  /** The engine died and another took its place; sources are put back from storage. */
  #engineReplaced(fault: Fault | null): void {
    this.#data.forget();
    this.#atRest.forget();
    // Its run is still in hand, or has been answered with the crash already.
    const culprit = [...this.runs.all].find(
      ([, view]) => view.state === 'running' || view.fault?.code === 'engine-crashed',
    );
    this.runs.reset(fault ? (culprit?.[0] ?? null) : null, fault);
  }
}
