import { describe, expect, test } from 'vitest';
import { nameScore, normalName } from '../../../../src/import/meaning/synonyms.ts';
import { proposed, type ProposedFile } from './proposed.ts';

const FILES: ProposedFile[] = [
  [
    'names behind their record’s name',
    'orders',
    'Deal - ID|Deal - Title|Deal - Value|Deal - Organization|Deal - Status|Deal - Won time',
    '@|Deal @|1#0.50|Org #|Won|2024-01-# 10:00:00',
    {
      order_id: 'Deal - ID',
      amount: 'Deal - Value',
      customer: 'Deal - Organization',
      status: 'Deal - Status',
    },
  ],
  [
    'the last words of several',
    'customers',
    'Customer ID|First Name|Email|Default Address City|Total Spent',
    'K@|Ann|u%x.com|Boston|#0.5',
    { customer: 'Customer ID', email: 'Email', city: 'Default Address City' },
  ],
  [
    'the id of a contact, beside its address',
    'customers',
    'Record ID|First Name|Email|Contact owner|Industry|City',
    '7@|Ann|u%x.com|Owner|Retail|Austin',
    { customer: 'Record ID', email: 'Email' },
  ],
  [
    'what is paid beside the goods is no amount',
    'orders',
    'Book number|Booked by|Booked on|Status|Price|Commission amount',
    '4000000@|Smith #|2024-01-# 10:00:00|ok|1#0 EUR|3.2 EUR',
    { amount: 'Price', ordered_at: 'Booked on', order_id: 'Book number', customer: 'Booked by' },
  ],
  [
    'numbers of ten digits are Unix time only under a name that speaks of time',
    'orders',
    '# de venta|Fecha de venta|Estado|Total (ARS)|Comprador',
    '1700000@00|# de enero de 2024 10:00|Entregado|1#0.5|u#',
    { order_id: '# de venta', ordered_at: 'Fecha de venta', customer: 'Comprador', status: 'Estado' },
  ],
  [
    'German names',
    'orders',
    'Bestellnummer|Bestelldatum|Kundennummer|Artikel|Menge|Einzelpreis|Gesamtbetrag|Status',
    'B@|#.01.2024|K#|Tasse|1|9.50 €|9.50 €|Versandt',
    { amount: 'Gesamtbetrag', unit_price: 'Einzelpreis', quantity: 'Menge', product: 'Artikel' },
  ],
  [
    'German names in short',
    'orders',
    'Rechnungsnr.|Kunde|Datum|Betrag (EUR)',
    'R@|K#|#.01.2024|9.50 €',
    { order_id: 'Rechnungsnr.', customer: 'Kunde', ordered_at: 'Datum', amount: 'Betrag (EUR)' },
  ],
  [
    'Japanese names',
    'orders',
    '注文番号|注文日時|ステータス|会員ID|商品名|個数|単価|合計金額',
    'A@|2024/01/# 10:00|発送済み|r#|杯|1|1200|1,200円',
    { order_id: '注文番号', ordered_at: '注文日時', amount: '合計金額', quantity: '個数' },
  ],
  [
    'a payment service’s bill with a kind of business is a list of sales',
    'orders',
    '支付宝交易号|商户订单号|业务类型|商品名称|创建时间|完成时间|对方账户|订单金额（元）|商家实收（元）|服务费（元）|备注',
    '2024@|S@|交易|杯子|2024-01-# 10:00:00|2024-01-# 10:00:00|u#|10.5|10.4|-0.1|',
    { customer: '对方账户', amount: '订单金额（元）', product: '商品名称' },
  ],
  [
    'stays at a host: a state alone makes no feedback',
    'orders',
    'Confirmation code|Status|Guest name|Start date|End date|Booked|Earnings',
    'HM@|Confirmed|Guest #|01/#/2024|01/#/2024|2024-01-#|$1,2#.00',
    { customer: 'Guest name', amount: 'Earnings', order_id: 'Confirmation code', status: 'Status' },
  ],
  [
    'questions in English',
    'feedback',
    'Respondent ID|End Date|How likely is it that you would recommend our company to a friend?|Overall, how satisfied are you with our service?|Do you have any other comments?',
    '1184@|01/#/2024 10:00|9|Very satisfied|Great service as always',
    {
      occurred_at: 'End Date',
      nps: 'How likely is it that you would recommend our company to a friend?',
      csat: 'Overall, how satisfied are you with our service?',
      text: 'Do you have any other comments?',
    },
  ],
  [
    'questions in Chinese',
    'feedback',
    '编号|结束答题时间|1.您有多大可能向朋友推荐我们？|2.您对客服的满意程度|3.其他建议',
    '@|2024-01-# 10:00:00|9|非常满意|包装可以更好一些',
    {
      occurred_at: '结束答题时间',
      nps: '1.您有多大可能向朋友推荐我们？',
      csat: '2.您对客服的满意程度',
      text: '3.其他建议',
    },
  ],
  [
    'a help desk',
    'feedback',
    'Ticket ID|Subject|Status|Priority|Created time|First response time (in hrs)|Resolution time (in hrs)|Email',
    '@|Refund please|Open|Low|2024-01-# 10:00:00|00:30:00|02:30:00|u#@x.com',
    {
      occurred_at: 'Created time',
      resolved: 'Status',
      response_minutes: 'First response time (in hrs)',
      resolution_minutes: 'Resolution time (in hrs)',
    },
  ],
  [
    'books of a ledger program',
    'orders',
    '日期|单据编号|客户代码|客户名称|产品名称|实发数量|销售单价|销售金额',
    '2024-01-#|XOUT@|01.#|甲公司|杯子|2|10.5|21',
    { order_id: '单据编号', quantity: '实发数量', unit_price: '销售单价', amount: '销售金额' },
  ],
];

describe('what columns mean by their names and values', () => {
  test.each(FILES)('%s', (_, entity, header, line, roles) => {
    const found = proposed(header, line);
    expect(found.entity).toBe(entity);
    expect(found.mapping).toMatchObject(roles);
  });
});

test('a state that says neither yes nor no is not taken for whether something was solved', () => {
  const { mapping } = proposed('Date|Customer|Rating|Status', '2024-01-# 10:00:00|C#|5|Published');
  expect(mapping['resolved']).toBeUndefined();
});

test('names are compared in one form, however plain they are', () => {
  expect(['Customer_ID ', 'ＣＵＳＴ　ＩＤ', 'Café №1', '訂單-編號', '', ' - '].map(normalName)).toEqual([
    'customerid',
    'custid',
    'caféno1',
    '订单编号',
    '',
    '',
  ]);
  // Asked for again, and for another role, it is what it was.
  const asked = () => [
    nameScore('Order Date', 'orders', 'ordered_at'),
    nameScore('Order Date', 'orders', 'amount'),
  ];
  expect(asked()).toEqual(asked());
  expect(asked()[0]).toBeGreaterThan(asked()[1]!);
});
