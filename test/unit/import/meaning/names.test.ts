import { describe, expect, test } from 'vitest';
import { nameScore, normalName } from '../../../../src/import/meaning/synonyms.ts';
import { proposed, type ProposedFile } from './proposed.ts';

const FILES: ProposedFile[] = [
  [
    'how a cup is fetched is the channel of its order',
    'orders',
    '订单编号|下单时间|门店|取餐方式|会员卡号|商品名称|实付金额',
    'D@|2024-01-# 10:00|滨江店|美团外卖|V@|柠檬茶|1#.5',
    { channel: '取餐方式', region: '门店', customer: '会员卡号', amount: '实付金额' },
  ],
  [
    'the branch that a member belongs to is where they are',
    'customers',
    '会员卡号|会员等级|注册时间|归属门店',
    'V@|金卡|2024-01-# 10:00|滨江店',
    { customer: '会员卡号', region: '归属门店', level: '会员等级' },
  ],
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
    'German names that say of which record they are',
    'orders',
    'Bestellnummer|Bestelldatum|Bestellstatus|Kundennr.|E-Mail (Rechnung)|Bestellsumme|Artikelname|Artikelpreis',
    'B@|#.01.2024|Abgeschlossen|K#|u#@x.de|9.50|Tasse|9.50',
    { amount: 'Bestellsumme', unit_price: 'Artikelpreis', customer: 'Kundennr.', status: 'Bestellstatus' },
  ],
  [
    'Portuguese names that say of which record they are, and a state of the country',
    'orders',
    'Código do pedido|Data da compra|Status do pedido|E-mail|Produto|Valor do pedido|Estado',
    'P@|#/01/2024|~Entregue/Cancelado/Aguardando pagamento|u#@x.br|Caneca|9.50|~SP/RJ/MG',
    {
      order_id: 'Código do pedido',
      ordered_at: 'Data da compra',
      status: 'Status do pedido',
      amount: 'Valor do pedido',
      region: 'Estado',
    },
  ],
  [
    'a state that says how orders stand',
    'orders',
    'order_id|user_id|created_at|total|state',
    'o@|u#|2024-01-# 10:00:00|9.50|~paid/cancelled/refunded/payment_failed',
    { status: 'state' },
  ],
  [
    'how orders stand, whatever the column is called',
    'orders',
    'ID|Référence|Client|Total|Paiement|Où en est-on|Date',
    '@|XT@|Firm #|9.50|PayPal|~Livré/Expédié/Annulé/Remboursé/Paiement accepté|#/01/2024',
    { status: 'Où en est-on' },
  ],
  [
    'a state that is a part of a country',
    'orders',
    'order_id|user_id|created_at|total|state|status',
    'o@|u#|2024-01-# 10:00:00|9.50|~TX/CA/NY/WA|~paid/cancelled',
    { status: 'status', region: 'state' },
  ],
  [
    'who is told by a number is not told by a name',
    'orders',
    'N° commande|Date de commande|Client|Code client|Montant TTC',
    'C@|#/01/2024|Emma #|CL#|9.50',
    { customer: 'Code client' },
  ],
  [
    'members by the number of their card, born on a day',
    'customers',
    'Número de tarjeta|Nombre|Apellidos|Fecha de nacimiento|Correo electrónico|Fecha de alta|Nivel|Provincia',
    '6034@|~Emma/Noah/Mia|~Smith/García/Silva|#/01/1980|u%x.es|#/02/2020|~Oro/Plata|~Madrid/Sevilla',
    { customer: 'Número de tarjeta', registered_at: 'Fecha de alta', level: 'Nivel', region: 'Provincia' },
  ],
  [
    'what customers owe in their accounts: the debit, and no feedback for its text',
    'orders',
    'Datum|Belegnr.|Kunde|Text|Soll|Haben|Saldo',
    '#.01.2024|R@|K#|~Rechnung/Zahlung|~9.50/|~/3.20|17.80',
    { customer: 'Kunde', order_id: 'Belegnr.', amount: 'Soll' },
  ],
  [
    'what came in at a bank: the credit',
    'orders',
    'Date|Payer|Debit|Credit|Balance',
    '2024-01-#|Firm #|~/3.20|~9.50/|17.80',
    { amount: 'Credit' },
  ],
  [
    'what happened is nobody, beside who it happened to',
    'events',
    'Transaction ID|Date + hour (YYYYMMDDHH)|Source / medium|Effective user ID|Event name|Event count|Purchase revenue',
    '|20240105#|google|1184#.17041896#|~page_view/purchase|1|0',
    { customer: 'Effective user ID', action: 'Event name' },
  ],
  [
    'all visitors by a number, some of them by a name',
    'events',
    'id|anonymous_id|user_id|event|timestamp',
    '@|a#|~u1/u2/u3/u4///|~view/buy|2024-01-# 10:00:00',
    { customer: 'anonymous_id', action: 'event' },
  ],
  [
    'a score from 0 to 10, and whose it is beside the number of the answer',
    'feedback',
    'id|person.email|score|comment|created_at',
    '@|u#@x.com|~0/1/2/3/4/5/6/7/8/9/10|fine as it is|2024-01-# 10:00:00',
    { customer: 'person.email', nps: 'score' },
  ],
  [
    'a German survey and whose answers they are',
    'feedback',
    'Zeitstempel|E-Mail-Adresse|Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?|Was können wir verbessern?',
    '#.01.2024 10:00:00|u#@x.de|9|Schnellere Lieferung bitte',
    { customer: 'E-Mail-Adresse' },
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
  [
    'what was paid before what was due',
    'orders',
    '户号|业主姓名|收费项目|应缴金额|实缴金额|缴费时间',
    'H@|王丽|物业费|300|2#0|2024-01-# 10:00:00',
    { amount: '实缴金额', ordered_at: '缴费时间' },
  ],
  [
    'visits of members',
    'events',
    'Check-in Time|Member|Class|Location',
    '2024-01-# 18:30:00|M@|~Yoga/Spin|Downtown',
    { customer: 'Member', occurred_at: 'Check-in Time', action: 'Class' },
  ],
  [
    'calls that were judged',
    'feedback',
    '呼入时间|主叫号码|振铃时长|坐席|满意度评价',
    '2024-01-# 09:30:00|1380000@|5|A01|~满意/一般/不满意',
    { customer: '主叫号码', occurred_at: '呼入时间', csat: '满意度评价' },
  ],
  [
    'quotes',
    'orders',
    'Quote No|Customer|Rep|Quote Value|Status|Close Date',
    'Q@|Acme|Jo|10#0|~Won/Lost/Open|2024-01-#',
    { order_id: 'Quote No', amount: 'Quote Value', status: 'Status', ordered_at: 'Close Date' },
  ],
];

describe('what columns mean by their names and values', () => {
  test.each(FILES)('%s', (_, entity, header, line, roles) => {
    const found = proposed(header, line);
    expect(found.entity).toBe(entity);
    expect(found.mapping).toMatchObject(roles);
  });
});

test('what was sent to many is counted, and none of them has said anything: no feedback', () => {
  const header =
    'Title|Subject|Send Date|Send Weekday|Total Recipients|Unique Opens|Open Rate|Unique Clicks|Total Bounces|Total Revenue';
  const line = 'Letter @|Spring|2024-01-# 10:00:00|~Mon/Tue/Wed/Thu|5000|12@|12.5%|9#|2|1#.50';
  expect(proposed(header, line).entity).toBeNull();
});

test('how many actions there were is no action', () => {
  const found = proposed('visitor_id|started_at|actions|duration', 'v#|2024-01-# 10:00:00|~3/14/7|#0');
  expect(Object.values(found.mapping)).not.toContain('actions');
  const kinds = proposed('user_id|item_id|behavior_type|time', 'u#|@|~1/2/3/4|2024-01-# 10:00:00');
  expect(kinds.mapping['action']).toBe('behavior_type');
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
