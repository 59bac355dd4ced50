// The service worker: after the first visit Cellar opens without a network. It only ever asks this site for
// this build's own files, and checks each against the digest that the build wrote down.

/** The two events of a service worker that are used; the DOM's types, which the project has, lack them. */
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Filled in by the build: path (relative to this file) and SHA-256 of every file of this version. */
const FILES: Record<string, string> = JSON.parse('__PRECACHE__');
const CACHE = `cellar-${'__PRECACHE_VERSION__'}`;

const home = new URL('./', self.location.href);

async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches one file and keeps it if it is what the build made; anything else stops the installation. */
async function keep(cache: Cache, path: string, expected: string): Promise<void> {
  const url = new URL(path, home).href;
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await digest(bytes)) !== expected) throw new Error(`${path} is not the file that was built`);
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  await cache.put(url, new Response(bytes, { headers: { 'content-type': type } }));
}

self.addEventListener('install', (event) => {
  (event as LifeEvent).waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      for (const [path, expected] of Object.entries(FILES)) await keep(cache, path, expected);
    })(),
  );
});

self.addEventListener('activate', (event) => {
  (event as LifeEvent).waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith('cellar-') && name !== CACHE) await caches.delete(name);
      }
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event as RequestEvent;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== home.origin) return;
  if (!url.pathname.startsWith(home.pathname)) return;
  (event as RequestEvent).respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const page = request.mode === 'navigate' ? new URL('index.html', home).href : url.origin + url.pathname;
      return (await cache.match(page)) ?? fetch(request);
    })(),
  );
});
