import { put } from './support/files.ts';
import {
  SLOW,
  allDone,
  atShop,
  button,
  cell,
  dropAndRead,
  mappedFile,
  openSmall,
  reached,
  result,
  runSql,
  settled,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: 'shop' });

test('what a column means can be changed after import, and undone', async ({ page, folder }) => {
  await atShop(page, folder);
  const spend = async () =>
    (await result(page, 'pareto')).reduce((sum, row) => sum + Number(row['amount']), 0);
  expect(await spend()).toBe(9_800); // quantity × unit price

  await button(page, 'open-source').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-column="unit_price"] select').selectOption('amount');
  await page.keyboard.press('Escape');
  await settled(page);
  // Each line now counts its price alone: Σ k² over 24 customers.
  await expect.poll(spend, SLOW).toBe(4_900);

  await button(page, 'undo').click();
  await settled(page);
  await expect.poll(spend, SLOW).toBe(9_800);
});

test(
  'a cell’s table can be renamed, and what reads it follows',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await atShop(page, folder);
    await runSql(page, 'spend_per_customer', 'SELECT tier, count(*) AS n FROM rfm GROUP BY tier');
    await reached(cell(page, 'spend_per_customer'), 'done');

    await cell(page, 'rfm').locator('[data-tab="sql"]').click();
    const name = cell(page, 'rfm').locator('input[name="cell-name"]');
    await name.fill('orders');
    await name.press('Tab');
    await expect(cell(page, 'rfm').locator('[role="alert"]').first()).toBeVisible();
    await expect(name).toHaveValue('rfm');

    await name.fill('value_tiers');
    await name.press('Tab');
    await reached(cell(page, 'value_tiers'), 'done');
    await settled(page);
    const rows = await result(page, 'spend_per_customer');
    expect(rows.reduce((sum, row) => sum + Number(row['n']), 0)).toBe(24);
    await expect(cell(page, 'spend_per_customer').locator('.cm-content')).toContainText('FROM value_tiers');
  },
);

test('a source that was removed comes back with undo', { tag: '@whole' }, async ({ page, folder }) => {
  await atShop(page, folder);
  await button(page, 'open-source').click();
  await button(page, 'remove-source').click();
  await expect(page.locator('[data-source]')).toHaveCount(0);
  await reached(cell(page, 'rfm'), 'needs-roles');
  await button(page, 'undo').click();
  await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-kept', '300', SLOW);
  await reached(cell(page, 'rfm'), 'done');
});

test(
  'what a status is taken for is changed before confirming and again in cleaning',
  { tag: '@whole' },
  async ({ elsewhere: page, folder }) => {
    const lines = Array.from({ length: 20 }, (_, i) => {
      const status = i < 12 ? 'paid' : i < 16 ? 'Zustand A' : 'refunded';
      return `${i + 1},C${i % 4},2024-01-${String(i + 1).padStart(2, '0')},${100 + i},${status}`;
    });
    await openSmall(page, ['cleaning']);
    await dropAndRead(page, [
      put(folder, 'shop.csv', `order_id,customer_id,order_date,amount,status\n${lines.join('\n')}\n`),
    ]);
    const file = mappedFile(page, 'shop.csv');
    const unknown = file.locator('[data-status="Zustand A"]');
    await expect(unknown).toHaveAttribute('data-class', 'unknown', SLOW);
    await expect(file.locator('[data-harsh="orders.refund"]')).toContainText('4 rows');
    await unknown.locator('select').selectOption('cancelled');
    await expect(file.locator('[data-harsh="orders.refund"]')).toContainText('8 rows', SLOW);

    await button(page, 'confirm-mapping').click();
    await allDone(page);
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-kept', '12', SLOW);
    await cell(page, 'cleaning')
      .locator('summary')
      .filter({ hasText: 'status' })
      .first()
      .waitFor({ state: 'attached' });
    await button(page.locator('[data-harsh="orders.refund"]'), 'let-in').click();
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-kept', '20', SLOW);
    await expect(page.locator('[data-harsh]')).toHaveCount(0);
  },
);
