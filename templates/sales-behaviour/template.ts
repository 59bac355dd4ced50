import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

/** What each list is called, by what its actions are. */
const lists = {
  follow: { zh: '跟进的操作', en: 'Follow-up actions' },
  note: { zh: '记录的操作', en: 'Actions that record' },
  tag: { zh: '打标签的操作', en: 'Actions that tag' },
};
const notFound = { '(none)': { zh: '没有找到', en: 'none found' } };

export default {
  id: 'sales-behaviour',
  version: 1,
  group: 'sales',
  title: { zh: '销售行为', en: 'Sales behaviour' },
  question: {
    zh: '高绩效的销售做了什么不一样的事？',
    en: 'What do high performers in sales do differently?',
  },
  tags: ['销售', '跟进', '记录', '标签', 'sales', 'follow-up', 'CRM'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action', 'events.team', 'events.target'],
    optional: ['events.session', 'orders.customer', 'orders.ordered_at', 'orders.amount', 'customers.team'],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      label: words.compare,
      default: 'team',
      options: [
        { value: 'team', label: { zh: '团队', en: 'Teams' } },
        { value: 'person', label: { zh: '销售人员', en: 'People' } },
      ],
    },
    {
      id: 'follow',
      kind: 'list',
      label: lists.follow,
      help: {
        zh: '留空按名称找（跟进、拜访、回访、电话、follow、visit、call）；找到的写在结论里。',
        en: 'Left empty, found by name (follow, visit, call …); the findings say which.',
      },
      default: [],
      suggest: 'events.action',
    },
    {
      id: 'note',
      kind: 'list',
      label: lists.note,
      help: {
        zh: '留空按名称找（记录、备注、录入、note、log）；找到的写在结论里。',
        en: 'Left empty, found by name (note, log …); the findings say which.',
      },
      default: [],
      suggest: 'events.action',
    },
    {
      id: 'tag',
      kind: 'list',
      label: lists.tag,
      help: {
        zh: '留空按名称找（标签、tag、label）；找到的写在结论里。',
        en: 'Left empty, found by name (tag, label); the findings say which.',
      },
      default: [],
      suggest: 'events.action',
    },
    {
      id: 'timely_minutes',
      kind: 'integer',
      label: { zh: '多久内记录算及时', en: 'Recorded in time within' },
      default: 60,
      min: 1,
      max: 10080,
      format: 'minutes',
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '至少多少次跟进', en: 'Follow-ups at least' },
      default: 30,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'unit', label: { zh: '团队或人员', en: 'Team or person' }, format: 'text' },
    { name: 'staff', label: { zh: '人数', en: 'Staff' }, format: 'integer' },
    { name: 'follow_ups', label: { zh: '跟进次数', en: 'Follow-ups' }, format: 'integer' },
    {
      name: 'follow_ups_per_week',
      label: { zh: '每人每周跟进', en: 'Follow-ups per person and week' },
      format: 'number',
    },
    { name: 'customers', label: { zh: '跟进的客户', en: 'Customers followed' }, format: 'integer' },
    {
      name: 'lag_hours',
      label: { zh: '下单后多久跟进（小时）', en: 'Hours from order to follow-up' },
      format: 'number',
      help: { zh: '从客户下单到下一次跟进，中位数', en: 'From an order to the next follow-up, median' },
    },
    { name: 'record_minutes', label: { zh: '跟进后多久记录', en: 'Time to record' }, format: 'minutes' },
    { name: 'timely_share', label: { zh: '及时记录占比', en: 'Recorded in time' }, format: 'percent' },
    { name: 'tag_share', label: { zh: '打标签的客户占比', en: 'Customers tagged' }, format: 'percent' },
    { name: 'customers_buying', label: words.buyingCustomers, format: 'integer' },
    {
      name: 'revenue_per_customer',
      label: words.spendPerCustomer,
      format: 'money',
    },
    { name: 'repeat_rate', label: words.repurchaseRate, format: 'percent' },
  ],
  codes: {
    follow: notFound,
    note: notFound,
    tag: notFound,
    others: { '(none)': { zh: '没有', en: 'none' } },
    field: lists,
    looked: {
      follow: {
        zh: '跟进、拜访、回访、电话、follow、visit、call',
        en: 'follow, visit, call, 跟进, 拜访, 回访, 电话',
      },
      note: { zh: '记录、备注、录入、note、log', en: 'note, log, 记录, 备注, 录入' },
      tag: { zh: '标签、tag、label', en: 'tag, label, 标签' },
      chosen: { zh: '选定的名字', en: 'those chosen' },
    },
    label: {
      team: { zh: '团队', en: 'teams' },
      person: { zh: '销售人员', en: 'people' },
    },
    habit: {
      lag: { zh: '下单后跟进更快', en: 'a quicker follow-up after an order' },
      record: { zh: '记录更快', en: 'quicker recording' },
      timely: { zh: '及时记录更多', en: 'recording more in time' },
      tags: { zh: '标签用得更多', en: 'tagging more' },
    },
  },
  chart: {
    kind: 'scatter',
    title: {
      zh: '跟进速度与人均消费（左上：快而卖得多；点的大小为跟进次数）',
      en: 'Speed of follow-up and spend per customer (upper left: quick and selling more; size: follow-ups)',
    },
    x: {
      column: 'lag_hours',
      label: { zh: '下单到跟进（小时）', en: 'Hours to follow-up' },
      format: 'number',
    },
    y: {
      column: 'revenue_per_customer',
      label: words.spendPerCustomer,
      format: 'money',
    },
    value: { column: 'follow_ups', label: { zh: '跟进次数', en: 'Follow-ups' }, format: 'integer' },
    label: { column: 'unit', format: 'text' },
  },
  people: ['unit'],
  findings: {
    actions_found: {
      claim: { kind: 'note' },
      sentence: {
        zh: '统计用到的操作——跟进：{follow}；记录：{note}；打标签：{tag}。不对的话，在“跟进的操作”“记录的操作”“打标签的操作”里改。',
        en: 'Actions counted as follow-ups: {follow}; as recording: {note}; as tagging: {tag}. Change them under “Follow-up actions”, “Actions that record” and “Actions that tag”.',
      },
    },
    actions_missing: {
      claim: { kind: 'note' },
      sentence: {
        zh: '“{field}”一个也没有找到，找过的名称：{looked}。员工做过的其他操作：{others}。如果是其中之一，在“{field}”里选上。',
        en: 'Nothing was found for “{field}”; names looked for: {looked}. What else staff did: {others}. If it is one of these, choose it there.',
      },
    },
    best: {
      claim: { kind: 'best', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{unit} 的业绩最好，差异显著：人均 {value:money}，其余为 {other:money}；考虑人数少带来的偶然，约为其余的 {ratio:number} 倍。',
        en: '{unit} performs best, beyond chance: {value:money} per customer against {other:money} of the others; allowing for small numbers, about {ratio:number} times theirs.',
      },
      rows: 'unit = {unit}',
    },
    habit: {
      claim: { kind: 'association', test: 'judged', unit: 'staff' },
      sentence: {
        zh: '看全部 {n:integer} 个{label}，{habit}与人均销售额更高相伴，差异显著（秩相关 {value:decimal}）；这是联系，不一定是原因。',
        en: 'Over all {n:integer} {label}, {habit} goes with a higher revenue per customer, more than chance (rank correlation {value:decimal}): a link, not necessarily a cause.',
      },
    },
    slow: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{unit} 下单后的跟进最慢：中位数 {value:number} 小时，其余为 {other:number} 小时，先把跟进时限写进流程。',
        en: '{unit} is slowest to follow up after an order: a median of {value:number} hours against {other:number}; write a time limit into the routine first.',
      },
      rows: 'unit = {unit}',
      measure: {
        action: {
          zh: '把下单后的跟进时限写进流程，每周公布',
          en: 'Write a time limit for follow-up after an order into the routine and publish it weekly',
        },
        department: 'sales',
        kpi: { zh: '{unit} 下单后的跟进时间中位数', en: 'Median hours from order to follow-up of {unit}' },
        target: {
          zh: '从 {value:number} 小时缩短到 {other:number} 小时',
          en: 'from {value:number} to {other:number} hours',
        },
        days: 30,
      },
    },
    unrecorded_all: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '跟进普遍没有及时记录：半数{label}的及时记录率不超过 {other:percent}，最低的只有 {value:percent}。',
        en: 'Follow-ups are not recorded in time anywhere: half of the {label} record {other:percent} or less of theirs, the lowest {value:percent}.',
      },
      rows: 'timely_share <= {other}',
      measure: {
        action: {
          zh: '跟进当天记录，写进所有团队的流程，主管每周抽查',
          en: 'Make recording follow-ups the same day part of every team’s routine; managers check weekly',
        },
        department: 'sales',
        kpi: { zh: '及时记录率的中位数', en: 'Median share recorded in time' },
        target: { zh: '从 {other:percent} 提高到 50%', en: 'from {other:percent} to 50%' },
        days: 30,
      },
    },
    unrecorded: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{unit} 只有 {value:percent} 的跟进被及时记录（其余 {other:percent}），后面的人看不到发生过什么。',
        en: '{unit} records only {value:percent} of follow-ups in time ({other:percent} by the others): whoever comes next cannot see what happened.',
      },
      rows: 'unit = {unit}',
      measure: {
        action: {
          zh: '跟进当天记录，主管每周抽查',
          en: 'Record follow-ups the same day; managers check weekly',
        },
        department: 'sales',
        kpi: { zh: '及时记录率', en: 'Share recorded in time' },
        target: { zh: '提高到 50% 以上', en: 'over 50%' },
        days: 30,
      },
    },
  },
  explanation: {
    summary: {
      zh: '把跟进频率、跟进速度、记录及时性和标签使用与业绩放在一起，看高绩效者做法有什么不同。',
      en: 'Sets frequency and speed of follow-ups, timeliness of records and use of tags beside results, to see what high performers do differently.',
    },
    definition: {
      zh: '员工的操作 = 带团队的行为，对象是客户。下单到跟进 = 每次跟进与该客户此前最近一单的时间差，取每单的第一次跟进，中位数。记录 = 跟进之后同一员工对同一客户的下一次记录，24 小时内有效；及时 = 60 分钟内。打标签占比 = 打过标签的客户 ÷ 跟进过的客户。业绩：按团队时看档案属于该团队的客户，按人时看其跟进过的客户；人均消费 = 时段内金额 ÷ 购买客户。',
      en: 'Actions of staff are events with a team, aimed at a customer. Order to follow-up = from each order to the first follow-up of that customer after it, median. Record = the next record by the same person on the same customer within 24 hours; in time = within 60 minutes. Tags = customers tagged ÷ customers followed. Results: by team, the customers whose profile names it; by person, those they followed; spend per customer = amount in the period ÷ buying customers.',
    },
    howToRead: {
      zh: '先看谁业绩最好，再看发现里列出的做法差别；把差别最大、最容易学的一条推广，并在下一期看其他团队是否跟上。',
      en: 'See who performs best, then which habits set them apart; spread the one that differs most and is easiest to learn, and look next period whether the others follow.',
    },
    pitfalls: {
      zh: '业绩还取决于分到什么客户，习惯不一定是原因；可用群体比较校正行业。操作没有记进系统就看不到。不要把频次当考核指标，那会鼓励无效跟进。',
      en: 'Results depend on the customers one is given; habits need not be the cause: compare groups adjusted for industry. What is not logged is not seen. Do not pay for frequency: it breeds empty calls.',
    },
    sources: [
      {
        label:
          'Zoltners, A., Sinha, P. & Lorimer, S. (2012). Breaking the sales force incentive addiction. Journal of Personal Selling & Sales Management 32(2).',
      },
      {
        label:
          'Oldroyd, J., McElheran, K. & Elkington, D. (2011). The short life of online sales leads. Harvard Business Review 89(3).',
      },
    ],
  },
} satisfies TemplateMeta;
