import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'tier-rules',
  version: 5,
  group: 'value',
  title: { zh: '规则分层', en: 'Tiers by rules' },
  question: {
    zh: '按我们自己的标准，谁是 VIP，谁该预警？',
    en: 'By our own standards, who is a VIP and who needs a warning?',
  },
  tags: ['VIP', '分层', 'tiers', 'rules'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.order_id', 'customers.customer', 'customers.contract_end', 'customers.churned'],
  },
  params: [
    {
      id: 'window',
      kind: 'choice',
      rare: true,
      label: words.window,
      default: 'period',
      options: [
        { value: 'period', label: words.goalPeriod },
        { value: 'all', label: words.allHistory },
      ],
    },
    {
      id: 'scheme',
      kind: 'choice',
      label: { zh: '规则', en: 'Rules' },
      default: 'thresholds',
      options: [
        {
          value: 'thresholds',
          label: { zh: 'VIP、潜力、普通、预警', en: 'VIP, potential, ordinary, warning' },
        },
        {
          value: 'standing',
          label: { zh: 'VIP、重要、普通、潜在', en: 'VIP, important, ordinary, prospect' },
        },
        { value: 'own', label: { zh: '自己定义', en: 'My own' } },
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
      when: { param: 'scheme', is: ['thresholds', 'standing'] },
    },
    {
      id: 'vip_orders',
      kind: 'integer',
      label: { zh: 'VIP：订单数至少', en: 'VIP: orders at least' },
      default: 5,
      min: 1,
      max: 10000,
      when: { param: 'scheme', is: ['thresholds', 'standing'] },
    },
    {
      id: 'vip_amount',
      kind: 'number',
      label: { zh: 'VIP：金额至少（0 为自动）', en: 'VIP: amount at least (0: automatic)' },
      help: {
        zh: '自动：100,000；如果它在这份数据里分不出层（达到 VIP 标准的不到千分之一或超过两成），就取消费最高的一成客户达到的金额，取整到 1、2、5 × 10 的幂。',
        en: 'Automatic: 100,000; where that sets nobody apart here (fewer than one buyer in a thousand would be a VIP, or over a fifth), the amount that the top tenth of buyers reach, rounded to 1, 2 or 5 times a power of ten.',
      },
      default: 0,
      min: 0,
      max: 1e12,
      format: 'money',
      when: { param: 'scheme', is: ['thresholds', 'standing'] },
    },
    {
      id: 'potential_days',
      kind: 'integer',
      label: { zh: '潜力：最近购买少于', en: 'Potential: last order under' },
      default: 30,
      min: 0,
      max: 3650,
      format: 'days',
      when: { param: 'scheme', is: ['thresholds'] },
    },
    {
      id: 'potential_orders',
      kind: 'integer',
      label: { zh: '潜力：订单数至少', en: 'Potential: orders at least' },
      default: 3,
      min: 1,
      max: 10000,
      when: { param: 'scheme', is: ['thresholds'] },
    },
    {
      id: 'warning_days',
      kind: 'integer',
      label: { zh: '流失预警：超过', en: 'Churn warning: silent over' },
      default: 180,
      min: 1,
      max: 3650,
      format: 'days',
      when: { param: 'scheme', is: ['thresholds'] },
    },
    {
      id: 'warning_first',
      kind: 'boolean',
      rare: true,
      label: { zh: '流失预警优先', en: 'Churn warning comes first' },
      help: {
        zh: '规则依次判断，先满足者生效。默认顺序：VIP、潜力、流失预警；打开后先判断流失预警。',
        en: 'Rules are tried in order and the first that fits wins: VIP, potential, churn warning. Switched on, the warning is tried first.',
      },
      default: false,
      when: { param: 'scheme', is: ['thresholds'] },
    },
    {
      id: 'important_share',
      kind: 'number',
      label: { zh: '重要：消费最高的', en: 'Important: top share by amount' },
      default: 0.2,
      min: 0.01,
      max: 1,
      step: 0.01,
      format: 'percent',
      when: { param: 'scheme', is: ['standing'] },
    },
    {
      id: 'rules',
      kind: 'rules',
      label: { zh: '自己的规则', en: 'My rules' },
      help: {
        zh: '从上到下依次判断，先满足者生效；界限都含端点。没有购买的客户订单数为 0，没有“距上次购买”。',
        en: 'Tried from the top, the first that fits wins; bounds are inclusive. Who bought nothing has 0 orders and no recency.',
      },
      codes: 'tier',
      fields: [
        { id: 'recency_days', label: words.daysSinceLastPurchase, format: 'days' },
        { id: 'frequency', label: words.orderCount, format: 'integer' },
        { id: 'monetary', label: words.spend, format: 'money' },
      ],
      default: [
        { name: 'VIP', min: { frequency: 5 }, max: { recency_days: 90 } },
        { name: 'potential', min: { frequency: 3 }, max: { recency_days: 29 } },
        { name: 'churn warning', min: { recency_days: 181 }, max: {} },
        { name: 'prospect', min: {}, max: { frequency: 0 } },
      ],
      when: { param: 'scheme', is: ['own'] },
    },
    {
      id: 'otherwise',
      kind: 'text',
      rare: true,
      label: { zh: '其余叫作', en: 'The rest is called' },
      default: '',
      maxLength: 100,
      when: { param: 'scheme', is: ['own'] },
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'recency_days', label: words.daysSinceLastPurchase, format: 'days' },
    { name: 'frequency', label: words.orderCount, format: 'integer' },
    { name: 'monetary', label: words.spend, format: 'money', adds: true },
    { name: 'tier', label: words.tier, format: 'text' },
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
      potential: words.potential,
      important: { zh: '重要', en: 'Important' },
      ordinary: words.ordinary,
      lapsed: { zh: '曾成交（时段内没有）', en: 'Bought before (not in the window)' },
      prospect: { zh: '潜在（从未成交）', en: 'Prospect (never bought)' },
      'churn warning': words.churnWarning,
    },
    measure: {
      customers: words.shareOfCustomers,
      revenue: words.shareOfRevenue,
    },
  },
  chart: {
    kind: 'bar',
    title: words.shareOfCustomersAndOfRevenueByTier,
    orientation: 'horizontal',
    layout: 'grouped',
    x: { column: 'share', label: words.share, format: 'percent' },
    y: { column: 'tier', label: words.tier, format: 'text', scale: 'band' },
    series: { column: 'measure', label: words.measure, format: 'text' },
    order: ['customers', 'revenue'],
    label: { column: 'share', format: 'percent' },
  },
  marks: 'tier = {tier}',
  findings: {
    vip: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{tier} 有 {customers:integer} 人，占客户的 {share:percent}，贡献 {revenue_share:percent} 的销售额（{revenue:money}）。',
        en: '{tier}: {customers:integer} customers, {share:percent} of all, with {revenue_share:percent} of the revenue ({revenue:money}).',
      },
      rows: 'tier = {tier}',
    },
    bar: {
      claim: { kind: 'note' },
      sentence: {
        zh: 'VIP 的金额线由数据定为 {bar:money}：消费最高的一成客户达到的金额，取整到 1、2、5 × 10 的幂。若用通用的 {usual:money}，就有 {customers:integer} 位客户达到 VIP 标准，人数太多，分不出层；要固定金额，在“VIP：金额至少”里填。',
        en: 'The VIP amount is taken from the data, {bar:money}: what the top tenth of buyers reach, rounded to 1, 2 or 5 times a power of ten. An amount of {usual:money}, the usual one, makes VIPs of {customers:integer} customers, too many to set anybody apart. To fix an amount, enter it under “VIP: amount at least”.',
      },
    },
    bar_few: {
      claim: { kind: 'note' },
      sentence: {
        zh: 'VIP 的金额线由数据定为 {bar:money}：消费最高的一成客户达到的金额，取整到 1、2、5 × 10 的幂。若用通用的 {usual:money}，只有 {customers:integer} 位客户达到 VIP 标准，人数太少，分不出层；要固定金额，在“VIP：金额至少”里填。',
        en: 'The VIP amount is taken from the data, {bar:money}: what the top tenth of buyers reach, rounded to 1, 2 or 5 times a power of ten. An amount of {usual:money}, the usual one, makes VIPs of only {customers:integer} customers, too few to set anybody apart. To fix an amount, enter it under “VIP: amount at least”.',
      },
    },
    bar_none: {
      claim: { kind: 'note' },
      sentence: {
        zh: 'VIP 的金额线由数据定为 {bar:money}：消费最高的一成客户达到的金额，取整到 1、2、5 × 10 的幂。若用通用的 {usual:money}，没有人达到 VIP 标准；要固定金额，在“VIP：金额至少”里填。',
        en: 'The VIP amount is taken from the data, {bar:money}: what the top tenth of buyers reach, rounded to 1, 2 or 5 times a power of ten. An amount of {usual:money}, the usual one, makes nobody a VIP. To fix an amount, enter it under “VIP: amount at least”.',
      },
    },
    no_vip: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户里没有人达到 {tier} 标准，门槛可能定得太高，先看看金额的分布再调。',
        en: 'None of {customers:integer} customers meets the {tier} rule; the bar may be too high. Check how amounts are spread, then adjust it.',
      },
    },
    warning_revenue: {
      claim: { kind: 'level' },
      insight: { money: { column: 'revenue' } },
      sentence: {
        zh: '“{tier}”有 {customers:integer} 人（{share:percent}）：超过 {warning_days:days}没有下单，在窗口内曾带来 {revenue:money}，占 {revenue_share:percent}。',
        en: '“{tier}”: {customers:integer} customers ({share:percent}) without an order for over {warning_days:days}, who brought {revenue:money} within the window, {revenue_share:percent} of the revenue.',
      },
      leaving: {
        zh: '窗口内买过，距最后一单超过 {warning_days:days}，又不先满足别的层级规则（合同、订阅或会员仍有效的不算）',
        en: 'who bought within the window, last more than {warning_days:days} ago, meet no rule that is tried first and have no agreement that runs',
      },
      rows: 'tier = {tier}',
      measure: {
        action: {
          zh: '把流失预警的 {customers:integer} 位客户分给负责人，按消费金额从高到低联系',
          en: 'Share the {customers:integer} customers on churn warning among their owners and contact them by amount',
        },
        department: 'sales',
        kpi: { zh: '流失预警客户的回购率', en: 'Repurchase rate of customers on churn warning' },
        now: words.notBegun,
        target: { zh: '30 天内至少一成客户再次下单', en: 'at least one in ten orders again within 30 days' },
        days: 30,
      },
    },
    agreed: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户超过 {warning_days:days}没有下单，但不列入流失预警：合同、订阅或会员还没有到期（或还没到下次续费），或者客户表说没有流失，而他们通常也不会在 {warning_days:days}内再买。',
        en: 'Not on churn warning, though without an order for over {warning_days:days}: {customers:integer} customers with a contract, subscription or membership that has not ended (or is not yet to be renewed) or a profile that says not churned, and without the habit of buying again within {warning_days:days}.',
      },
    },
    lapsed: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）以前成交过，而窗口内没有：“{tier}”。他们需要的是召回。',
        en: '{customers:integer} customers ({share:percent}) bought before but not within the window: “{tier}”. They are to be won back.',
      },
      rows: 'tier = {tier}',
    },
    prospects: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）从未成交，是“{tier}”：先联系他们，而不是把他们算作流失。',
        en: '{customers:integer} customers ({share:percent}) have never bought in all the history: “{tier}”. They are to be won, not to be won back.',
      },
    },
    unmatched: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）不满足任何一条规则：规则可能太窄，或少了一条。',
        en: '{customers:integer} customers ({share:percent}) meet none of the rules: they may be too narrow, or one is missing.',
      },
    },
    several_rules: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）同时满足不止一条规则，他们的层级由规则先后决定。',
        en: '{customers:integer} customers ({share:percent}) meet more than one rule; the order of the rules decides their tier.',
      },
      rows: 'rules_met > 1',
    },
  },
  explanation: {
    summary: {
      zh: '用业务自己定的门槛给客户分层：谁是 VIP、谁有潜力、谁要预警。门槛看得懂、说得清，适合直接落到权益和跟进规则里。',
      en: 'Sorts customers by thresholds the business sets itself: VIP, potential, churn warning. The bars are plain to everyone, so they can go straight into benefits and follow-up rules.',
    },
    definition: {
      zh: '规则依次判断，先满足者生效：VIP = R ≤ 90 天且 F ≥ 5 且 M ≥ 100,000（如果这样的 VIP 不到成交客户的千分之一或超过两成，金额线改取消费最高的一成客户达到的金额，取整到 1、2、5 × 10 的幂，并写明）；潜力 = R < 30 天且 F ≥ 3；流失预警 = R > 180 天，但合同、订阅或会员仍有效（或客户表说没有流失）而通常不会在 180 天内再买、或只买过一次的客户除外（只买过一次的，期限从购买起不超过 400 天才算；客户表要在沉默的客户里写明至少五分之一已流失才算）；都不满足为普通。另一套：潜在 = 在全部历史里从未成交；曾成交 = 以前买过而窗口内没有；VIP 同上；重要 = 消费额在成交客户中排前 20%（人数向上取整，与最后一位相同的也算）；其余为普通。也可以自己写规则：每条有名称和 R、F、M 的上下限（含端点），从上到下先满足者生效，都不满足的另起名称。R、F、M 的口径与 RFM 相同；所有门槛和先后都可调。',
      en: 'Rules are tried in order, the first that fits wins: VIP = R ≤ 90 days and F ≥ 5 and M ≥ 100,000 (where fewer than one buyer in a thousand would be one, or over a fifth, the amount is what the top tenth of buyers reach, rounded to 1, 2 or 5 times a power of ten, and it says so); potential = R < 30 days and F ≥ 3; churn warning = R > 180 days, except customers whose contract, subscription or membership has not ended, or whose profile says that they have not churned, where they usually buy less often than every 180 days or have bought once (of those a term of at most 400 days from the purchase; profiles count only where they say of a fifth of the silent that they have churned); otherwise ordinary. The other set: prospect = never bought in all the history; bought before = a purchase before the window and none within; VIP as above; important = among the top 20% of buyers by amount (their number rounded up, ties with the last one included); otherwise ordinary. Or rules of your own: each has a name and inclusive bounds on R, F and M, the first that fits from the top wins, and who fits none gets a name too. R, F and M are those of RFM; every bar and the order can be changed.',
    },
    howToRead: {
      zh: '比较每层的客户占比与销售额占比。VIP 销售额占比远高于人数占比，说明门槛有效；“满足规则数”大于 1 的客户要确认先后次序符合你的本意。',
      en: 'Compare each tier’s share of customers with its share of the revenue. A VIP share of revenue far above its share of customers means the bar works; for customers with “rules met” above 1, check that the order is what you mean.',
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
