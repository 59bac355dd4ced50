import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { pageSql } from '../../../src/values/page.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

test.each([
  ['GET /p?utm_source=mail&token=4711 HTTP/1.1', '/p'],
  ['GET / HTTP/2.0', '/'],
  ['POST /checkout?step=2 HTTP/1.1', 'POST /checkout'],
  ['https://shop.example/p?gclid=1#top', 'https://shop.example/p'],
  ['/cart#reviews', '/cart'],
  ['/app#/orders?id=7', '/app#/orders'],
  ['/search?q=a', '/search'],
  // No addresses.
  ['Why? / How?', 'Why? / How?'],
  ['Open / close #1', 'Open / close #1'],
  ['login', 'login'],
  ['导出/下载?', '导出/下载?'],
])('the page of “%s” is “%s”', async (action, page) => {
  const [row] = await native.rows<{ page: string }>(`SELECT ${pageSql(quoteText(action))} AS page`);
  expect(row!.page).toBe(page);
});
