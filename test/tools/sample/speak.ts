import { field } from './csv.ts';
import { PRODUCTS, REGIONS } from './company.ts';
import { eachPerson } from './people.ts';
import { CLOSES, OPENINGS, TOPICS } from './phrases.ts';

export type SampleLang = 'zh' | 'en';

/**
 * A file of the sample in one language: labels in both become those of one, and what people are called and write is
 * put into it. Different values stay different and everything else stays as it is, so every figure is the same.
 * Headers stay too: they are as various as those of real exports.
 */
export function speak(text: string, lang: SampleLang): string {
  const [header = '', ...lines] = text.split('\n');
  const say = sayer(lang);
  const said = header
    .split(',')
    .flatMap((name, at) => (KEPT.has(name) ? [] : [{ at, known: new Map<string, string>() }]));
  const put = (line: string): string => {
    const cells = cellsOf(line);
    for (const { at, known } of said) {
      const cell = cells[at];
      if (!cell) continue;
      let words = known.get(cell);
      if (words === undefined) known.set(cell, (words = field(say(bare(cell)))));
      cells[at] = words;
    }
    return cells.join(',');
  };
  return [header, ...lines.map((line) => (line === '' ? '' : put(line)))].join('\n');
}

/** Cells of a record as they stand in the file, quoted or not. */
const cellsOf = (line: string): string[] =>
  line.includes('"')
    ? [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell]) => cell!)
    : line.split(',');

const bare = (cell: string): string =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** Columns of ids, days and numbers, and addresses, which no analysis reads. */
const KEPT = new Set([
  ...['customer_id', 'order_id', 'order_date', 'unit_price', 'quantity', 'amount', 'cost'],
  ...['session_id', 'user_id', 'event_time', 'duration_seconds', 'device'],
  ...['客户编号', '手机号', '邮箱', '收货地址', '注册日期', '更新时间', '推荐人', '反馈时间'],
]);

/** Labels that the files have in one language only. */
const ONE: [zh: string, en: string][] = [
  ...REGIONS.map(({ zh, en }): [string, string] => [zh, en]),
  ...[
    '小程序 Mini program|官方商城 Official mall|电商平台 Marketplace|直播 Live stream|门店 Store|销售代表 Sales rep',
    '已完成 Completed|已取消 Cancelled|已退款 Refunded|女 Female|男 Male|是 Yes|否 No',
    '上海 Shanghai|杭州 Hangzhou|南京 Nanjing|苏州 Suzhou|宁波 Ningbo|广州 Guangzhou|深圳 Shenzhen|厦门 Xiamen|佛山 Foshan',
    '北京 Beijing|天津 Tianjin|青岛 Qingdao|济南 Jinan|成都 Chengdu|重庆 Chongqing|昆明 Kunming|贵阳 Guiyang|武汉 Wuhan',
    '长沙 Changsha|郑州 Zhengzhou|沈阳 Shenyang|大连 Dalian|哈尔滨 Harbin',
    '新加坡 Singapore|伦敦 London|墨尔本 Melbourne|温哥华 Vancouver',
  ].flatMap((line) =>
    line
      .split('|')
      .map((pair): [string, string] => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]),
  ),
  ['618 年中大促', 'June sale'],
  ['双11 囤豆节', 'Double 11 sale'],
  ...['1-9', '10-49', '50-199', '200-999'].map((size): [string, string] => [`${size} 人`, `${size} people`]),
  ['1000 人以上', '1000 people or more'],
];

/** Codes that the shop's log has for what is done there: real logs have such, people read labels. */
const CODES: Record<SampleLang, [code: string, label: string][]> = {
  zh: [
    ['home', '首页'],
    ['search', '搜索'],
    ['product', '商品页'],
    ['cart', '购物车'],
    ['pay', '支付'],
  ],
  en: [
    ['home', 'Home page'],
    ['search', 'Search'],
    ['product', 'Product page'],
    ['cart', 'Cart'],
    ['pay', 'Payment'],
  ],
};

/** `咖啡馆 Café`: a label in both languages. */
const BOTH = /^(?=\S*\p{sc=Han})(\S+) ((?!\p{sc=Han})\S.*)$/u;

function sayer(lang: SampleLang): (value: string) => string {
  const map = MAPS[lang];
  return (value) => {
    const both = BOTH.exec(value);
    if (both && !TEXTS[lang].has(value)) return both[lang === 'zh' ? 1 : 2]!;
    return map.get(value) ?? TEXTS[lang].get(value) ?? value;
  };
}

const MAPS: Record<SampleLang, Map<string, string>> = {
  zh: new Map([...ONE.map(([zh, en]): [string, string] => [en, zh]), ...CODES.zh]),
  en: new Map([
    ...ONE,
    ...CODES.en,
    ...eachPerson().map(({ name, roman }): [string, string] => [name, roman]),
  ]),
};

/** Everything that customers write, by how it is said in the other language. */
const TEXTS: Record<SampleLang, Map<string, string>> = { zh: texts('en', 'zh'), en: texts('zh', 'en') };

function texts(from: SampleLang, to: SampleLang): Map<string, string> {
  const said = new Map<string, string>();
  const names = PRODUCTS.map(({ name }) => BOTH.exec(name)!).map(([, zh, en]) => ({ zh: zh!, en: en! }));
  // Lists of one language are longer than those of the other: what has no counterpart takes the last.
  const at = <T>(list: readonly T[], i: number): T => list[Math.min(i, list.length - 1)]!;
  for (const topic of TOPICS)
    for (const mood of ['bad', 'good', 'ask'] as const)
      topic[mood][from].forEach((body, b) => {
        for (const name of body.includes('{p}') ? names : names.slice(0, 1))
          OPENINGS[mood][from].forEach((opening, o) => {
            CLOSES[mood][from].forEach((close, c) => {
              const whole = (lang: SampleLang, words: [string, string, string]) => {
                const text = words[0] + words[1].replace('{p}', name[lang]) + words[2];
                return text.charAt(0).toUpperCase() + text.slice(1);
              };
              said.set(
                whole(from, [opening, body, close]),
                whole(to, [at(OPENINGS[mood][to], o), at(topic[mood][to], b), at(CLOSES[mood][to], c)]),
              );
            });
          });
      });
  return said;
}
