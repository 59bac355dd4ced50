import { describe, expect, test } from 'vitest';
import { ENTITIES, type EntityName } from '../../../../src/entity/catalogue.ts';
import { nameScore } from '../../../../src/import/meaning/synonyms.ts';
import { proposed } from './proposed.ts';

/** Names of columns, and the role of all of them that have its type. */
const WRITTEN: [way: string, entity: EntityName, role: string, names: string][] = [
  [
    'in short',
    'orders',
    'order_id',
    'Inv No|Inv. No.|Trans ID|Trans No|Txn #|Order Nbr|Booking Ref|Bill #|Check #',
  ],
  ['in short', 'orders', 'amount', 'Total Amt|Inv Amt|Ext Price|TransactionAmt|Order Val'],
  ['in short', 'orders', 'quantity', 'Qty Ordered|Qty Sold|Order Qnty'],
  ['in short', 'orders', 'category', 'Prod Cat|Dept|Prod Categ'],
  ['in short', 'customers', 'customer', 'Cust No|Acct ID|Cust #|Mbr No'],
  ['turned', 'orders', 'ordered_at', 'Date of Sale|Date of Purchase|Date of the Invoice|Date of Order'],
  ['turned', 'feedback', 'occurred_at', 'Date of Response|Date of Review|Date of Feedback'],
  ['turned', 'customers', 'registered_at', 'Date of Registration|Date of Joining'],
  [
    'as a moment',
    'orders',
    'ordered_at',
    'Ordered On|Ordered|Placed At|Date Purchased|Purchased On|Sold On|Date Sold|Issued At|Paid On|Booked At|Order Created|Receipt Date|Closed Date|下单日|成交日|交易日|付款日|购买日|订货日期|发票日期|开票时间|开单时间|制单时间|签约日',
  ],
  [
    'as a moment',
    'customers',
    'registered_at',
    'Signed Up On|Signed up|Joined|Date Joined|Registered On|Enrolled On|Account Opened|Onboarded At|Activated On|注册日|入会日|开户日|激活日期|成为会员日期|领卡日期',
  ],
  [
    'as a moment',
    'customers',
    'contract_end',
    'Expires On|Renews On|Contract Expires|current_period_end|Membership Expiry|Valid Until|合同截止日期|有效期至|会员到期时间|失效日期',
  ],
  [
    'as a moment',
    'events',
    'occurred_at',
    'Occurred On|Date of Event|Logged At|Sent Date|登录日期|操作日期|跟进日期|拜访日期',
  ],
  [
    'as a moment',
    'feedback',
    'occurred_at',
    'Submitted|Submitted On|Reviewed On|Rated At|Date Reported|Opened On|填写日期|评论日期|调查日期|报修日期',
  ],
  [
    'as a number',
    'customers',
    'customer',
    'Client Code|Customer Key|Membership Number|household_key|会员编码|顾客编码|客户主键|客户唯一标识|经销商代码',
  ],
  ['as a number', 'orders', 'order_id', 'Sale #|Contract Number|订单代码|账单号|合同编码'],
  ['with its name', 'customers', 'owner', 'Owner Name|负责人姓名'],
  ['with its name', 'customers', 'city', 'City Name|城市名称'],
  ['with its name', 'customers', 'industry', 'Industry Name|行业名称'],
  ['with its name', 'orders', 'channel', 'Channel Name|渠道名称|平台名称|店铺名称'],
  ['with its name', 'orders', 'product', 'Course Name|货品名|课程名称'],
  ['with its name', 'events', 'action', '接口名称|行为名'],
  ['as a sort', 'customers', 'level', 'Customer Class|Member Group|客户类别|会员分类'],
  ['as a sort', 'orders', 'category', 'Product Class|Item Group|商品类型'],
  ['as a sort', 'feedback', 'topic', '投诉类别|问题种类'],
];

describe.each(WRITTEN)('%s: %s.%s', (_, entity, role, names) => {
  test.each(names.split('|'))('%s', (name) => {
    const { type } = ENTITIES[entity].roles.find((r) => r.name === role)!;
    const own = nameScore(name, entity, role);
    expect(own).toBeGreaterThan(0.55);
    for (const other of ENTITIES[entity].roles)
      if (other.type === type && other.name !== role)
        expect(nameScore(name, entity, other.name), other.name).toBeLessThan(own);
  });
});

test.each<[entity: EntityName, role: string, names: string]>([
  // What only looks as if it were written so.
  [
    'orders',
    'ordered_at',
    'Invoice|Order|Location|Station|Ship Date|Due Date|Delivery Date|Date of Birth|生日|到货日期',
  ],
  ['customers', 'registered_at', 'Date of Birth|Last Login|生日|节日|Date'],
  ['customers', 'customer', 'Customer Name|Postal Code|Product Code|Phone Number|姓名|邮政编码|门店编号'],
  ['orders', 'order_id', 'Product Code|SKU Number|Tracking Number|Phone No|商品编码|手机号|快递单号X'],
  ['customers', 'city', 'Company Name|User Name|Last Name'],
  ['customers', 'churned', 'Unsubscribed|是否退订'],
])('%s.%s is none of %s', (entity, role, names) => {
  for (const name of names.split('|')) expect(nameScore(name, entity, role), name).toBeLessThan(0.9);
});

test('accounts of a service: who signed up when, on which plan, and is gone', () => {
  expect(
    proposed(
      'Account ID|Company|Plan|Signed up|Country|Seats|MRR|Status|Owner Name',
      'acct_@|North @ Ltd|~Starter/Team|2024-03-#|~US/DE|7|$29.00|~Active/Cancelled|~Ana/Tom',
    ),
  ).toMatchObject({
    entity: 'customers',
    mapping: {
      customer: 'Account ID',
      registered_at: 'Signed up',
      level: 'Plan',
      churned: 'Status',
      region: 'Country',
      owner: 'Owner Name',
    },
  });
});

test('what was sold is told from what was delivered by what happened', () => {
  expect(
    proposed(
      'Inv. No.|Cust #|Date Delivered|Date Sold|Item Desc.|Qty Sold|Total Amt',
      'INV-@|C#|2024-04-#|2024-03-#|~Cup/Mug|2|1#.50',
    ),
  ).toMatchObject({
    entity: 'orders',
    mapping: {
      order_id: 'Inv. No.',
      customer: 'Cust #',
      ordered_at: 'Date Sold',
      product: 'Item Desc.',
      quantity: 'Qty Sold',
      amount: 'Total Amt',
    },
  });
});
