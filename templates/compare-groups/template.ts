import { metricOption } from '../../src/metric/pieces.ts';
import type { ChartSpec } from '../../src/chart/spec.ts';
import type { FindingRule, Measure, ChoiceOption, TemplateMeta } from '../../src/template/schema.ts';
import { attributes } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

/** The metrics whose spread between observations this analysis knows. */
const metrics: ChoiceOption[] = [
  metricOption('spend_per_customer', 'revenue_per_customer'),
  metricOption('aov', 'order_value'),
  metricOption('frequency', 'orders_per_customer'),
  metricOption('repurchase_rate', 'repeat_rate'),
  metricOption('failure_rate'),
  metricOption('nps'),
  metricOption('csat'),
  metricOption('response_minutes'),
  metricOption('resolution_rate'),
];

const chartOf = ({ label, format = 'number' }: ChoiceOption): ChartSpec => ({
  kind: 'bar',
  title: { zh: `各群体的${label.zh}（线为全体）`, en: `${label.en} by group (the line is all)` },
  orientation: 'horizontal',
  x: { column: 'value', label, format },
  y: { column: 'segment', label: words.group, format: 'text', scale: 'band' },
  low: { column: 'low', format },
  high: { column: 'high', format },
  label: { column: 'value', format },
  annotations: [{ axis: 'x', value: { column: 'whole' }, label: words.all }],
});

/** The same beside what each group would have with the mix of all, where that is another figure. */
const bothOf = (option: ChoiceOption): ChartSpec => ({
  ...chartOf(option),
  title: {
    zh: `各群体的${option.label.zh}：校正前与校正构成后（线为全体）`,
    en: `${option.label.en} by group, unadjusted and adjusted for the mix (the line is all)`,
  },
  layout: 'grouped',
  series: { column: 'part', label: words.measure, format: 'text' },
  order: ['raw', 'adjusted'],
});

/** What sets a group apart from the others. */
const apart = {
  claim: { kind: 'best', test: 'judged', unit: 'customer' },
  insight: {
    money: { column: 'at_stake' },
    rate: { value: 'value', low: 'low', high: 'high' },
    reach: 'n',
  },
  rows: 'segment = {segment}',
} satisfies Partial<FindingRule>;

const catchUp: Measure = {
  action: {
    zh: '查明 {segment} 为何落后：先看客户构成，再看做法',
    en: 'Find out why {segment} is behind: first who its customers are, then what it does',
  },
  department: 'operations',
  kpi: { zh: '{segment} 的{label}', en: '{segment}: {label}' },
  now: { zh: '{value:row}', en: '{value:row}' },
  looks: true,
  target: words.halfTheGap,
  days: 30,
};

export default {
  id: 'compare-groups',
  version: 1,
  group: 'value',
  title: { zh: '群体比较', en: 'Compare groups' },
  question: {
    zh: '各团队或群体的差别是真的，还是偶然？',
    en: 'Are the differences between teams or groups real, or chance?',
  },
  tags: ['比较', '团队', '区间', '显著', 'compare', 'teams', 'intervals'],
  needs: {
    required: ['customers.customer'],
    optional: [
      'orders.amount',
      'orders.order_id',
      'events.outcome',
      'feedback.nps',
      'feedback.csat',
      'feedback.response_minutes',
      'customers.team',
      'customers.industry',
      'customers.level',
    ],
  },
  params: [
    {
      id: 'metric',
      kind: 'choice',
      label: words.metric,
      default: 'revenue_per_customer',
      options: metrics,
    },
    {
      id: 'by',
      kind: 'choice',
      segments: true,
      label: words.compare,
      default: 'team',
      options: attributes(
        'team',
        'owner',
        'industry',
        'level',
        'region',
        'company_size',
        'gender',
        'age',
        'source_system',
      ),
    },
    {
      id: 'within',
      kind: 'choice',
      segments: true,
      label: { zh: '并校正', en: 'Adjusted for' },
      help: {
        zh: '把每组换算成同样的构成再比，防止构成不同造成的假象。',
        en: 'Each group is brought to the same mix before comparing, so that the mix alone makes no difference.',
      },
      default: 'industry',
      options: [
        { value: 'none', label: words.notGrouped },
        ...attributes('industry', 'level', 'region', 'company_size', 'gender', 'age'),
      ],
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '少于多少算小样本', en: 'Small sample below' },
      default: 30,
      min: 2,
      max: 10000,
    },
  ],
  columns: [
    { name: 'segment', label: words.group, format: 'text' },
    { name: 'n', label: { zh: '样本数', en: 'Sample' }, format: 'integer' },
    { name: 'value', label: words.value, format: 'number', follow: 'metric' },
    { name: 'low', label: words.low95, format: 'number', follow: 'metric' },
    { name: 'high', label: words.high95, format: 'number', follow: 'metric' },
    { name: 'rest', label: { zh: '其余群体', en: 'Other groups' }, format: 'number', follow: 'metric' },
    {
      name: 'adjusted',
      label: words.adjustedForTheMix,
      format: 'number',
      follow: 'metric',
    },
    { name: 'verdict', label: words.verdict, format: 'text' },
  ],
  codes: {
    segment: { '(none)': words.notFilled },
    part: {
      raw: { zh: '校正前', en: 'Unadjusted' },
      adjusted: words.adjustedForTheMix,
    },
    verdict: {
      above: { zh: '高于其余', en: 'Above the others' },
      below: { zh: '低于其余', en: 'Below the others' },
      same: { zh: '差别不显著', en: 'No clear difference' },
      small: { zh: '样本太小', en: 'Too few' },
    },
    label: {
      revenue_per_customer: { zh: '人均消费', en: 'spend per customer' },
      order_value: { zh: '客单价', en: 'average order value' },
      orders_per_customer: words.ordersPerCustomerInText,
      repeat_rate: { zh: '复购率', en: 'repurchase rate' },
      failure_rate: { zh: '失败率', en: 'failure rate' },
      nps: words.nps,
      csat: words.csat,
      response_minutes: { zh: '响应时长', en: 'response time' },
      resolution_rate: { zh: '解决率', en: 'resolution rate' },
    },
  },
  chart: chartOf(metrics[0]!),
  chartWhen: metrics.flatMap((metric) => [
    { param: 'metric', is: [metric.value], holds: 'part', chart: bothOf(metric) },
    { param: 'metric', is: [metric.value], chart: chartOf(metric) },
  ]),
  marks: 'segment = {segment}',
  people: ['segment'],
  findings: {
    highest: {
      ...apart,
      sentence: {
        zh: '{segment} 的{label}高于其余群体，为 {value:row}（校正构成后 {adjusted:row}），其余为 {rest:row}；差异显著（95% 区间 {low:row} 到 {high:row}，样本 {n:integer}）。',
        en: '{segment} has a higher {label} than the others, {value:row} ({adjusted:row} adjusted for the mix) against {rest:row}; the difference is beyond chance (95% interval {low:row} to {high:row}, {n:integer} in the sample).',
      },
    },
    lowest: {
      ...apart,
      sentence: {
        zh: '{segment} 的{label}低于其余群体，为 {value:row}（校正构成后 {adjusted:row}），其余为 {rest:row}；差异显著（95% 区间 {low:row} 到 {high:row}，样本 {n:integer}）。',
        en: '{segment} has a lower {label} than the others, {value:row} ({adjusted:row} adjusted for the mix) against {rest:row}; the difference is beyond chance (95% interval {low:row} to {high:row}, {n:integer} in the sample).',
      },
      measure: catchUp,
    },
    highest_plain: {
      ...apart,
      sentence: {
        zh: '{segment} 的{label}高于其余群体，为 {value:row}，其余为 {rest:row}；差异显著（95% 区间 {low:row} 到 {high:row}，样本 {n:integer}）。',
        en: '{segment} has a higher {label} than the others, {value:row} against {rest:row}; the difference is beyond chance (95% interval {low:row} to {high:row}, {n:integer} in the sample).',
      },
    },
    lowest_plain: {
      ...apart,
      sentence: {
        zh: '{segment} 的{label}低于其余群体，为 {value:row}，其余为 {rest:row}；差异显著（95% 区间 {low:row} 到 {high:row}，样本 {n:integer}）。',
        en: '{segment} has a lower {label} than the others, {value:row} against {rest:row}; the difference is beyond chance (95% interval {low:row} to {high:row}, {n:integer} in the sample).',
      },
      measure: catchUp,
    },
    no_difference: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 个群体的{label}没有一个与其余有超出误差的差别，不要据此排名。',
        en: 'None of {n:integer} groups differs from the others in {label} by more than chance: do not rank by it.',
      },
    },
    small: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 个群体样本太小，不作判断。',
        en: '{n:integer} groups are too small to be judged.',
      },
      rows: "verdict = 'small'",
    },
    mix: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{segment} 的{label}是 {value:row}，校正构成后为 {adjusted:row}，其余群体为 {rest:row}：差别主要来自构成不同（辛普森悖论），不要归功或归咎于群体本身。',
        en: 'The {label} of {segment} is {value:row}, but {adjusted:row} once the mix is equal, against {rest:row} of the others: the gap comes from the mix (the paradox of Simpson), not from the group.',
      },
      rows: 'segment = {segment}',
    },
  },
  explanation: {
    summary: {
      zh: '按团队或群体比较一个指标，给出区间，说明差别是否超出误差、是否只是构成不同造成的。',
      en: 'Compares a metric between teams or groups with intervals, and says whether a difference is beyond chance, and whether it comes merely from a different mix.',
    },
    definition: {
      zh: '比率用 Wilson 95% 区间，平均值为 ± 1.96 × 标准误；标准误按客户计算，同一客户的多次不当作互不相干。NPS 的每个回答记 100、0、−100。每组与其余各组合计相比，全部组一起校正（Holm，总水平 0.2%），且相差至少为其余的 5%，才判为高于或低于。校正构成：先在每一层（如行业）内算该组的平均，再按全体的层构成加权，该组没有的层不计。',
      en: 'Rates have Wilson 95% intervals, means ± 1.96 standard errors; errors are by customer, as what one does several times is not independent. For NPS each answer counts 100, 0 or −100. A group is compared with all the others together, corrected over all groups (Holm, 0.2% in all), and called above or below where it differs by 5% of what the others have at least. Adjusted: the mean of the group within each stratum (industry, say) is weighted by the mix of all; strata it lacks are left out.',
    },
    formula: 'z = (x̄_g − x̄_rest) / √(s²_g/n_g + s²_rest/n_rest);  adjusted_g = Σ_k w_k x̄_gk / Σ_k w_k',
    howToRead: {
      zh: '图中每组两根条：校正前（带区间）和校正构成后；没有可校正的构成时只有一根。先看结论列，再看区间是否很宽；“校正构成后”与原值相差很大时，以校正后为准。',
      en: 'Each group has two bars: unadjusted, with its interval, and adjusted for the mix; where no mix is adjusted there is one. Read the verdict first, then whether the interval is wide; where the adjusted value is far from the raw one, go by the adjusted.',
    },
    pitfalls: {
      zh: '金额类指标偏斜严重，几个大客户就能左右一组，可同时看客单价和复购率。校正只针对所选属性，其他差异仍在。差别显著不等于差别重要。',
      en: 'Money is heavily skewed: a few giants move a group; look at order value and repeat rate too. Adjusting covers the chosen attribute only. Significant is not the same as important.',
    },
    sources: [
      {
        label:
          "Welch, B. L. (1947). The generalization of Student's problem when several different population variances are involved. Biometrika 34.",
      },
      {
        label:
          'Simpson, E. H. (1951). The interpretation of interaction in contingency tables. JRSS B 13(2).',
      },
    ],
  },
} satisfies TemplateMeta;
