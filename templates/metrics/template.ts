import type { TemplateMeta } from '../../src/template/schema.ts';

const noOther = { zh: '未填写', en: '(none)' };

export default {
  id: 'metrics',
  version: 1,
  group: 'value',
  title: { zh: '指标与维度', en: 'Metrics by dimension' },
  question: {
    zh: '任一指标怎样随时间和群体变化？',
    en: 'How does a metric move over time and between groups?',
  },
  tags: ['指标', '维度', '趋势', '环比', 'metrics', 'trend', 'breakdown'],
  needs: {
    required: [],
    optional: [
      'orders.order_id',
      'orders.region',
      'orders.channel',
      'customers.region',
      'events.channel',
      'feedback.channel',
    ],
  },
  params: [
    {
      id: 'metric',
      kind: 'choice',
      label: { zh: '指标', en: 'Metric' },
      default: 'revenue',
      options: [
        { value: 'revenue', label: { zh: '收入', en: 'Revenue' }, needs: 'orders.amount', format: 'money' },
        { value: 'orders', label: { zh: '订单数', en: 'Orders' }, needs: 'orders.amount', format: 'integer' },
        {
          value: 'customers',
          label: { zh: '购买客户数', en: 'Customers' },
          needs: 'orders.amount',
          format: 'integer',
        },
        {
          value: 'aov',
          label: { zh: '客单价', en: 'Average order value' },
          needs: 'orders.amount',
          format: 'money',
        },
        {
          value: 'frequency',
          label: { zh: '人均订单', en: 'Orders per customer' },
          needs: 'orders.amount',
          format: 'number',
        },
        {
          value: 'repurchase_rate',
          label: { zh: '复购率', en: 'Repurchase rate' },
          needs: 'orders.amount',
          format: 'percent',
        },
        {
          value: 'new_customers',
          label: { zh: '新客户数', en: 'New customers' },
          needs: 'orders.amount',
          format: 'integer',
        },
        {
          value: 'quantity',
          label: { zh: '销量', en: 'Quantity' },
          needs: 'orders.quantity',
          format: 'integer',
        },
        { value: 'profit', label: { zh: '毛利', en: 'Gross profit' }, needs: 'orders.cost', format: 'money' },
        {
          value: 'margin',
          label: { zh: '毛利率', en: 'Gross margin' },
          needs: 'orders.cost',
          format: 'percent',
        },
        {
          value: 'cross_purchase_rate',
          label: { zh: '跨品类购买率', en: 'Cross-purchase rate' },
          needs: 'orders.category',
          format: 'percent',
        },
        {
          value: 'events',
          label: { zh: '行为次数', en: 'Actions' },
          needs: 'events.action',
          format: 'integer',
        },
        {
          value: 'active_customers',
          label: { zh: '活跃客户数', en: 'Active customers' },
          needs: 'events.action',
          format: 'integer',
        },
        {
          value: 'events_per_customer',
          label: { zh: '人均行为次数', en: 'Actions per customer' },
          needs: 'events.action',
          format: 'number',
        },
        {
          value: 'failure_rate',
          label: { zh: '失败率', en: 'Failure rate' },
          needs: 'events.outcome',
          format: 'percent',
        },
        {
          value: 'mean_duration',
          label: { zh: '平均时长', en: 'Mean duration' },
          needs: 'events.duration_seconds',
          format: 'seconds',
        },
        {
          value: 'feedback',
          label: { zh: '反馈数', en: 'Feedback' },
          needs: 'feedback.occurred_at',
          format: 'integer',
        },
        { value: 'nps', label: { zh: 'NPS', en: 'NPS' }, needs: 'feedback.nps', format: 'number' },
        {
          value: 'csat',
          label: { zh: '满意率（4–5 分）', en: 'CSAT (share of 4–5)' },
          needs: 'feedback.csat',
          format: 'percent',
        },
        {
          value: 'complaints',
          label: { zh: '投诉数', en: 'Complaints' },
          needs: 'feedback.kind',
          format: 'integer',
        },
        {
          value: 'resolution_rate',
          label: { zh: '解决率', en: 'Resolution rate' },
          needs: 'feedback.resolved',
          format: 'percent',
        },
        {
          value: 'response_minutes',
          label: { zh: '平均响应时长', en: 'Mean response time' },
          needs: 'feedback.response_minutes',
          format: 'minutes',
        },
      ],
    },
    {
      id: 'dimension',
      kind: 'choice',
      label: { zh: '按什么分', en: 'By' },
      default: 'none',
      options: [
        { value: 'none', label: { zh: '不分组', en: 'Nothing' } },
        { value: 'region', label: { zh: '地区', en: 'Region' } },
        { value: 'channel', label: { zh: '渠道', en: 'Channel' } },
        { value: 'category', label: { zh: '品类', en: 'Category' }, needs: 'orders.category' },
        { value: 'product', label: { zh: '商品', en: 'Product' }, needs: 'orders.product' },
        { value: 'status', label: { zh: '订单状态', en: 'Order status' }, needs: 'orders.status' },
        { value: 'weekday', label: { zh: '星期', en: 'Weekday' } },
        { value: 'industry', label: { zh: '行业', en: 'Industry' }, needs: 'customers.industry' },
        {
          value: 'company_size',
          label: { zh: '企业规模', en: 'Company size' },
          needs: 'customers.company_size',
        },
        { value: 'level', label: { zh: '客户等级', en: 'Level' }, needs: 'customers.level' },
        { value: 'gender', label: { zh: '性别', en: 'Gender' }, needs: 'customers.gender' },
        { value: 'team', label: { zh: '团队', en: 'Team' } },
        { value: 'device', label: { zh: '设备', en: 'Device' }, needs: 'events.device' },
        { value: 'action', label: { zh: '操作', en: 'Action' }, needs: 'events.action' },
        {
          value: 'failure_reason',
          label: { zh: '失败原因', en: 'Failure reason' },
          needs: 'events.failure_reason',
        },
        { value: 'kind', label: { zh: '反馈类型', en: 'Kind of feedback' }, needs: 'feedback.kind' },
        { value: 'topic', label: { zh: '反馈主题', en: 'Topic' }, needs: 'feedback.topic' },
        { value: 'activity', label: { zh: '活动', en: 'Activity' }, needs: 'feedback.activity' },
      ],
    },
    {
      id: 'grain',
      kind: 'choice',
      label: { zh: '时间粒度', en: 'Over time' },
      default: 'month',
      options: [
        { value: 'none', label: { zh: '整个时段', en: 'Whole period' } },
        { value: 'day', label: { zh: '日', en: 'Day' } },
        { value: 'week', label: { zh: '周', en: 'Week' } },
        { value: 'month', label: { zh: '月', en: 'Month' } },
        { value: 'quarter', label: { zh: '季度', en: 'Quarter' } },
      ],
    },
    {
      id: 'series',
      kind: 'integer',
      label: { zh: '图中最多几条线', en: 'Most lines in the chart' },
      default: 6,
      min: 1,
      max: 12,
      when: { param: 'grain', is: ['day', 'week', 'month', 'quarter'] },
    },
  ],
  columns: [
    {
      name: 'period',
      label: { zh: '周期', en: 'Period' },
      format: 'date',
      help: { zh: '周期的第一天', en: 'First day of the period' },
    },
    { name: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text' },
    { name: 'value', label: { zh: '数值', en: 'Value' }, format: 'number', follow: 'metric' },
    {
      name: 'previous',
      label: { zh: '上期', en: 'Before' },
      format: 'number',
      help: {
        zh: '上一个周期；看整个时段时为之前等长的时段。',
        en: 'The preceding bucket, or for the whole period the one of equal length before it.',
      },
    },
    { name: 'change', label: { zh: '变化', en: 'Change' }, format: 'percent' },
    {
      name: 'share',
      label: { zh: '占比', en: 'Share' },
      format: 'percent',
      help: { zh: '只有可以相加的指标才有占比。', en: 'Only metrics that add up have shares.' },
    },
    { name: 'lines', label: { zh: '依据行数', en: 'Rows behind it' }, format: 'integer' },
  ],
  codes: {
    segment: {
      '(all)': { zh: '全部', en: 'All' },
      '(none)': noOther,
      '1': { zh: '周一', en: 'Mon' },
      '2': { zh: '周二', en: 'Tue' },
      '3': { zh: '周三', en: 'Wed' },
      '4': { zh: '周四', en: 'Thu' },
      '5': { zh: '周五', en: 'Fri' },
      '6': { zh: '周六', en: 'Sat' },
      '7': { zh: '周日', en: 'Sun' },
    },
  },
  chart: {
    kind: 'line',
    title: { zh: '指标随时间的变化', en: 'The metric over time' },
    x: { column: 'period', label: { zh: '周期', en: 'Period' }, format: 'date', scale: 'time' },
    y: { column: 'value', label: { zh: '数值', en: 'Value' }, format: 'number' },
    series: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text' },
  },
  chartWhen: [
    {
      param: 'grain',
      is: ['none'],
      chart: {
        kind: 'bar',
        title: { zh: '各群体的指标', en: 'The metric by group' },
        orientation: 'horizontal',
        x: { column: 'value', label: { zh: '数值', en: 'Value' }, format: 'number' },
        y: { column: 'segment', label: { zh: '群体', en: 'Group' }, format: 'text', scale: 'band' },
        label: { column: 'value', format: 'number' },
      },
    },
  ],
  findings: {
    highest_lowest: {
      sentence: {
        zh: '最近一期里 {segment} 最高（{value:row}），{other} 最低（{other_value:row}）；只比较至少有 20 行数据的群体。',
        en: 'In the latest period {segment} is highest ({value:row}) and {other} lowest ({other_value:row}), among groups with at least 20 rows.',
      },
    },
    rose: {
      sentence: {
        zh: '与上期相比变化最大的是 {segment}：从 {other_value:row} 升到 {value:row}（{change:percent}）。',
        en: 'The largest move against the period before is {segment}: up from {other_value:row} to {value:row} ({change:percent}).',
      },
    },
    fell: {
      sentence: {
        zh: '与上期相比变化最大的是 {segment}：从 {other_value:row} 降到 {value:row}（{change:percent}）。',
        en: 'The largest move against the period before is {segment}: down from {other_value:row} to {value:row} ({change:percent}).',
      },
    },
    rose_all: {
      sentence: {
        zh: '最近一个完整周期（{span:date}）比上一期上升 {change:percent}：从 {other_value:row} 到 {value:row}。',
        en: 'The latest complete period ({span:date}) is up {change:percent} on the one before: from {other_value:row} to {value:row}.',
      },
    },
    fell_all: {
      sentence: {
        zh: '最近一个完整周期（{span:date}）与上一期相比 {change:percent}：从 {other_value:row} 降到 {value:row}。',
        en: 'The latest complete period ({span:date}) moved {change:percent} on the one before: down from {other_value:row} to {value:row}.',
      },
    },
    peak: {
      sentence: {
        zh: '完整周期中最高的是 {span:date}（{value:row}），最低的是 {other_span:date}（{other_value:row}）。',
        en: 'Of the complete periods the highest is {span:date} ({value:row}), the lowest {other_span:date} ({other_value:row}).',
      },
    },
    partial: {
      sentence: {
        zh: '最后一个周期（{span:date}）不完整，图上的尾部偏低不代表下滑；上面的比较没有用它。',
        en: 'The last period ({span:date}) is not complete: a drop at the end of the line need not be one. The comparisons above leave it out.',
      },
    },
    no_dimension: {
      sentence: {
        zh: '这个指标的数据里没有所选的维度（或没有填写），换一个维度，或在映射里补上对应的列。',
        en: 'The data of this metric does not carry the chosen dimension, or it is blank. Choose another, or map the column.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '选一个指标、一个维度和时间粒度，就能看它的走势、各群体的高低，以及和上一期相比的变化。',
      en: 'Choose a metric, a dimension and a time grain to see its course, how groups differ, and the change against the period before.',
    },
    definition: {
      zh: '收入 = 金额合计；客单价 = 收入 ÷ 订单数；人均订单 = 订单数 ÷ 购买客户数；复购率 = 该周期内至少两单的客户 ÷ 购买客户；新客户 = 首单（在全部历史里）落在该周期和群体的客户；毛利 = 金额 − 成本（只算有成本的行）；跨品类购买率 = 买过两个及以上品类的客户 ÷ 有品类记录的客户；失败率 = 失败操作 ÷ 有结果的操作；NPS = 推荐者（9–10）% − 贬损者（0–6）%；满意率 = 4–5 分 ÷ 有效评分；解决率 = 已解决 ÷ 有处理结论的。所有比率都用分子合计 ÷ 分母合计，不对群体的比率再平均。',
      en: 'Revenue = sum of amounts; average order value = revenue ÷ orders; orders per customer = orders ÷ customers; repurchase rate = customers with two or more orders in the bucket ÷ customers; new = first order in the whole history falls into the bucket and group; gross profit = amount − cost (rows with a cost only); cross-purchase rate = customers with two or more categories ÷ customers with any; failure rate = failures ÷ actions with an outcome; NPS = % promoters (9–10) − % detractors (0–6); CSAT = ratings of 4–5 ÷ valid ratings; resolution rate = resolved ÷ decided. Every rate is a sum over a sum, never a mean of group rates.',
    },
    howToRead: {
      zh: '先不分组看走势，找到拐点；再选一个维度看是哪个群体造成的；最后把粒度设为“整个时段”比较群体高低。“依据行数”太小的数字不要当真。',
      en: 'Look at the course without groups first and find the turn; then pick a dimension to see which group made it; then set the grain to the whole period to compare groups. Do not trust a figure with few rows behind it.',
    },
    pitfalls: {
      zh: '首尾周期可能不完整。客户数、订单数跨周期、跨群体不能相加（同一客户会出现在多处，一笔订单可含多个品类）。整体上升而每个群体都下降是可能的（辛普森悖论），通常是构成变了。周期越短，复购率天然越低，不同粒度之间不可比。',
      en: "First and last buckets may be incomplete. Customers and orders do not add up over buckets or groups (a customer appears in several, an order can hold several categories). The total can rise while every group falls (Simpson's paradox), usually because the mix changed. The shorter the bucket, the lower the repurchase rate by nature: grains do not compare.",
    },
    sources: [
      { label: 'Farris, P. et al. (2010). Marketing Metrics, 2nd ed. Wharton School Publishing.' },
      {
        label:
          'Simpson, E. H. (1951). The interpretation of interaction in contingency tables. JRSS B 13(2).',
      },
    ],
  },
} satisfies TemplateMeta;
