import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/egress/observation.ts';
import { shutWorker } from '../../../src/egress/shut-worker.ts';

/** A worker's scope as browsers make it: some of it stands in the prototypes. */
function scope() {
  const sent: string[] = [];
  class Base {
    fetch(url: string): void {
      sent.push(url);
    }
    importScripts(url: string): void {
      sent.push(url);
    }
    get caches(): object {
      return {};
    }
  }
  class Scope extends Base {
    WebSocket = class {
      constructor(url: string) {
        sent.push(url);
      }
    };
    XMLHttpRequest = class {
      url = '';
      open(_method: string, url: string): void {
        this.url = url;
      }
      send(): void {
        sent.push(this.url);
      }
    };
  }
  return { scope: new Scope(), sent };
}

describe('a worker whose network was taken away', () => {
  test('sends nothing by any of its ways, also by its prototypes, and reports each attempt', async () => {
    const { scope: it, sent } = scope();
    const told: Observation[] = [];
    shutWorker(it, 'cellar-files', (seen) => told.push(seen));
    const away = (name: string) => `https://example.com/${name}`;
    await expect(Promise.resolve(it.fetch(away('fetch')))).rejects.toThrow(/shut/);
    const base = Object.getPrototypeOf(Object.getPrototypeOf(it)) as typeof it;
    await expect(Promise.resolve(base.fetch.call(it, away('base')))).rejects.toThrow(/shut/);
    expect(() => it.importScripts(away('scripts'))).toThrow(/shut/);
    expect(() => new it.WebSocket(away('socket'))).toThrow(/shut/);
    const request = new it.XMLHttpRequest();
    request.open('GET', away('xhr'));
    expect(() => request.send()).toThrow(/shut/);
    expect(it.caches).toBeUndefined();
    expect(sent).toEqual([]);
    expect(told.map(({ url, outcome, where }) => [url, outcome, where])).toEqual(
      ['fetch', 'base', 'scripts', 'socket', 'xhr'].map((name) => [away(name), 'stopped', 'cellar-files']),
    );
  });

  test('cannot be given it back', () => {
    const { scope: it } = scope();
    shutWorker(it, '', () => undefined);
    const shut = it.fetch;
    expect(() => Object.defineProperty(it, 'fetch', { value: () => 'open' })).toThrow(TypeError);
    expect(Reflect.deleteProperty(it, 'fetch')).toBe(false);
    expect(it.fetch).toBe(shut);
  });
});

const source = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const tree = (folder: string): string[] =>
  readdirSync(new URL(`../../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(ts|svelte)$/.test(name));

describe('the ledger is not blind', () => {
  test('every worker but the service worker watches itself and gives its network up', () => {
    // The one that reads Markdown answers one question by one message and cannot report; it is shut all the same.
    expect(source('workers/markdown.ts')).toContain('shutWorker(self');
    for (const path of tree('workers').filter((name) => !/(?:offline|markdown)\.ts$/.test(name))) {
      expect(source(path), path).toContain('watchWorker()');
      expect(source(path), path).toMatch(/watchWorker\(\)\(\)|shut\(\);/);
    }
  });

  test('files, the clipboard and other sites are reached in one place each, which writes it down', () => {
    const holders = (pattern: RegExp) =>
      [...tree('src/app'), ...tree('src/state'), ...tree('src/egress')].filter((path) =>
        pattern.test(source(path)),
      );
    expect(holders(/clipboard\.write/)).toEqual(['src/egress/clipboard.ts']);
    expect(holders(/\btoClipboard\(given\);/)).toEqual(['src/app/clipboard.ts']);
    expect(holders(/import [^;]*toClipboard/)).toEqual(['src/app/clipboard.ts']);
    expect(holders(/\.download = /)).toEqual(['src/app/download.ts']);
    expect(holders(/window\.open\(/)).toEqual(['src/state/sealing.svelte.ts']);
    for (const path of ['src/app/clipboard.ts', 'src/app/download.ts', 'src/state/sealing.svelte.ts'])
      expect(source(path), path).toContain('egress.record(');
  });
});
