import { trustedScriptUrl } from '../worker.ts';
import type { BuildName, ConsentCache, OfflineAnswer, OfflineChannel, OfflineNews } from './messages.ts';

/** The folder that this page was served from. */
const home = (): string => new URL('./', document.baseURI).href;

const isKept = (): boolean => 'serviceWorker' in navigator && !import.meta.env.DEV;

/** Keeps this version for visits without a network; browsers that cannot simply go on without. */
export async function keepForOffline(): Promise<void> {
  if (!isKept()) return;
  try {
    const { serviceWorker } = navigator;
    const url = trustedScriptUrl(new URL('offline.js', document.baseURI).href);
    const registration = await serviceWorker.register(url, { updateViaCache: 'none' });
    // Whether there is another version is heard of now, when somebody listens, not at the next visit.
    if (registration.active) await registration.update();
  } catch {
    // Private mode, no network, or a new version that waits for consent: the page works as before.
  }
}

/** Hears what the service worker of this folder says; null where there is none to hear. */
export function hearOffline(tell: (news: OfflineNews) => void): void {
  if (!isKept()) return;
  new BroadcastChannel('cellar-offline' satisfies OfflineChannel).addEventListener('message', ({ data }) => {
    const news = data as OfflineNews;
    if (news.home === home()) tell(news);
  });
}

/** What the service worker that serves this page says of itself; null when none does. */
export async function askOffline(): Promise<OfflineAnswer | null> {
  const controller = isKept() ? navigator.serviceWorker.controller : null;
  if (!controller) return null;
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<OfflineAnswer | null>((resolve) => {
    port1.addEventListener('message', ({ data }) => resolve(data as OfflineAnswer));
    // A worker of an earlier version does not know the question.
    setTimeout(() => resolve(null), 3_000);
  });
  port1.start();
  controller.postMessage({ kind: 'who' }, [port2]);
  return answered;
}

/** The host's own list, where no service worker answers: version and digest of what it serves, or null. */
export async function askHost(): Promise<BuildName | null> {
  try {
    const response = await fetch(new URL('digests.json', document.baseURI).href, { cache: 'no-cache' });
    const { version, build } = (await response.json()) as { version: string; build: string };
    return response.ok ? { version, digest: build } : null;
  } catch {
    return null;
  }
}

/**
 * Takes a new build, which the reader has agreed to: it is fetched whole and checked, then serves this page,
 * which loads anew. False when it could not be had; the old one goes on then.
 */
export async function takeBuild({ digest }: BuildName): Promise<boolean> {
  const { serviceWorker } = navigator;
  const cache = await caches.open('cellar-consent' satisfies ConsentCache);
  await cache.put(new URL('consent', home()).href, new Response(digest));
  const registration = await serviceWorker.getRegistration(home());
  const updated = await registration?.update().catch(() => undefined);
  const coming = updated?.installing ?? updated?.waiting;
  if (!coming || !(await settled(coming))) return false;
  const served = new Promise<boolean>((resolve) => {
    serviceWorker.addEventListener('controllerchange', () => resolve(true), { once: true });
    // A page that no worker controls changes hands without such an event; one that fails to start never does.
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve(true);
      if (coming.state === 'redundant') resolve(false);
    });
  });
  coming.postMessage({ kind: 'take-over' });
  if (!(await served)) return false;
  location.reload();
  return true;
}

/** Whether a worker that is being installed came to be. */
function settled(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === 'redundant') resolve(false);
      else if (worker.state !== 'installing') resolve(true);
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
