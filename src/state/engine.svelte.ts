import type { Engine, EngineKind } from '../engine/client.ts';
import { startEngine, type StartEngine } from './engine-start.ts';
import type { Engines, ImportEngines, NotebookEngine } from './engines.ts';
import { attempt, fail, ok, type Fault, type Result } from '../result.ts';

/**
 * The page's database engines. One *notebook engine* lives as long as the page; a spare *import
 * engine* is kept warm for the next import and thrown away after it, because it has seen raw files.
 * Small files share one, for starting it takes longer than reading them. Both kinds are instantiated from one
 * module that is fetched and compiled once.
 */
export class EngineService implements Engines, ImportEngines {
  #state = $state<'starting' | 'ready' | 'failed'>('starting');
  #loaded = $state(0);
  #total = $state(0);
  #fault = $state.raw<Fault | null>(null);
  #engine: Promise<Result<Engine>> | null = null;
  #spare: Promise<Result<Engine>> | null = null;
  /** Aborted when somebody waits for the spare one: it rehearses no longer. */
  #wanted = new AbortController();
  /** The import engine that small files share. */
  #shared: Promise<Result<Engine>> | null = null;
  #used = false;
  /** The notebook engine that was given for a notebook that is not there yet. */
  #claimed: Engine | null = null;
  /** How often an engine was made for a notebook that is being opened. */
  #renewals = 0;
  #listeners = new Map<object, (fault: Fault | null) => void>();
  #begin: StartEngine;

  constructor(begin: StartEngine) {
    this.#begin = begin;
  }

  get state() {
    return this.#state;
  }
  /** How much of the engine is fetched, in whole percent; 0 where nobody says how much there is. */
  get percent(): number {
    return this.#total > 0 ? Math.min(100, Math.round((100 * this.#loaded) / this.#total)) : 0;
  }
  get fault() {
    return this.#fault;
  }

  onReplaced(owner: object, listener: (fault: Fault | null) => void): void {
    this.#listeners.set(owner, listener);
  }

  offReplaced(owner: object): void {
    this.#listeners.delete(owner);
  }

  notebook(): Promise<Result<Engine>> {
    if (this.#engine) return this.#engine;
    // What becomes of one whose place another has taken is nobody's concern.
    const isCurrent = () => this.#engine === engine;
    const engine = this.#start('notebook').then((result) => {
      if (result.ok) result.value.onCrash((fault) => isCurrent() && this.#crashed(fault));
      if (!isCurrent()) return result;
      this.#state = result.ok ? 'ready' : 'failed';
      this.#fault = result.ok ? null : result.fault;
      return result;
    });
    this.#engine = engine;
    return engine;
  }

  /** Starts over after a failed start. */
  retry(): void {
    this.#engine = null;
    this.#state = 'starting';
    this.#fault = null;
    void this.notebook();
  }

  /**
   * Starts the spare import engine when nothing else is to be done, so that a drop need not wait for it; for a
   * small file only where there is none that it can share.
   */
  async warm(small = false): Promise<void> {
    const shared = small ? await this.#shared : null;
    if (this.#spare || (shared?.ok && shared.value.shareable)) return;
    this.#wanted = new AbortController();
    const spare = this.#start('import', this.#wanted.signal);
    this.#spare = spare;
    // One that could not be started is tried afresh by whoever needs it.
    if (!(await spare).ok && this.#spare === spare) this.#spare = null;
  }

  /**
   * Hands out an import engine, or for a small file a session of one; its owner terminates it when done.
   * `onLost` hears when the worker is lost, which may be by another's doing.
   */
  async takeImportEngine(small: boolean, onLost: () => void): Promise<Result<Engine>> {
    const shared = small ? await this.#shared : null;
    const session = shared?.ok ? await shared.value.share() : null;
    if (session) {
      session.onCrash(onLost);
      return ok(session);
    }
    this.#wanted.abort();
    const taken = this.#spare ?? this.#start('import', this.#wanted.signal);
    this.#spare = null;
    if (small) this.#shared = taken;
    const engine = await taken;
    if (engine.ok) engine.value.onCrash(onLost);
    return engine;
  }

  /** Never rejects: a part of the page that cannot be had is a fault, else everybody waits for the engine for ever. */
  #start(kind: EngineKind, wanted = new AbortController().signal): Promise<Result<Engine>> {
    const hear = (loaded: number, total: number) => {
      this.#loaded = loaded;
      this.#total = total;
    };
    return attempt(() => this.#begin(kind, hear, wanted), 'engine-missing');
  }

  /** An empty notebook engine for a notebook that may be opened: `renew` keeps it for that one. */
  async claim(): Promise<Result<Engine>> {
    const renewed = this.renew();
    const renewals = this.#renewals;
    await renewed;
    const asked = this.notebook();
    const engine = await asked;
    // Another may have been opened meanwhile, whose engine it is then, even where both have waited for the same one.
    if (this.#engine !== asked || this.#renewals !== renewals) return fail('cancelled');
    if (engine.ok) this.#claimed = engine.value;
    return engine;
  }

  /** Ends an engine that was claimed for a notebook that does not come. */
  async release(claimed: NotebookEngine): Promise<void> {
    if (claimed !== this.#claimed) return;
    const renewed = this.renew();
    this.#used = false;
    await renewed;
  }

  /**
   * An empty notebook engine for the notebook that is being opened: nothing that another notebook's SQL
   * left behind can be read or get in the way. `claimed` is the one that holds what was made ready for it.
   */
  async renew(claimed: NotebookEngine | null = null): Promise<void> {
    const keep = claimed !== null && claimed === this.#claimed;
    this.#claimed = null;
    if (keep) return;
    this.#renewals += 1;
    const old = this.#used ? this.#engine : null;
    // Before anything is waited for: whoever asks meanwhile gets the new one, and two renewals end one engine each.
    if (this.#used) this.#engine = null;
    this.#used = true;
    const ended = await old;
    if (ended?.ok) ended.value.terminate();
    void this.notebook();
  }

  /** Ends every engine, with what is in them; the next one that is asked for is a new one. */
  async end(): Promise<void> {
    const all = [this.#engine, this.#spare, this.#shared];
    this.#engine = this.#spare = this.#shared = null;
    this.#claimed = null;
    this.#used = false;
    this.#state = 'starting';
    for (const started of all) {
      const engine = await started;
      if (engine?.ok) engine.value.terminate();
    }
  }

  /** A broken instance is never used again; a new one takes its place. */
  #crashed(fault: Fault): void {
    this.#engine = this.#claimed = null;
    this.#state = 'starting';
    void this.notebook();
    // At once, not when the new engine is there: what stood in the old one is gone now.
    for (const listener of this.#listeners.values()) listener(fault);
  }
}

export const engineService = new EngineService(startEngine);
