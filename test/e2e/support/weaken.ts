import { expect, type Page } from '@playwright/test';
import { ORIGIN } from './address.ts';
import { altered, rewritten } from './altered.ts';

/** The page without its content security policy, and without the one that is added when it is sealed. */
export async function withoutPolicy(page: Page): Promise<void> {
  await rewritten(
    page,
    ({ origin, pathname }) => origin === ORIGIN && pathname === '/',
    (html) => {
      const bare = html.replace(/<meta\s+http-equiv="Content-Security-Policy"[\s\S]*?\/?>/, '');
      expect(bare.length).toBeLessThan(html.length - 200);
      return bare;
    },
  );
  await rewritten(page, '**/assets/base-*.js', (script) => {
    const open = script.replace(/connect-src 'none'; img-src blob: data:;/, '');
    expect(open).not.toBe(script);
    return open;
  });
}

/** Lets nothing take the network's constructors away from a worker. */
const KEEP_NETWORK = `{
  const { defineProperty } = Object;
  const ways = ['fetch', 'XMLHttpRequest', 'importScripts', 'WebSocket', 'Worker'];
  Object.defineProperty = (on, name, how) => (ways.includes(name) ? on : defineProperty(on, name, how));
}
`;

/** The engine without some of the statements that lock it and, unless `shut`, with the network's constructors. */
export const withoutLock = (page: Page, statements: RegExp, { shut = false } = {}) =>
  rewritten(page, '**/assets/engine-*.js', (script) => {
    const open = script.replace(statements, 'SELECT 1');
    expect(open).not.toBe(script);
    expect(open).not.toContain('SET lock_configuration=true');
    return (shut ? '' : KEEP_NETWORK) + open;
  });

/**
 * A page that is still to be opened in a browser that has what WebKit has in a private window: a database that takes
 * no blob, and no name for the files of a site that a worker holds open.
 */
export async function withoutBlobs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    const holdsBlob = (held: unknown): boolean =>
      held instanceof Blob ||
      (typeof held === 'object' && held !== null && Object.values(held).some((each) => holdsBlob(each)));
    IDBObjectStore.prototype.put = function (value, ...key) {
      if (holdsBlob(value)) throw new DOMException('Error preparing Blob/File data', 'UnknownError');
      return put.call(this, value, ...key);
    };
  });
  await rewritten(
    page,
    '**/assets/engine-*.js',
    (script) => `delete globalThis.FileSystemSyncAccessHandle;\n${script}`,
  );
}

/** Passphrases of a page that is still to be opened, of its storage and of packages, cost next to nothing to try. */
export async function cheapPassphrases(page: Page): Promise<void> {
  await altered(page, 'N:2**17', 'N:2**10');
  await altered(page, 'scryptWorkFactor=18', 'scryptWorkFactor=10');
}

const ENGINE = '**/assets/*.wasm';
/** For what a page that is still to be opened shows without its engine, which is half of what loading it costs. */
export const withoutEngine = (page: Page) => page.route(ENGINE, () => new Promise(() => {}));
/** The next load has its engine again. */
export const withEngine = (page: Page) => page.unroute(ENGINE);
