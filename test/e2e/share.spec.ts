import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { NOTEBOOK_VERSION } from '../../src/notebook/migrate.ts';
import { put, shopCsv } from './support/files.ts';
import {
  SLOW,
  addCell,
  allDone,
  atShop,
  button,
  cell,
  drop,
  dropAndRead,
  downloaded,
  expectRoles,
  leaveMapping,
  mappedFile,
  openStart,
  result,
  runSql,
  states,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: 'shop' });

const openFile = (page: Page, path: string) =>
  page.locator('input[data-testid="open-notebook-file"]').setInputFiles(path);

const setText = async (page: Page, name: string, text: string) => {
  await cell(page, name).focus();
  await page.keyboard.press('Enter');
  await cell(page, name).locator('textarea').fill(text);
  await page.keyboard.press('Control+Enter');
};

test(
  'a saved notebook opens inert on files with other column names, and gives the same answer',
  { tag: '@whole' },
  async ({ page: own, elsewhere: page, folder }) => {
    await atShop(own, folder);
    const name = await addCell(own, 'sql');
    await runSql(own, name, 'SELECT CAST(sum(amount) AS DOUBLE) AS revenue, count(*) AS lines FROM orders');
    await expect(button(cell(own, name), 'download-csv')).toBeVisible();
    expect(await result(own, name)).toEqual([{ revenue: '9800', lines: '300' }]);
    const saved = await downloaded(own, button(own, 'save-notebook'));
    expect(saved.name).toMatch(/\.cellar\.json$/);
    const file = JSON.parse(saved.text) as { format: string; version: number; cells: { name: string }[] };
    expect([file.format, file.version]).toEqual(['cellar-notebook', NOTEBOOK_VERSION]);
    for (const data of ['K01', 'K24', 'A0001', 'Kettle', '2024-06-30'])
      expect(saved.text).not.toContain(data);

    // Of its cells those that are looked at.
    const kept = file.cells.filter((cell) => ['goal', 'rfm', name].includes(cell.name));
    const path = put(folder, 'method.cellar.json', JSON.stringify({ ...file, cells: kept }));
    await openStart(page);
    await openFile(page, path);
    await expect(page.getByTestId('inert')).toBeVisible(SLOW);
    await expect(page.getByTestId('needs-sources')).toContainText('shop');
    await expect.poll(async () => Object.keys(await states(page))).toEqual(kept.map((c) => c.name));
    const chinese = put(
      folder,
      '七月订单.csv',
      shopCsv(['订单号', '下单时间', '会员号', '商品', '件数', '单价']),
    );
    await dropAndRead(page, [chinese]);
    await expectRoles(mappedFile(page, '七月订单.csv'), {
      订单号: 'orders.order_id',
      下单时间: 'orders.ordered_at',
      会员号: 'orders.customer',
      件数: 'orders.quantity',
      单价: 'orders.unit_price',
    });
    await button(page, 'confirm-mapping').click();
    // It stands for the source that was waited for, though its columns are called otherwise.
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-read', '300', SLOW);
    await expect(page.getByTestId('needs-sources')).toHaveCount(0);
    await expect(page.getByTestId('inert')).toBeVisible(SLOW);
    await expect(cell(page, 'rfm')).toHaveAttribute('data-state', 'idle');
    await expect(cell(page, name)).toHaveAttribute('data-state', 'idle');
    await button(page, 'run-all').click();
    await expect(page.getByTestId('inert')).toHaveCount(0);
    await expect(button(cell(page, name), 'download-csv')).toBeVisible(SLOW);
    await allDone(page);
    expect(await result(page, name)).toEqual([{ revenue: '9800', lines: '300' }]);
  },
);

test('a shared link opens inert in another browser and carries no data; one too large is refused, personal text is named', async ({
  page,
  context,
  browser,
  folder,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await atShop(page, folder);
  await setText(page, 'notes', 'Handed on by link');
  await button(page, 'share-notebook').click();
  await button(page, 'copy-link').click();
  await expect(button(page, 'copy-link')).toHaveText('Copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#nb1\.[\w-]+$/);
  const inside = await page.evaluate(async (url) => {
    const packed = url.split('#nb1.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    return new Response(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
    ).text();
  }, link);
  expect(inside).toContain('Handed on by link');
  for (const data of ['K01', 'K24', 'A0001', 'Kettle']) expect(inside).not.toContain(data);

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(link);
  await expect(theirs.getByTestId('inert')).toBeVisible(SLOW);
  await expect(cell(theirs, 'notes')).toContainText('Handed on by link');
  await expect(cell(theirs, 'rfm')).toHaveAttribute('data-state', 'idle');
  await expect(theirs.locator('[data-source]')).toHaveCount(0);
  await other.close();

  // Too large for a link, and with a number to call.
  await page.keyboard.press('Escape');
  const digits = Array.from({ length: 9000 }, (_, i) => ((i * 2654435761) % 2 ** 32).toString(36)).join(' ');
  await setText(page, 'notes', `Ask 13987654321 about it.\n\n${digits}`);
  await button(page, 'share-notebook').click();
  await expect(page.getByTestId('scrub')).toContainText('13987654321');
  await button(page, 'copy-link').click();
  await expect(page.getByRole('dialog').getByRole('alert').last()).toContainText('16 KB');
  await expect(button(page, 'copy-link')).not.toHaveText('Copied');
});

test(
  'damaged, newer and foreign files and links are refused with the reason; one of version 1 still opens',
  { tag: '@whole' },
  async ({ elsewhere: page, folder }) => {
    await openStart(page);
    const refused = async (name: string, text: string, words: string) => {
      await openFile(page, put(folder, name, text));
      await expect(page.getByRole('alert').first()).toContainText(words);
      await page.getByRole('alert').first().getByRole('button').click();
      await expect(page.getByRole('alert')).toHaveCount(0);
    };
    await refused('torn.cellar.json', '{"format": "cellar-noteb', 'not valid JSON');
    await refused('other.json', '{"a": 1}', 'not a Cellar notebook');
    await refused('newer.cellar.json', '{"format":"cellar-notebook","version":99}', 'newer Cellar');
    await refused('deep.cellar.json', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'nested');
    await refused(
      'shape.cellar.json',
      '{"format":"cellar-notebook","version":1,"cells":[{"name":"a","template":"sql","sql":7}]}',
      'cells.0.sql',
    );
    // A file of data chosen there is imported, and a notebook that is dropped with one is opened on it.
    const shop = put(folder, 'shop.csv', shopCsv());
    await openFile(page, shop);
    await expect(mappedFile(page, 'shop.csv')).toBeVisible(SLOW);
    await leaveMapping(page);
    const method = '{"format":"cellar-notebook","version":1,"title":"Dropped","cells":[]}';
    await drop(page, [shop, put(folder, 'm.cellar.json', method)]);
    await expect(page.locator('section[data-file]')).toHaveCount(1, SLOW);
    await leaveMapping(page);
    await expect(page.getByTestId('inert')).toBeVisible(SLOW);
    await expect(page.getByText('Dropped').first()).toBeVisible();
    await page.goto('about:blank');
    await page.goto('/?lang=en#nb1.AAAA');
    await expect(page.getByRole('alert').first()).toContainText('damaged');
    await page.goto('/?lang=en#nb9.AAAA');
    await expect(page.getByRole('alert').first()).toContainText('newer Cellar');
    await expect(button(page, 'open-sample')).toBeVisible();

    const text = readFileSync(new URL('../fixtures/notebooks/v1.cellar.json', import.meta.url), 'utf8');
    await openFile(page, put(folder, 'v1.cellar.json', text));
    await expect(page.getByTestId('inert')).toBeVisible(SLOW);
    const { cells } = JSON.parse(text) as { cells: { name: string }[] };
    await expect.poll(async () => Object.keys(await states(page))).toEqual(cells.map((c) => c.name));
  },
);
