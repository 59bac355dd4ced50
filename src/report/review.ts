import { fill } from '../i18n/fill.ts';
import type { Lang, Text } from '../i18n/text.ts';
import type { Block, ReportItem } from './document.ts';

/** What a run shows of how the notebook itself served. */
export interface ReviewFacts {
  /** Titles of cells with SQL of their own. */
  forked: string[];
  /** Titles of cells with parameters moved from their template's defaults, and which. */
  tuned: { cell: string; params: string[] }[];
  /** Titles of cells that lack columns, and what they lack. */
  lacking: { cell: string; roles: string[] }[];
  /** Titles of cells that failed. */
  failed: string[];
  /** Titles of cells that ran and found nothing to say. */
  silent: string[];
  /** Columns of the sources that no analysis uses. */
  unused: { source: string; columns: string[] }[];
  /** Cleaning rules that set much aside, and what share of all rows of which entity, in words. */
  harsh: { rule: string; entity: string; share: string }[];
  /** Sections of the report written by hand. */
  written: string[];
}

/** A rule that sets aside more than this share of an entity's rows deserves a second look. */
export const HARSH_SHARE = 0.02;

const TEXTS = {
  facts: { zh: '本次运行的情况', en: 'What this run shows' },
  forked: {
    zh: '改写了 SQL 的单元格：{list}。要不要收进自己的模板？',
    en: 'Cells whose SQL was rewritten: {list}. Should they become templates of your own?',
  },
  tuned: {
    zh: '改过默认值的参数：{list}。下次是否仍用这些值，要不要设为模板的默认值？',
    en: 'Parameters moved from their defaults: {list}. Keep them, and make them the template’s defaults?',
  },
  lacking: {
    zh: '缺少数据而没有运行：{list}。下次能拿到这些列吗？若不能，从模板里去掉。',
    en: 'Not run for lack of data: {list}. Can these columns be had next time? If not, take the cells out.',
  },
  failed: { zh: '运行出错：{list}。', en: 'Failed: {list}.' },
  silent: {
    zh: '运行了但没有得出任何发现：{list}。还值得留着吗？',
    en: 'Ran and found nothing to say: {list}. Are they worth keeping?',
  },
  unused: {
    zh: '没有任何分析用到的列：{list}。下次导出时可以不要（不收集无关信息）。',
    en: 'Columns no analysis uses: {list}. Leave them out of the next export (collect nothing irrelevant).',
  },
  harsh: {
    zh: '隔离较多的清洗规则：{list}。抽查几行，确认没有误伤。',
    en: 'Cleaning rules that set much aside: {list}. Look at some rows to be sure they hit what they should.',
  },
  written: {
    zh: '报告里手写的部分：{list}。是否每次都要重写？',
    en: 'Parts of the report written by hand: {list}. Must they be written anew each time?',
  },
  smooth: {
    zh: '没有改动、缺列或出错，模板按原样跑通。',
    en: 'Nothing was changed, lacking or failing: the template ran as it is.',
  },
  worked: { zh: '哪些分析帮上了忙？', en: 'Which analyses helped?' },
  change: {
    zh: '下次模板要改什么（加、删、调参数、换口径）？',
    en: 'What should change in the template next time (add, remove, tune, redefine)?',
  },
  doubt: { zh: '哪些结论还需要核实，怎样核实？', en: 'Which conclusions are still to be checked, and how?' },
  who: { zh: '由谁改，何时改完？', en: 'Who changes it, and by when?' },
  answer: { zh: '（待填写）', en: '(to be filled in)' },
} as const satisfies Record<string, Text>;

/** The review sheet to start from: prompts to answer by hand, and the facts that help to answer them. */
export function reviewBlocks(facts: ReviewFacts, lang: Lang): Block[] {
  const between = lang === 'zh' ? '、' : ', ';
  const named = (cell: string, list: string[]) =>
    lang === 'zh' ? `${cell}（${list.join('、')}）` : `${cell} (${list.join(', ')})`;
  const lists: [keyof typeof TEXTS, string[]][] = [
    ['failed', facts.failed],
    ['lacking', facts.lacking.map(({ cell, roles }) => named(cell, roles))],
    ['harsh', facts.harsh.map(({ rule, entity, share }) => named(rule, [`${entity} ${share}`]))],
    ['forked', facts.forked],
    ['tuned', facts.tuned.map(({ cell, params }) => named(cell, params))],
    ['unused', facts.unused.map(({ source, columns }) => named(source, columns))],
    ['silent', facts.silent],
    ['written', facts.written],
  ];
  const told = lists
    .filter(([, list]) => list.length > 0)
    .map(([text, list]) => item(fill(TEXTS[text], lang, { list: list.join(between) })));
  const prompts = (['worked', 'change', 'doubt', 'who'] as const).map((text): ReportItem => ({
    ...item(''),
    text: [
      { text: TEXTS[text][lang], bold: true },
      { text: ` ${TEXTS.answer[lang]}`, bold: false },
    ],
  }));
  return [
    { kind: 'list', items: prompts },
    { kind: 'paragraph', text: [{ text: TEXTS.facts[lang], bold: true }] },
    { kind: 'list', items: told.length > 0 ? told : [item(TEXTS.smooth[lang])] },
  ];
}

const item = (text: string): ReportItem => ({
  text: [{ text, bold: false }],
  severity: null,
  cell: '',
  cellTitle: '',
});
