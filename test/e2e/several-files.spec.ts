import { readFile } from 'node:fs/promises';
import { put, shopCsv, shopLines } from './support/files.ts';
import {
  SLOW,
  cell,
  confirmMapping,
  drop,
  dropAndRead,
  mappedFile,
  openStart,
  result,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

const lines = shopLines();
const month = (m: string) => lines.filter((l) => l.at.startsWith(`2024-${m}`));
const [may, june] = [lines.filter((l) => l.at < '2024-06-15'), lines.filter((l) => l.at >= '2024-06-15')];

test('files of the same columns become one source; the same file twice is left out', async ({
  page,
  folder,
}) => {
  expect(month('06').length).toBeGreaterThan(0);
  const files = [
    put(folder, 'shop_2024_05.csv', shopCsv(undefined, may)),
    put(folder, 'shop_2024_06.csv', shopCsv(undefined, june)),
    put(folder, 'copy.csv', shopCsv(undefined, may)),
  ];
  await openStart(page);
  await dropAndRead(page, files);
  await expect(mappedFile(page, 'shop_2024_06.csv').locator('[data-union-with]')).toHaveAttribute(
    'data-union-with',
    'shop_2024_05.csv',
  );
  await expect(mappedFile(page, 'copy.csv').locator('[data-same-as]')).toBeVisible(SLOW);
  await confirmMapping(page);
  await expect(page.locator('[data-source]')).toHaveCount(1);
  await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-read', String(lines.length));
  const rfm = await result(page, 'rfm');
  expect(rfm).toHaveLength(24);
  expect(rfm.reduce((sum, row) => sum + Number(row['monetary']), 0)).toBeCloseTo(9800, 6);
});

test('next month’s file is compared with what is there, and appended without counting a row twice', async ({
  page,
  folder,
}) => {
  const first = put(folder, 'shop.csv', shopCsv(undefined, may));
  // The later export overlaps by ten lines.
  const second = put(folder, 'shop_june.csv', shopCsv(undefined, [...may.slice(-10), ...june]));
  await openStart(page);
  await dropAndRead(page, [first]);
  await confirmMapping(page);
  await drop(page, second);
  const file = mappedFile(page, 'shop_june.csv');
  await expect(file).toHaveAttribute('data-state', 'ready', SLOW);
  await expect(file.locator('[data-existing="shop"]')).toContainText(`${june.length} new rows and 10`, SLOW);
  await expect(file.locator('[data-choice="append"]')).toBeChecked();
  await confirmMapping(page);
  await expect(page.locator('[data-source]')).toHaveCount(1);
  const source = page.locator('[data-source="shop"]');
  await expect(source).toHaveAttribute('data-read', String(lines.length + 10));
  await expect(source).toHaveAttribute('data-kept', String(lines.length));
  const rfm = await result(page, 'rfm');
  expect(rfm.reduce((sum, row) => sum + Number(row['monetary']), 0)).toBeCloseTo(9800, 6);

  // What was appended outlives the visit, and is recognised in it.
  await expect(page.locator('[data-saving="saved"]').or(page.locator('main'))).toBeVisible();
  await page.reload();
  await drop(page, second);
  await expect(mappedFile(page, 'shop_june.csv').locator('[data-existing="shop"]')).toContainText(
    '0 new rows',
    SLOW,
  );
});

test('a result is downloaded as a workbook and as Parquet', async ({ page, folder }) => {
  await openStart(page);
  await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
  await confirmMapping(page);
  for (const [action, name, begins] of [
    ['download-xlsx', 'rfm.xlsx', 'PK'],
    ['download-parquet', 'rfm.parquet', 'PAR1'],
  ] as const) {
    const rfm = cell(page, 'rfm');
    await rfm.hover();
    await rfm.getByRole('button', { name: 'Other formats' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download', SLOW),
      page.locator(`[data-action="${action}"]`).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, begins.length).toString('latin1')).toBe(begins);
  }
});

test('how the customers of two files meet is shown before anything is agreed', async ({ page, folder }) => {
  const customers = `id,name\n${Array.from({ length: 24 }, (_, i) => `K${String(i + 1 + 12).padStart(2, '0')},Name ${i}`).join('\n')}\n`;
  await openStart(page);
  await dropAndRead(page, [put(folder, 'shop.csv', shopCsv()), put(folder, 'customers.csv', customers)]);
  // K13 … K24 of 24 customers are in both.
  await expect(page.locator('[data-join]')).toHaveAttribute('data-rate', '0.500', SLOW);
});
