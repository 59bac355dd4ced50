import { DAY, END, START, date, stamp } from './clock.ts';
import type { Cell } from './csv.ts';
import { SIZES } from './company.ts';
import { STAFF, type Customer } from './customers.ts';
import { orderAmount, type Order } from './orders.ts';
import { address, person, phone } from './people.ts';
import { random, type Random } from './random.ts';

export const CUSTOMER_HEADER = [
  '客户编号',
  '姓名',
  '手机号',
  '邮箱',
  '收货地址',
  '性别',
  '年龄',
  '年收入(元)',
  '行业',
  '企业规模',
  '大区',
  '城市',
  '注册日期',
  '负责人',
  '所属团队',
  '客户等级',
  '核心需求',
  '推荐人',
  '利润率',
  '价格权重',
  '服务权重',
  '品牌权重',
  '来源系统',
  '更新时间',
  '企业年营收(元)',
  '合同到期日',
  '是否续约',
  '决策链人数',
];

/** Ids of each kind of dirt in customers.csv.gz. */
export interface CustomerDirt {
  /** Ids that stand twice, with different update times; the later row is the right one. */
  repeatedIds: number;
  /** Of those, ids with two names. */
  severalNamesIds: number;
  /** Ids without a row in orders.csv.gz: 未消费, no purchase, which is not missing. */
  noOrderIds: number;
}
const REPEATED = 200;
const RENAMED = 60;

const NEEDS_BUSINESS = [
  '稳定供货 Steady supply',
  '降低成本 Lower cost',
  '门店管理 Shop management',
  '新品研发 New drinks',
  '员工培训 Training',
  '设备维护 Maintenance',
];
const NEEDS_CONSUMER = [
  '品质好豆 Better beans',
  '入门指导 Guidance',
  '性价比 Value',
  '送礼 Gifts',
  '居家器具 Home gear',
];

/** The profile file: one row per customer by id, then the older rows of an earlier import. */
export function customerRows(
  customers: readonly Customer[],
  orders: readonly Order[],
): { rows: Cell[][]; dirt: Omit<CustomerDirt, 'noOrderIds'> } {
  const r = random('shiguang/customer-rows');
  const totals = new Map<string, { amount: number; cost: number; last: number }>();
  for (const o of orders) {
    const t = totals.get(o.customer!) ?? { amount: 0, cost: 0, last: 0 };
    t.amount += orderAmount(o);
    t.cost += o.lines.reduce((sum, l) => sum + l.product.cost * l.quantity, 0);
    t.last = Math.max(t.last, o.time);
    totals.set(o.customer!, t);
  }
  const contracts = random('shiguang/contracts');
  const rows = customers.map((c, i) => [
    ...profile(r, c, customers.slice(Math.max(0, i - 400), i), totals.get(c.id)),
    ...contract(contracts, c),
  ]);

  const settled = customers.map((_, i) => i).filter((i) => customers[i]!.registered < END - 30 * DAY);
  const repeated = r.shuffle(settled).slice(0, REPEATED);
  const older = repeated.map((i, n) => {
    const [c, row] = [customers[i]!, [...rows[i]!]];
    row[column('更新时间')] = stamp(c.registered + r.int(600, 5 * DAY));
    row[column('客户等级')] = '潜在 Potential';
    row[column('核心需求')] = null;
    if (n < RENAMED) row[column('姓名')] = otherName(r, c);
    return row;
  });
  older.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  return { rows: [...rows, ...older], dirt: { repeatedIds: REPEATED, severalNamesIds: RENAMED } };
}

const column = (name: string): number => CUSTOMER_HEADER.indexOf(name);

function profile(
  r: Random,
  c: Customer,
  earlier: readonly Customer[],
  total: { amount: number; cost: number; last: number } | undefined,
): Cell[] {
  const some = <T extends Cell>(p: number, value: T): T | null => (r.chance(p) ? value : null);
  const [price, service, brand] = weights(r, c.business);
  const margin = total && total.amount > 0 ? Math.round((1 - total.cost / total.amount) * 100) / 100 : null;
  // Updated after everything else known of the customer, so the latest row is always the right one.
  const seen = Math.max(total?.last ?? 0, c.registered + 6 * DAY, START);
  const updated = Math.min(END - r.int(60, DAY), seen + r.int(0, 20) * DAY + r.int(0, DAY / 2));
  return [
    c.id,
    some(0.995, c.person.name),
    some(0.96, phone(r, c.abroad)),
    some(c.business ? 0.95 : 0.74, `${c.person.mailbox}${r.int(1, 999)}@example.com`),
    some(0.9, address(r, c.city, c.abroad)),
    some(0.94, r.chance(c.business ? 0.45 : 0.58) ? '女' : '男'),
    some(0.91, Math.max(18, Math.min(68, Math.round((c.business ? 38 : 31) + r.normal() * 8)))),
    c.business ? null : some(0.7, Math.max(3, Math.round(r.logNormal(2.7, 0.5))) * 10_000),
    c.industry.name,
    c.size === null ? null : some(0.95, c.size),
    c.region.zh,
    some(0.985, c.city),
    date(c.registered),
    c.owner === null ? null : STAFF[c.owner]!.name,
    c.team,
    level(total?.amount ?? 0),
    some(0.88, r.pick(c.business ? NEEDS_BUSINESS : NEEDS_CONSUMER)),
    earlier.length && r.chance(0.13) ? r.pick(earlier).id : null,
    margin,
    price,
    service,
    brand,
    c.usesApp
      ? '店务后台 SaaS'
      : r.pick(c.business ? ['CRM', 'CRM', 'ERP'] : ['商城 Shop', '商城 Shop', '门店 Store']),
    stamp(updated),
  ];
}

/**
 * What a company earns in a year, its latest contract of a year each, and how many decide: nothing for
 * consumers. A contract that has ended was renewed by those who still come.
 */
function contract(r: Random, c: Customer): Cell[] {
  const size = c.size === null ? -1 : SIZES.indexOf(c.size);
  if (size < 0) return [null, null, null, null];
  const revenue = Math.round(r.logNormal(13.6 + 1.35 * size, 0.7) / 10_000) * 10_000;
  const ended = Math.floor((END - 1 - c.registered) / (365 * DAY));
  const end = c.registered + Math.max(1, ended) * 365 * DAY;
  const renewed = c.leaves > end ? r.chance(0.94) : r.chance(0.05);
  const deciding = Math.min(9, 1 + r.poisson(0.4 + 0.9 * size));
  return [
    r.chance(0.82) ? revenue : null,
    date(end),
    ended < 1 || r.chance(0.03) ? null : renewed ? '是' : '否',
    r.chance(0.9) ? deciding : null,
  ];
}

/** Level by spend of the 24 months, in cents. */
function level(amount: number): string {
  if (amount >= 4_000_000) return 'VIP';
  if (amount >= 800_000) return '重要 Important';
  return amount > 0 ? '普通 Regular' : '潜在 Potential';
}

/** Weights of price, service and brand in the decision, in steps of 0.05 and summing to one. */
function weights(r: Random, business: boolean): [number, number, number] {
  const price = r.int(business ? 4 : 6, business ? 10 : 13);
  const service = r.int(2, business ? 9 : 5);
  return [price * 5, service * 5, 100 - (price + service) * 5].map((x) => x / 100) as [
    number,
    number,
    number,
  ];
}

/** The same customer under the name someone else typed. */
function otherName(r: Random, c: Customer): string {
  if (c.abroad) return c.person.name.replace(/ .*/, '');
  let name = '';
  do name = c.person.name.charAt(0) + person(r, false).name.slice(1);
  while (name === c.person.name);
  return name;
}
