import { readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { parseCsv } from './support/csv.ts';
import { put, shopCsv, shopLines } from './support/files.ts';
import {
  SLOW,
  addCell,
  button,
  cell,
  confirmMapping,
  downloaded,
  downloading,
  dropAndRead,
  fillEditor,
  mappedFile,
  openSmall,
  openStart,
  reached,
  runSql,
} from './support/page.ts';
import { rowsIn } from './support/rows-in.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

/** Saves what a click downloads into the folder; returns its name. */
async function saved(page: Page, folder: string, trigger: Locator): Promise<string> {
  const download = await downloading(page, trigger);
  const name = download.suggestedFilename();
  await copyFile(await download.path(), join(folder, name));
  return name;
}

test(
  'lines that do not fit are counted and listed with their numbers, the rest is imported, and every export from every place reads again as a table of as many rows',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const lines = shopCsv().trimEnd().split('\n');
    lines.splice(5, 0, 'A9001,2024-06-01 10:00:00,K01'); // becomes line 6: too short
    lines.splice(41, 0, 'A9002,2024-06-01 10:00:00,K01,Kettle,1,1,surplus,more'); // becomes line 42: too long
    // A return, and a line of nobody: read, and set aside.
    lines.push('A9003,2024-06-03 10:00:00,K03,Kettle,-2,3', 'A9004,2024-06-03 10:00:00,,Kettle,1,3');
    const read = String(shopLines().length + 2);
    await openSmall(page, ['cleaning', 'rfm']);
    await dropAndRead(page, [put(folder, 'shop.csv', `${lines.join('\n')}\n`)]);
    const rows = new Map<string, number>();
    const take = async (trigger: Locator, count: number) => {
      const name = await saved(page, folder, trigger);
      rows.set(name, count);
      return join(folder, name);
    };

    const file = mappedFile(page, 'shop.csv');
    await reached(file, 'ready');
    await expect(file).toHaveAttribute('data-read', read);
    await expect(file).toHaveAttribute('data-rejected', '2');
    await file.getByRole('button', { name: 'see them' }).click();
    await expect(file.locator('.raw')).toHaveText([/^A9001/, /^A9002/]);
    const rejects = await take(button(file, 'download-rejects'), 2);
    expect(parseCsv(readFileSync(rejects, 'utf8')).map((row) => row['line'])).toEqual(['6', '42']);
    await take(button(file, 'download-rejects-xlsx'), 2);

    await confirmMapping(page);
    const source = page.locator('[data-source="shop"]');
    await expect(source).toHaveAttribute('data-rejected', '2');
    await expect(source).toHaveAttribute('data-read', read);
    const ledger = page.locator('[data-ledger="orders"]');
    await expect(ledger).toContainText('2 lines rejected');
    await button(ledger, 'view-quarantine').click();
    for (const action of ['download-quarantine', 'download-quarantine-xlsx', 'download-quarantine-parquet'])
      await take(button(ledger, action), 2);
    const rfm = cell(page, 'rfm');
    const scored = parseCsv(readFileSync(await take(button(rfm, 'download-csv'), 24), 'utf8'));
    expect(scored).toHaveLength(24);
    expect(scored.reduce((sum, row) => sum + Number(row['monetary']), 0)).toBeCloseTo(9800, 6);
    for (const action of ['download-xlsx', 'download-parquet']) {
      await rfm.hover();
      await rfm.getByRole('button', { name: 'Other formats' }).click();
      await take(button(page, action), 24);
    }
    expect(rows.size).toBe(8);
    expect([...rows.keys()]).toEqual(expect.arrayContaining(['rfm.csv', 'rfm.xlsx', 'rfm.parquet']));

    // What was rejected stays to be seen: lines and reasons, not the text, which no privacy setting has seen.
    await source.locator('[data-action="open-source"]').click();
    await page.locator('[data-action="view-rejects"]').click();
    const { text: kept } = await downloaded(page, button(page, 'download-rejects'));
    expect(parseCsv(kept)).toEqual([
      { line: '6', reason: 'too few columns' },
      { line: '42', reason: 'too many columns' },
    ]);

    for (const [name, count] of rows) expect(await rowsIn(join(folder, name)), name).toBe(count);
    // Of each place and each format one by the page itself; that it reads what it writes: test/unit/export.
    const again = [...rows.keys()].filter((_, i) => [1, 2, 7].includes(i));
    expect(new Set(again.map((name) => name.split('.').at(-1)))).toEqual(new Set(['csv', 'xlsx', 'parquet']));
    await openStart(page);
    await dropAndRead(
      page,
      again.map((name) => join(folder, name)),
    );
    for (const name of again) {
      await expect(mappedFile(page, name)).toHaveAttribute('data-read', String(rows.get(name)));
      await expect(mappedFile(page, name)).toHaveAttribute('data-rejected', '0');
    }
  },
);

test(
  'a big result is written with the page answering, and can be stopped',
  { tag: '@long' },
  async ({ page, folder }) => {
    await openStart(page);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv(undefined, shopLines()))]);
    await confirmMapping(page);
    const name = await addCell(page, 'sql');
    await runSql(page, name, "SELECT i, 'row ' || i AS text, i * 0.5 AS half FROM range(500000) t(i)");
    const big = cell(page, name);
    await reached(big, 'done');
    const write = async (action: string) => {
      await big.hover();
      await big.getByRole('button', { name: 'Other formats' }).click();
      await button(page, action).click();
    };
    await write('download-xlsx');
    await expect(big.locator(`[data-export="${name}.xlsx"]`)).toContainText('of 500,000 rows', SLOW);
    await button(big, 'cancel-export').click();
    await expect(big.locator('[data-export]')).toHaveCount(0);
    await expect(big.getByRole('alert')).toHaveCount(0);
    const [download] = await Promise.all([page.waitForEvent('download', SLOW), write('download-xlsx')]);
    expect(download.suggestedFilename()).toBe(`${name}.xlsx`);

    // A file is of one run: what is computed anew meanwhile is not mixed into it.
    await write('download-xlsx');
    await expect(big.locator('[data-export]')).toContainText('of 500,000 rows', SLOW);
    await fillEditor(big.locator('.cm-content'), 'SELECT 1 AS i');
    await button(big, 'run-cell').click();
    await expect(big.getByRole('alert')).toContainText(
      'computed anew while the file was being written',
      SLOW,
    );
  },
);
