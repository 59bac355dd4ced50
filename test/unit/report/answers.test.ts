import { describe, expect, test } from 'vitest';
import type { Rows } from '../../../src/engine/api.ts';
import { headlineOf } from '../../../src/report/headline.ts';
import { keyFiguresOf } from '../../../src/report/key-figures.ts';
import { plain } from '../../../src/report/findings.ts';
import { getTemplate } from '../../../src/template/registry.ts';

const words = (...pieces: string[]) => pieces.map((text, i) => ({ text, bold: i % 2 === 1 }));

describe('a headline', () => {
  const cut = (...pieces: string[]) => headlineOf(words(...pieces)).map(plain);

  test('ends at the first colon, semicolon or full stop, and keeps no mark', () => {
    expect(cut('前 20% 的客户里有 ', '213', ' 位沉默；他们带来 ', '¥398 万', '。')).toEqual([
      '前 20% 的客户里有 213 位沉默',
      '他们带来 ¥398 万。',
    ]);
    expect(cut('', '213', ' of the top 20% are silent; they brought ', '¥3.98M', '.')).toEqual([
      '213 of the top 20% are silent',
      'They brought ¥3.98M.',
    ]);
  });

  test('a whole sentence is one, its point included where nothing follows', () => {
    expect(cut('Revenue of ', '¥18.9M', ' is above')).toEqual(['Revenue of ¥18.9M is above', '']);
    expect(cut('Revenue of ', '¥18.9M', ' is up')[0]).not.toContain('undefined');
  });

  test('a sentence that cannot be divided loses its point too: a headline has none', () => {
    expect(cut('Of baskets with tea, ', '64.9%', ' also hold a pot.')).toEqual([
      'Of baskets with tea, 64.9% also hold a pot',
      '',
    ]);
    expect(cut('Inc. sales are ', '3', ' times those of 2.5 years ago')[0]).toContain('2.5 years');
  });

  test('a name before a colon is no headline, however long', () => {
    expect(cut('“Fell silent”: ', '617', ' customers; call them.')[0]).toBe('“Fell silent”: 617 customers');
    expect(cut('个人消费者 Consumer：推荐 A。买过 B 的有 ', '2.7%', '。')[0]).toBe(
      '个人消费者 Consumer：推荐 A',
    );
  });

  test('what is too short to say anything is no headline', () => {
    expect(cut('“低分”：', '142', ' 位，年均消费 ', '¥166 万', '。建议回访')[0]).toBe(
      '“低分”：142 位，年均消费 ¥166 万',
    );
  });
});

describe('key figures', () => {
  const rows: Rows = {
    fields: ['metric', 'value', 'previous', 'change', 'unit'].map((name) => ({
      name,
      type: 'text',
      sqlType: 'VARCHAR',
    })) as Rows['fields'],
    count: 4,
    data: [
      ['revenue', 'customers', 'repurchase_rate', 'nps'],
      [18_873_142, 3960, 0.799, 36.3],
      [15_756_071, 3706, 0.787, null],
      [0.198, 0.069, 0.012, null],
      ['money', 'integer', 'percent', 'points'],
    ],
  };

  test('are rounded as sentences are, shares moved by points', () => {
    const zh = keyFiguresOf(getTemplate('kpi')!, rows, 'zh', 'CNY');
    expect(zh.map(({ value, before, change, direction }) => [value, before, change, direction])).toEqual([
      ['¥1,890 万', '¥1,580 万', '19.8%', 1],
      ['3,960', '3,706', '6.9%', 1],
      ['79.9%', '78.7%', '1.2 个百分点', 1],
      ['36.3', null, '', 0],
    ]);
  });

  test('a cell that draws anything else has none', () => {
    expect(keyFiguresOf(getTemplate('pareto')!, rows, 'en', 'CNY')).toEqual([]);
  });
});
