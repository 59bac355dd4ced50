import type { Text } from '../../src/i18n/text.ts';
import type { FindingRule, TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

const stages = {
  acquire: { zh: '获取期', en: 'Acquisition' },
  growth: { zh: '成长期', en: 'Growth' },
  mature: { zh: '成熟期', en: 'Maturity' },
  decline: { zh: '衰退期', en: 'Decline' },
  new: { zh: '新客', en: 'New' },
  active: words.active,
  lost: words.lost,
  '(loss)': { zh: '减少', en: 'loss' },
  '(gain)': { zh: '增加', en: 'gain' },
  '(not yet)': { zh: '（尚未购买）', en: '(not yet a customer)' },
};

const turnedLost: Text = {
  zh: '在最近一期里，距最后一单超过了 {lost_days:days}',
  en: 'whose last order came to lie more than {lost_days:days} back in the last period',
};

/** How many decline today; where the data cover it, beside how many did a year ago: a season has them decline every year. */
const declining: FindingRule = {
  claim: { kind: 'level' },
  insight: { money: { column: 'spend' } },
  sentence: {
    zh: '{n:integer} 位客户（{share:percent}）处在“{stage}”：最近 {window_days:days}的消费至多是再前 {window_days:days}的 {kept:percent}，那时他们消费 {spend:money}。现在就要联系，晚了就会流失。',
    en: '{n:integer} customers ({share:percent}) are at “{stage}”: their last {window_days:days} brought at most {kept:percent} of the {window_days:days} before, when they spent {spend:money}. Reach out now, before they are lost.',
  },
  leaving: {
    zh: '最近 {window_days:days}的消费至多是再前 {window_days:days}的 {kept:percent}，而最后一单还在 {lost_days:days}之内',
    en: 'who in the last {window_days:days} brought at most {kept:percent} of the {window_days:days} before, with an order within {lost_days:days}',
  },
  customers: 'n',
  rows: "stage = 'decline' AND as_at = (SELECT max(as_at) FROM $result)",
  measure: {
    action: {
      zh: '三周内联系“{stage}”的 {n:integer} 位客户，按此前消费从高到低',
      en: 'Contact the {n:integer} customers at “{stage}” within three weeks, the largest spenders first',
    },
    department: 'sales',
    kpi: { zh: '“{stage}”客户的回购率', en: 'Share of customers at “{stage}” who order again' },
    now: words.notBegun,
    target: words.atLeast15,
    days: 21,
  },
};

export default {
  id: 'lifecycle',
  version: 3,
  group: 'value',
  title: { zh: '客户生命周期', en: 'Customer lifecycle' },
  question: {
    zh: '客户处在哪个阶段，从哪个阶段流到哪个阶段？',
    en: 'At which stage are customers, and from which stage do they move to which?',
  },
  tags: ['生命周期', '阶段', '流转', 'lifecycle', 'stages'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.order_id', 'customers.contract_end', 'customers.churned'],
  },
  params: [
    {
      id: 'scheme',
      kind: 'choice',
      label: { zh: '阶段划分', en: 'Stages' },
      default: 'stages',
      options: [
        {
          value: 'stages',
          label: { zh: '获取、成长、成熟、衰退、流失', en: 'Acquisition to decline and lost' },
        },
        { value: 'status', label: { zh: '新客、活跃、流失', en: 'New, active, lost' } },
      ],
    },
    {
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'counts',
      options: [
        { value: 'counts', label: { zh: '各期人数', en: 'Customers over time' } },
        { value: 'flows', label: { zh: '最近一期的流转', en: 'Moves of the last period' } },
      ],
    },
    {
      id: 'step',
      kind: 'choice',
      label: { zh: '每隔', en: 'Every' },
      default: 'month',
      options: [
        { value: 'month', label: { zh: '一个月', en: 'One month' } },
        { value: 'quarter', label: { zh: '一个季度', en: 'One quarter' } },
      ],
    },
    { id: 'periods', kind: 'integer', label: { zh: '几期', en: 'Periods' }, default: 6, min: 2, max: 24 },
    {
      id: 'window_days',
      kind: 'integer',
      rare: true,
      label: { zh: '比较多长时间', en: 'Span compared' },
      help: {
        zh: '最近这么多天的消费，与再前同样长的一段比。',
        en: 'Spend of the last so many days against as many before.',
      },
      default: 90,
      min: 7,
      max: 730,
      format: 'days',
    },
    {
      id: 'new_days',
      kind: 'integer',
      label: { zh: '首单后多久内算新客', en: 'New for' },
      default: 90,
      min: 1,
      max: 730,
      format: 'days',
    },
    {
      id: 'lost_days',
      kind: 'integer',
      label: words.lostAfter,
      default: 180,
      min: 1,
      max: 3650,
      format: 'days',
    },
    {
      id: 'growth_from',
      kind: 'number',
      rare: true,
      label: { zh: '增长多少算成长', en: 'Growth from' },
      default: 0.2,
      min: 0,
      max: 10,
      step: 0.05,
      format: 'percent',
      when: { param: 'scheme', is: ['stages'] },
    },
    {
      id: 'decline_from',
      kind: 'number',
      rare: true,
      label: { zh: '下降多少算衰退', en: 'Decline from' },
      default: 0.5,
      min: 0.05,
      max: 1,
      step: 0.05,
      format: 'percent',
      when: { param: 'scheme', is: ['stages'] },
    },
  ],
  columns: [
    { name: 'as_at', label: { zh: '截至', en: 'As at' }, format: 'date' },
    { name: 'stage', label: { zh: '阶段', en: 'Stage' }, format: 'text' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'share', label: words.share, format: 'percent' },
    { name: 'entered', label: { zh: '流入', en: 'Moved in' }, format: 'integer' },
    { name: 'departed', label: { zh: '流出', en: 'Moved out' }, format: 'integer' },
    { name: 'spend', label: { zh: '近期消费', en: 'Spend in the span' }, format: 'money', adds: true },
  ],
  codes: { stage: stages, source: stages, target: stages },
  chart: {
    kind: 'bar',
    title: { zh: '各期末各阶段的客户数', en: 'Customers at each stage, at the end of each period' },
    orientation: 'vertical',
    layout: 'stacked',
    x: { column: 'as_at', label: { zh: '截至', en: 'As at' }, format: 'date', scale: 'band' },
    y: { column: 'customers', label: words.customers, format: 'integer' },
    series: { column: 'stage', label: { zh: '阶段', en: 'Stage' }, format: 'text' },
    order: ['acquire', 'new', 'growth', 'mature', 'active', 'decline', 'lost'],
  },
  chartWhen: [
    {
      param: 'view',
      is: ['flows'],
      chart: {
        kind: 'sankey',
        title: {
          zh: '最近一期，客户从哪个阶段到哪个阶段',
          en: 'From which stage to which customers moved in the last period',
        },
        source: { column: 'source', label: { zh: '上期末', en: 'A period ago' }, format: 'text' },
        target: { column: 'target', label: { zh: '本期末', en: 'Now' }, format: 'text' },
        value: { column: 'customers', label: words.customers, format: 'integer' },
      },
    },
  ],
  people: ['as_at', 'stage', 'source', 'target'],
  findings: {
    largest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '按这套阶段划分（流失 = 超过 {lost_days:days}没有购买），现在人数最多的是“{stage}”：{n:integer} 人，占 {share:percent}。',
        en: 'By this set of stages (lost: no purchase for over {lost_days:days}) the stage with the most customers is now “{stage}”: {n:integer}, {share:percent} of all.',
      },
      customers: 'n',
      rows: 'stage = {stage} AND as_at = (SELECT max(as_at) FROM $result)',
    },
    lost_now: {
      claim: { kind: 'level' },
      sentence: {
        zh: '最近一期有 {n:integer} 位客户转为流失（超过 {lost_days:days}没有购买），是上期末未流失客户的 {share:percent}；新增或流失后回来的客户 {other:integer} 位，净{stage} {gap:integer} 位。',
        en: 'In the last period {n:integer} customers turned lost (no purchase for over {lost_days:days}), {share:percent} of those not lost before; {other:integer} were won or came back, a net {stage} of {gap:integer}.',
      },
      customers: 'n',
      rows: "stage = 'lost' AND as_at = (SELECT max(as_at) FROM $result)",
      measure: {
        action: {
          zh: '每月初导出新流失名单，当月联系完毕',
          en: 'List the newly lost at the start of each month and contact them within it',
        },
        department: 'sales',
        kpi: {
          zh: '每期新流失人数减新增和回来的人数',
          en: 'Newly lost less newly won or returned in a period',
        },
        target: { zh: '不再净减少', en: 'no net loss' },
        days: 30,
      },
    },
    declining,
    declining_year: {
      ...declining,
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）处在“{stage}”：最近 {window_days:days}的消费至多是再前 {window_days:days}的 {kept:percent}，那时他们消费 {spend:money}。一年前的同一天，这样的客户有 {gap:integer} 位（{other:percent}）。现在就要联系，晚了就会流失。',
        en: '{n:integer} customers ({share:percent}) are at “{stage}”: their last {window_days:days} brought at most {kept:percent} of the {window_days:days} before, when they spent {spend:money}. On the same day a year ago {gap:integer} customers ({other:percent}) were at it. Reach out now, before they are lost.',
      },
    },
    losing_more: {
      claim: { kind: 'trend', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'share', of: 'n' }, reach: 'n' },
      sentence: {
        zh: '流失在加快：最近一期，上期末未流失的 {n:integer} 位客户中有 {share:percent} 转为流失（超过 {lost_days:days}没有购买），此前各期平均为 {other:percent}，差异显著。',
        en: 'Customers are lost faster: in the last period {share:percent} of the {n:integer} not lost before turned lost (no purchase for over {lost_days:days}), against {other:percent} in the periods before, more than chance.',
      },
      leaving: turnedLost,
    },
    losing_less: {
      claim: { kind: 'trend', test: 'judged', unit: 'customer' },
      insight: { rate: { share: 'share', of: 'n' }, reach: 'n' },
      sentence: {
        zh: '流失在放慢：最近一期，上期末未流失的 {n:integer} 位客户中有 {share:percent} 转为流失（超过 {lost_days:days}没有购买），此前各期平均为 {other:percent}，差异显著。',
        en: 'Customers are lost more slowly: in the last period {share:percent} of the {n:integer} not lost before turned lost (no purchase for over {lost_days:days}), against {other:percent} in the periods before, more than chance.',
      },
      leaving: turnedLost,
    },
    losing_season: {
      claim: { kind: 'note' },
      sentence: {
        zh: '最近一期，上期末未流失的 {n:integer} 位客户中有 {share:percent} 转为流失（超过 {lost_days:days}没有购买），此前各期平均为 {other:percent}，去年同一期为 {spend:percent}：扣除去年同样的起伏后差异不显著。',
        en: 'In the last period {share:percent} of the {n:integer} not lost before turned lost (no purchase for over {lost_days:days}), {other:percent} in the periods before; in the same period a year ago {spend:percent}. Beyond such a season the change is not told from chance.',
      },
    },
    losing_no_year: {
      claim: { kind: 'note' },
      sentence: {
        zh: '最近一期，上期末未流失的 {n:integer} 位客户中有 {share:percent} 转为流失（超过 {lost_days:days}没有购买），此前各期平均为 {other:percent}；数据没有完整覆盖去年的这几期，分不清这是季节还是变化。',
        en: 'In the last period {share:percent} of the {n:integer} not lost before turned lost (no purchase for over {lost_days:days}), {other:percent} in the periods before; the data do not cover the same periods a year ago, so that a season is not told from a change.',
      },
    },
    back: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位流失客户（曾超过 {lost_days:days}没有购买）在最近一期回来购买，占上期末流失客户的 {share:percent}。',
        en: '{n:integer} lost customers (no purchase for over {lost_days:days}) bought again in the last period, {share:percent} of those lost before.',
      },
    },
    short_history: {
      claim: { kind: 'note' },
      sentence: {
        zh: '数据从 {n:integer} 天前开始，短于判定所需的 {other:integer} 天，较早几期的阶段不可靠。',
        en: 'The data begins {n:integer} days back, short of the {other:integer} days that the earliest period needs: its stages are unreliable.',
      },
    },
    agreed: {
      claim: { kind: 'note' },
      sentence: words.heldByAgreement,
      customers: 'n',
    },
    chosen: {
      claim: { kind: 'note' },
      sentence: words.chosenBySpend,
    },
  },
  explanation: {
    summary: {
      zh: '在每个期末给每位客户判定一个阶段，看各阶段人数怎样变、客户在阶段之间怎样流动。',
      en: 'Gives each customer a stage at the end of each period and shows how many stand at each and how they move between them.',
    },
    definition: {
      zh: '期末点从截止日往回每隔一期取一个。流失：180 天没有购买；获取：首单在 90 天内；衰退：最近 90 天的消费比再前 90 天少 50% 以上（含没买）；成长：多 20% 以上，或此前 90 天没买而现在买了；其余为成熟；数据没有覆盖“再前 90 天”的期末点，不判断成长与衰退，记为成熟。按此顺序判定，第一条符合的为准。合同、订阅或会员没有到期的客户，以及客户表说没有流失的客户，若通常隔 180 天以上才再买（或只买过一次），不算流失，也不按消费判断成长与衰退；过去各点按最近一次购买之后还有多少天到期推算。客户表的说法，只在它把至少五分之一的沉默客户说成流失时才算数；只买过一次的，从购买到到期不超过 400 天才算。“新客、活跃、流失”只用前两条，其余为活跃。用目标客户范围的全部历史，每个门槛可调。',
      en: 'Points are set back from the as-of date, one a period. Lost: no purchase for 180 days; acquisition: first order within 90 days; decline: the last 90 days bring at least 50% less than the 90 before (nothing included); growth: 20% more, or something after nothing; else maturity, as it is where the data do not cover the 90 days before. The first that fits holds. Customers whose contract, subscription or membership has not ended, or whose profile says that they have not churned, are neither lost nor told to grow or decline where they usually buy less often than every 180 days, or have bought once; at earlier points it is taken to run on from the last purchase for as many days as it does from their latest. Profiles count only where they say of a fifth of the silent that they have churned, and of who bought once a term of at most 400 days from the purchase. “New, active, lost” uses the first two rules, the rest being active. All history of the goal’s customer group counts; every bar can be moved.',
    },
    howToRead: {
      zh: '看堆叠图里“流失”与“衰退”是否变厚，再切到流转图看它们从哪里来：从成熟直接流失，说明预警来得太晚。',
      en: 'See whether “lost” and “decline” thicken, then switch to the moves: straight from maturity to lost means that warnings come too late.',
    },
    pitfalls: {
      zh: '购买周期长的行业要放大天数，否则正常客户会被判为衰退。季节性会让所有人同时“成长”或“衰退”。数据起点之前的首单看不见，早期的“新客”偏多。',
      en: 'Where people buy rarely, widen the spans, or normal customers look declining. Seasons make everyone grow or decline at once. First orders before the data begins are unseen, so early periods show too many new ones.',
    },
    sources: [
      { label: 'Kotler, P. & Keller, K. (2016). Marketing Management, 15th ed. Pearson.' },
      {
        label:
          'Reinartz, W. & Kumar, V. (2003). The impact of customer relationship characteristics on profitable lifetime duration. Journal of Marketing 67(1).',
      },
    ],
  },
} satisfies TemplateMeta;
