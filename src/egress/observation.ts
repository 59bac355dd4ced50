/** What one witness saw of one request. */
export interface Observation {
  url: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Who asked: `page`, `service-worker`, or a worker's name. */
  where: string;
  /** What it was for: the browser's initiator type, the policy's directive, or the constructor's name. */
  kind: string;
  /**
   * Who says so: `timing` (the browser's own list of what was fetched), `lock` (a network constructor that was
   * taken away), `service-worker`, or the text of the policy that stopped it.
   */
  witness: string;
  /** `kept`: answered by the service worker, so that it did not leave this machine by itself. */
  outcome: 'sent' | 'kept' | 'stopped';
  /** Whether an answer came; the browser lists some requests that it had stopped as well, without one. */
  answered: boolean;
}

export type Tell = (seen: Observation) => void;

/** A message of a worker that reports what it saw. */
export interface Report {
  cellarEgress: Observation;
}

export const isReport = (data: unknown): data is Report =>
  typeof data === 'object' && data !== null && 'cellarEgress' in data;

/** Addresses that reach beyond the browser; `blob:` and `data:` stay in the tab. */
export const leavesBrowser = (url: string): boolean => /^(?:https?|wss?|ftp|stun|turns?):/i.test(url);

/** A stop by a lock of ours, as an observation. */
export const stopped = (where: string, kind: string, url: unknown): Observation => ({
  url: absolute(url),
  at: Date.now(),
  where,
  kind,
  witness: 'lock',
  outcome: 'stopped',
  answered: false,
});

function absolute(url: unknown): string {
  const text = typeof url === 'object' && url !== null && 'url' in url ? String(url.url) : String(url ?? '');
  try {
    return new URL(text, globalThis.location?.href).href;
  } catch {
    return text;
  }
}
