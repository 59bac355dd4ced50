import type { Disclosure } from '../disclosure/disclose.ts';
import { anyHeld, HELD_REASONS, type Held, type HeldReason } from '../disclosure/held.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang, Text } from '../i18n/text.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';

const TEXTS = {
  rule: {
    zh: '每个数字背后至少 {customers} 位客户，单个客户最多占 {share}',
    en: 'at least {customers} customers behind a figure, at most {share} of it from one',
  },
  open: {
    zh: '按制作者的选择，涉及单个客户的数字没有隐去。',
    en: 'By choice of whoever made this, figures of single customers are not held back.',
  },
  refused: {
    zh: '范围内的客户少于 {customers} 位，不给出任何数字。',
    en: 'There are fewer than {customers} customers in scope: no figure is given.',
  },
  held: {
    zh: '为保护个人，隐去了 {list}（{reasons}）。规则：{rule}。',
    en: 'Held back to protect single customers: {list} ({reasons}). The rule: {rule}.',
  },
  findings: { zh: '{count} 条发现', en: '{count} {count|finding|findings}' },
  charts: { zh: '{count} 张图', en: '{count} {count|chart|charts}' },
  rows: { zh: '图中 {count} 个标记', en: '{count} {count|mark|marks} of charts' },
  compared: {
    zh: '{count} 项与上次的对比',
    en: '{count} {count|comparison|comparisons} with the run before',
  },
} as const satisfies Record<string, Text>;

const REASONS: Record<HeldReason, Text> = {
  small: { zh: '{count} 项客户太少', en: '{count} for too few customers' },
  part: {
    zh: '{count} 项会让被隐去的数字被减出来',
    en: '{count} from which others could be worked out by subtraction',
  },
  dominant: { zh: '{count} 项由一位客户主导', en: '{count} dominated by one customer' },
  single: { zh: '{count} 项逐个显示客户', en: '{count} with a mark for each customer' },
  unknown: {
    zh: '{count} 项没有说明背后有多少客户',
    en: '{count} that do not say how many customers stand behind',
  },
};

/** The rule in words, without an end: ‘at least 5 customers behind a figure, …’. */
export const ruleText = ({ customers, share }: DisclosureRules, lang: Lang): string =>
  customers <= 1
    ? TEXTS.open[lang]
    : fill(TEXTS.rule, lang, {
        customers,
        share: formatValue(share, 'percent', { lang, currency: '', digits: 'sentence' }),
      });

/** What the report says above all else of what was held back: at most one line. */
export function disclosureNotice(disclosure: Disclosure | null, lang: Lang): string[] {
  if (!disclosure) return [];
  const { rules, refused, held } = disclosure;
  if (rules.customers <= 1) return [TEXTS.open[lang]];
  if (refused) return [fill(TEXTS.refused, lang, { customers: rules.customers })];
  if (!anyHeld(held)) return [];
  return [
    closed(
      fill(TEXTS.held, lang, {
        list: list(heldWords(held, lang), lang),
        reasons: list(
          HELD_REASONS.filter((why) => held.reasons[why]).map((why) =>
            fill(REASONS[why], lang, { count: held.reasons[why]! }),
          ),
          lang,
        ),
        rule: ruleText(rules, lang),
      }),
    ),
  ];
}

const heldWords = (held: Held, lang: Lang): string[] =>
  (['findings', 'charts', 'rows', 'compared'] as const)
    .filter((what) => held[what] > 0)
    .map((what) => fill(TEXTS[what], lang, { count: held[what] }));

/** What was held back, set as Chinese is: no blank before a Chinese sign. */
const closed = (text: string): string => text.replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, '');

const list = (words: readonly string[], lang: Lang): string => words.join(lang === 'zh' ? '、' : ', ');
