import { describe, expect, test } from 'vitest';
import { ENTITIES } from '../../../../src/entity/catalogue.ts';
import { mappingOf, proposeSource } from '../../../../src/import/meaning/detect.ts';
import { LAYOUTS, layoutRoles, recogniseLayout } from '../../../../src/import/meaning/layouts.ts';
import { proposeMeaning } from '../../../../src/import/meaning/meaning.ts';
import { columnsOf } from './proposed.ts';

/** Columns of a header and lines written with `|`. */
const columnsIn = (header: string, ...lines: string[]) =>
  columnsOf(
    header.split('|'),
    lines.map((line) => line.split('|')),
  );

interface Fixture {
  header: string;
  lines: string[];
  roles: Record<string, string>;
}

/** One small export a layout: its header, lines of it, and roles that general scoring might miss. */
const FIXTURES: Record<string, Fixture> = {
  'shopify-orders': {
    header:
      'Name|Email|Financial Status|Paid at|Fulfillment Status|Currency|Subtotal|Total|Created at|Lineitem quantity|Lineitem name|Lineitem price|Id',
    lines: [
      '#1|a@b.com|paid|2024-01-02|fulfilled|USD|10|14.9|2024-01-01|1|Mug|10|55',
      '#2|c@d.com|refunded|2024-01-03|fulfilled|USD|20|24.9|2024-01-02|2|Mug|10|56',
    ],
    roles: { order_id: 'Name', ordered_at: 'Created at', amount: 'Total', status: 'Financial Status' },
  },
  'woocommerce-orders': {
    header:
      'Order Number|Order Status|Order Date|Email (Billing)|Item Name|Quantity|Item Cost|Order Total Amount',
    lines: [
      '9|wc-completed|2024-01-02 10:00|a@b.com|Tee|1|10|12',
      '10|wc-failed|2024-01-03 10:00|c@d.com|Tee|1|10|12',
    ],
    roles: { customer: 'Email (Billing)', amount: 'Order Total Amount', product: 'Item Name' },
  },
  'stripe-payments': {
    header:
      'id|Description|Seller Message|Created date (UTC)|Amount|Amount Refunded|Currency|Fee|Status|Customer ID|Customer Email|Captured',
    lines: [
      'ch_1|Plan|Payment complete.|2024-01-02 10:00|12.00|0|usd|0.5|Paid|cus_1|a@b.com|true',
      'ch_2|Plan|Declined|2024-01-03 10:00|12.00|0|usd|0|Failed|cus_2|c@d.com|false',
    ],
    roles: { order_id: 'id', amount: 'Amount', status: 'Status', customer: 'Customer ID' },
  },
  'braintree-transactions': {
    header:
      'Transaction ID|Transaction Type|Transaction Status|Created Datetime|Currency ISO Code|Amount Authorized|Amount Submitted For Settlement|Service Fee|Customer ID|Order ID',
    lines: [
      'tx1|sale|settled|01/02/2024 10:00:00|USD|12.00|12.00|0.00|bt1|o1',
      'tx2|credit|settled|01/03/2024 10:00:00|USD|12.00|12.00|0.00|bt2|o2',
    ],
    roles: {
      customer: 'Customer ID',
      amount: 'Amount Submitted For Settlement',
      order_id: 'Transaction ID',
      status: 'Transaction Status',
      refund_status: 'Transaction Type',
      currency: 'Currency ISO Code',
    },
  },
  'adyen-settlement': {
    header:
      'Company Account|Psp Reference|Merchant Reference|Payment Method|Creation Date|TimeZone|Type|Gross Currency|Gross Debit (GC)|Gross Credit (GC)|Net Credit (NC)|Shopper Reference',
    lines: [
      'Co|0001|O1|visa|2024-01-02 10:00:00|CET|Settled|EUR||12.00|11.80|s1',
      'Co|0002|O2|visa|2024-01-03 10:00:00|CET|Refunded|EUR|12.00|||s2',
    ],
    roles: {
      customer: 'Shopper Reference',
      amount: 'Gross Credit (GC)',
      order_id: 'Psp Reference',
      status: 'Type',
      currency: 'Gross Currency',
    },
  },
  'hubspot-deals': {
    header: 'Record ID|Deal Name|Deal Stage|Close Date|Amount|Associated Company|Create Date|Pipeline',
    lines: [
      '1|Deal 1|Closed won|2024-02-01|1000||2024-01-01|Sales',
      '2|Deal 2|Closed lost|2024-02-02|900|Co|2024-01-02|Sales',
    ],
    roles: {
      customer: 'Associated Company',
      ordered_at: 'Close Date',
      order_id: 'Record ID',
      status: 'Deal Stage',
    },
  },
  'salesforce-opportunities': {
    header:
      'Opportunity Owner|Account Name|Opportunity Name|Stage|Close Date|Amount|Created Date|Lead Source|Type',
    lines: [
      'Ann|Co A|Big one|Closed Won|2024-02-01|1000|2024-01-01|Web|New',
      'Ann|Co B|Next|Prospecting|2024-03-01|10|2024-01-01|Web|New',
    ],
    roles: { customer: 'Account Name', ordered_at: 'Close Date', status: 'Stage', channel: 'Lead Source' },
  },
  'taobao-orders': {
    header:
      '订单编号|买家会员名|买家应付货款|总金额|买家实际支付金额|订单状态|收货人姓名|订单创建时间|订单付款时间 |宝贝标题 |宝贝总数量|店铺名称',
    lines: [
      '1|tb1|10|12|12|交易成功|王|2024-01-01 10:00|2024-01-01 10:05|杯|1|店',
      '2|tb2|10|12|0|交易关闭|李|2024-01-02 10:00||杯|1|店',
    ],
    roles: { amount: '买家实际支付金额', ordered_at: '订单创建时间', product: '宝贝标题 ' },
  },
  'taobao-items': {
    header: '子订单编号|主订单编号|买家会员名|标题|价格|购买数量|买家实付金额|订单状态|退款状态|订单付款时间',
    lines: [
      '11|1|tb1|杯|10|1|10|交易成功|没有申请退款|2024-01-01 10:05',
      '12|1|tb1|碗|10|1|10|交易成功|退款成功|2024-01-01 10:05',
    ],
    roles: { order_id: '主订单编号', status: '订单状态', refund_status: '退款状态', unit_price: '价格' },
  },
  'jd-orders': {
    header: '订单号|商品ID|商品名称|订购数量|支付方式|下单时间|京东价|订单金额|应付金额|订单状态|下单帐号',
    lines: [
      '1|100|杯|1|在线支付|2024-01-01 10:00|10|10|9|完成|jd1',
      '2|101|碗|1|在线支付|2024-01-02 10:00|10|10|9|等待付款|jd2',
    ],
    roles: { customer: '下单帐号', amount: '应付金额', unit_price: '京东价', product: '商品名称' },
  },
  'pinduoduo-orders': {
    header: '商品|订单号|订单状态|商品总价(元)|商家实收金额(元)|订单成交时间|售后状态|用户id|商品数量(件)',
    lines: [
      '纸|2406-1|已收货|25|24|2024-06-01 10:00:00|无售后或售后取消|p0|1',
      '纸|2406-2|已收货|25|24|2024-06-02 10:00:00|退款成功|p1|1',
    ],
    roles: { amount: '商家实收金额(元)', customer: '用户id', quantity: '商品数量(件)' },
  },
  'youzan-orders': {
    header:
      '订单号|订单状态|订单创建时间|买家付款时间|全部商品名称|订单实付金额|买家昵称|买家手机号|归属店铺',
    lines: [
      'E1|交易完成|2024-01-01 10:00|2024-01-01 10:01|杯|10|a|13800000001|店一',
      'E2|交易关闭|2024-01-02 10:00||碗|10|b|13800000002|店一',
    ],
    roles: { customer: '买家手机号', ordered_at: '订单创建时间', channel: '归属店铺' },
  },
  'wechat-bill': {
    header: '交易时间|交易类型|交易对方|商品|收/支|金额(元)|支付方式|当前状态|交易单号|商户单号|备注',
    lines: [
      '2024-01-01 10:00:00|商户消费|店|杯|支出|¥10.00|零钱|支付成功|1|2|/',
      '2024-01-02 10:00:00|商户消费|店二|碗|支出|¥10.00|零钱|已全额退款|3|4|/',
    ],
    roles: { customer: '交易对方', amount: '金额(元)', status: '当前状态', order_id: '交易单号' },
  },
  'wechat-merchant': {
    header:
      '交易时间|公众账号ID|商户号|微信订单号|商户订单号|用户标识|交易类型|交易状态|应结订单金额|退款金额|商品名称',
    lines: [
      '`2024-01-01 10:00:00|`wx1|`16|`42|`A1|`o1|`JSAPI|`SUCCESS|`10.00|`0|`杯',
      '`2024-01-02 10:00:00|`wx1|`16|`43|`A2|`o2|`JSAPI|`REFUND|`0|`10.00|`杯',
    ],
    roles: { customer: '用户标识', order_id: '商户订单号', amount: '应结订单金额', status: '交易状态' },
  },
  'alipay-bill': {
    header:
      '交易时间|交易分类|交易对方|对方账号|商品说明|收/支|金额|收/付款方式|交易状态|交易订单号|商家订单号|备注',
    lines: [
      '2024-01-01 10:00:00|餐饮|店|a***|面|支出|10.00|余额|交易成功|1|2|',
      '2024-01-02 10:00:00|餐饮|店二|b***|饭|支出|10.00|余额|交易关闭|3|4|',
    ],
    roles: { customer: '交易对方', product: '商品说明', status: '交易状态', category: '交易分类' },
  },
  'zendesk-tickets': {
    header:
      'Id|Requester|Requester email|Assignee|Group|Subject|Status|Priority|Via|Ticket type|Created at|Solved at',
    lines: [
      '1|Ann|a@b.com|Bo|Support|Late parcel|Solved|High|Web|Problem|2024-01-01 10:00|2024-01-02',
      '2|Cy|c@d.com|Bo|Support|Broken cup|Open|Low|Mail|Incident|2024-01-02 10:00|',
    ],
    roles: { customer: 'Requester email', occurred_at: 'Created at', resolved: 'Status', channel: 'Via' },
  },
  'wenjuanxing-answers': {
    header: '序号|提交答卷时间|所用时间|来源|来源详情|来自IP|1、您对服务的满意度|2、您的建议',
    lines: [
      '1|2024/1/1 10:00:00|90秒|微信|N/A|1.2.3.4|5|很好',
      '2|2024/1/2 10:00:00|60秒|链接|N/A|1.2.3.5|4|太慢',
    ],
    roles: { occurred_at: '提交答卷时间', channel: '来源' },
  },
  'ga4-events': {
    header:
      'event_date|event_timestamp|event_name|user_id|user_pseudo_id|device_category|traffic_source_medium',
    lines: [
      '20240101|1704067200000000|page_view||1.2|mobile|organic',
      '20240101|1704067260000000|purchase||1.3|desktop|cpc',
    ],
    roles: { customer: 'user_pseudo_id', occurred_at: 'event_timestamp', action: 'event_name' },
  },
  'paypal-activity': {
    header:
      'Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|Transaction ID',
    lines: [
      '01/25/2024|10:00:00|PST|Ann|Express Checkout Payment|Completed|USD|1,200.00|-1.00|1,199.00|a@b.com|s@x.com|8H1',
      '01/26/2024|10:00:00|PST|Bob|Express Checkout Payment|Pending|USD|20.00|-1.00|19.00|c@d.com|s@x.com|8H2',
    ],
    roles: { customer: 'From Email Address', amount: 'Gross', order_id: 'Transaction ID' },
  },
  'square-items': {
    header:
      'Date|Time|Time Zone|Category|Item|Qty|Gross Sales|Discounts|Net Sales|Tax|Transaction ID|Customer ID',
    lines: [
      '2024-01-05|09:30:15|Eastern|Food|Tea|1.0|$4.00|$0.00|$4.00|$0.10|t1|C1',
      '2024-01-06|09:30:15|Eastern|Food|Bun|2.0|$8.00|-$1.00|$7.00|$0.10|t2|C2',
    ],
    roles: { customer: 'Customer ID', amount: 'Net Sales', quantity: 'Qty', product: 'Item' },
  },
  'amazon-orders': {
    header:
      'order-id|order-item-id|purchase-date|buyer-email|sku|product-name|quantity-purchased|currency|item-price|item-tax|shipping-price',
    lines: [
      '113-1-2|6001|2024-01-05T09:30:15-08:00|a@marketplace.amazon.com|S1|Mug|2|USD|20.00|0.00|3.00',
      '113-1-3|6002|2024-01-06T09:30:15-08:00|b@marketplace.amazon.com|S2|Cap|1|USD|11.00|0.00|0.00',
    ],
    roles: { customer: 'buyer-email', amount: 'item-price', quantity: 'quantity-purchased' },
  },
  'ebay-orders': {
    header:
      'Sales Record Number|Order Number|Buyer Username|Item Title|Quantity|Sold For|Shipping And Handling|Total Price|Sale Date|Paid On Date',
    lines: [
      '3001|12-1-4|ann_b|Mug|1|$12.00|$4.50|$16.50|Jan-05-24|Jan-06-24',
      '3002|12-1-5|bob_b|Cap|1|$10.00|$4.50|$14.50|Jan-06-24|Jan-06-24',
    ],
    roles: {
      customer: 'Buyer Username',
      ordered_at: 'Sale Date',
      amount: 'Total Price',
      order_id: 'Order Number',
    },
  },
  'etsy-items': {
    header:
      'Sale Date|Item Name|Buyer|Quantity|Price|Discount Amount|Item Total|Currency|Transaction ID|Order ID',
    lines: [
      '01/25/24|Mug|Ann (ann1)|2|10|0|20|USD|39001|31001',
      '01/26/24|Cap|Bob (bob1)|1|11|0|11|USD|39002|31002',
    ],
    roles: { customer: 'Buyer', amount: 'Item Total', order_id: 'Order ID', unit_price: 'Price' },
  },
  'magento-orders': {
    header:
      'ID|Purchase Point|Purchase Date|Bill-to Name|Grand Total (Base)|Grand Total (Purchased)|Status|Customer Email|Subtotal|Total Refunded',
    lines: [
      '000001|Main|Jan 25, 2024, 9:30:15 AM|A B|$1,200.00|$1,200.00|complete|a@b.com|$1,190.00|$0.00',
      '000002|Main|Jan 26, 2024, 9:30:15 AM|C D|$20.00|$20.00|closed|c@d.com|$15.00|$20.00',
    ],
    roles: { customer: 'Customer Email', amount: 'Grand Total (Base)', order_id: 'ID' },
  },
  'douyin-orders': {
    header:
      '主订单编号|子订单编号|选购商品|商品数量|商品单价|订单应付金额|收件人|省|订单提交时间|订单状态|售后状态',
    lines: [
      '69200001|69200002|杯子|1|10|10|张**|上海|2024/01/05 09:30:15|已完成|-',
      '69200003|69200004|帽子|1|20|20|李**|浙江|2024/01/06 09:30:15|已关闭|退款成功',
    ],
    roles: { order_id: '主订单编号', product: '选购商品', amount: '订单应付金额', refund_status: '售后状态' },
  },
  '1688-orders': {
    header:
      '订单编号|买家公司名|买家会员名|货品总价(元)|运费(元)|实付款(元)|订单状态|订单创建时间|货品标题|单价(元)|数量',
    lines: [
      '190001|甲公司|ann|100|5|105|交易成功|2024-01-05 09:30:15|杯子|10|10',
      '190002|乙公司|bob|200|5|205|交易关闭|2024-01-06 09:30:15|帽子|20|10',
    ],
    roles: { customer: '买家会员名', amount: '实付款(元)', product: '货品标题', quantity: '数量' },
  },
  'matomo-visits': {
    header:
      'idVisit|visitorId|serverDate|siteName|serverTimestamp|firstActionTimestamp|referrerType|visitDuration|actions|deviceType',
    lines: [
      '1|a1b2|2024-01-02|Shop|1704189999|1704189600|search|399|3|Desktop',
      '2|c3d4|2024-01-03|Shop|1704276000|1704275900|direct|100|14|Smartphone',
    ],
    roles: {
      customer: 'visitorId',
      occurred_at: 'firstActionTimestamp',
      action: 'siteName',
      session: 'idVisit',
      duration_seconds: 'visitDuration',
    },
  },
  'mixpanel-events': {
    header: 'event|time|distinct_id|$insert_id|$os|mp_country_code',
    lines: ['Sign up|1704067200|u1|x1|iOS|CN', 'Pay|1704067260|u2|x2|Android|US'],
    roles: { customer: 'distinct_id', occurred_at: 'time', action: 'event' },
  },
  'amplitude-events': {
    header: 'amplitude_id|user_id|device_id|event_type|event_time|session_id|platform',
    lines: ['9||d1|open|2024-01-01 10:00:00|1|iOS', '8||d2|pay|2024-01-01 10:01:00|2|Web'],
    roles: { customer: 'amplitude_id', action: 'event_type', session: 'session_id', device: 'platform' },
  },
};

test('every layout has its fixture, and roles of its entity only', () => {
  expect(LAYOUTS.map(({ id }) => id).sort()).toEqual(Object.keys(FIXTURES).sort());
  for (const { entity, roles, id } of LAYOUTS)
    for (const role of Object.keys(roles))
      expect(
        ENTITIES[entity].roles.map(({ name }) => name),
        id,
      ).toContain(role);
});

describe.each(LAYOUTS)('$id', (layout) => {
  const { header, lines, roles } = FIXTURES[layout.id]!;
  test('is recognised by its columns, whatever the file is called and whatever order they stand in', () => {
    const columns = columnsIn(header, ...lines);
    expect(recogniseLayout([...columns].reverse())?.id).toBe(layout.id);
    const proposal = proposeSource({ name: '导出', columns });
    expect(proposal.entity).toBe(layout.entity);
    expect(mappingOf(proposal)).toMatchObject(roles);
    const used = Object.values(mappingOf(proposal));
    expect(new Set(used).size).toBe(used.length);
  });
  test('is not recognised when a column it needs is missing', () => {
    const needed = layout.needs[0]!.split('|').map((name) => name.toLowerCase());
    const columns = columnsIn(header, ...lines);
    const fewer = columns.filter(({ name }) => !needed.includes(name.trim().toLowerCase()));
    expect(fewer.length).toBeLessThan(columns.length);
    expect(recogniseLayout(fewer)).toBeNull();
  });
});

test('an export is known though somebody has put units behind its names', () => {
  const header = 'order-id|purchase-date|sku|item-price (EUR)|quantity-purchased';
  const columns = columnsIn(header, '1|2024-01-01|S1|12.50|2', '2|2024-01-02|S2|9.00|1');
  const layout = recogniseLayout(columns)!;
  expect(layout.id).toContain('amazon');
  expect(layoutRoles(layout, columns)['amount']).toBe('item-price (EUR)');
});

test('a deal is of the company that it names, and of its own name only where nothing else says whose it is', () => {
  const lines = ['Deal 1|Globex|Closed won|2024-02-01|1000', 'Deal 2|Acme|Closed lost|2024-02-02|900'];
  for (const named of ['Company', 'Company name', 'Client', 'Contact', 'Zone']) {
    const columns = columnsIn(`Deal Name|${named}|Deal Stage|Close Date|Amount`, ...lines);
    const roles = layoutRoles(recogniseLayout(columns)!, columns);
    expect(roles['customer']).toBe(named === 'Zone' ? 'Deal Name' : named);
  }
});

test('the meaning says which export it is, unless another entity was chosen', () => {
  const { header, lines } = FIXTURES['hubspot-deals']!;
  const profile = columnsIn(header, ...lines).map((column) => ({
    ...column,
    sqlType: 'VARCHAR',
    min: null,
    max: null,
    top: [],
  })) as unknown as Parameters<typeof proposeMeaning>[1];
  expect(proposeMeaning('x', profile, 2, []).layout).toEqual({ zh: 'HubSpot 商机', en: 'HubSpot deals' });
  expect(proposeMeaning('x', profile, 2, [], 'feedback').layout).toBeNull();
});
