import type { Page } from '@playwright/test';
import { PART } from '../tools/breadth.ts';
import { cleanBothWays } from './support/clean.ts';
import { put, shopCsv } from './support/files.ts';
import {
  SLOW,
  addCell,
  allDone,
  button,
  cell,
  confirmMapping,
  downloaded,
  dropAndRead,
  openSmall,
  result,
  runSql,
  stored,
  storedSources,
  whenRows,
} from './support/page.ts';
import { expect, test } from './support/test.ts';
import { withEngine, withoutBlobs, withoutEngine } from './support/weaken.ts';

// The last of the long files: each of its tests has a page of its own, and a core that is free takes one.
test.describe.configure({ mode: 'parallel' });

test('reloading and reopening bring notebook, sources, results and the last edits back without the files', async ({
  page,
  context,
  folder,
}) => {
  await openSmall(page, ['rfm', 'pareto']);
  await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
  await button(page, 'confirm-mapping').click(SLOW);
  // As soon as its rows are whole in storage, which cells do not wait for.
  await expect(page.locator('section[data-cell][data-state="done"]').first()).toBeVisible(SLOW);
  await expect.poll(() => storedSources(page), SLOW).toEqual(['shop']);
  // What another tab reads below, a page that is loaded again reads.
  if (!PART) {
    await page.reload();
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-read', '300', SLOW);
  }
  await allDone(page);
  await expect(page.locator('[data-testid="cut-short"]')).toHaveCount(0);
  await stored(page);

  const name = await addCell(page, 'sql');
  await runSql(
    page,
    name,
    'SELECT customer, CAST(sum(amount) AS DOUBLE) AS spent FROM orders GROUP BY customer ORDER BY customer',
  );
  await whenRows(page, name, '24');
  const before = await result(page, name);
  expect(before[23]).toEqual({ customer: 'K24', spent: '1152' });
  await page.locator('input[name="title"]').fill('Kept for later');
  await stored(page);
  await cell(page, 'pareto').focus();
  await page.keyboard.press('Delete');
  await expect(cell(page, 'pareto')).toHaveCount(0);
  await stored(page);
  await unmarked(page, true);

  // In another tab, found on the start page.
  await page.close();
  const again = await context.newPage();
  await again.goto('/?lang=en');
  await again.getByRole('link', { name: 'Kept for later' }).click();
  await whenRows(again, name, '24');
  await allDone(again);
  await expect(again.locator('input[name="title"]')).toHaveValue('Kept for later');
  await expect(again.locator('[data-source="shop"]')).toHaveAttribute('data-read', '300');
  expect(await result(again, name)).toEqual(before);
  await expect(cell(again, 'rfm')).toBeVisible();
  await expect(cell(again, 'pareto')).toHaveCount(0);
  // Rows as an older version stored them have been looked through.
  await expect.poll(() => unmarked(again), SLOW).toEqual([]);
});

test(
  'a browser that takes no blob into its database, as WebKit in a private window, reads and keeps all the same',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await withoutBlobs(page);
    await openSmall(page, ['rfm']);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
    await button(page, 'confirm-mapping').click(SLOW);
    await allDone(page);
    await stored(page);
    await page.reload();
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-read', '300', SLOW);
    await allDone(page);
    await expect(page.locator('[data-testid="cut-short"]')).toHaveCount(0);
  },
);

test(
  'a notebook is locked for its tab, offers its version before when damaged, and goes when deleted',
  { tag: '@whole' },
  async ({ page, context, folder }) => {
    const title = page.locator('input[name="title"]');

    await test.step('it is locked from the start; a second tab reads, and takes over with what the first wrote', async () => {
      await openSmall(page, ['rfm']);
      await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
      await confirmMapping(page);
      await stored(page);
      const second = await context.newPage();
      // Who may write has nothing to do with the engine: neither tab gets one meanwhile.
      await withoutEngine(second);
      await second.goto(page.url());
      await expect(button(second, 'take-over')).toBeVisible(SLOW);
      await second.goto('about:blank');
      // A reload makes this tab claim the notebook as any later visit does.
      await withoutEngine(page);
      await page.reload();
      await expect(title).toBeEditable(SLOW);
      await second.goto(page.url());
      const theirs = second.locator('input[name="title"]');
      await expect(button(second, 'take-over')).toBeVisible(SLOW);
      await expect(theirs).not.toBeEditable();
      await expect(button(page, 'take-over')).toHaveCount(0);
      await title.fill('Written in the first tab');
      await button(second, 'take-over').click();
      await expect(theirs).toBeEditable();
      await expect(theirs).toHaveValue('Written in the first tab');
      await expect(button(page, 'take-over')).toBeVisible();
      await expect(title).not.toBeEditable();
      await second.close();
      await expect(title).toBeEditable();
    });

    await test.step('a damaged notebook offers its text and the version before', async () => {
      await title.fill('Before');
      await stored(page);
      await title.fill('After');
      await stored(page);
      const url = page.url();
      await withEngine(page);
      await page.goto('/?lang=en');
      await damageLast(page);
      await page.goto(url);
      await expect(button(page, 'download-damaged')).toBeVisible(SLOW);
      await cleanBothWays(page);
      const damaged = await downloaded(page, button(page, 'download-damaged'));
      expect(damaged).toEqual({ name: 'After-damaged.txt', text: '{"cut": ' });
      await button(page, 'open-previous').click();
      await allDone(page);
      await expect(title).toHaveValue(/^(Before|After)$/);
      await expect(page.locator('main > .fault')).toHaveCount(0);
    });

    await test.step('another notebook is made on its data, runs, and keeps them when this one is gone', async () => {
      const first = page.url();
      await button(page, 'same-data').click();
      await page.locator('[data-same-data="blank"]').click();
      await expect(page).not.toHaveURL(first);
      await allDone(page);
      await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-read', '300');
      await title.fill('On the same data');
      await stored(page);
      await page.goto(first);
      await button(page, 'open-previous').click();
      await allDone(page);
    });

    await test.step('deleted it is gone with its data; Back shows the start page, and nothing brings it back', async () => {
      await title.fill('To be deleted');
      await stored(page);
      await page.locator('.brand').click();
      const entry = page.locator('.recent li', { hasText: 'To be deleted' });
      await entry.getByRole('button', { name: /^Delete/ }).click();
      await entry.getByRole('button', { name: 'Cancel' }).click();
      await expect(entry).toBeVisible();
      await entry.getByRole('button', { name: /^Delete/ }).click();
      await entry.getByRole('button', { name: /^Delete/ }).click();
      await expect(entry).toHaveCount(0);
      const other = page.locator('.recent li', { hasText: 'On the same data' });
      await expect.poll(() => storedSources(page)).toHaveLength(1);
      await other.getByRole('button', { name: /^Delete/ }).click();
      await other.getByRole('button', { name: /^Delete/ }).click();
      await expect(other).toHaveCount(0);
      await expect.poll(() => storedSources(page)).toEqual([]);
      await page.goBack();
      await expect(button(page, 'open-sample').first()).toBeVisible();
      await expect(title).toHaveCount(0);
      await expect.poll(() => storedSources(page)).toEqual([]);
      await withoutEngine(page);
      await page.goto('/?lang=en');
      await expect(page.locator('.recent li')).toHaveCount(0);
    });
  },
);

/** Cuts the text of every notebook's last version short, as a failing disk might. */
const damageLast = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('cellar');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction('versions', 'readwrite');
          const versions = tx.objectStore('versions');
          const last = versions.openCursor(null, 'prev');
          last.onsuccess = () => void last.result?.update({ ...last.result.value, text: '{"cut": ' });
          tx.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );

/** Names of the sources whose rows pass for those of an older version; with `make`, all are made to before. */
const unmarked = (page: Page, make = false) =>
  page.evaluate(
    (anew) =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('cellar');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction('sources', 'readwrite');
          const names: string[] = [];
          const each = tx.objectStore('sources').openCursor();
          each.onsuccess = () => {
            const at = each.result;
            if (!at) return;
            const { blank, ...rest } = at.value;
            if (anew || !blank) names.push(rest.name);
            if (anew) at.update(rest);
            at.continue();
          };
          tx.oncomplete = () => {
            opening.result.close();
            resolve(names);
          };
        };
      }),
    make,
  );
