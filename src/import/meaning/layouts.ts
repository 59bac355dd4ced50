import type { EntityName } from '../../entity/catalogue.ts';
import type { Text } from '../../i18n/text.ts';
import { normalName } from './synonyms.ts';

/** The export of a well-known system, recognised by its columns whatever its file is called. */
export interface Layout {
  id: string;
  name: Text;
  entity: EntityName;
  /** Columns that must all be there; `|` between names of which one will do. Spelt as exported; compared without case, spaces and signs. */
  needs: string[];
  /** Role to its columns, `|` between those to be taken in turn; one with values goes before one without. */
  roles: Record<string, string>;
}

const BILL = {
  customer: '交易对方',
  order_id: '交易单号|交易订单号|交易号',
  direction: '收/支',
  product: '商品|商品说明|商品名称',
};

export const LAYOUTS: readonly Layout[] = [
  {
    id: 'shopify-orders',
    name: { zh: 'Shopify 订单', en: 'Shopify orders' },
    entity: 'orders',
    needs: ['Name', 'Financial Status', 'Lineitem name', 'Lineitem quantity'],
    roles: {
      customer: 'Email|Customer ID|Phone|Billing Name',
      ordered_at: 'Created at|Paid at',
      amount: 'Total',
      order_id: 'Name',
      product: 'Lineitem name',
      quantity: 'Lineitem quantity',
      unit_price: 'Lineitem price',
      region: 'Shipping Province Name|Shipping Province|Shipping Country',
      channel: 'Source',
      status: 'Financial Status',
    },
  },
  {
    id: 'woocommerce-orders',
    name: { zh: 'WooCommerce 订单', en: 'WooCommerce orders' },
    entity: 'orders',
    needs: ['Order Number', 'Order Status', 'Order Date', 'Order Total Amount|Order Total'],
    roles: {
      customer: 'Customer User ID|Email (Billing)|Billing Email|Customer Email',
      ordered_at: 'Order Date',
      amount: 'Order Total Amount|Order Total',
      order_id: 'Order Number',
      product: 'Item Name|Product Name',
      unit_price: 'Item Cost',
      status: 'Order Status',
    },
  },
  {
    id: 'stripe-payments',
    name: { zh: 'Stripe 付款', en: 'Stripe payments' },
    entity: 'orders',
    needs: [
      'id',
      'Amount',
      'Amount Refunded',
      'Status',
      'Created (UTC)|Created date (UTC)|Created',
      'Customer ID|Customer Email',
    ],
    roles: {
      customer: 'Customer ID|Customer Email',
      ordered_at: 'Created date (UTC)|Created (UTC)|Created',
      amount: 'Amount',
      order_id: 'id',
      product: 'Description',
      status: 'Status',
    },
  },
  {
    id: 'paypal-activity',
    name: { zh: 'PayPal 交易明细', en: 'PayPal activity' },
    entity: 'orders',
    needs: ['TimeZone|Time Zone', 'Gross', 'Net', 'From Email Address', 'Transaction ID'],
    roles: {
      customer: 'From Email Address',
      ordered_at: 'Date',
      amount: 'Gross',
      order_id: 'Transaction ID',
      product: 'Item Title|Subject',
      status: 'Status',
      currency: 'Currency',
    },
  },
  {
    id: 'square-items',
    name: { zh: 'Square 商品明细', en: 'Square item sales' },
    entity: 'orders',
    needs: ['Transaction ID', 'Gross Sales', 'Net Sales', 'Item', 'Qty'],
    roles: {
      customer: 'Customer ID|Customer Name',
      ordered_at: 'Date',
      amount: 'Net Sales',
      order_id: 'Transaction ID',
      product: 'Item',
      category: 'Category',
      quantity: 'Qty',
      region: 'Location',
    },
  },
  {
    id: 'amazon-orders',
    name: { zh: '亚马逊订单', en: 'Amazon orders' },
    entity: 'orders',
    needs: ['order-id|amazon-order-id', 'purchase-date', 'sku', 'item-price', 'quantity-purchased|quantity'],
    roles: {
      customer: 'buyer-email|buyer-name|ship-postal-code',
      ordered_at: 'purchase-date',
      // What the line costs in all, not one piece of it.
      amount: 'item-price',
      order_id: 'order-id|amazon-order-id',
      product: 'product-name|sku',
      quantity: 'quantity-purchased|quantity',
      region: 'ship-state|ship-country',
      channel: 'sales-channel',
      status: 'order-status',
      currency: 'currency',
    },
  },
  {
    id: 'ebay-orders',
    name: { zh: 'eBay 订单', en: 'eBay orders' },
    entity: 'orders',
    needs: ['Sales Record Number', 'Order Number', 'Buyer Username', 'Sold For', 'Sale Date'],
    roles: {
      customer: 'Buyer Username',
      ordered_at: 'Sale Date',
      amount: 'Total Price|Sold For',
      order_id: 'Order Number',
      product: 'Item Title',
      quantity: 'Quantity',
      region: 'Ship To State|Ship To Country',
    },
  },
  {
    id: 'etsy-items',
    name: { zh: 'Etsy 订单商品', en: 'Etsy order items' },
    entity: 'orders',
    needs: ['Sale Date', 'Item Name', 'Buyer', 'Item Total', 'Order ID', 'Transaction ID'],
    roles: {
      customer: 'Buyer',
      ordered_at: 'Sale Date',
      amount: 'Item Total',
      order_id: 'Order ID',
      product: 'Item Name',
      quantity: 'Quantity',
      unit_price: 'Price',
      currency: 'Currency',
    },
  },
  {
    id: 'magento-orders',
    name: { zh: 'Magento 订单', en: 'Magento orders' },
    entity: 'orders',
    needs: ['ID', 'Purchase Date', 'Grand Total (Base)', 'Bill-to Name', 'Status'],
    roles: {
      customer: 'Customer Email|Bill-to Name',
      ordered_at: 'Purchase Date',
      amount: 'Grand Total (Base)',
      order_id: 'ID',
      channel: 'Purchase Point',
      status: 'Status',
      refunded_amount: 'Total Refunded',
    },
  },
  {
    id: 'hubspot-deals',
    name: { zh: 'HubSpot 商机', en: 'HubSpot deals' },
    entity: 'orders',
    needs: ['Deal Name', 'Deal Stage', 'Close Date', 'Amount|Amount in company currency'],
    roles: {
      customer:
        'Associated Company|Associated Company (Primary)|Associated Company IDs|Associated Company IDs (Primary)|Associated Contact|Deal Name',
      ordered_at: 'Close Date',
      amount: 'Amount in company currency|Amount',
      order_id: 'Deal ID|Record ID',
      category: 'Deal Type|Pipeline',
      channel: 'Original Traffic Source|Deal source',
      status: 'Deal Stage',
    },
  },
  {
    id: 'salesforce-opportunities',
    name: { zh: 'Salesforce 业务机会', en: 'Salesforce opportunities' },
    entity: 'orders',
    needs: [
      'Opportunity Name',
      'Stage',
      'Close Date',
      'Amount|Amount (converted)',
      'Account Name|Account ID',
    ],
    roles: {
      customer: 'Account ID|Account Name',
      ordered_at: 'Close Date',
      amount: 'Amount (converted)|Amount',
      order_id: 'Opportunity ID|Opportunity Name',
      category: 'Type',
      channel: 'Lead Source',
      status: 'Stage',
    },
  },
  {
    id: 'taobao-orders',
    name: { zh: '淘宝、天猫订单报表', en: 'Taobao or Tmall orders' },
    entity: 'orders',
    needs: ['订单编号', '买家会员名', '买家实际支付金额', '订单状态', '宝贝标题|宝贝总数量'],
    roles: {
      customer: '买家会员名',
      ordered_at: '订单创建时间|订单付款时间',
      amount: '买家实际支付金额',
      order_id: '订单编号',
      product: '宝贝标题',
      quantity: '宝贝总数量',
      status: '订单状态',
    },
  },
  {
    id: 'taobao-items',
    name: { zh: '淘宝、天猫宝贝报表', en: 'Taobao or Tmall order items' },
    entity: 'orders',
    needs: ['主订单编号', '标题|商品标题|宝贝标题', '购买数量', '退款状态'],
    roles: {
      customer: '买家会员名|买家昵称',
      ordered_at: '订单创建时间|订单付款时间',
      amount: '买家实付金额|买家实际支付金额',
      order_id: '主订单编号',
      product: '标题|商品标题|宝贝标题',
      quantity: '购买数量',
      unit_price: '商品价格|价格',
      status: '订单状态',
      refund_status: '退款状态',
    },
  },
  {
    id: 'jd-orders',
    name: { zh: '京东订单', en: 'JD orders' },
    entity: 'orders',
    needs: ['订单号', '下单帐号|下单账号', '京东价', '订单状态'],
    roles: {
      customer: '下单帐号|下单账号',
      ordered_at: '下单时间|付款确认时间',
      amount: '应付金额|结算金额|订单金额',
      order_id: '订单号',
      product: '商品名称',
      quantity: '订购数量',
      unit_price: '京东价',
      channel: '订单来源',
      status: '订单状态',
    },
  },
  {
    id: 'pinduoduo-orders',
    name: { zh: '拼多多订单', en: 'Pinduoduo orders' },
    entity: 'orders',
    needs: ['订单号', '订单状态', '售后状态', '商家实收金额(元)|用户实付金额(元)'],
    roles: {
      customer: '用户ID|买家ID|收货人|手机',
      ordered_at: '订单成交时间|拼单成功时间|支付时间',
      amount: '用户实付金额(元)|商家实收金额(元)',
      order_id: '订单号',
      product: '商品|商品名称',
      quantity: '商品数量(件)',
      region: '省',
      status: '订单状态',
    },
  },
  {
    id: 'douyin-orders',
    name: { zh: '抖店订单', en: 'Douyin shop orders' },
    entity: 'orders',
    needs: ['主订单编号', '子订单编号', '选购商品', '订单应付金额', '订单状态'],
    roles: {
      customer: '买家ID|收件人手机号|收件人',
      ordered_at: '订单提交时间|支付完成时间',
      amount: '订单应付金额',
      order_id: '主订单编号',
      product: '选购商品',
      quantity: '商品数量',
      unit_price: '商品单价|商品金额',
      region: '省',
      channel: 'APP渠道|流量来源',
      status: '订单状态',
      refund_status: '售后状态',
    },
  },
  {
    id: '1688-orders',
    name: { zh: '1688 订单', en: '1688 orders' },
    entity: 'orders',
    needs: ['订单编号', '买家会员名', '货品标题', '实付款(元)', '订单状态'],
    roles: {
      customer: '买家会员名|买家公司名',
      ordered_at: '订单创建时间|订单付款时间',
      amount: '实付款(元)',
      order_id: '订单编号',
      product: '货品标题',
      quantity: '数量',
      unit_price: '单价(元)',
      status: '订单状态',
    },
  },
  {
    id: 'youzan-orders',
    name: { zh: '有赞订单', en: 'Youzan orders' },
    entity: 'orders',
    needs: ['订单号', '订单状态', '订单实付金额', '归属店铺|下单店铺|全部商品名称'],
    roles: {
      customer: '买家手机号|买家手机|买家昵称|买家姓名|收货人手机号',
      ordered_at: '订单创建时间|买家付款时间',
      amount: '订单实付金额',
      order_id: '订单号',
      product: '全部商品名称|商品名称',
      channel: '归属店铺|下单店铺',
      status: '订单状态',
    },
  },
  {
    id: 'wechat-bill',
    name: { zh: '微信支付账单', en: 'WeChat Pay bill' },
    entity: 'orders',
    needs: ['交易时间', '交易对方', '收/支', '当前状态', '交易单号'],
    roles: {
      ...BILL,
      ordered_at: '交易时间',
      amount: '金额(元)',
      category: '交易类型',
      channel: '支付方式',
      status: '当前状态',
    },
  },
  {
    id: 'wechat-merchant',
    name: { zh: '微信支付商户账单', en: 'WeChat Pay merchant bill' },
    entity: 'orders',
    needs: ['商户号', '微信订单号', '用户标识', '交易状态'],
    roles: {
      customer: '用户标识',
      ordered_at: '交易时间',
      amount: '订单金额|应结订单金额|总金额',
      order_id: '商户订单号|微信订单号',
      product: '商品名称',
      channel: '交易类型',
      status: '交易状态',
    },
  },
  {
    id: 'alipay-bill',
    name: { zh: '支付宝账单', en: 'Alipay bill' },
    entity: 'orders',
    needs: ['交易对方', '收/支', '交易状态', '交易订单号|交易号', '金额|金额（元）'],
    roles: {
      ...BILL,
      // Money counts when it moved.
      ordered_at: '交易时间|付款时间|交易创建时间',
      amount: '金额|金额（元）',
      category: '交易分类|类型',
      channel: '收/付款方式|交易来源地',
      status: '交易状态',
    },
  },
  {
    id: 'zendesk-tickets',
    name: { zh: 'Zendesk 工单', en: 'Zendesk tickets' },
    entity: 'feedback',
    needs: [
      'Requester|Requester ID|Requester email',
      'Assignee|Assignee name',
      'Subject|Ticket subject',
      'Created at|Ticket created|Requested',
      'Status|Ticket status',
    ],
    roles: {
      customer: 'Requester ID|Requester email|Requester',
      occurred_at: 'Created at|Ticket created|Requested',
      kind: 'Type|Ticket type|Ticket form',
      text: 'Subject|Ticket subject',
      channel: 'Via|Ticket channel|Channel',
      resolved: 'Status|Ticket status',
    },
  },
  {
    id: 'wenjuanxing-answers',
    name: { zh: '问卷星答卷', en: 'Wenjuanxing answers' },
    entity: 'feedback',
    needs: ['序号', '提交答卷时间', '所用时间', '来源|来源详情', '来自IP'],
    roles: { occurred_at: '提交答卷时间', channel: '来源' },
  },
  {
    id: 'ga4-events',
    name: { zh: 'GA4 事件（BigQuery 导出）', en: 'GA4 events (BigQuery export)' },
    entity: 'events',
    needs: ['event_timestamp', 'event_name', 'user_pseudo_id'],
    roles: {
      customer: 'user_pseudo_id',
      occurred_at: 'event_timestamp',
      action: 'event_name',
      session: 'ga_session_id',
      device: 'device.category|device_category',
      channel: 'traffic_source.medium|traffic_source_medium',
    },
  },
  {
    id: 'mixpanel-events',
    name: { zh: 'Mixpanel 事件', en: 'Mixpanel events' },
    entity: 'events',
    needs: ['event', 'distinct_id', 'time', '$insert_id|mp_lib|mp_country_code|$mp_api_endpoint'],
    roles: {
      customer: 'distinct_id',
      occurred_at: 'time',
      action: 'event',
      device: '$device|$os',
      channel: 'utm_source|$initial_referring_domain',
    },
  },
  {
    id: 'amplitude-events',
    name: { zh: 'Amplitude 事件', en: 'Amplitude events' },
    entity: 'events',
    needs: ['amplitude_id', 'event_type', 'event_time'],
    roles: {
      customer: 'user_id|amplitude_id|device_id',
      occurred_at: 'event_time',
      action: 'event_type',
      session: 'session_id',
      device: 'device_type|device_family|platform',
    },
  },
];

/** A column as far as layouts care: whether it has values. */
export interface LayoutColumn {
  name: string;
  filled: number;
}

const alternatives = (names: string): string[] => names.split('|').map(normalName);

/** The layout that a file's columns are, the one that asks for most where several fit; null for none. */
export function recogniseLayout(columns: readonly { name: string }[]): Layout | null {
  const there = new Set(columns.map(({ name }) => normalName(name)));
  const fits = ({ needs }: Layout) =>
    needs.every((names) => alternatives(names).some((name) => there.has(name)));
  return LAYOUTS.filter(fits).sort((a, b) => b.needs.length - a.needs.length)[0] ?? null;
}

/** Role to the column that a layout gives it; roles whose columns the file lacks are left out. */
export function layoutRoles({ roles }: Layout, columns: readonly LayoutColumn[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(roles).flatMap(([role, names]) => {
      const found = alternatives(names).flatMap((name) => columns.filter((c) => normalName(c.name) === name));
      const column = found.find(({ filled }) => filled > 0) ?? found[0];
      return column ? [[role, column.name]] : [];
    }),
  );
}
