import type { FindingRule, Measure } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

const contactHighRisk: Measure = {
  action: {
    zh: '两周内联系判为高风险的 {n:integer} 位客户，问清原因并记录',
    en: 'Contact the {n:integer} customers at high risk within two weeks and record the reason',
  },
  department: 'sales',
  kpi: {
    zh: '高风险客户的联系率与 30 天回购率',
    en: 'Share of them reached; share who order within 30 days',
  },
  now: words.notBegun,
  target: { zh: '全部联系到，至少两成再次下单', en: 'all reached, one in five orders again' },
  days: 14,
};

const high = {
  claim: { kind: 'level' },
  sentence: {
    zh: '按人定的权重，{n:integer} 位客户（{share:percent}）达到预警信号的高风险线，他们在分析时段里消费 {amount:money}，可逐一联系。权重没有用后来的结果检验过。',
    en: 'By weights set by hand {n:integer} customers ({share:percent}) reach the line of high risk of the warning signs; they spent {amount:money} in the period. Contact each of them. The weights were not checked by what came.',
  },
  customers: 'n',
  rows: "risk_level = 'high'",
  measure: contactHighRisk,
} satisfies FindingRule;

const highLearnt = {
  claim: { kind: 'prediction', test: 'back-test' },
  sentence: {
    zh: '{n:integer} 位客户（{share:percent}）的预警信号为高风险：{months:integer} 个月前有同样信号的客户，后来 {rate:percent} 离开了（{months:integer} 个月里没有再来），没有信号的只有 {other:percent}。他们在分析时段里消费 {amount:money}，可逐一联系。',
    en: '{n:integer} customers ({share:percent}) show signs of high risk: of those with the same signs {months:integer} months ago {rate:percent} then left (did not come in {months:integer} months), of those without a sign {other:percent}. They spent {amount:money} in the period. Contact each of them.',
  },
  leaving: {
    zh: '近 {months:integer} 个月出现预警信号（行为、订单减少，购物车、投诉增加，沉默），而以前有同样信号的人后来离开得最多；沉默超过 {lost_days:days}的不算在内',
    en: 'who in the last {months:integer} months showed the warning signs (less done or ordered, more carts or complaints, silence) with which most left before; not those silent for over {lost_days:days}',
  },
  customers: 'n',
  rows: "risk_level = 'high'",
  measure: contactHighRisk,
} satisfies FindingRule;

/** Who shows signs of high risk, by hand or as learnt, with and without orders to say what they spent. */
export const highRisk = {
  high,
  high_learnt: { ...highLearnt, insight: { money: { column: 'amount' } } },
  // Without orders nothing is said of spending.
  high_unbought: {
    ...high,
    sentence: {
      zh: '按人定的权重，{n:integer} 位客户（{share:percent}）达到预警信号的高风险线，可逐一联系。权重没有用后来的结果检验过。',
      en: 'By weights set by hand {n:integer} customers ({share:percent}) reach the line of high risk of the warning signs. Contact each of them. The weights were not checked by what came.',
    },
  },
  high_learnt_unbought: {
    ...highLearnt,
    sentence: {
      zh: '{n:integer} 位客户（{share:percent}）的预警信号为高风险：{months:integer} 个月前有同样信号的客户，后来 {rate:percent} 离开了（{months:integer} 个月里没有再来），没有信号的只有 {other:percent}。可逐一联系。',
      en: '{n:integer} customers ({share:percent}) show signs of high risk: of those with the same signs {months:integer} months ago {rate:percent} then left (did not come in {months:integer} months), of those without a sign {other:percent}. Contact each of them.',
    },
  },
} satisfies Record<string, FindingRule>;
