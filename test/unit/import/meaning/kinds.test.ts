import { expect, test } from 'vitest';
import { mappingOf, proposeRoles } from '../../../../src/import/meaning/detect.ts';
import { columnsOf, proposed, type ProposedFile } from './proposed.ts';

/** Exports that have no layout of their own: their headers as documented, cut to what tells, and one line. */
const KINDS: ProposedFile[] = [
  [
    'orders of Pinduoduo, whose names are masked: the masked mobile tells customers apart',
    'orders',
    '商品|订单号|订单状态|商品总价(元)|平台优惠折扣(元)|用户实付金额(元)|商品数量(件)|拼单成功时间|收货人|手机|售后状态',
    '~茶/杯|240101-@|已收货|~9.90/19.90|~0.00/2.00|~9.90/17.90|1|2024-03-# 10:00:00|~张**/王**/李**|138****11#|无售后或售后取消',
    { customer: '手机', amount: '用户实付金额(元)', refund_status: '售后状态' },
  ],
  [
    'orders of Meituan: 王(先生) is nobody in particular',
    'orders',
    '门店名称|订单编号|下单时间|订单状态|顾客姓名|顾客电话|菜品总价|平台服务费|用户实付|预计收入',
    '饺子馆|12345678901234@|2024-03-# 12:00:00|已完成|~王(先生)/李(女士)/张(先生)|139****22#|~25.80/38.00|-5.20|~25.80/38.00|~20.60/32.80',
    { customer: '顾客电话', amount: '用户实付' },
  ],
  [
    'deals of a Chinese CRM: on the day they were closed, not made',
    'orders',
    '商机编号|商机名称|客户名称|销售阶段|商机金额|结单日期|销售机会所有人|创建日期',
    'OPP@|项目@|甲#公司|~赢单/输单|~12万/3.5万|2024-03-#|张三|2024-01-#',
    { order_id: '商机编号', ordered_at: '结单日期', status: '销售阶段', amount: '商机金额' },
  ],
  [
    'conversations of a help desk, of which some have no answer',
    'feedback',
    '会话ID|访客名称|手机号|会话来源|开始时间|会话时长|首次响应时长|咨询分类|满意度|解决状态',
    '5129@|访客@|138000001#|~网页/APP|2024-03-# 09:00:00|11分33秒|~5秒/-|~售前/售后|~非常满意/--/满意/未评价/--|~已解决/未解决',
    { csat: '满意度', response_minutes: '首次响应时长', resolved: '解决状态' },
  ],
  [
    'answers of a survey: where somebody came from is nothing that they wrote',
    'feedback',
    '序号|提交答卷时间|来源|来源详情|1、您有多大可能向朋友推荐我们？(0-10分)|2、您的意见和建议',
    '@|2024/3/# 9:05:01|~微信/链接|~直接访问/https://wj.qq.com|~3/9/10|~(空)/很好/(空)',
    { nps: '1、您有多大可能向朋友推荐我们？(0-10分)', text: '2、您的意见和建议', channel: '来源' },
  ],
  [
    'calls of a switchboard, the disposition being what was done',
    'events',
    'Call Start|Duration|Agent|Caller Number|Disposition|Queue|Wait (s)',
    '2024-03-# 09:00:00|0:07:13|~Anna/Ben|+14155550#|~ANSWERED/NO ANSWER/BUSY|~Sales/Support|~4/17/33',
    {
      customer: 'Caller Number',
      occurred_at: 'Call Start',
      action: 'Disposition',
      duration_seconds: 'Duration',
      wait_seconds: 'Wait (s)',
      team: 'Queue',
    },
  ],
  [
    'calls in two directions, the result being how each came out',
    'events',
    'Call ID|Direction|From|To|Start Time|End Time|Talk Time|Wait Time|Agent Name|Queue Name|Result',
    'c@|~Inbound/Outbound|+14155550#|+18005550000|2024-03-# 09:00:00|2024-03-# 09:10:00|~610/45|~5/31|~Anna/Ben|~Sales/Support|~Answered/Missed/Voicemail',
    {
      customer: 'From',
      occurred_at: 'Start Time',
      action: 'Direction',
      outcome: 'Result',
      duration_seconds: 'Talk Time',
      wait_seconds: 'Wait Time',
    },
  ],
  [
    'calls of a Chinese call centre',
    'events',
    '通话开始时间|呼叫类型|主叫号码|被叫号码|坐席|技能组|排队时长|通话时长|通话结果',
    '2024-03-# 09:00:00|~呼入/呼出|13800000#0|4008001234|~张三/李四|~售前/售后|~3/21|~60/180|~已接听/未接听/客户挂断',
    {
      customer: '主叫号码',
      action: '呼叫类型',
      outcome: '通话结果',
      duration_seconds: '通话时长',
      wait_seconds: '排队时长',
      team: '技能组',
    },
  ],
  [
    'Asterisk’s record of calls',
    'events',
    'accountcode|src|dst|channel|lastapp|start|answer|end|duration|billsec|disposition|uniqueid',
    '|41555501#|100|SIP/1|Dial|2024-03-# 09:00:00|2024-03-# 09:00:10|2024-03-# 09:05:00|~300/42|~290/30|~ANSWERED/NO ANSWER|17.@',
    { customer: 'src', occurred_at: 'start', action: 'disposition', duration_seconds: 'duration' },
  ],
  [
    'tickets with Zendesk’s satisfaction, which most have not given',
    'feedback',
    'Ticket ID|Created at|Requester ID|Status|Satisfaction Score|First reply time in minutes',
    '@|2024-03-# 10:00:00|u#|~solved/open|~Offered/Unoffered/Good/Offered/Bad with comment|~5/90',
    { csat: 'Satisfaction Score', customer: 'Requester ID', resolved: 'Status' },
  ],
  [
    'tickets rated by faces',
    'feedback',
    'Ticket ID|Created at|Requester ID|Status|Conversation rating',
    '@|2024-03-# 10:00:00|u#|~solved/open|~😀/🙂/😐/🙁/😠',
    { rating: 'Conversation rating' },
  ],
  [
    'a thumb up or down',
    'feedback',
    '工单编号|创建时间|用户ID|渠道|评价',
    '@|2024-03-# 10:00:00|u#|在线|~赞/踩',
    { csat: '评价', customer: '用户ID' },
  ],
  [
    'good, middling and bad reviews of goods',
    'feedback',
    '订单编号|评价时间|会员ID|商品名称|评价类型|评价内容',
    'S@|2024-03-# 10:00:00|u#|杯子|~好评/中评/差评|~质量很好，推荐/物流太慢了一些',
    { csat: '评价类型', text: '评价内容' },
  ],
  [
    'Freshdesk’s survey results',
    'feedback',
    'Ticket ID|Subject|Status|Created time|Survey results|Contact ID',
    '@|Login|~Closed/Open|2024-03-# 10:00:00|~Extremely happy/Happy/Neutral/Unhappy|7000#',
    { csat: 'Survey results', customer: 'Contact ID' },
  ],
  [
    'Sage’s audit trail',
    'orders',
    'Type|Account Reference|Nominal A/C Ref|Date|Reference|Details|Net Amount|Tax Code|Tax Amount',
    '~SI/SI/SC/SR|ACC#|4000|2024-03-#|INV@|Goods|1#.50|T1|2.10',
    {
      customer: 'Account Reference',
      order_id: 'Reference',
      amount: 'Net Amount',
      status: 'Type',
      ordered_at: 'Date',
    },
  ],
  [
    'Xero’s sales invoices',
    'orders',
    '*ContactName|EmailAddress|*InvoiceNumber|Reference|*InvoiceDate|*DueDate|Total|*Description|*Quantity|*UnitAmount|LineAmount|*TaxType|Currency|Type|Status',
    'Firm # Ltd||INV-@||#/03/2024|#/04/2024|~120/80|Hosting|1|~120/80|~120/80|20% (VAT on Income)|GBP|~Sales invoice/Sales credit note|~Paid/Draft/Voided',
    {
      customer: '*ContactName',
      order_id: '*InvoiceNumber',
      amount: 'Total',
      status: 'Status',
      refund_status: 'Type',
    },
  ],
  [
    'a register’s history of sales, their lines and payments under each other',
    'orders',
    'Date|Receipt Number|Line Type|Customer Code|Customer Name|Note|Quantity|Subtotal|Sales Tax|Discount|Loyalty|Total|Paid|Details|Register|User|Status|Sku',
    '2024-03-# 10:00:00|@|~Sale/Sale Line/Payment|CU#|Ann #||~3/2|~40/20|~4/2|0|0|~44/22|~44/0|Cup|Main|Bob|CLOSED|~/S1',
    {
      customer: 'Customer Code',
      order_id: 'Receipt Number',
      ordered_at: 'Date',
      amount: 'Total',
      status: 'Status',
      refund_status: 'Line Type',
    },
  ],
  [
    'orders of Wix, of which what is left after refunds is no refund',
    'orders',
    'Order number|Date created|Total order quantity|Contact email|Item|SKU|Qty|Quantity refunded|Price|Total after refund|Total|Currency|Payment status|Fulfillment status',
    '1@|Mar #, 2024|1|u%x.com|Cup|S1|~1/2|0|~10/12|~15/17|~15/17|USD|~Paid/Unpaid|~Fulfilled/Unfulfilled',
    { amount: 'Total', status: 'Payment status', quantity: 'Qty', customer: 'Contact email' },
  ],
  [
    'entries of customers in Business Central, by the day they were posted',
    'orders',
    'Posting Date|Document Type|Document No.|Customer No.|Description|Currency Code|Original Amount|Amount|Remaining Amount|Due Date|Open',
    '2024-03-#|~Invoice/Payment/Credit Memo|D@|C#|Order|EUR|~120.00/-80.00|~120.00/-80.00|0.00|2024-04-#|~false/true',
    { ordered_at: 'Posting Date', amount: 'Amount', status: 'Document Type', customer: 'Customer No.' },
  ],
  [
    'lines of FreshBooks’ invoices',
    'orders',
    'Client Name|Invoice #|Date Issued|Invoice Status|Date Paid|Item Name|Rate|Quantity|Discount Percentage|Line Subtotal|Tax 1 Amount|Line Total|Currency',
    'Firm #|I@|2024-03-#|~paid/draft/sent|2024-03-#|Work|50.00|~2/3|~0/10|~100.00/150.00|0|~100.00/150.00|USD',
    { ordered_at: 'Date Issued', customer: 'Client Name', amount: 'Line Total', status: 'Invoice Status' },
  ],
  [
    'faces of Hotjar’s feedback in numbers',
    'feedback',
    'Number|User|Date Submitted|Country|Source URL|Device|Browser|OS|Emotion (1-5)|Message',
    '@|a1b2c#|2024-03-# 10:00:00|Germany|https://x.com/|desktop|Chrome|Mac|~5/1/3|very nice page',
    { rating: 'Emotion (1-5)', customer: 'User', text: 'Message' },
  ],
  [
    'bookings of Calendly',
    'events',
    'Invitee Name|Invitee Email|Event Type Name|Start Date & Time|End Date & Time|Event Created Date & Time|Location|Canceled',
    'Ann #|u%x.com|~Demo/Call|2024-03-# 10:00 AM|2024-03-# 10:30 AM|2024-02-# 10:30 AM|Zoom|~false/true',
    { customer: 'Invitee Email', action: 'Event Type Name', occurred_at: 'Start Date & Time' },
  ],
  [
    'lines whose price less a discount nobody has worked out',
    'orders',
    'Invoice No|Date|Customer ID|Description|Unit Price|Quantity|Discount %',
    'I@|2024-03-#|C#|Cup|~4.50/3.00|~2/1|~0/10/25',
    { unit_price: 'Unit Price', quantity: 'Quantity', discount_rate: 'Discount %' },
  ],
  [
    'a ledger of customers, in which invoices are paid',
    'orders',
    'Date|Transaction Type|No.|Customer|Memo|Amount|Balance',
    '03/#/2024|~Invoice/Payment/Credit Memo|@|Firm #||~120.00/-80.50|~120/0',
    { customer: 'Customer', order_id: 'No.', amount: 'Amount', status: 'Transaction Type' },
  ],
  [
    'Kingdee’s sales',
    'orders',
    '日期|单据编号|单据状态|客户编码|客户名称|物料编码|物料名称|实发数量|含税单价|税额|价税合计|销售员',
    '2024/03/#|XSCKD@|~已审核/创建/审核中|CUST#|公司#|M1|螺丝|~3/5|~10/12|3.9|~30/60|王五',
    {
      customer: '客户编码',
      amount: '价税合计',
      product: '物料名称',
      status: '单据状态',
      quantity: '实发数量',
    },
  ],
  [
    'Ele.me’s bill',
    'orders',
    '账单日期|订单号|门店名称|业务类型|下单时间|菜品金额|平台补贴|顾客实付|结算金额|订单状态|用户ID',
    '2024-03-#|8@|老王面馆|外卖订单|2024-03-# 12:00:00|~30/42|-2|~28/40|~24/33|~已完成/已取消|u#',
    {
      customer: '用户ID',
      ordered_at: '下单时间',
      amount: '顾客实付',
      status: '订单状态',
      order_id: '订单号',
    },
  ],
  [
    'Xiaohongshu’s orders',
    'orders',
    '订单号|订单状态|售后状态|商品名称|商品总价(元)|商家应收金额(元)|用户应付金额(元)|SKU件数|订单创建时间|小红书ID',
    'P@|~已完成/已取消|~无售后/售后完成|口红|~100/80|~81.5/63|~90/70|1|2024-03-# 12:00:00|rb#',
    { customer: '小红书ID', amount: '用户应付金额(元)', status: '订单状态', refund_status: '售后状态' },
  ],
  [
    'Toast’s items, by the name of the tab',
    'orders',
    'Order Id|Order #|Order Date|Check Id|Service|Menu Item|Sales Category|Gross Price|Net Price|Qty|Void?|Tab Name',
    '30@|@|03/#/24 9:00 AM|400#|Dinner|~Burger/Fries|Food|~12.00/4.50|~12.00/4.50|1.0|~false/true|Guest #',
    {
      order_id: 'Order Id',
      product: 'Menu Item',
      amount: 'Net Price',
      customer: 'Tab Name',
      status: 'Void?',
    },
  ],
  [
    'members of a gym',
    'customers',
    'Member ID|Member Name|Membership Type|Join Date|Expiry Date|Status|Monthly Fee|Home Club',
    'M@|Ann #|~Gold/Silver|#/03/2024|#/03/2026|~Active/Cancelled/Frozen/Expired|29.90|City',
    {
      customer: 'Member ID',
      level: 'Membership Type',
      churned: 'Status',
      contract_end: 'Expiry Date',
      registered_at: 'Join Date',
    },
  ],
  [
    'Stripe’s subscriptions',
    'customers',
    'id|Customer ID|Customer Email|Plan|Quantity|Currency|Interval|Amount|Status|Created (UTC)',
    'sub_@|cus_@|u%x.com|~pro/team|1|usd|month|29.00|~active/canceled/trialing/past_due|2024-03-# 10:00',
    { customer: 'Customer ID', level: 'Plan', churned: 'Status', registered_at: 'Created (UTC)' },
  ],
  [
    'customers of WeCom',
    'customers',
    '客户名称|添加人|添加人所属部门|添加时间|来源|标签组-客户等级',
    '客户@|~张三/李四|销售部|2024-03-# 10:00:00|~扫描二维码/群聊|~A/B',
    { customer: '客户名称', owner: '添加人', registered_at: '添加时间', level: '标签组-客户等级' },
  ],
  [
    'Stripe’s subscriptions with the product, the period and why they ended',
    'customers',
    'id|Customer ID|Customer Email|Plan|Product|Quantity|Currency|Interval|Amount|Status|Created (UTC)|Current Period End (UTC)|Cancellation Reason',
    'sub_@|cus_@|u%x.com|~pro/team|~p1/p2|1|usd|~month/year|29.00|~active/canceled/trialing|2024-03-# 10:00|2024-04-# 10:00|~/too_expensive/unused',
    { customer: 'Customer ID', level: 'Plan', churned: 'Status', contract_end: 'Current Period End (UTC)' },
  ],
  [
    'customers of WeCom who go by the names that they gave themselves, and who added them',
    'customers',
    '客户名称|性别|添加人|添加人账号|所属部门|添加时间|添加渠道|描述|标签|客户阶段',
    '~小@/花@/momo|~男/女/未知|~张三/李四|~zhangsan/lisi|~一部/二部|2024-03-# 10:00:00|~扫描二维码/群聊||~高意向/已成交|~意向客户/成交客户',
    { customer: '客户名称', owner: '添加人', registered_at: '添加时间' },
  ],
  [
    'leads of advertising, who are surnames',
    'customers',
    '线索ID|线索创建时间|姓名|电话|性别|所在地|线索来源|计划名称|跟进状态|所属员工|最近跟进时间|转化状态',
    '77@|2024-03-# 10:00:00|~张/李先生/王女士|138000001#|~男/女|~广东-深圳/浙江-杭州|~直播间/短视频|~春招/暑假|~未跟进/已跟进|~张三/李四|2024-03-# 15:00:00|~已成交/未成交',
    { customer: '线索ID', registered_at: '线索创建时间', region: '所在地', owner: '所属员工' },
  ],
  [
    'SurveyMonkey’s answers of people who are named',
    'feedback',
    'Respondent ID|Collector ID|Start Date|End Date|IP Address|Email Address|First Name|Last Name|Custom Data 1|How likely is it that you would recommend Acme to a friend or colleague?|Overall, how satisfied are you with our company?|Which words describe us? Reliable|Which words describe us? High quality|Which words describe us? Overpriced|Which words describe us? Impractical|How would you rate the following? Value for money|How would you rate the following? Speed of delivery|Do you have any other comments, questions, or concerns?',
    '1185@|4155|03/#/2024 07:54:33 PM|03/#/2024 07:58:33 PM|10.0.0.1|u%x.com|~Ann/Bob|~Lee/Ray||~10/9/6|~Very satisfied/Somewhat dissatisfied|~/Reliable|~/High quality|~/Overpriced|~/Impractical|~Fair/Good|~Good/Poor|~Love it/Too slow',
    {
      customer: 'Respondent ID',
      occurred_at: 'End Date',
      nps: 'How likely is it that you would recommend Acme to a friend or colleague?',
      csat: 'Overall, how satisfied are you with our company?',
    },
  ],
  [
    'a survey whose ticked answers are columns of 0 and 1, and who left a number',
    'feedback',
    '提交答卷时间|来源|3(抖音)|3(朋友推荐)|3(线下门店)|6、您有多大可能把我们推荐给朋友或同事？|8、请留下您的手机号（选填）',
    '2024/3/# 9:05:01|~微信/链接|~0/1|~1/0|~0/1/1|~3/9/10|138000001#',
    { nps: '6、您有多大可能把我们推荐给朋友或同事？', customer: '8、请留下您的手机号（选填）' },
  ],
  [
    'tickets that have a sort and, some of them, a tag',
    'feedback',
    '工单编号|工单状态|客户ID|标签|工单分类|创建时间|处理完成用时|满意度评价',
    'GD@|~已关闭/处理中|K#|~VIP/投诉/VIP|~退款/物流/发票|2024/03/# 10:00:00|~17小时34分6秒/52秒|~5星/4星/未评价',
    { topic: '工单分类', resolution_minutes: '处理完成用时', csat: '满意度评价' },
  ],
  [
    'Zendesk’s tickets with tags and a field of their own for what they are about',
    'feedback',
    'Id|Requester|Requester id|Assignee|Subject|Tags|Status|Via|Created at|Satisfaction Score|Root cause [list]',
    '@|~Ann/Bob|36#|~Eve/Tom|~Where is it?/Charged twice|~eu vip/refund web|~Closed/Open|~Mail/Chat|2024-03-# 10:00|~Good/Offered|~Shipping/Billing/Login',
    { topic: 'Root cause [list]', text: 'Subject', csat: 'Satisfaction Score' },
  ],
  [
    'events that name the page, too, on which they happened',
    'events',
    '事件时间|设备ID|事件|页面名称|停留时长(秒)|渠道',
    '2024-03-# 10:00:00|d#|~click_buy/login|~首页/我的|~12/30|~小米/华为',
    { action: '事件', duration_seconds: '停留时长(秒)' },
  ],
  [
    'coupons, of which those that were used are orders, on the day of their use',
    'orders',
    '优惠券名称|会员编号|领取时间|券状态|核销时间|核销订单号|订单金额',
    '~满减/立减|VIP#|2024-03-# 10:00:00|~已核销/已核销|2024-04-# 10:00:00|8@|~120.5/88.0',
    { ordered_at: '核销时间', order_id: '核销订单号', amount: '订单金额' },
  ],
  [
    'subscribers of the App Store, some of them refunded',
    'orders',
    'Event Date|Subscription Name|Customer Price|Customer Currency|Country|Subscriber ID|Refund|Purchase Date|Units',
    '2024-03-#|Premium|9.99|USD|US|10001#|~/Yes/|2024-03-#|1',
    { customer: 'Subscriber ID', refund_status: 'Refund' },
  ],
  [
    'calls, at the time at which they came in',
    'events',
    '通话ID|呼叫类型|客户号码|进入系统时间|排队时长|通话时长|挂机时间|接听状态|技能组',
    'm@|~呼入/呼出|13800000#0|2024-03-# 09:00:00|~00:00:03/00:00:21|~00:01:00/00:03:00|2024-03-# 09:05:00|~已接听/振铃未接|~售后/咨询',
    { occurred_at: '进入系统时间', action: '呼叫类型', outcome: '接听状态' },
  ],
  [
    'a bank’s account',
    'orders',
    'Date|Description|Counterparty|Reference|Debit|Credit|Balance|Currency',
    '#.03.2024|SEPA|Firm #|R@||1#0.50|1000.00|EUR',
    { customer: 'Counterparty', ordered_at: 'Date', amount: 'Credit', currency: 'Currency' },
  ],
  [
    'reviews of Trustpilot',
    'feedback',
    'Review Id|Review Created (UTC)|Review Consumer User Id|Review Title|Review Content|Review Stars|Source Of Review|Review Username|Review User Email',
    'r@|2024-03-# 10:00:00|c@|Great|Loved it a lot|~1/4/5|Organic|Ann|u%x.com',
    {
      occurred_at: 'Review Created (UTC)',
      rating: 'Review Stars',
      text: 'Review Content',
      customer: 'Review Consumer User Id',
    },
  ],
  [
    'stars in words',
    'feedback',
    'Review ID|Reviewer|Star Rating|Comment|Create Time',
    'r@|Ann @|~FIVE/FOUR/ONE|Nice place to be|2024-03-#T10:00:00Z',
    { rating: 'Star Rating', text: 'Comment' },
  ],
  [
    'chats of which some are rated good or bad',
    'feedback',
    'Chat ID|Chat start date|First response time in seconds|Agent name|Visitor ID|Rating',
    'c@|2024-03-# 10:00:00|~3/40|Ann|v#|~good/not rated/bad/not rated',
    { rating: 'Rating', response_minutes: 'First response time in seconds', customer: 'Visitor ID' },
  ],
  [
    'a hotel’s reservations, of the day they were made',
    'orders',
    '预订单号|会员卡号|入住日期|离店日期|房型|预订渠道|订单状态|房费总额|预订时间',
    'D@|V#|2024-03-#|2024-03-#|大床房|携程|~已离店/取消/NoShow|~300/560|2024-02-# 10:00:00',
    {
      customer: '会员卡号',
      order_id: '预订单号',
      ordered_at: '预订时间',
      amount: '房费总额',
      status: '订单状态',
    },
  ],
  [
    'orders of Ozon',
    'orders',
    'Номер отправления|Номер заказа|Принят в обработку|Статус|Наименование товара|Количество|Код валюты|Оплачено покупателем|Покупатель',
    '90@-0001-1|90@-0001|2024-03-# 10:00:00|~Доставлен/Отменён|Чайник|1|RUB|~500/1200|Клиент #',
    {
      order_id: 'Номер заказа',
      ordered_at: 'Принят в обработку',
      amount: 'Оплачено покупателем',
      product: 'Наименование товара',
      customer: 'Покупатель',
    },
  ],
  [
    'orders of Rakuten',
    'orders',
    '注文番号|注文日時|ステータス|請求金額|注文者名|商品名|個数|単価',
    '2024@|2024/03/# 10:00:00|~発送済み/キャンセル|~1200/3400|会員#|タオル|1|~1200/3400',
    { ordered_at: '注文日時', amount: '請求金額', unit_price: '単価', quantity: '個数' },
  ],
  [
    'messages that were sent',
    'events',
    'Message SID|From|To|Body|Status|Sent Date|Direction|Price|Error Code',
    'SM@|+18005550000|+14155550#0|Sale today|~delivered/undelivered/failed|2024-03-# 10:00:00|outbound-api|-0.0079|',
    { customer: 'To', action: 'Direction', outcome: 'Status', occurred_at: 'Sent Date' },
  ],
  [
    'policies of an insurer',
    'orders',
    'Policy Number|Policyholder ID|Product|Effective Date|Expiry Date|Premium|Policy Status|Region',
    'P@|H#|~Auto/Home|2024-03-#|2025-03-#|~120/480|~In Force/Lapsed/Cancelled|North',
    {
      customer: 'Policyholder ID',
      order_id: 'Policy Number',
      ordered_at: 'Effective Date',
      amount: 'Premium',
      status: 'Policy Status',
    },
  ],
  [
    'a workshop’s jobs',
    'orders',
    '工单号|进店日期|客户编号|车型|维修项目|工时费|配件费|应收金额|实收金额|结算日期|服务顾问|工单状态',
    'W@|2024-03-#|K#|轿车|~保养/补漆|100|200|300|~300/280|2024-03-#|李四|~已结算/已作废',
    { customer: '客户编号', product: '维修项目', amount: '实收金额', status: '工单状态' },
  ],
  [
    'courses, of which part is still owed',
    'orders',
    '学员编号|报名日期|课程名称|应缴学费|实缴学费|欠费金额|缴费方式|校区|状态',
    'X#|2024-03-#|英语|5000|~5000/4000|~0/1000|微信|一校区|~在读/退费',
    { amount: '实缴学费', product: '课程名称', status: '状态' },
  ],
  [
    'events of subscriptions, some of which take them back',
    'orders',
    'app_user_id|event_type|product_id|purchased_at|price_in_usd|currency|store|environment|transaction_id',
    '$RC#|~INITIAL_PURCHASE/RENEWAL/CANCELLATION|pro_m|2024-03-# 10:00:00|~9.99/4.99|USD|APP_STORE|PRODUCTION|t@',
    { status: 'event_type', amount: 'price_in_usd', customer: 'app_user_id' },
  ],
  [
    'followers of a WeChat account',
    'customers',
    'openid|昵称|性别|省份|城市|关注时间|关注渠道',
    'oABCDEFGHIJKLMNOPQRSTUVWX@|昵称@|~男/女|~广东/浙江|杭州|2024-03-# 10:00:00|~扫码/搜索',
    { customer: 'openid', registered_at: '关注时间', gender: '性别', region: '省份' },
  ],
  [
    'answers whose time is only called that',
    'feedback',
    '客户编号|时间|满意度|NPS|内容',
    'C#|2024-03-# 10:00:00|~5/4/2|~9/3/10|~服务不错/发货太慢了',
    { occurred_at: '时间', csat: '满意度', nps: 'NPS', text: '内容' },
  ],
  [
    'the same in English, with a kind of each',
    'feedback',
    'customer id|timestamp|type|CSAT score|comment',
    'C#|2024-03-# 10:00:00|~email/phone|~5/4/2|~all fine/too slow',
    { occurred_at: 'timestamp', csat: 'CSAT score', kind: 'type' },
  ],
  [
    'a ledger’s customers: what business they are in is no level, and who handles them is their owner',
    'customers',
    '单位编号|单位名称|客户类别|默认经手人|建档日期',
    'KH@|商贸@|~餐饮/商超/酒店/学校食堂|~刘洋/陈静|2023-03-#',
    { industry: '客户类别', owner: '默认经手人', registered_at: '建档日期' },
  ],
  [
    'a ledger’s customers by their level',
    'customers',
    '单位编号|单位名称|客户类别|建档日期',
    'KH@|商贸@|~一级/二级/VIP|2023-03-#',
    { level: '客户类别' },
  ],
  [
    'customers of Stripe, whose totals are no sale',
    'customers',
    'id|Description|Email|Name|Created (UTC)|Delinquent|Currency|Total Spend|Payment Count',
    'cus_@||u@@mail.example.com|Ann @|2024-03-# 10:00|false|usd|~10.00/49.00/120.50|~1/3/7',
    { registered_at: 'Created (UTC)' },
  ],
  [
    'customers with what they bought in all, and how often',
    'customers',
    'customer_id|signup_date|total_spent|num_orders|last_order_date',
    'C@|2023-03-#|~10.00/49.00/120.50|~1/3/7|2024-03-#',
    { customer: 'customer_id', registered_at: 'signup_date' },
  ],
  [
    'buyers of Taobao with what they bought in all',
    'customers',
    '买家昵称|买家姓名|最近交易时间|交易总额|交易笔数|平均交易额',
    '买@|张@|2024-03-#|~10.00/49.00/120.50|~1/3/7|~10/20',
    {},
  ],
  [
    'accounts by their business',
    'customers',
    'Account ID|Account Name|Customer Type|Created Date',
    'A@|Acme @|~Restaurant/Hotel/Retail|2023-03-#',
    { industry: 'Customer Type' },
  ],
];

test.each<[string, string]>([
  ['Amount|Quantity|Unit Price|Discount', '~9.00/4.50|2|4.50|~0/0.5'],
  ['Quantity|Unit Price|Discount', '2|4.50|~0/3.5'],
  ['Quantity|Unit Price|Discount Amount', '2|4.50|~0/0.5'],
  ['Quantity|Unit Price|Discount', '2|4.50|~0/1'],
  ['Quantity|Unit Price|折扣', '2|4.50|~0.9/0.8'],
])('no share of the price is taken off where %s', (header, line) => {
  const { mapping } = proposed(`Order ID|Date|Customer ID|${header}`, `I@|2024-03-#|C#|${line}`);
  expect(mapping['discount_rate']).toBeUndefined();
});

test('what is left after refunds is not what was given back, and how many came back is no state', () => {
  const [, , header, line] = KINDS.find(([what]) => what.startsWith('orders of Wix'))!;
  expect(Object.keys(proposed(header, line).mapping).filter((role) => role.startsWith('refund'))).toEqual([]);
});

test.each(KINDS)('%s', (_, entity, header, line, roles) => {
  const found = proposed(header, line);
  expect(found.entity).toBe(entity);
  expect(found.mapping).toMatchObject(roles);
});

test.each([
  [
    'advertising by campaign and day',
    'Campaign name|Ad set name|Day|Delivery status|Reach|Impressions|Results|Amount spent (USD)|Link clicks',
    'C#|A#|2024-03-#|active|~500/800|~5000/9000|~3/5|~12.50/30.10|~30/44',
  ],
  [
    'a shop’s days, which say how many bought',
    '统计日期|访客数|支付买家数|支付转化率|支付金额|客单价|终端',
    '2024-03-#|~6101/724/2531|~258/235/26/112/97|~4.23%/3.10%|~43041.00/62443.50|~152.81/253.15|PC',
  ],
  [
    'days of an analytics service, which say how many came',
    'Date|Total users|New users|Sessions|Purchase revenue',
    '2024-03-#|~610/724/2531/118|~258/235/26|~700/800|~430.41/624.43',
  ],
  [
    'sales of an app store, which name no buyer',
    'Provider|SKU|Title|Units|Developer Proceeds|Begin Date|End Date|Customer Currency|Customer Price|Category|Client',
    'APPLE|app|App|~3/5|0.70|03/#/2024|03/#/2024|USD|0.99|Games|',
  ],
  [
    'journeys between towns, of nobody in particular',
    'From|To|Date|Fare|Seats',
    '~Leeds/York/Hull|~London/Derby|2024-03-#|~12.50/30.10|~1/2',
  ],
])('nobody’s rows are no entity: %s', (_, header, line) => {
  expect(proposed(header, line).entity).toBeNull();
});

test('sums of money are neither a channel nor goods, whatever words their names hold', () => {
  const { entity, mapping } = proposed(
    '订单号|下单时间|顾客编号|菜品原价|平台优惠折扣(元)|活动补贴|结算金额',
    'D@|2024-03-# 10:00:00|K#|~25.80/38.00|~0.00/2.00|-3.00|~20.10/30.50',
  );
  expect(entity).toBe('orders');
  expect(mapping).toMatchObject({ order_id: '订单号', customer: '顾客编号', amount: '结算金额' });
  expect(mapping['product']).toBeUndefined();
  expect(mapping['channel']).toBeUndefined();
});

test('an address is nothing that somebody does', () => {
  const rows = Array.from({ length: 24 }, (_, i) => [
    `SF${100 + i}`,
    `2024-03-${10 + (i % 12)} 09:00`,
    `K${i % 7}`,
    `文三路${i % 5}号`,
  ]);
  const columns = columnsOf(['运单号', '寄件时间', '客户编号', '收件地址'], rows);
  const roles = mappingOf(proposeRoles({ name: 'export', columns }, 'events'));
  expect(roles).toEqual({ customer: '客户编号', occurred_at: '寄件时间' });
});
