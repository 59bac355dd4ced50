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

/**
 * Starts a worker from its built file (`import url from '…?worker&url'`). The text is fetched and run from
 * a blob, because a page's meta CSP governs a blob worker but not one loaded from the network.
 * Fault `engine-missing` when the file cannot be had.
 */
export async function spawnWorker(url: string, name: string): Promise<Result<Worker>> {
  // In development the file is a module with imports of its own, which a blob could not resolve.
  if (import.meta.env.DEV) return ok(new Worker(trustedScriptUrl(url), { type: 'module', name }));
  let blob = blobs.get(url);
  if (!blob) blobs.set(url, (blob = blobOf(url)));
  try {
    return ok(new Worker(trustedScriptUrl(await blob), { type: 'module', name }));
  } catch (error) {
    blobs.delete(url);
    return refused(faultFrom(error, 'engine-missing'));
  }
}
