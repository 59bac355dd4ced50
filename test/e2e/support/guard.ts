import { expect, type Page } from '@playwright/test';
import { scriptsWith } from './built.ts';

/** Where the list of functions that cells may call begins, in the built script. */
const LISTED = 'array_aggr array_aggregate';

/** Lets cells of a page that is still to be opened call functions that are not on the list. */
export async function calling(page: Page, functions: string): Promise<void> {
  const scripts = scriptsWith(LISTED);
  expect(scripts).not.toEqual([]);
  for (const script of scripts)
    await page.route(script, async (route) => {
      // A file that is still on its way when the test has ended is nobody's.
      const response = await route.fetch().catch(() => null);
      const text = await response?.text().catch(() => null);
      if (!response || text == null) return;
      await route
        .fulfill({ response, body: text.replace(LISTED, `${functions} ${LISTED}`) })
        .catch(() => undefined);
    });
}
