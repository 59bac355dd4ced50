import type { Text } from './text.ts';

/** What is said of rows of orders, events or feedback that also describe their customers. */
export const attributesText = {
  alsoCustomer: {
    zh: '每行还给出一位客户：同一“{column}”的行合为一位，每个属性取时间最晚的非空值。',
    en: 'Each row also gives a customer: rows of one “{column}” are one customer, and of each attribute the latest value that is not empty is taken.',
  },
  looking: {
    zh: '正在看同一客户的各行是否一致…',
    en: 'Looking whether the rows of one customer agree…',
  },
  fileHolds: {
    zh: '以客户文件为准：它为空时，用它自己也用到的值补上；它没有的客户由这里补充。',
    en: 'What the file of customers says holds: where it is empty, a value that it uses itself fills the gap, and whom it lacks is added.',
  },
  isAttribute: { zh: '{role}：{column}', en: '{role}: {column}' },
  notAttribute: { zh: '“{column}”不作客户属性', en: '“{column}” is no attribute of the customer' },
  leaveOut: { zh: '不取客户属性', en: 'Take no attributes' },
  isLeftOut: {
    zh: '这些行的客户属性（{columns}）没有取用。',
    en: 'What the rows say of their customers ({columns}) is not taken.',
  },
  takeIn: { zh: '取客户属性', en: 'Take them' },
  ofRow: { zh: '{entity}的', en: 'Of the {entity}' },
  ofCustomer: { zh: '客户的', en: 'Of the customer' },
  roleOf: { zh: '{role}（客户）', en: '{role} (customer)' },
  alsoOf: { zh: '也是客户属性', en: 'also of the customer' },
  withCustomers: { zh: '{entity}（含客户）', en: '{entity}, with customers' },
  toldCustomers: { zh: '由各行归出的客户', en: 'Customers whom rows describe' },
} satisfies Record<string, Text>;
