import { put } from './support/files.ts';
import { encodeLegacy } from '../fixtures/bytes.ts';
import {
  button,
  confirmMapping,
  downloaded,
  dropAndRead,
  expectRoles,
  mappedFile,
  openSmall,
  pageTexts,
  query,
  result,
  stored,
  storedWith,
} from './support/page.ts';
import { expect, test } from './support/test.ts';
import { calling } from './support/guard.ts';

const NAME = '欧阳栖梧';
const PHONE = '13987654321';
const NAMES = ['王小明', '李娜', '张伟强', '刘洋', '陈静怡', '杨帆', '赵雪', '黄磊'];
const HEADS = ['订单编号', '下单时间', '客户编号', '客户姓名', '手机号', '商品名称', '数量', '单价'];

/** Forty order lines of ten customers; customer C07 is the one whose name and phone must nowhere be seen. */
function lines(key: (i: number) => string): string[] {
  return Array.from({ length: 40 }, (_, n) => {
    const i = n % 10;
    const name = i === 7 ? NAME : NAMES[i % NAMES.length]!;
    const phone = i === 7 ? PHONE : `1380013${String(8000 + i)}`;
    const day = String(1 + (n % 28)).padStart(2, '0');
    return [
      `D${1000 + n}`,
      `2024-03-${day} 10:30:00`,
      key(i),
      name,
      phone,
      '青瓷茶杯',
      1 + (n % 3),
      20 + i,
    ].join(',');
  });
}

const toGb18030 = (text: string) => Buffer.from(encodeLegacy(text, 'gb18030'));
const file = (rows: string[]) => toGb18030(`${[HEADS.join(','), ...rows].join('\r\n')}\r\n`);

/** SQL of a text that does not stand in it, so that searching does not plant what is searched. */
const spelled = (text: string) => [...text].map((sign) => `chr(${sign.codePointAt(0)})`).join(' || ');

test('a GB18030 file with names and phones: read, mapped, masked; the raw values are nowhere', async ({
  page,
  folder,
}) => {
  const rows = lines((i) => `C0${i}`);
  // A line that is rejected holds them too: it is shown for mending, and kept nowhere.
  rows.splice(3, 0, `D0999,2024-03-03 10:30:00,C07,${NAME},${PHONE}`);
  const path = put(folder, '订单.csv', file(rows));
  // Every table is to be searched, which a cell may not even list.
  await calling(page, 'duckdb_tables');
  await openSmall(page, ['dictionary', 'cleaning', 'rfm', 'report'], 'zh');
  await dropAndRead(page, [path]);
  const mapped = mappedFile(page, '订单.csv');
  await expect(mapped).toHaveAttribute('data-encoding', 'gb18030');
  await expect(mapped).toHaveAttribute('data-read', '40');
  await expect(mapped).toHaveAttribute('data-rejected', '1');
  await expectRoles(mapped, {
    订单编号: 'orders.order_id',
    下单时间: 'orders.ordered_at',
    客户编号: 'orders.customer',
    数量: 'orders.quantity',
    单价: 'orders.unit_price',
  });
  const policy = (column: string) => mapped.locator(`[data-column="${column}"]`);
  // No analysis of orders reads them: they come in only when they are taken in, and then masked.
  for (const column of ['客户姓名', '手机号']) {
    await expect(policy(column)).toHaveAttribute('data-privacy', 'drop');
    await policy(column).locator('[data-action="take-in"]').click();
    await expect(policy(column)).toHaveAttribute('data-privacy', 'mask');
  }
  await expect(policy('客户编号')).toHaveAttribute('data-privacy', 'keep');
  await expect(policy('客户姓名')).toContainText('*');
  const seen = await pageTexts(page);
  for (const raw of [NAME, PHONE, ...NAMES])
    expect(
      seen.filter((text) => text.includes(raw)),
      raw,
    ).toEqual([]);

  await confirmMapping(page);
  const rfm = await result(page, 'rfm');
  expect(rfm.map((row) => row['customer']).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `C0${i}`));

  // Views hold no rows of their own; every table that does is searched.
  const tables = await query(
    page,
    'SELECT DISTINCT schema_name, table_name FROM duckdb_tables() WHERE NOT internal',
  );
  expect(tables.map((row) => `${row['schema_name']}.${row['table_name']}`)).toContain('source.订单');
  const masked = await query(
    page,
    'SELECT DISTINCT "客户姓名" AS n, "手机号" AS p FROM source."订单" WHERE "客户编号" = \'C07\'',
  );
  expect(masked).toEqual([{ n: '欧阳*', p: '139****4321' }]);
  const searched = tables
    .map((row) => `"${row['schema_name']}"."${row['table_name']}"`)
    .map(
      (table) =>
        `SELECT count(*) AS n FROM (SELECT CAST(t AS VARCHAR) AS line FROM ${table} t), needle WHERE contains(line, name) OR contains(line, phone)`,
    );
  const hits = await query(
    page,
    `WITH needle AS (SELECT ${spelled(NAME)} AS name, ${spelled(PHONE)} AS phone)\nSELECT CAST(sum(n) AS BIGINT) AS hits, count(*) AS tables FROM (${searched.join(' UNION ALL ')})`,
  );
  expect(hits).toEqual([{ hits: '0', tables: String(tables.length) }]);

  // A cell of the notebook names a customer: the file goes past the same question as a link.
  await button(page, 'save-notebook').click();
  await expect(page.getByTestId('scrub')).toContainText('C07');
  const saved = await downloaded(page, button(page, 'download-notebook'));
  await page.keyboard.press('Escape');
  const out = [
    saved,
    await downloaded(page, button(page, 'download-html')),
    await downloaded(page, button(page, 'download-markdown')),
  ];
  await button(page, 'download-sql').click();
  await expect(page.getByTestId('before-saving')).toContainText('C07');
  const script = await downloaded(page, button(page, 'save-so'));
  expect(script.text).not.toContain("'C07'");
  out.push(script);
  // A printed file is called as the page is: what is replaced on paper stands in neither.
  await page.locator('input[name="title"]').fill('Call 13700001111');
  await expect(page.locator('input[name="title"]')).toHaveAttribute('autocomplete', 'off');
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      document.body.dataset['printed'] = document.title;
      dispatchEvent(new Event('afterprint'));
    };
  });
  await button(page, 'print').click();
  await expect(page.getByTestId('before-saving')).toContainText('13700001111');
  await button(page, 'save-so').click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'Call [phone]');
  await expect(page).toHaveTitle('Call 13700001111 · Cellar');
  await stored(page);
  const texts = [...(await pageTexts(page)), ...out.map((f) => f.text)];
  for (const raw of [NAME, PHONE]) {
    expect(
      texts.filter((text) => text.includes(raw)),
      raw,
    ).toEqual([]);
    expect(await storedWith(page, raw), `${raw} in storage`).toEqual([]);
  }
});

test.describe('in a page that goes on', () => {
  test.use({ goesOn: true });

  // Stands in no other test: what those stored is there too.
  const KNOWN_BY = '13987650713';

  test(
    'customers known by their phone number become pseudonyms, others in each notebook',
    { tag: '@whole' },
    async ({ page, folder }) => {
      const keyed = (i: number) => (i === 7 ? KNOWN_BY : `1380013${8000 + i}`);
      const bare = (rows: string[]) =>
        toGb18030(
          `${['订单编号,下单时间,会员手机号,商品名称,数量,单价', ...rows.map((row) => row.split(',').toSpliced(3, 2).join(','))].join('\n')}\n`,
        );
      const path = put(folder, '会员订单.csv', bare(lines(keyed)));
      await openSmall(page, ['rfm'], 'zh');
      await dropAndRead(page, [path]);
      const mapped = mappedFile(page, '会员订单.csv');
      await expect(mapped.locator('[data-column="会员手机号"]')).toHaveAttribute(
        'data-role',
        'orders.customer',
      );
      await expect(mapped.locator('[data-column="会员手机号"]')).toHaveAttribute(
        'data-privacy',
        'pseudonymise',
      );
      await confirmMapping(page);
      const first = (await result(page, 'rfm')).map((row) => row['customer']!).sort();
      expect(first).toHaveLength(10);
      for (const customer of first) expect(customer).toMatch(/^p_[0-9a-f]{16}$/);
      await stored(page);
      expect(await storedWith(page, KNOWN_BY)).toEqual([]);

      await openSmall(page, ['rfm'], 'zh');
      await dropAndRead(page, [path]);
      await confirmMapping(page);
      // Each notebook has a key of its own: nobody is followed from one to the other.
      const again = (await result(page, 'rfm')).map((row) => row['customer']!);
      expect(again).toHaveLength(10);
      expect(again.filter((customer) => first.includes(customer))).toEqual([]);
    },
  );
});
