// Types only: a module with code, shared by the page and the service worker, would become a file that a
// service worker, being a classic script, could not import.

/** What a version is called, and the digest over its files. */
export interface BuildName {
  version: string;
  digest: string;
}

/** A request that the service worker made itself, or refused to make for somebody. */
export interface WorkerRequest {
  /** Number within the life of this worker, which tells two reports of one request from two requests. */
  id: string;
  url: string;
  /** Milliseconds since 1970. */
  at: number;
  outcome: 'sent' | 'stopped';
}

/** Name of the channel on which the service worker speaks to every page of its origin. */
export type OfflineChannel = 'cellar-offline';

/** What it says there; `home` is the folder it serves, for an origin may have several. */
export type OfflineNews = { home: string } & (
  | { kind: 'update'; build: BuildName }
  | { kind: 'request'; request: WorkerRequest }
);

/** What a page asks of it through a message with a port, and what comes back on the port. */
export type OfflineQuestion = { kind: 'who' } | { kind: 'take-over' };
export interface OfflineAnswer {
  build: BuildName;
  /** The headers it puts on every answer. */
  headers: Record<string, string>;
  requests: WorkerRequest[];
}

/** Where consent to a build is written down: a cache of its own, one entry for each folder. */
export type ConsentCache = 'cellar-consent';
