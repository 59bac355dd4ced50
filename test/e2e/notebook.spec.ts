import type { Page } from '@playwright/test';
import {
  SLOW,
  addCell,
  allDone,
  atShop,
  button,
  cell,
  reached,
  result,
  runSql,
  settled,
  states,
  whenRows,
  writeSql,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: 'shop' });

/** Weighted RFM score of customer k of the small shop: R is alike for all, F = k, M = 2k². */
const score = (k: number) => 0.3 * 0.5 + (0.4 * (k - 1)) / 23 + (0.3 * (k * k - 1)) / 575;
const scoringFrom = (threshold: number) =>
  Array.from({ length: 24 }, (_, i) => score(i + 1)).filter((s) => s >= threshold).length;

/** Writes down every change of a cell's state from now on; call the result to read it. */
async function watch(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const log: string[] = [];
    (window as unknown as { log: string[] }).log = log;
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const { dataset } = target as HTMLElement;
        if (dataset['cell']) log.push(`${dataset['cell']} ${dataset['state']}`);
      }
    }).observe(document.body, { subtree: true, attributeFilter: ['data-state'] });
  });
  return () => page.evaluate(() => (window as unknown as { log: string[] }).log);
}

async function setNumber(page: Page, name: string, param: string, value: string): Promise<void> {
  const field = cell(page, name).locator(`[data-param="${param}"] input[inputmode="decimal"]`);
  await field.fill(value);
  await field.press('Enter');
}

/** Order, titles and folds: what undo has to bring back. */
const outline = (page: Page) =>
  page.locator('section[data-cell]').evaluateAll((cells) =>
    cells.map((c) => ({
      name: (c as HTMLElement).dataset['cell'],
      title: c.querySelector('.title')?.textContent,
      folded: c.querySelector('button.number')?.getAttribute('aria-expanded') === 'false',
    })),
  );

test.beforeEach(async ({ page, folder }) => {
  await atShop(page, folder);
});

test(
  'arrows go along the cells; Enter opens the SQL; Ctrl+Enter runs it',
  { tag: '@whole' },
  async ({ page }) => {
    await cell(page, 'rfm').locator('[data-tab="chart"]').click();
    await cell(page, 'rfm').focus();
    await page.keyboard.press('ArrowDown');
    await expect(cell(page, 'pareto')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(cell(page, 'rfm')).toBeFocused();
    await expect(cell(page, 'rfm').locator('.cm-content')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(cell(page, 'rfm').locator('.cm-content')).toBeVisible();
    const name = await addCell(page, 'sql');
    await writeSql(page, name, 'SELECT 41 + 1 AS answer');
    await page.keyboard.press('Control+Enter');
    await reached(cell(page, name), 'done');
    expect(await result(page, name)).toEqual([{ answer: '42' }]);
  },
);

test('a parameter reruns its cell and what reads it, and nothing else', async ({ page }) => {
  const reader = await addCell(page, 'sql');
  await runSql(page, reader, "SELECT count(*) FILTER (WHERE tier = 'high value') AS high FROM rfm");
  await reached(cell(page, reader), 'done');
  expect(await result(page, reader)).toEqual([{ high: String(scoringFrom(0.8)) }]);
  const second = await addCell(page, 'sql');
  await runSql(page, second, `SELECT high * 10 AS tenfold FROM ${reader}`);
  await reached(cell(page, second), 'done');
  await allDone(page);

  const log = await watch(page);
  const heads = await page.locator('section[data-cell] .state').allInnerTexts();
  await setNumber(page, 'rfm', 'high_from', '0.75');
  await expect.poll(async () => (await log()).includes(`${second} done`)).toBe(true);
  await allDone(page);
  expect(scoringFrom(0.75)).not.toBe(scoringFrom(0.8));
  expect(await result(page, reader)).toEqual([{ high: String(scoringFrom(0.75)) }]);
  expect(await result(page, second)).toEqual([{ tenfold: String(10 * scoringFrom(0.75)) }]);
  const touched = [...new Set((await log()).map((entry) => entry.split(' ')[0]))];
  expect(touched.sort()).toEqual(['rfm', reader, second].sort());
  const names = Object.keys(await states(page));
  const after = await page.locator('section[data-cell] .state').allInnerTexts();
  for (const [i, name] of names.entries()) if (!touched.includes(name)) expect(after[i], name).toBe(heads[i]);
});

test('a cleaning rule and the goal rerun what depends on them', { tag: '@whole' }, async ({ page }) => {
  const goal = cell(page, 'goal');
  await goal.locator('select[name="group"]').selectOption('top');
  await goal.locator('input[name="share"]').fill('50');
  await goal.locator('input[name="share"]').press('Tab');
  await whenRows(page, 'rfm', '12');
  await goal.locator('select[name="group"]').selectOption('all');
  await whenRows(page, 'rfm', '24');
  await goal.locator('select[name="period"]').selectOption('custom');
  await goal.locator('input[name="start"]').fill('2024-06-30');
  await goal.locator('input[name="end"]').fill('2024-06-30');
  await goal.locator('input[name="end"]').press('Tab');
  await allDone(page);
  await expect
    .poll(
      async () => (await result(page, 'rfm')).map((row) => row['frequency']).every((f) => f === '1'),
      SLOW,
    )
    .toBe(true);
});

test(
  'a menu opened by key has its first entry in hand and gives the focus back, the first time and later',
  { tag: '@whole' },
  async ({ page }) => {
    const menu = cell(page, 'pareto').locator('header .menu .trigger');
    const entries = page.getByRole('menuitem');
    for (const key of ['Enter', 'Space', 'ArrowDown']) {
      await menu.focus();
      await page.keyboard.press(key);
      await expect(entries.first()).toBeFocused();
      await expect(menu).toHaveAttribute('aria-expanded', 'true');
      await page.keyboard.press('Escape');
      await expect(menu).toBeFocused();
      await expect(menu).toHaveAttribute('aria-expanded', 'false');
    }
    const other = cell(page, 'rfm').locator('header .menu .trigger');
    for (let time = 0; time < 2; time++) {
      await other.click();
      await expect(entries.first()).toBeVisible();
      await other.click();
      await expect(entries).toHaveCount(0);
    }
  },
);

test(
  'edited SQL forks the cell, and reverting brings the template back',
  { tag: '@whole' },
  async ({ page }) => {
    const rfm = cell(page, 'rfm');
    await runSql(
      page,
      'rfm',
      'SELECT customer, count(*) AS lines FROM orders GROUP BY customer ORDER BY customer LIMIT 5',
    );
    await whenRows(page, 'rfm', '5');
    await expect(rfm.locator('.state')).toContainText('edited');
    expect((await result(page, 'rfm'))[4]).toEqual({ customer: 'K05', lines: '5' });
    await rfm
      .getByRole('button', { name: 'Cell actions' })
      .or(rfm.locator('.menu .trigger').first())
      .first()
      .click();
    await page.locator('[data-item="revert"]').click();
    await whenRows(page, 'rfm', '24');
    await expect(rfm.locator('.state')).not.toContainText('edited');
    expect(Object.keys((await result(page, 'rfm'))[0]!)).toContain('score');
  },
);

test(
  'an error names its line and the nearest column, in the language of the page',
  { tag: '@whole' },
  async ({ page }) => {
    const name = await addCell(page, 'sql');
    await runSql(page, name, 'SELECT\n  ordered_at,\n  custmer\nFROM orders');
    const at = cell(page, name);
    await reached(at, 'error');
    const note = at.locator('[data-fault]');
    await expect(note).toContainText('customer');
    await expect(note).toContainText('line 3');
    await expect(at.locator('.cm-error-line')).toContainText('custmer');
    await button(page, 'switch-language').click();
    await expect(note).toContainText('3 行');
    await runSql(page, name, 'SELECT customer FROM orders LIMIT 3');
    await reached(at, 'done');
    await expect(at.locator('[data-fault]')).toHaveCount(0);
  },
);

test('a cell that reads itself or a cell that is not there is named', { tag: '@whole' }, async ({ page }) => {
  const name = await addCell(page, 'sql');
  await runSql(page, name, `SELECT * FROM ${name}`);
  await reached(cell(page, name), 'error');
  await expect(cell(page, name).locator('[data-fault]')).toContainText(name);
  await runSql(page, name, 'SELECT * FROM no_such_cell');
  await expect(cell(page, name).locator('[data-fault]')).toContainText('no_such_cell');
});

test(
  'cells are added, moved, copied, renamed, folded and deleted by key, and every step can be undone',
  { tag: '@whole' },
  async ({ page }) => {
    const order = async () => Object.keys(await states(page));
    const start = await order();
    const steps: unknown[] = [await outline(page)];
    const rfm = cell(page, 'rfm');
    const note = async () => steps.push(await outline(page));

    await rfm.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect
      .poll(order)
      .toEqual(
        start
          .with(start.indexOf('rfm') - 1, 'rfm')
          .with(start.indexOf('rfm'), start[start.indexOf('rfm') - 1]!),
      );
    await expect(rfm).toBeFocused();
    await note();

    await page.keyboard.press('F2');
    await expect(rfm.locator('input.rename')).toBeFocused();
    await page.keyboard.type('Our best');
    await page.keyboard.press('Enter');
    await expect(rfm.locator('.title')).toHaveText('Our best');
    await expect(rfm).toBeFocused();
    await note();

    await page.keyboard.press('Control+d');
    await expect.poll(async () => (await order()).length).toBe(start.length + 1);
    await note();

    await rfm.locator('button.number').focus();
    await page.keyboard.press('Enter');
    await expect(rfm.locator('button.number')).toHaveAttribute('aria-expanded', 'false');
    await expect(rfm.locator('.body')).toBeHidden();
    await note();

    await cell(page, 'pareto').focus();
    await page.keyboard.press('Delete');
    await expect(cell(page, 'pareto')).toHaveCount(0);
    await note();

    await button(page, 'add-cell').last().focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-add="text"]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await order()).length).toBe(start.length + 1);
    await note();

    for (const step of steps.toReversed().slice(1)) {
      await page.keyboard.press('Control+z');
      await expect.poll(() => outline(page)).toEqual(step);
    }
    await expect(button(page, 'undo')).toBeDisabled();
    for (const step of steps.slice(1)) {
      await page.keyboard.press('Control+Shift+z');
      await expect.poll(() => outline(page)).toEqual(step);
    }
    await expect(button(page, 'redo')).toBeDisabled();
    await settled(page);
    await reached(cell(page, 'rfm'), 'done');
  },
);

test('a runaway query is stopped, and everything else goes on', async ({ page }) => {
  const name = await addCell(page, 'sql');
  const at = cell(page, name);
  await runSql(
    page,
    name,
    'SELECT count(*) AS n FROM range(9000000) a, range(9000000) b WHERE (a.range + b.range) % 7 = 3',
  );
  await expect(at).toHaveAttribute('data-state', 'running');
  await button(page, 'cancel').click();
  await expect(at).not.toHaveAttribute('data-state', /running|queued/, SLOW);
  await setNumber(page, 'rfm', 'high_from', '0.75');
  await reached(cell(page, 'rfm'), 'done');
  await runSql(page, name, 'SELECT count(*) AS n FROM orders');
  await reached(at, 'done');
  expect(await result(page, name)).toEqual([{ n: '300' }]);
});

test('a result can be sorted, walked through and copied', { tag: '@whole' }, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = await addCell(page, 'sql');
  await runSql(page, name, 'SELECT CAST(range AS INTEGER) AS n, range * 2 AS twice FROM range(100000)');
  const at = cell(page, name);
  await reached(at, 'done');
  await at.locator('[data-tab="table"]').click();
  const grid = at.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '100001');
  // Numbers begin with the largest.
  await at.locator('[data-sort="n"]').click();
  await expect(grid.locator('[data-r]').first()).toHaveText('99,999');
  expect(await grid.getByRole('gridcell').count()).toBeLessThan(200);
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('gridcell').last()).toBeVisible();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('99999');

  // Narrowed by the engine, copied as it is seen.
  await button(at, 'filter-table').click();
  await at.locator('[data-filter="twice"]').fill('much');
  await expect(at.locator('[data-unread]')).toContainText('twice');
  await at.locator('[data-filter="twice"]').fill('<=4');
  await expect(at.locator('[data-unread]')).toHaveCount(0);
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  const head = at.locator('[data-sort="n"]');
  const width = async () => (await head.boundingBox())!.width;
  const before = await width();
  await head.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(width).toBeGreaterThan(before);
  const top = await page.evaluate(() => scrollY);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.locator('[data-action="column-hide"]')).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBe(top);
  await page.locator('[data-action="column-hide"]').click();
  await expect(at.locator('[data-sort="twice"]')).toBeFocused();
  await grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('twice\n0\n2\n4');
});

test(
  'text that a spreadsheet would run is quoted in the CSV download',
  { tag: '@whole' },
  async ({ page }) => {
    const name = await addCell(page, 'sql');
    await runSql(
      page,
      name,
      `SELECT '=HYPERLINK("http://127.0.0.1:9")' AS a, '+1' AS b, '@x' AS c, -5 AS d, 'plain' AS e`,
    );
    await expect(button(cell(page, name), 'download-csv')).toBeVisible();
    expect(await result(page, name)).toEqual([
      { a: `'=HYPERLINK("http://127.0.0.1:9")`, b: "'+1", c: "'@x", d: '-5', e: 'plain' },
    ]);
  },
);

test('a free SQL cell gets a chart, and the choice of one', { tag: '@whole' }, async ({ page }) => {
  const name = await addCell(page, 'sql');
  await runSql(
    page,
    name,
    'SELECT product, CAST(sum(amount) AS DOUBLE) AS revenue FROM orders GROUP BY product ORDER BY product',
  );
  const at = cell(page, name);
  await reached(at, 'done');
  expect((await result(page, name)).map((row) => row['product'])).toEqual(['Grinder', 'Kettle']);
  await at.locator('[data-tab="chart"]').click();
  await expect(at.locator('.figure svg').first()).toBeVisible();
  await at.locator('.picker select').first().selectOption('pie');
  await expect(at.locator('.figure svg').first()).toBeVisible();
  await expect(at.locator('.picker select').first()).toHaveValue('pie');
  await button(page, 'undo').click();
  await expect(at.locator('.picker select').first()).not.toHaveValue('pie');
});
