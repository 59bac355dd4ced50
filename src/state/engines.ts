import type { Engine, RunOptions } from '../engine/client.ts';
import type { ArrowConnector } from '../engine/connector.ts';
import type { Fault, Result } from '../result.ts';

/** What the state asks of the database that a notebook runs in; the page's engine client is one. */
export interface NotebookEngine
  extends Omit<ArrowConnector, 'replaceTable'>, Pick<Engine, 'version' | 'toIpc' | 'replaceTable'> {
  rows<T = Record<string, unknown>>(sql: string, options?: RunOptions): Promise<Result<T[]>>;
}

/** Where the notebook's engine comes from: handed to whoever needs one, so that a test can hand in another. */
export interface Engines {
  /** The notebook engine, started on first call. */
  notebook(): Promise<Result<NotebookEngine>>;
  /** Tells whoever keeps tables in the notebook engine that it was replaced by an empty one, and why. */
  onReplaced(owner: object, listener: (fault: Fault | null) => void): void;
  offReplaced(owner: object): void;
}

/** Where the engines come from that see raw files. */
export interface ImportEngines {
  /** Starts a spare one; for a small file only where there is none that it can share. */
  warm(small?: boolean): Promise<void>;
  /**
   * Hands out an import engine, or for a small file a session of one; its owner terminates it when done.
   * `onLost` hears when the worker is lost.
   */
  takeImportEngine(small: boolean, onLost: () => void): Promise<Result<Engine>>;
}
