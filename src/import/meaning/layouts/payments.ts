import type { Layout } from './layout.ts';

const BILL = {
  customer: '交易对方',
  order_id: '交易单号|交易订单号|交易号',
  direction: '收/支',
  product: '商品|商品说明|商品名称',
};

/** Payments of payment services. */
export const PAYMENTS: readonly Layout[] = [
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
    id: 'braintree-transactions',
    name: { zh: 'Braintree 交易', en: 'Braintree transactions' },
    entity: 'orders',
    needs: [
      'Transaction ID',
      'Transaction Type',
      'Transaction Status',
      'Amount Submitted For Settlement|Settlement Amount',
    ],
    roles: {
      customer: 'Customer ID|Customer Email|Payer Email',
      ordered_at: 'Created Datetime|Created Date|Settlement Date',
      amount: 'Amount Submitted For Settlement|Settlement Amount',
      order_id: 'Transaction ID',
      status: 'Transaction Status',
      // Sale and credit: what a credit is is money back.
      refund_status: 'Transaction Type',
      currency: 'Currency ISO Code|Settlement Currency ISO Code',
    },
  },
  {
    id: 'adyen-settlement',
    name: { zh: 'Adyen 结算明细', en: 'Adyen settlement details' },
    entity: 'orders',
    needs: ['Psp Reference', 'Merchant Reference', 'Creation Date', 'Type', 'Gross Credit (GC)'],
    roles: {
      customer: 'Shopper Reference|Shopper Email|Shopper Name',
      ordered_at: 'Creation Date',
      amount: 'Gross Credit (GC)',
      order_id: 'Psp Reference',
      channel: 'Payment Method',
      status: 'Type',
      currency: 'Gross Currency',
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
];
