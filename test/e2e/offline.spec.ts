import type { Page } from '@playwright/test';
import { plainHost } from './support/plain-host.ts';
import { SLOW } from './support/page.ts';
import { expect, test } from './support/test.ts';

// How a page that is kept works without its host: shared-host.spec.ts. Here it lies at the root of one.
test.use({ serviceWorkers: 'allow', hostile: true });

/** What becomes of the service worker that a first visit registers. */
async function fateAt(page: Page, url: string): Promise<unknown> {
  await page.goto(`${url}?lang=en`);
  await page.waitForFunction(() => 'offlineWorker' in window, null, SLOW);
  return page.evaluate(() => (window as unknown as { offlineWorker: Promise<string> }).offlineWorker);
}

test(
  'a build of which one file was altered is not kept for offline use, the true one is',
  { tag: '@whole' },
  async ({ page }) => {
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
      const host = await plainHost({ folder: '/', ...(altered === undefined ? {} : { altered }) });
      try {
        expect(await fateAt(page, host.url), altered ?? 'the true build').toBe(fate);
        expect(host.log.some((path) => path.includes(file))).toBe(true);
      } finally {
        await host.close();
      }
    }
  },
);
