import type { TemplateMeta } from '../../src/template/schema.ts';

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
      label: { zh: '指标', en: 'Metric' },
      default: 'revenue_per_customer',
      options: [
        {
          value: 'revenue_per_customer',
          label: { zh: '人均金额', en: 'Amount per customer' },
          needs: 'orders.amount',
          format: 'money',
        },
        {
          value: 'order_value',
          label: { zh: '客单价', en: 'Order value' },
          needs: 'orders.amount',
          format: 'money',
        },
        {
          value: 'orders_per_customer',
          label: { zh: '人均订单', en: 'Orders per customer' },
          needs: 'orders.amount',
          format: 'number',
        },
        {
          value: 'repeat_rate',
          label: { zh: '复购率', en: 'Repeat rate' },
          needs: 'orders.amount',
          format: 'percent',
        },
        {
          value: 'failure_rate',
          label: { zh: '失败率', en: 'Failure rate' },
          needs: 'events.outcome',
          format: 'percent',
        },
        { value: 'nps', label: { zh: 'NPS', en: 'NPS' }, needs: 'feedback.nps', format: 'number' },
        {
          value: 'csat',
          label: { zh: '满意率（4–5 分）', en: 'CSAT (share of 4–5)' },
          needs: 'feedback.csat',
          format: 'percent',
        },
        {
          value: 'response_minutes',
          label: { zh: '响应时长', en: 'Response time' },
          needs: 'feedback.response_minutes',
          format: 'minutes',
        },
        {
          value: 'resolution_rate',
          label: { zh: '解决率', en: 'Resolution rate' },
          needs: 'feedback.resolved',
          format: 'percent',
        },
      ],
    },
    {
      id: 'by',
      kind: 'choice',
      label: { zh: '比较', en: 'Groups' },
      default: 'team',
      options: [
        { value: 'team', label: { zh: '团队', en: 'Team' }, needs: 'customers.team' },
        { value: 'owner', label: { zh: '负责人', en: 'Owner' }, needs: 'customers.owner' },
        { value: 'industry', label: { zh: '行业', en: 'Industry' }, needs: 'customers.industry' },
        { value: 'level', label: { zh: '客户等级', en: 'Level' }, needs: 'customers.level' },
        { value: 'region', label: { zh: '地区', en: 'Region' }, needs: 'customers.region' },
        {
          value: 'company_size',
          label: { zh: '企业规模', en: 'Company size' },
          needs: 'customers.company_size',
        },
        { value: 'gender', label: { zh: '性别', en: 'Gender' }, needs: 'customers.gender' },
        { value: 'age', label: { zh: '年龄段', en: 'Age' }, needs: 'customers.age' },
        {
          value: 'source_system',
          label: { zh: '来源系统', en: 'Source system' },
          needs: 'customers.source_system',
        },
      ],
    },
    {
      id: 'within',
      kind: 'choice',
      label: { zh: '并校正', en: 'Adjusted for' },
      help: {
        zh: '把每组换算成同样的构成再比，防止构成不同造成的假象。',
        en: 'Each group is brought to the same mix before comparing, so that the mix alone makes no difference.',
      },
      default: 'industry',
      options: [
        { value: 'none', label: { zh: '不分组', en: 'Nothing' } },
        { value: 'industry', label: { zh: '行业', en: 'Industry' }, needs: 'customers.industry' },
        { value: 'level', label: { zh: '客户等级', en: 'Level' }, needs: 'customers.level' },
        { value: 'region', label: { zh: '地区', en: 'Region' }, needs: 'customers.region' },
        {
          value: 'company_size',
          label: { zh: '企业规模', en: 'Company size' },
          needs: 'customers.company_size',
        },
        { value: 'gender', label: { zh: '性别', en: 'Gender' }, needs: 'customers.gender' },
        { value: 'age', label: { zh: '年龄段', en: 'Age' }, needs: 'customers.age' },
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
    { name: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text' },
    { name: 'n', label: { zh: '样本数', en: 'Sample' }, format: 'integer' },
    { name: 'value', label: { zh: '数值', en: 'Value' }, format: 'number', follow: 'metric' },
    { name: 'low', label: { zh: '95% 下限', en: '95 % low' }, format: 'number', follow: 'metric' },
    { name: 'high', label: { zh: '95% 上限', en: '95 % high' }, format: 'number', follow: 'metric' },
    { name: 'rest', label: { zh: '其余群体', en: 'The others' }, format: 'number', follow: 'metric' },
    {
      name: 'adjusted',
      label: { zh: '校正构成后', en: 'Adjusted for the mix' },
      format: 'number',
      follow: 'metric',
    },
    { name: 'verdict', label: { zh: '结论', en: 'Verdict' }, format: 'text' },
  ],
  codes: {
    segment: { '(none)': { zh: '未填写', en: '(none)' } },
    verdict: {
      above: { zh: '高于其余', en: 'Above the others' },
      below: { zh: '低于其余', en: 'Below the others' },
      same: { zh: '差别不显著', en: 'No clear difference' },
      small: { zh: '样本太小', en: 'Too few' },
    },
    label: {
      revenue_per_customer: { zh: '人均金额', en: 'amount per customer' },
      order_value: { zh: '客单价', en: 'order value' },
      orders_per_customer: { zh: '人均订单', en: 'orders per customer' },
      repeat_rate: { zh: '复购率', en: 'repeat rate' },
      failure_rate: { zh: '失败率', en: 'failure rate' },
      nps: { zh: 'NPS', en: 'NPS' },
      csat: { zh: '满意率', en: 'share of satisfied' },
      response_minutes: { zh: '响应时长', en: 'response time' },
      resolution_rate: { zh: '解决率', en: 'resolution rate' },
    },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各群体的人均金额（线为全体）', en: 'Amount per customer by group (the line is all)' },
    orientation: 'horizontal',
    x: { column: 'value', label: { zh: '人均金额', en: 'Amount per customer' }, format: 'money' },
    y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
    label: { column: 'value', format: 'money' },
    annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
  },
  chartWhen: [
    {
      param: 'metric',
      is: ['order_value'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的客单价（线为全体）', en: 'Order value by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '客单价', en: 'Order value' }, format: 'money' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'money' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
    {
      param: 'metric',
      is: ['orders_per_customer'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的人均订单（线为全体）', en: 'Orders per customer by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '人均订单', en: 'Orders per customer' }, format: 'number' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'number' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
    {
      param: 'metric',
      is: ['repeat_rate'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的复购率（线为全体）', en: 'Repeat rate by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '复购率', en: 'Repeat rate' }, format: 'percent' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'percent' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
    {
      param: 'metric',
      is: ['failure_rate'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的失败率（线为全体）', en: 'Failure rate by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '失败率', en: 'Failure rate' }, format: 'percent' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'percent' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
    {
      param: 'metric',
      is: ['nps'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的NPS（线为全体）', en: 'NPS by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: 'NPS', en: 'NPS' }, format: 'number' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'number' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
    {
      param: 'metric',
      is: ['csat'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的满意率（线为全体）', en: 'Share of satisfied by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '满意率', en: 'Share of satisfied' }, format: 'percent' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'percent' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
    {
      param: 'metric',
      is: ['response_minutes'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的响应时长（线为全体）', en: 'Response time by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '响应时长', en: 'Response time' }, format: 'minutes' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'minutes' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
    {
      param: 'metric',
      is: ['resolution_rate'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的解决率（线为全体）', en: 'Resolution rate by group (the line is all)' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '解决率', en: 'Resolution rate' }, format: 'percent' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'percent' },
        annotations: [{ axis: 'x', value: { column: 'whole' }, label: { zh: '全体', en: 'All' } }],
      },
    },
  ],
  findings: {
    highest: {
      sentence: {
        zh: '{label}最高的是 {segment}：{value:row}（95% 区间 {low:row} 到 {high:row}，样本 {n:integer}），其余群体为 {rest:row}，差别超出误差。',
        en: 'The highest {label} is that of {segment}: {value:row} (95 % interval {low:row} to {high:row}, {n:integer} in the sample) against {rest:row} of the others, more than chance.',
      },
    },
    lowest: {
      sentence: {
        zh: '{label}最低的是 {segment}：{value:row}（95% 区间 {low:row} 到 {high:row}，样本 {n:integer}），其余群体为 {rest:row}，差别超出误差。',
        en: 'The lowest {label} is that of {segment}: {value:row} (95 % interval {low:row} to {high:row}, {n:integer} in the sample) against {rest:row} of the others, more than chance.',
      },
    },
    no_difference: {
      sentence: {
        zh: '{n:integer} 个群体的{label}没有一个与其余有超出误差的差别，不要据此排名。',
        en: 'None of {n:integer} groups differs from the others in {label} by more than chance: do not rank by it.',
      },
    },
    small: {
      sentence: {
        zh: '{n:integer} 个群体样本太小，不作判断。',
        en: '{n:integer} groups are too small to be judged.',
      },
    },
    mix: {
      sentence: {
        zh: '{segment} 的{label}是 {value:row}，校正构成后为 {adjusted:row}，其余群体为 {rest:row}：差别主要来自构成不同（辛普森悖论），不要归功或归咎于群体本身。',
        en: 'The {label} of {segment} is {value:row}, but {adjusted:row} once the mix is equal, against {rest:row} of the others: the gap comes from the mix (the paradox of Simpson), not from the group.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '按团队或群体比较一个指标，给出区间，说明差别是否超出误差、是否只是构成不同造成的。',
      en: 'Compares a metric between teams or groups with intervals, and says whether a difference is beyond chance, and whether it comes merely from a different mix.',
    },
    definition: {
      zh: '比率用 Wilson 95% 区间；平均值为 ± 1.96 × s ÷ √n；NPS 的每个回答记 100、0、−100。与其余群体的差除以两者标准误的平方和根，绝对值超过 2.58（99%）才判为高于或低于，因为同时比较多组。校正构成：先在每一层（如行业）内算该组的平均，再按全体的层构成加权，该组没有的层不计。',
      en: 'Rates have Wilson 95 % intervals; means ± 1.96 × s ÷ √n; for NPS each answer counts 100, 0 or −100. The difference to the others, divided by the root of the summed squares of both standard errors, must exceed 2.58 (99 %) to be called above or below, since several groups are compared at once. Adjusted: the mean of the group within each stratum (industry, say) is weighted by the mix of all; strata it lacks are left out.',
    },
    formula: 'z = (x̄_g − x̄_rest) / √(s²_g/n_g + s²_rest/n_rest);  adjusted_g = Σ_k w_k x̄_gk / Σ_k w_k',
    howToRead: {
      zh: '先看结论列，再看区间是否很宽；“校正构成后”与原值相差很大时，以校正后为准。',
      en: 'Read the verdict first, then whether the interval is wide; where the adjusted value is far from the raw one, go by the adjusted.',
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
