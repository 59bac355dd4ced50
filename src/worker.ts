import { isReport, type Observation, type Tell } from './egress/observation.ts';
import { faultFrom, ok, refused, type Result } from './result.ts';

interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy;
}

let policy: ScriptUrlPolicy | null = null;

/** A URL that starts a worker under Trusted Types: a blob of this page, or a script of this origin. */
export function trustedScriptUrl(url: string): string {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy('cellar', {
    createScriptURL(candidate) {
      const { origin } = new URL(candidate, location.href);
      if (origin !== location.origin) throw new TypeError(`not a script of this page: ${candidate}`);
      return candidate;
    },
  });
  return policy.createScriptURL(url) as string;
}

/** Addresses of the worker texts that were fetched; each is fetched once for the page. */
const blobs = new Map<string, Promise<string>>();

async function blobOf(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
}

/** What workers reported before somebody listened. */
const unheard: Observation[] = [];
let listener: Tell = (seen) => unheard.push(seen);

/** Hears of every request that a worker makes or tries to make, those before this call too. */
export function hearWorkers(tell: Tell): void {
  listener = tell;
  unheard.splice(0).forEach(tell);
}

const textOf = (url: string): Promise<string> => {
  let blob = blobs.get(url);
  if (!blob) blobs.set(url, (blob = blobOf(url)));
  return blob;
};

/** Fetches a worker's text ahead, so that it can be started when the page fetches nothing any more; whether it is here. */
export async function keepWorker(url: string): Promise<boolean> {
  if (import.meta.env.DEV) return true;
  try {
    await textOf(url);
    return true;
  } catch {
    blobs.delete(url);
    return false;
  }
}

function started(url: string, name: string): Worker {
  const worker = new Worker(trustedScriptUrl(url), { type: 'module', name });
  worker.addEventListener('message', ({ data }) => {
    if (isReport(data)) listener(data.cellarEgress);
  });
  return worker;
}

/**
 * Starts a worker from its built file (`import url from '…?worker&url'`). The text is fetched and run from
 * a blob, because a page's meta CSP governs a blob worker but not one loaded from the network.
 * Fault `engine-missing` when the file cannot be had.
 */
export async function spawnWorker(url: string, name: string): Promise<Result<Worker>> {
  // In development the file is a module with imports of its own, which a blob could not resolve.
  if (import.meta.env.DEV) return ok(started(url, name));
  try {
    return ok(started(await textOf(url), name));
  } catch (error) {
    blobs.delete(url);
    return refused(faultFrom(error, 'engine-missing'));
  }
}
