import type { Page } from '@playwright/test';
import { PART } from '../tools/breadth.ts';
import { cleanBothWays } from './support/clean.ts';
import { put, shopCsv } from './support/files.ts';
import {
  SLOW,
  button,
  confirmMapping,
  dropAndRead,
  leaveMapping,
  openSmall,
  pageTexts,
  stored,
} from './support/page.ts';
import { expect, test } from './support/test.ts';
import { cheapPassphrases, withEngine, withoutEngine } from './support/weaken.ts';

const FIRST = 'correct horse battery';
/** Stands nowhere by chance. */
const TITLE = 'Zebulon’s customers';
const SECOND = 'staple of another kind';

const title = (page: Page) => page.locator('input[name="title"]');
const lockScreen = (page: Page) => page.getByTestId('lock-screen');
const field = (page: Page, key: 'present' | 'new' | 'again') => page.locator(`[data-passphrase="${key}"]`);
const refused = (page: Page, code: string) =>
  expect(page.locator(`[data-fault="${code}"]`)).toBeVisible(SLOW);

async function unlock(page: Page, passphrase: string): Promise<void> {
  await expect(lockScreen(page)).toBeVisible(SLOW);
  await field(page, 'present').fill(passphrase);
  await button(page, 'unlock').click();
}

test.beforeEach(({ page }) => cheapPassphrases(page));

/** The dialog of storage and passphrase, from the rail. */
async function settings(page: Page): Promise<void> {
  await button(page, 'storage-settings').click();
  await expect(button(page, 'close-storage')).toBeVisible(SLOW);
}

test('a passphrase is offered at the first import, sealed, asked for, changed, removed and declined; nothing of the notebook shows meanwhile, and a damaged lock says so', async ({
  page,
  folder,
}) => {
  test.slow();
  await openSmall(page, ['rfm']);
  const shop = put(folder, 'shop.csv', shopCsv());
  await dropAndRead(page, [shop]);
  await page.getByTestId('keep-offer').locator('[data-action="set-passphrase"]').click();
  await field(page, 'new').fill(FIRST);
  await field(page, 'again').fill('not the same');
  await button(page, 'set-passphrase-now').click();
  await expect(page.getByText('The two passphrases are not the same.')).toBeVisible();
  await field(page, 'again').fill(FIRST);
  await button(page, 'set-passphrase-now').click();
  await expect(page.getByRole('status').filter({ hasText: 'The passphrase is set' })).toBeVisible(SLOW);
  await button(page, 'close-storage').click();
  await expect(page.getByTestId('keep-offer')).toHaveCount(0);
  await confirmMapping(page);
  await stored(page);
  await title(page).fill(TITLE);
  await title(page).press('Tab');
  await stored(page);
  // The browser's history is not sealed.
  await expect(page).toHaveTitle('Cellar');

  // Who may see has nothing to do with the engine: until it is to take a file in, the page never gets one.
  await withoutEngine(page);
  // By button: nothing of the notebook is on the page, and the field waits to be typed into.
  await button(page, 'lock').click();
  await expect(lockScreen(page)).toBeVisible(SLOW);
  await expect(field(page, 'present')).toBeFocused();
  expect((await pageTexts(page)).join('\n')).not.toContain(TITLE);
  await unlock(page, 'not the passphrase');
  await refused(page, 'passphrase-wrong');
  await unlock(page, FIRST);
  await expect(title(page)).toHaveValue(TITLE, SLOW);
  // What else becomes of a passphrase is looked at without a page too (test/unit/state/workspace-lock).
  if (PART) {
    await page.reload();
    await expect(lockScreen(page)).toBeVisible(SLOW);
    return;
  }

  // Changed; one mistyped changes nothing, and need not be followed by typing the new one again.
  await settings(page);
  await button(page, 'change-passphrase').click();
  await field(page, 'present').fill('not the passphrase');
  await field(page, 'new').fill(SECOND);
  await field(page, 'again').fill(SECOND);
  await button(page, 'change-now').click();
  await refused(page, 'passphrase-wrong');
  await field(page, 'present').fill(FIRST);
  await button(page, 'change-now').click();
  await expect(page.getByRole('status').filter({ hasText: 'is changed' })).toBeVisible(SLOW);

  // On close.
  await page.reload();
  await expect(lockScreen(page)).toBeVisible(SLOW);
  await cleanBothWays(page);
  await unlock(page, FIRST);
  await refused(page, 'passphrase-wrong');
  await button(page, 'forgot').click();
  await expect(page.getByText('Nothing can be recovered.')).toBeVisible();
  await unlock(page, SECOND);
  await expect(title(page)).toHaveValue(TITLE, SLOW);

  await settings(page);
  await button(page, 'remove-passphrase').click();
  await field(page, 'present').fill(SECOND);
  await button(page, 'remove-now').click();
  await expect(page.getByRole('status').filter({ hasText: 'is removed' })).toBeVisible(SLOW);
  await withEngine(page);
  await page.reload();
  await expect(title(page)).toHaveValue(TITLE, SLOW);
  await expect(page).toHaveTitle(`${TITLE} · Cellar`);

  // Offered again, declined, it is not offered any more; the settings still have it.
  await dropAndRead(page, [shop]);
  await button(page, 'decline-passphrase').click();
  await expect(page.getByTestId('keep-offer')).toHaveCount(0);
  await leaveMapping(page);

  // A damaged lock says so, and everything can be deleted.
  await settings(page);
  await field(page, 'new').fill(FIRST);
  await field(page, 'again').fill(FIRST);
  await button(page, 'set-passphrase-now').click();
  await expect(button(page, 'change-passphrase')).toBeVisible(SLOW);
  await withoutEngine(page);
  await page.evaluate(async () => {
    const [{ name } = { name: '' }] = await indexedDB.databases();
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name!);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const store = db.transaction('lock', 'readwrite').objectStore('lock');
    const asked = store.get('lock');
    await new Promise<void>((resolve) => {
      asked.onsuccess = () => {
        const lock = asked.result as { wrapped: Uint8Array };
        lock.wrapped[0]! ^= 1;
        store.put(lock);
        store.transaction.oncomplete = () => resolve();
      };
    });
    db.close();
  });
  await page.reload();
  await unlock(page, FIRST);
  await refused(page, 'lock-damaged');
  await button(page, 'forgot').click();
  // Until what is to go is counted, the button that deletes it would move from under the pointer.
  await page.evaluate(() => {
    const stores = CacheStorage.prototype;
    const { keys } = stores;
    const held = new Promise((go) => addEventListener('counted', go, { once: true }));
    stores.keys = async function () {
      await held;
      return keys.call(this);
    };
  });
  await button(page, 'delete-everything').click();
  await expect(button(page, 'delete-everything-now')).toBeDisabled();
  await page.evaluate(() => dispatchEvent(new Event('counted')));
  await button(page, 'delete-everything-now').click();
  await expect(page.locator('[data-testid="account"] [data-count="notebooks"]')).toHaveText('1', SLOW);
  await button(page, 'close-account').click();
  await expect(button(page, 'open-sample').first()).toBeVisible(SLOW);
});
