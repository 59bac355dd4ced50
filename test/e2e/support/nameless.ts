import type { Page } from '@playwright/test';

/** Controls that are seen and that a reader who hears the page could not tell from others. */
export const nameless = (page: Page): Promise<string[]> =>
  page.locator('button, a[href], select, input, textarea, [role="button"]').evaluateAll((controls) =>
    controls
      .filter((c) => (c as HTMLElement).offsetParent !== null)
      .filter((c) => {
        const labelled = (c as HTMLInputElement).labels?.length ?? 0;
        return !(
          c.textContent?.trim() ||
          c.getAttribute('aria-label') ||
          c.getAttribute('aria-labelledby') ||
          labelled
        );
      })
      .map((c) => c.outerHTML.slice(0, 200)),
  );
