import { drawn, watchDrawing } from './support/drawing.ts';
import { put, shopCsv, shopLines } from './support/files.ts';
import {
  SLOW,
  button,
  cell,
  confirmMapping,
  drop,
  dropAndRead,
  mappedFile,
  openSmall,
  openStart,
  reached,
  result,
  rolesOf,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

const LINES = shopLines().length;

test('the mapping is corrected by hand before it is confirmed, which waits for what is required', async ({
  page,
  folder,
}) => {
  const path = put(folder, 'codes.csv', shopCsv(['c1', 'c2', 'c3', 'c4', 'c5', 'c6']));
  await openSmall(page, ['rfm']);
  await watchDrawing(page, ['tr[data-column]']);
  await dropAndRead(page, [path]);
  expect(await drawn(page, 'tr[data-column]')).toEqual({ first: 1, most: 1 });
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
  await expect(button(page, 'confirm-mapping')).toBeEnabled();
  await file.locator('[data-column="c3"] .means select').selectOption('');
  await expect(file.getByRole('status')).toContainText('Customer');
  await expect(button(page, 'confirm-mapping')).toBeDisabled();
  await file.locator('[data-column="c3"] .means select').selectOption('customer');
  await expect(button(page, 'confirm-mapping')).toBeEnabled();
  await confirmMapping(page);
  expect(await result(page, 'rfm')).toHaveLength(24);
});

test(
  'an import can be cancelled while it reads; in the next one bad files lose nothing of a good one, whose text is read as numbers when the analyst agrees',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const many = shopLines();
    const big = put(folder, 'big.csv', shopCsv(undefined, Array.from({ length: 200 }, () => many).flat()));
    const lines = shopCsv().trimEnd().split('\n');
    lines[12] = lines[12]!.replace(/,[^,]*$/, ',twelve');
    const good = put(folder, 'shop.csv', `${lines.join('\n')}\n`);
    const empty = put(folder, 'empty.csv', '');
    const broken = put(folder, 'broken.parquet', Buffer.from('PAR1 this is no parquet PAR1'));
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

    await openSmall(page, ['rfm']);
    await dropAndRead(page, [empty, good, broken]);
    for (const name of ['empty.csv', 'broken.parquet']) {
      await reached(mappedFile(page, name), 'failed');
      await expect(mappedFile(page, name).getByRole('alert')).not.toBeEmpty();
    }
    await mappedFile(page, 'empty.csv').getByRole('button', { name: 'Remove' }).click();
    await expect(page.locator('section[data-file]')).toHaveCount(2);

    const file = mappedFile(page, 'shop.csv');
    await expect(file).toHaveAttribute('data-counted', String(LINES));
    await expect(file).toHaveAttribute('data-read', String(LINES));
    await expect(file).toContainText('the first in line 13 (“twelve”)');
    await button(file, 'read-typed').click();
    await expect(file).toContainText('Line 13: twelve', SLOW);
    await expect(file).not.toContainText('is read as text');
    await expect(file).toHaveAttribute('data-read', String(LINES));
    await confirmMapping(page);
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-read', String(LINES));
    expect(await result(page, 'rfm')).toHaveLength(24);
    await reached(cell(page, 'rfm'), 'done');
  },
);
