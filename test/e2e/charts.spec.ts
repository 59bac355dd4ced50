import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { addCell, allDone, cell, atShop, downloading, result, runSql, whenRows } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: 'shop' });

const RATES =
  "SELECT * FROM (VALUES ('甲', 0.3, 0.2, 0.41), ('乙', 0.5, 0.45, 0.55)) AS t(segment, answer_rate, lower_end, upper_end)";

const figure = (at: Locator) => at.locator('figure.cellar-figure');
const channel = (at: Locator, name: string) => at.locator(`[data-channel="${name}"] select`).first();

async function charted(page: Page, sql: string, rows: string): Promise<Locator> {
  const name = await addCell(page, 'sql');
  await runSql(page, name, sql);
  await whenRows(page, name, rows);
  const at = cell(page, name);
  await at.locator('[data-tab="chart"]').click();
  return at;
}

test.beforeEach(async ({ page, folder }) => {
  await atShop(page, folder);
});

test(
  'a chart is read by key and by pointer, its intervals too, and its table says the same',
  { tag: '@whole' },
  async ({ page }) => {
    const at = await charted(page, RATES, '2');
    await figure(at).focus();
    await page.keyboard.press('ArrowRight');
    await expect(figure(at).locator('[aria-live]')).toHaveText(
      '甲, answer_rate 30.0%, Click or Enter for the rows',
    );
    await expect(figure(at).locator('[data-part="cursor"] text').first()).toHaveText('甲');

    await channel(at, 'low').selectOption('lower_end');
    await channel(at, 'high').selectOption('upper_end');
    await expect(figure(at).locator('[data-part="whisker"]')).toHaveCount(2);
    await figure(at).locator('[data-part="bars"] rect').last().hover();
    await expect(figure(at).locator('[data-part="cursor"] text')).toHaveText([
      '乙',
      'answer_rate 50.0%',
      '95% interval 45.0% – 55.0%',
      'Click or Enter for the rows',
    ]);

    await at.locator('[data-tab="table"]').click();
    await expect(at.getByRole('gridcell')).toContainText(['甲', '0.3', '0.2', '0.41', '乙']);
  },
);

test(
  'the keyboard stays on its mark when a chart is drawn anew, and nothing is taken from elsewhere',
  { tag: '@whole' },
  async ({ page }) => {
    const at = await charted(page, RATES, '2');
    const says = figure(at).locator('[aria-live]');
    const width = () => figure(at).locator('svg').first().getAttribute('width');
    const narrower = async () => {
      const before = await width();
      const { width: wide, height } = page.viewportSize()!;
      await page.setViewportSize({ width: wide - 100, height });
      await expect.poll(width).not.toBe(before);
    };
    await figure(at).focus();
    await page.keyboard.press('End');
    await expect(says).toContainText('乙');
    await narrower();
    await expect(figure(at)).toBeFocused();
    await expect(says).toContainText('乙');
    await page.keyboard.press('ArrowLeft');
    await expect(says).toContainText('甲');

    const tab = at.locator('[data-tab="chart"]');
    await tab.focus();
    await narrower();
    await expect(tab).toBeFocused();
  },
);

test('a chart is saved as a picture that says nothing beside what it shows', async ({ page }) => {
  const at = cell(page, 'rfm');
  await at.locator('[data-tab="chart"]').click();
  const save = async (kind: string) => {
    await at.getByRole('button', { name: /^Save chart/ }).click();
    const download = await downloading(page, page.locator(`[data-action="${kind}"]`));
    expect(download.suggestedFilename()).toMatch(new RegExp(`^\\S+\\.${kind}$`));
    return readFile(await download.path());
  };
  const png = await save('png');
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks: string[] = [];
  for (let place = 8; place < png.length; place += 12 + png.readUInt32BE(place))
    chunks.push(png.toString('latin1', place + 4, place + 8));
  // Size, colours, dots to the inch, pixels: no text, no time, no program.
  expect(chunks.filter((chunk) => !['IHDR', 'sRGB', 'gAMA', 'pHYs', 'IDAT', 'IEND'].includes(chunk))).toEqual(
    [],
  );
  expect(chunks).toContain('IDAT');
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(2 * 640);
  const svg = (await save('svg')).toString('utf8');
  expect(svg).toMatch(/^<\?xml [^>]*>\n<svg [^>]*>/);
  expect(svg).toContain('>Share of customers and of revenue by tier</text>');
  // Two tiers of too few customers have no bars in it, of either measure.
  expect(svg).toMatch(/data-part="note"[^>]*>Under the disclosure rules 4 marks are not drawn</);
  expect(svg).not.toMatch(/<(?:script|image|foreignObject|metadata|a)\b|href=|url\((?!#)/);
});

test('a query that changes under its chart says what no longer fits', { tag: '@whole' }, async ({ page }) => {
  const at = await charted(page, RATES, '2');
  const name = (await at.getAttribute('data-cell'))!;
  await channel(at, 'y').selectOption('upper_end');

  await runSql(page, name, "SELECT '甲' AS segment, 'many' AS upper_end");
  await whenRows(page, name, '1');
  await at.locator('[data-tab="chart"]').click();
  await expect(figure(at)).toContainText('No numbers to draw in: upper_end');
  await expect(channel(at, 'y').locator('option:checked')).toHaveText('upper_end (not a number)');

  await runSql(page, name, "SELECT DATE '2024-03-01' AS day, 7 AS orders");
  await expect(at.locator('.state')).toContainText('1 row');
  await at.locator('[data-tab="chart"]').click();
  await expect(figure(at)).toContainText('The chart needs columns that are not there: segment, upper_end');
  await expect(channel(at, 'x').locator('option:checked')).toHaveText('segment (no such column now)');

  // Back to what is suggested for the rows that are there now.
  await at.locator('.picker select').first().selectOption({ index: 0 });
  await expect(figure(at)).toHaveAttribute('data-kind', 'kpi');
});

test(
  'what a model found stands beside its result, which stays what is exported',
  { tag: '@whole' },
  async ({ page }) => {
    const name = await addCell(page, 'segments-kmeans');
    await allDone(page);
    const at = cell(page, name);
    await at.locator('[data-tab="table"]').click();
    await expect(at.locator('[data-sort="customer"]')).toBeVisible();
    await at.locator('[data-part="table-choice"] select').selectOption('segments');
    await expect(at.locator('[data-sort="silhouette"]')).toBeVisible();
    await expect(at.getByRole('gridcell').first()).toHaveText('1');
    await at.locator('[data-sort="customers"]').click();
    await expect(at.getByRole('columnheader', { name: 'Customers', exact: true })).toHaveAttribute(
      'aria-sort',
      /ascending|descending/,
    );
    expect(Object.keys((await result(page, name))[0]!)).toContain('customer');
  },
);
