import { expect, type Page } from '@playwright/test';
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

/** Nothing wrong with the page by any rule, nor in the other language and theme; it ends as it was. */
export async function cleanBothWays(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await turn(page);
  expect(await violations(page)).toEqual([]);
  await turn(page);
}

/** Nothing wrong with a part of the page by any rule, nor with its colours in the other theme. */
export async function clean(page: Page, within: string): Promise<void> {
  expect(await violations(page, { within })).toEqual([]);
  const theme = await page.evaluate(() => document.documentElement.dataset['theme']);
  const show = (to: string | undefined) =>
    page.evaluate((to) => (document.documentElement.dataset['theme'] = to), to);
  await show(theme === 'dark' ? 'light' : 'dark');
  // Only colours change with the theme.
  expect(await violations(page, { within, rules: ['color-contrast'] })).toEqual([]);
  await show(theme);
}
