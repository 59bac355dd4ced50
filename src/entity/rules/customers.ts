import { SET_ASIDE, type CleaningRule } from './rule.ts';
import { exactDuplicate, missingValue, nobody, noCustomer, outOfRange } from './shared.ts';
import { ENTITIES } from '../catalogue.ts';

export const CUSTOMER_RULES: CleaningRule[] = [
  exactDuplicate('customers'),
  noCustomer('customers'),
  nobody('customers'),
  outOfRange('customers', 'age', 'age < 0 OR age > 120', {
    id: 'age_range',
    title: { zh: '年龄不可能', en: 'Impossible age' },
    explanation: { zh: '年龄小于 0 或大于 120。', en: 'An age below 0 or above 120.' },
    action: 'correct',
  }),
  ...(['industry', 'company_size', 'region', 'level', 'core_need', 'owner'] as const).map((role) =>
    missingValue('customers', role, true),
  ),
  ...(['name', 'gender', 'city', 'team'] as const).map((role) => missingValue('customers', role, false)),
  {
    id: 'customers.several_names',
    entity: 'customers',
    scope: 'set',
    title: { zh: '同一编号有多个姓名', en: 'One id, several names' },
    explanation: {
      zh: '同一客户编号下出现不同姓名：可能改名，也可能编号被重复使用。列出待核对。同一文件内按脱敏前的原名比较；不同文件之间只能比较脱敏后的姓名。',
      en: 'One customer id carries different names: a change of name, or an id given twice. Listed for checking. Within a file names are compared as they stood before masking; between files, as masked.',
    },
    defaultAction: 'flag',
    actions: SET_ASIDE,
    params: [],
    roles: ['customer', 'name'],
    hits: () => `
      SELECT _source, _row FROM clean.customers
      WHERE customer IN (SELECT customer FROM clean.customers GROUP BY 1 HAVING min(name) <> max(name))
      UNION
      SELECT _source, _row FROM mapped_customers WHERE _names > 1`,
  },
  {
    id: 'customers.rows_differ',
    entity: 'customers',
    scope: 'set',
    title: { zh: '同一客户的各行属性不一', en: 'Rows of one customer differ' },
    explanation: {
      zh: '客户属性取自订单、行为或反馈的各行；同一客户的行说法不一时，取时间最晚且非空的一个。列出待核对。',
      en: 'Attributes come from the rows of orders, events or feedback. Where a customer’s rows differ, the latest value that is not empty is taken. Listed for checking.',
    },
    defaultAction: 'flag',
    actions: ['keep', 'flag'],
    params: [],
    roles: ['customer'],
    told: 'rows',
    hits: () => 'SELECT _source, _row FROM mapped_customers WHERE _differs > 0',
  },
  {
    id: 'customers.filled',
    entity: 'customers',
    scope: 'set',
    title: { zh: '档案空缺由各行补上', en: 'Gaps of a profile filled from rows' },
    explanation: {
      zh: '以客户文件为准；其中为空的属性，用订单、行为或反馈的行里最晚的非空值补上，行业、地区这类分组只用客户文件自己也用到的值。',
      en: 'What the customers’ file says holds. Where it is empty, the latest value in the rows of orders, events or feedback is taken; of groups such as industry or region only one that the file itself uses.',
    },
    defaultAction: 'flag',
    actions: ['keep', 'flag'],
    params: [],
    roles: ['customer'],
    told: 'both',
    hits: () => 'SELECT _source, _row FROM mapped_customers WHERE _filled > 0',
  },
  {
    id: 'customers.same_id',
    entity: 'customers',
    scope: 'set',
    title: { zh: '同一编号的多条档案', en: 'Several profiles of one id' },
    explanation: {
      zh: '每个客户编号只留一条档案：最近更新的，或填写最全的；其余隔离。两条都留会让该客户被数两次。',
      en: 'One profile stays per customer id: the latest, or the fullest; the others are set aside. Two profiles would count the customer twice.',
    },
    aside: {
      zh: '这些客户每位还有一条档案，照常计入',
      en: 'each of these customers has another profile, which counts',
    },
    defaultAction: 'quarantine',
    actions: ['quarantine'],
    restorable: false,
    params: [
      {
        id: 'keep',
        label: { zh: '保留', en: 'Keep' },
        kind: 'choice',
        default: 'latest',
        options: [
          { value: 'latest', label: { zh: '最近更新', en: 'the latest' } },
          { value: 'fullest', label: { zh: '填写最全', en: 'the fullest' } },
        ],
      },
    ],
    roles: ['customer'],
    hits: (c) => {
      const filled = ENTITIES.customers.roles
        .filter((r) => c.has(r.name))
        .map((r) => `(${r.name} IS NOT NULL)::INTEGER`);
      const fullest = `${filled.join(' + ')} DESC`;
      const latest = c.has('updated_at') ? 'updated_at DESC NULLS LAST' : '';
      // Without an update time the row written last is taken for the latest.
      const order = (c.value('keep') === 'fullest' ? [fullest, latest] : [latest, latest ? fullest : ''])
        .filter(Boolean)
        .concat('_source DESC', '_row DESC');
      return `
      SELECT _source, _row FROM (
        SELECT _source, _row, row_number() OVER (PARTITION BY customer ORDER BY ${order.join(', ')}) AS n
        FROM clean.customers
        WHERE customer IN (SELECT customer FROM clean.customers GROUP BY 1 HAVING count(*) > 1))
      WHERE n > 1`;
    },
  },
  {
    id: 'customers.no_purchase',
    entity: 'customers',
    scope: 'set',
    title: { zh: '未消费', en: 'No purchase' },
    explanation: {
      zh: '有档案但没有有效订单：消费额是 0，不是缺失。',
      en: 'The customer has a profile and no valid order: spend is zero, which is not missing.',
    },
    defaultAction: 'flag',
    actions: ['keep', 'flag'],
    params: [],
    roles: ['customer'],
    needsEntity: 'orders',
    hits: () => `
      SELECT _source, _row FROM clean.customers c WHERE NOT EXISTS (SELECT 1 FROM clean.orders o WHERE o.customer = c.customer)`,
  },
];
