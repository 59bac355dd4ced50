import { put, shopCsv } from './support/files.ts';
import { SLOW, allDone, button, cell, openShop, result, runSql, settled } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

test('what a column means can be changed after import, and undone', async ({ page, folder }) => {
  await openShop(page, put(folder, 'shop.csv', shopCsv()));
  await allDone(page);
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

test('a cell’s table can be renamed, and what reads it follows', async ({ page, folder }) => {
  await openShop(page, put(folder, 'shop.csv', shopCsv()));
  await allDone(page);
  await runSql(page, 'spend_per_customer', 'SELECT tier, count(*) AS n FROM rfm GROUP BY tier');
  await expect(cell(page, 'spend_per_customer')).toHaveAttribute('data-state', 'done', SLOW);

  await cell(page, 'rfm').locator('[data-tab="sql"]').click();
  const name = cell(page, 'rfm').locator('input[name="cell-name"]');
  await name.fill('orders');
  await name.press('Tab');
  await expect(cell(page, 'rfm').locator('[role="alert"]').first()).toBeVisible();
  await expect(name).toHaveValue('rfm');

  await name.fill('value_tiers');
  await name.press('Tab');
  await expect(cell(page, 'value_tiers')).toHaveAttribute('data-state', 'done', SLOW);
  await settled(page);
  const rows = await result(page, 'spend_per_customer');
  expect(rows.reduce((sum, row) => sum + Number(row['n']), 0)).toBe(24);
  await expect(cell(page, 'spend_per_customer').locator('.cm-content')).toContainText('FROM value_tiers');
});

test('a source that was removed comes back with undo', async ({ page, folder }) => {
  await openShop(page, put(folder, 'shop.csv', shopCsv()));
  await allDone(page);
  await button(page, 'open-source').click();
  await button(page, 'remove-source').click();
  await expect(page.locator('[data-source]')).toHaveCount(0);
  await expect(cell(page, 'rfm')).toHaveAttribute('data-state', 'needs-roles', SLOW);
  await button(page, 'undo').click();
  await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-kept', '300', SLOW);
  await expect(cell(page, 'rfm')).toHaveAttribute('data-state', 'done', SLOW);
});
