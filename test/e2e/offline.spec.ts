import type { Page } from '@playwright/test';
import { plainHost } from './support/plain-host.ts';
import { SLOW, engineReady } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

test('after the first visit the page opens and analyses without a network', async ({
  context,
  page,
  folder,
}) => {
  await page.goto('/?lang=en');
  await engineReady(page);
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return registration?.active?.state ?? 'none';
        }),
      SLOW,
    )
    .toBe('activated');

  await context.setOffline(true);
  await page.reload();
  await engineReady(page);

  const { writeFileSync } = await import('node:fs');
  const file = `${folder}/orders.csv`;
  const rows = Array.from({ length: 60 }, (_, i) => `O${i},C${i % 7},2026-0${1 + (i % 6)}-10,${10 + i}`);
  writeFileSync(file, ['order_id,customer_id,order_date,amount', ...rows].join('\n'));
  await page.locator('input[data-testid="add-files"]').first().setInputFiles(file);
  await expect(page.locator('section[data-file="orders.csv"]')).toHaveAttribute('data-read', '60', SLOW);
  await page.locator('button[data-action="confirm-mapping"]').click();
  await expect(page.locator('section[data-cell="rfm"]')).toHaveAttribute('data-state', 'done', SLOW);
});

/** What becomes of the service worker that a first visit registers. */
async function fateAt(page: Page, url: string): Promise<unknown> {
  await page.goto(`${url}?lang=en`);
  await page.waitForFunction(() => 'offlineWorker' in window, null, SLOW);
  return page.evaluate(() => (window as unknown as { offlineWorker: Promise<string> }).offlineWorker);
}

test.describe('on a host of its own', () => {
  test.use({ hostile: true });

  test('a build of which one file was altered is not kept for offline use, the true one is', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      const { register } = ServiceWorkerContainer.prototype;
      ServiceWorkerContainer.prototype.register = async function (...args) {
        const registration = await register.apply(this, args);
        const worker = registration.installing ?? registration.waiting ?? registration.active;
        const offlineWorker = new Promise<string>((resolve) => {
          const look = () => {
            if (!worker || ['activated', 'redundant'].includes(worker.state))
              resolve(worker?.state ?? 'redundant');
          };
          worker?.addEventListener('statechange', look);
          look();
        });
        Object.assign(window, { offlineWorker });
        return registration;
      };
    });
    // The page itself does not need this file before a notebook is opened.
    const file = 'assets/NotebookPage-';
    for (const [altered, fate] of [
      [undefined, 'activated'],
      [file, 'redundant'],
    ] as const) {
      const host = await plainHost(altered === undefined ? {} : { altered });
      try {
        expect(await fateAt(page, host.url), altered ?? 'the true build').toBe(fate);
        expect(host.log.some((path) => path.includes(file))).toBe(true);
      } finally {
        await host.close();
      }
    }
  });
});
