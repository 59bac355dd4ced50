import { describe, expect, test } from 'vitest';
import { findKeywords, logOdds, wordCutter } from '../../../src/model/keywords.ts';

const cut = wordCutter();
const words = (text: string): string[] => cut(text).filter((w) => w !== null);

describe('wordCutter', () => {
  test('cuts Chinese by words and drops what says nothing', () => {
    expect(words('物流太慢了，客服的态度也不好！')).toEqual(['物流', '太慢', '客服', '态度', '不好']);
  });
  test('cuts English by spaces, lower case, without numbers, possessives and stop words', () => {
    expect(words("The delivery's late: 3 days, and SUPPORT didn't answer")).toEqual([
      'delivery',
      'late',
      'days',
      'support',
      "didn't",
      'answer',
    ]);
  });
  test('mixes both, and full-width letters are letters', () => {
    expect(words('企业微信小程序')).toEqual(['企业微信', '小程序']);
    expect(words('ＡＰＰ闪退 after update')).toEqual(['app', '闪退', 'update']);
  });
  test('punctuation and stop words are gaps', () => {
    expect(cut('late, delivery of goods')).toEqual(['late', null, 'delivery', null, 'goods']);
  });
});

describe('findKeywords', () => {
  const texts = [
    ...Array.from({ length: 6 }, () => ({ text: 'slow delivery', group: 'detractor' })),
    ...Array.from({ length: 6 }, () => ({ text: 'friendly staff. delivery fine', group: 'promoter' })),
    { text: 'delivery delivery', group: 'promoter' },
  ];
  const found = findKeywords(texts);
  const row = (term: string, group: string | null) => found.find((k) => k.term === term && k.group === group);

  test('counts occurrences and texts', () => {
    expect(row('delivery', null)).toMatchObject({ count: 14, documents: 13, ofDocuments: 13 });
    expect(row('delivery', 'promoter')).toMatchObject({ count: 8, documents: 7, ofDocuments: 7 });
    expect(row('slow delivery', 'promoter')).toBeUndefined();
  });

  test('keeps pairs that belong together, not over a full stop', () => {
    expect(row('slow delivery', null)).toMatchObject({ documents: 6 });
    expect(row('friendly staff', null)).toMatchObject({ documents: 6 });
    expect(row('staff delivery', null)).toBeUndefined();
    // slow stands nowhere but in "slow delivery"; delivery does.
    expect(row('slow', null)).toBeUndefined();
    expect(findKeywords(Array(3).fill({ text: '导出失败', group: '' })).map((k) => k.term)).toContain(
      '导出失败',
    );
  });

  test('tells what a group says more than the rest', () => {
    expect(row('slow delivery', 'detractor')!.z!).toBeGreaterThan(1);
    expect(row('friendly staff', 'promoter')!.z!).toBeGreaterThan(1);
    expect(Math.abs(row('delivery', 'detractor')!.z!)).toBeLessThan(row('slow delivery', 'detractor')!.z!);
  });

  test('takes own stop words, words to keep and limits', () => {
    expect(findKeywords(texts, { stop: ['Delivery'] }).some((k) => k.term === 'delivery')).toBe(false);
    expect(
      findKeywords(
        [
          { text: '贵', group: '' },
          { text: '太贵', group: '' },
        ],
        { keep: ['贵'] },
      ).map((k) => k.term),
    ).toEqual(['贵']);
    expect(findKeywords(texts, { top: 1 }).every((k) => k.term === 'delivery')).toBe(true);
    expect(findKeywords([])).toEqual([]);
  });
});

describe('what is cut out of a sentence is no term', () => {
  const said = (texts: string[], times = 4) =>
    findKeywords(
      texts.flatMap((text) => Array<{ text: string; group: string }>(times).fill({ text, group: '' })),
    ).map(({ term }) => term);

  test('no piece over a quantity, an aspect or an adverb', () => {
    const terms = said([
      '物流信息三天没有更新',
      '结果拖了两天',
      '门店差点断货',
      '发货很快，第二天就到了',
      '用了两个月就坏了',
      '十分钟就解决了',
    ]);
    for (const fragment of [
      '信息三天',
      '三天',
      '两天',
      '结果拖了',
      '拖了',
      '门店差点',
      '差点',
      '第二',
      '第二天',
      '坏了',
      '个月',
    ])
      expect(terms, fragment).not.toContain(fragment);
    expect(terms).toContain('物流信息');
    expect(terms).toContain('断货');
    expect(terms).toContain('解决');
  });

  test('no greeting, and no number with what it counts, in English', () => {
    const terms = said([
      'Hello, tracking stood still for three days',
      'Hi, the store nearly ran out of stock',
    ]);
    for (const term of ['three', 'three days', 'still three', 'hello', 'hi', 'nearly', 'nearly ran'])
      expect(terms, term).not.toContain(term);
    expect(terms).toEqual(expect.arrayContaining(['days', 'stock']));
  });

  test('of a run of words the pair that holds together, not what overlaps it', () => {
    // 配送 and 时效 stand together alone, too; what follows is a sentence of its own.
    const terms = said(['配送时效承诺落空', '配送时效稳定', '配送时效']);
    expect(terms).toContain('配送时效');
    expect(terms).not.toContain('时效承诺');
    const english = said(['tracking page keeps loading', 'tracking page']);
    expect(english).toContain('tracking page');
    expect(english).not.toContain('page keeps');
  });

  test('a word of one’s own is kept whole, whatever it looks like', () => {
    expect(
      findKeywords(
        [
          { text: '三天', group: '' },
          { text: '三天', group: '' },
        ],
        { keep: ['三天'] },
      ).map(({ term }) => term),
    ).toEqual(['三天']);
  });
});

test('log-odds with the prior by hand, and without sign where there is no difference', () => {
  // 20 of 100 words here, 10 of 300 elsewhere; of a prior of 500 words 500 × 30/400 = 37.5.
  const expected = Math.log(57.5 / (600 - 57.5)) - Math.log(47.5 / (800 - 47.5));
  const { logOdds: value, z } = logOdds(20, 100, 10, 300, 500);
  expect(value).toBeCloseTo(expected, 12);
  expect(z).toBeCloseTo(expected / Math.sqrt(1 / 57.5 + 1 / 47.5), 12);
  expect(logOdds(10, 100, 30, 300, 500).logOdds).toBeCloseTo(0, 12);
});
