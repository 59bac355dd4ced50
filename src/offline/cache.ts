/** Path (relative to the page's folder) and SHA-256 of every file of a build. */
export type BuildFiles = Readonly<Record<string, string>>;

async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches one file and keeps it if it is what the build made; anything else stops the installation. */
async function keep(cache: Cache, home: URL, path: string, expected: string): Promise<void> {
  const url = new URL(path, home).href;
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await digest(bytes)) !== expected) throw new Error(`${path} is not the file that was built`);
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  await cache.put(url, new Response(bytes, { headers: { 'content-type': type } }));
}

/** Keeps every file of a build, or throws. */
export async function keepBuild(name: string, home: URL, files: BuildFiles): Promise<void> {
  const cache = await caches.open(name);
  for (const [path, expected] of Object.entries(files)) await keep(cache, home, path, expected);
}

/** Deletes what other versions kept. */
export async function dropOtherBuilds(name: string): Promise<void> {
  for (const other of await caches.keys()) {
    if (other.startsWith('cellar-') && other !== name) await caches.delete(other);
  }
}

/** Whether a request asks for a file of this site's folder. */
export const isOwn = (request: Request, home: URL): boolean => {
  const url = new URL(request.url);
  return request.method === 'GET' && url.origin === home.origin && url.pathname.startsWith(home.pathname);
};

/** The kept file that a request asks for, else what the network answers. Every page is the one page. */
export async function answer(name: string, home: URL, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const cache = await caches.open(name);
  const page = request.mode === 'navigate' ? new URL('index.html', home).href : url.origin + url.pathname;
  return (await cache.match(page)) ?? fetch(request);
}
