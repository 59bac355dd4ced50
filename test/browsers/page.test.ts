import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN } from '../e2e/support/address.ts';
import { put, shopCsv } from '../e2e/support/files.ts';
import serve from '../e2e/support/serve.ts';
import { HAS_FIREFOX, openFirefox } from './firefox.ts';
import { HAS_WEBKIT, openWebKit } from './webkit.ts';
import type { Window } from './window.ts';

const CELLS = `[...document.querySelectorAll('section[data-cell]')].map((cell) => cell.dataset)`;
const RUN = `return ${CELLS}.length > 0 && ${CELLS}.every(({ state }) => state !== 'queued' && state !== 'running')`;
const SAVED = `return /^saved$/m.test(document.querySelector('header').innerText)`;
/** What no page may have met, from when it was opened. */
const LISTEN = `window.met = [];
  addEventListener('error', ({ message }) => met.push(message));
  addEventListener('unhandledrejection', ({ reason }) => met.push(String(reason)));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => met.push(violatedDirective + ' ' + blockedURI));`;

const WORD = 'correct horse battery';

const BROWSERS = [
  { name: 'Firefox', here: HAS_FIREFOX, packages: 'firefox-esr', start: openFirefox },
  { name: 'WebKit', here: HAS_WEBKIT, packages: 'webkit2gtk-driver and xvfb', start: openWebKit },
].map(({ name, packages, ...browser }) => ({
  ...browser,
  title: browser.here ? name : `${name} (skipped: not on this machine; Debian has ${packages})`,
}));

describe.for(BROWSERS)('the built page in $title', ({ here, start }) => {
  if (!here) return test.skip('takes the main path');
  let folder: string;
  let shut = async (): Promise<void> => undefined;
  let page: Window;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cellar-browsers-'));
    shut = await serve();
    page = await start();
  });
  afterAll(async () => {
    await page?.close();
    await shut();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<void> => {
    await page.open(`${ORIGIN}/?lang=en`);
    await page.ask(LISTEN);
    await page.until(`return document.querySelector('main[data-engine="ready"]') !== null`);
  };
  const met = () => page.ask<string[]>('return met');

  test('the sample runs, every cell of it', async () => {
    await open();
    await page.press('[data-action="open-sample"]');
    await page.until(RUN);
    expect(
      await page.ask(`return ${CELLS}.filter(({ state }) => state !== 'done').map(({ cell }) => cell)`),
    ).toEqual([]);
    await page.until(SAVED);
    expect(await met()).toEqual([]);
  });

  test('a file is read, run, kept, sealed and opened again, and its method copied as a link', async () => {
    await open();
    await page.type('input[type="file"][multiple]', put(folder, 'shop.csv', shopCsv()));
    await page.until(`return document.querySelector('[data-action="confirm-mapping"]')?.disabled === false`);
    await page.press('[data-action="confirm-mapping"]');
    await page.until(RUN);
    await page.until(SAVED);
    const answer = () =>
      page.ask<string>(`return document.querySelector('[data-testid="answers"]').innerText`);
    const before = await answer();
    expect(before).toContain('9,800');

    await page.press('[data-action="storage-settings"]');
    for (const field of ['new', 'again']) await page.type(`[data-passphrase="${field}"]`, WORD);
    await page.press('[data-action="set-passphrase-now"]');
    await page.until(`return document.querySelector('[data-action="remove-passphrase"]') !== null`);
    expect(await met()).toEqual([]);

    await page.reload();
    await page.ask(LISTEN);
    await page.type('[data-passphrase="present"]', WORD);
    await page.press('[data-action="unlock"]');
    await page.until(RUN);
    expect(await answer()).toBe(before);

    await page.press('[data-action="share-notebook"]');
    // A press while what leaves is looked through is none.
    await page.until(`return document.querySelector('[data-action="copy-link"]')?.disabled === false`);
    await page.press('[data-action="copy-link"]');
    await page.until(`return document.querySelector('[data-action="copy-link"]').innerText === 'Copied'`);
    expect(await met()).toEqual([]);
  });
});
