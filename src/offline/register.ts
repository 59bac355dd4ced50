import { trustedScriptUrl } from '../worker.ts';

/** Keeps this version for visits without a network; browsers that cannot simply go on without. */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  try {
    await navigator.serviceWorker.register(trustedScriptUrl(new URL('offline.js', document.baseURI).href));
  } catch {
    // Private mode, or a file of this build is not the one that was made: the page works as before, online.
  }
}
