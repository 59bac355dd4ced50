import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { put, shopCsv } from './support/files.ts';
import { listen, type Listener } from './support/listener.ts';
import {
  SLOW,
  button,
  cell,
  confirmMapping,
  downloaded,
  downloading,
  dropAndRead,
  openSmall,
  openStart,
} from './support/page.ts';
import { expect, test } from './support/test.ts';
import { WAYS } from './support/ways.ts';

// The last ones leave nothing of the page in its place.
test.use({ goesOn: 'sealed', hostile: true });

let world: Listener;
test.beforeEach(async ({ context }) => {
  world = await listen();
  // The browser's own guard of the local network is off: ours have to hold without it.
  await context.grantPermissions(['local-network-access']);
});
test.afterEach(async ({ context }) => {
  await context.clearPermissions();
  await world.close();
});

const seal = (page: Page) => page.getByTestId('seal');
/** The page that is sealed by the first of its tests. */
async function openSealed(page: Page): Promise<void> {
  await openStart(page);
  await page.mouse.move(40, 40);
  await expect(seal(page)).toHaveAttribute('data-sealed', 'true', SLOW);
}

/** What the page had to do is done, and what came to the world by then is written down. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => requestIdleCallback(() => requestAnimationFrame(() => done()))),
      ),
  );
  await fetch(`${world.url}/control`, { headers: { connection: 'close' } });
}

/** The statement as it is saved. */
async function statement(page: Page) {
  await seal(page).click();
  const facts = JSON.parse((await downloaded(page, button(page, 'save-statement-json'))).text);
  await button(page, 'close-statement').click();
  return facts;
}

test(
  'a sealed page goes on: files, analyses, models and pictures; the statement says what left',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await openSealed(page);
    await openSmall(page, ['rfm', 'segments-kmeans', 'report']);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
    await confirmMapping(page);
    await expect(cell(page, 'rfm').locator('.figure svg').first()).toBeVisible();
    const saved = page.locator('[data-action="download-csv"]').first();
    await downloading(page, saved);
    // What writes it was not there when the page was shut: a script of this site is not fetched, but imported.
    const docx = page.locator('[data-action="download-docx"]:not([disabled])');
    const report = await downloading(page, docx);
    expect(report.suggestedFilename()).toMatch(/\.docx$/);
    expect(
      readFileSync(await report.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const facts = await statement(page);
    expect(facts.enforced.sealedPolicy).toContain("connect-src 'none'");
    expect(facts.build.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(facts.sources[0]).toMatchObject({ file: 'shop.csv', rows: 300 });
    const [table, word] = ['table', 'report'].map((what) =>
      facts.departures.find((left: { what: string }) => left.what === what),
    );
    expect(table).toMatchObject({ way: 'file', what: 'table' });
    expect(table.rows).toBeGreaterThan(0);
    expect(word).toMatchObject({ way: 'file', name: report.suggestedFilename() });
    expect(facts.requests.length).toBeGreaterThan(5);
    expect(facts.requests.filter((r: { outcome: string }) => r.outcome === 'stopped')).toEqual([]);
    await expect(seal(page)).toHaveAttribute('data-sealed', 'true');
    await expect(seal(page)).toHaveAttribute('data-foreign', '0');
  },
);

test('a sealed page reaches nobody, in whatever way it is tried, and counts each attempt once', async ({
  page,
}) => {
  await openSealed(page);
  const before = page.url();
  const pages = page.context().pages().length;
  const ways = await page.evaluate(async (url) => {
    const tried: string[] = [];
    const attempt = async (name: string, work: () => unknown): Promise<void> => {
      tried.push(`${url}/${name}`);
      try {
        await work();
      } catch {
        // It should fail.
      }
    };
    const at = (name: string) => `${url}/${name}`;
    await attempt('fetch', () => fetch(at('fetch')));
    await attempt('xhr', () => {
      const request = new XMLHttpRequest();
      request.open('POST', at('xhr'));
      request.send('data');
    });
    await attempt('image', async () => {
      const image = new Image();
      const ended = new Promise((resolve) => image.addEventListener('error', resolve));
      image.src = at('image');
      await ended;
    });
    await attempt('socket', () => new WebSocket(at('socket').replace('http', 'ws')));
    await attempt('events', () => new EventSource(at('events')));
    await attempt('beacon', () => navigator.sendBeacon(at('beacon'), 'data'));
    await attempt('open', () => window.open(at('open')));
    await attempt('navigation', () => location.assign(at('navigation')));
    await attempt('link', () => {
      const link = document.createElement('a');
      link.href = at('link');
      link.target = '_blank';
      link.click();
    });
    await attempt('link-inside', () => {
      const link = document.createElement('a');
      link.href = at('link-inside');
      document.body.append(link);
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    });
    await attempt('script', () => import(/* @vite-ignore */ at('script')));
    return tried;
  }, world.url);
  // Ways that have no address of their own, and the host's own addresses.
  const silent = await page.evaluate((url) => {
    const failed: string[] = [];
    const attempt = (name: string, work: () => unknown): void => {
      try {
        work();
      } catch {
        failed.push(name);
      }
    };
    attempt('rtc', () => new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] }));
    attempt('frame', () => document.body.append(document.createElement('iframe')));
    return failed;
  }, world.url);
  expect(silent).toEqual(['rtc', 'frame']);
  expect(await page.evaluate(() => fetch('/digests.json?secret').catch(() => 'stopped'))).toBe('stopped');
  await page.evaluate(() => location.assign('/?secret'));
  await page.evaluate((url) => {
    const refresh = document.createElement('meta');
    refresh.httpEquiv = 'refresh';
    refresh.content = `0; url=${url}/refresh`;
    document.head.append(refresh);
  }, world.url);

  const stoppedOf = async () => {
    const { requests } = await statement(page);
    return (
      (requests as { url: string; outcome: string }[])
        .filter(({ outcome }) => outcome === 'stopped')
        // A socket's address is one of this host too.
        .map(({ url }) => url.replace(/^ws:/, 'http:'))
        .filter((url) => url.startsWith(`${world.url}/`))
        .toSorted()
    );
  };
  await expect.poll(stoppedOf, SLOW).toEqual([...ways, `${world.url}/refresh`].toSorted());
  expect(page.url()).toBe(before);
  expect(page.context().pages()).toHaveLength(pages);
  expect(world.log).toEqual([]);
  await expect(seal(page)).toHaveAttribute('data-foreign', '0');
});

test.describe('by itself', () => {
  // A worker of the world ends in an error, which is what it is to do.
  test.use({ broken: true });

  test('no way that stands in the platform leads out of a sealed page, each by itself', async ({ page }) => {
    await openSealed(page);
    const pages = page.context().pages().length;
    const here = page.url();
    for (const [name, way] of Object.entries(WAYS)) {
      world.log.length = 0;
      const address = JSON.stringify(`${world.url}/${encodeURIComponent(name)}`);
      await page.evaluate(`(async () => void (await (${way.toString()})(${address})))().catch(() => {})`);
      await quiet(page);
      expect(world.log, name).toEqual(['connection', 'GET /control']);
      expect(page.url().replace(/#.*/, ''), name).toBe(here.replace(/#.*/, ''));
      expect(page.context().pages(), name).toHaveLength(pages);
    }
  });
});
