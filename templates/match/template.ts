import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'match',
  version: 2,
  group: 'frame',
  title: { zh: '客户统一视图与匹配', en: 'Unified customer view' },
  question: {
    zh: '订单、行为和反馈里的客户，有多少能与档案对上？',
    en: 'How many of the customers in orders, events and feedback are found in the profiles?',
  },
  tags: ['匹配', '统一视图', '孤儿', 'match', 'orphans', 'identity'],
  needs: {
    required: ['customers.customer'],
    optional: [
      'orders.customer',
      'events.customer',
      'feedback.customer',
      'customers.name',
      'customers.region',
    ],
  },
  params: [
    {
      id: 'alert_below',
      kind: 'number',
      label: { zh: '匹配率低于此值告警', en: 'Alert when the match rate is below' },
      default: 0.95,
      min: 0,
      max: 1,
      step: 0.01,
      format: 'percent',
    },
    {
      id: 'rows',
      kind: 'integer',
      label: { zh: '最多列出', en: 'List at most' },
      default: 5000,
      min: 10,
      max: 1000000,
    },
  ],
  columns: [
    { name: 'entity', label: { zh: '出现在', en: 'Found in' }, format: 'text' },
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'records', label: { zh: '记录数', en: 'Records' }, format: 'integer' },
    { name: 'amount', label: words.amount, format: 'money', adds: true },
    { name: 'first_seen', label: { zh: '首次出现', en: 'First seen' }, format: 'date' },
    { name: 'last_seen', label: { zh: '最近出现', en: 'Last seen' }, format: 'date' },
  ],
  codes: {
    entity: {
      orders: words.orders,
      events: words.events,
      feedback: { zh: '反馈', en: 'Feedback' },
      customers: { zh: '档案', en: 'Profiles' },
    },
    part: { matched: { zh: '对上', en: 'Matched' }, orphan: { zh: '没有档案', en: 'No profile' } },
  },
  chart: {
    kind: 'bar',
    title: {
      zh: '各表客户与档案的匹配（客户数）',
      en: 'Customers of each table, with and without a profile',
    },
    orientation: 'horizontal',
    layout: 'stacked',
    x: { column: 'customers', label: words.customers, format: 'integer' },
    y: { column: 'entity', label: { zh: '表', en: 'Table' }, format: 'text', scale: 'band' },
    series: { column: 'part', label: { zh: '匹配', en: 'Match' }, format: 'text' },
    order: ['matched', 'orphan'],
  },
  people: ['entity', 'part'],
  findings: {
    rate: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{entity}里的 {customers:integer} 位客户有 {share:percent} 能与档案对上，{n:integer} 位没有档案。',
        en: 'In {entity}, {share:percent} of {customers:integer} customers have a profile; {n:integer} have none.',
      },
      customers: 'n',
      rows: 'entity = {entity}',
    },
    whole: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{entity}里的 {customers:integer} 位客户都能与档案对上。',
        en: 'In {entity}, none of {customers:integer} customers lacks a profile.',
      },
    },
    low: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{entity}里只有 {share:percent} 的客户能与档案对上（{n:integer} 位没有档案）：核对编号的格式、前缀和大小写，或补上这些档案。',
        en: 'Only {share:percent} of the customers in {entity} have a profile ({n:integer} have none): compare formats, prefixes and case of the ids, or complete the profiles.',
      },
      customers: 'n',
      rows: 'entity = {entity}',
      measure: {
        action: {
          zh: '查明“{entity}”里的客户编号为何对不上，统一编号规则',
          en: 'Find out why customer ids in {entity} do not match and agree on one id',
        },
        department: 'operations',
        kpi: { zh: '匹配率', en: 'Match rate' },
        target: words.over95,
        days: 14,
      },
    },
    no_profiles: {
      claim: { kind: 'note' },
      sentence: {
        zh: '数据里没有客户档案，{n:integer} 位客户都只见于其他表；要按行业、地区等属性分析，请导入客户文件。',
        en: 'The data hold no profiles: {n:integer} customers are known from the other tables alone. For analyses by industry, region and the like, bring a file of customers.',
      },
    },
    money: {
      claim: { kind: 'note' },
      sentence: {
        zh: '没有档案的客户下过 {amount:money} 的订单（{share:percent}），按档案属性的分析看不到他们。',
        en: 'Customers without a profile ordered {amount:money} ({share:percent}): analyses by profile attributes do not see them.',
      },
      customers: 'n',
      rows: 'entity = {entity}',
      measure: {
        action: {
          zh: '为下过单而没有档案的客户补建档案',
          en: 'Create profiles for customers who ordered without one',
        },
        department: 'operations',
        kpi: { zh: '没有档案的金额占比', en: 'Share of amount without a profile' },
        target: { zh: '低于 0.5%', en: 'under 0.5%' },
        days: 30,
      },
    },
    idle: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 份档案（{share:percent}）没有任何订单、行为或反馈。',
        en: '{n:integer} profiles ({share:percent}) have no order, event or feedback at all.',
      },
    },
    anonymous: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{entity}里有 {n:integer} 条记录（{share:percent}）没有客户编号，无法归到任何人。',
        en: 'No customer id is on {n:integer} records of {entity} ({share:percent}): they belong to nobody.',
      },
    },
    same_but_case: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 位没有档案的客户只差大小写或空格就能对上。',
        en: '{n:integer} customers without a profile would match but for case or blanks.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '把档案、订单、行为和反馈按客户编号合成一个视图，给出匹配率，并列出对不上的编号。',
      en: 'Joins profiles, orders, events and feedback by customer id into one view, states the match rates and lists the ids that match nothing.',
    },
    definition: {
      zh: '有档案 = 客户表里至少有一项属性（姓名、地区、行业等）已填；只从其他表的编号推出的客户不算。匹配率 = 有档案的客户 ÷ 该表的客户，按去重后的编号算，用目标客户范围在截止日前的全部历史，而不只是分析时段。',
      en: 'A profile is a customer with at least one attribute (name, region, industry …); customers known only from the keys of other tables have none. Match rate = customers with a profile ÷ customers of that table, by distinct id, over all history of the goal’s customer group before the as-of date rather than the period.',
    },
    howToRead: {
      zh: '匹配率接近 100% 才能放心地按档案属性拆分。表里的编号按记录数排列，先补最常见的。',
      en: 'Only near 100% is a breakdown by profile safe. The ids are listed by records: complete the commonest first.',
    },
    pitfalls: {
      zh: '员工、测试账号和爬虫常出现在行为里而没有档案，这不是错误。编号被打码或两个系统用不同编号时，匹配率会接近 0，需要对照表。',
      en: 'Staff, test accounts and crawlers often act without a profile; that is no error. When ids are masked, or two systems number differently, hardly any match: a table of correspondence is needed.',
    },
    sources: [{ label: 'Christen, P. (2012). Data Matching. Springer.' }],
  },
} satisfies TemplateMeta;
