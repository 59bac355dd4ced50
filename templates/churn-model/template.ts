import type { TemplateMeta } from '../../src/template/schema.ts';
import { daysAgo, recordOf } from '../shared/record.ts';
import { words } from '../shared/words.ts';

const record = recordOf({
  ago: daysAgo,
  what: { zh: '不再下单的客户', en: 'leavers' },
  counted: '位',
  part: { zh: '十等分（概率由低到高）', en: 'Tenth by probability' },
  format: 'integer',
  leaving: true,
});

export default {
  id: 'churn-model',
  version: 3,
  group: 'churn',
  title: { zh: '流失预测模型（逻辑回归）', en: 'Churn model (logistic regression)' },
  question: {
    zh: '接下来一段时间谁多半不会再下单，为什么？',
    en: 'Who will probably not order again soon, and why?',
  },
  tags: ['流失', '逻辑回归', 'churn', 'logistic', '预测'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['feedback.customer', 'feedback.kind', 'events.customer', 'events.occurred_at'],
  },
  params: [
    {
      id: 'horizon',
      kind: 'integer',
      label: { zh: '多少天不下单算流失', en: 'Days without an order that count as churn' },
      help: {
        zh: '取客户平常两次购买间隔的两到三倍。模型在截止日之前这么多天的时点上学习，再用于今天。',
        en: 'Take two to three times the usual gap between purchases. The model learns at a date this many days before the as-of date and is applied to today.',
      },
      default: 90,
      min: 7,
      max: 730,
      format: 'days',
    },
    {
      id: 'active_days',
      kind: 'integer',
      label: { zh: '只看最近多少天内买过的人', en: 'Only customers who ordered within' },
      help: {
        zh: '更早就不再来的人不必预测，算进来只会让模型显得很准。',
        en: 'Those who left long before need no prediction; counting them only makes the model look good.',
      },
      default: 365,
      min: 7,
      max: 1825,
      format: 'days',
    },
    {
      id: 'high_from',
      kind: 'number',
      label: words.highRiskFrom,
      default: 0.7,
      min: 0,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
    {
      id: 'medium_from',
      kind: 'number',
      label: words.mediumRiskFrom,
      default: 0.4,
      min: 0,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'probability', label: { zh: '流失概率', en: 'Churn probability' }, format: 'percent' },
    { name: 'risk_level', label: words.riskLevel, format: 'text' },
    {
      name: 'reason',
      label: words.mainReason,
      format: 'text',
      help: {
        zh: '与所有客户的平均相比，把这位客户的概率推高最多的一项。',
        en: 'What raises this customer’s probability most, compared with the average customer.',
      },
    },
    { name: 'days_since_last', label: words.daysSinceLastPurchase, format: 'days' },
    { name: 'order_days', label: { zh: '近一年下单天数', en: 'Order days in a year' }, format: 'integer' },
    { name: 'amount', label: { zh: '近一年消费', en: 'Amount in a year' }, format: 'money', adds: true },
    {
      name: 'amount_at_risk',
      label: { zh: '风险金额', en: 'Amount at risk' },
      format: 'money',
      help: { zh: '近一年消费 × 流失概率。', en: 'Amount in a year × churn probability.' },
    },
  ],
  tables: [
    {
      id: 'coefficients',
      title: { zh: '模型系数', en: 'Coefficients' },
      columns: [
        { name: 'term', label: { zh: '自变量', en: 'Term' }, format: 'text' },
        { name: 'estimate', label: { zh: '系数', en: 'Coefficient' }, format: 'decimal' },
        { name: 'std_error', label: words.standardError, format: 'decimal' },
        { name: 'z', label: words.z, format: 'number' },
        { name: 'p', label: { zh: 'p 值', en: 'p' }, format: 'decimal' },
        {
          name: 'odds_ratio',
          label: words.oddsRatio,
          format: 'decimal',
          help: {
            zh: '其他不变、该项加一时，流失的胜算乘以多少。',
            en: 'By what the odds of leaving are multiplied when this term grows by one, the rest equal.',
          },
        },
        { name: 'odds_low', label: { zh: '优势比 95% 下限', en: 'Odds ratio, 95% low' }, format: 'decimal' },
        {
          name: 'odds_high',
          label: { zh: '优势比 95% 上限', en: 'Odds ratio, 95% high' },
          format: 'decimal',
        },
        { name: 'left_out', label: { zh: '未进入模型的原因', en: 'Why it is left out' }, format: 'text' },
      ],
    },
    {
      id: 'metrics',
      title: { zh: '模型质量', en: 'Quality of the model' },
      columns: [
        { name: 'metric', label: words.metric, format: 'text' },
        { name: 'value', label: words.value, format: 'decimal' },
      ],
    },
    record.table,
    {
      id: 'calibration',
      title: { zh: '校准：预测与实际', en: 'Calibration: predicted and observed' },
      columns: [
        { name: 'tenth', label: { zh: '组（概率由低到高）', en: 'Tenth (low to high)' }, format: 'integer' },
        { name: 'customers', label: words.customers, format: 'integer' },
        { name: 'predicted', label: { zh: '预测流失率', en: 'Predicted' }, format: 'percent' },
        { name: 'observed', label: { zh: '实际流失率', en: 'Observed' }, format: 'percent' },
        { name: 'low', label: { zh: '实际 95% 下限', en: 'Observed, 95% low' }, format: 'percent' },
        { name: 'high', label: { zh: '实际 95% 上限', en: 'Observed, 95% high' }, format: 'percent' },
      ],
    },
  ],
  codes: {
    risk_level: {
      high: words.high,
      medium: words.medium,
      low: words.low,
    },
    reason: {
      recency_days: { zh: '很久没下单', en: 'Long since the last order' },
      tenure_days: { zh: '相识时间', en: 'Length of the relation' },
      ln_orders: { zh: '下单次数', en: 'Number of orders' },
      ln_order_value: words.averageOrderValue,
      recent_share: { zh: '最近下单占比', en: 'Recent share of orders' },
      complaints: { zh: '近期投诉', en: 'Recent complaints' },
      ln_activity: { zh: '使用活跃度', en: 'Use' },
      activity_change: { zh: '活跃度变化', en: 'Change of activity' },
      none: { zh: '没有高于平均的因素', en: 'Nothing above average' },
    },
    term: {
      constant: { zh: '常数', en: 'constant' },
      recency_days: { zh: '距上次下单的天数', en: 'days without an order' },
      tenure_days: { zh: '距首次下单的天数', en: 'days since the first order' },
      ln_orders: { zh: '近一年下单天数（对数）', en: 'order days in a year (logarithm)' },
      ln_order_value: { zh: '每次下单金额（对数）', en: 'amount of an order (logarithm)' },
      recent_share: {
        zh: '近 90 天占近一年下单的比例',
        en: 'share of the year’s orders in the last 90 days',
      },
      complaints: { zh: '近 90 天投诉数（每多一次）', en: 'complaints in 90 days (each one more)' },
      ln_activity: { zh: '近 30 天操作数（对数）', en: 'actions in 30 days (logarithm)' },
      activity_change: {
        zh: '近 30 天对前 30 天操作数之比（对数）',
        en: 'actions in 30 days against the 30 before (logarithm)',
      },
    },
    status: {
      'thirty days': { zh: ' 30 天', en: '30 days' },
      unit: { zh: '一个单位', en: 'unit' },
      'too few': { zh: '流失或留存的客户不足 10 人', en: 'fewer than 10 customers left or stayed' },
      'one outcome': { zh: '所有客户的结果都一样', en: 'all customers had the same outcome' },
      'not converged': { zh: '模型没有收敛', en: 'the model did not settle' },
    },
    left_out: {
      constant: { zh: '没有数据或没有差别', en: 'no data, or all alike' },
      dependent: { zh: '由其他列决定', en: 'follows from other columns' },
    },
    metric: {
      rows: words.customersInTheFit,
      events: { zh: '其中流失', en: 'of them churned' },
      log_likelihood: { zh: '对数似然', en: 'log-likelihood' },
      auc_out_of_time: {
        zh: 'AUC（跨期：用更早的模型，在学习时点）',
        en: 'AUC out of time (an earlier model, at the date of learning)',
      },
      auc_recency: { zh: 'AUC（只看距上次下单天数，同样跨期）', en: 'AUC of recency alone, out of time' },
      brier_out_of_time: {
        zh: 'Brier 分数（跨期；越小越好）',
        en: 'Brier score out of time (less is better)',
      },
      brier_recency: {
        zh: 'Brier 分数（只看距上次下单天数，同样跨期）',
        en: 'Brier score of recency alone, out of time',
      },
      auc_held_out: { zh: 'AUC（留出的 30% 客户）', en: 'AUC (the 30% held out)' },
      auc_in_sample: { zh: 'AUC（样本内，偏乐观）', en: 'AUC (in the sample, flatters)' },
      brier_held_out: { zh: 'Brier 分数（留出；越小越好）', en: 'Brier score (held out; less is better)' },
      brier_in_sample: { zh: 'Brier 分数（样本内）', en: 'Brier score (in the sample)' },
    },
    measure: {
      predicted: { zh: '预测流失率', en: 'Predicted' },
      observed: { zh: '实际流失率', en: 'Observed' },
    },
  },
  chart: {
    kind: 'bar',
    title: {
      zh: '按预测概率分十组：预测与实际流失率（数据够早时用更早的模型跨期检验，否则用留出的客户）',
      en: 'Tenths by predicted probability: predicted and observed churn (an earlier model on a later date where the data reach back, else customers held out)',
    },
    orientation: 'vertical',
    layout: 'grouped',
    x: {
      column: 'tenth',
      label: { zh: '组（概率由低到高）', en: 'Tenth (low to high)' },
      format: 'integer',
      scale: 'band',
    },
    y: { column: 'share', label: words.churnRate, format: 'percent' },
    low: { column: 'low', format: 'percent' },
    high: { column: 'high', format: 'percent' },
    series: { column: 'measure', label: words.measure, format: 'text' },
    order: ['observed', 'predicted'],
  },
  nowhere: {
    zh: '图中是更早时候的客户，用来检验模型；现在的客户见“表”。',
    en: 'The chart holds customers as they were earlier, to check the model; today’s are in the table.',
  },
  findings: {
    no_model: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{number:integer} 位客户估不出模型：{status}。换一个流失天数，或放宽“最近买过”的天数再试。',
        en: 'No model can be estimated from {number:integer} customers: {status}. Change the days that count as churn, or widen the days since the last order.',
      },
    },
    separated: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{number:integer} 位客户估不出模型：“{term}”把流失者和留存者完全分开，系数没有有限的解。换一个流失天数再试。',
        en: 'No model can be estimated from {number:integer} customers: “{term}” tells leavers from stayers completely, so its coefficient has no finite value. Change the days that count as churn.',
      },
    },
    base_rate: {
      claim: { kind: 'level' },
      sentence: {
        zh: '在学习时点，{number:integer} 位活跃客户中有 {share:percent} 在随后 {days:days}没有下单；这是比较一切概率的基准。',
        en: 'At the date of learning, {share:percent} of {number:integer} active customers placed no order in the following {days:days}: the yardstick for every probability.',
      },
    },
    separates_well: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '跨期检验：用再早 {days:days}学到的模型给学习时点的客户排序，AUC 为 {share:percent}（随机取一位流失者和一位留存者，有这么大的机会把流失者排在前面；50% 等于瞎猜），高于只看距上次下单天数的 {number:percent}，差异显著。',
        en: 'Out of time: the model learnt {days:days} earlier ranks the customers of the date of learning with an AUC of {share:percent} (the chance that a leaver is ranked ahead of a stayer; 50% is guessing), above the {number:percent} of days without an order alone by more than chance.',
      },
    },
    no_better: {
      claim: { kind: 'note' },
      sentence: {
        zh: '跨期检验：模型的 AUC 为 {share:percent}，只看距上次下单的天数就有 {number:percent}，看不出模型更好：按沉默天数排名单就够了，概率只作参考。',
        en: 'Out of time the model has an AUC of {share:percent}, days without an order alone {number:percent}: it is not shown to do better. A list by days of silence will do; take the probabilities as a hint.',
      },
    },
    separates_little: {
      claim: { kind: 'note' },
      sentence: {
        zh: '跨期检验：模型的 AUC 只有 {share:percent}（50% 等于瞎猜；只看距上次下单的天数为 {number:percent}）：概率只能粗略排序，不宜据此花大钱。',
        en: 'Out of time AUC is only {share:percent} (50% is guessing; days without an order alone: {number:percent}): use the probabilities for a rough order, not for costly action.',
      },
    },
    at_one_date: {
      claim: { kind: 'note' },
      sentence: {
        zh: '在同一时点没有参与估计的客户上，AUC 为 {share:percent}（{number:integer} 位客户参与估计；50% 等于瞎猜）。数据不够早，没有跨期检验，也没有与“只看距上次下单天数”比过。',
        en: 'On customers of the same date held out of the fit AUC is {share:percent} ({number:integer} customers in the fit; 50% is guessing). The data do not reach back to check it on a later date, nor beside days without an order alone.',
      },
    },
    ...record.findings,
    overfitted: {
      claim: { kind: 'note' },
      sentence: {
        zh: '样本内的 AUC（{number:percent}）比留出样本高 {share:percentage_points}：样本内的分数偏乐观，以留出的为准。',
        en: 'AUC in the sample ({number:percent}) is {share:percentage_points} above that held out: in-sample scores flatter, go by the held-out one.',
      },
    },
    high_risk: {
      claim: { kind: 'prediction', test: 'back-test' },
      insight: { money: { column: 'amount' } },
      sentence: {
        zh: '按模型，{number:integer} 位客户（近 {active_days:days}下过单的 {share:percent}）在随后 {days:days}内不再下单的概率达到 {high_from:percent} 以上；他们近一年消费 {amount:money}，按风险金额从大到小联系。',
        en: 'The model gives {number:integer} customers ({share:percent} of those who ordered within {active_days:days}) a chance of {high_from:percent} or more to place no order in the next {days:days}; they spent {amount:money} in a year. Start with the largest amounts at risk.',
      },
      leaving: {
        zh: '近 {active_days:days}下过单，而模型估计随后 {days:days}内不再下单的概率在 {high_from:percent} 以上：是推算，还没有发生',
        en: 'who ordered within {active_days:days} and by the model have a chance of {high_from:percent} or more to place no order in the next {days:days}: a forecast, not yet so',
      },
      customers: 'number',
      rows: "risk_level = 'high'",
      measure: {
        action: {
          zh: '从风险金额最大的客户开始联系，留一成不联系作对照',
          en: 'Contact by amount at risk, leaving one in ten alone as a control',
        },
        department: 'sales',
        kpi: {
          zh: '联系组与对照组的回购率之差',
          en: 'Repurchase rate of those contacted less that of the control',
        },
        now: words.notBegun,
        target: { zh: '联系组至少高 5 个百分点', en: 'at least 5 points higher' },
        days: 30,
      },
    },
    driver_up: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '其他条件相同时，与流失联系最强的是{term}：高一个标准差（{share:number}），流失与留存的比值变为原来的 {number:decimal} 倍。',
        en: 'Other things equal, what goes with leaving most strongly is {term}: one standard deviation more ({share:number}) multiplies the odds of leaving by {number:decimal}.',
      },
    },
    driver_down: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '其他条件相同时，与留存联系最强的是{term}：高一个标准差（{share:number}），流失与留存的比值变为原来的 {number:decimal} 倍。',
        en: 'Other things equal, what goes with staying most strongly is {term}: one standard deviation more ({share:number}) multiplies the odds of leaving by {number:decimal}.',
      },
    },
    few_events: {
      claim: { kind: 'note' },
      sentence: {
        zh: '较少的一类结果只有 {number:integer} 人，不足每个系数 10 人：系数不稳，请看它们的区间。',
        en: 'The rarer outcome has {number:integer} customers, under 10 for each coefficient: the coefficients are shaky.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '用“过去的客户后来有没有再下单”教模型认出流失的迹象，再给今天的每位客户一个流失概率和主要原因。',
      en: 'Teaches a model the signs of churn from which customers of the past ordered again, then gives every customer of today a probability of leaving and its main reason.',
    },
    definition: {
      zh: '流失 = 在某时点活跃（此前若干天内下过单）的客户，其后“流失天数”内没有下单。学习时点 = 截止日减流失天数；只看目标的客户范围；自变量都只用该时点之前的数据：距上次下单天数、相识天数、近一年下单天数与每次金额（取对数）、近 90 天下单占比、近 90 天投诉数、近 30 天操作数及其变化（没有数据的列自动略去）。“近一年”与相识天数在各时点回看同样长：不超过最早用到的时点之前有数据的天数。逻辑回归用牛顿法求最大似然。跨期检验：再早一个“流失天数”的时点上同样学一个模型，用在学习时点的客户身上，与后来对照——校准图、AUC、Brier 分数都来自它，旁边是只用“距上次下单天数”的同样检验；两个 AUC 之差按 DeLong 法检验（总水平 0.2%，至少差 1 个百分点）才说模型更好。数据要在最早的时点之前还有 90 天；不够早时，AUC 与校准图来自同一时点随机留出的 30% 客户（固定种子）。实际流失率的区间为 95% Wilson 区间。系数、标准误、优势比及其区间、模型质量见“表”页。',
      en: 'Churn: a customer active at a moment (ordered within the days before it) places no order in the days after it. The moment of learning is the as-of date less those days; only the goal’s customer group counts, and columns use only what was known before it: days since the last and first order, order days in a year and amount of an order (logarithms), share of orders in the last 90 days, complaints in 90 days, actions in 30 days and their change (columns without data are left out). The year and the days since the first order look back equally far at every moment: no further than the data do at the first that is used. Logistic regression by Newton’s method. Out of time: a model is learnt alike as many days earlier and applied to the customers of the moment of learning; the calibration chart, AUC and Brier score come from it, with those of days since the last order alone beside them; the model is said to do better only where the two AUCs differ by DeLong’s test (.2% in all, one point at least). The data must begin 90 days before the first moment; where they do not, AUC and the chart come from a random 30% of customers held out at one date (fixed seed). The whiskers on observed churn are 95% Wilson intervals. Coefficients, standard errors, odds ratios with their intervals and the scores stand under Table.',
    },
    formula: 'ln(p / (1 − p)) = β₀ + Σ βⱼ xⱼ;  odds ratio = e^βⱼ;  amount at risk = amount in a year × p',
    howToRead: {
      zh: '先看跨期检验是否好过只看沉默天数。图里每对条应当接近：实际明显高于预测，说明模型低估了这组的风险。名单按概率排序；行动按风险金额排序。“主要原因”说明与平均客户相比哪一项最推高风险，可据此选择话术。',
      en: 'First see whether it does better out of time than days of silence alone. The two bars of each pair should be alike; observed well above predicted means the risk of that tenth is underestimated. The list is sorted by probability; act by amount at risk. The main reason is what most sets the customer apart from the average one: choose the approach by it.',
    },
    pitfalls: {
      zh: '相关不等于因果：投诉多的人可能只是用得多。学习时点与今天若有季节、涨价或活动的差异，概率会整体偏移。样本内的分数总是偏乐观。客户太少或结果太悬殊时系数不可靠。',
      en: 'Correlation is not cause: those who complain may just be the heaviest users. If season, prices or campaigns differ between the moment of learning and today, all probabilities shift. In-sample scores always flatter. With few customers or a rare outcome the coefficients cannot be relied on.',
    },
    sources: [
      {
        label:
          'Hosmer, D. W., Lemeshow, S., & Sturdivant, R. X. (2013). Applied Logistic Regression, 3rd ed. Wiley.',
      },
      {
        label:
          'McCullagh, P., & Nelder, J. A. (1989). Generalized Linear Models, 2nd ed. Chapman & Hall, ch. 4.',
      },
      {
        label:
          'DeLong, E. R., DeLong, D. M., & Clarke-Pearson, D. L. (1988). Comparing the areas under two or more correlated receiver operating characteristic curves. Biometrics 44, 837–845.',
      },
      {
        label:
          'Wübben, M., & von Wangenheim, F. (2008). Instant customer base analysis: managerial heuristics often “get it right”. Journal of Marketing 72(3), 82–93.',
      },
      {
        label:
          'Hanley, J. A., & McNeil, B. J. (1982). The meaning and use of the area under a ROC curve. Radiology 143, 29–36.',
      },
    ],
  },
} satisfies TemplateMeta;
