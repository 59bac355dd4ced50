import type { Page } from '@playwright/test';
import {
  APP_MARKS,
  confirm,
  confirmable,
  dropFile,
  lookAround,
  type Dropped,
  type Phase,
} from './app-page.ts';
import type { Chromium } from './browser.ts';
import type { DataFile } from './data.ts';

const WORD = 'a passphrase of the bench';

/** How long somebody reads what the columns mean before they confirm: milliseconds. */
const READ = 20_000;

/** Milliseconds from opening a stored notebook until every cell is done. */
export interface Reopened {
  /** By somebody who has looked at the start page first. */
  dropped: Dropped;
  /** From confirming what has been read for a while. */
  confirmed: Phase;
  plain: number;
  sealed: number;
}

/**
 * Keeps a notebook with the file's rows, confirmed by somebody who reads first, opens it again from the start page, and
 * once more under a passphrase.
 */
export async function reopening(chromium: Chromium, app: string, file: DataFile): Promise<Reopened> {
  const visit = await chromium.open(`${app}?lang=en`, APP_MARKS);
  const { page } = visit;
  await page.locator(APP_MARKS.ready).waitFor();
  await lookAround(page);
  const dropped = await dropFile(page, file);
  await confirmable(page);
  await page.waitForTimeout(READ);
  const confirmed = await confirm(page);
  await page.locator('[data-saved="saved"]').waitFor();
  const notebook = await page.evaluate(() => location.hash);

  await page.goto(`${app}?lang=en`);
  const plain = await open(page, notebook);

  await page.goto(`${app}?lang=en`);
  await page.locator('[data-action="storage-settings"]').click();
  await page.locator('[data-passphrase="new"]').fill(WORD);
  await page.locator('[data-passphrase="again"]').fill(WORD);
  await page.locator('[data-action="set-passphrase-now"]').click();
  await page.locator('[data-action="change-passphrase"]:not([disabled])').waitFor();
  await page.goto(`${app}?lang=en`);
  await page.locator('[data-passphrase="present"]').fill(WORD);
  await page.locator('[data-action="unlock"]').click();
  await page.locator('[data-testid="lock-screen"]').waitFor({ state: 'detached' });
  const sealed = await open(page, notebook);
  await visit.close();
  return { dropped, confirmed, plain, sealed };
}

async function open(page: Page, notebook: string): Promise<number> {
  await page.locator(APP_MARKS.ready).waitFor();
  return page.evaluate(async (hash) => {
    const start = performance.now();
    location.hash = hash;
    const end = await window.probe.when(() => {
      const cells = [...document.querySelectorAll<HTMLElement>('section[data-cell]')];
      return cells.length > 0 && cells.every((cell) => /done|needs-roles|error/.test(cell.dataset['state']!));
    });
    return end - start;
  }, notebook);
}
