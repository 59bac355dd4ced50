import { bookOf } from '../unit/files/book-of.ts';
import { put } from './support/files.ts';
import {
  SLOW,
  button,
  confirmMapping,
  dropAndRead,
  expectRoles,
  mappedFile,
  openSmall,
  result,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

test(
  'periods side by side become rows by a press in their notice, and back; a year that nothing says is typed',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const lines = Array.from({ length: 12 }, (_, i) => `C${i},North,${i + 1},${i % 2 ? '' : 5},0.5,${i}`);
    const path = put(folder, 'wide.csv', `customer_id,region,Jan,Feb,Mar,Total\n${lines.join('\n')}\n`);
    await openSmall(page, ['rfm']);
    await dropAndRead(page, [path]);
    const file = mappedFile(page, 'wide.csv');
    await expect(button(file, 'take-year')).toBeDisabled();
    await file.locator('[data-period-year]').fill('2024');
    await button(file, 'take-year').click();
    await expect(button(file, 'periods-as-columns')).toBeVisible(SLOW);
    // Twelve in January, six in February, twelve in March.
    await expect(file).toHaveAttribute('data-read', '30', SLOW);
    await expectRoles(file, {
      customer_id: 'orders.customer',
      month: 'orders.ordered_at',
      amount: 'orders.amount',
    });
    await button(file, 'periods-as-columns').click();
    await expect(file).toHaveAttribute('data-read', '12', SLOW);
    // The year that was typed holds.
    await expect(file).toContainText('3 months × 12 lines become 30 rows');
    await button(file, 'periods-as-rows').click();
    await expect(file).toHaveAttribute('data-read', '30', SLOW);

    await confirmMapping(page);
    const rfm = await result(page, 'rfm');
    expect(rfm).toHaveLength(12);
    for (const row of rfm) {
      const i = Number(row['customer']!.slice(1));
      expect(Number(row['monetary'])).toBeCloseTo(i + 1 + (i % 2 ? 0 : 5) + 0.5, 6);
      expect(Number(row['frequency'])).toBe(i % 2 ? 2 : 3);
    }
  },
);

test(
  'a sheet for each customer: its name is the customer, left out of all sheets by a press, and taken again',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const rows = [
      ['日期', '品名', '数量', '金额'],
      ...Array.from({ length: 8 }, (_, i) => [`2024-03-0${i + 1}`, '可乐', '2', `${i + 5}`]),
    ];
    const names = ['欧阳栖梧', '张记超市', '李氏便利店'];
    const book = Buffer.from(bookOf(names.map((name) => ({ name, rows }))));
    await openSmall(page, ['rfm']);
    await dropAndRead(page, [put(folder, '送货.xlsx', book)], names.length);
    const first = mappedFile(page, '送货.xlsx');
    await expectRoles(first, { 工作表: 'orders.customer', 日期: 'orders.ordered_at', 金额: 'orders.amount' });
    await expect(page.locator('[data-union-with]')).toHaveCount(2);
    await button(first, 'leave-names').click();
    await expect(button(page, 'take-names')).toHaveCount(3, SLOW);
    await button(first, 'take-names').click();
    // Of sheets that become one source the first tells it.
    await expect(button(page, 'leave-names')).toHaveCount(1, SLOW);
    await expect(page.locator('[data-union-with]')).toHaveCount(2, SLOW);
    await confirmMapping(page);
    expect(await result(page, 'rfm')).toHaveLength(3);
    await expect(page.locator('body')).not.toContainText('栖梧');
  },
);

test(
  'a file for each customer: its name is the customer, left out of all files by a press, and taken again',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const lines = Array.from({ length: 8 }, (_, i) => `2024-03-0${i + 1},可乐,2,${i + 5}`);
    const csv = ['日期,品名,数量,金额', ...lines].join('\n');
    const names = ['欧阳栖梧.csv', '张记超市.csv', '李氏便利店.csv'];
    await openSmall(page, ['rfm']);
    await dropAndRead(
      page,
      names.map((name) => put(folder, name, csv)),
      names.length,
    );
    const first = mappedFile(page, '欧阳栖梧.csv');
    await expectRoles(first, { 文件: 'orders.customer', 日期: 'orders.ordered_at', 金额: 'orders.amount' });
    await button(first, 'leave-names').click();
    await expect(button(page, 'take-names')).toHaveCount(3, SLOW);
    await button(first, 'take-names').click();
    // Of files that become one source the first tells it.
    await expect(button(page, 'leave-names')).toHaveCount(1, SLOW);
    await expect(page.locator('[data-union-with]')).toHaveCount(2, SLOW);
    await confirmMapping(page);
    expect(await result(page, 'rfm')).toHaveLength(3);
    await expect(page.locator('body')).not.toContainText('栖梧');
  },
);
