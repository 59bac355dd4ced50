import { expect, test } from 'vitest';
import { mappingOf, proposeSource } from '../../../../src/import/meaning/detect.ts';
import { columnsOf, proposed, type ProposedFile } from './proposed.ts';

/** Exports of books, and of shops that give credit: their headers as documented, cut to what tells, and one line. */
const KINDS: ProposedFile[] = [
  [
    'DATEV’s postings: the account is who, the text of a posting nobody',
    'orders',
    'Umsatz (ohne Soll/Haben-Kz)|Soll/Haben-Kennzeichen|WKZ Umsatz|Konto|Gegenkonto (ohne BU-Schlüssel)|Belegdatum|Belegfeld 1|Buchungstext',
    '119.5@|S|EUR|100#|8400|2024-01-#|RE-2024-@|Warenverkauf #',
    {
      amount: 'Umsatz (ohne Soll/Haben-Kz)',
      customer: 'Konto',
      order_id: 'Belegfeld 1',
      direction: 'Soll/Haben-Kennzeichen',
    },
  ],
  [
    'a ledger whose debits and credits are told apart by a letter',
    'orders',
    'Posting Date|Customer No.|D/C|Amount|Document No.',
    '2024-01-#|C#|~D/C|1@.00|R@',
    { customer: 'Customer No.', amount: 'Amount', direction: 'D/C' },
  ],
  [
    'the movements of an account at a bank, whose amounts are told apart by 借 and 贷',
    'orders',
    '交易日期|对方户名|借贷标志|发生额|余额',
    '2024-01-#|公司#|~借/贷|1@.00|9@.00',
    { customer: '对方户名', amount: '发生额', direction: '借贷标志' },
  ],
  [
    'invoices of sevDesk: with the tax, as elsewhere',
    'orders',
    'Rechnungsnummer|Rechnungsdatum|Kunde|Kundennummer|Status|Betrag netto|Betrag brutto|Offener Betrag|Währung',
    'RE-@|2024-01-#|Firma #|K10#|~Bezahlt/Offen/Entwurf|100.5@|119.5@|0|EUR',
    { amount: 'Betrag brutto', customer: 'Kundennummer', ordered_at: 'Rechnungsdatum' },
  ],
  [
    'invoices of Lexware',
    'orders',
    'Rechnungs-Nr.|Datum|Kunden-Nr.|Name|Netto|MwSt|Brutto|Bezahlt am',
    'R@|2024-01-#|K10#|Firma #|100.@|19|119.@|2024-02-#',
    { amount: 'Brutto', customer: 'Kunden-Nr.', ordered_at: 'Datum', order_id: 'Rechnungs-Nr.' },
  ],
  [
    'invoices in French',
    'orders',
    'N° facture|Date facture|Code client|Client|Montant HT|TVA|Montant TTC|Réglé',
    'F@|2024-01-#|C10#|Client #|100.@|20|120.@|~Oui/Non',
    { customer: 'Code client', amount: 'Montant TTC', ordered_at: 'Date facture' },
  ],
  [
    '管家婆: what is left of a sum after what was given off',
    'orders',
    '录单日期|单据编号|单据类型|往来单位|商品全名|数量|单价|金额|折后金额|摘要',
    '2024-01-#|XS-@|销售单|好邻居#|可乐#|3|12.5|37.5|36.@|',
    { amount: '折后金额', customer: '往来单位', product: '商品全名' },
  ],
  [
    '秦丝: where some is still owed, what came in is not what was sold',
    'orders',
    '销售日期|销售单号|客户|品名|数量|单价|金额|实收|欠款',
    '2024-01-#|XS@|李姐#|连衣裙#|3|52|156.@|100.@|56',
    { amount: '金额', customer: '客户', order_id: '销售单号' },
  ],
  [
    'and where nothing is owed it is',
    'orders',
    '缴费日期|收据号|学员姓名|学号|课程|课时|应收|优惠|实收|欠费',
    '2024-01-#|SJ@|张#|XH10#|钢琴#|24|4800|200|4600.@|0',
    { amount: '实收', customer: '学号', order_id: '收据号', product: '课程' },
  ],
  [
    '微盟: what was paid goes before what was due',
    'orders',
    '订单编号|下单时间|买家昵称|商品名称|商品数量|商品单价|订单应付金额|订单实付金额|优惠金额',
    'E@|2024-01-# 10:00:00|昵#|面霜#|1|99|99.@|89.@|10',
    { amount: '订单实付金额', order_id: '订单编号' },
  ],
  [
    '旺店通: who bought is told by the name on the net, not by who takes it in',
    'orders',
    '订单编号|店铺|客户网名|收件人|交易时间|货品名称|货品数量|分摊后总价|订单状态',
    'JY@|旗舰店|网名#|张#|2024-01-# 10:00:00|面霜#|1|95.@|~已发货/已取消',
    { customer: '客户网名', product: '货品名称' },
  ],
  [
    'tickets of a cinema: bought on one day for another',
    'orders',
    '订单号|影院|影片名称|场次时间|票数|票价|实付金额|会员手机号|购票时间|购票渠道',
    'D@|万达|流浪地球#|2024-02-# 20:00|2|39.9|79.@|138****10#|2024-01-# 10:00:00|猫眼',
    { ordered_at: '购票时间', product: '影片名称', amount: '实付金额', channel: '购票渠道' },
  ],
  [
    'tills of a pharmacy: medicines by what they are called',
    'orders',
    '销售时间|小票号|会员卡号|商品编码|通用名|规格|数量|零售价|实收金额',
    '2024-01-# 10:20:30|XP@|VIP00#|S#|阿莫西林#|0.25g|2|12.5|25.@',
    { product: '通用名', order_id: '小票号', customer: '会员卡号' },
  ],
  [
    'freight, whose number is that of the shipment',
    'orders',
    'Shipment ID|Pickup Date|Shipper|Origin|Destination|Service|Weight (kg)|Total Charge|Status',
    'S@|2024-01-#|Acme #|Bonn|Ulm|Express|12|55.@|~Delivered/Cancelled',
    { order_id: 'Shipment ID', customer: 'Shipper', amount: 'Total Charge' },
  ],
  [
    'tickets of an airline, of who flies often',
    'orders',
    'PNR|Ticket Number|Issue Date|Passenger Name|FFP Number|Departure Date|Fare|Taxes|Total Fare|Ticket Status',
    'P@|999@|2024-01-#|SMITH #|FF10#|2024-02-#|100|50|150.@|~Flown/Refunded',
    { customer: 'FFP Number', ordered_at: 'Issue Date', amount: 'Total Fare' },
  ],
  [
    'answers of Qualtrics, whose own number of who answered comes from elsewhere',
    'feedback',
    'Recorded Date|Response ID|Recipient Email|External Data Reference|How likely are you to recommend us?|What could we do better?',
    '2024-01-# 10:05:10|R_@||C#|~9/10/3/6|More of @',
    { customer: 'External Data Reference', nps: 'How likely are you to recommend us?' },
  ],
  [
    'answers of 问卷星: the score of the whole beside those of one question about several things',
    'feedback',
    '序号|提交答卷时间|1、您的会员号|2、您对我们的总体满意度|3、请评分—产品质量|3、请评分—物流速度|3、请评分—价格|4、您的建议',
    '@|2024/1/# 10:05:10|VIP#|~5/4/3/2/1|~5/4/3/2/1|~4/5/3/2/1|~3/4/5/2/1|多送一点#',
    { csat: '2、您对我们的总体满意度', rating: undefined },
  ],
  [
    'answers of Google Forms: of what one question is about, the whole is the score',
    'feedback',
    'Timestamp|Email Address|How satisfied are you? [Price]|How satisfied are you? [Delivery]|How satisfied are you? [Overall]',
    '1/#/2024 10:05:10|a#@example.com|~5/4/3/2/1|~4/5/3/2/1|~3/4/5/2/1',
    { csat: 'How satisfied are you? [Overall]', rating: undefined },
  ],
  [
    'answers of SurveyMonkey about several things, none of them the whole',
    'feedback',
    'Respondent ID|Collector ID|End Date|Satisfaction with - Price|Satisfaction with - Delivery|Satisfaction with - Service',
    'R#|C1|01/#/2024 10:05:10 AM|~5/4/3/2/1|~4/5/3/2/1|~3/4/5/2/1',
    { csat: undefined, rating: undefined },
  ],
  [
    'rides: what was paid for them is told, and how they were liked besides',
    'orders',
    'trip_id|rider_id|driver_id|request_time|pickup_time|dropoff_time|distance_km|base_fare|surge|tips|total_fare|payment_type|trip_status|rating',
    'T@|R#|D1|2024-01-# 10:00:00|2024-01-# 10:05:00|2024-01-# 10:25:00|3.5|10.@|1.0|2|12.@|card|~completed/rider_cancelled|~5/4/3',
    { customer: 'rider_id', amount: 'total_fare', order_id: 'trip_id', status: 'trip_status' },
  ],
  [
    'a bank’s card payments, their currency in short',
    'orders',
    'TXN_ID|CUST_NO|TXN_DT|MERCHANT_NAME|TXN_AMT|TXN_CCY',
    '9@|70#|2024-01-#|SHELL|12.@|USD',
    { customer: 'CUST_NO', ordered_at: 'TXN_DT', amount: 'TXN_AMT', currency: 'TXN_CCY' },
  ],
  [
    'bills of a telephone company: how many messages were sent is no number of goods',
    'orders',
    'account_number|plan_name|bill_date|amount_paid|data_gb|sms_count',
    'A#|M|2024-01-#|25.@|3.5|@',
    { customer: 'account_number', amount: 'amount_paid', quantity: undefined },
  ],
  [
    'seats that were sold, by how many there were',
    'orders',
    'booking_id|customer_id|booked_at|seat_count|total_paid',
    'B@|C#|2024-01-#|2|25.@',
    { customer: 'customer_id', amount: 'total_paid', quantity: 'seat_count' },
  ],
  [
    'a survey that says who served: how that person did is a score, not their name',
    'feedback',
    '提交时间|客户编号|客服|客服评分|推荐意愿|意见',
    '2026-03-# 09:10:00|K10@|~小周/小吴/小郑|~5/4/2|~9/3/10/7|~等了很久没有人来/回答得很清楚/没有什么要说',
    { agent: '客服', nps: '推荐意愿', text: '意见' },
  ],
  [
    'tickets of a help desk with those who answered them',
    'feedback',
    'Ticket ID|Created at|Requester ID|Assignee|Topic|Satisfaction|First reply time (min)',
    'T@|2026-03-# 09:10:00|R10@|~Gus Hale/Ida Moss/Jon Pike|~billing/delivery|~4/5/2|~12/45/7',
    { agent: 'Assignee', customer: 'Requester ID', topic: 'Topic', csat: 'Satisfaction' },
  ],
  [
    'calls that customers judged, by the name of the agent',
    'feedback',
    '呼入时间|来电号码|坐席姓名|满意度评价',
    '2026-03-# 09:10:00|1390000#11@|~周敏/吴刚|~满意/不满意/非常满意',
    { agent: '坐席姓名', csat: '满意度评价' },
  ],
  [
    'invoices of Stripe: open ones are sold, too, and have no day of payment',
    'orders',
    'Invoice ID|Number|Currency|Customer Name|Customer Email|Customer ID|Status|Subtotal|Total Discount Amount|Tax|Total|Amount Due|Amount Paid|Date (UTC)|Due Date (UTC)|Paid At (UTC)|Subscription',
    'in_@|A-@|usd|Ann #|u#x.com|cus_#|~paid/open|100.@|0.00|8.00|108.@|0|108.@|2024-01-# 10:00||~2024-01-20 10:00/|sub_1',
    { ordered_at: 'Date (UTC)', amount: 'Total', customer: 'Customer ID', order_id: 'Invoice ID' },
  ],
  [
    'invoices with the day on which some were paid before their own',
    'orders',
    'Invoice No|Paid On|Date|Due Date|Customer|Amount',
    'INV@|~2024-03-20/|2024-02-#|2024-03-10|Acme #|1@.50',
    { ordered_at: 'Date', amount: 'Amount' },
  ],
  [
    'an account at 招商银行: what came in, on the side that half a name hides',
    'orders',
    '交易日|交易时间|交易类型|借方金额|贷方金额|余额|摘要|流水号|收/付方名称|收/付方帐号',
    '202401#|10:00:00|转账|~/50.5|~70.5/|9@.00|货款|K@|公司#|6225#',
    { amount: '贷方金额', customer: '收/付方名称' },
  ],
  [
    'a ledger of customers whose accounts are not called by a name that says so outright',
    'orders',
    'Posting date|Document|Customer account|Customer name|Text|Debit|Credit|Balance',
    '2024-01-#|D@|1000#|Acme #|~Invoice/Payment|~250.5@/|~/250.5@|9@.00',
    { amount: 'Debit', customer: 'Customer account' },
  ],
  [
    'customers of WeCom: the account of the colleague who added them is none of theirs',
    'customers',
    '客户名称|描述|添加人|添加人账号|添加人所属部门|添加时间|来源|手机|企业|标签组1',
    '王@||~张三/李四/王五|~zhangsan/lisi/wangwu|销售部|2024-01-# 10:00:00|扫描二维码|13500001@|公司#|重要',
    { customer: '客户名称', owner: '添加人', registered_at: '添加时间' },
  ],
  [
    'a Dutch shop, which says of each sum that its tax is in it',
    'orders',
    'Bestelnummer|Besteldatum|Klantnummer|Naam|Artikel|Aantal|Prijs per stuk|Bedrag incl. btw|Verzendkosten|Status|Land',
    'NL@|#-01-2024 10:00|K#|Ann #|Fiets|1|1049.5|1049.5@|0.00|~Verzonden/Retour|Nederland',
    { amount: 'Bedrag incl. btw', unit_price: 'Prijs per stuk', customer: 'Klantnummer' },
  ],
  [
    'a Japanese shop, whose sum is called by the tax in it',
    'orders',
    '受注番号|受注日|顧客番号|商品名|数量|単価|税込金額|ステータス',
    'J@|2024年1月#日|C#|緑茶|1|1080|10@|~発送済み/返品',
    { amount: '税込金額', unit_price: '単価', customer: '顧客番号' },
  ],
];

test.each(KINDS)('%s', (_, entity, header, line, roles) => {
  const found = proposed(header, line);
  expect(found.entity).toBe(entity);
  expect(Object.fromEntries(Object.keys(roles).map((role) => [role, found.mapping[role]]))).toEqual(roles);
});

test('a column called as the sides of an account whose values are none says nothing of money', () => {
  const { mapping } = proposed('Date|Customer|DC|Amount', '2024-01-#|Acme #|~North/South|1@.00');
  expect(mapping['direction']).toBeUndefined();
});

test('a bank’s account that says in a description alone from whom money came is no feedback', () => {
  const { entity } = proposed(
    'Date|Description|Type|Money In (£)|Money Out (£)|Balance (£)',
    '# Jan 2024|ACME #|~Faster payment/Direct Debit|~1@.50/|~/2@.50|9@.00',
  );
  expect(entity).not.toBe('feedback');
});

test('an account that a name in full gives to customers is theirs', () => {
  const { mapping } = proposed('客户账号|客户名称|日期|金额', 'K#|公司#|2024-01-#|1@.5');
  expect(mapping['customer']).toBe('客户账号');
});

test('answers of SurveyMonkey are those of an address, where one person gave some of them', () => {
  const names =
    'Respondent ID|Collector ID|End Date|Email Address|How likely is it that you would recommend us?';
  const customerOf = (people: number) => {
    const rows = Array.from({ length: 24 }, (_, i) => [
      `1185${i + 100}`,
      '4155',
      `03/${(i % 12) + 10}/2024 07:58:33 PM`,
      `u${i % people}@x.com`,
      `${i % 11}`,
    ]);
    return mappingOf(proposeSource({ name: 'export', columns: columnsOf(names.split('|'), rows) }))[
      'customer'
    ];
  };
  expect(customerOf(12)).toBe('Email Address');
  expect(customerOf(24)).toBe('Respondent ID');
});
