import type { RestoredRow } from '../entity/cleaning.ts';
import type { Notebook } from '../notebook/document.ts';
import { deleteCell, moveCell, putSource, removeSource } from '../notebook/edit.ts';
import { writeNotebook } from '../notebook/file.ts';
import {
  record,
  redo,
  replacePresent,
  sealStep,
  startHistory,
  undo,
  type History,
} from '../notebook/history.ts';
import { editLabel, mergeKey, type EditKind } from '../notebook/labels.ts';
import { scrub } from '../privacy/scrub.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import { EntityData, type Prepared } from '../run/data.ts';
import { reconcile, resultCells, type Reconciliation } from '../run/reconcile.ts';
import type { Db } from '../storage/db.ts';
import { saveNotebook, trustNotebook } from '../storage/notebooks.ts';
import { getSetting, setSetting } from '../storage/values.ts';
import { lockNotebook, type TabLock } from '../storage/tab-lock.ts';
import { quoteName, textLiteral } from '../template/literal.ts';
import { getTemplate } from '../template/registry.ts';
import { engineService } from './engine.svelte.ts';
import type { ImportedTable } from './import.svelte.ts';
import { CellRuns } from './runs.svelte.ts';
import { SourceShelf } from './sources.svelte.ts';

/** Roles whose values point at one customer or one order. */
const IDENTIFYING = ['customer', 'name', 'phone', 'email', 'referrer', 'order_id', 'text'];

/** They speak of data, so they stay on this machine and out of the document. */
const restoredKey = (notebook: string) => `restored:${notebook}`;

/** How long after the last edit a notebook is saved. */
const SAVE_AFTER_MS = 400;

export interface EditOptions {
  /** The cell (or rule) edited. */
  name?: string;
  /** The field: rapid edits of one field are one undo step. */
  field?: string;
}

/** One open notebook: its document and history, its sources, its runs, and their keeping. */
export class NotebookSession {
  readonly id: string;
  readonly sources: SourceShelf;
  readonly runs: CellRuns;
  #history = $state.raw<History>(null!);
  #saving = $state<'saved' | 'pending' | 'failed'>('saved');
  #saveFault = $state.raw<Fault | null>(null);
  #trusted = $state(false);
  #readonly = $state(false);
  #prepared = $state.raw<Prepared | null>(null);
  #restored = $state.raw<RestoredRow[]>([]);
  #reconciliation = $state.raw<Reconciliation | null>(null);
  /** What the last reconciliation was made of, and the one under way. */
  #reconciled = '';
  #reconciling: AbortController | null = null;
  #db: Db | null;
  #data = new EntityData();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closed = false;
  #engineVersion = $state('');
  #lock: TabLock | null = null;

  constructor(db: Db | null, id: string, notebook: Notebook, trusted: boolean) {
    this.#db = db;
    this.id = id;
    this.#history = startHistory(notebook);
    this.#trusted = trusted;
    this.sources = new SourceShelf(db, id);
    this.runs = new CellRuns({
      connector: () => engineService.notebook(),
      prepare: (wanted, signal) => this.#prepare(wanted, signal),
      settled: () => void this.#reconcile(),
    });
    engineService.onReplaced(this, (fault) => this.#engineReplaced(fault));
  }

  get notebook(): Notebook {
    return this.#history.present;
  }
  get history(): History {
    return this.#history;
  }
  /** Whether the document is in storage as it is on the screen. */
  get saving() {
    return this.#saving === 'saved' && this.sources.unkept ? 'pending' : this.#saving;
  }
  get saveFault() {
    return this.#saveFault;
  }
  /** False for a notebook from a file or link until run is pressed: nothing in it is run by itself. */
  get trusted() {
    return this.#trusted;
  }
  get readonly() {
    return this.#readonly;
  }
  /** Scope, ledger and versions of the last preparation. */
  get prepared() {
    return this.#prepared;
  }
  /** Whether the totals of the results agree; null before the first run has come to its end. */
  get reconciliation() {
    return this.#reconciliation;
  }
  /** Rows taken back from quarantine. */
  get restored() {
    return this.#restored;
  }

  /** Brings back what storage keeps beside the document: the sources, and the rows taken out of quarantine. */
  async restore(sources: readonly string[]): Promise<void> {
    await this.sources.restore(sources);
    const rows = this.#db && (await getSetting(this.#db, restoredKey(this.id)));
    if (rows?.ok && Array.isArray(rows.value)) this.#restored = rows.value as RestoredRow[];
  }

  /** First run after opening: everything for a trusted notebook, nothing for one that is not. */
  start(): void {
    if (this.#trusted) this.runs.runAll();
    this.#changed(null);
    void this.keepSources();
  }

  /**
   * Makes this tab the notebook's only editor, or a reader while another tab is. `reload` brings what the
   * other tab saved when this one takes over.
   */
  async claim(reload: () => Promise<Notebook | null>): Promise<void> {
    this.#lock = await lockNotebook(this.id, {
      onChange: (mine) => {
        if (!mine) this.#readonly = true;
        else
          void reload().then((notebook) => {
            this.#readonly = false;
            if (notebook) this.replace(notebook);
          });
      },
      onAsked: () => this.saveNow(),
    });
    this.#readonly = !this.#lock.mine;
  }

  async takeOver(): Promise<void> {
    await this.#lock?.takeOver();
  }

  /** One edit of the document: recorded, saved, and what depends on it run again. */
  edit(
    kind: EditKind,
    change: (notebook: Notebook) => Notebook,
    { name = '', field = '' }: EditOptions = {},
  ): void {
    if (this.#readonly) return;
    const next = change(this.notebook);
    if (next === this.notebook) return;
    this.#history = record(this.#history, next, {
      label: editLabel(kind, name),
      mergeKey: field ? mergeKey(kind, name, field) : null,
      at: performance.now(),
    });
    this.#changed(next.cells.some((cell) => cell.name === name) ? name : null);
  }

  /** Ends a drag or a burst of typing: the next edit of the field is a step of its own. */
  settle(): void {
    this.#history = sealStep(this.#history);
  }

  undo(): void {
    this.#travel(undo(this.#history));
  }

  redo(): void {
    this.#travel(redo(this.#history));
  }

  /** Loads what another tab saved, without a step to undo. */
  replace(notebook: Notebook): void {
    this.#history = replacePresent(startHistory(notebook), notebook);
    this.#changed(null);
  }

  #travel(history: History): void {
    if (this.#readonly || history === this.#history) return;
    this.#history = history;
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
    this.#save();
    this.runs.update(this.notebook, touched);
  }

  /** The analyst looked and pressed run. */
  runAll(): void {
    if (!this.#trusted) {
      this.#trusted = true;
      if (this.#db) void trustNotebook(this.#db, this.id);
    }
    this.runs.update(this.notebook);
    this.runs.runAll();
  }

  runOne(name: string): void {
    this.runs.update(this.notebook, name);
    this.runs.runOne(name);
  }

  moveCell(name: string, by: number): void {
    const at = this.notebook.cells.findIndex((cell) => cell.name === name);
    this.edit('moveCell', (n) => moveCell(n, name, at + by), { name });
  }

  deleteCell(name: string): void {
    this.edit('deleteCell', (n) => deleteCell(n, name), { name });
  }

  /** Puts rows of a confirmed import into the engine while they are made. */
  async receive(name: string, pieces: AsyncIterable<Uint8Array>): Promise<Result<null>> {
    const engine = await engineService.notebook();
    return engine.ok ? this.sources.receive(engine.value, name, pieces) : engine;
  }

  /** Takes back what an import that came to nothing has received. */
  async abandon(): Promise<void> {
    const engine = await engineService.notebook();
    if (engine.ok) await this.sources.abandon(engine.value);
  }

  /** Makes a received table a source of the notebook; a run follows at the next edit or `start`. */
  adopt(table: ImportedTable): void {
    this.sources.adopt(table);
    this.#history = record(this.#history, putSource(this.notebook, table.expected), {
      label: editLabel('setSources', table.expected.name),
      at: performance.now(),
    });
  }

  /** A new notebook begins with its sources: taking those back is no undo. */
  beginHistory(): void {
    this.#history = startHistory(this.notebook);
  }

  removeSource(name: string): void {
    this.sources.remove(name);
    this.edit('setSources', (n) => removeSource(n, name));
    this.runs.update(this.notebook);
    void this.keepSources();
  }

  /** Stores new sources once the cells have run: the analyst waits for results, not for the disk. */
  async keepSources(): Promise<void> {
    await this.runs.idle();
    if (this.#closed && !this.sources.unkept) return;
    const kept = await this.sources.keep();
    this.#saveFault = kept.ok ? null : kept.fault;
    if (!kept.ok) this.#saving = 'failed';
  }

  /** Takes a quarantined row back, or (twice) lets it go again. */
  restoreRow(row: RestoredRow): void {
    const same = (other: RestoredRow) => other.source === row.source && other.row === row.row;
    this.#restored = this.#restored.some(same)
      ? this.#restored.filter((other) => !same(other))
      : [...this.#restored, row];
    if (this.#db) void setSetting(this.#db, restoredKey(this.id), this.#restored);
    this.runs.update(this.notebook);
  }

  /** Version of the engine that ran the cells, '' before it is there. */
  get engineVersion(): string {
    return this.#engineVersion;
  }

  /** Those literals of the notebook that stand in the data's identifying columns: to be looked at before sharing. */
  async dataValues(notebook: Notebook): Promise<Set<string>> {
    const literals = new Set<string>();
    scrub(notebook, (literal) => {
      literals.add(literal);
      return false;
    });
    const engine = await engineService.notebook();
    const columns = this.sources
      .mapped(notebook.sources)
      .flatMap((s) =>
        IDENTIFYING.flatMap((role) => (s.mapping[role] ? [{ source: s.name, column: s.mapping[role] }] : [])),
      );
    if (!engine.ok || literals.size === 0 || columns.length === 0) return new Set();
    const asked = [...literals].map((literal) => `(${textLiteral(literal)})`).join(', ');
    const found = columns.map(
      ({ source, column }) =>
        `SELECT v FROM asked WHERE v IN (SELECT CAST(${quoteName(column)} AS VARCHAR) FROM source.${quoteName(source)})`,
    );
    const rows = await engine.value.run(`WITH asked(v) AS (VALUES ${asked}) ${found.join(' UNION ')}`);
    return new Set(rows.ok ? (rows.value.data[0] as string[]) : []);
  }

  close(): void {
    this.#closed = true;
    this.#lock?.release();
    void this.saveNow();
    this.#reconciling?.abort();
    this.runs.cancel();
    engineService.offReplaced(this);
  }

  #save(): void {
    if (this.#readonly || !this.#db) return;
    this.#saving = 'pending';
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.saveNow(), SAVE_AFTER_MS);
  }

  async saveNow(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#readonly || !this.#db || this.#saving === 'saved') return;
    const { notebook } = this;
    const saved = await saveNotebook(this.#db, {
      id: this.id,
      title: notebook.title,
      text: writeNotebook(notebook),
      trusted: this.#trusted,
      at: Date.now(),
    });
    this.#saveFault = saved.ok ? null : saved.fault;
    this.#saving = saved.ok ? (notebook === this.notebook ? 'saved' : 'pending') : 'failed';
  }

  async #prepare(
    notebook: Notebook,
    signal: AbortSignal,
  ): Promise<Result<Prepared & { template: typeof getTemplate }>> {
    if (this.#closed) return fail('cancelled');
    this.#reconciling?.abort();
    const engine = await engineService.notebook();
    if (!engine.ok) return engine;
    this.#engineVersion = engine.value.version;
    const loaded = await this.sources.load(engine.value);
    if (!loaded.ok) return loaded;
    const prepared = await this.#data.prepare(
      engine.value,
      {
        notebook,
        sources: this.sources.mapped(notebook.sources),
        restored: this.#restored,
        today: new Date().toISOString().slice(0, 10),
      },
      signal,
    );
    if (!prepared.ok) return prepared;
    this.#prepared = prepared.value;
    return ok({ ...prepared.value, template: getTemplate });
  }

  /** Compares the totals of the results that are there, for the report; an edit stops it and a later run takes it up. */
  async #reconcile(): Promise<void> {
    const { notebook, prepared, runs } = this;
    const done = (name: string) => {
      const { state, output } = runs.view(name);
      return state === 'done' ? output : null;
    };
    if (this.#closed || !prepared || !notebook.cells.some((cell) => cell.template === 'report')) return;
    const cells = resultCells(notebook.cells, getTemplate, (name) => done(name)?.fields.map((f) => f.name));
    const key = JSON.stringify([
      cells.map(({ name }) => [name, runs.view(name).version]),
      [...prepared.versions],
      prepared.given,
    ]);
    if (key === this.#reconciled) return;
    this.#reconciling?.abort();
    const abort = (this.#reconciling = new AbortController());
    const engine = await engineService.notebook();
    if (!engine.ok || abort.signal.aborted) return;
    const found = await reconcile(engine.value, cells, prepared, abort.signal);
    if (abort.signal.aborted || !found.ok) return;
    this.#reconciled = key;
    this.#reconciliation = found.value;
  }

  /** FAULTS 33, 34: the engine died and another took its place; sources are put back from storage. */
  #engineReplaced(fault: Fault | null): void {
    this.#data = new EntityData();
    this.sources.forget();
    // Its run is still in hand, or has been answered with the crash already.
    const culprit = [...this.runs.all].find(
      ([, view]) => view.state === 'running' || view.fault?.code === 'engine-crashed',
    );
    this.runs.reset(fault ? (culprit?.[0] ?? null) : null, fault);
  }
}
