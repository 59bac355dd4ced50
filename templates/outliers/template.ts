import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'outliers',
  version: 1,
  group: 'frame',
  title: { zh: '异常值', en: 'Outliers' },
  question: {
    zh: '哪些客户或订单的数值异常地大（或小），该先核对？',
    en: 'Which customers or orders are unusually large or small and should be checked first?',
  },
  tags: ['异常值', '箱线图', 'MAD', 'outlier', 'Tukey'],
  needs: {
    required: [],
    optional: ['orders.customer', 'orders.amount', 'orders.order_id', 'events.duration_seconds'],
  },
  params: [
    {
      id: 'unit',
      kind: 'choice',
      label: { zh: '看什么', en: 'Of what' },
      default: 'spend',
      options: [
        {
          value: 'spend',
          label: { zh: '每位客户的消费', en: 'Spend of each customer' },
          needs: 'orders.amount',
          format: 'money',
        },
        {
          value: 'orders',
          label: { zh: '每位客户的订单数', en: 'Orders of each customer' },
          needs: 'orders.amount',
          format: 'integer',
        },
        {
          value: 'order',
          label: { zh: '每笔订单的金额', en: 'Amount per order' },
          needs: 'orders.amount',
          format: 'money',
        },
        {
          value: 'duration',
          label: { zh: '每次操作的时长', en: 'Duration per action' },
          needs: 'events.duration_seconds',
          format: 'seconds',
        },
      ],
    },
    {
      id: 'fence',
      kind: 'number',
      label: words.fence,
      default: 1.5,
      min: 0.5,
      max: 10,
      step: 0.5,
    },
    {
      id: 'cut',
      kind: 'number',
      label: { zh: '修正 z 的界限', en: 'Cut of modified z' },
      default: 3.5,
      min: 1,
      max: 20,
      step: 0.5,
    },
    {
      id: 'times_mean',
      kind: 'number',
      label: { zh: '均值的几倍', en: 'Times the mean' },
      default: 10,
      min: 2,
      max: 1000,
      step: 1,
    },
  ],
  columns: [
    { name: 'id', label: { zh: '客户、订单或操作', en: 'Customer, order or action' }, format: 'text' },
    { name: 'value', label: words.value, format: 'number', follow: 'unit' },
    {
      name: 'modified_z',
      label: { zh: '修正 z', en: 'Modified z' },
      format: 'number',
      help: { zh: '0.6745 × (x − 中位数) ÷ MAD', en: '0.6745 × (x − median) ÷ MAD' },
    },
    { name: 'beyond_fences', label: { zh: '超出四分位围栏', en: 'Beyond the fences' }, format: 'text' },
    { name: 'beyond_z', label: { zh: '超出修正 z', en: 'Beyond modified z' }, format: 'text' },
    { name: 'beyond_mean', label: { zh: '超过均值倍数', en: 'Beyond times the mean' }, format: 'text' },
  ],
  chart: {
    kind: 'histogram',
    title: {
      zh: '数值的分布（虚线为上围栏，更大的合并在最后一格）',
      en: 'Distribution of the values (the line is the upper fence; far ones share the last bin)',
    },
    x: { column: 'value', label: words.value, format: 'number' },
    y: { column: 'cases', label: { zh: '个数', en: 'Cases' }, format: 'integer' },
    annotations: [{ axis: 'x', value: { column: 'upper' }, label: { zh: '上围栏', en: 'Upper fence' } }],
  },
  marks: 'least(floor(round((value - {origin}) / {width}, 9)), 24) = {beyond}',
  people: ['bin'],
  behind: 'bin = {bin}',
  who: { zh: '{mark}：这一格里的客户', en: '{mark}: customers in this bin' },
  findings: {
    fences: {
      claim: { kind: 'level' },
      sentence: {
        zh: '四分位围栏为 {low:row} 到 {high:row}，围栏之外有 {n:integer} 个值（{share:percent}），占总量的 {amount_share:percent}。',
        en: 'The quartile fences are {low:row} and {high:row}: {n:integer} lie outside ({share:percent}), with {amount_share:percent} of the total.',
      },
      rows: 'beyond_fences',
    },
    upper_fence: {
      claim: { kind: 'level' },
      sentence: {
        zh: '四分位围栏的上限为 {high:row}，超过的有 {n:integer} 个值（{share:percent}），占总量的 {amount_share:percent}。',
        en: 'The upper quartile fence is {high:row}: {n:integer} lie outside ({share:percent}), with {amount_share:percent} of the total.',
      },
      rows: 'beyond_fences',
    },
    modified_z: {
      claim: { kind: 'level' },
      sentence: {
        zh: '按修正 z（中位数 {low:row}，MAD {high:row}）有 {n:integer} 个值超出界限（{share:percent}）。',
        en: 'By modified z (median {low:row}, MAD {high:row}), {n:integer} are beyond the cut ({share:percent}).',
      },
      rows: 'beyond_z',
    },
    times_mean: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 个值超过均值（{low:row}）的 {ratio:number} 倍，合计占总量的 {amount_share:percent}：请先核对录入和币种，再决定是否单独分析。',
        en: '{n:integer} values are over {ratio:number} times the mean of {low:row}, with {amount_share:percent} of the total: check entry and currency first, then decide whether to analyse them apart.',
      },
      rows: 'beyond_mean',
      measure: {
        action: {
          zh: '核对这 {n:integer} 条大额记录的录入与币种',
          en: 'Check entry and currency of these {n:integer} large records',
        },
        department: 'operations',
        kpi: { zh: '已核对条数', en: 'Records checked' },
        target: { zh: '全部核对', en: 'all checked' },
        days: 14,
      },
    },
    largest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '最大的是 {id}：{high:row}，是中位数的 {ratio:number} 倍。',
        en: 'The largest is {id}: {high:row}, {ratio:number} times the median.',
      },
      customers: 'n',
      rows: 'id = {id}',
    },
    mad_zero: {
      claim: { kind: 'note' },
      sentence: {
        zh: '半数以上的值相同，MAD 为 0，修正 z 改用四分位距（{n:integer} 个值）。',
        en: 'More than half of {n:integer} values are equal, so the MAD is 0 and the modified z falls back to the quartile range.',
      },
    },
    none: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 个值中没有一个超出任何界限。',
        en: 'None of {n:integer} values is beyond any limit.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '用三条互相独立的规则找出不寻常的值：四分位围栏、修正 z 分数、均值倍数。它只指出，不删除。',
      en: 'Finds unusual values by three independent rules: quartile fences, the modified z score, a multiple of the mean. It points; it removes nothing.',
    },
    definition: {
      zh: '四分位数按线性插值（type 7）。围栏 = Q1 − 1.5 × IQR 与 Q3 + 1.5 × IQR。修正 z = 0.6745 × (x − 中位数) ÷ MAD，MAD 是与中位数之差的绝对值的中位数，|z| > 3.5 为异常；MAD 为 0 时以 IQR ÷ 1.349 × 0.6745 代替。均值倍数：大于全部均值的 10 倍。',
      en: 'Quartiles interpolate linearly (type 7). Fences = Q1 − 1.5 × IQR and Q3 + 1.5 × IQR. Modified z = 0.6745 × (x − median) ÷ MAD, the MAD being the median absolute deviation from the median; |z| > 3.5 is an outlier; where the MAD is 0, 0.6745 × IQR ÷ 1.349 takes its place. Times the mean: above 10 times the mean of all.',
    },
    formula: 'z = 0.6745 · (x − median) / MAD;  fences = Q1 − k·IQR, Q3 + k·IQR',
    howToRead: {
      zh: '先核对三条规则都指出的值，它们最可能是录入错误或特殊客户。消费天生偏斜，围栏外的大客户通常是真的，应单独服务而不是剔除。',
      en: 'Check what all three rules point at first: most likely an entry error or a special customer. Spend is skewed by nature; large customers beyond the fences are usually real and want their own service, not removal.',
    },
    pitfalls: {
      zh: '围栏假定分布大致对称，金额等长尾数据会有很多“异常”。不要因为影响均值就删掉大客户。分析时段越短，异常越多。',
      en: 'Fences assume rough symmetry; long-tailed data such as money have many beyond them. Do not drop large customers because they move the mean. The shorter the period, the more outliers.',
    },
    sources: [
      { label: 'Tukey, J. W. (1977). Exploratory Data Analysis. Addison-Wesley.' },
      { label: 'Iglewicz, B. & Hoaglin, D. (1993). How to Detect and Handle Outliers. ASQC.' },
    ],
  },
} satisfies TemplateMeta;
