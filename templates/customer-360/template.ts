import type { FindingRule, TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

/** Who complained at least twice, with and without orders to say what they spent. */
const complainedTwice = {
  claim: { kind: 'level' },
  customers: 'n',
  rows: 'complaints >= 2',
  measure: {
    action: {
      zh: '给至少投诉过两次的客户指定专人，逐件查明是否真正解决',
      en: 'Give customers with two complaints or more a contact person and check that each case is really solved',
    },
    department: 'service',
    kpi: { zh: '重复投诉率', en: 'Share who complain again' },
    target: { zh: '下降三分之一', en: 'down by a third' },
    days: 30,
  },
} satisfies Omit<FindingRule, 'sentence'>;

export default {
  id: 'customer-360',
  version: 2,
  group: 'value',
  opens: 'table',
  title: { zh: '客户总表（15 列）', en: 'Customer table (15 columns)' },
  question: {
    zh: '每位客户是谁、买了多少、满意吗、需要什么？',
    en: 'Who is each customer, what did they buy, are they satisfied, what do they need?',
  },
  tags: ['客户总表', '360', '画像', 'profile', 'customer table'],
  needs: {
    required: ['customers.customer'],
    optional: [
      'customers.name',
      'customers.industry',
      'customers.company_size',
      'customers.registered_at',
      'customers.level',
      'customers.core_need',
      'customers.source_system',
      'customers.updated_at',
      'orders.customer',
      'orders.amount',
      'orders.order_id',
      'feedback.customer',
      'feedback.kind',
      'feedback.nps',
    ],
  },
  params: [
    {
      id: 'span',
      kind: 'choice',
      label: { zh: '消费与反馈算到', en: 'Purchases and feedback of' },
      default: 'all',
      options: [
        { value: 'all', label: words.allHistory },
        { value: 'period', label: words.goalPeriod },
      ],
    },
    {
      id: 'stale_days',
      kind: 'integer',
      label: { zh: '档案多少天未更新算过期', en: 'Profile overdue after' },
      default: 180,
      min: 1,
      max: 3650,
      format: 'days',
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'name', label: { zh: '姓名（打码）', en: 'Name (masked)' }, format: 'text' },
    { name: 'industry', label: words.industry, format: 'text' },
    { name: 'company_size', label: { zh: '规模', en: 'Size' }, format: 'text' },
    { name: 'first_contact', label: { zh: '首次接触', en: 'First contact' }, format: 'date' },
    { name: 'total_spend', label: words.totalSpend, format: 'money', adds: true },
    { name: 'last_purchase', label: words.lastPurchase, format: 'date' },
    { name: 'frequency', label: words.frequency, format: 'integer' },
    { name: 'order_value', label: words.averageOrderValue, format: 'money' },
    { name: 'complaints', label: words.complaints, format: 'integer' },
    { name: 'nps', label: { zh: 'NPS 评分', en: 'NPS score' }, format: 'number' },
    { name: 'level', label: words.level, format: 'text' },
    { name: 'core_need', label: words.coreNeed, format: 'text' },
    { name: 'source', label: { zh: '来源', en: 'Source' }, format: 'text' },
    { name: 'updated_on', label: { zh: '更新日期', en: 'Updated' }, format: 'date' },
  ],
  codes: {
    field: {
      name: { zh: '姓名', en: 'Name' },
      industry: words.industry,
      company_size: { zh: '规模', en: 'Size' },
      first_contact: { zh: '首次接触', en: 'First contact' },
      last_purchase: words.lastPurchase,
      nps: { zh: 'NPS 评分', en: 'NPS score' },
      level: words.level,
      core_need: words.coreNeed,
      source: { zh: '来源', en: 'Source' },
      updated_on: { zh: '更新日期', en: 'Updated' },
    },
  },
  chart: {
    kind: 'bar',
    title: { zh: '各列已填写的客户占比', en: 'Share of customers with a value in each column' },
    orientation: 'horizontal',
    x: { column: 'filled', label: { zh: '已填写', en: 'Filled' }, format: 'percent' },
    y: { column: 'field', label: words.column, format: 'text', scale: 'band' },
    label: { column: 'filled', format: 'percent' },
  },
  marks:
    "CASE {field} WHEN 'name' THEN name::VARCHAR WHEN 'industry' THEN industry::VARCHAR WHEN 'company_size' THEN company_size::VARCHAR WHEN 'first_contact' THEN first_contact::VARCHAR WHEN 'last_purchase' THEN last_purchase::VARCHAR WHEN 'nps' THEN nps::VARCHAR WHEN 'level' THEN level::VARCHAR WHEN 'core_need' THEN core_need::VARCHAR WHEN 'source' THEN source::VARCHAR WHEN 'updated_on' THEN updated_on::VARCHAR END IS NOT NULL",
  findings: {
    never: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）从未消费，标为“未消费”，不算缺失。',
        en: '{n:integer} customers ({share:percent}) have never bought: that is “no purchase”, not a missing value.',
      },
      customers: 'n',
      rows: 'frequency = 0',
    },
    quiet: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）在时段内没有消费，其中 {amount:integer} 位以前买过。',
        en: '{n:integer} customers ({share:percent}) bought nothing in the period; {amount:integer} of them have bought before.',
      },
      customers: 'n',
      rows: 'frequency = 0',
    },
    gaps: {
      claim: { kind: 'level' },
      sentence: {
        zh: '“{field}”只填了 {share:percent}，{n:integer} 位客户待补充，按负责人分派补录。',
        en: '“{field}” is filled for {share:percent} only; {n:integer} customers are to be completed: share the list out by owner.',
      },
      customers: 'n',
      measure: {
        action: {
          zh: '把缺“{field}”的客户按负责人分派，下次联系时补录',
          en: 'Share out the customers without “{field}” by owner and fill it in at the next contact',
        },
        department: 'sales',
        kpi: { zh: '“{field}”的填写率', en: 'Share with “{field}” filled' },
        target: words.reach90,
        days: 30,
      },
    },
    unhappy_big: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '消费最高的十分之一客户里，有 {n:integer} 位给过 0–6 分，他们累计消费 {amount:money}，应逐一回访。',
        en: 'Of the tenth that spends most, {n:integer} scored 0–6; they spent {amount:money}. Call each of them.',
      },
      customers: 'n',
      rows: 'nps <= 6 AND customer IN (SELECT customer FROM (SELECT customer, row_number() OVER (ORDER BY total_spend DESC, customer) AS place, count(*) OVER () AS places FROM $result WHERE total_spend > 0) WHERE place <= ceil(round(0.1::DOUBLE * places, 6)))',
      measure: {
        action: {
          zh: '由主管在两周内逐一回访这 {n:integer} 位高消费而不满的客户',
          en: 'A manager calls each of these {n:integer} unhappy large customers within two weeks',
        },
        department: 'service',
        kpi: { zh: '回访完成率与再次评分', en: 'Share called; their next score' },
        target: { zh: '全部回访，一半以上再评 7 分或更高', en: 'all called, over half score 7 or more' },
        days: 14,
      },
    },
    complainers: {
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）至少投诉过两次，累计消费 {amount:money}。',
        en: '{n:integer} customers ({share:percent}) complained at least twice; they spent {amount:money}.',
      },
      ...complainedTwice,
    },
    complainers_only: {
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）至少投诉过两次。',
        en: '{n:integer} customers ({share:percent}) complained at least twice.',
      },
      ...complainedTwice,
    },
    stale: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 份档案（{share:percent}）超过更新期限，名单按更新日期排序即可看到。',
        en: '{n:integer} profiles ({share:percent}) are overdue for an update; sort by the update date to see them.',
      },
      rows: 'updated_on < $as_of - $stale_days',
      measure: {
        action: {
          zh: '超期档案按负责人分派，联系时一并核对',
          en: 'Share overdue profiles out by owner and check them at the next contact',
        },
        department: 'sales',
        kpi: { zh: '超期档案占比', en: 'Share of overdue profiles' },
        target: { zh: '降到 20% 以下', en: 'under 20%' },
        days: 60,
      },
    },
    complete: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户的档案各列平均填写 {share:percent}。',
        en: 'Columns are filled to {share:percent} on average ({n:integer} customers).',
      },
    },
  },
  explanation: {
    summary: {
      zh: '把档案、交易和反馈合成每位客户一行的 15 列总表，可排序、筛选和导出，是回访和分派的工作底表。',
      en: 'Joins profile, purchases and feedback into one row of 15 columns per customer: sort, filter, export; the working list for calls and assignments.',
    },
    definition: {
      zh: '首次接触 = 注册、首单、首次行为、首次反馈中最早的一天；累计消费 = 订单金额之和；购买次数 = 不同订单数；客单价 = 累计消费 ÷ 购买次数；NPS 取最近一次有效评分；姓名只留姓氏。没有订单的客户消费为 0。同一行业 20 位或更多客户都没有规模（如个人消费者）时，规模不算缺，占比只按其余客户计。',
      en: 'First contact = the earliest of registration, first order, first action and first feedback; total spend = sum of order amounts; frequency = distinct orders; order value = spend ÷ frequency; NPS is the latest valid score; names keep the first character only. Customers without orders have a spend of 0. Where 20 customers or more of an industry all lack a company size, as private ones do, it is no gap of theirs, and its share is that of the others.',
    },
    howToRead: {
      zh: '按累计消费排序看大客户的满意度和投诉；按更新日期排序找过期档案；图里填写率低的列先补。',
      en: 'Sort by spend to see how satisfied the largest are, by update date to find overdue profiles; complete the columns with the lowest fill first.',
    },
    pitfalls: {
      zh: '客户编号不统一时同一人会分成两行，先看匹配率。NPS 是一次评分，不代表一直如此。导出前确认接收者有权看到这些客户。',
      en: 'Where ids differ one person makes two rows: see the match rates first. NPS is one answer, not a lasting mood. Before exporting be sure that the reader may see these customers.',
    },
    sources: [
      {
        label:
          'Payne, A. & Frow, P. (2005). A strategic framework for customer relationship management. Journal of Marketing 69(4).',
      },
    ],
  },
} satisfies TemplateMeta;
