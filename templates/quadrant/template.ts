import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'quadrant',
  version: 1,
  group: 'value',
  title: { zh: '客单价 × 频次四象限', en: 'Order value by frequency' },
  question: {
    zh: '谁买得贵但不常来，谁常来但买得少？',
    en: 'Who spends much but rarely comes, and who comes often but spends little?',
  },
  tags: ['四象限', '客单价', '频次', 'quadrant', 'AOV'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.order_id'],
  },
  params: [
    {
      id: 'split',
      kind: 'choice',
      label: words.splitAt,
      default: 'median',
      options: [
        { value: 'median', label: words.median },
        { value: 'mean', label: words.mean },
      ],
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'order_value', label: words.averageOrderValue, format: 'money' },
    { name: 'frequency', label: words.orderCount, format: 'integer' },
    { name: 'monetary', label: words.spend, format: 'money', adds: true },
    { name: 'quadrant', label: { zh: '象限', en: 'Quadrant' }, format: 'text' },
  ],
  codes: {
    quadrant: {
      'high value high frequency': { zh: '高价高频', en: 'High value, often' },
      'high value low frequency': { zh: '高价低频', en: 'High value, rarely' },
      'low value high frequency': { zh: '低价高频', en: 'Low value, often' },
      'low value low frequency': { zh: '低价低频', en: 'Low value, rarely' },
    },
  },
  chart: {
    kind: 'scatter',
    title: {
      zh: '每位客户的客单价与订单数（对数坐标，虚线为分界）',
      en: 'Order value and orders of each customer (log scales, split at the lines)',
    },
    x: { column: 'frequency', label: words.orderCount, format: 'integer', scale: 'log' },
    y: { column: 'order_value', label: words.averageOrderValue, format: 'money', scale: 'log' },
    series: { column: 'quadrant', label: { zh: '象限', en: 'Quadrant' }, format: 'text' },
    order: [
      'high value high frequency',
      'high value low frequency',
      'low value high frequency',
      'low value low frequency',
    ],
    annotations: [
      { axis: 'x', value: { column: 'frequency_cut' } },
      { axis: 'y', value: { column: 'value_cut' } },
    ],
  },
  findings: {
    core: {
      claim: { kind: 'level' },
      sentence: {
        zh: '“{quadrant}”共 {customers:integer} 人（{share:percent}）贡献 {revenue_share:percent} 的销售额，客单价 {order_value:money}、人均 {frequency:number} 单，是要守住的核心。',
        en: '“{quadrant}”: {customers:integer} customers ({share:percent}) bring {revenue_share:percent} of the revenue at {order_value:money} an order and {frequency:number} orders each. Keep them.',
      },
      rows: 'quadrant = {quadrant}',
    },
    wake: {
      claim: { kind: 'level' },
      sentence: {
        zh: '“{quadrant}”共 {customers:integer} 人（{share:percent}），每单 {order_value:money}，人均只有 {frequency:number} 单，占销售额 {revenue_share:percent}：可以试着让他们多来一次。',
        en: '“{quadrant}”: {customers:integer} customers ({share:percent}) at {order_value:money} an order but only {frequency:number} orders each, with {revenue_share:percent} of the revenue: try to bring them back once again.',
      },
      rows: 'quadrant = {quadrant}',
      measure: {
        action: {
          zh: '给“高价低频”的 {customers:integer} 位客户设补货提醒与第二单礼遇',
          en: 'Set restocking reminders and a second-order benefit for these {customers:integer} customers',
        },
        department: 'marketing',
        kpi: { zh: '人均单数', en: 'Orders per customer' },
        target: {
          zh: '从 {frequency:number} 单提高到每人多一单',
          en: 'one order each above {frequency:number}',
        },
        days: 45,
      },
    },
    lift: {
      claim: { kind: 'level' },
      sentence: {
        zh: '“{quadrant}”共 {customers:integer} 人（{share:percent}），人均 {frequency:number} 单但每单只有 {order_value:money}，占销售额 {revenue_share:percent}：适合搭配、满减和升级。',
        en: '“{quadrant}”: {customers:integer} customers ({share:percent}) with {frequency:number} orders each at only {order_value:money} an order, {revenue_share:percent} of the revenue: bundles and upgrades fit here.',
      },
      rows: 'quadrant = {quadrant}',
    },
  },
  explanation: {
    summary: {
      zh: '用客单价和订单数把客户切成四块，对每块用不同办法：守住、召回、提客单、低成本服务。',
      en: 'Cuts customers into four by order value and number of orders, each wanting its own treatment: keep, call back, raise the basket, serve cheaply.',
    },
    definition: {
      zh: '客单价 = 时段内金额 ÷ 订单数。分界默认取全体客户的中位数，严格大于分界才算“高”。选平均时，客单价的分界是总金额 ÷ 总订单（不是各人客单价的平均），频次的分界是人均订单。',
      en: 'Order value = amount ÷ orders in the period. The split is the median of customers; only strictly above it is “high”. With the mean, the split of order value is total amount ÷ total orders (not the mean of customers), that of frequency orders per customer.',
    },
    howToRead: {
      zh: '先看左上“高价低频”：他们买得起，只是不常来；再看右下“低价高频”：他们离不开你，只是每次买得少。',
      en: 'Look at “high value, rarely” first: they can afford it and seldom come. Then at “low value, often”: they rely on you and buy little at a time.',
    },
    pitfalls: {
      zh: '频次中位数常常是 1 或 2，分界上的人很多。时段短会压低频次。一笔大单会让客户落进高价区。点太多时图上只画一部分（大客户全画，其余均匀抽取），表里是全部。',
      en: 'The median frequency is often 1 or 2, with many customers on the line. A short period lowers frequency. One large order makes a customer “high value”. With many customers the chart draws the largest and an even sample of the rest; the table has all.',
    },
    sources: [
      { label: 'Kumar, V. & Reinartz, W. (2018). Customer Relationship Management, 3rd ed. Springer.' },
    ],
  },
} satisfies TemplateMeta;
