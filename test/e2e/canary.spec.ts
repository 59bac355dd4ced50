import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { MARKED, markedCsv, type MarkedColumn } from '../fixtures/marked.ts';
import { put } from './support/files.ts';
import {
  SLOW,
  addCell,
  button,
  cell,
  confirmMapping,
  downloading,
  dropAndRead,
  keptAnywhere,
  mappedFile,
  openStart,
  pageTexts,
  reached,
  runSql,
  settled,
  stored,
} from './support/page.ts';
import { expect, test } from './support/test.ts';
import { textsIn } from './support/texts.ts';
import { cheapPassphrases } from './support/weaken.ts';

/** Marks that stand nowhere by chance: four digits are in many a key. */
const marksOf = (columns: readonly MarkedColumn[]) =>
  columns.flatMap(({ marks }) => marks.filter((mark) => mark.length > 5 || /[^\x20-\x7e]/.test(mark)));
const MARKS = marksOf(MARKED);

/** Of the package. */
const WORD = 'correct horse battery';

/** A text of the same signs in the same places, of which none is what it was. */
const turned = (text: string): string =>
  text.replace(/[a-z0-9]|[^\x00-\x7f]/gi, (sign) => {
    const code = sign.codePointAt(0)!;
    if (code > 127) return String.fromCodePoint(code + 1);
    if (/\d/.test(sign)) return String((Number(sign) + 5) % 10);
    return String.fromCodePoint(/[a-m]/i.test(sign) ? code + 13 : code - 13);
  });

/**
 * The columns again with other marks, to be kept as they are: a search that finds those would have found the others.
 * Days and numbers are kept as such, which no text shows: the unit test of the canary looks at those.
 */
const KEPT = MARKED.filter(
  ({ head }) => !['经度', 'latitud', '生日', 'Fecha de nacimiento', 'imei', 'Teléfono'].includes(head),
).map(({ head, cell, marks, others, kind }) => ({
  kind,
  head: `${head} 2`,
  cell: turned(cell),
  marks: marks.map(turned),
  others: others ?? '',
}));

const FILE = '订单.csv';
const HEADS = ['订单编号', '下单时间', '客户编号', '商品名称', '数量', '单价'];
const MARKED_ROW = 137;
const csv = markedCsv(
  [...HEADS, ...KEPT.map(({ head }) => head)],
  (i) => [
    `D${1000 + i}`,
    `2024-03-${String(1 + (i % 28)).padStart(2, '0')} 10:30:00`,
    `C${10 + (i % 15)}`,
    '青瓷茶杯',
    String(1 + (i % 3)),
    String(20 + (i % 7)),
    ...KEPT.map(({ cell, others }) => (i === MARKED_ROW ? cell : others)),
  ],
  { marked: MARKED_ROW },
);

/** Every text in a file that is saved. */
async function textsOf(page: Page, trigger: Locator): Promise<string[]> {
  const download = await downloading(page, trigger);
  return textsIn(download.suggestedFilename(), await readFile(await download.path()), WORD);
}

/** The dialog of sharing: its link, unpacked, its file, and the package. */
async function shared(page: Page): Promise<string[]> {
  await button(page, 'share-notebook').click();
  await button(page, 'copy-link').click();
  await expect(button(page, 'copy-link')).toHaveText('已复制');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const packed = Buffer.from(link.split('#nb1.')[1]!, 'base64url');
  const file = await textsOf(page, button(page, 'download-notebook'));
  const within = await packaged(page);
  await page.keyboard.press('Escape');
  return [link, inflateRawSync(packed).toString('utf8'), ...file, ...within];
}

/** In that dialog a package by a passphrase, with the source tables. */
async function packaged(page: Page): Promise<string[]> {
  const form = page.getByTestId('package');
  await form.locator('summary').click();
  await form.locator('[name="by-passphrase"]').check();
  for (const field of await form.locator('[type="password"]').all()) await field.fill(WORD);
  await form.locator('[name="with-sources"]').check();
  return textsOf(page, button(form, 'make-package'));
}

/** The whole source as a result: as every kind of table, and copied. */
async function tables(page: Page): Promise<string[]> {
  const name = await addCell(page, 'sql');
  await runSql(page, name, `SELECT * FROM source."订单"`);
  const made = cell(page, name);
  await reached(made, 'done');
  const texts = await textsOf(page, button(made, 'download-csv'));
  for (const action of ['download-xlsx', 'download-parquet']) {
    await made.hover();
    await made.getByRole('button', { name: '其他格式' }).click();
    texts.push(...(await textsOf(page, button(page, action))));
  }
  await made.locator('[data-tab="table"]').click();
  const grid = made.locator('[role="grid"]');
  await grid.locator('[role="gridcell"]').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect(made).toContainText('已复制');
  return [...texts, await page.evaluate(() => navigator.clipboard.readText()), ...(await pageTexts(page))];
}

/** Everything that leaves, or stays behind, when the notebook is used to its end. */
async function everything(page: Page): Promise<string[]> {
  await settled(page);
  const texts = [...(await pageTexts(page)), ...(await shared(page))];
  const rfm = cell(page, 'rfm');
  for (const file of ['download-html', 'download-docx', 'download-markdown', 'download-sql'])
    texts.push(...(await textsOf(page, button(page, file))));
  texts.push(...(await textsOf(page, button(rfm, 'download-csv'))), ...(await tables(page)));
  await page.getByTestId('seal').click();
  for (const file of ['save-statement-html', 'save-statement-json'])
    texts.push(...(await textsOf(page, button(page, file))));
  texts.push(...(await pageTexts(page)));
  await button(page, 'close-statement').click();
  await stored(page);
  return texts;
}

/** The columns of the file that are treated so. */
const treated = (page: Page, policy: string): Promise<string[]> =>
  mappedFile(page, FILE)
    .locator(`[data-privacy="${policy}"]`)
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['column']!));

/** Presses a button of each of some columns, or chooses in a field of each: within the page, for they are dozens. */
const each = (page: Page, heads: readonly string[], control: string, choice?: string): Promise<void> =>
  mappedFile(page, FILE).evaluate(
    (file, { heads, control, choice }) => {
      for (const head of heads) {
        const at = file.querySelector<HTMLElement>(`[data-column="${head}"] ${control}`)!;
        if (choice === undefined) at.click();
        else {
          (at as HTMLSelectElement).value = choice;
          at.dispatchEvent(new Event('change', { bubbles: true }));
        }
      }
    },
    { heads, control, choice },
  );

const among = (texts: readonly string[], marks: readonly string[]) =>
  marks.filter((mark) => texts.some((text) => text.includes(mark)));

test(
  'no marked value of any kind is left anywhere, and one that is kept as it is would be found',
  { tag: '@whole' },
  async ({ page, context, folder }) => {
    test.slow();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const logged: string[] = [];
    page.on('console', (message) => logged.push(message.text()));
    await cheapPassphrases(page);
    await openStart(page, 'zh');
    await dropAndRead(page, [put(folder, FILE, csv)]);
    const [marked, kept] = [MARKED, KEPT].map((columns) => columns.map(({ head }) => head)) as [
      string[],
      string[],
    ];
    await expect.poll(() => treated(page, 'drop'), SLOW).toEqual(expect.arrayContaining(marked));
    await each(page, marked, '[data-action="take-in"]');
    const dropped = async () => (await treated(page, 'drop')).filter((head) => marked.includes(head));
    await expect.poll(dropped, SLOW).toEqual([]);
    // Not all of those are taken for personal: they stand with what no analysis reads.
    await mappedFile(page, FILE).getByRole('button', { name: '另有' }).click();
    await expect(mappedFile(page, FILE).locator('[data-column]')).toHaveCount(
      HEADS.length + kept.length + marked.length,
    );
    await each(page, kept, '.treats select', 'keep');
    await expect.poll(() => treated(page, 'keep'), SLOW).toEqual(expect.arrayContaining(kept));
    expect(among(await pageTexts(page), MARKS), 'on the mapping page').toEqual([]);
    await confirmMapping(page);

    const left = await everything(page);
    expect(among(left, MARKS), 'in what left').toEqual([]);
    const stays = await keptAnywhere(page, [...MARKS, ...marksOf(KEPT)]);
    expect(among(stays, MARKS), 'in storage').toEqual([]);
    expect(among(logged, MARKS), 'in the console').toEqual([]);

    // What was kept is in either, so that the searches above can find a text of each kind.
    const silent = (texts: readonly string[]) =>
      KEPT.filter((one) => among(texts, marksOf([one])).length === 0).map(({ head }) => head);
    expect(silent(stays)).toEqual([]);
    expect(silent(left)).toEqual([]);
  },
);
