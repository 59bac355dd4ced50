import { expect, type Page } from '@playwright/test';
import { scriptsWith } from './built.ts';

/** Serves a page that is still to be opened the built scripts in which a text stands with another in its place. */
export async function altered(page: Page, text: string, instead: string): Promise<void> {
  const scripts = scriptsWith(text);
  expect(scripts).not.toEqual([]);
  for (const script of scripts)
    await page.route(script, async (route) => {
      // A file that is still on its way when the test has ended is nobody's.
      const response = await route.fetch().catch(() => null);
      const body = await response?.text().catch(() => null);
      if (!response || body == null) return;
      await route.fulfill({ response, body: body.replaceAll(text, instead) }).catch(() => undefined);
    });
}
