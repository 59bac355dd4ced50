import { PART } from '../tools/breadth.ts';
import { put, shopCsv, shopLines } from './support/files.ts';
import {
  SLOW,
  confirmMapping,
  dropAndRead,
  engineReady,
  openSmall,
  stored,
  whenRows,
} from './support/page.ts';
import { plainHost, type PlainHost } from './support/plain-host.ts';
import { expect, test } from './support/test.ts';

// The host of these tests is another than that of the others.
test.use({ serviceWorkers: 'allow', hostile: true });

let host: PlainHost;
test.beforeEach(async () => void (host = await plainHost()));
test.afterEach(() => host.close());

test(
  'in a folder of a host that sends no headers the second visit has them all, is sealed, leaves other projects alone, and works when host and network are gone',
  { tag: '@whole' },
  async ({ context, page, folder }) => {
    const first = await page.goto(`${host.url}?lang=en`);
    expect(first!.headers()['content-security-policy']).toBeUndefined();
    await engineReady(page);
    // Sealed it has all that it wants of the host: what it asked for later would be counted with the second visit.
    await page.mouse.move(40, 40);
    const seal = page.getByTestId('seal');
    await expect(seal).toHaveAttribute('data-sealed', 'true', SLOW);
    // What keeps the page fetches all of it and looks at every byte, which on a busy machine takes minutes.
    const state = () => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await expect.poll(state, SLOW).toBe('activated');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.scope)).toBe(
      host.url,
    );

    // Another project of the host gets neither the service worker nor its answers.
    const other = (await page.goto(host.neighbour))!;
    expect(other.fromServiceWorker()).toBe(false);
    await expect(page).toHaveTitle('neighbour');
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();

    const before = host.log.length;
    const second = (await page.goto(`${host.url}?lang=en`))!;
    expect(second.fromServiceWorker()).toBe(true);
    const headers = second.headers();
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    await engineReady(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.mouse.move(41, 41);
    await expect(seal).toHaveAttribute('data-sealed', 'true', SLOW);
    // Nothing but whether there is another version.
    const asked = new Set(
      host.log.slice(before).map((url) => new URL(url, host.url).pathname.split('/').at(-1)),
    );
    expect([...asked].filter((file) => file !== 'digests.json' && file !== 'offline.js')).toEqual([]);

    // Neither another project of the host nor anything behind an address of this folder is reached.
    const until = host.log.length;
    const stopped = await page.evaluate(
      async (urls) =>
        Promise.all(
          urls.map((url) =>
            fetch(url).then(
              () => url,
              () => 'stopped',
            ),
          ),
        ),
      [`${host.neighbour}?secret`, `${host.url}digests.json?secret`],
    );
    expect(stopped).toEqual(['stopped', 'stopped']);
    await page.evaluate((url) => location.assign(url), `${host.neighbour}?secret`);
    await openSmall(page, ['rfm']);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
    expect(page.url()).toContain(host.url);
    expect(host.log.slice(until).filter((url) => url.includes('secret'))).toEqual([]);
    // No page of the test has its icon asked for, which would be an entry more wherever requests are counted.
    expect(host.log.filter((url) => url.includes('favicon'))).toEqual([]);
    await confirmMapping(page);
    await stored(page);

    // Without its host, and without a network, it opens, takes files in and analyses.
    await host.close();
    await context.setOffline(true);
    await page.reload();
    await engineReady(page);
    await whenRows(page, 'rfm', '24');
    // Without a host it takes in what it takes in with one, to which it said nothing above.
    if (PART) return;
    const others = shopLines().map((line) => ({
      ...line,
      customer: `${line.customer}b`,
      order: `${line.order}b`,
    }));
    await dropAndRead(page, [put(folder, 'others.csv', shopCsv(undefined, others))]);
    await expect(page.locator('section[data-file="others.csv"]')).toHaveAttribute('data-read', '300');
    await confirmMapping(page);
    await whenRows(page, 'rfm', '48');
  },
);
