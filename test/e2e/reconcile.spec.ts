import { cell, openSample, openStart, runSql } from './support/page.ts';
import { expect, test } from './support/test.ts';

test('the report reconciles the totals of its cells, and a failed one cannot be overlooked', async ({
  page,
}) => {
  await openStart(page);
  await openSample(page);
  const panel = cell(page, 'report').getByTestId('reconciliation');
  await expect(panel).toHaveAttribute('data-failed', '0');
  for (const id of ['imported orders', 'kpi_revenue kpi', 'rfm_customers rfm', 'pareto_amount pareto'])
    await expect(panel.locator(`[data-check="${id}"]`)).toHaveAttribute('data-ok', 'true');

  const notice = cell(page, 'report').locator('.notice', { hasText: 'Totals do not agree' });
  await expect(notice).toHaveCount(0);
  await runSql(page, 'pareto', 'SELECT customer, sum(amount) * 2 AS amount FROM orders GROUP BY customer');
  const failed = panel.locator('[data-check="pareto_amount pareto"]');
  await expect(failed).toHaveAttribute('data-ok', 'false');
  await expect(failed).toBeVisible();
  await expect(notice).toHaveCount(1);
  await expect(panel).toHaveAttribute('data-failed', '1');

  await runSql(page, 'pareto', 'SELECT customer FROM orders');
  await expect(panel).toContainText('the rewritten SQL has no column amount');
  await expect(notice).toHaveCount(0);
});
