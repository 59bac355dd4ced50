import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'rfm',
  version: 3,
  group: 'value',
  title: { zh: 'RFM 客户分层', en: 'RFM tiers' },
  question: {
    zh: '哪些客户最有价值，哪些价值较低？',
    en: 'Which customers are worth most, and which least?',
  },
  tags: ['RFM', '分层', '八类客户', '重要价值', 'tiers', 'segments'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.order_id'],
  },
  params: [
    {
      id: 'window',
      kind: 'choice',
      label: words.window,
      help: {
        zh: '“分析目标的时段”只看目标里选定的时段和客群；“全部历史”看截止日之前的所有订单。',
        en: '“The goal’s period” takes the period and customer group of the goal; “all history” takes every order up to the as-of date.',
      },
      default: 'period',
      options: [
        { value: 'period', label: words.goalPeriod },
        { value: 'all', label: words.allHistory },
      ],
    },
    {
      id: 'an_order',
      kind: 'choice',
      rare: true,
      label: { zh: '一笔订单是', en: 'An order is' },
      help: {
        zh: '文件里没有订单号、只有日期时，同一天的两行无法分辨是一单还是两单：可以按行算。',
        en: 'Where a file has no order ids and dates only, two lines of a day may be one order or two: take each line as one here.',
      },
      default: 'id',
      options: [
        {
          value: 'id',
          label: { zh: '一个订单号（没有时为同一时刻）', en: 'An order id (without, an instant)' },
        },
        { value: 'row', label: { zh: '一行', en: 'A line' } },
      ],
    },
    {
      id: 'method',
      kind: 'choice',
      label: { zh: '方法', en: 'Method' },
      default: 'weighted',
      options: [
        { value: 'weighted', label: { zh: '加权评分', en: 'Weighted score' } },
        { value: 'quintile', label: { zh: '五分位（R 包 rfm）', en: 'Quintiles (R package rfm)' } },
        { value: 'eight', label: { zh: '八类客户（高/低）', en: 'Eight segments (high or low)' } },
        { value: 'fifths', label: { zh: '等人数五等分', en: 'Equal-count fifths' } },
      ],
    },
    {
      id: 'normalisation',
      kind: 'choice',
      label: { zh: '归一化', en: 'Normalisation' },
      help: {
        zh: '自动：用最小–最大，若有一层会超过九成客户，则改按名次。最小–最大会被个别大客户拉偏；缩尾把最两端的 1% 压回边界；按名次只看排位。',
        en: 'Automatic takes min–max, or ranks where one tier would hold over nine in ten customers. Min–max is stretched by a few giants; winsorised pulls the outer 1% back to the edge; by rank looks at positions only.',
      },
      default: 'automatic',
      options: [
        { value: 'automatic', label: words.automatic },
        { value: 'minmax', label: { zh: '最小–最大', en: 'Min–max' } },
        { value: 'winsorised', label: { zh: '缩尾 1%–99%', en: 'Winsorised 1–99%' } },
        { value: 'rank', label: { zh: '按名次', en: 'By rank' } },
      ],
      when: { param: 'method', is: ['weighted'] },
    },
    {
      id: 'split',
      kind: 'choice',
      label: words.splitAt,
      default: 'mean',
      options: [
        { value: 'mean', label: words.mean },
        { value: 'median', label: words.median },
      ],
      when: { param: 'method', is: ['eight'] },
    },
    {
      id: 'weights',
      kind: 'weights',
      label: { zh: '权重', en: 'Weights' },
      default: { r: 0.3, f: 0.4, m: 0.3 },
      parts: [
        { id: 'r', label: { zh: '近度（R）', en: 'Recency (R)' } },
        { id: 'f', label: words.frequency },
        { id: 'm', label: { zh: '消费金额（M）', en: 'Monetary (M)' } },
      ],
      when: { param: 'method', is: ['weighted'] },
    },
    {
      id: 'high_from',
      kind: 'number',
      label: { zh: '高价值起点', en: 'High value from' },
      default: 0.8,
      min: 0,
      max: 1,
      step: 0.05,
      when: { param: 'method', is: ['weighted'] },
    },
    {
      id: 'potential_from',
      kind: 'number',
      label: { zh: '潜力起点', en: 'Potential from' },
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
      when: { param: 'method', is: ['weighted'] },
    },
    {
      id: 'fourth_tier',
      kind: 'boolean',
      rare: true,
      label: { zh: '增设“普通”层', en: 'Fourth tier “ordinary”' },
      default: false,
      when: { param: 'method', is: ['weighted'] },
    },
    {
      id: 'ordinary_from',
      kind: 'number',
      rare: true,
      label: { zh: '普通起点', en: 'Ordinary from' },
      default: 0.3,
      min: 0,
      max: 1,
      step: 0.05,
      when: { param: 'fourth_tier', is: [true] },
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'recency_days', label: words.daysSinceLastPurchase, format: 'days' },
    { name: 'frequency', label: words.orderCount, format: 'integer' },
    { name: 'monetary', label: words.spend, format: 'money', adds: true },
    { name: 'r_score', label: { zh: 'R 分', en: 'R score' }, format: 'decimal' },
    { name: 'f_score', label: { zh: 'F 分', en: 'F score' }, format: 'decimal' },
    { name: 'm_score', label: { zh: 'M 分', en: 'M score' }, format: 'decimal' },
    { name: 'score', label: { zh: '总分', en: 'Total score' }, format: 'decimal' },
    { name: 'tier', label: words.tier, format: 'text' },
  ],
  tables: [
    {
      id: 'quantiles',
      title: { zh: '分位点', en: 'Quantiles' },
      columns: [
        { name: 'input', label: words.metric, format: 'text' },
        { name: 'least', label: { zh: '最小', en: 'Least' }, format: 'number' },
        { name: 'q20', label: { zh: '20% 分位', en: '20%' }, format: 'number' },
        { name: 'q40', label: { zh: '40% 分位', en: '40%' }, format: 'number' },
        { name: 'q60', label: { zh: '60% 分位', en: '60%' }, format: 'number' },
        { name: 'q80', label: { zh: '80% 分位', en: '80%' }, format: 'number' },
        { name: 'most', label: { zh: '最大', en: 'Most' }, format: 'number' },
      ],
    },
  ],
  codes: {
    input: {
      recency: { zh: '距上次购买（天）', en: 'Days since the last order' },
      frequency: words.orderCount,
      monetary: words.spend,
    },
    tier: {
      'high value': { zh: '高价值', en: 'High value' },
      potential: words.potential,
      ordinary: words.ordinary,
      // A low score says little of leaving: somebody's first purchase of yesterday scores low too.
      'churn risk': { zh: '低价值', en: 'Low value' },
      'important value': { zh: '重要价值客户', en: 'Important: value' },
      'important develop': { zh: '重要发展客户', en: 'Important: develop' },
      'important keep': { zh: '重要保持客户', en: 'Important: keep' },
      'important win back': { zh: '重要挽留客户', en: 'Important: win back' },
      'general value': { zh: '一般价值客户', en: 'General: value' },
      'general develop': { zh: '一般发展客户', en: 'General: develop' },
      'general keep': { zh: '一般保持客户', en: 'General: keep' },
      'general win back': { zh: '一般挽留客户', en: 'General: win back' },
      Champions: { zh: '冠军客户', en: 'Champions' },
      'Loyal Customers': { zh: '忠诚客户', en: 'Loyal customers' },
      'Potential Loyalist': { zh: '潜在忠诚', en: 'Potential loyalists' },
      'Need Attention': { zh: '需要关注', en: 'Need attention' },
      'About To Sleep': { zh: '即将沉睡', en: 'About to sleep' },
      'At Risk': { zh: '有流失风险', en: 'At risk' },
      Lost: words.lost,
      Others: { zh: '其他', en: 'Others' },
    },
    measure: {
      customers: words.shareOfCustomers,
      revenue: words.shareOfRevenue,
    },
  },
  ahead: true,
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
    details: [
      { column: 'customers', label: words.customers, format: 'integer' },
      { column: 'revenue', label: words.revenue, format: 'money' },
    ],
  },
  marks: 'tier = {tier}',
  findings: {
    automatic_rank: {
      claim: { kind: 'note' },
      sentence: {
        zh: '按最小–最大会有 {share:percent} 的客户（{customers:integer} 人）落在“{tier}”一层，因此已自动改为按名次归一化。',
        en: 'By min–max {share:percent} of customers ({customers:integer}) would fall into one tier, “{tier}”: they are normalised by rank instead.',
      },
      suggest: { param: 'normalisation', value: 'minmax', label: { zh: '仍用最小–最大', en: 'Use min–max' } },
    },
    collapsed: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{share:percent} 的客户（{customers:integer} 人）都落在“{tier}”一层：少数极端值把评分尺度拉长了，这样的分层没有区分度。改为按名次归一化即可分开。',
        en: '{share:percent} of customers ({customers:integer}) fall into one tier, “{tier}”: a few extreme values stretch the scale, so these tiers separate little. Normalising by rank pulls them apart.',
      },
      rows: 'tier = {tier}',
      suggest: {
        param: 'normalisation',
        value: 'rank',
        label: { zh: '改为按名次', en: 'Normalise by rank' },
      },
    },
    collapsed_clip: {
      claim: { kind: 'note' },
      sentence: {
        zh: '若想保留金额和次数的差距大小，可改用缩尾（1%–99%），它只压住两端的极端值：最大的一层会降到 {share:percent}。',
        en: 'To keep the distances between amounts and counts, try winsorising (1–99%), which only reins in the extremes: the largest tier would hold {share:percent}.',
      },
      suggest: { param: 'normalisation', value: 'winsorised', label: { zh: '改为缩尾', en: 'Winsorise' } },
    },
    best_tier: {
      claim: { kind: 'level' },
      sentence: {
        zh: '“{tier}”共 {customers:integer} 人，占客户的 {share:percent}，贡献了 {revenue_share:percent} 的销售额（{revenue:money}）。',
        en: '“{tier}”: {customers:integer} customers, {share:percent} of all, with {revenue_share:percent} of the revenue ({revenue:money}).',
      },
      rows: 'tier = {tier}',
    },
    low_tier: {
      claim: { kind: 'level' },
      sentence: {
        zh: '“{tier}”共 {customers:integer} 人（{share:percent}），贡献了 {revenue_share:percent} 的销售额（{revenue:money}），距最近一次下单的中位数为 {median_recency:days}。',
        en: '“{tier}”: {customers:integer} customers ({share:percent}) bring {revenue_share:percent} of the revenue ({revenue:money}); the median time since their last order is {median_recency:days}.',
      },
      rows: 'tier = {tier}',
    },
    silent_revenue: {
      claim: { kind: 'level' },
      insight: { money: { column: 'revenue' } },
      sentence: {
        zh: '过去买得多、近来不来的客户（按评分排在“{tier}”）有 {customers:integer} 人，距最近一次下单的中位数为 {median_recency:days}；他们占 {revenue_share:percent} 的金额（{revenue:money}），应优先挽回。',
        en: '{customers:integer} customers bought much and went quiet (“{tier}” by their scores), with a median of {median_recency:days} since the last order; they stand for {revenue_share:percent} of the amount ({revenue:money}): win these back first.',
      },
      leaving: {
        zh: '评分为“{tier}”：与其他客户比，买得多而近来不买；没有定多少天',
        en: 'scored as “{tier}”: beside other customers they bought much and have not bought lately; no number of days is set',
      },
      rows: 'tier = {tier}',
      measure: {
        action: {
          zh: '两周内逐一回访这 {customers:integer} 位买得多却沉默的客户',
          en: 'Call each of these {customers:integer} quiet high spenders within two weeks',
        },
        department: 'sales',
        kpi: { zh: '再次下单的占比', en: 'Share of them who order again' },
        now: words.noneYet,
        target: { zh: '全部联系到，至少 15% 再次下单', en: 'all reached, 15% order again' },
        days: 14,
      },
    },
  },
  explanation: {
    summary: {
      zh: '用“多久没买（R）、买了几次（F）、花了多少（M）”三个数给每位客户打分并分层，用来决定把精力放在谁身上。',
      en: 'Scores every customer on how recently (R), how often (F) and for how much (M) they bought, and sorts them into tiers: it tells you on whom to spend your effort.',
    },
    definition: {
      zh: 'R = 最后一次下单距截止日的天数；F = 订单数（同一订单号的多行算一笔；没有订单号时，同一客户同一时刻为一笔，只有日期的文件可改为每行一笔）；M = 金额合计。加权法把三项各自归一化到 0–1（R 越小分越高），再按权重相加；某项所有人都相同时记 0.5。总分不低于“高价值起点”为高价值，不低于“潜力起点”为潜力，其余为低价值（可再分出“普通”）。归一化默认“自动”：先用最小–最大，若有一层会超过 90% 的客户（客户不少于 20 人时），改按名次。八类客户按 R、F、M 各自是否优于平均值（或中位数）分为高低两半：M 高为“重要”，低为“一般”；R、F 都高为价值，只有 R 高为发展，只有 F 高为保持，都低为挽留；恰在界上算低。五分位法按 20/40/60/80 分位数各打 1–5 分（分位点加 1，左闭右开，与 R 包 rfm 一致），再按该软件包的规则依次归入客群（原有的“新客户、有望客户、不能失去”三类的条件全被前面的规则包含，永远没有人，因此不列）；等人数五等分把客户按名次均分为五组。',
      en: 'R = days from the last order to the as-of date; F = number of orders (lines with one order id are one order; without ids, those of a customer at one instant, or each line where a file has dates only); M = total amount. The weighted method scales each to 0–1 (a smaller R scores higher) and adds them by weight; a term in which all customers are equal counts 0.5. A score at or above “high value from” is high value, at or above “potential from” is potential, the rest is low value (with “ordinary” split off if wanted). Automatic normalisation takes min–max, or ranks where one tier would hold over 90% of at least 20 customers. The eight segments ask of R, F and M whether each is better than its mean (or median): M high is important, low general; R and F high is value, R alone develop, F alone keep, neither win back; who is on the cut is low. The quintile method gives 1–5 by the 20/40/60/80% quantiles (cut points quantile + 1, bins closed on the left, as in the R package rfm) and sorts customers into segments by that package’s rules in order (three of its ten, New Customers, Promising and Can’t Lose Them, lie wholly within rules before them and are never reached: they are left out); equal-count fifths cut the ranking into five equal groups.',
    },
    formula:
      'score = w_R · (max R − R)/(max R − min R) + w_F · (F − min F)/(max F − min F) + w_M · (M − min M)/(max M − min M)',
    howToRead: {
      zh: '先看图里两根条的差：销售额占比远高于客户占比的层级要守住，反过来的层级要么便宜地维系、要么放手。再到表里按总分排序取名单。拖动权重会立刻重新分层：新客为主的生意加重 R，耗材和订阅加重 F，大额低频的生意加重 M。',
      en: 'Look at the gap between the two bars first: guard the tiers whose share of revenue is far above their share of customers; serve the opposite ones cheaply or let go. Then sort the table by score for the list. Moving a weight re-tiers at once: weigh R where new customers matter, F for consumables and subscriptions, M for rare large purchases.',
    },
    pitfalls: {
      zh: '最小–最大归一化遇到长尾会失灵：一位超级大客户就能让其他所有人的 F、M 分接近 0，选了它又看到“超过九成客户挤在一层”的提醒时请换归一化。分数是相对的，换了时段或客群就不能直接比较。退款没有清洗掉会压低 M。没有订单号时，同一时刻的多行按一笔订单算；只有日期的文件里，一位客户一天的多行因此是一笔。默认权重下，昨天才首次下单的人最多得 0.3 分，总落在“低价值”：那说的是分低，不是要走。八类里的平均值会被大客户抬高，落在“一般”的因此多于一半。',
      en: 'Min–max fails on long tails: one giant pushes everybody else’s F and M towards 0; when you chose it and are warned that over nine in ten share a tier, change the normalisation. Scores are relative: they do not compare across periods or groups. Refunds left in lower M. Without order ids, lines at one instant count as one order, so in a file with dates alone the lines of a customer on one day do. By the default weights a first-time buyer of yesterday scores 0.3 at most and is always “low value”: that says the score is low, not that they are leaving. Of the eight, giants lift the means, so more than half are general.',
    },
    sources: [
      { label: 'Hughes, A. M. (1994). Strategic Database Marketing. Probus.' },
      {
        label: 'Hebbali, A. rfm: Recency, Frequency and Monetary Value Analysis (R package).',
        url: 'https://rfm.rsquaredacademy.com',
      },
    ],
  },
} satisfies TemplateMeta;
