import { DIST } from './support/built.ts';
import { BUDGET, weigh, type Weight } from './support/budget.ts';
import { nameless } from './support/nameless.ts';
import { SLOW, button, engineReady, openStart } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { withoutEngine } from './support/weaken.ts';

const WASM = '**/assets/*.wasm';
const headline = { zh: '看清你的客户', en: 'Know your customers' };

test('the start page can be used before the engine is there, and shows how far it has come', async ({
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(WASM, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/?lang=en');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(headline.en);
  await expect(page.locator('main')).toHaveAttribute('data-engine', 'starting');
  await expect(page.getByRole('progressbar')).toBeVisible();

  await button(page, 'switch-language').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(headline.zh);
  await button(page, 'switch-theme').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('main')).toHaveAttribute('data-engine', 'starting');

  release();
  await engineReady(page);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test(
  'an engine that is not what it should be, or missing, is said to be, and comes back with a retry',
  { tag: '@whole' },
  async ({ page }) => {
    await page.route(WASM, (route) => route.fulfill({ contentType: 'application/wasm', body: 'altered' }));
    await page.goto('/?lang=en');
    await expect(page.locator('main')).toHaveAttribute('data-engine', 'failed', SLOW);
    await page.unroute(WASM);
    await page.route(WASM, (route) => route.fulfill({ status: 404, body: 'gone' }));
    await button(page, 'retry-engine').click();
    await expect(page.getByRole('alert')).toContainText('could not be loaded', SLOW);
    await expect(page.locator('main')).toHaveAttribute('data-engine', 'failed', SLOW);
    await page.unroute(WASM);
    await button(page, 'retry-engine').click();
    await engineReady(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
  },
);

test.describe('a browser in zh-TW, in the dark', () => {
  test.use({ locale: 'zh-TW', colorScheme: 'dark' });
  test(
    'is spoken to in zh-CN and followed, until an address or the reader chooses',
    { tag: '@whole' },
    async ({ page }) => {
      await withoutEngine(page);
      const html = page.locator('html');
      const heading = page.getByRole('heading', { level: 1 });
      const background = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      await page.goto('/');
      await expect(html).toHaveAttribute('lang', 'zh-CN');
      await expect(heading).toContainText(headline.zh);
      await expect(html).toHaveAttribute('data-theme', 'dark');
      const dark = await background();
      await button(page, 'switch-theme').click();
      await expect(html).toHaveAttribute('data-theme', 'light');
      await expect.poll(background).not.toBe(dark);

      await button(page, 'switch-language').click();
      await expect(html).toHaveAttribute('lang', 'en');
      await expect(heading).toContainText(headline.en);
      await page.reload();
      await expect(html).toHaveAttribute('lang', 'en');
      await expect(html).toHaveAttribute('data-theme', 'light');

      await page.goto('/?lang=zh');
      await expect(html).toHaveAttribute('lang', 'zh-CN');
      await page.goto('/');
      await expect(html).toHaveAttribute('lang', 'zh-CN');
      await expect(heading).toContainText(headline.zh);
    },
  );
});

test.describe('the page when it is up', () => {
  test.use({ goesOn: true });

  test('at 1280 and 768 px, in en and in zh, nothing stands outside the page', async ({ page }) => {
    await openStart(page);
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width).toBeLessThanOrEqual(1280);
    await page.setViewportSize({ width: 768, height: 900 });
    for (const lang of ['zh', 'en'] as const) {
      await button(page, 'switch-language').click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(headline[lang]);
      await expect.poll(width).toBeLessThanOrEqual(768);
    }
  });

  test('every control of the start page has a name and is reached by Tab', async ({ page }) => {
    await openStart(page);
    expect(await page.getByRole('button').count()).toBeGreaterThan(4);
    expect(await nameless(page)).toEqual([]);
    const reached = new Set<string>();
    const wanted = ['open-notebook', 'switch-language', 'switch-theme', 'open-sample'];
    // Wherever the focus was left, the whole page is gone round, with what earlier tests have left in its list.
    for (let i = 0; i < 400 && !wanted.every((action) => reached.has(action)); i++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['action'] ?? ''),
      );
    }
    expect([...reached]).toEqual(expect.arrayContaining(wanted));
  });

  test('files are chosen by a button, and a notebook template can be started with own files', async ({
    page,
  }) => {
    await openStart(page);
    const chooser = page.waitForEvent('filechooser', SLOW);
    await page.getByRole('button', { name: 'Choose files' }).click();
    expect((await chooser).isMultiple()).toBe(true);
    const second = page.waitForEvent('filechooser', SLOW);
    await page
      .locator('[data-notebook-template="customer-value"]')
      .getByRole('button', { name: 'With my files' })
      .click();
    expect((await second).isMultiple()).toBe(true);
  });
});

test('the build is no larger than its budget says', () => {
  const weight = weigh(DIST);
  for (const [part, most] of Object.entries(BUDGET))
    expect(weight[part as keyof Weight], `${part}: ${JSON.stringify(weight)}`).toBeLessThanOrEqual(
      most * 1.02,
    );
});
