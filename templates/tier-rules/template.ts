import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'tier-rules',
  version: 1,
  group: 'value',
  title: { zh: '规则分层', en: 'Tiers by rules' },
  question: {
    zh: '按我们自己的标准，谁是 VIP，谁该预警？',
    en: 'By our own standards, who is a VIP and who needs a warning?',
  },
  tags: ['VIP', '分层', 'tiers', 'rules'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.order_id'],
  },
  params: [
    {
      id: 'window',
      kind: 'choice',
      label: { zh: '时间窗口', en: 'Window' },
      default: 'period',
      options: [
        { value: 'period', label: { zh: '分析目标的时段', en: "The goal's period" } },
        { value: 'all', label: { zh: '全部历史', en: 'All history' } },
      ],
    },
    {
      id: 'vip_days',
      kind: 'integer',
      label: { zh: 'VIP：最近购买不超过', en: 'VIP: last order within' },
      default: 90,
      min: 0,
      max: 3650,
      format: 'days',
    },
    {
      id: 'vip_orders',
      kind: 'integer',
      label: { zh: 'VIP：订单数至少', en: 'VIP: orders at least' },
      default: 5,
      min: 1,
      max: 10000,
    },
    {
      id: 'vip_amount',
      kind: 'number',
      label: { zh: 'VIP：金额至少', en: 'VIP: amount at least' },
      default: 100000,
      min: 0,
      max: 1e12,
      format: 'money',
    },
    {
      id: 'potential_days',
      kind: 'integer',
      label: { zh: '潜力：最近购买少于', en: 'Potential: last order under' },
      default: 30,
      min: 0,
      max: 3650,
      format: 'days',
    },
    {
      id: 'potential_orders',
      kind: 'integer',
      label: { zh: '潜力：订单数至少', en: 'Potential: orders at least' },
      default: 3,
      min: 1,
      max: 10000,
    },
    {
      id: 'warning_days',
      kind: 'integer',
      label: { zh: '流失预警：超过', en: 'Churn warning: silent over' },
      default: 180,
      min: 1,
      max: 3650,
      format: 'days',
    },
    {
      id: 'warning_first',
      kind: 'boolean',
      label: { zh: '流失预警优先', en: 'Churn warning comes first' },
      help: {
        zh: '规则依次判断，先满足者生效。默认顺序：VIP、潜力、流失预警；打开后先判断流失预警。',
        en: 'Rules are tried in order and the first that fits wins: VIP, potential, churn warning. Switched on, the warning is tried first.',
      },
      default: false,
    },
  ],
  columns: [
    { name: 'customer', label: { zh: '客户', en: 'Customer' }, format: 'text' },
    { name: 'recency_days', label: { zh: '距上次购买', en: 'Recency' }, format: 'days' },
    { name: 'frequency', label: { zh: '订单数', en: 'Orders' }, format: 'integer' },
    { name: 'monetary', label: { zh: '消费金额', en: 'Amount' }, format: 'money' },
    { name: 'tier', label: { zh: '层级', en: 'Tier' }, format: 'text' },
    {
      name: 'rules_met',
      label: { zh: '满足规则数', en: 'Rules met' },
      format: 'integer',
      help: {
        zh: '这位客户同时满足几条规则；大于 1 时由先后次序决定层级。',
        en: 'How many rules the customer meets; above 1 the order of the rules decides.',
      },
    },
  ],
  codes: {
    tier: {
      VIP: { zh: 'VIP', en: 'VIP' },
      potential: { zh: '潜力', en: 'Potential' },
      ordinary: { zh: '普通', en: 'Ordinary' },
      'churn warning': { zh: '流失预警', en: 'Churn warning' },
    },
    measure: {
      customers: { zh: '客户占比', en: 'Share of customers' },
      revenue: { zh: '金额占比', en: 'Share of amount' },
    },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各层级的客户占比与金额占比', en: 'Share of customers and of amount by tier' },
    orientation: 'horizontal',
    layout: 'grouped',
    x: { column: 'share', label: { zh: '占比', en: 'Share' }, format: 'percent' },
    y: { column: 'tier', label: { zh: '层级', en: 'Tier' }, format: 'text', scale: 'band' },
    series: { column: 'measure', label: { zh: '口径', en: 'Measure' }, format: 'text' },
    order: ['customers', 'revenue'],
    label: { column: 'share', format: 'percent' },
  },
  findings: {
    vip: {
      sentence: {
        zh: '{tier} 有 {customers:integer} 人，占客户的 {share:percent}，贡献 {revenue_share:percent} 的金额（{revenue:money}）。',
        en: '{tier}: {customers:integer} customers, {share:percent} of all, bring {revenue_share:percent} of the amount ({revenue:money}).',
      },
    },
    no_vip: {
      sentence: {
        zh: '{customers:integer} 位客户里没有人达到 {tier} 标准，门槛可能定得太高，先看看金额的分布再调。',
        en: 'None of {customers:integer} customers meets the {tier} rule; the bar may be too high. Check how amounts are spread, then adjust it.',
      },
    },
    warning_revenue: {
      sentence: {
        zh: '“{tier}”有 {customers:integer} 人（{share:percent}），他们在窗口内曾带来 {revenue:money}，占 {revenue_share:percent}。',
        en: '"{tier}": {customers:integer} customers ({share:percent}) who brought {revenue:money} within the window, {revenue_share:percent} of the amount.',
      },
    },
    several_rules: {
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）同时满足不止一条规则，他们的层级由规则先后决定。',
        en: '{customers:integer} customers ({share:percent}) meet more than one rule; the order of the rules decides their tier.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '用业务自己定的门槛给客户分层：谁是 VIP、谁有潜力、谁要预警。门槛看得懂、说得清，适合直接落到权益和跟进规则里。',
      en: 'Sorts customers by thresholds the business sets itself: VIP, potential, churn warning. The bars are plain to everyone, so they can go straight into benefits and follow-up rules.',
    },
    definition: {
      zh: '规则依次判断，先满足者生效：VIP = R ≤ 90 天且 F ≥ 5 且 M ≥ 100,000；潜力 = R < 30 天且 F ≥ 3；流失预警 = R > 180 天；都不满足为普通。R、F、M 的口径与 RFM 相同。所有门槛和“流失预警是否优先”都可调。',
      en: 'Rules are tried in order, the first that fits wins: VIP = R ≤ 90 days and F ≥ 5 and M ≥ 100,000; potential = R < 30 days and F ≥ 3; churn warning = R > 180 days; otherwise ordinary. R, F and M are those of RFM. Every bar, and whether the warning comes first, can be changed.',
    },
    howToRead: {
      zh: '比较每层的客户占比与金额占比。VIP 金额占比远高于人数占比，说明门槛有效；“满足规则数”大于 1 的客户要确认先后次序符合你的本意。',
      en: 'Compare each tier\'s share of customers with its share of the amount. A VIP share of amount far above its share of customers means the bar works; for customers with "rules met" above 1, check that the order is what you mean.',
    },
    pitfalls: {
      zh: '固定门槛不会随生意变化：旺季一到，很多人会自动升级，涨价也会。金额门槛与货币和时段有关，换了时段要重新定。规则有重叠时，先后次序就是结果。',
      en: 'Fixed bars do not move with the business: in high season, or after a price rise, many customers rise by themselves. The amount depends on currency and period; set it anew when the period changes. Where rules overlap, their order is the result.',
    },
    sources: [
      { label: 'Kumar, V. & Reinartz, W. (2018). Customer Relationship Management, 3rd ed. Springer.' },
    ],
  },
} satisfies TemplateMeta;
