import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

const GAP = { todo: { zh: '待补充', en: 'to complete' } };

export default {
  id: 'to-complete',
  version: 2,
  group: 'frame',
  title: { zh: '补录清单（按负责人）', en: 'To complete, by owner' },
  question: {
    zh: '哪些客户的档案还要补，由谁去补？',
    en: 'Whose profile has gaps, and who is to fill them?',
  },
  tags: ['待补充', '补录', '缺失值', '负责人', 'missing values', 'to complete', 'owner'],
  needs: {
    required: ['customers.customer'],
    optional: [
      'customers.owner',
      'customers.industry',
      'customers.company_size',
      'customers.region',
      'customers.city',
      'customers.level',
      'customers.core_need',
      'orders.customer',
      'orders.amount',
    ],
  },
  params: [
    {
      id: 'owners',
      kind: 'integer',
      label: { zh: '图中最多几位负责人', en: 'Most owners in the chart' },
      default: 12,
      min: 2,
      max: 40,
    },
  ],
  columns: [
    { name: 'owner', label: words.owner, format: 'text' },
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'missing', label: { zh: '缺几项', en: 'Gaps' }, format: 'integer' },
    { name: 'total_spend', label: words.totalSpend, format: 'money', adds: true },
    { name: 'industry', label: words.industry, format: 'text' },
    { name: 'company_size', label: words.companySize, format: 'text' },
    { name: 'region', label: words.region, format: 'text' },
    { name: 'city', label: words.city, format: 'text' },
    { name: 'level', label: words.level, format: 'text' },
    { name: 'core_need', label: words.coreNeed, format: 'text' },
  ],
  codes: {
    owner: { none: { zh: '无负责人', en: 'no owner' } },
    industry: GAP,
    company_size: GAP,
    region: GAP,
    city: GAP,
    level: GAP,
    core_need: GAP,
  },
  chart: {
    kind: 'bar',
    title: { zh: '每位负责人名下待补充的客户', en: 'Customers to complete, by owner' },
    orientation: 'horizontal',
    x: { column: 'customers', label: words.customers, format: 'integer' },
    y: { column: 'owner', label: words.owner, format: 'text', scale: 'band' },
    label: { column: 'customers', format: 'integer' },
  },
  findings: {
    open: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）的档案有缺项，共 {gaps:integer} 项待补充；他们累计消费 {amount:money}。',
        en: '{n:integer} customers ({share:percent}) have gaps in their profile, {gaps:integer} values in all; they spent {amount:money}.',
      },
    },
    open_unbought: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户（{share:percent}）的档案有缺项，共 {gaps:integer} 项待补充。',
        en: '{n:integer} customers ({share:percent}) have gaps in their profile, {gaps:integer} values in all.',
      },
    },
    complete: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 份档案没有缺项。',
        en: 'None of {n:integer} profiles has a gap.',
      },
    },
    owner: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{owner} 名下待补充的客户最多：{n:integer} 位、{gaps:integer} 项，从消费最高的开始。',
        en: '{owner} has most to complete: {n:integer} customers, {gaps:integer} values. Begin with those who spend most.',
      },
    },
    nobody: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户没有负责人（累计消费 {amount:money}），先指定负责人。',
        en: '{n:integer} customers have no owner (they spent {amount:money}): name one first.',
      },
    },
    nobody_unbought: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 位客户没有负责人，先指定负责人。',
        en: '{n:integer} customers have no owner: name one first.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '列出档案有缺项的客户，按负责人排好，缺的列写“待补充”，可直接下载分发补录。',
      en: 'Lists the customers whose profile has gaps, by owner; what is missing is marked, so that the list can be downloaded and handed out.',
    },
    definition: {
      zh: '缺项 = 行业、企业规模、地区、城市、客户等级、核心需求、负责人中为空或仍是“待补充”（to complete）的列；谁都没有填的列视为没有收集，不算缺。只看目标客户范围里有档案的客户；累计消费 = 截止日前全部订单金额之和，从未消费为 0，不算缺失。',
      en: 'A gap is an empty (or still marked) industry, company size, region, city, level, core need or owner; a column nobody has is not collected and no gap. Only customers of the goal’s group with a profile count. Spend is over all history before the as-of date; no purchase is a spend of 0, not a gap.',
    },
    howToRead: {
      zh: '每位负责人从累计消费最高的客户补起；没有负责人的客户排在最后，先指定人。',
      en: 'Each owner begins with the customers who spend most. Customers without an owner stand last: name one first.',
    },
    pitfalls: {
      zh: '补录应写回源系统，再导出一次；只改表格，下个月又会缺。在清洗里填入默认值会让缺项从分析里消失，但清单仍会列出填“待补充”的客户。',
      en: 'Complete the source system and export again: what is fixed in a sheet is missing again next month. Filling a default while cleaning hides a gap from the analyses; what was filled with the mark is still listed here.',
    },
    sources: [{ label: 'DAMA International (2017). DAMA-DMBOK, 2nd ed., ch. 13.' }],
  },
} satisfies TemplateMeta;
