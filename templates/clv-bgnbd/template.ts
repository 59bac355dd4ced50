import type { TemplateMeta } from '../../src/template/schema.ts';
import { daysAgo, recordOf } from '../shared/record.ts';
import { words } from '../shared/words.ts';

const record = recordOf({
  ago: daysAgo,
  what: { zh: '购买天数', en: 'purchase days' },
  counted: '天',
  part: { zh: '当时已复购次数', en: 'Repeat purchases until then' },
  format: 'integer',
});

export default {
  id: 'clv-bgnbd',
  version: 3,
  group: 'value',
  title: { zh: '客户终身价值（BG/NBD 与 Gamma-Gamma）', en: 'Lifetime value (BG/NBD and Gamma-Gamma)' },
  question: {
    zh: '每位客户还会回来吗，未来一年值多少钱？',
    en: 'Will each customer come back, and what is each worth in the months ahead?',
  },
  tags: ['CLV', '终身价值', 'BG/NBD', 'Gamma-Gamma', 'lifetime value', '复购预测'],
  needs: { required: ['orders.customer', 'orders.ordered_at', 'orders.amount'], optional: [] },
  params: [
    {
      id: 'view',
      kind: 'choice',
      label: words.chart,
      default: 'states',
      options: [
        { value: 'states', label: { zh: '各状态的价值', en: 'Value by state' } },
        { value: 'fit', label: { zh: '模型拟合：实际与预计', en: 'Fit: actual and expected' } },
        record.view,
      ],
    },
    {
      id: 'months',
      kind: 'integer',
      label: { zh: '预测月数', en: 'Months ahead' },
      default: 12,
      min: 1,
      max: 60,
    },
    {
      id: 'monthly_discount',
      kind: 'number',
      label: { zh: '月折现率', en: 'Discount a month' },
      help: {
        zh: '未来的一块钱比今天的便宜多少；每月 1% 约合每年 12.7%。',
        en: 'By how much money of the future is worth less than today; 1% a month is about 12.7% a year.',
      },
      default: 0.01,
      min: 0,
      max: 0.1,
      step: 0.005,
      format: 'percent',
    },
    {
      id: 'margin',
      kind: 'number',
      label: words.grossMargin,
      help: {
        zh: '100% 时价值按销售额算；填毛利率则按毛利算。',
        en: 'At 100% the value is in sales; with your margin it is in gross profit.',
      },
      default: 1,
      min: 0,
      max: 1,
      step: 0.05,
      format: 'percent',
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    {
      name: 'repeat_purchases',
      label: words.repeatPurchases,
      format: 'integer',
      help: { zh: '有购买的天数减一。', en: 'Days with a purchase, less one.' },
    },
    {
      name: 'recency_weeks',
      label: { zh: '首末购相隔周数', en: 'Weeks first to last' },
      format: 'number',
    },
    { name: 'age_weeks', label: { zh: '首购至今周数', en: 'Weeks since first' }, format: 'number' },
    { name: 'spent', label: { zh: '历史消费', en: 'Spent so far' }, format: 'money', adds: true },
    {
      name: 'p_alive',
      label: { zh: '仍活跃概率', en: 'P(alive)' },
      format: 'percent',
      help: {
        zh: '只买过一次的客户按模型定义为 100%，并不表示安全。',
        en: 'For one-time buyers 100% by the model’s construction: it does not mean safe.',
      },
    },
    { name: 'expected_purchases', label: { zh: '预计购买次数', en: 'Expected purchases' }, format: 'number' },
    { name: 'spend_per_purchase', label: { zh: '预计每次金额', en: 'Spend a purchase' }, format: 'money' },
    { name: 'clv', label: { zh: '未来价值（折现）', en: 'Value ahead (discounted)' }, format: 'money' },
    { name: 'state', label: words.state, format: 'text' },
  ],
  codes: {
    state: {
      active: words.active,
      slipping: { zh: '正在流失', en: 'Slipping' },
      'likely gone': { zh: '多半已流失', en: 'Likely gone' },
      'one purchase': words.boughtOnce,
    },
    measure: {
      customers: words.shareOfCustomers,
      spent: { zh: '历史消费占比', en: 'Share of past spend' },
      clv: { zh: '未来价值占比', en: 'Share of value ahead' },
      actual: { zh: '实际', en: 'Actual' },
      expected: { zh: '模型预计', en: 'Expected by the model' },
      came: record.measures.came,
    },
    model: {
      bgnbd: { zh: 'BG/NBD（购买与流失）', en: 'BG/NBD (buying and leaving)' },
      'gamma-gamma': { zh: 'Gamma-Gamma（每次金额）', en: 'Gamma-Gamma (spend a purchase)' },
    },
    meaning: {
      'bgnbd r': { zh: '购买速率 λ ~ Gamma(r, α) 的形状', en: 'shape of the buying rate λ ~ Gamma(r, α)' },
      'bgnbd alpha': {
        zh: '购买速率的尺度（周）；平均每周 r/α 次',
        en: 'scale of the buying rate in weeks; on average r/α a week',
      },
      'bgnbd a': {
        zh: '每次购买后离开的概率 ~ Beta(a, b)',
        en: 'chance of leaving after a purchase ~ Beta(a, b)',
      },
      'bgnbd b': { zh: '同上；平均 a/(a + b)', en: 'the same; on average a/(a + b)' },
      'bgnbd log_likelihood': { zh: '最大对数似然', en: 'maximised log-likelihood' },
      'bgnbd customers': words.customersInTheFit,
      'bgnbd repeaters': { zh: '其中复购过的客户', en: 'of them with a repeat purchase' },
      'gamma-gamma p': {
        zh: '每次金额 ~ Gamma(p, ν) 的形状',
        en: 'shape of a purchase’s amount ~ Gamma(p, ν)',
      },
      'gamma-gamma q': { zh: 'ν ~ Gamma(q, v) 的形状', en: 'shape of ν ~ Gamma(q, v)' },
      'gamma-gamma v': { zh: 'ν 的尺度（金额）', en: 'scale of ν, in money' },
      'gamma-gamma population_mean': {
        zh: '总体平均每次金额 p·v/(q − 1)',
        en: 'mean amount of all, p·v/(q − 1)',
      },
      'gamma-gamma log_likelihood': { zh: '最大对数似然', en: 'maximised log-likelihood' },
      'gamma-gamma customers': { zh: '参与估计的复购客户', en: 'repeat customers in the fit' },
    },
  },
  tables: [
    {
      id: 'parameters',
      title: { zh: '模型参数', en: 'Model parameters' },
      columns: [
        { name: 'model', label: { zh: '模型', en: 'Model' }, format: 'text' },
        { name: 'parameter', label: { zh: '参数', en: 'Parameter' }, format: 'text' },
        { name: 'value', label: { zh: '估计值', en: 'Estimate' }, format: 'decimal' },
        { name: 'meaning', label: { zh: '含义', en: 'Meaning' }, format: 'text' },
      ],
    },
    record.table,
    {
      id: 'fit',
      title: { zh: '复购次数：实际与模型', en: 'Repeat purchases: actual and model' },
      columns: [
        { name: 'repeats', label: words.repeatPurchases, format: 'text' },
        { name: 'actual', label: { zh: '实际客户数', en: 'Customers' }, format: 'integer' },
        { name: 'expected', label: { zh: '模型预计客户数', en: 'Customers expected' }, format: 'number' },
        { name: 'difference', label: words.difference, format: 'number' },
      ],
    },
  ],
  chart: {
    kind: 'bar',
    title: {
      zh: '各状态的客户、历史消费与未来价值占比',
      en: 'Share of customers, past spend and value ahead by state',
    },
    orientation: 'horizontal',
    layout: 'grouped',
    x: { column: 'share', label: words.share, format: 'percent' },
    y: { column: 'state', label: words.state, format: 'text', scale: 'band' },
    series: { column: 'measure', label: words.measure, format: 'text' },
    order: ['customers', 'spent', 'clv'],
    label: { column: 'share', format: 'percent' },
  },
  chartWhen: [
    record.chart,
    {
      param: 'view',
      is: ['fit'],
      chart: {
        kind: 'bar',
        title: {
          zh: '各复购次数的客户数：实际与模型预计',
          en: 'Customers by number of repeat purchases: actual and expected',
        },
        orientation: 'vertical',
        layout: 'grouped',
        x: {
          column: 'repeats',
          label: words.repeatPurchases,
          format: 'text',
          scale: 'band',
        },
        y: { column: 'customers', label: words.customers, format: 'integer' },
        series: { column: 'measure', label: words.measure, format: 'text' },
        order: ['actual', 'expected'],
      },
      nowhere: {
        zh: '图中检验模型与实际是否贴合，不对应客户名单。',
        en: 'The chart checks how well the model fits: it leads to no list of customers.',
      },
    },
  ],
  marks: 'state = {state}',
  findings: {
    no_fit: {
      claim: { kind: 'note' },
      sentence: {
        zh: '复购客户只有 {customers:integer} 人，估不出购买与流失的规律，因此没有预测。至少要 10 位复购客户；放宽数据的时间范围后再试。',
        en: 'With {customers:integer} repeat customers the habits of buying and leaving cannot be estimated, so nothing is predicted. At least 10 are needed: add a longer history.',
      },
    },
    poor_fit: {
      claim: { kind: 'note' },
      sentence: {
        zh: '模型与实际的复购次数分布对不上（χ² {number:number}，{customers:integer} 位客户；差得最多的一格相差 {share:percent}）：推算只能粗略参考。',
        en: 'The model does not fit how often customers bought again (χ² {number:number}, {customers:integer} customers; where it is furthest off, by {share:percent}): take what it says as rough.',
      },
    },
    boundary: {
      claim: { kind: 'note' },
      sentence: {
        zh: '估计落在边界上：按它，客户购买之后离开的概率只有 {share:percent}，等于没有人流失（{customers:integer} 位客户），“仍活跃概率”没有意义。',
        en: 'The estimate lies at a boundary: by it the chance to leave after a purchase is {share:percent}, as if nobody ever left ({customers:integer} customers), so P(alive) says nothing.',
      },
    },
    total: {
      claim: { kind: 'prediction', test: 'back-test' },
      sentence: {
        zh: '按模型，预计未来 {months:integer} 个月这 {customers:integer} 位现有客户还会购买 {number:integer} 次，折现价值 {value:money}（不含新客户）。季节和趋势不在模型里。',
        en: 'By the model these {customers:integer} customers are expected to make {number:integer} purchases over the next {months:integer} months, worth {value:money} today (new customers not counted). The model knows neither season nor trend.',
      },
    },
    ...record.findings,
    top: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '未来价值最高的 {customers:integer} 人（前 20%）占全部未来价值的 {share:percent}（{value:money}）。',
        en: 'Of the value ahead {share:percent} ({value:money}) lies with the {customers:integer} customers who have most of it (the top 20%).',
      },
    },
    slipping: {
      claim: { kind: 'level' },
      sentence: {
        zh: '按模型，{customers:integer} 位客户（{share:percent}）的仍活跃概率为 30%–70%，推算的未来价值 {value:money}：可以先联系他们。',
        en: 'By the model {customers:integer} customers ({share:percent}) have a P(alive) of 30–70% and {value:money} of the value ahead: contact them first.',
      },
      rows: "state = 'slipping'",
      measure: {
        action: {
          zh: '按预计价值从高到低联系正在滑落的客户',
          en: 'Contact slipping customers by expected value',
        },
        department: 'sales',
        kpi: { zh: '滑落客户的回购率', en: 'Share of slipping customers who order again' },
        target: words.atLeast15,
        days: 21,
      },
    },
    gone: {
      claim: { kind: 'level' },
      sentence: {
        zh: '按模型，{customers:integer} 位老客户（{share:percent}）的仍活跃概率不到 30%，他们过去买过 {value:money}。',
        en: 'By the model {customers:integer} repeat customers ({share:percent}) have a P(alive) under 30%; they once spent {value:money}.',
      },
      rows: "state = 'likely gone'",
      measure: {
        action: {
          zh: '只对其中金额高的做一次低成本召回',
          en: 'Try one cheap win-back on the larger of them',
        },
        department: 'sales',
        kpi: { zh: '召回回购率', en: 'Share who order again' },
        target: { zh: '至少 5%', en: '5%' },
        days: 30,
      },
    },
    one_time: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户（{share:percent}）只买过一次：模型把他们的仍活跃概率记为 100%，这是定义使然，不表示他们不会流失；看“预计购买次数”更可靠。',
        en: '{customers:integer} customers ({share:percent}) bought once: the model sets their P(alive) to 100% by construction, which does not mean they are safe. Go by the expected purchases.',
      },
      rows: "state = 'one purchase'",
      measure: {
        action: words.twoReminders,
        department: 'marketing',
        kpi: words.secondOrderIn60Days,
        target: words.fivePointsHigher,
        days: 45,
      },
    },
    spend_linked: {
      claim: { kind: 'note' },
      sentence: {
        zh: '每次金额与购买次数相关（相关系数 {number:decimal}，{customers:integer} 位复购客户）：Gamma-Gamma 假定两者无关，价值的高低两端会有偏差。',
        en: 'Spend a purchase moves with the number of purchases (correlation {number:decimal}, {customers:integer} repeat customers): Gamma-Gamma takes them as independent, so the extremes are biased.',
      },
    },
    plain_spend: {
      claim: { kind: 'note' },
      sentence: {
        zh: '每次金额的模型估不出来，{customers:integer} 位客户的每次金额都按总体平均计。',
        en: 'The model of spend could not be estimated: all {customers:integer} customers are valued at the overall mean purchase.',
      },
    },
    short_history: {
      claim: { kind: 'note' },
      sentence: {
        zh: '历史最长只有 {number:number} 个月，却要预测 {months:integer} 个月：越往后越是外推，请谨慎。',
        en: 'The longest history is {number:number} months, yet {months:integer} are predicted: the far end is extrapolation.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '按每位客户“买过几次、最后一次是什么时候、认识多久了”估计他是否仍活跃、还会买几次、每次花多少，折成今天的价值。适合没有合同、随时可能不再来的生意。',
      en: 'From how often a customer bought, when last, and how long ago he was first seen, it estimates whether he is still alive, how often he will buy and for how much, and what that is worth today. It suits businesses without contracts, where customers leave silently.',
    },
    definition: {
      zh: '一次购买 = 有订单的一天。x = 购买天数 − 1，t_x = 首购到末购的周数，T = 首购到截止日前一天的周数。BG/NBD：活跃时以速率 λ（服从 Gamma(r, α)）购买，每次购买后以概率 p（服从 Beta(a, b)）离开；四个参数由这些客户用最大似然估计。Gamma-Gamma：复购客户的每次金额服从 Gamma(p, ν)，ν 服从 Gamma(q, v)；个人均值向总体均值收缩。未来价值 = 毛利率 × 每次金额 × Σ 第 i 月的预计次数 ÷ (1 + 月折现率)^i，一个月按 4.345 周。估计用目标客户范围在截止日前的全部历史，不受目标时段限制。拟合 = 对每位客户按其观察时长算出复购 0、1、2 … 次的概率，相加后与实际人数相比（χ² 检验，0.1% 水平且有一格差 10% 以上才说对不上）。检验：留出最后的“预测月数”（最多为已有时间的一半，至少 28 天），只用之前的数据重新估计，按当时的复购次数列出留出期内预期与实际的购买次数。',
      en: 'A purchase is a day with orders. x = days with a purchase − 1, t_x = weeks from the first to the last, T = weeks from the first to the day before the as-of date. BG/NBD: while alive a customer buys at a rate λ ~ Gamma(r, α) and after each purchase leaves with probability p ~ Beta(a, b); the four parameters are estimated from all these customers by maximum likelihood. Gamma-Gamma: a repeat customer’s purchases are Gamma(p, ν), ν ~ Gamma(q, v), so a customer’s mean is drawn towards that of all. Value ahead = margin × spend a purchase × Σ expected purchases of month i ÷ (1 + discount)^i, a month being 4.345 weeks. All history of the goal’s customer group before the as-of date is used, whatever the period. Fit: the chances of 0, 1, 2 … repeat purchases over the time each customer was observed, added up and set beside the actual numbers (chi-square; said to be off at the .1% level where a count is 10% off). Record: the last “months ahead” are held out (at most half of the time seen, 28 days at least), the model is estimated anew on what came before, and the purchases it expects in the time held out stand beside those that came, by how often customers had bought again by then.',
    },
    formula:
      'P(alive) = 1 / (1 + a/(b + x − 1) · ((α + T)/(α + t_x))^(r + x)) for x > 0, else 1;  E[M] = p (v + x·z̄) / (p·x + q − 1);  CLV = margin · E[M] · Σᵢ (E[Y(tᵢ)] − E[Y(tᵢ₋₁)]) / (1 + d)^i',
    howToRead: {
      zh: '先看“上一期：预期与实际”，偏了多少，现在的推算就可能偏多少。比较三根条：未来价值占比低于历史消费占比的状态，正在吃老本。表里按未来价值排序即为重点名单；“正在流失”且未来价值高的客户先联系。单个客户的数字是平均意义上的，名单靠前与靠后可信，差一两名不必计较。',
      en: 'First see how far the record was off: what is expected now may be as far off. Compare the three bars: a state whose share of value ahead is below its share of past spend lives on its past. Sorted by value ahead, the table is the list to work; contact slipping customers with much value first. A figure for one customer is an average over customers like him: trust the top and the bottom of the list, not neighbouring ranks.',
    },
    pitfalls: {
      zh: '只买过一次的人 P(alive) 恒为 1。模型不知道季节、促销和涨价；把过去的习惯延续下去。合同、订阅类生意请用流失率模型。批发与零售混在一起时应分开估计。退款要先清洗掉。刚认识几周就连买的新客户会被推算得很高，先看“首购至今周数”。少于几百位复购客户时参数很不稳。',
      en: 'P(alive) is 1 for everyone who bought once. The model knows no seasons, promotions or price changes; it carries past habits on. For contracts and subscriptions use a churn model. Estimate wholesale and retail apart. Clean refunds away first. A customer first seen some weeks ago who bought at once is valued very high: look at the weeks since first. With fewer than some hundred repeat customers the parameters are shaky.',
    },
    sources: [
      {
        label:
          'Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). “Counting Your Customers” the Easy Way: An Alternative to the Pareto/NBD Model. Marketing Science 24(2), 275–284.',
        url: 'https://doi.org/10.1287/mksc.1040.0098',
      },
      {
        label:
          'Fader, P. S., Hardie, B. G. S., & Lee, K. L. (2005). RFM and CLV: Using Iso-Value Curves for Customer Base Analysis. Journal of Marketing Research 42, 415–430.',
      },
      {
        label: 'Fader, P. S., & Hardie, B. G. S. (2013). The Gamma-Gamma Model of Monetary Value.',
        url: 'http://www.brucehardie.com/notes/025/',
      },
    ],
  },
} satisfies TemplateMeta;
