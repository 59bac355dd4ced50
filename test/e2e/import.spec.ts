import { put, shopCsv, shopLines } from './support/files.ts';
import {
  button,
  cell,
  confirmMapping,
  downloaded,
  drop,
  dropAndRead,
  mappedFile,
  openStart,
  result,
  rolesOf,
} from './support/page.ts';
import { parseCsv } from './support/csv.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

const LINES = shopLines().length;

test('ragged lines are counted and listed with their numbers, the rest is imported', async ({
  page,
  folder,
}) => {
  const lines = shopCsv().trimEnd().split('\n');
  lines.splice(5, 0, 'A9001,2024-06-01 10:00:00,K01'); // becomes line 6: too short
  lines.splice(41, 0, 'A9002,2024-06-01 10:00:00,K01,Kettle,1,1,surplus,more'); // becomes line 42: too long
  const path = put(folder, 'ragged.csv', `${lines.join('\n')}\n`);
  await openStart(page);
  await dropAndRead(page, [path]);
  const file = mappedFile(page, 'ragged.csv');
  await expect(file).toHaveAttribute('data-state', 'ready');
  await expect(file).toHaveAttribute('data-read', String(LINES));
  await expect(file).toHaveAttribute('data-rejected', '2');
  await file.getByRole('button', { name: 'see them' }).click();
  await expect(file.locator('.raw')).toHaveText([/^A9001/, /^A9002/]);
  const { text } = await downloaded(page, button(file, 'download-rejects'));
  expect(parseCsv(text).map((row) => row['line'])).toEqual(['6', '42']);

  await confirmMapping(page);
  const source = page.locator('[data-source="ragged"]');
  await expect(source).toHaveAttribute('data-rejected', '2');
  await expect(source).toHaveAttribute('data-read', String(LINES));
  await expect(page.locator('[data-ledger="orders"]')).toContainText('2 lines rejected');
  const rfm = await result(page, 'rfm');
  expect(rfm).toHaveLength(24);
  expect(rfm.reduce((sum, row) => sum + Number(row['monetary']), 0)).toBeCloseTo(9800, 6);

  // What was rejected stays to be seen: lines and reasons, not the text, which no privacy setting has seen.
  await source.locator('[data-action="open-source"]').click();
  await page.locator('[data-action="view-rejects"]').click();
  const { text: kept } = await downloaded(page, button(page, 'download-rejects'));
  expect(parseCsv(kept)).toEqual([
    { line: '6', reason: 'too few columns' },
    { line: '42', reason: 'too many columns' },
  ]);
});

test('a bad file among good ones says why and loses nothing of the others', async ({ page, folder }) => {
  const good = put(folder, 'shop.csv', shopCsv());
  const empty = put(folder, 'empty.csv', '');
  const broken = put(folder, 'broken.parquet', Buffer.from('PAR1 this is no parquet PAR1'));
  await openStart(page);
  await dropAndRead(page, [empty, good, broken]);
  await expect(mappedFile(page, 'empty.csv')).toHaveAttribute('data-state', 'failed');
  await expect(mappedFile(page, 'broken.parquet')).toHaveAttribute('data-state', 'failed');
  for (const name of ['empty.csv', 'broken.parquet'])
    await expect(mappedFile(page, name).getByRole('alert')).not.toBeEmpty();
  await expect(mappedFile(page, 'shop.csv')).toHaveAttribute('data-read', String(LINES));
  await mappedFile(page, 'empty.csv').getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('section[data-file]')).toHaveCount(2);
  await confirmMapping(page);
  expect(await result(page, 'rfm')).toHaveLength(24);
});

test('the mapping is corrected by hand before it is confirmed', async ({ page, folder }) => {
  const path = put(folder, 'codes.csv', shopCsv(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']));
  await openStart(page);
  await dropAndRead(page, [path]);
  const file = mappedFile(page, 'codes.csv');
  await file.locator('select[data-role="entity"]').selectOption('orders');
  const show = file.getByRole('button', { name: /more columns/ });
  if (await show.isVisible()) await show.click();
  for (const [column, role] of [
    ['c1', 'order_id'],
    ['c2', 'ordered_at'],
    ['c3', 'customer'],
    ['c4', 'product'],
    ['c5', 'quantity'],
    ['c6', 'unit_price'],
  ] as const)
    await file.locator(`[data-column="${column}"] .means select`).selectOption(role);
  await expect
    .poll(() => rolesOf(file))
    .toEqual({
      c1: 'orders.order_id',
      c2: 'orders.ordered_at',
      c3: 'orders.customer',
      c4: 'orders.product',
      c5: 'orders.quantity',
      c6: 'orders.unit_price',
    });
  await confirmMapping(page);
  expect(await result(page, 'rfm')).toHaveLength(24);
});

test('a required column that is not there is asked for, and confirming waits for it', async ({
  page,
  folder,
}) => {
  const path = put(folder, 'shop.csv', shopCsv());
  await openStart(page);
  await dropAndRead(page, [path]);
  const file = mappedFile(page, 'shop.csv');
  await expect(button(page, 'confirm-mapping')).toBeEnabled();
  await file.locator('[data-column="customer_id"] .means select').selectOption('');
  await expect(file.getByRole('status')).toContainText('Customer');
  await expect(button(page, 'confirm-mapping')).toBeDisabled();
  await file.locator('[data-column="customer_id"] .means select').selectOption('customer');
  await expect(button(page, 'confirm-mapping')).toBeEnabled();
});

test('an import can be cancelled while it reads, and another one follows', async ({ page, folder }) => {
  const many = shopLines();
  const big = put(folder, 'big.csv', shopCsv(undefined, Array.from({ length: 200 }, () => many).flat()));
  const small = put(folder, 'shop.csv', shopCsv());
  await openStart(page);
  // Pressed from within as soon as it reads: on a quick machine it has read before a click from outside.
  await page.evaluate(() => {
    const cancelled = new Promise<string>((tell) => {
      const watch = new MutationObserver(() => {
        const file = document.querySelector<HTMLElement>('section[data-file="big.csv"]');
        const cancel = document.querySelector<HTMLElement>('[data-action="cancel-mapping"]');
        if (!file || !cancel) return;
        watch.disconnect();
        tell(file.dataset['state']!);
        cancel.click();
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true });
    });
    Object.assign(window, { cancelled });
  });
  await drop(page, big);
  expect(await page.evaluate(() => (window as unknown as { cancelled: Promise<string> }).cancelled)).toBe(
    'reading',
  );
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Know your customers');
  await dropAndRead(page, [small]);
  await expect(page.locator('section[data-file]')).toHaveCount(1);
  await confirmMapping(page);
  expect(await result(page, 'rfm')).toHaveLength(24);
  await expect(cell(page, 'rfm')).toHaveAttribute('data-state', 'done');
});
