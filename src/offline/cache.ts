import { sha256, type Build } from './build.ts';
import type { ConsentCache } from './messages.ts';

/** Asks the network for one of this folder's own addresses. */
export type Ask = (url: string) => Promise<Response>;

const CONSENT = 'cellar-consent' satisfies ConsentCache;
const PREFIX = 'cellar-build-';

/** Caches belong to the origin: those of this folder are told apart from another Cellar's on the same host. */
const cacheName = (build: Build, home: URL): string => `${PREFIX}${build.digest}@${home.pathname}`;
const isOfFolder = (name: string, home: URL): boolean =>
  (name.startsWith(PREFIX) && name.endsWith(`@${home.pathname}`)) || /^cellar-[0-9a-f]{16}$/.test(name);

/**
 * The browser's own copy of a file that this page has had from the host, if its bytes are those that were built, or
 * null; the network is not asked. Only beside such an answer, not beside one that a service worker makes, does the
 * browser keep what it has compiled of the engine: half of what a later visit would compute.
 */
export async function browsersCopy(build: Build, home: URL, path: string): Promise<Response | null> {
  try {
    const response = await fetch(new URL(path, home), { cache: 'only-if-cached', mode: 'same-origin' });
    const bytes = await response.clone().arrayBuffer();
    return response.ok && (await sha256(bytes)) === build.files[path] ? response : null;
  } catch {
    return null;
  }
}

/** Whether a file is code that the browser compiles for long, and keeps compiled. */
export const isEngine = (path: string): boolean => path.endsWith('.wasm');

/** Fetches one file and keeps it if it is what the build made; throws at anything else. */
async function keep(build: Build, home: URL, path: string, cache: Cache, ask: Ask): Promise<ArrayBuffer> {
  const url = new URL(path, home).href;
  // Asked for again, even if only whether it has changed, the engine would count as another than the compiled one.
  const response = (isEngine(path) && (await browsersCopy(build, home, path))) || (await ask(url));
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== build.files[path]) throw new Error(`${path} is not the file that was built`);
  await cache.put(url, new Response(bytes));
  return bytes;
}

/** Keeps the files of a build that are not left for later, or throws. */
export async function keepBuild(build: Build, home: URL, ask: Ask): Promise<void> {
  const cache = await caches.open(cacheName(build, home));
  for (const path of Object.keys(build.files))
    if (!build.later.includes(path)) await keep(build, home, path, cache, ask);
}

/**
 * The bytes of a file of the build: from the cache if they are still what was built, else fetched anew. They are
 * checked at every answer, for any script of this origin can write into the cache. Throws when the right bytes
 * are neither here nor at the host.
 */
export async function builtFile(build: Build, home: URL, path: string, ask: Ask): Promise<ArrayBuffer> {
  const cache = await caches.open(cacheName(build, home));
  const url = new URL(path, home).href;
  const kept = await cache.match(url);
  if (kept) {
    const bytes = await kept.arrayBuffer();
    if ((await sha256(bytes)) === build.files[path]) return bytes;
    await cache.delete(url);
  }
  return keep(build, home, path, cache, ask);
}

/** Deletes what other versions kept for this folder. */
export async function dropOtherBuilds(build: Build, home: URL): Promise<void> {
  for (const name of await caches.keys())
    if (isOfFolder(name, home) && name !== cacheName(build, home)) await caches.delete(name);
}

/** Whether another version of this kind, which asks before it gives way, has kept its files here. */
export async function holdsAnother(build: Build, home: URL): Promise<boolean> {
  const names = await caches.keys();
  return names.some(
    (name) => name.startsWith(PREFIX) && isOfFolder(name, home) && name !== cacheName(build, home),
  );
}

/** Whether the reader has agreed to this very build. */
export async function isAgreed(build: Build, home: URL): Promise<boolean> {
  const cache = await caches.open(CONSENT);
  const kept = await cache.match(new URL('consent', home).href);
  return (await kept?.text()) === build.digest;
}
