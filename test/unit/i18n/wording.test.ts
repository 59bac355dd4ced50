import { expect, test } from 'vitest';

/** Words that gave way to one that says it better, and where the old one means another thing. */
const GAVE_WAY: { lang: 'zh' | 'en'; was: RegExp; now: string; but?: RegExp }[] = [
  { lang: 'zh', was: /单元(?!格)/, now: '单元格' },
  { lang: 'zh', was: /截至日|统计截止日/, now: '截止日' },
  // An order may be refused, a row is rejected.
  { lang: 'zh', was: /拒绝/, now: '拒收', but: /rules\/orders\.ts$/ },
  { lang: 'zh', was: /客均/, now: '人均' },
  { lang: 'zh', was: /人均金额/, now: '人均消费' },
  { lang: 'zh', was: /下一个最佳/, now: '推荐商品' },
  { lang: 'zh', was: /数什么|按什么分|按什么排/, now: '统计对象, 分组, 排序依据' },
  { lang: 'zh', was: /差别超出误差/, now: '差异显著' },
  { lang: 'zh', was: /(?<!查)看这些行|查看名单/, now: '查看这些行' },
  // How quickly something is done is another thing than what comes of it.
  { lang: 'zh', was: /销售效率/, now: '销售效能' },
  { lang: 'zh', was: /相比 \{/, now: '上升, 下降 {change:size}' },
  // Straight ones are for code; texts have those of print, as the Chinese do.
  { lang: 'en', was: /"|\w'\w/, now: '“ ” ’' },
  { lang: 'en', was: /Keyboard keys/, now: 'Keyboard shortcuts' },
  { lang: 'en', was: /landing plan/i, now: 'action plan' },
  { lang: 'en', was: /\bmend(s|ed|ing)?\b/i, now: 'fix' },
  { lang: 'en', was: /(changed|moved) (by )?\{/, now: 'rose, fell {change:size}' },
  { lang: 'en', was: /most readily/, now: 'most' },
  { lang: 'en', was: /share of (the )?satisfied/i, now: 'CSAT' },
  { lang: 'en', was: /[\d}] %(?!\w)/, now: '{share}%' },
];

const sources = Object.entries({
  ...import.meta.glob<string>('../../../src/**/*.{ts,svelte}', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
  ...import.meta.glob<string>('../../../templates/**/{*.ts,*.cellar.json}', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
});

/** The texts of one language as they stand in the sources. */
const texts = (lang: 'zh' | 'en'): { text: string; path: string }[] =>
  sources.flatMap(([path, source]) =>
    [...source.matchAll(new RegExp(`\\b${lang}"?:\\s*(['"\`])((?:(?!\\1).|\\n)*?)\\1`, 'g'))].map(
      ([, , text]) => ({ text: text!, path }),
    ),
  );

test('there are texts in both languages', () => {
  expect(texts('zh').length).toBeGreaterThan(2000);
  expect(texts('en').length).toBeGreaterThan(2000);
});

test.each(GAVE_WAY)('$was gave way to $now', ({ lang, was, but }) => {
  const found = texts(lang).filter(({ text, path }) => was.test(text) && !but?.test(path));
  expect(found.map(({ text, path }) => `${path}: ${text}`)).toEqual([]);
});
