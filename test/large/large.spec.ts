import type { Page } from '@playwright/test';
import { put, shopCsv, shopLines } from '../e2e/support/files.ts';
import {
  button,
  cell,
  confirmMapping,
  drop,
  dropAndRead,
  mappedFile,
  openStart,
  result,
  states,
  stored,
} from '../e2e/support/page.ts';
import { expectSteady, watchReading } from '../e2e/support/progress.ts';
import { expect, test } from '../e2e/support/test.ts';
import { ordersCsv, retailXlsx, type LargeFile } from './make.ts';
import { measured, noteLongTasks } from './watch.ts';

/** Order lines of the large CSV: ten million are 1.09 GB. */
const ROWS = Number(process.env['LARGE_ROWS'] ?? 10_000_000);
/** Rows of the workbooks: as many as the UCI retail data has. */
const SHEET_ROWS = Number(process.env['LARGE_SHEET_ROWS'] ?? 541_909);
const LONG = { timeout: 3_000_000 };

test.beforeEach(async ({ page }) => {
  await page.addInitScript(noteLongTasks);
});

const shown = (file: LargeFile) => `${file.name}: ${file.rows} rows, ${(file.bytes / 1e6).toFixed(0)} MB`;

/** Drops a file and sees it counted whole, the bar rising all the while and the memory told before it moves. */
async function readWhole(page: Page, file: LargeFile): Promise<void> {
  await watchReading(page);
  await measured(page, `${file.name} dropped → counted`, async () => {
    await drop(page, file.path);
    const section = mappedFile(page, file.name);
    await expect(section).toHaveAttribute('data-state', /ready|failed/, LONG);
    await expect(section.getByRole('alert')).toHaveCount(0);
    await expect(section).toHaveAttribute('data-read', String(file.rows));
    await expect(section).toHaveAttribute('data-rejected', '0');
  });
  const watched = await page.evaluate(() => window.watched);
  console.log(
    `memory told: ${watched.memory}; ${watched.steps.length} steps, last ${watched.steps.at(-1)?.slice(1).join(', ')}`,
  );
  expectSteady(watched, 5);
  if (watched.memory !== null) expect(watched.memoryFirst).toBe(true);
}

/** Confirms, and sees every cell done or saying in a sentence why not; the states of all. */
async function runAll(page: Page, file: LargeFile): Promise<Record<string, string>> {
  await measured(page, `${file.name} confirmed → cells at rest`, async () => {
    await button(page, 'confirm-mapping').click();
    await expect(page.locator('section[data-cell]').first()).toBeVisible(LONG);
    await expect(
      page.locator('[data-state="queued"], [data-state="running"], [data-state="stale"]'),
    ).toHaveCount(0, LONG);
    await expect(button(page, 'cancel')).toHaveCount(0, LONG);
  });
  const ended = await states(page);
  console.log(`cells: ${JSON.stringify(ended)}`);
  for (const [name, state] of Object.entries(ended)) {
    expect(state).toMatch(/^(done|error|needs-roles)$/);
    if (state === 'error') {
      const told = await cell(page, name).locator('[data-fault]').first().innerText();
      console.log(`${name}: ${told}`);
      expect(told.length).toBeGreaterThan(20);
    }
  }
  await expect(page.locator('[data-source]')).toHaveAttribute('data-read', String(file.rows));
  return ended;
}

test(`a CSV of ${ROWS} rows: cancelled, then imported whole, kept and opened again`, async ({
  page,
  folder,
}) => {
  const file = await ordersCsv(folder, 'orders.csv', ROWS);
  console.log(shown(file));
  await openStart(page);
  await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
  await confirmMapping(page);
  const before = await result(page, 'rfm');

  await test.step('cancelled in the middle, all is as before', async () => {
    await watchReading(page);
    await drop(page, file.path);
    await expect
      .poll(() => page.evaluate(() => window.watched.steps.at(-1)?.[3] ?? 0), LONG)
      .toBeGreaterThan(30);
    await measured(page, 'cancelled → notebook', async () => {
      await button(page, 'cancel-mapping').click();
      await expect(cell(page, 'rfm')).toHaveAttribute('data-state', 'done');
    });
    await expect(page.locator('[data-source]')).toHaveCount(1);
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute(
      'data-read',
      String(shopLines().length),
    );
    expect(await result(page, 'rfm')).toEqual(before);
  });

  await page.goto('/?lang=en');
  await openStart(page);
  await readWhole(page, file);
  const ended = await runAll(page, file);
  await measured(page, 'kept in the browser', async () => {
    await expect(page.locator('[data-saved]')).toHaveAttribute('data-saved', 'saved', LONG);
    await stored(page);
  });
  await page.reload();
  await measured(page, 'opened again → cells at rest', async () => {
    // Nothing runs either before the first cell begins: they are as they were when each has run again.
    await expect.poll(() => states(page), LONG).toEqual(ended);
    await expect(page.locator('[data-source]')).toHaveAttribute('data-read', String(ROWS), LONG);
  });
});

test(`a gzipped CSV of ${ROWS} rows`, async ({ page, folder }) => {
  const file = await ordersCsv(folder, 'orders.csv.gz', ROWS);
  console.log(shown(file));
  await openStart(page);
  await readWhole(page, file);
});

for (const strings of ['shared', 'inline'] as const)
  test(`a workbook of ${SHEET_ROWS} rows with ${strings} strings`, async ({ page, folder }) => {
    const file = await retailXlsx(folder, `retail_${strings}.xlsx`, SHEET_ROWS, { strings });
    console.log(shown(file));
    await openStart(page);
    await readWhole(page, file);
    await runAll(page, file);
  });
