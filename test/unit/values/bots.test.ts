import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { botSql, isBot } from '../../../src/values/bots.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

const BOTS = [
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'Mozilla/5.0+(compatible;+bingbot/2.0)',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0.0.0 Safari/537.36',
  'curl/8.1.2',
  'python-requests/2.31.0',
  'Scrapy/2.11 (+https://scrapy.org)',
  'facebookexternalhit/1.1',
  'Bot',
  'Crawler',
];
const PEOPLE = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 Mobile',
  'Dalvik/2.1.0 (Linux; U; Android 13)',
  'okhttp/4.9.3',
  'robot vacuum',
  'desktop',
  'iPhone',
  '',
];

test('programs are told from people by their user agent, here as in SQL', async () => {
  const all = [...BOTS, ...PEOPLE];
  expect(all.filter(isBot)).toEqual(BOTS);
  const found = await native.rows<Record<string, boolean>>(
    `SELECT ${all.map((text, i) => `${botSql(quoteText(text))} AS b${i}`).join(', ')}`,
  );
  expect(all.filter((_, i) => found[0]![`b${i}`])).toEqual(BOTS);
});
