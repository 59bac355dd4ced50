import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'pareto',
  version: 1,
  group: 'value',
  title: { zh: '帕累托分析（80/20）', en: 'Pareto (80/20)' },
  question: { zh: '多少客户撑起了大部分销售额？', en: 'How few customers carry most of the revenue?' },
  tags: ['80/20', 'ABC', '集中度', 'concentration'],
  needs: { required: ['orders.customer', 'orders.ordered_at', 'orders.amount'], optional: ['orders.cost'] },
  params: [
    {
      id: 'measure',
      kind: 'choice',
      label: { zh: '排序依据', en: 'Ranked by' },
      default: 'revenue',
      options: [
        { value: 'revenue', label: words.revenue },
        {
          value: 'profit',
          label: { zh: '毛利（金额 − 成本）', en: 'Gross profit (amount − cost)' },
          needs: 'orders.cost',
        },
      ],
    },
    {
      id: 'a_share',
      kind: 'number',
      label: { zh: 'A 类到', en: 'Class A up to' },
      default: 0.8,
      min: 0.05,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
    {
      id: 'b_share',
      kind: 'number',
      label: { zh: 'B 类到', en: 'Class B up to' },
      default: 0.95,
      min: 0.05,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
  ],
  columns: [
    { name: 'rank', label: words.rank, format: 'integer' },
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'amount', label: words.amount, format: 'money', adds: true },
    { name: 'share', label: words.share, format: 'percent' },
    { name: 'cumulative_share', label: { zh: '累计占比', en: 'Cumulative share' }, format: 'percent' },
    { name: 'class', label: { zh: '类别', en: 'Class' }, format: 'text' },
    { name: 'silent_days', label: words.silentFor, format: 'days' },
    { name: 'usual_gap', label: words.usualGap, format: 'days' },
  ],
  codes: {
    measure: { revenue: { zh: '销售额', en: 'revenue' }, profit: { zh: '毛利', en: 'gross profit' } },
  },
  chart: {
    kind: 'pareto',
    title: {
      zh: '金额集中度：按消费金额从高到低排列的客户（每根条是 1% 的客户）',
      en: 'Concentration: customers from largest to smallest (each bar is 1% of customers)',
    },
    x: {
      column: 'customer_share',
      label: { zh: '客户累计占比', en: 'Cumulative share of customers' },
      format: 'percent',
      scale: 'linear',
    },
    y: { column: 'amount', label: words.amount, format: 'money' },
    value: {
      column: 'cumulative_share',
      label: { zh: '金额累计占比', en: 'Cumulative share of revenue' },
      format: 'percent',
    },
    label: { column: 'needed', label: words.customersCounted, format: 'integer' },
    annotations: [{ axis: 'y', value: { column: 'mark' } }],
  },
  marks: 'ceil(rank * 100.0::DOUBLE / (SELECT count(*) FROM $result)) = {bar}',
  findings: {
    top_fifth: {
      claim: { kind: 'level' },
      sentence: {
        zh: '前 20% 的客户（{customers:integer} 人）贡献了 {share:percent} 的{measure}。',
        en: 'The top 20% of customers ({customers:integer}) bring {share:percent} of the {measure}.',
      },
      rows: 'rank <= ceil(round(0.2::DOUBLE * (SELECT count(*) FROM $result), 6))',
    },
    top_lasting: {
      claim: { kind: 'level' },
      insight: { rate: { value: 'later', low: 'low', high: 'high' } },
      sentence: {
        zh: '前 20% 的客户（{customers:integer} 人）贡献了 {share:percent} 的销售额，而且不是一时的：按前半期选出的前 20%，在后半期仍占 {later:percent}。',
        en: 'The top 20% of customers ({customers:integer}) bring {share:percent} of the revenue, and it lasts: those on top in the first half of the period brought {later:percent} of the second half.',
      },
      rows: 'rank <= ceil(round(0.2::DOUBLE * (SELECT count(*) FROM $result), 6))',
      measure: {
        action: {
          zh: '给前 20% 的 {customers:integer} 位客户指定负责人，每季度回访一次',
          en: 'Give each of the top {customers:integer} customers an owner and call on them every quarter',
        },
        department: 'sales',
        kpi: { zh: '前 20% 客户的回访率与留存率', en: 'Share of them called on, and share kept' },
        now: words.notBegun,
        target: { zh: '本季度全部回访到', en: 'all called on this quarter' },
        days: 90,
      },
    },
    top_silent: {
      claim: { kind: 'level' },
      insight: { money: { column: 'amount' } },
      sentence: {
        zh: '前 20% 的客户里有 {customers:integer} 位已沉默超过自己通常间隔的两倍（沉默时长的中位数为 {days:days}）；他们在时段内带来 {amount:money}（占 {share:percent}）。',
        en: '{customers:integer} of the top 20% of customers have not ordered for over twice as long as usual for them, a median of {days:days}; they brought {amount:money} in the period ({share:percent}).',
      },
      leaving: {
        zh: '时段内消费最高的 20%，至少在三天里买过，沉默超过自己平均购买间隔的两倍',
        en: 'of the top 20% by spend in the period, with purchases on three days or more, silent for over twice their own mean gap between them',
      },
      rows: 'rank <= ceil(round(0.2::DOUBLE * (SELECT count(*) FROM $result), 6)) AND silent_days > 2 * greatest(usual_gap, 1)',
      measure: {
        action: {
          zh: '两周内按金额从高到低回访这 {customers:integer} 位沉默的大客户',
          en: 'Call these {customers:integer} silent large customers within two weeks, the largest first',
        },
        department: 'sales',
        kpi: { zh: '回访后 30 天内再次下单的占比', en: 'Share of them ordering within 30 days' },
        now: words.noneYet,
        target: { zh: '至少 15% 再次下单', en: '15% order again' },
        days: 14,
      },
    },
    needed: {
      claim: { kind: 'level' },
      sentence: {
        zh: '要凑够 {mark:percent} 的{measure}，需要 {customers:integer} 位客户，占全部客户的 {share:percent}。',
        en: 'It takes {customers:integer} customers, {share:percent} of all, to reach {mark:percent} of the {measure}.',
      },
      rows: "class = 'A'",
    },
    concentrated: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '单个客户最多就占 {share:percent}（{amount:money}），一旦流失影响很大，应有专人维护和备选方案。',
        en: 'One customer alone is as much as {share:percent} ({amount:money}): losing it would hurt, so give it an owner and a fallback plan.',
      },
      measure: {
        action: {
          zh: '给销售额占比最高的客户指定专人，按月检查他们的下单情况',
          en: 'Give each of the largest customers an owner and check their orders monthly',
        },
        department: 'sales',
        kpi: {
          zh: '最大客户的销售额占比与流失数',
          en: 'Share of revenue of, and losses among, the largest customers',
        },
        target: { zh: '本季度不流失一位', en: 'none lost this quarter' },
        days: 30,
      },
    },
    gini: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户的基尼系数为 {share:decimal}（0 表示人人相同，1 表示全在一人手里）。',
        en: 'The Gini coefficient over {customers:integer} customers is {share:decimal} (0: all alike; 1: one holds everything).',
      },
    },
    negative: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）的合计为负，累计占比会先超过 100% 再回落。',
        en: '{customers:integer} customers ({share:percent}) add up to less than zero, so the cumulative share rises above 100% and falls back.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '把客户按消费金额从高到低排好，看多少人撑起了多少销售额，决定重点维护谁、长尾怎么低成本服务。',
      en: 'Lines customers up from largest to smallest and shows how few carry how much: whom to guard, and how cheaply to serve the tail.',
    },
    definition: {
      zh: '每位客户的销售额（或毛利 = 金额 − 成本，成本缺失按 0）除以总额得到占比，从高到低累加得到累计占比。累计到 80% 为止需要的客户为 A 类（跨过 80% 的那位算在内），到 95% 为 B 类，其余为 C 类。前 20% 的人数向上取整。',
      en: 'Each customer’s amount (or gross profit = amount − cost, a missing cost counting 0) over the total is its share; shares added from the largest give the cumulative share. Customers needed to reach 80% are class A (the one who crosses it included), up to 95% class B, the rest C. The top 20% is rounded up to whole customers.',
    },
    formula:
      'cumulative_share(k) = Σ_{i ≤ k} amount_i / Σ amount;  Gini = (n + 1 − 2 Σ rank_i · amount_i / Σ amount) / n',
    howToRead: {
      zh: '线升得越陡，销售额越集中。看线在哪里穿过 80%：穿得越靠左，越依赖少数客户。表里的 A 类就是需要专人维护的名单。',
      en: 'The steeper the line, the more concentrated the revenue. See where it crosses 80%: the further left, the more you depend on a few. Class A in the table is the list to look after in person.',
    },
    pitfalls: {
      zh: '“80/20”是经验之谈，不是定律，你的数字可能是 75/20 或 80/30。时段越短越显得集中。排名看的是过去，不代表将来，请与 RFM 的最近购买一起看。退款多的数据会有负值，累计占比会先超过 100%。',
      en: '“80/20” is a rule of thumb, not a law: yours may be 75/20 or 80/30. Short periods look more concentrated. The ranking looks back; read it with the recency of RFM. Data with many refunds has negative customers and a cumulative share that passes 100%.',
    },
    sources: [
      { label: 'Juran, J. M. (1951). Quality Control Handbook. McGraw-Hill.' },
      { label: 'Gini, C. (1912). Variabilità e mutabilità.' },
    ],
  },
} satisfies TemplateMeta;
