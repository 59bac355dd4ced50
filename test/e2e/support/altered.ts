import { expect, type Page } from '@playwright/test';
import { scriptsWith } from './built.ts';

type Which = Parameters<Page['route']>[0];

/** Serves a page that is still to be opened what it asks for of some addresses with its text changed. */
export async function rewritten(page: Page, which: Which, change: (text: string) => string): Promise<void> {
  await page.route(which, async (route) => {
    // A file that is still on its way when the test has ended is nobody's: an engine to spare asks for its own late.
    const response = await route.fetch().catch(() => null);
    const text = await response?.text().catch(() => null);
    if (response && text != null) await route.fulfill({ response, body: change(text) });
    else await route.abort();
  });
}

/** Serves a page that is still to be opened the built scripts in which a text stands with another in its place. */
export async function altered(page: Page, text: string, instead: string): Promise<void> {
  const scripts = scriptsWith(text);
  expect(scripts).not.toEqual([]);
  for (const script of scripts) await rewritten(page, script, (body) => body.replaceAll(text, instead));
}
