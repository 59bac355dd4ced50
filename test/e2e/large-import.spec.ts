import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { put, shopCsv, shopLines } from './support/files.ts';
import {
  SLOW,
  cell,
  confirmMapping,
  drop,
  dropAndRead,
  leaveMapping,
  mappedFile,
  openStart,
  reached,
  result,
} from './support/page.ts';
import { expectSteady, watchReading } from './support/progress.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

// test/large does the same with ten million rows.
const ROWS = 200_000;

/** Orders with a long hexadecimal note each, which hardly packs: enough for the page to speak of memory. */
function noteCsv(): string {
  const lines = ['order_id,order_date,customer_id,product,quantity,unit_price,note'];
  let note = '';
  for (let i = 0; i < ROWS; i++) {
    note = createHash('sha512').update(`${i}${note}`).digest('hex');
    lines.push(`A${i},2024-0${1 + (i % 6)}-11 10:00:00,K${i % 900},Kettle,1,${1 + (i % 50)},${note}`);
  }
  return `${lines.join('\n')}\n`;
}

test(
  'a large file tells its memory first, shows how far it is, and leaves all as it was when cancelled',
  { tag: '@long' },
  async ({ page, folder }) => {
    const path = put(folder, 'notes.csv.gz', gzipSync(noteCsv(), { level: 1 }));
    await openStart(page);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv())]);
    await confirmMapping(page);
    const before = await result(page, 'rfm');

    await watchReading(page);
    await drop(page, path);
    await expect.poll(() => page.evaluate(() => window.watched.steps.length), SLOW).toBeGreaterThan(3);
    await leaveMapping(page);
    await reached(cell(page, 'rfm'), 'done');
    await expect(page.locator('[data-source]')).toHaveCount(1);
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute(
      'data-read',
      String(shopLines().length),
    );
    expect(await result(page, 'rfm')).toEqual(before);

    await watchReading(page);
    await drop(page, path);
    const file = mappedFile(page, 'notes.csv.gz');
    await reached(file, 'ready');
    await expect(file).toHaveAttribute('data-read', String(ROWS));
    const watched = await page.evaluate(() => window.watched);
    expect(watched.memory).toMatch(/takes about [\d.]+ GB of memory; the browser has about \d+ GB/);
    expect(watched.memoryFirst).toBe(true);
    expectSteady(watched, 3);
  },
);
