import { flatOrders } from '../fixtures/flat.ts';
import { put, shopCsv, shopLines, type Line } from './support/files.ts';
import {
  SLOW,
  button,
  confirmMapping,
  drop,
  dropAndRead,
  expectRoles,
  leaveMapping,
  mappedFile,
  openAgain,
  openSmall,
  openStart,
  reached,
  result,
} from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: true });

const lines = shopLines();
const before = (day: string) => lines.filter((l) => l.at < `2024-06-${day}`);
const [may, early, june] = [
  before('08'),
  before('15').filter((l) => l.at >= '2024-06-08'),
  lines.filter((l) => l.at >= '2024-06-15'),
];
const spent = (of: readonly Line[]) => of.reduce((sum, line) => sum + line.quantity * line.price, 0);

test(
  'files of the same columns become one source, the same file twice is left out; the next one is compared with what is there, and appended without counting a row twice',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const files = [
      put(folder, 'shop_2024_05.csv', shopCsv(undefined, may)),
      put(folder, 'shop_2024_06.csv', shopCsv(undefined, early)),
      put(folder, 'copy.csv', shopCsv(undefined, may)),
    ];
    await openSmall(page, ['rfm']);
    await dropAndRead(page, files);
    await expect(mappedFile(page, 'shop_2024_06.csv').locator('[data-union-with]')).toHaveAttribute(
      'data-union-with',
      'shop_2024_05.csv',
    );
    await expect(mappedFile(page, 'copy.csv').locator('[data-same-as]')).toBeVisible(SLOW);
    await confirmMapping(page);
    const source = page.locator('[data-source="shop"]');
    await expect(page.locator('[data-source]')).toHaveCount(1);
    await expect(source).toHaveAttribute('data-read', String(may.length + early.length));
    const some = await result(page, 'rfm');
    expect(some).toHaveLength(new Set([...may, ...early].map((line) => line.customer)).size);
    const summed = (rows: Record<string, string>[]) =>
      rows.reduce((sum, row) => sum + Number(row['monetary']), 0);
    expect(summed(some)).toBeCloseTo(spent([...may, ...early]), 6);

    // The later export overlaps by ten lines.
    const second = put(folder, 'shop_june.csv', shopCsv(undefined, [...early.slice(-10), ...june]));
    await drop(page, second);
    const file = mappedFile(page, 'shop_june.csv');
    await reached(file, 'ready');
    await expect(file.locator('[data-existing="shop"]')).toContainText(
      `${june.length} new rows and 10`,
      SLOW,
    );
    await expect(file.locator('[data-choice="append"]')).toBeChecked();
    await confirmMapping(page);
    await expect(page.locator('[data-source]')).toHaveCount(1);
    await expect(source).toHaveAttribute('data-read', String(lines.length + 10));
    await expect(source).toHaveAttribute('data-kept', String(lines.length));
    const rfm = await result(page, 'rfm');
    expect(rfm).toHaveLength(24);
    expect(summed(rfm)).toBeCloseTo(9800, 6);

    // What was appended outlives the visit, and is recognised in it.
    await openAgain(page);
    await drop(page, second);
    await expect(mappedFile(page, 'shop_june.csv').locator('[data-existing="shop"]')).toContainText(
      '0 new rows',
      SLOW,
    );
  },
);

test(
  'how the customers of two files meet is shown before anything is agreed',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const customers = `id,name\n${Array.from({ length: 24 }, (_, i) => `K${String(i + 1 + 12).padStart(2, '0')},Name ${i}`).join('\n')}\n`;
    await openStart(page);
    await dropAndRead(page, [put(folder, 'shop.csv', shopCsv()), put(folder, 'customers.csv', customers)]);
    // K13 … K24 of 24 customers are in both.
    await expect(page.locator('[data-join]')).toHaveAttribute('data-rate', '0.500', SLOW);
  },
);

test(
  'answers beside orders: one of their scores is read, the notebook has cells for them, and those after the last order are told',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const answers = Array.from(
      { length: 60 },
      (_, i) =>
        `C${i % 12},2024-${i < 40 ? '06' : '09'}-${String(1 + (i % 28)).padStart(2, '0')},${1 + (i % 5)},${1 + ((i * 3) % 5)},${1 + ((i * 2) % 5)}`,
    );
    await openStart(page);
    await dropAndRead(page, [
      put(folder, 'shop.csv', shopCsv()),
      put(folder, '问卷.csv', `客户,提交时间,服务态度,物流速度,总体满意度\n${answers.join('\n')}\n`),
    ]);
    const survey = mappedFile(page, '问卷.csv');
    await expect(survey.locator('[data-scores="总体满意度"]')).toContainText('物流速度', SLOW);
    await expectRoles(survey, { 总体满意度: 'feedback.csat', 服务态度: '' });
    await confirmMapping(page);
    await expect(page.locator('[data-cell="rfm"]')).toBeVisible(SLOW);
    await expect(page.locator('[data-cell="content"]')).toHaveCount(1);
    await expect(page.getByTestId('outside')).toContainText('20 rows of feedback', SLOW);
  },
);

test(
  'payments beside sales are left out with the reason, and count by a press; two lists of the same sales are asked about',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const paid = (name: string, header: string) =>
      put(
        folder,
        name,
        `${header}\n${lines.map((l, i) => `N${i},${l.customer},${l.at},${l.price}`).join('\n')}\n`,
      );
    await openStart(page);
    await dropAndRead(page, [
      put(folder, 'shop.csv', shopCsv()),
      paid('payments.csv', 'payment_no,customer,payment_date,amount'),
      paid('invoices.csv', 'invoice_no,customer,invoice_date,amount'),
    ]);
    const payments = mappedFile(page, 'payments.csv');
    await expect(payments.locator('[data-no-sale="payments"]')).toContainText('shop.csv', SLOW);
    await expectRoles(payments, { customer: '', amount: '' });
    await button(payments, 'count-as-orders').click();
    await expect(payments.locator('[data-no-sale]')).toHaveCount(0);
    await expectRoles(payments, { customer: 'orders.customer', amount: 'orders.amount' });
    const invoices = mappedFile(page, 'invoices.csv');
    await expect(invoices.locator('[data-twin="shop.csv"]')).toContainText('100.0%', SLOW);
    await button(invoices, 'leave-twin').click();
    await expect(invoices.locator('[data-twin]')).toHaveCount(0);
    await expectRoles(invoices, { customer: '', amount: '' });
  },
);

test(
  'files in different currencies, one that states none, and ids that are written otherwise are told, and one currency is kept',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const sales = (from: number, sign: string) =>
      ['order_id,customer_id,order_date,amount']
        .concat(
          Array.from({ length: 20 + from }, (_, i) => [
            `A${from}${i}`,
            String(1 + (i % 12)),
            `2024-0${1 + (i % 9)}-05`,
            `${sign}${i + 10}.50`,
          ]).map((row) => row.join()),
        )
        .join('\n');
    const people = Array.from({ length: 12 }, (_, i) => `${String(i + 1).padStart(5, '0')},York,A`);
    await openStart(page);
    await dropAndRead(page, [
      put(folder, 'us.csv', sales(1, '$')),
      put(folder, 'eu.csv', sales(3, '€')),
      put(folder, 'rest.csv', sales(2, '')),
      put(folder, 'people.csv', ['customer_id,city,level', ...people].join('\n')),
    ]);
    const told = page.locator('[data-currencies]');
    await expect(told).toHaveCount(1);
    await expect(told).toHaveAttribute('data-currencies', 'EUR USD', SLOW);
    await expect(told).toContainText('USD on 21 rows: us.csv');
    await expect(page.locator('[data-unstated="rest.csv"]')).toBeVisible();
    await told.locator('select').last().selectOption('USD');
    await expect(told).toHaveAttribute('data-currencies', 'USD EUR', SLOW);
    await expect(page.locator('[data-written="zeros"]').first()).toBeVisible(SLOW);
  },
);

test(
  'months with columns in another order, one more, one less, or another type are one source, and it is said how they differ',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const heads = 'order_no,ordered_at,customer_id,product,quantity,unit_price,channel';
    const row = (m: number, i: number) =>
      [`A${m}${i}`, `2024-0${m}-1${i} 10:00:00`, `K0${i}`, 'Kettle', '1', `${m}${i}.5`, 'shop'] as string[];
    const csv = (head: string, rows: string[][]) => `${head}\n${rows.map((r) => r.join()).join('\n')}\n`;
    const rows = (m: number) => [1, 2, 3, 4, 5].map((i) => row(m, i));
    const turned = heads.split(',').toReversed().join();
    const files = [
      put(folder, 'shop_1.csv', csv(heads, rows(1))),
      put(
        folder,
        'shop_2.csv',
        csv(
          turned,
          rows(2).map((r) => r.toReversed()),
        ),
      ),
      put(
        folder,
        'shop_3.csv',
        csv(
          `${heads},status`,
          rows(3).map((r) => [...r, 'paid']),
        ),
      ),
      put(
        folder,
        'shop_4.csv',
        csv(
          heads.replace(',channel', ''),
          rows(4).map((r) => r.slice(0, -1)),
        ),
      ),
      put(
        folder,
        'shop_5.csv',
        csv(
          heads,
          rows(5).map((r, i) => (i === 0 ? r.with(5, 'ask') : r)),
        ),
      ),
    ];
    await openSmall(page, ['rfm']);
    await dropAndRead(page, files);
    for (const n of [2, 3, 4, 5])
      await expect(mappedFile(page, `shop_${n}.csv`).locator('[data-union-with]')).toBeVisible();
    await expect(mappedFile(page, 'shop_3.csv').locator('[data-more]')).toHaveAttribute(
      'data-more',
      'status',
    );
    await expect(mappedFile(page, 'shop_4.csv').locator('[data-less]')).toHaveAttribute(
      'data-less',
      'channel',
    );
    const typed = mappedFile(page, 'shop_5.csv');
    await expect(typed.locator('[data-retyped]')).toHaveAttribute('data-retyped', 'unit_price');
    await typed.locator('[data-action="read-as"]').click();
    await expect(typed.locator('[data-conversion="unit_price"]')).toHaveAttribute('data-failed', '1', SLOW);
    await expect(page.locator('[data-sum]')).toContainText('column’s type: 1.');
    await confirmMapping(page);
    await expect(page.locator('[data-source]')).toHaveCount(1);
    await expect(page.locator('[data-source="shop"]')).toHaveAttribute('data-read', '25');
    // The price that was no number is no amount: its row is set aside, the others are summed.
    const rfm = await result(page, 'rfm');
    const all = [1, 2, 3, 4, 5].flatMap((m) => [1, 2, 3, 4, 5].map((i) => m * 10 + i + 0.5));
    const expected = all.reduce((sum, n) => sum + n, 0) - 51.5;
    expect(rfm.reduce((sum, r) => sum + Number(r['monetary']), 0)).toBeCloseTo(expected, 6);

    // After the import the account stands in the source's own dialog, and adds up.
    await page.locator('[data-source="shop"] [data-action="open-source"]').click();
    const account = page.locator('[data-account="shop"]');
    await expect(account).toHaveAttribute('data-balanced', 'true');
    await expect(account).toContainText('1 of “unit_price”');
    const facts = page.getByRole('dialog').locator('[data-overdue="false"]');
    await expect(facts.locator('input[name="updated"]')).not.toHaveValue('');
  },
);

test(
  'what was set for a file follows the next one of the same columns, whatever its name; a column that went missing is asked for',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const heads = ['id', 'who', 'when', 'code', 'how_many', 'each'];
    const roles = {
      id: 'order_id',
      who: 'customer',
      when: 'ordered_at',
      how_many: 'quantity',
      each: 'unit_price',
    };
    const text = (m: number, names = heads) =>
      `report\n\n${names.join(';')}\n${[1, 2, 3].map((i) => `${m}${i};K${i};2024-0${m}-0${i};${m}0${i};${i};${i},5`).join('\n')}\n`;
    /** Its columns are shown, those too that mean nothing. */
    const shown = async (name: string) => {
      const file = mappedFile(page, name);
      const more = file.getByRole('button', { name: /more columns/ });
      if ((await more.count()) > 0) await more.click();
      return file;
    };
    await openSmall(page, ['rfm']);
    await dropAndRead(page, [put(folder, 'first.csv', text(1))]);
    const first = await shown('first.csv');
    await first.locator('[data-column="code"] .type select').selectOption('number');
    await reached(first, 'ready');
    await expect(first.locator('[data-column="code"] .type select')).toHaveValue('number');
    await first.locator('select[data-role="entity"]').selectOption('orders');
    await shown('first.csv');
    for (const [column, role] of Object.entries(roles))
      await first.locator(`[data-column="${column}"] .means select`).selectOption(role);
    await confirmMapping(page);
    const rfm = page.locator('section[data-cell="rfm"]');
    await reached(rfm, 'done');

    await dropAndRead(page, [put(folder, 'download (3).csv', text(2))]);
    const second = await shown('download (3).csv');
    await expect(second.locator('[data-existing="first"]')).toBeVisible(SLOW);
    await expectRoles(
      second,
      Object.fromEntries(Object.entries(roles).map(([column, role]) => [column, `orders.${role}`])),
    );
    await expect(second.locator('[data-column="code"] .type select')).toHaveValue('number');
    await expect(button(page, 'confirm-mapping')).toBeEnabled();
    await leaveMapping(page);
    await reached(rfm, 'done');

    await dropAndRead(page, [put(folder, 'august.csv', text(3, heads.with(1, 'zzz')))]);
    const august = mappedFile(page, 'august.csv');
    await expect(august).toContainText('Missing: ');
    await expect(august).toContainText('Customer');
    await expect(button(page, 'confirm-mapping')).toBeDisabled();
  },
);

// What the analyses make of it is looked at without a page (test/unit/cli/flat.test.ts).
test(
  'one list offers orders and the customers that its rows describe',
  { tag: '@whole' },
  async ({ page, folder }) => {
    const { csv } = flatOrders('zh');
    await openStart(page);
    await dropAndRead(page, [put(folder, 'list.csv', csv)]);
    const file = mappedFile(page, 'list.csv');
    await expect(file.locator('[data-attributes]')).toHaveAttribute(
      'data-attributes',
      'name industry region registered_at owner level',
    );
    await expect(file.locator('[data-column="所属行业"]')).toHaveAttribute('data-role', 'customers.industry');
    await expect(file.locator('[data-column="地区"]')).toHaveAttribute('data-role', 'orders.region');
    // What is said of a column stays in its place, beside the others.
    const spills = await file.locator('tr[data-column]').evaluateAll((rows) =>
      (rows as HTMLTableRowElement[]).flatMap(({ cells }) =>
        [...cells]
          .flatMap((cell, i) => {
            const edge = cells[i + 1]?.getBoundingClientRect().left ?? Infinity;
            return [...cell.children].filter((part) => part.getBoundingClientRect().right > edge + 1);
          })
          .map((part) => part.textContent),
      ),
    );
    expect(spills).toEqual([]);
    await button(file.locator('[data-attribute="registered_at"]'), 'no-attribute').click();
    await expect(file.locator('[data-column="注册日期"]')).toHaveAttribute('data-privacy', 'drop');
    // Nothing says what the amounts are in; the columns are named in Chinese.
    const shownIn = page.locator('[data-shown-in]');
    await expect(shownIn).toHaveAttribute('data-shown-in', 'CNY', SLOW);
    await shownIn.locator('select').selectOption({ label: 'no currency' });
    await expect(shownIn).toHaveAttribute('data-shown-in', 'XXX');
  },
);
