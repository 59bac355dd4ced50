import { DIMENSIONS } from '../../src/metric/dimension.ts';
import { attributePart, SEGMENT } from '../../src/metric/pieces.ts';
import type { ChoiceOption, TemplateMeta } from '../../src/template/schema.ts';
import { attributes, type Attribute } from '../shared/attributes.ts';
import { words } from '../shared/words.ts';

const AGE = DIMENSIONS.find(({ id }) => id === 'age')!;
const LOOKED_AT: Attribute[] = [
  'gender',
  'age',
  'level',
  'industry',
  'company_size',
  'region',
  'city',
  'team',
  'owner',
  'source_system',
  'core_need',
];
const codeOf = (attribute: string): string => `(${attribute})`;

const each: ChoiceOption[] = attributes(...LOOKED_AT).map((option) => ({
  ...option,
  sql: { part: attributePart(codeOf(option.value), option.value === 'age' ? AGE.sql : option.value) },
}));
const every: ChoiceOption = {
  value: 'every',
  label: { zh: '所有属性', en: 'Every attribute' },
  every: true,
  sql: { part: each.map(({ sql }) => sql!['part']!).join('\n') },
};

export default {
  id: 'churn-by-group',
  version: 1,
  group: 'churn',
  title: { zh: '各群体流失率', en: 'Churn rate by group' },
  question: {
    zh: '哪些客户流失得多，和哪些属性有关？',
    en: 'Which customers churned more often, and with which attributes does it go?',
  },
  tags: ['流失', '流失率', '群体', '属性', 'churn', 'attrition', 'attributes'],
  needs: {
    required: ['customers.customer', 'customers.churned'],
    optional: each.map(({ needs }) => needs as `customers.${Attribute}`),
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      segments: true,
      label: words.compare,
      default: 'every',
      options: [every, ...each],
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '每组至少多少客户', en: 'Customers a group at least' },
      default: 30,
      min: 2,
      max: 100000,
    },
  ],
  columns: [
    { name: 'attribute', label: { zh: '属性', en: 'Attribute' }, format: 'text' },
    { name: 'segment', label: words.group, format: 'text' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'churned', label: { zh: '流失客户数', en: 'Customers who churned' }, format: 'integer' },
    { name: 'share', label: words.churnRate, format: 'percent' },
    { name: 'low', label: words.low95, format: 'percent' },
    { name: 'high', label: words.high95, format: 'percent' },
    { name: 'rest', label: { zh: '其余客户的流失率', en: 'Churn rate of the others' }, format: 'percent' },
    { name: 'verdict', label: words.verdict, format: 'text' },
  ],
  codes: {
    attribute: {
      ...Object.fromEntries(each.map(({ value, label }) => [codeOf(value), label])),
      [SEGMENT]: { zh: '已存分群', en: 'Saved segment' },
    },
    segment: { '(none)': words.notFilled, ...AGE.words },
    verdict: {
      above: { zh: '高于其余', en: 'above the others' },
      below: { zh: '低于其余', en: 'below the others' },
      same: { zh: '没有超出误差的差别', en: 'no difference beyond chance' },
      small: { zh: '不判断', en: 'not judged' },
    },
  },
  chart: {
    kind: 'bar',
    title: {
      zh: '差别最大的几个属性：各组流失率（线为全体）',
      en: 'The attributes that set customers apart most: churn rate by group (the line is all)',
    },
    orientation: 'horizontal',
    x: { column: 'share', label: words.churnRate, format: 'percent' },
    y: { column: 'segment', label: words.group, format: 'text', scale: 'band' },
    facet: { column: 'attribute', label: { zh: '属性', en: 'Attribute' }, format: 'text' },
    low: { column: 'low', format: 'percent' },
    high: { column: 'high', format: 'percent' },
    label: { column: 'share', format: 'percent' },
    details: [{ column: 'customers', label: words.customers, format: 'integer' }],
    annotations: [{ axis: 'x', value: { column: 'whole' }, label: words.all }],
  },
  marks: 'attribute = {attribute} AND segment = {segment}',
  people: ['attribute', 'segment'],
  findings: {
    overall: {
      claim: { kind: 'level' },
      sentence: {
        zh: '按客户表，{customers:integer} 位客户中有 {churned:integer} 位已流失，流失率 {share:percent}。',
        en: 'By their profiles {churned:integer} of {customers:integer} customers churned: {share:percent}.',
      },
    },
    more: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'share', low: 'low', high: 'high' } },
      sentence: {
        zh: '{attribute}{sign}{segment}：{customers:integer} 位客户的流失率是 {share:percent}，高于其余客户的 {rest:percent}，差异显著。',
        en: '{attribute}{sign}{segment}: {share:percent} of {customers:integer} customers churned, against {rest:percent} of the others: more than chance explains.',
      },
      rows: 'attribute = {attribute} AND segment = {segment}',
      measure: {
        action: {
          zh: '先挽留还在的“{attribute}{sign}{segment}”客户，并查明其他人为什么离开',
          en: 'Keep the customers of {attribute}{sign}{segment} who are still here, and find out why the others left',
        },
        department: 'service',
        kpi: { zh: '“{attribute}{sign}{segment}”的流失率', en: 'Churn rate of {attribute}{sign}{segment}' },
        now: { zh: '{share:percent}', en: '{share:percent}' },
        target: words.halfTheGap,
        days: 90,
      },
    },
    fewer: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '{attribute}{sign}{segment}：{customers:integer} 位客户的流失率是 {share:percent}，低于其余客户的 {rest:percent}，差异显著。',
        en: '{attribute}{sign}{segment}: {share:percent} of {customers:integer} customers churned, against {rest:percent} of the others: less than chance explains.',
      },
      rows: 'attribute = {attribute} AND segment = {segment}',
    },
    none_apart: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{attributes:integer} 个属性的 {groups:integer} 个组，没有一个的流失率与其余客户有超出误差的差别。',
        en: 'None of {groups:integer} groups by {attributes:integer} attributes differs from the other customers in churn by more than chance.',
      },
    },
    undivided: {
      claim: { kind: 'note' },
      sentence: {
        zh: '没有可以比较的属性：客户表里没有导入的文字列和数字列（如合同类型、在网月数），重新导入这个文件时选上，就会一起比较。',
        en: 'There is no attribute to compare by: columns of text and numbers that were not imported (contract, months with you) are compared too once the file is imported again with them.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '客户表写明谁已流失时，逐一比较客户的每个属性，找出流失率与其余客户不同的组。没有订单也能用。',
      en: 'Where a file of customers says who churned, each of their attributes is gone through for groups that churned more or less often than the others. It needs no orders.',
    },
    definition: {
      zh: '流失率 = 写明已流失的客户 ÷ 写明是否流失的客户。属性是客户表里已对应的各项，和导入了而没有对应的文字列、数字列（值多时按四分位分成四组）。每组与同一属性下其余客户相比，所有属性的所有组一起校正（Holm，总水平 0.2%），且相差至少为其余的 10%，才判为高于或低于。只是把流失再说一遍的列（流失原因、账户状态）不比较。',
      en: 'Churn rate = customers said to have churned ÷ those of whom it is said either way. Attributes are those that columns are mapped to, and imported columns of text and numbers that are not (numbers of many values in four bands of equal size). A group is compared with the other customers, corrected over all groups of all attributes (Holm, 0.2% in all), and called above or below where it differs by a tenth of what the others have at least. Columns that merely tell the churn again (reason of leaving, state of the account) are left out.',
    },
    formula: 'z = 2 (asin √p_g − asin √p_rest) / √(1/n_g + 1/n_rest)',
    howToRead: {
      zh: '先看左上的属性：它的组差别最大。短线是 95% 区间，越长越不确定；竖线是全体。表里有全部属性和结论。',
      en: 'Begin with the first attribute: its groups lie furthest apart. Whiskers are 95% intervals, the line is all customers. The table has every attribute and the verdicts.',
    },
    pitfalls: {
      zh: '有关不等于因果：按月付费的客户流失多，不等于换成年付就会留下。属性之间也会相互牵连（新客户多按月付费）。客户表写的是现状，流失多久之前发生不知道。',
      en: 'What goes together need not be a cause: that customers on monthly contracts leave more often does not mean that a yearly one would keep them. Attributes hang together (newcomers pay monthly). A profile tells a state, not when somebody left.',
    },
    sources: [
      {
        label:
          'Anscombe, F. J. (1948). The transformation of Poisson, binomial and negative-binomial data. Biometrika 35.',
      },
      {
        label:
          'Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scand. J. Statist. 6.',
      },
    ],
  },
} satisfies TemplateMeta;
