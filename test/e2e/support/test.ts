import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  test as base,
  expect,
  type Browser,
  type BrowserContext,
  type Page,
  type Request,
  type WebError,
} from '@playwright/test';
import { ORIGIN } from './address.ts';
import { VISITOR } from './options.ts';
import { slowed } from './speed.ts';

export { expect };

interface Fixtures {
  /**
   * Set by files whose tests need no page of their own: they go on in one page per worker, whose engine is up,
   * and start from the start page (`openStart`), each with a notebook of its own. What earlier tests stored is
   * still there; not for tests of storage, of routes and of what happens while a page loads. `shop`: the page is
   * another, in which the small shop's notebook stays open (`atShop`); whoever leaves it makes the next one open anew.
   * `sealed`: one whose tests would do others harm.
   */
  goesOn: boolean | 'shop' | 'sealed';
  /** Beside the shop's page, that of the tests which begin at the start page. */
  elsewhere: Page;
  /** Set by tests that break something on purpose and look at what the page makes of it. */
  broken: boolean;
  /** A folder of this test's own for the files it makes. */
  folder: string;
  /** Set by tests whose page is meant to try to reach another origin. */
  hostile: boolean;
  /** URLs of other origins that the page asked for; empty at the end of every test that is not hostile. */
  foreign: string[];
  /** Errors that reached nobody; empty at the end of every test that breaks nothing. */
  uncaught: string[];
}

interface WorkerFixtures {
  /** The pages that go from test to test. */
  kept: KeptPages;
}

/** Pages of one visitor, each opened when it is first asked for. */
class KeptPages {
  readonly #browser: Browser;
  readonly #pages = new Map<string, Page>();
  #context: BrowserContext | null = null;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async context(): Promise<BrowserContext> {
    return (this.#context ??= slowed(await this.#browser.newContext(VISITOR)));
  }

  async page(name: string): Promise<Page> {
    const page = this.#pages.get(name) ?? (await (await this.context()).newPage());
    this.#pages.set(name, page);
    await page.setViewportSize(VISITOR.viewport);
    // Behind another one of the visitor's, a page draws once a second, and each click waits for two drawings.
    await page.bringToFront();
    return page;
  }

  async close(): Promise<void> {
    await this.#context?.close();
  }
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  goesOn: [false, { option: true }],
  kept: [
    async ({ browser }, use) => {
      const kept = new KeptPages(browser);
      await use(kept);
      await kept.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ context, kept, goesOn }, use) => use(goesOn ? await kept.context() : slowed(context)),
  page: async ({ context, kept, goesOn }, use) => {
    if (!goesOn) return use(await context.newPage());
    const page = await kept.page(goesOn === true ? 'start' : goesOn);
    await use(page);
    await page.unrouteAll();
  },
  elsewhere: async ({ kept }, use) => use(await kept.page('start')),
  hostile: [false, { option: true }],
  broken: [false, { option: true }],
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'cellar-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  foreign: [
    async ({ context, hostile }, use) => {
      const foreign: string[] = [];
      const heard = (request: Request) => {
        const url = request.url();
        if (/^(https?|wss?|ftp):/.test(url) && !url.startsWith(`${ORIGIN}/`)) foreign.push(url);
      };
      context.on('request', heard);
      await use(foreign);
      context.off('request', heard);
      if (!hostile) expect(foreign, 'requests to another origin').toEqual([]);
    },
    { auto: true },
  ],
  uncaught: [
    async ({ context, broken }, use) => {
      const uncaught: string[] = [];
      const heard = (error: WebError) => uncaught.push(String(error.error().stack ?? error.error()));
      context.on('weberror', heard);
      await use(uncaught);
      context.off('weberror', heard);
      if (!broken) expect(uncaught, 'uncaught errors in the page').toEqual([]);
    },
    { auto: true },
  ],
});
