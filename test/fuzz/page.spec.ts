import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { put, shopCsv, shopLines } from '../e2e/support/files.ts';
import { SLOW, button, confirmMapping, drop, dropAndRead, openStart } from '../e2e/support/page.ts';
import { expect, test } from '../e2e/support/test.ts';
import { featherLz4 } from '../fixtures/faults/feather.ts';
import { mutateBytes, mutateValue, random } from './mutate.ts';

/** Files dropped on the page; the parsers alone are fuzzed with thousands elsewhere. */
const FILES = Number(process.env['FUZZ_FILES'] ?? 120);
const NOTEBOOKS = Number(process.env['FUZZ_NOTEBOOKS'] ?? 60);
const BATCH = 8;
/** A file that is still being read after this long counts as hanging. */
const HANGS = { timeout: BATCH * 10_000 };

/** What a person must never be shown. */
const RAW =
  /\bat \w+ \(|\.ts:\d+|\.js:\d+|TypeError|RangeError|ReferenceError|\[object |\bundefined\b|\bNaN\b/;

const text = (s: string) => new TextEncoder().encode(s);
const SEEDS: [string, Uint8Array][] = [
  ['csv', text(shopCsv())],
  ['csv', text('id,姓名,日期,金额\n1,"张, 伟",2024/1/31,"1,234.5"\n2,"李 ""娜""",2024/2/1,7\n合计,,,8\n')],
  ['ndjson', text('{"a":1,"b":"中"}\n{"a":2,"b":"\\u4e2d"}\n{"a":3}\n')],
  ['json', text('{"data":[{"a":1,"b":{"c":2}},{"a":2}]}')],
  ['feather', featherLz4()],
];

/** The page says what it thinks of a file in words, and nothing of it is a program's own. */
async function wordsOnly(page: Page): Promise<void> {
  expect(await page.locator('main').innerText()).not.toMatch(RAW);
}

test('files gone wrong never hang the page, lose the other source or show a raw error', async ({
  page,
  folder,
}) => {
  test.setTimeout(FILES * 10_000 + 120_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  const seeds: [string, Uint8Array][] = [...SEEDS];
  await openStart(page);
  await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
  await confirmMapping(page);
  for (const kind of ['xlsx', 'parquet']) {
    await button(page, 'run-all').waitFor();
    const rfm = page.locator('section[data-cell="rfm"]');
    await rfm.hover();
    await rfm.getByRole('button', { name: 'Other formats' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download', SLOW),
      page.locator(`[data-action="download-${kind}"]`).click(),
    ]);
    seeds.push([kind, new Uint8Array(readFileSync(await download.path()))]);
  }
  const next = random(31);
  for (let from = 0; from < FILES; from += BATCH) {
    const at = join(folder, String(from));
    mkdirSync(at);
    const files = Array.from({ length: Math.min(BATCH, FILES - from) }, (_, i) => {
      const [kind, seed] = seeds[(from + i) % seeds.length]!;
      return put(at, `fuzz_${from + i}.${kind}`, Buffer.from(mutateBytes(seed, next)));
    });
    await drop(page, files);
    await expect
      .poll(() => page.locator('section[data-file]').count(), HANGS)
      .toBeGreaterThanOrEqual(files.length);
    await expect(page.locator('section[data-file][data-state="reading"]')).toHaveCount(0, HANGS);
    await wordsOnly(page);
    await button(page, 'cancel-mapping').click();
    // The source that was there is there with all its rows.
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute(
      'data-read',
      String(shopLines().length),
    );
  }
  await button(page, 'run-all').click();
  await expect(page.locator('section[data-cell="rfm"]')).toHaveAttribute('data-state', 'done', SLOW);
  expect(errors).toEqual([]);
});

test('notebooks gone wrong open or say why not', async ({ page, folder }) => {
  test.setTimeout(NOTEBOOKS * 10_000 + 120_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  const seed = JSON.parse(
    readFileSync(new URL('../../templates/notebooks/customer-value.cellar.json', import.meta.url), 'utf8'),
  ) as unknown;
  const next = random(32);
  for (let i = 0; i < NOTEBOOKS; i += 1) {
    await page.goto('/?lang=en');
    const path = put(folder, `n${i}.cellar.json`, JSON.stringify(mutateValue(seed, next)) ?? '');
    await page.locator('[data-testid="open-notebook-file"]').setInputFiles(path);
    const opened = button(page, 'run-all').or(page.getByRole('alert')).first();
    await expect(opened, `notebook ${i}`).toBeVisible({ timeout: 10_000 });
    await wordsOnly(page);
    expect(errors, `notebook ${i}`).toEqual([]);
  }
});
