import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answer } from '../../../src/offline/answer.ts';
import type { Build } from '../../../src/offline/build.ts';
import { dropOtherBuilds, holdsAnother, isAgreed, keepBuild } from '../../../src/offline/cache.ts';
import { FakeCaches } from './fake-caches.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const FILES: Record<string, string> = {
  'index.html': '<!doctype html><title>the page</title>',
  'assets/app.js': 'the script',
  'assets/engine.wasm': 'the engine',
  'assets/sample.js': 'the sample',
};
const HOME = new URL('https://host.example/tools/cellar/');
const POLICY = "default-src 'none'; script-src 'self'";
const build: Build = {
  version: '1.0.0',
  digest: 'a'.repeat(64),
  files: Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, sha(text)])),
  later: ['assets/sample.js'],
  policy: POLICY,
};

let caches: FakeCaches;
let asked: string[];
/** What the host answers with; a file that is not in it is gone. */
let host: Record<string, string>;
const ask = async (url: string): Promise<Response> => {
  asked.push(url);
  const text = host[url.slice(HOME.href.length)];
  return text === undefined ? new Response('', { status: 404 }) : new Response(text);
};
const refused: string[] = [];
const get = (path: string, init: RequestInit & { navigate?: boolean } = {}): Promise<Response> => {
  const request = new Request(new URL(path, HOME), init);
  if (init.navigate) Object.defineProperty(request, 'mode', { value: 'navigate' });
  return answer(build, HOME, request, ask, (url) => refused.push(url));
};
const store = () => caches.stores.get(`cellar-build-${build.digest}@${HOME.pathname}`)!;

/** What the browser itself still has of the host's answers. */
let own: Map<string, Response>;

beforeEach(async () => {
  caches = new FakeCaches();
  vi.stubGlobal('caches', caches);
  own = new Map();
  vi.stubGlobal('fetch', async (url: URL, { cache, mode }: RequestInit) => {
    // In any other mode the network may be asked.
    expect([cache, mode]).toEqual(['only-if-cached', 'same-origin']);
    const response = own.get(url.href.slice(HOME.href.length));
    if (!response) throw new TypeError('Failed to fetch');
    return response;
  });
  host = { ...FILES };
  asked = [];
  refused.length = 0;
  await keepBuild(build, HOME, ask);
  asked = [];
});
afterEach(() => vi.unstubAllGlobals());

describe('what the service worker answers', () => {
  test('the kept file with every header, the network not asked', async () => {
    const page = await get('?lang=en', { navigate: true });
    expect(await page.text()).toBe(FILES['index.html']);
    expect(asked).toEqual([]);
    expect(page.headers.get('content-security-policy')).toBe(`${POLICY}; frame-ancestors 'none'`);
    for (const [name, value] of [
      ['x-content-type-options', 'nosniff'],
      ['referrer-policy', 'no-referrer'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-embedder-policy', 'require-corp'],
      ['cross-origin-resource-policy', 'same-origin'],
    ] as const)
      expect(page.headers.get(name), name).toBe(value);
    expect((await get('assets/engine.wasm')).headers.get('content-type')).toBe('application/wasm');
  });

  test.each(['index.html', 'assets/app.js', 'assets/engine.wasm'])(
    'a planted %s is not served: the true one is fetched again',
    async (path) => {
      store().set(new URL(path, HOME).href, new Response('planted', { headers: { 'x-planted': '1' } }));
      const answered = await get(path, { navigate: path === 'index.html' });
      expect(await answered.text()).toBe(FILES[path]);
      expect(answered.headers.get('x-planted')).toBeNull();
      expect(asked).toEqual([new URL(path, HOME).href]);
      // Mended: the next answer needs no network.
      await get(path, { navigate: path === 'index.html' });
      expect(asked).toHaveLength(1);
    },
  );

  describe('the engine as the browser itself has it', () => {
    const wasm = { headers: { 'content-type': 'application/wasm' } };

    test('is served as it came, so that what was compiled of it counts, and nobody is asked', async () => {
      const copy = new Response('the engine', wasm);
      own.set('assets/engine.wasm', copy);
      store().delete(new URL('assets/engine.wasm', HOME).href);
      expect(await get('assets/engine.wasm')).toBe(copy);
      expect(asked).toEqual([]);
    });

    test.each([
      ['altered', new Response('planted', wasm)],
      ['called something else by the host', new Response('the engine')],
      ['an error', new Response('the engine', { ...wasm, status: 404 })],
    ])('is not when it is %s', async (_, copy) => {
      own.set('assets/engine.wasm', copy);
      const answered = await get('assets/engine.wasm');
      expect(answered).not.toBe(copy);
      expect(await answered.text()).toBe('the engine');
    });

    test('a script is never served from there: it needs the headers that a host may not send', async () => {
      own.set('assets/app.js', new Response('the script'));
      expect((await get('assets/app.js')).headers.get('cross-origin-opener-policy')).toBe('same-origin');
    });

    test('is what a first visit keeps, instead of asking the host again', async () => {
      own.set('assets/engine.wasm', new Response('the engine', wasm));
      await keepBuild({ ...build, digest: 'd'.repeat(64) }, HOME, ask);
      expect(asked).toEqual(['index.html', 'assets/app.js'].map((path) => HOME.href + path));
    });
  });

  test('neither true here nor at the host: a page that says so in both languages, and no script', async () => {
    for (const path of ['index.html', 'assets/app.js'])
      store().set(new URL(path, HOME).href, new Response('planted'));
    host = { 'index.html': 'another version', 'assets/app.js': 'another version' };
    const page = await get('', { navigate: true });
    expect(page.status).toBe(503);
    const text = await page.text();
    expect(text).toMatch(/被改动过/);
    expect(text).toMatch(/was altered/);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect((await get('assets/app.js')).status).toBe(503);
  });

  test('a file left for later is fetched once, checked and kept', async () => {
    expect(await (await get('assets/sample.js')).text()).toBe('the sample');
    await get('assets/sample.js');
    expect(asked).toEqual([`${HOME.href}assets/sample.js`]);
    store().clear();
    host['assets/sample.js'] = 'another';
    expect((await get('assets/sample.js')).status).toBe(503);
  });

  test('what it does not know never reaches the network, and no query does', async () => {
    for (const path of ['leak?data', 'assets/other.js', '__proto__', 'constructor'])
      expect((await get(path)).status, path).toBe(404);
    await get('assets/app.js?data');
    await get('?data#data', { navigate: true });
    expect(asked).toEqual([]);
    host['digests.json'] = '{}';
    await get('digests.json?data');
    expect(asked).toEqual([`${HOME.href}digests.json`]);
  });

  test('other sites, other folders of the host and anything but reading are refused, and told', async () => {
    const tries: [string, RequestInit][] = [
      ['https://evil.example/leak', {}],
      ['https://host.example/other/leak', {}],
      ['leak', { method: 'POST', body: 'data' }],
      ['leak', { method: 'HEAD' }],
    ];
    for (const [path, init] of tries) expect((await get(path, init)).type, path).toBe('error');
    expect(asked).toEqual([]);
    expect(refused).toEqual(tries.map(([path]) => new URL(path, HOME).href));
  });
});

describe('versions', () => {
  const next: Build = { ...build, version: '1.1.0', digest: 'b'.repeat(64) };

  test('another build of this folder is known by what it kept, another folder’s is let alone', async () => {
    expect(await holdsAnother(build, HOME)).toBe(false);
    expect(await holdsAnother(next, HOME)).toBe(true);
    const elsewhere = new URL('https://host.example/cellar/');
    expect(await holdsAnother(next, elsewhere)).toBe(false);
    await keepBuild(next, elsewhere, async (url) => new Response(FILES[url.slice(elsewhere.href.length)]));
    await keepBuild(next, HOME, ask);
    await dropOtherBuilds(next, HOME);
    expect(await caches.keys()).toEqual([
      `cellar-build-${next.digest}@/cellar/`,
      `cellar-build-${next.digest}@/tools/cellar/`,
    ]);
  });

  test('consent is to one build and one folder', async () => {
    expect(await isAgreed(next, HOME)).toBe(false);
    const consent = await caches.open('cellar-consent');
    await consent.put(`${HOME.href}consent`, new Response(next.digest));
    expect(await isAgreed(next, HOME)).toBe(true);
    expect(await isAgreed({ ...next, digest: 'c'.repeat(64) }, HOME)).toBe(false);
    expect(await isAgreed(next, new URL('https://host.example/cellar/'))).toBe(false);
  });

  test('a build with one altered file is not kept', async () => {
    host['assets/app.js'] = 'altered';
    await expect(keepBuild(next, HOME, ask)).rejects.toThrow(/assets\/app.js is not the file/);
  });
});
