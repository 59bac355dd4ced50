import { expect, type Page } from '@playwright/test';
import { PART } from '../../tools/breadth.ts';
import { violations } from './axe.ts';
import { button } from './page.ts';

/** The same page in the other language and the other theme, as a person turns it. */
export async function turn(page: Page): Promise<void> {
  const { lang, theme } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    theme: document.documentElement.dataset['theme'],
  }));
  await button(page, 'switch-language').click();
  await button(page, 'switch-theme').click();
  await expect(page.locator(`html:not([lang="${lang}"]):not([data-theme="${theme}"])`)).toHaveCount(1);
}

/**
 * Nothing wrong with the page by any rule, nor, where the whole is looked at, in the other language and theme; it ends
 * as it was.
 */
export async function cleanBothWays(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  if (PART) return;
  await turn(page);
  expect(await violations(page)).toEqual([]);
  await turn(page);
}

/**
 * Gives the page a theme, that it has where none is given, and hides what stands beside a part of it, or shows it
 * again: axe would go through all of that to know what lies behind each text. What the part stands in, whose colours
 * are behind it, stays. Returns the theme.
 */
const show = (page: Page, within: string, how: { beside: boolean; theme?: string }): Promise<string> =>
  page.evaluate(
    ({ within, beside, theme }) => {
      for (let at = document.querySelector(within); at && at !== document.body; at = at.parentElement)
        for (const one of at.parentElement!.children)
          if (one !== at && one instanceof HTMLElement) one.style.visibility = beside ? '' : 'hidden';
      return (document.documentElement.dataset['theme'] =
        theme ?? document.documentElement.dataset['theme']!);
    },
    { within, ...how },
  );

/** Nothing wrong with a part of the page by any rule, nor with its colours in the other theme. */
export async function clean(page: Page, within: string): Promise<void> {
  const theme = await show(page, within, { beside: false });
  expect(await violations(page, { within })).toEqual([]);
  await show(page, within, { beside: false, theme: theme === 'dark' ? 'light' : 'dark' });
  // Only colours change with the theme.
  expect(await violations(page, { within, rules: ['color-contrast'] })).toEqual([]);
  await show(page, within, { beside: true, theme });
}
