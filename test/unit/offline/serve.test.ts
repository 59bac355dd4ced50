import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Build } from '../../../src/offline/build.ts';
import { serve, type WorkerScope } from '../../../src/offline/serve.ts';
import { FakeCaches } from './fake-caches.ts';

const HOME = 'https://host.example/cellar/';
const PAGE = 'the page';
const buildOf = (digest: string): Build => ({
  version: '1.0.0',
  digest: digest.repeat(64),
  files: { 'index.html': createHash('sha256').update(PAGE).digest('hex') },
  later: [],
  policy: "default-src 'none'",
});

let caches: FakeCaches;
let news: unknown[];
class FakeChannel {
  postMessage(message: unknown): void {
    news.push(message);
  }
}
class Scope extends EventTarget {
  location = { href: `${HOME}offline.js` };
  registration: { active: unknown } = { active: null };
  clients = { claim: async () => undefined };
  skipped = 0;
  async skipWaiting(): Promise<void> {
    this.skipped += 1;
  }
  /** Raises an event; resolves or rejects as the work that it waits for. */
  raise(type: string): Promise<unknown> {
    let work: Promise<unknown> = Promise.reject(new Error('nothing waited for'));
    work.catch(() => undefined);
    this.dispatchEvent(
      Object.assign(new Event(type), { waitUntil: (waited: Promise<unknown>) => void (work = waited) }),
    );
    return work;
  }
}
const start = (digest: string, active: boolean): Scope => {
  const scope = new Scope();
  scope.registration.active = active ? {} : null;
  serve(scope as unknown as WorkerScope, buildOf(digest));
  return scope;
};
const builds = () => [...caches.stores.keys()].filter((name) => name.startsWith('cellar-build-'));

beforeEach(() => {
  caches = new FakeCaches();
  news = [];
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.stubGlobal('fetch', async () => new Response(PAGE));
});
afterEach(() => vi.unstubAllGlobals());

describe('a service worker', () => {
  test('installs by itself at the first visit', async () => {
    await start('a', false).raise('install');
    expect(builds()).toHaveLength(1);
  });

  test('of another build says so and does not install, until the reader has agreed to this very build', async () => {
    await start('a', false).raise('install');
    news = [];
    await expect(start('b', true).raise('install')).rejects.toThrow(/waits/);
    expect(news).toEqual([
      { home: HOME, kind: 'update', build: { version: '1.0.0', digest: 'b'.repeat(64) } },
    ]);
    expect(builds()).toEqual([`cellar-build-${'a'.repeat(64)}@/cellar/`]);

    const consent = await caches.open('cellar-consent');
    await consent.put(`${HOME}consent`, new Response('b'.repeat(64)));
    await expect(start('c', true).raise('install')).rejects.toThrow(/waits/);
    const agreed = start('b', true);
    await agreed.raise('install');
    await agreed.raise('activate');
    expect(builds()).toEqual([`cellar-build-${'b'.repeat(64)}@/cellar/`]);
  });

  test('gives way to nobody by itself, and takes over when it is told to', () => {
    const scope = start('a', false);
    expect(scope.skipped).toBe(0);
    scope.dispatchEvent(Object.assign(new Event('message'), { data: { kind: 'take-over' }, ports: [] }));
    expect(scope.skipped).toBe(1);
  });

  test('tells what it asked of the network, when it is asked', async () => {
    const scope = start('a', false);
    await scope.raise('install');
    const told: { requests: { url: string; outcome: string }[]; headers: object }[] = [];
    const port = { postMessage: (message: never) => told.push(message) };
    scope.dispatchEvent(Object.assign(new Event('message'), { data: { kind: 'who' }, ports: [port] }));
    expect(told[0]!.requests.map(({ url, outcome }) => [url, outcome])).toEqual([
      [`${HOME}index.html`, 'sent'],
    ]);
    expect(told[0]!.headers).toHaveProperty('Content-Security-Policy');
  });
});
