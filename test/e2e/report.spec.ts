import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopCsv } from './support/files.ts';
import {
  button,
  cell,
  confirmMapping,
  downloaded,
  dropAndRead,
  openAgain,
  openSmall,
  settled,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

const folder = mkdtempSync(join(tmpdir(), 'cellar-e2e-'));
const orders = join(folder, 'shop.csv');
test.beforeAll(() => writeFileSync(orders, shopCsv()));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'plan and review are written by hand and stay; a second run is held against the first',
  { tag: '@whole' },
  async ({ page }) => {
    await openSmall(page, ['goal', 'kpi', 'report']);
    await dropAndRead(page, [orders]);
    await confirmMapping(page);
    const report = cell(page, 'report');
    await button(report, 'add-row').click();
    const own = report.locator('[data-plan-row="own-1"]');
    await own.locator('[data-field="measure"]').fill('Call the first ten');
    await own.locator('[data-field="measure"]').blur();

    const review = report.locator('[data-report-section="review"]');
    await expect(review).toContainText('What should change in the template next time');
    await button(review, 'edit-section').click();
    const editor = review.locator('textarea, .cm-content').first();
    await editor.fill('Drop the heatmap');
    await editor.blur();

    // Looked at and left as it is, a section goes on following the findings.
    const summary = report.locator('[data-report-section="summary"]');
    await button(summary, 'edit-section').click();
    await summary.locator('textarea, .cm-content').first().blur();
    await expect(button(summary, 'edit-section')).toHaveCount(1);
    await expect(summary).not.toContainText('edited by hand');

    await expect(report.locator('[data-report-section="comparison"]')).toHaveCount(0);
    await page.locator('select[name="period"]').first().selectOption('all');
    await settled(page);
    await button(page, 'run-all').click();
    const comparison = report.locator('[data-report-section="comparison"]');
    await expect(comparison).toContainText('not like for like');
    await expect(comparison).toContainText('Period:');
    await expect(own.locator('[data-field="measure"]')).toHaveValue('Call the first ten');
    await expect(review).toContainText('Drop the heatmap');

    const { text } = await downloaded(page, button(report, 'download-markdown'));
    expect(text).toContain('Call the first ten');
    expect(text).toContain('Drop the heatmap');
    expect(text).toContain('## Against the run before');
    await button(own, 'strike-row').click();
    await expect(own).toHaveCount(0);

    // What was compared is kept with the workspace, not in the notebook's file.
    await button(page, 'save-notebook').click();
    // What was written into the report is there to decide on: by default it stays.
    await expect(page.getByRole('dialog').locator('[name="share-texts"]')).not.toBeChecked();
    const file = await downloaded(page, button(page, 'download-notebook'));
    expect(file.text).not.toContain('cellar-run');
    expect(file.text).not.toContain('Drop the heatmap');
    await page.keyboard.press('Escape');
    await openAgain(page);
    await expect(comparison).toContainText('Period:');
  },
);
