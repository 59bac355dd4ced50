import * as Comlink from 'comlink';
import { fail, faultFrom, ok, refused, Stop, type Fault, type Result } from '../result.ts';
import type { EngineSession, EngineWorker, Rows, RunId } from './api.ts';
import { spawnWorker } from '../worker.ts';
import { compactSql, WORTH_COMPACTING } from './store.ts';
import { quoteName } from '../sql/quote.ts';

export type EngineKind = 'notebook' | 'import';

export interface RunOptions {
  signal?: AbortSignal | undefined;
  maxRows?: number | undefined;
}

/** The part of a worker that the engine holds: its face, how it dies and how it is killed. */
export interface EnginePort {
  face: EngineSession & Pick<EngineWorker, 'boot'>;
  /** The worker's further sessions, where it can have any. */
  sessions?: { open(n: number): Promise<EngineSession>; close(n: number): void };
  kill(): void;
  /** Registers what to do when the worker dies by itself, or has died already. */
  onDeath(listener: (detail: string) => void): void;
  /** Marks bytes as given away: they move to the worker instead of being copied. */
  give(bytes: Uint8Array): Uint8Array;
  /** Wraps a callback so that it crosses to the worker. */
  share<T extends object>(callback: T): T;
}

/** The schema of its tables, where none is named. */
const MAIN = 'main';
/** Sessions of one worker, at most. */
const SESSIONS = 8;
/** A cancelled run that has not stopped after this long sits inside one endless operation: milliseconds. */
const STUCK_AFTER = 5_000;

const cancelled: Result<never> = fail('cancelled');

/** A worker with the engines that are its sessions. */
interface Host {
  port: EnginePort;
  /** How many sessions it has had. */
  opened: number;
  engines: Set<Engine>;
  /** Resolves when the worker has ended: what it was asked for is never answered then. */
  ended: Promise<null>;
  kill(): void;
}

/**
 * A DuckDB in a worker of its own, or a session of such a worker: tables of its own, a death in common. Calls run
 * one at a time in the order they were made. Nothing here throws: every call resolves with a value or a fault.
 * After `terminate` or a crash every call, outstanding or new, resolves with `engine-crashed`.
 */
export class Engine {
  readonly #host: Host;
  readonly #session: number;
  readonly #face: EngineSession;
  #onCrash: ((fault: Fault) => void) | null = null;
  readonly #outstanding = new Set<(fault: Result<never>) => void>();
  #tail: Promise<unknown> = Promise.resolve();
  #nextId: RunId = 1;
  #dead: Result<never> | null = null;
  /** Bytes put into tables since they were last compressed. */
  #loose = 0;
  version = '';

  private constructor(host: Host, session: number, face: EngineSession) {
    this.#host = host;
    this.#session = session;
    this.#face = face;
    host.engines.add(this);
  }

  /**
   * Starts a worker and boots DuckDB in it; the worker is set up while the module still compiles.
   * Faults: `engine-missing`, `engine-unsupported`, `out-of-memory`.
   */
  static async start(module: Promise<Result<WebAssembly.Module>>, kind: EngineKind): Promise<Result<Engine>> {
    const { default: url } = await import('./worker-url.ts');
    // Listened to from its first moment: one that dies while the module compiles is never heard of again.
    const spawned = spawnWorker(url, `cellar-${kind}-engine`).then((worker) =>
      worker.ok ? ok(portOf(worker.value)) : worker,
    );
    const [port, compiled] = await Promise.all([spawned, module]);
    if (!port.ok) return port;
    if (compiled.ok) return Engine.over(port.value, compiled.value);
    port.value.kill();
    return compiled;
  }

  /** Boots an engine over any port; `start` is this over a worker. */
  static async over(port: EnginePort, module: WebAssembly.Module): Promise<Result<Engine>> {
    const host = hostOf(port);
    const engine = new Engine(host, 0, port.face);
    port.onDeath((detail) => {
      const [any] = host.engines;
      if (any) any.#die(fail('engine-crashed', { detail }), true);
    });
    const booted = await engine.#call(() => port.face.boot(module));
    if (!booted.ok) {
      engine.terminate();
      const { fault } = booted;
      return fault.code === 'engine-crashed' ? refused({ ...fault, code: 'engine-missing' }) : booted;
    }
    const ready = engine.#dead ? engine.#dead : ok(engine);
    if (ready.ok) {
      engine.version = booted.value.version;
    }
    return ready;
  }

  /** Says who is told, once, when the engine is lost (killed, trapped, stuck): its owner builds a new one. */
  onCrash(listener: (fault: Fault) => void): void {
    this.#onCrash = listener;
  }

  /** Whether its worker has another session to give. */
  get shareable(): boolean {
    const { port, opened, engines } = this.#host;
    return port.sessions !== undefined && opened < SESSIONS && engines.size > 0;
  }

  /** Another session of the same worker, or null when it has no more or has ended. */
  async share(): Promise<Engine | null> {
    const host = this.#host;
    if (!this.shareable || !host.port.sessions) return null;
    const n = host.opened++;
    const face = await Promise.race([host.port.sessions.open(n).catch(() => null), host.ended]);
    if (!face || host.engines.size === 0) return null;
    const engine = new Engine(host, n, face);
    engine.version = this.version;
    return engine;
  }

  /** Whether the engine can still be used. */
  get alive(): boolean {
    return this.#dead === null;
  }

  /** Runs statements in order; the rows of the last one, at most `maxRows` (then `truncated`). */
  run(sql: string | string[], { signal, maxRows }: RunOptions = {}): Promise<Result<Rows>> {
    const statements = typeof sql === 'string' ? [sql] : sql;
    return this.#call((face, id) => face.run(id, statements, maxRows), signal);
  }

  /** A query's rows as objects, for small results. */
  async rows<T = Record<string, unknown>>(sql: string, options: RunOptions = {}): Promise<Result<T[]>> {
    const result = await this.run(sql, options);
    if (!result.ok) return result;
    const { fields, count, data } = result.value;
    return ok(
      Array.from(
        { length: count },
        (_, r) => Object.fromEntries(fields.map((f, c) => [f.name, data[c]![r]])) as T,
      ),
    );
  }

  /** One SELECT as one Arrow IPC stream. */
  toIpc(sql: string, { signal }: RunOptions = {}): Promise<Result<Uint8Array>> {
    return this.#call((face, id) => face.toIpc(id, sql), signal);
  }

  /**
   * One SELECT as complete Arrow IPC streams of about `pieceBytes` each, in order; waits for `onPiece`, but not for
   * one that does not answer any more when the call is cancelled.
   */
  toPieces(
    sql: string,
    pieceBytes: number,
    onPiece: (bytes: Uint8Array, rows: number) => void | Promise<void>,
    { signal }: RunOptions = {},
  ): Promise<Result<{ rows: number }>> {
    return this.#call((face, id) => {
      const gone = new Promise<never>((_, leave) =>
        signal?.addEventListener('abort', () => leave(new Stop({ code: 'cancelled' })), { once: true }),
      );
      gone.catch(() => {}); // where nothing is being taken
      const take = async (bytes: Uint8Array, rows: number) => Promise.race([onPiece(bytes, rows), gone]);
      return face.toPieces(id, sql, pieceBytes, this.#host.port.share(take));
    }, signal);
  }

  /**
   * Appends an Arrow IPC stream to a table, creating it when `create` (for a table in several pieces take
   * `replaceTable`). The bytes are copied, not taken away,
   * so the caller may go on to store them.
   */
  insertIpc(table: string, bytes: Uint8Array, create: boolean, schema = MAIN): Promise<Result<null>> {
    return this.#call((face) => face.insertIpc(table, schema, bytes, create));
  }

  /**
   * Replaces a table by Arrow IPC streams of one schema, in one transaction: a table appended to in several
   * transactions costs three times as much, and a fault midway leaves the old table. Nothing else runs
   * on this engine until `pieces` ends. The pieces are given away. Returns how many there were.
   */
  replaceTable(
    table: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    { signal, schema = MAIN }: RunOptions & { schema?: string } = {},
  ): Promise<Result<number>> {
    return this.#call(async (face, id, died) => {
      const drop = `DROP TABLE IF EXISTS ${quoteName(schema)}.${quoteName(table)}`;
      // Whoever makes the pieces must hear that nobody takes them any more.
      const answered = <R>(asked: Promise<Result<R>>) => Promise.race([asked, died]);
      const begun = await answered(face.run(id, ['BEGIN', drop]));
      let result: Result<unknown> = begun;
      let count = 0;
      // One waits in the worker while another is put in: the page may be drawing when that one is answered.
      let before: Promise<Result<unknown>> = Promise.resolve(begun);
      try {
        for await (const bytes of pieces) {
          if (signal?.aborted) result = cancelled;
          if (!result.ok) break;
          this.#loose += bytes.length;
          const given = this.#host.port.give(bytes);
          const next = answered(face.insertIpc(table, schema, given, count++ === 0)).catch(lost);
          result = await before;
          before = next;
        }
      } catch (error) {
        result = refused(faultFrom(error, 'import-failed'));
      }
      const last = await before;
      if (result.ok) result = last;
      // Under an id of its own: an abort must not reach the ROLLBACK.
      const ended = await answered(face.run(this.#nextId++, [result.ok ? 'COMMIT' : 'ROLLBACK']));
      if (!result.ok) return result;
      if (!ended.ok) return ended;
      if (this.#loose > WORTH_COMPACTING) {
        this.#loose = 0;
        // What cannot be compressed now, because another session writes, is as good as it was.
        await answered(face.run(this.#nextId++, [compactSql]));
      }
      return ok(count);
    }, signal);
  }

  /** Makes a file readable as `in/<name>`; `onRead` hears, now and then, up to which byte it has been read. */
  registerFile(name: string, file: Blob, onRead?: (bytes: number) => void): Promise<Result<null>> {
    return this.#call((face) => face.registerFile(name, file, onRead && this.#host.port.share(onRead)));
  }

  dropFile(name: string): Promise<Result<null>> {
    return this.#call((face) => face.dropFile(name));
  }

  /** Names of the tables that a SELECT reads. */
  tableNames(sql: string): Promise<Result<string[]>> {
    return this.#call((face) => face.tableNames(sql));
  }

  /** Ends it, and the worker with its last session; everything outstanding resolves with `cancelled`. */
  terminate(): void {
    this.#die(cancelled, false);
  }

  #die(reason: Result<never>, crashed: boolean): void {
    if (this.#dead) return;
    this.#dead = crashed ? reason : fail('engine-crashed', { detail: 'terminated' });
    const { port, engines, kill } = this.#host;
    engines.delete(this);
    if (engines.size === 0) kill();
    else if (!crashed) port.sessions?.close(this.#session);
    for (const settle of [...this.#outstanding]) settle(reason);
    if (!crashed) return;
    if (!reason.ok) this.#onCrash?.(reason.fault);
    for (const other of [...engines]) other.#die(reason, true);
  }

  /**
   * Queues one call. An abort answers the caller at once; the queue moves on when the worker has
   * really stopped, or the worker is given up as stuck.
   */
  #call<T>(
    work: (face: EngineSession, id: RunId, died: Promise<Result<never>>) => Promise<Result<T>>,
    signal?: AbortSignal,
  ): Promise<Result<T>> {
    if (this.#dead) return Promise.resolve(this.#dead);
    if (signal?.aborted) return Promise.resolve(cancelled);
    const id = this.#nextId++;
    return new Promise<Result<T>>((resolve) => {
      let running = false;
      let stuck: ReturnType<typeof setTimeout> | undefined;
      const settle = (result: Result<T>) => {
        this.#outstanding.delete(settle);
        resolve(result);
      };
      const abort = () => {
        settle(cancelled);
        if (!running) return;
        void this.#face.cancel(id);
        stuck = setTimeout(() => this.#die(fail('engine-crashed', { detail: 'stuck' }), true), STUCK_AFTER);
      };
      this.#outstanding.add(settle);
      signal?.addEventListener('abort', abort, { once: true });
      const turn = this.#tail.then(async () => {
        if (this.#dead || signal?.aborted) return null;
        running = true;
        // A dead worker never answers; its death settles this call and must free the queue too.
        let free: (fault: Result<never>) => void = () => {};
        const died = new Promise<Result<never>>((resolveDied) => (free = resolveDied));
        this.#outstanding.add(free);
        const result = await Promise.race([work(this.#face, id, died).catch(lost), died]);
        this.#outstanding.delete(free);
        running = false;
        clearTimeout(stuck);
        signal?.removeEventListener('abort', abort);
        return result;
      });
      this.#tail = turn;
      // Whoever hears of it may draw: what stands behind has gone to the worker by then.
      void turn.then((result) => {
        if (result === null) return;
        settle(result);
        if (!result.ok && result.fault.code === 'engine-crashed') this.#die(result, true);
      });
    });
  }
}

function hostOf(port: EnginePort): Host {
  let end: (gone: null) => void = () => {};
  const ended = new Promise<null>((resolve) => (end = resolve));
  const kill = () => {
    port.kill();
    end(null);
  };
  return { port, opened: 1, engines: new Set(), ended, kill };
}

const lost = (error: unknown): Result<never> => refused(faultFrom(error, 'engine-crashed'));

/** A port over a real worker. */
function portOf(worker: Worker): EnginePort {
  const face = Comlink.wrap<EngineWorker>(worker);
  let died: string | null = null;
  let listener = (_detail: string): void => {};
  const die = (detail: string): void => listener((died = detail));
  worker.addEventListener('error', (event) => die(event.message || 'worker error'));
  worker.addEventListener('messageerror', () => die('unreadable message'));
  return {
    face: face as unknown as EngineWorker,
    sessions: {
      open: async (n) => (await face.session(n)) as unknown as EngineSession,
      // What cannot be emptied goes with its worker.
      close: (n) => void face.close(n).catch(() => {}),
    },
    kill() {
      worker.terminate();
    },
    onDeath(heard) {
      listener = heard;
      if (died !== null) heard(died);
    },
    give: (bytes) => Comlink.transfer(bytes, [bytes.buffer]),
    share: (callback) => Comlink.proxy(callback),
  };
}
