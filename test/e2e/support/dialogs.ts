import type { Locator, Page } from '@playwright/test';

const press = (within: Page | Locator, action: string): Promise<void> =>
  within.locator(`[data-action="${action}"]`).last().click();

const analysis = (page: Page): Locator => page.locator('section[data-cell="rfm"]');

/** The rows behind the first bar of the analysis, below its chart. */
async function people(page: Page): Promise<Locator> {
  const line = analysis(page).getByTestId('row-filter');
  if ((await line.count()) === 0) {
    await analysis(page).locator('[data-tab="chart"]').click();
    await analysis(page).locator('figure.cellar-figure').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
  }
  return line;
}

/** Every dialog of an open notebook (of the small shop), and how a person comes to it; Escape closes each. */
export const IN_NOTEBOOK: Record<string, (page: Page) => Promise<void>> = {
  share: (page) => press(page, 'share-notebook'),
  'add-cell': (page) => press(page, 'add-cell'),
  source: (page) => press(page, 'open-source'),
  'same-data': (page) => press(page, 'same-data'),
  metric: (page) => press(page, 'new-metric'),
  'keyboard-help': (page) => press(page, 'keyboard-help'),
  history: (page) => press(page, 'version-history'),
  storage: (page) => press(page, 'storage-settings'),
  statement: (page) => page.getByTestId('seal').click(),
  list: async (page) => press(await people(page), 'export-list'),
  segment: async (page) => press(await people(page), 'save-segment'),
  link: async (page) => {
    if ((await page.locator('section[data-template="text"] [data-link]').count()) === 0) {
      await press(page, 'add-cell');
      await page.locator('[data-add="text"]').click();
      const text = page.locator('section[data-template="text"]').last();
      await text.locator('.text').press('Enter');
      await text.locator('textarea').fill('See [the study](https://example.org/study).');
      await text.locator('textarea').press('Escape');
    }
    await page.locator('section[data-template="text"] [data-link]').last().click();
  },
  tour: async (page) => {
    await press(page, 'keyboard-help');
    await press(page, 'start-tour');
  },
};

/** Those of the start page, of a visitor of their own: the last of them comes when everything has been deleted. */
export const AT_START: Record<string, (page: Page) => Promise<void>> = {
  'open-package': async (page) => {
    // Files are chosen by a button, which has the focus again afterwards.
    await page.locator('.zone button').first().focus();
    await page.getByTestId('add-files').setInputFiles({
      name: 'broken.age',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('age-encryption.org/v1\n-> X25519 nobody\n'),
    });
  },
  'delete-everything': async (page) => {
    await press(page, 'storage-settings');
    await press(page, 'delete-everything');
  },
  deleted: async (page) => {
    await press(page, 'storage-settings');
    await press(page, 'delete-everything');
    await press(page, 'delete-everything-now');
  },
};
