import { put, shopCsv } from './support/files.ts';
import {
  SLOW,
  button,
  cell,
  confirmMapping,
  dropAndRead,
  fillEditor,
  openSmall,
  reached,
  result,
  settled,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

// Each change of the goal runs a notebook's every cell.
test.use({ goesOn: true });

test(
  'an own metric is checked while it is written, broken down, chosen for the goal, and goes again; an industry chooses metrics that the key figures and the report show',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await openSmall(page, ['goal', 'kpi', 'metrics', 'report']);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
    await confirmMapping(page);
    await button(cell(page, 'metrics'), 'new-metric').click();
    const dialog = page.getByRole('dialog');
    const check = dialog.locator('[data-metric-check]');
    const formula = dialog.locator('.cm-content');
    await dialog.locator('[name="metric-name"]').fill('Spend a head');
    await dialog.locator('[name="metric-format"]').selectOption('money');
    await fillEditor(formula, 'amount');
    await expect(check).toHaveAttribute('data-metric-check', 'bad');
    await expect(check).toContainText('sum(');
    await fillEditor(formula, 'sum(amuont)');
    await expect(check).toContainText('amuont');
    await fillEditor(formula, 'sum(amount) / count(DISTINCT customer)) FROM all_customers --');
    await button(dialog, 'save-metric').click();
    await expect(check).toHaveAttribute('data-metric-check', 'bad');
    await fillEditor(formula, 'sum(amount) / count(DISTINCT customer)');
    await expect(check).toHaveAttribute('data-metric-check', 'good');
    await button(dialog, 'save-metric').click();
    await expect(dialog).toHaveCount(0);

    // It is the metric of the cell that made it, under its own name.
    await settled(page);
    await expect(cell(page, 'metrics').locator('[data-param="metric"]')).toContainText('Spend a head');
    await cell(page, 'metrics').locator('[data-param="grain"] select').selectOption('none');
    await expect
      .poll(async () => (await result(page, 'metrics')).map((row) => Number(row['value'])), SLOW)
      .toEqual([9_800 / 24]);

    // Chosen for the goal it is a key figure.
    const goal = cell(page, 'goal');
    await goal.locator('[data-goal="metrics"] > summary').click();
    await goal.locator('[data-goal="metrics"]').getByLabel('Spend a head').check();
    const figures = async () => (await result(page, 'kpi')).map((row) => row['metric']);
    await expect.poll(figures, SLOW).toContain('own_spend_a_head');
    await expect(cell(page, 'kpi')).toContainText('Spend a head');

    // Deleted it leaves the goal and the cells; undo brings it back to all of them.
    await cell(page, 'metrics').getByRole('button', { name: 'Change “Spend a head”' }).click();
    await dialog.getByRole('button', { name: 'Delete the metric' }).click();
    await expect.poll(figures, SLOW).not.toContain('own_spend_a_head');
    await reached(cell(page, 'metrics'), 'done');
    await button(page, 'undo').click();
    await expect.poll(figures, SLOW).toContain('own_spend_a_head');

    await page.locator('select[name="model"]').selectOption('b2c');
    await expect(goal).toContainText('Repurchase cycle');
    await expect
      .poll(async () => (await result(page, 'kpi')).map((row) => row['metric']), SLOW)
      .toContain('repurchase_cycle');
    await expect(cell(page, 'report')).toContainText('Repurchase cycle', SLOW);
  },
);
