import type { Build } from './build.ts';
import { browsersCopy, builtFile, isEngine, type Ask } from './cache.ts';
import { headersWith } from './headers.ts';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  webmanifest: 'application/manifest+json',
  gz: 'application/gzip',
};

const PAGE = 'index.html';
/** The host's own list, which says whether it has another version. */
const DIGESTS = 'digests.json';

/** What stands where the page would, when neither this machine nor the host has its true files. */
const ALTERED = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cellar</title>
<h1>Cellar</h1>
<p>本机保存的 Cellar 程序文件被改动过，而网站上现在没有这个版本的原文件，因此没有打开。笔记本和数据没有受影响。请联网后重新载入；仍然如此时，在开发者工具的“应用 → Service Worker”里注销本站的 Service Worker，再重新载入，会装上网站现在的版本。</p>
<p lang="en">The copy of Cellar on this machine was altered, and the site does not have the files of this version now, so it was not opened. Notebooks and data are untouched. Reload with a network connection; if this stays, unregister this site’s service worker in the developer tools (Application → Service workers) and reload, which installs the version that the site has now.</p>
</html>`;

/** A request's path within this folder, or null when it is none of this folder's or no plain reading. */
function pathWithin(request: Request, home: URL): string | null {
  const { origin, pathname } = new URL(request.url);
  const own = origin === home.origin && pathname.startsWith(home.pathname);
  return own && request.method === 'GET' ? pathname.slice(home.pathname.length) : null;
}

/** Which file of the build a path within the folder asks for; every page is the one page. */
function fileAt(build: Build, path: string, isPage: boolean): string | null {
  if (path === '') return PAGE;
  if (Object.hasOwn(build.files, path)) return path;
  return isPage ? PAGE : null;
}

/**
 * Answers a request of one of the pages: with a file of this build, its bytes checked and all headers on it, and
 * else not at all. Nothing of the request reaches the network: what is fetched is asked for by its own
 * address, without query, body or headers of the page's. `refused` hears of what was turned away.
 */
export async function answer(
  build: Build,
  home: URL,
  request: Request,
  ask: Ask,
  refused: (url: string) => void,
): Promise<Response> {
  const path = pathWithin(request, home);
  if (path === null) {
    refused(request.url);
    return Response.error();
  }
  const isPage = request.mode === 'navigate';
  if (path === DIGESTS) return hostsList(build, home, ask);
  const file = fileAt(build, path, isPage);
  if (file === null) return plain(build, 404, `${path}: not a file of this build`);
  try {
    const copy = isEngine(file) ? await browsersCopy(build, home, file) : null;
    if (copy && copy.headers.get('content-type') === TYPES['wasm']) return copy;
    const type = TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const bytes = await builtFile(build, home, file, ask);
    return new Response(bytes, { headers: { ...headersWith(build.policy), 'Content-Type': type } });
  } catch (error) {
    if (isPage)
      return new Response(ALTERED, {
        status: 503,
        headers: { ...headersWith("default-src 'none'"), 'Content-Type': TYPES['html']! },
      });
    return plain(build, 503, error instanceof Error ? error.message : String(error));
  }
}

async function hostsList(build: Build, home: URL, ask: Ask): Promise<Response> {
  try {
    const response = await ask(new URL(DIGESTS, home).href);
    if (!response.ok) return plain(build, response.status, `HTTP ${response.status}`);
    return new Response(await response.arrayBuffer(), {
      headers: { ...headersWith(build.policy), 'Content-Type': TYPES['json']! },
    });
  } catch {
    return plain(build, 503, 'no network');
  }
}

const plain = (build: Build, status: number, text: string): Response =>
  new Response(text, {
    status,
    headers: { ...headersWith(build.policy), 'Content-Type': 'text/plain; charset=utf-8' },
  });
