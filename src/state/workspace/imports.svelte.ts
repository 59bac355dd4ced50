import { attempt, fail, need, ok, type Fault } from '../../result.ts';
import { setGoal } from '../../notebook/edit.ts';
import type { Ahead } from '../ahead.ts';
import type { ImportSession } from '../import/import-session.svelte.ts';
import type { PseudonymKeys } from '../pseudonym-keys.ts';
import type { NotebookSession } from '../session.svelte.ts';
import type { Kept } from './kept.svelte.ts';
import type { Opening } from './opening.svelte.ts';
import type { WorkspacePage } from './page.ts';

/** What is being taken in: from the files that were dropped to the notebook that runs on them. */
export class Imports {
  /** Files that were dropped and are not confirmed yet. */
  pending = $state.raw<ImportSession | null>(null);
  /** Rows handed over so far while a confirmation is carried out. */
  confirming = $state.raw<{ done: number; of: number } | null>(null);
  /** Notebook template whose sample is being opened. */
  busy = $state<string | null>(null);
  #page: WorkspacePage;
  #kept: Kept;
  #opening: Opening;
  #say: (fault: Fault | null) => void;
  #keys: PseudonymKeys;
  /** The notebook that an import is for, before there is one. */
  #coming = new WeakMap<ImportSession, string>();
  /** What is made ready of the pending one, while somebody reads what its columns mean. */
  ahead: Ahead | null = null;
  /** Counts what was asked for: an import that another one has overtaken, or that was given up, is not begun. */
  #turn = 0;
  /** The import that is being confirmed. */
  #confirmed: ImportSession | null = null;

  /** `say` shows what went wrong, or null: nothing did. */
  constructor(
    page: WorkspacePage,
    kept: Kept,
    opening: Opening,
    keys: PseudonymKeys,
    say: (fault: Fault | null) => void,
  ) {
    this.#keys = keys;
    this.#page = page;
    this.#kept = kept;
    this.#opening = opening;
    this.#say = say;
  }

  /** Starts reading files; they are added to the open notebook when `into` is one, else to a new one. */
  async add(
    files: readonly File[],
    template: string | null,
    into: NotebookSession | null = null,
  ): Promise<void> {
    const begun = await attempt(async () => ok(await this.#begin(template, into, true)), 'engine-missing');
    if (!begun.ok) return this.#say(begun.fault);
    if (!begun.value) return;
    this.#say(null);
    this.#page.router.go({ page: 'mapping' });
    await begun.value.add(files);
  }

  /** Null where another import was asked for meanwhile, or none any more. */
  async #begin(
    template: string | null,
    into: NotebookSession | null,
    files = false,
  ): Promise<ImportSession | null> {
    const turn = ++this.#turn;
    const begin = await this.#page.importWith(files);
    if (turn !== this.#turn) return null;
    this.#leaveAhead();
    this.pending?.dispose();
    const id = into?.id ?? crypto.randomUUID();
    const session = begin({
      template,
      target: into?.id ?? null,
      expected: into?.notebook.sources ?? [],
      existing: into?.sources.existing() ?? [],
      cleaning: into?.notebook.cleaning ?? [],
      key: async () => this.#keys.of(id, await this.#kept.storage()),
    });
    this.#coming.set(session, id);
    this.pending = session;
    return session;
  }

  /**
   * What confirming will want is made ready when nobody has said anything for a moment. To be called whenever something
   * may have been said; for a new notebook alone, in an engine that no other has.
   */
  async readAhead(): Promise<void> {
    const importing = this.pending;
    if (!importing || !this.#reads(importing)) return;
    const { Ahead } = await import('../ahead.ts');
    if (!this.#reads(importing)) return;
    this.ahead ??= new Ahead({
      importing,
      claim: async () => (this.#reads(importing) ? this.#page.engines.claim() : fail('cancelled')),
      key: async () => this.#keys.of(this.#coming.get(importing)!, await this.#kept.storage()),
      language: this.#page.language,
    });
    this.ahead.stir();
  }

  /** Whether somebody reads what these files mean, and has no notebook whose engine it would take. */
  #reads(importing: ImportSession): boolean {
    const { router } = this.#page;
    return (
      this.pending === importing &&
      this.#confirmed === null &&
      importing.target === null &&
      this.#opening.session === null &&
      router.current.page === 'mapping'
    );
  }

  cancel(): void {
    const target = this.pending?.target ?? null;
    this.#giveUp();
    this.#page.router.go(target ? { page: 'notebook', id: target } : { page: 'start' });
  }

  #giveUp(): void {
    this.#turn += 1;
    this.#leaveAhead();
    this.pending?.dispose();
    this.pending = null;
  }

  #leaveAhead(): void {
    this.ahead?.stop();
    const engine = this.ahead?.engine;
    // Rows that were not confirmed are nobody's to have.
    if (engine) void this.#page.engines.release(engine);
    this.ahead = null;
  }

  /** Carries the confirmed mapping out and opens the notebook on it. `sample`: its files can be had again. */
  async confirm(sample = false): Promise<void> {
    const importing = this.pending;
    if (!importing || this.#confirmed) return;
    const of = importing.rows;
    // Once its files are tables there is nothing left of them to tell.
    const currency = importing.currency.taken;
    this.#confirmed = importing;
    const tell = (done: number) => {
      if (this.#confirmed === importing) this.confirming = { done, of };
    };
    tell(0);
    const { session: there } = this.#opening;
    const open = there?.id === importing.target ? there : null;
    const id = this.#coming.get(importing) ?? crypto.randomUUID();
    let session = open;
    // Whatever is thrown on the way, nobody is left looking at a bar that does not move.
    const confirmed = await attempt(async () => {
      // Given up meanwhile: nothing is opened or stored for it.
      const wanted = <T>(step: T): T => (this.pending === importing ? step : need(fail('cancelled')));
      const template = open ? null : (importing.template ?? wanted(await fitting(importing)));
      const made =
        wanted(await this.ahead?.taken(await this.#keys.of(id, await this.#kept.storage()))) ?? null;
      const into = (session ??= await this.#opening.openNew(template, id, made?.engine));
      const ahead = made && (await wanted(into).goOnFrom(made)) ? made : null;
      await wanted(into).beginImport(importing.coming, sample);
      const kept = wanted(await this.#keys.keep(id, wanted(await this.#kept.storage())));
      if (!kept.ok) return kept;
      const { key, owed } = kept.value;
      if (owed) into.arrivals.owes(owed);
      const done = await importing.confirm(
        key,
        // Those of the sample are here already: the engine takes the orders, and cleans them before it takes the rest.
        (name, pieces, entity, ready) =>
          into.receive(name, pieces, { later: sample && entity !== 'orders', ready }),
        (table) => into.adopt(table),
        { onRows: tell, whole: (table) => into.sources.whole(table), ahead },
      );
      return done.ok ? ok(into) : done;
    }, 'import-failed');
    // Until it is tidied up nothing else is confirmed: that would be taken away with it.
    if (!confirmed.ok) await session?.abandon();
    if (this.#confirmed === importing) this.#confirmed = this.confirming = null;
    const here = this.pending === importing;
    if (!confirmed.ok) {
      // Given up by hand: that needs no telling, and what was said since then stands.
      if (here) this.#say(confirmed.fault.code === 'cancelled' ? null : confirmed.fault);
      return;
    }
    const { value: filled } = confirmed;
    // The sample's is the one of every new notebook.
    filled.takeRules(importing.rules.said, sample ? null : currency, !open);
    if (here) {
      this.pending = this.ahead = null;
      this.#page.router.go({ page: 'notebook', id: filled.id });
    }
    // The example greets as what it is, finished: its goal is nobody's to confirm.
    if (sample && !open) filled.edit('setGoal', (n) => setGoal(n, { confirmed: true }));
    if (!open) filled.beginHistory();
    filled.start();
    if (await this.#kept.storage()) void this.#page.askPersistence();
  }

  /** The sample company, from its files to a finished notebook, with nothing to confirm. */
  async openSample(template: string): Promise<void> {
    if (this.busy) return;
    this.busy = template;
    this.#say(null);
    await this.#takeSample(template, null);
    this.busy = null;
  }

  /** Takes up an import of the sample that was cut short. */
  async resumeSample(into: NotebookSession): Promise<void> {
    const names = into.arrivals.unfinished.flatMap(({ files }) => files);
    await this.#takeSample(null, into, names);
  }

  async #takeSample(
    template: string | null,
    into: NotebookSession | null,
    names?: readonly string[],
  ): Promise<void> {
    let session: ImportSession | null = null;
    // Given up meanwhile, or files were dropped, which are nobody's to confirm but who has looked at them.
    const left = () => session !== null && this.pending !== session;
    try {
      session = await this.#begin(template, into);
      const files = session && (await this.#page.sampleFiles(names));
      if (!session || !files || left()) return;
      session.addSample(files);
      const failed = session.items.find((item) => item.fault)?.fault;
      if (failed) this.#say(failed);
      else await this.confirm(true);
    } catch (error) {
      if (left()) return;
      this.pending = null;
      this.#say({ code: 'sample-missing', detail: String(error) });
    }
  }

  /** Ends what is being taken in; nothing of the keys of pseudonyms stays in memory. */
  stop(): void {
    this.#giveUp();
    this.#confirmed = this.confirming = null;
    this.#keys.forget();
  }
}

/** The notebook that fits the files, where none was chosen. */
const fitting = async ({ used }: ImportSession) => (await import('../fitting.ts')).fittingFor(used);
