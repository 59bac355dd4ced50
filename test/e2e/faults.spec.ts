import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { FAULT_FILES, type FaultFile } from '../fixtures/faults/index.ts';
import type { Said, TableOutcome } from '../fixtures/faults/outcome.ts';
import { OUTCOMES } from '../fixtures/faults/outcomes.ts';
import { LONG, few, some } from '../tools/breadth.ts';
import { put, shopCsv, shopLines } from './support/files.ts';
import {
  SLOW,
  atShop,
  button,
  drop,
  dropAndRead,
  leaveMapping,
  mappedFile,
  openStart,
  reached,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

/** Beyond what a page is asked to read for it here: how it is read is looked at without one (test/unit/files). */
const LARGE = 'late_key.ndjson';

/** Files dropped at once: their tables stand in engines, which they share, until the page is left. */
const BATCH = 10;

const tablesOf = ({ file }: FaultFile): { name: string; table: TableOutcome }[] => {
  const outcome = OUTCOMES[file]!;
  if ('refused' in outcome) return [];
  return outcome.tables.map((table, i) => ({
    // The first table of a file stands under the file's own name.
    name: i === 0 || !table.part ? file : `${file} › ${table.part}`,
    table,
  }));
};

/** The file's section says what the table of faults says. */
async function checkTable(page: Page, name: string, table: TableOutcome, lang: keyof Said): Promise<void> {
  const section = mappedFile(page, name);
  await expect(section, name).toHaveAttribute('data-state', 'ready');
  await expect(section, name).toHaveAttribute('data-read', String(table.read));
  await expect(section, name).toHaveAttribute('data-rejected', String(table.rejected));
  if (table.encoding) await expect(section, name).toHaveAttribute('data-encoding', table.encoding);
  const says = (text: string) => expect.poll(() => section.innerText(), name).toContain(text);
  for (const notice of table.notices ?? [])
    // The encoding is told beside its choice.
    if (!/^The encoding was|^编码判断为/.test(notice[lang])) await says(notice[lang]);
  for (const [column, { examples }] of Object.entries(table.empty ?? {})) {
    await says(column);
    for (const [line, text] of examples.slice(0, 3))
      await says(`${lang === 'zh' ? '行' : 'Line'} ${line}: ${text}`);
  }
  for (const column of Object.keys(table.asked ?? {}))
    await expect(section.locator(`[data-ambiguous="${column}"]`), name).toBeVisible();
  expect(await section.innerText(), name).not.toMatch(/\{\w+[|}]|undefined|\[object|TypeError/);
}

test.describe('beside the shop', () => {
  test.use({ goesOn: 'shop' });

  for (const lang of ['en', 'zh'] as const)
    test(
      `files gone wrong, in ${lang}: each says so, and the source that is there keeps its rows`,
      { tag: lang === 'en' ? ['@part'] : ['@part', '@whole'] },
      async ({ page, folder }) => {
        test.setTimeout(1_200_000);
        // Every file in English, every third one in Chinese; but for the long run a few of them.
        const files = few(
          some(
            FAULT_FILES.filter(({ file }) => LONG || file !== LARGE).filter(
              (_, i) => lang === 'en' || i % 3 === 0,
            ),
            lang === 'en' ? 6 : 5,
          ),
          6,
        );
        const rows = String(shopLines().length);
        const source = page.locator('[data-source="shop"]');
        await atShop(page, folder);
        if (lang === 'zh') await button(page, 'switch-language').click();
        await expect(page.locator('html')).toHaveAttribute('lang', { en: 'en', zh: 'zh-CN' }[lang]);
        for (let from = 0; from < files.length; from += BATCH) {
          const batch = files.slice(from, from + BATCH);
          const paths: string[] = [];
          for (const { file, bytes } of batch) paths.push(put(folder, file, Buffer.from(await bytes())));
          await drop(page, paths);
          const sections = batch.reduce((sum, fault) => sum + Math.max(1, tablesOf(fault).length), 0);
          await expect(page.locator('section[data-file]')).toHaveCount(sections, SLOW);
          await expect(page.locator('section[data-file][data-state="reading"]')).toHaveCount(0, {
            timeout: 300_000,
          });
          for (const fault of batch) {
            const outcome = OUTCOMES[fault.file]!;
            if ('refused' in outcome) {
              const section = mappedFile(page, fault.file);
              await expect(section, fault.file).toHaveAttribute('data-state', 'failed');
              await expect(section.getByRole('alert'), fault.file).toHaveText(outcome.refused[lang]);
            }
            for (const { name, table } of tablesOf(fault)) await checkTable(page, name, table, lang);
          }
          await leaveMapping(page);
          await expect(source).toHaveAttribute('data-read', rows);
          await expect(source).toHaveAttribute('data-kept', rows);
        }
      },
    );
});

test(
  'a wrong type in row 210,000: the line is shown, the column offered as text, no row lost',
  { tag: '@whole' },
  async ({ page, folder }) => {
    // More than the first look goes through.
    const rows = 220_000;
    const lines = Array.from({ length: rows }, (_, i) =>
      i === 209_999 ? 'K209999,2024-05-01,twelve' : `K${i % 900},2024-0${1 + (i % 6)}-1${i % 9},${i % 77}.5`,
    );
    await openStart(page);
    await dropAndRead(page, [put(folder, 'long.csv', `customer,ordered_at,amount\n${lines.join('\n')}\n`)]);
    const file = mappedFile(page, 'long.csv');
    await expect(file).toHaveAttribute('data-read', String(rows));
    await expect(file).toHaveAttribute('data-rejected', '0');
    await expect(file).toContainText('1 value');
    await expect(file).toContainText('Line 210001: twelve');
    await expect(file.locator('[data-column="amount"]')).toHaveAttribute('data-role', 'orders.amount');
    await file.getByRole('button', { name: 'Keep the column as text' }).click();
    await reached(file, 'ready');
    await expect(file).toHaveAttribute('data-read', String(rows));
    await expect(file).not.toContainText('Line 210001');
    // As text it comes in whole; what the meaning cannot read of it is said all the same.
    await expect(file).toContainText('219,999 of 220,000 values can be read; cannot: twelve', SLOW);
  },
);

test(
  'delimiter, quotation mark and undecodable bytes are chosen by hand',
  { tag: '@whole' },
  async ({ page, folder }) => {
    // Each cell holds words with commas, so that the tilde is not seen first.
    const odd = put(folder, 'odd.csv', 'id~note~n\n1~a, b, c~2\n2~d, e, f~3\n');
    const unclosed = put(folder, 'unclosed.csv', 'id,name\n1,x\n2,"y\n3,z\n4,w\n');
    const gbk = FAULT_FILES.find(({ file }) => file === 'gbk_bad.csv')!;
    const bad = put(folder, 'gbk_bad.csv', Buffer.from(await gbk.bytes()));
    await openStart(page);
    await dropAndRead(page, [odd, unclosed, bad]);
    const settingsOf = async (name: string) => {
      const file = mappedFile(page, name);
      await file.getByRole('button', { name: 'change reading' }).click();
      return file;
    };

    const first = await settingsOf('odd.csv');
    await first.locator('[name="delimiter"]').selectOption('other');
    await first.locator('[name="otherDelimiter"]').fill('~');
    await button(first, 'read-again').click();
    await reached(first, 'ready');
    await expect(first.locator('.soft').first()).toContainText('~');
    await expect(first).toHaveAttribute('data-read', '2');

    const second = await settingsOf('unclosed.csv');
    await second.locator('[name="quote"]').selectOption('');
    await button(second, 'read-again').click();
    await expect(second).toHaveAttribute('data-read', '4', SLOW);
    await expect(second).toHaveAttribute('data-rejected', '0');

    const third = await settingsOf('gbk_bad.csv');
    await third.locator('[name="invalid"]').check();
    await button(third, 'read-again').click();
    await reached(third, 'ready');
    await expect(third).toHaveAttribute('data-rejected', '0');
  },
);

test('a file larger than memory is refused with the reason', { tag: '@whole' }, async ({ page, folder }) => {
  const path = join(folder, 'huge.csv');
  // Sparse: twenty gigabytes by its size, nothing on the disk.
  const handle = openSync(path, 'w');
  writeSync(handle, shopCsv());
  ftruncateSync(handle, 20 * 1024 ** 3);
  closeSync(handle);
  await openStart(page);
  await drop(page, path);
  const file = mappedFile(page, 'huge.csv');
  await reached(file, 'failed');
  await expect(file.getByRole('alert')).toContainText('GB of memory');
});
