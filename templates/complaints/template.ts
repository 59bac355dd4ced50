import type { TemplateMeta } from '../../src/template/schema.ts';
import type { ChartSpec } from '../../src/chart/spec.ts';
import type { Text } from '../../src/i18n/text.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

/** Rates against orders where there are some, else against customers. */
const rateOf = (orders: boolean): Text =>
  orders
    ? { zh: '每百单投诉数', en: 'Complaints per 100 orders' }
    : { zh: '每百位客户投诉数', en: 'Complaints per 100 customers' };

const types = (orders: boolean): ChartSpec => ({
  kind: 'heatmap',
  title: {
    zh: `各类客户在各主题上的${rateOf(orders).zh}`,
    en: `${rateOf(orders).en}, by customer type and topic`,
  },
  x: { column: 'topic', label: words.topic, format: 'text' },
  y: { column: 'segment', label: { zh: '客户类型', en: 'Customer type' }, format: 'text' },
  value: { column: 'per_100', label: rateOf(orders), format: 'number' },
  low: { column: 'low', format: 'number' },
  high: { column: 'high', format: 'number' },
});

const months = (orders: boolean): ChartSpec => ({
  kind: 'line',
  title: {
    zh: `各月${rateOf(orders).zh}（带为 95% 区间）`,
    en: `${rateOf(orders).en}, by month (band: 95% interval)`,
  },
  x: { column: 'month', label: words.month, format: 'month', scale: 'time' },
  y: { column: 'per_100', label: rateOf(orders), format: 'number' },
  low: { column: 'low', format: 'number' },
  high: { column: 'high', format: 'number' },
});

export default {
  id: 'complaints',
  version: 3,
  group: 'satisfaction',
  title: { zh: '投诉分析', en: 'Complaints' },
  question: { zh: '哪类客户投诉最多，为了什么？', en: 'Which customers complain most, and about what?' },
  tags: ['投诉', '主题', '客诉', 'complaints', 'topics'],
  needs: {
    required: ['feedback.occurred_at', 'feedback.customer', 'feedback.kind'],
    optional: [
      'feedback.topic',
      'orders.customer',
      'orders.ordered_at',
      'orders.order_id',
      'customers.level',
      'customers.industry',
      'customers.region',
    ],
  },
  params: [
    {
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'types',
      options: [
        { value: 'types', label: { zh: '客户类型 × 主题', en: 'Types by topic' } },
        { value: 'months', label: { zh: '按月', en: 'By month' } },
      ],
    },
    {
      id: 'per',
      kind: 'choice',
      label: { zh: '投诉率按', en: 'Rate per' },
      help: {
        zh: '买得多的客户遇到问题的机会也多，所以除以订单数；没有订单数据时除以客户数。',
        en: 'Who orders more has more to complain of, so that complaints are set against orders; against customers where there are no orders.',
      },
      default: 'orders',
      options: [
        {
          value: 'orders',
          label: { zh: '每百单（没有订单则每百位客户）', en: '100 orders (customers where there are none)' },
        },
        { value: 'customers', label: { zh: '每百位客户', en: '100 customers' } },
      ],
    },
    {
      id: 'by',
      kind: 'choice',
      segments: true,
      label: { zh: '客户类型', en: 'Customer type' },
      default: 'industry',
      options: attributes(
        'industry',
        'level',
        'region',
        'company_size',
        'gender',
        'age',
        'team',
        'source_system',
      ),
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '类型至少多少客户', en: 'Customers of a type at least' },
      default: 30,
      min: 1,
      max: 100000,
    },
    {
      id: 'often',
      kind: 'integer',
      label: { zh: '几次算反复投诉', en: 'Repeated from' },
      default: 3,
      min: 2,
      max: 100,
    },
  ],
  columns: [
    { name: 'segment', label: { zh: '客户类型', en: 'Customer type' }, format: 'text' },
    { name: 'topic', label: words.topic, format: 'text' },
    { name: 'complaints', label: words.complaints, format: 'integer' },
    { name: 'per_100', label: { zh: '每百单或百客投诉数', en: 'Complaints per 100' }, format: 'number' },
    {
      name: 'base',
      label: { zh: '投诉率的分母', en: 'Per 100 of' },
      format: 'text',
      help: {
        zh: '时段内的订单；没有订单时为客户',
        en: 'Orders of the period; customers where there are none',
      },
    },
    { name: 'low', label: words.low95, format: 'number' },
    { name: 'high', label: words.high95, format: 'number' },
    { name: 'complainers', label: { zh: '投诉客户', en: 'Customers complaining' }, format: 'integer' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'orders', label: words.orderCount, format: 'integer' },
    {
      name: 'rate',
      label: { zh: '投诉客户占比', en: 'Share complaining' },
      format: 'percent',
      help: { zh: '投诉客户 ÷ 该类型全部客户', en: 'Customers complaining ÷ all of the type' },
    },
  ],
  codes: {
    base: { orders: { zh: '单', en: 'orders' }, customers: words.customersCounted },
    segment: { '(none)': words.notFilled },
    topic: { '(none)': words.notFilled, '(all)': { zh: '全部主题', en: 'All topics' } },
  },
  chart: types(false),
  chartWhen: [
    { param: 'view', is: ['months'], holds: 'by_orders', chart: months(true) },
    { param: 'view', is: ['months'], chart: months(false) },
    { holds: 'by_orders', chart: types(true) },
  ],
  people: ['segment', 'topic', 'month'],
  findings: {
    overall: {
      claim: { kind: 'level' },
      sentence: {
        zh: '共 {n:integer} 次投诉，每 100 {base}{per_100:number} 次；{customers:integer} 位客户中有 {share:percent} 投诉过。',
        en: '{n:integer} complaints, {per_100:number} per 100 {base}; of {customers:integer} customers {share:percent} complained.',
      },
    },
    worst: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'value', low: 'low', high: 'high' } },
      sentence: {
        zh: '“{segment}”客户的投诉明显偏多：每 100 {base}{per_100:number} 次（{customers:integer} 人，95% 区间 {low_100:number} 到 {high_100:number}），全体为 {whole_100:number} 次。',
        en: 'Customers under “{segment}” complain clearly more: {per_100:number} times per 100 {base} ({customers:integer} customers, 95% interval {low_100:number} to {high_100:number}), against {whole_100:number} of all.',
      },
      rows: "segment = {segment} AND topic = '(all)'",
      measure: {
        action: {
          zh: '为“{segment}”的客户设专线，逐条查明投诉原因',
          en: 'Give customers under “{segment}” a line of their own and trace each complaint',
        },
        department: 'service',
        kpi: {
          zh: '“{segment}”客户每 100 {base}的投诉数',
          en: 'Complaints per 100 {base} under “{segment}”',
        },
        now: { zh: '{per_100:number}', en: '{per_100:number}' },
        target: {
          zh: '从 {per_100:number} 降到全体的 {whole_100:number}',
          en: 'from {per_100:number} to the overall {whole_100:number}',
        },
        days: 30,
      },
    },
    topic: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '投诉最多的主题是 {topic}：{n:integer} 次，占 {share:percent}，每 100 {base}{per_100:number} 次。',
        en: 'The commonest topic is {topic}: {n:integer} complaints, {share:percent} of all, {per_100:number} per 100 {base}.',
      },
      rows: 'topic = {topic}',
      measure: {
        action: {
          zh: '成立小组专治“{topic}”投诉，每周通报',
          en: 'Set up a group on complaints about “{topic}”, reporting weekly',
        },
        department: 'operations',
        kpi: { zh: '“{topic}”的投诉数', en: 'Complaints about “{topic}”' },
        target: { zh: '从 {n:integer} 件减少三分之一', en: 'a third below {n:integer}' },
        days: 30,
      },
    },
    hot_spot: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'value', low: 'low', high: 'high' } },
      sentence: {
        zh: '{segment} 每 100 {base}有 {per_100:number} 次关于 {topic} 的投诉，全体为 {whole_100:number} 次，先查这一格。',
        en: '{segment} complain about {topic} {per_100:number} times per 100 {base} against {whole_100:number} of all: look into this cell first.',
      },
      rows: 'segment = {segment} AND topic = {topic}',
      measure: {
        action: {
          zh: '先查 {segment} 客户的“{topic}”投诉',
          en: 'Look first into complaints of {segment} about “{topic}”',
        },
        department: 'service',
        kpi: { zh: '这一格每 100 {base}的投诉数', en: 'Complaints per 100 {base} in this cell' },
        now: { zh: '{per_100:number}', en: '{per_100:number}' },
        looks: true,
        target: {
          zh: '从 {per_100:number} 降到全体的 {whole_100:number}',
          en: 'from {per_100:number} to the overall {whole_100:number}',
        },
        days: 21,
      },
    },
    often: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户反复投诉，占投诉客户的 {share:percent}，他们的投诉占全部的 {whole:percent}（{n:integer} 次）：应指定专人。',
        en: '{customers:integer} customers complain again and again: {share:percent} of those who complain, {whole:percent} of the complaints ({n:integer}). A contact person of their own should help.',
      },
      measure: {
        action: {
          zh: '为反复投诉的 {customers:integer} 位客户各指定一位专人',
          en: 'Give each of the {customers:integer} who keep complaining a contact person',
        },
        department: 'service',
        kpi: { zh: '再次投诉的人数', en: 'How many of them complain again' },
        target: words.halved,
        days: 14,
      },
    },
    rising: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'share', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '后半期每 100 {base}的投诉比前半期多 {share:percent}：从 {whole_100:number} 次到 {per_100:number} 次（后半期共 {n:integer} 次）。',
        en: 'Complaints per 100 {base} are {share:percent} more in the second half of the period than in the first: {whole_100:number} then, {per_100:number} now ({n:integer} in the second half).',
      },
      measure: {
        action: {
          zh: '对比前后半期的投诉主题，找出增量来自哪里',
          en: 'Compare the topics of the two halves and find where the rise comes from',
        },
        department: 'service',
        kpi: { zh: '每 100 {base}的投诉数', en: 'Complaints per 100 {base}' },
        now: { zh: '{per_100:number}', en: '{per_100:number}' },
        looks: true,
        target: {
          zh: '回到前半期的 {whole_100:number}',
          en: 'back to {whole_100:number} as in the first half',
        },
        days: 30,
      },
    },
    falling: {
      claim: { kind: 'change', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'share', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '后半期每 100 {base}的投诉比前半期少 {share:percent}：从 {whole_100:number} 次到 {per_100:number} 次（后半期共 {n:integer} 次）。',
        en: 'Complaints per 100 {base} are {share:percent} fewer in the second half of the period than in the first: {whole_100:number} then, {per_100:number} now ({n:integer} in the second half).',
      },
    },
    moved_season: {
      claim: { kind: 'note' },
      sentence: {
        zh: '每 100 {base}的投诉，前半期 {whole_100:number} 次，后半期 {per_100:number} 次；一年前的同样两个半期为 {low_100:number} 次与 {high_100:number} 次，扣除这样的季节起伏后差异不显著（后半期共 {n:integer} 次）。',
        en: 'Complaints per 100 {base}: {whole_100:number} in the first half of the period, {per_100:number} in the second ({n:integer} in all); in the same halves a year before {low_100:number} and {high_100:number}. Beyond such a season the change is not told from chance.',
      },
    },
    moved_no_year: {
      claim: { kind: 'note' },
      sentence: {
        zh: '每 100 {base}的投诉，前半期 {whole_100:number} 次，后半期 {per_100:number} 次（共 {n:integer} 次）；数据没有完整覆盖一年前的同样两个半期，分不清这是季节还是变化。',
        en: 'Complaints per 100 {base}: {whole_100:number} in the first half of the period, {per_100:number} in the second ({n:integer} in all); the data do not cover the same halves a year before, so that a season is not told from a change.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '按客户类型、主题和月份看每百单有多少投诉，找出该先解决的一格，以及反复投诉的客户。',
      en: 'Complaints per 100 orders by customer type, topic and month: which cell to fix first, and who complains again and again.',
    },
    definition: {
      zh: '投诉 = 类型为投诉的反馈。投诉率 = 时段内的投诉次数 ÷ 同一批客户时段内的订单数 × 100（同一订单号的多行是一单）；没有订单数据时除以客户数，并写明是哪一种。区间为 95%，按客户计算：一位客户反复投诉不会让数字显得更确定。显著与否也按客户检验，与其余各类比较，并按看过的个数校正。投诉客户占比 = 投诉过的客户 ÷ 该类型的全部客户。前后半期是时段已过去部分的两半；数据没有覆盖前半期时不比较。',
      en: 'A complaint is feedback of that kind. The rate is complaints in the period ÷ orders of the same customers in the period × 100 (several lines of one order are one); where there are no orders they are divided by customers, and it is said which. Intervals are 95%, by customer: what one complains of again and again makes no figure surer. Differences are judged by customer too, against all other types, corrected for how many were looked at. The share complaining is of all customers of the type. The halves are those of the part of the period that has gone by, and are compared only if the data cover the first.',
    },
    formula:
      'rate = 100 · Σ complaints ÷ Σ orders; interval ± 1.96 · √(Σ (complaints_c − rate_c · orders_c)²) ÷ Σ orders',
    howToRead: {
      zh: '热力图里横看一类客户最不满什么，竖看一个主题伤害了谁；最深且区间下限高于全体的一格先处理。“按月”看投诉是不是跟着订单走。',
      en: 'Along a row: what a type is unhappy with; down a column: whom a topic hurts. Take the darkest cell whose interval lies above the whole first. By month it shows whether complaints only follow orders.',
    },
    pitfalls: {
      zh: '投诉多的客户不一定最不满，也可能最投入；不投诉而直接离开的人不在这里。没有客户编号的投诉和订单不计入投诉率。',
      en: 'Who complains is not always least satisfied but sometimes most involved; those who leave in silence are not here. Complaints and orders without a customer id do not enter the rate.',
    },
    sources: [
      { label: 'Hirschman, A. O. (1970). Exit, Voice, and Loyalty. Harvard University Press.' },
      {
        label:
          'Fornell, C. & Wernerfelt, B. (1987). Defensive marketing strategy by customer complaint management. Journal of Marketing Research 24(4).',
      },
    ],
  },
} satisfies TemplateMeta;
