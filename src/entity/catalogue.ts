import type { Text } from '../i18n/text.ts';

/** The four canonical tables every analysis reads. */
export const ENTITY_NAMES = ['customers', 'orders', 'events', 'feedback'] as const;
export type EntityName = (typeof ENTITY_NAMES)[number];

/** The plain type of a role, as its column has it in the entity table. */
export type RoleType = 'text' | 'number' | 'integer' | 'timestamp' | 'boolean';

/** DuckDB type of each role type. */
export const SQL_TYPE: Record<RoleType, string> = {
  text: 'VARCHAR',
  number: 'DOUBLE',
  integer: 'BIGINT',
  timestamp: 'TIMESTAMP',
  boolean: 'BOOLEAN',
};

export interface Role {
  name: string;
  type: RoleType;
  label: Text;
  /** An entity exists only when each of its required roles is mapped (or computable, see `derived`). */
  required?: true;
  /** Names of roles it can be computed from when no column holds it: `amount = quantity * unit_price`. */
  derived?: Derived;
  /** The role of what is taken off it, where a column holds that, however it comes about itself. */
  off?: string;
}

/**
 * How a role is computed, and the sign between what it is computed from in words: `less` is the role of the share that is
 * taken off, where a column holds one.
 */
export interface Derived {
  from: string[];
  sql: string;
  sign: '×' | '−';
  less?: string;
}

/** Minutes between two moments; of days without a time of day nothing is known so exactly. */
const minutesFrom = (begin: string, end: string): Derived => ({
  from: [end, begin],
  sign: '−',
  sql:
    `CASE WHEN date_trunc('day', ${begin}) < ${begin} OR date_trunc('day', ${end}) < ${end} ` +
    `THEN epoch(${end} - ${begin}) / 60 END`,
});

export interface Entity {
  name: EntityName;
  label: Text;
  /** What one row is, in words: "one line of an order". */
  grain: Text;
  /** The role that places a row in time, if any; the goal's period filters on it. */
  time: string | null;
  roles: Role[];
}

/** `orders.amount` */
export type RoleRef = `${EntityName}.${string}`;

const role = (
  name: string,
  type: RoleType,
  zh: string,
  en: string,
  more: Partial<Pick<Role, 'required' | 'derived' | 'off'>> = {},
): Role => ({ name, type, label: { zh, en }, ...more });

export const ENTITIES: Record<EntityName, Entity> = {
  customers: {
    name: 'customers',
    label: { zh: '客户', en: 'customers' },
    grain: { zh: '每行一位客户', en: 'one row per customer' },
    time: null,
    roles: [
      role('customer', 'text', '客户', 'Customer', { required: true }),
      role('name', 'text', '姓名', 'Name'),
      role('phone', 'text', '电话', 'Phone'),
      role('email', 'text', '邮箱', 'E-mail'),
      role('gender', 'text', '性别', 'Gender'),
      role('age', 'number', '年龄', 'Age'),
      role('income', 'number', '收入', 'Income'),
      role('industry', 'text', '行业', 'Industry'),
      role('company_size', 'text', '企业规模', 'Company size'),
      role('annual_revenue', 'number', '企业年营收', 'Company revenue'),
      role('region', 'text', '地区', 'Region'),
      role('city', 'text', '城市', 'City'),
      role('registered_at', 'timestamp', '注册时间', 'Registered at'),
      role('owner', 'text', '负责人', 'Owner'),
      role('team', 'text', '团队', 'Team'),
      role('level', 'text', '客户等级', 'Level'),
      role('core_need', 'text', '核心需求', 'Core need'),
      role('referrer', 'text', '推荐人', 'Referrer'),
      role('profit_margin', 'number', '利润率', 'Profit margin'),
      role('factor_price', 'number', '价格权重', 'Price factor'),
      role('factor_service', 'number', '服务权重', 'Service factor'),
      role('factor_brand', 'number', '品牌权重', 'Brand factor'),
      role('contract_end', 'timestamp', '合同到期日', 'Contract end'),
      role('renewed', 'boolean', '是否续约', 'Renewed'),
      role('churned', 'boolean', '是否流失', 'Churned'),
      role('decision_makers', 'integer', '决策链人数', 'Decision-chain size'),
      role('source_system', 'text', '来源系统', 'Source system'),
      role('updated_at', 'timestamp', '更新时间', 'Updated at'),
    ],
  },
  orders: {
    name: 'orders',
    label: { zh: '订单', en: 'orders' },
    grain: { zh: '每行一笔订单或订单明细', en: 'one row per order or order line' },
    time: 'ordered_at',
    roles: [
      role('customer', 'text', '客户', 'Customer', { required: true }),
      role('ordered_at', 'timestamp', '下单时间', 'Ordered at', { required: true }),
      role('amount', 'number', '金额', 'Amount', {
        required: true,
        off: 'discount',
        derived: {
          from: ['quantity', 'unit_price'],
          sql: 'quantity * unit_price',
          sign: '×',
          less: 'discount_rate',
        },
      }),
      role('order_id', 'text', '订单号', 'Order id'),
      role('product', 'text', '商品', 'Product'),
      role('category', 'text', '品类', 'Category'),
      role('quantity', 'number', '数量', 'Quantity'),
      role('unit_price', 'number', '单价', 'Unit price'),
      role('discount_rate', 'number', '折扣率', 'Discount rate'),
      role('discount', 'number', '优惠金额', 'Discount amount'),
      role('cost', 'number', '成本', 'Cost'),
      role('region', 'text', '地区', 'Region'),
      role('channel', 'text', '渠道', 'Channel'),
      role('status', 'text', '订单状态', 'Order status'),
      role('payment_status', 'text', '付款状态', 'Payment status'),
      role('fulfilment_status', 'text', '发货状态', 'Fulfilment status'),
      role('refund_status', 'text', '退款状态', 'Refund status'),
      role('refunded_amount', 'number', '退款金额', 'Refunded amount'),
      role('direction', 'text', '收支方向', 'Money in or out'),
      role('currency', 'text', '币种', 'Currency'),
    ],
  },
  events: {
    name: 'events',
    label: { zh: '行为', en: 'events' },
    grain: { zh: '每行一次操作', en: 'one row per action' },
    time: 'occurred_at',
    roles: [
      role('customer', 'text', '客户', 'Customer', { required: true }),
      role('occurred_at', 'timestamp', '发生时间', 'Occurred at', { required: true }),
      role('action', 'text', '操作', 'Action', { required: true }),
      role('session', 'text', '会话', 'Session'),
      role('duration_seconds', 'number', '时长（秒）', 'Duration (s)'),
      role('wait_seconds', 'number', '等待时长（秒）', 'Wait (s)'),
      role('device', 'text', '设备', 'Device'),
      role('outcome', 'text', '结果', 'Outcome'),
      role('failure_reason', 'text', '失败原因', 'Failure reason'),
      role('channel', 'text', '渠道', 'Channel'),
      role('target', 'text', '对象', 'Target'),
      role('team', 'text', '团队', 'Team'),
    ],
  },
  feedback: {
    name: 'feedback',
    label: { zh: '反馈', en: 'feedback' },
    grain: { zh: '每行一条反馈', en: 'one row per piece of feedback' },
    time: 'occurred_at',
    roles: [
      role('occurred_at', 'timestamp', '反馈时间', 'Feedback time', { required: true }),
      role('customer', 'text', '客户', 'Customer'),
      role('kind', 'text', '类型', 'Kind'),
      role('nps', 'number', 'NPS 评分', 'NPS score'),
      role('csat', 'number', '满意度', 'CSAT score'),
      role('rating', 'number', '评分', 'Rating'),
      role('text', 'text', '内容', 'Text'),
      role('topic', 'text', '主题', 'Topic'),
      role('channel', 'text', '渠道', 'Channel'),
      role('resolved', 'boolean', '是否解决', 'Resolved'),
      role('responded_at', 'timestamp', '首次响应时间', 'First response at'),
      role('resolved_at', 'timestamp', '解决时间', 'Resolved at'),
      role('response_minutes', 'number', '响应时长（分钟）', 'Response (min)', {
        derived: minutesFrom('occurred_at', 'responded_at'),
      }),
      role('resolution_minutes', 'number', '解决时长（分钟）', 'Resolution (min)', {
        derived: minutesFrom('occurred_at', 'resolved_at'),
      }),
      role('activity', 'text', '活动', 'Activity'),
      role('agent', 'text', '服务人员', 'Agent'),
    ],
  },
};

/** The role named `orders.amount`, or undefined. */
export function findRole(ref: string): Role | undefined {
  const [entity, name] = ref.split('.');
  return ENTITIES[entity as EntityName]?.roles.find((r) => r.name === name);
}
