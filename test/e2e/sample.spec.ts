import { readFileSync } from 'node:fs';
import { allDone, button, cell, openSample, openStart, result, states } from './support/page.ts';
import { expect, test } from './support/test.ts';

const { files, dirt } = JSON.parse(
  readFileSync(new URL('../../public/sample/sample.json', import.meta.url), 'utf8'),
) as { files: { name: string; rows: number }[]; dirt: { orders: Record<string, number> } };
const rows = Object.fromEntries(files.map((file) => [file.name.split('.')[0]!, file.rows]));

test('one click on the sample gives a finished notebook with findings and a balanced account', async ({ page }) => {
  await openStart(page);
  await openSample(page);
  expect(await states(page)).toEqual(
    Object.fromEntries(Object.keys(await states(page)).map((name) => [name, 'done'])),
  );
  for (const [name, read] of Object.entries(rows)) {
    const source = page.locator(`[data-source="${name}"]`);
    await expect(source).toHaveAttribute('data-read', String(read));
    await expect(source).toHaveAttribute('data-rejected', '0');
    await expect(page.locator(`[data-ledger="${name}"]`)).toHaveAttribute('data-balanced', 'true');
  }
  for (const name of ['kpi', 'rfm', 'pareto', 'path_sankey', 'activity_heatmap'])
    expect(await cell(page, name).locator('.findings li').count(), name).toBeGreaterThan(0);
  console.log(await page.locator('[data-ledger]').allInnerTexts());
  console.log(await page.locator('.findings li').allInnerTexts());
});
