import type { BrowserContext, Page } from '@playwright/test';

/** How many times slower than it could the page runs, and how many milliseconds late each step of a test comes. */
const SLOW = Number(process.env['CELLAR_SLOW'] ?? 1);
export const LATE = Number(process.env['CELLAR_LATE'] ?? 0);

/** Makes the pages of a context as slow as `CELLAR_SLOW` says: for looking at tests on a machine unlike this one. */
export function slowed(context: BrowserContext): BrowserContext {
  if (SLOW > 1)
    context.on('page', (page: Page) => {
      // A page that has been closed by now needs none.
      void context
        .newCDPSession(page)
        .then((session) => session.send('Emulation.setCPUThrottlingRate', { rate: SLOW }))
        .catch(() => undefined);
    });
  return context;
}
