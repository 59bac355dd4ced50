import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  mappingOf,
  proposeRoles,
  proposeSource,
  type ProposedColumn,
} from '../../../../src/import/meaning/detect.ts';
import { refitMapping } from '../../../../src/import/meaning/refit.ts';
import { SURE } from '../../../../src/import/meaning/entity-score.ts';
import { openNative, shared, type Native } from '../../entity/support.ts';
import { columnsOf } from './proposed.ts';

/** Columns of a small text table, as a preview would describe them. */
function table(text: string): ProposedColumn[] {
  const [head, ...lines] = text
    .trim()
    .split('\n')
    .map((l) => l.trim().split('|'));
  return columnsOf(head!, lines);
}

const propose = (name: string, text: string) => {
  const proposal = proposeSource({ name, columns: table(text) });
  return { entity: proposal.entity, mapping: mappingOf(proposal), proposal };
};

describe('what a column is called in passing is not taken for what it says', () => {
  const rows = (row: (i: number) => string) => Array.from({ length: 60 }, (_, i) => row(i)).join('\n');
  test('marriage, schooling, sizes of clothes, scores of a place and the age of an account are none of a customer’s classes', () => {
    const { entity, mapping } = propose(
      'people',
      `customer_id|Gender|Marital_Status|Education_Level|Size|Gate location|subscription_age|Shipping Type\n${rows(
        (i) =>
          `C${i}|${i % 2 ? 'M' : 'F'}|${i % 3 ? 'Single' : 'Married'}|${i % 4 ? 'PhD' : 'Basic'}|${'SML'[i % 3]}|${i % 6}|${i / 8}|${i % 2 ? 'Express' : 'Standard'}`,
      )}`,
    );
    expect(entity).toBe('customers');
    expect(mapping).toEqual({ customer: 'customer_id', gender: 'Gender' });
  });
  test.each([
    ['Genre', ['Male', 'Female'], true],
    ['genre', ['femme', 'homme'], true],
    ['Gender', ['мужской', 'женский'], true],
    ['genre', ['rock', 'pop', 'jazz'], false],
  ])('%s of %j says who is a man: %s', (name, values, is) => {
    const { mapping } = propose(
      'people',
      `customer_id|city|${name}\n${rows((i) => `C${i}|${i % 3 ? 'Bonn' : 'Ulm'}|${values[i % values.length]}`)}`,
    );
    expect(mapping['gender']).toBe(is ? name : undefined);
  });
  test('weeks, kinds of deposits and room nights are nobody’s clicks', () => {
    expect(
      propose(
        'hotel_bookings',
        `hotel|is_canceled|arrival_date_week_number|stays_in_week_nights|deposit_type|adr|reservation_status_date\n${rows(
          (i) =>
            `${i % 2 ? 'City' : 'Resort'}|${i % 2}|${(i % 52) + 1}|${i % 5}|${i % 3 ? 'No Deposit' : 'Non Refund'}|${i}.5|2015-07-${(i % 28) + 1}`,
        )}`,
      ).entity,
    ).toBeNull();
  });
  test('a plan is nothing that somebody does', () => {
    const { entity } = propose(
      'subscriptions',
      `subscription_id|customer_id|plan|mrr|currency|start_date\n${rows(
        (i) => `s${i}|c${i % 40}|${i % 2 ? 'pro' : 'basic'}|${i % 3 ? 29 : 99}|USD|2023-01-${(i % 28) + 1}`,
      )}`,
    );
    expect(entity).not.toBe('events');
  });
  test('a seller sold and did not buy, and lines without a buyer are no orders', () => {
    const { entity } = propose(
      'order_items',
      `order_id|order_item_id|product_id|seller_id|shipping_limit_date|price|freight_value\n${rows(
        (i) => `o${i}|1|p${i % 9}|s${i % 7}|2017-05-${(i % 28) + 1} 10:00:00|${i}.9|8.2`,
      )}`,
    );
    expect(entity).toBeNull();
  });
  test('orders without amounts are no list of customers', () => {
    const { entity } = propose(
      'orders',
      `order_id|customer_id|order_status|order_purchase_timestamp\n${rows((i) => `o${i}|c${i}|delivered|2017-05-${(i % 28) + 1} 10:00:00`)}`,
    );
    expect(entity).not.toBe('customers');
  });
  test('seconds are no money, and ids that were hashed are somebody’s', () => {
    const { mapping } = propose(
      'sales',
      `who|date|total_secs|paid\n${rows(
        (i) => `${'q'.repeat(42)}${i % 20}=|2017-03-${(i % 28) + 1}|${i * 100}.25|${i}.75`,
      )}`,
    );
    expect(mapping).toEqual({ customer: 'who', ordered_at: 'date', amount: 'paid' });
  });
});

describe('one row per customer is not a customer file by itself', () => {
  const many = (row: (i: number) => string) => Array.from({ length: 40 }, (_, i) => row(i)).join('\n');
  test.each([
    [
      'export',
      'created_at|customer_id|kind|nps|csat|topic|text|channel|resolved',
      (i: number) =>
        `2024-01-${(i % 28) + 1} 10:00|C${1000 + i}|survey|${i % 11}|${(i % 5) + 1}|price|the price ${i}|mail|yes`,
    ],
    [
      '导出',
      '创建时间|客户编号|客户名称|所在城市|NPS评分|评价内容|渠道',
      (i: number) => `2024/1/${(i % 28) + 1} 10:00|C${1000 + i}|客户${i}|上海|${i % 11}|物流太慢${i}|电话`,
    ],
  ])('a survey (%s)', (name, head, row) => {
    expect(propose(name, `${head}\n${many(row)}`).entity).toBe('feedback');
  });
  test('orders of customers who bought once', () => {
    const rows = many(
      (i) => `O${i}|C${1000 + i}|张${i}|上海|2024-01-${(i % 28) + 1}|${i * 10}.5|已完成|商品${i % 4}`,
    );
    expect(propose('导出', `订单号|客户编号|客户姓名|城市|创建时间|实付金额|状态|商品\n${rows}`).entity).toBe(
      'orders',
    );
  });
  test('a customer file with a figure of each other kind stays one', () => {
    const rows = many(
      (i) => `C${1000 + i}|客户${i}|零售|上海|2023-01-${(i % 28) + 1}|VIP|${i % 11}|${i * 100}`,
    );
    expect(
      propose('导出', `客户编号|客户名称|行业|城市|注册时间|会员等级|NPS|累计消费金额\n${rows}`).entity,
    ).toBe('customers');
  });
});

describe('exports as systems write them', () => {
  const made: Record<string, (i: number) => string> = {
    day: (i) => `2025-0${1 + (i % 6)}-${String(1 + (i % 28)).padStart(2, '0')} 10:${10 + (i % 50)}:00`,
    id: (i) => `X${10_000 + i}`,
    who: (i) => `C${100 + (i % 17)}`,
    money: (i) => (10 + i * 3.5).toFixed(2),
    few: (i) => ['Latte', 'Bagel', 'Salad'][i % 3]!,
    state: (i) => ['Open', 'Solved', 'Closed'][i % 3]!,
    words: (i) => `it was ${i} good, thanks for the help`,
    five: (i) => String(1 + (i % 5)),
    minutes: (i) => String(30 + i),
  };
  test.each<[string, string, string, Record<string, string>]>([
    [
      'a point of sale, its receipt',
      'Receipt:id|Date:day|Item:few|Net Sales:money|Customer ID:who',
      'orders',
      { order_id: 'Receipt', amount: 'Net Sales', customer: 'Customer ID' },
    ],
    [
      'a shop system',
      'increment_id:id|created_at:day|customer_id:who|grand_total:money|status:state',
      'orders',
      { order_id: 'increment_id', amount: 'grand_total' },
    ],
    [
      'an accounting system',
      'Sales Document:id|Sold-to Party:who|Document Date:day|Net Value:money|Material:few',
      'orders',
      { order_id: 'Sales Document', customer: 'Sold-to Party', product: 'Material', amount: 'Net Value' },
    ],
    [
      'a help desk, its durations with their unit',
      'Ticket ID:id|Created at:day|Requester:who|Subject:words|Status:state|First reply time in minutes:minutes|Full resolution time in minutes:minutes|Satisfaction Score:state',
      'feedback',
      {
        customer: 'Requester',
        response_minutes: 'First reply time in minutes',
        resolution_minutes: 'Full resolution time in minutes',
      },
    ],
    [
      'conversations, rated',
      'Conversation ID:id|Started at:day|User ID:who|Rating:five|Remark:words|Teammate:few',
      'feedback',
      { customer: 'User ID', rating: 'Rating', text: 'Remark', occurred_at: 'Started at' },
    ],
    [
      'events of an application, their pages beside',
      '用户ID:who|事件名称:few|发生时间:day|页面:state',
      'events',
      { action: '事件名称', customer: '用户ID' },
    ],
    [
      'a hotline',
      '工单编号:id|受理时间:day|来电人编号:who|诉求类型:few|诉求内容:words|满意度:five',
      'feedback',
      { customer: '来电人编号', csat: '满意度', text: '诉求内容' },
    ],
  ])('%s', (_, columns, entity, mapping) => {
    const parts = columns.split('|').map((column) => column.split(':') as [string, string]);
    const rows = Array.from({ length: 60 }, (_, i) => parts.map(([, kind]) => made[kind]!(i)).join('|'));
    const found = propose('export', [parts.map(([name]) => name).join('|'), ...rows].join('\n'));
    expect(found.entity).toBe(entity);
    expect(found.mapping).toMatchObject(mapping);
  });
});

describe('a column that says what kind of record each is', () => {
  const rows = (kinds: string[]) =>
    Array.from(
      { length: 60 },
      (_, i) =>
        `D${i}|${kinds[i % kinds.length]}|C${i % 17}|2025-01-${String(1 + (i % 28)).padStart(2, '0')}|Tea|${i + 5}.5`,
    ).join('\n');
  const rolesOf = (kind: string, kinds: string[]) =>
    propose('export', `Number|${kind}|Customer ID|Date|Item|Amount\n${rows(kinds)}`);
  test.each<[string, string[]]>([
    ['Transaction Type', ['Sale', 'Sale', 'Return']],
    ['单据类型', ['销售出库单', '销售退货单']],
    ['业务类型', ['销售', '退货', '换货']],
    ['Doc Type', ['Invoice', 'Credit Memo']],
    ['Type', ['Order', 'Refund']],
    ['Type', ['Invoice', 'Payment']],
    ['Line Type', ['Sale', 'Sale Line', 'Payment']],
    ['业务类型', ['销售', '收款']],
  ])('%s of %j says which are no sales', (kind, kinds) => {
    const { entity, mapping } = rolesOf(kind, kinds);
    expect(entity).toBe('orders');
    expect(mapping['status']).toBe(kind);
    expect(Object.values(mapping).filter((column) => column === kind)).toHaveLength(1);
  });
  test.each<[string, string[]]>([
    ['Type', ['Drinks', 'Food']],
    ['Type', ['Returnable bottle', 'Can']],
    ['商品类型', ['饮料', '食品']],
    ['Order Type', ['Dine in', 'Takeaway']],
    ['Transaction Type', ['Return', 'Refund']],
  ])('%s of %j does not', (kind, kinds) => {
    const { mapping } = rolesOf(kind, kinds);
    expect(mapping['status']).toBeUndefined();
    expect(mapping['refund_status']).toBeUndefined();
  });
  test('beside a status it says what was given back', () => {
    const lines = Array.from(
      { length: 60 },
      (_, i) =>
        `D${i}|${i % 5 ? 'Sale' : 'Return'}|Completed|C${i % 17}|2025-01-${String(1 + (i % 28)).padStart(2, '0')}|${i + 5}.5`,
    );
    const { mapping } = propose(
      'export',
      `Number|Transaction Type|Order Status|Customer ID|Date|Amount\n${lines.join('\n')}`,
    );
    expect(mapping).toMatchObject({ status: 'Order Status', refund_status: 'Transaction Type' });
  });
});

describe('what a name only seems to say', () => {
  const rows = (row: (i: number) => string) => Array.from({ length: 60 }, (_, i) => row(i)).join('\n');
  const day = (i: number) => `2025-01-${String(1 + (i % 28)).padStart(2, '0')}`;

  test('a discount and an account are no counts, a subtotal is no price', () => {
    const { entity, mapping } = propose(
      'charges',
      `charge_id|customer_id|created_at|account|subtotal_price|total_discounts|total_price\n${rows(
        (i) => `${i}|C${i % 13}|${day(i)}|7|${i + 3}.5|0|${i + 3}.5`,
      )}`,
    );
    expect(entity).toBe('orders');
    expect(mapping).toMatchObject({ amount: 'total_price' });
    expect(mapping['quantity']).toBeUndefined();
    expect(mapping['unit_price']).toBeUndefined();
  });

  test.each(['satisfaction', 'csat', 'nps_category', 'How satisfied are you?'])('%s is no action', (name) => {
    const words = ['👍', '👎', 'so so'];
    const text = `customer_id|date|${name}\n${rows((i) => `C${i % 13}|${day(i)}|${words[i % 3]}`)}`;
    expect(propose('export', text).entity).not.toBe('events');
  });

  test('orders without their amounts are no tickets for having a state', () => {
    const text = `order_id|customer_id|order_date|status\n${rows((i) => `O${i}|C${i % 13}|${day(i)}|completed`)}`;
    expect(propose('orders', text).entity).toBeNull();
  });

  test('what was expected is no amount where what came stands beside it', () => {
    const text = `Topic|Potential Customer|Est. Revenue|Actual Revenue|Actual Close Date|Status\n${rows(
      (i) => `T${i}|Firm ${i % 9}|${i + 9}.5|${i + 5}.5|${day(i)}|Won`,
    )}`;
    expect(propose('opportunities', text).mapping).toMatchObject({ amount: 'Actual Revenue' });
  });

  test.each([
    ['SKU名称|小红书ID|订单号|下单时间|用户实付金额', '小红书ID'],
    ['SKU名称|member|订单号|下单时间|用户实付金额', 'member'],
    ['shipment-id|xyz id|order-id|posted-date|amount', 'xyz id'],
  ])('of %s what is bought or sent is nobody', (head, customer) => {
    const text = `${head}\n${rows((i) => `P${i % 7}|u${i % 13}|O${i}|${day(i)}|${i + 3}.5`)}`;
    expect(propose('orders', text).mapping['customer']).toBe(customer);
  });

  test('payments that name nobody are neither orders nor answers', () => {
    const text = `date/time|settlement id|type|order id|description|quantity|order city|total\n${rows(
      (i) => `${day(i)}|155|Order|112-${i}|Mug|${(i % 3) + 1}|Town ${i % 9}|${i + 3}.5`,
    )}`;
    expect(propose('report', text).entity).toBeNull();
  });

  test('a type of records beside order numbers and money is no action', () => {
    const text = `Transaction ID|Kind Type|Created Datetime|Customer ID|Order ID|Amount Authorized|Currency ISO Code\n${rows(
      (i) => `tx${i}|${i % 9 ? 'sale' : 'credit'}|${day(i)} 10:00|bt${i % 13}|o${i}|${i + 3}.5|USD`,
    )}`;
    expect(propose('export', text).entity).not.toBe('events');
  });

  test('what all do all the time is no action where something else tells them apart', () => {
    const text = `visitorId|serverTime|actionType|url\n${rows((i) => `v${i % 9}|${day(i)} 10:${10 + (i % 50)}|action|/p${i % 4}`)}`;
    expect(propose('visits', text)).toMatchObject({ entity: 'events', mapping: { action: 'url' } });
  });

  test('a log of one action is one still, though its waits could be answers', () => {
    const text = `agent_id|customer_id|call_time|action|duration|wait_time\n${rows((i) => `a${i % 5}|K${i % 9}|${day(i)} 10:00:00|call|0:0${i % 9}:13|00:00:0${i % 9}`)}`;
    expect(propose('calls', text)).toMatchObject({ entity: 'events', mapping: { action: 'action' } });
  });

  test('flags are states, in whatever role of states is free; one that is the same for all says nothing, unless all are tests', () => {
    const flags = (voided: (i: number) => boolean, live = (i: number) => i % 5 > 0) =>
      propose(
        'checks',
        `Order Id|Customer ID|Opened|Amount|Status|Voided|livemode\n${rows(
          (i) => `${i}|C${i % 13}|${day(i)}|${i + 3}.5|Closed|${voided(i)}|${live(i)}`,
        )}`,
      ).mapping;
    expect(flags((i) => i % 7 === 0)).toMatchObject({
      status: 'Status',
      payment_status: 'Voided',
      fulfilment_status: 'livemode',
    });
    expect(Object.values(flags(() => false))).not.toContain('Voided');
    const all = (live: boolean) =>
      Object.values(
        flags(
          () => false,
          () => live,
        ),
      );
    expect(all(false)).toContain('livemode');
    expect(all(true)).not.toContain('livemode');
  });

  test('the user agent that names programs is the device, before a platform that says less', () => {
    const visits = (other: string) =>
      propose(
        'log',
        `platform|timestamp|event|user_id|useragent\n${rows(
          (i) =>
            `web|${day(i)} 10:00|/p${i % 4}|u${i % 9}|${i % 3 ? 'Mozilla/5.0 (Windows NT 10.0)' : other}`,
        )}`,
      ).mapping['device'];
    expect(visits('Googlebot/2.1')).toBe('useragent');
    expect(visits('Mozilla/5.0 (iPhone)')).toBe('platform');
  });

  test('a score beside NPS on every row is one; how long a survey took is no time to solve something', () => {
    const { entity, mapping } = propose(
      'responses',
      `Response ID|Email|Recorded Date|Progress|Duration (in seconds)|Score|Survey Type\n${rows(
        (i) => `R${i}|u${i % 20}@ex.com|${day(i)}|100|${60 + i}|${i % 11}|nps`,
      )}`,
    );
    expect(entity).toBe('feedback');
    expect(mapping).toMatchObject({ nps: 'Score' });
    expect(mapping['rating']).toBeUndefined();
    expect(mapping['resolution_minutes']).toBeUndefined();
  });

  test.each([
    ['PSP reference|Account|Creation date|Amount|Currency|Status|Shopper reference', 'Shopper reference'],
    ['Payment Ref|Account|Creation date|Amount|Currency|Status|Consumer name', 'Consumer name'],
  ])('%s: whoever pays is the customer', (head, customer) => {
    const text = `${head}\n${rows((i) => `P${i}|M1|${day(i)}|${i}.5|EUR|Settled|C${i % 13}`)}`;
    expect(propose('payments', text).mapping['customer']).toBe(customer);
  });

  test.each([
    ['Mode', ['Live', 'Live', 'Test'], 'Mode'],
    ['Environment', ['production'], 'Environment'],
    ['Kind of run', ['live', 'sandbox'], 'Kind of run'],
    ['Mode', ['Cash', 'Card'], undefined],
    ['Kind of run', ['production'], undefined],
  ])('%s of %j says which are tests', (name, modes, role) => {
    const text = `id|Customer ID|Created (UTC)|Amount|Amount Refunded|Status|${name}\n${rows(
      (i) => `ch_${i}|C${i % 13}|${day(i)} 10:00|${i}.5|0|Paid|${modes[i % modes.length]}`,
    )}`;
    const { mapping } = propose('payments', text);
    expect(mapping['status']).toBe('Status');
    expect(mapping['payment_status']).toBe(role);
  });

  test('of two times to solve the one in stated minutes', () => {
    const text = `Requester id|Assignee|Subject|Created at|Status|Resolution time|Full resolution time in minutes|First reply time in minutes\n${rows(
      (i) => `${100 + (i % 13)}|Ann|Login|${day(i)} 10:00|Closed|${i}.5|${i * 60 + 30}|${i}`,
    )}`;
    expect(propose('tickets', text).mapping).toMatchObject({
      response_minutes: 'First reply time in minutes',
      resolution_minutes: 'Full resolution time in minutes',
    });
  });
});

describe('small tables', () => {
  test('a Chinese order export', () => {
    const { entity, mapping, proposal } = propose(
      '订单明细',
      `订单号|客户编号|姓名|手机号|下单时间|商品名称|品类|数量|单价|实付金额|渠道|状态
      D001|C01|张三|13812345678|2024/1/5 10:20|剪刀|日用|2|10.5|21|天猫|已完成
      D002|C02|李四|13912345678|2024/1/6 11:20|水杯|日用|1|30|30|京东|已退款
      D003|C01|张三|13812345678|2024/1/7 12:20|跑鞋|服装|1|299|280|天猫|已完成`,
    );
    expect(entity).toBe('orders');
    expect(mapping).toEqual({
      customer: '客户编号',
      ordered_at: '下单时间',
      amount: '实付金额',
      order_id: '订单号',
      product: '商品名称',
      category: '品类',
      quantity: '数量',
      unit_price: '单价',
      channel: '渠道',
      status: '状态',
    });
    expect(proposal.unused).toEqual(['姓名', '手机号']);
    for (const role of proposal.roles.filter((r) => r.column))
      expect(role.confidence).toBeGreaterThanOrEqual(SURE);
  });

  test('a Chinese survey', () => {
    const { entity, mapping } = propose(
      '满意度问卷',
      `提交时间|客户ID|NPS评分|满意度|意见反馈
      2024-03-01 10:00|C01|9|5|发货很快，包装也很好
      2024-03-02 11:00|C02|3|2|客服一直没有回复我的问题
      2024-03-02 12:00|C03|10|4|`,
    );
    expect(entity).toBe('feedback');
    expect(mapping).toEqual({
      occurred_at: '提交时间',
      customer: '客户ID',
      nps: 'NPS评分',
      csat: '满意度',
      text: '意见反馈',
    });
  });

  test('a Chinese usage log', () => {
    const { entity, mapping } = propose(
      '系统操作日志',
      `用户ID|操作时间|功能模块|操作类型|停留时长(秒)|设备类型|操作结果|失败原因
      U1|2024-03-01 10:00:01|报表|浏览|35|PC|成功|
      U2|2024-03-01 10:00:09|导出|提交|4|手机|失败|超时
      U1|2024-03-01 10:01:01|客户|浏览|120|PC|成功|`,
    );
    expect(entity).toBe('events');
    expect(mapping).toMatchObject({
      customer: '用户ID',
      occurred_at: '操作时间',
      action: '功能模块',
      duration_seconds: '停留时长(秒)',
      device: '设备类型',
      outcome: '操作结果',
      failure_reason: '失败原因',
    });
  });

  test('a Chinese service log of tickets', () => {
    const { entity, mapping } = propose(
      '客服工单',
      `工单号|客户编号|受理时间|受理渠道|工单类型|问题类型|问题描述|响应时长(分钟)|处理时长(小时)|是否解决|满意度评分
      T1|C1|2024-03-01 10:00|电话|投诉|物流|快递三天没有动静|5|2.5|是|4
      T2|C2|2024-03-01 11:00|在线|咨询|发票|怎么开电子发票呢|3|0.5|是|5
      T3|C3|2024-03-02 11:00|在线|投诉|质量|鞋底开胶要求退货|30|20|否|1`,
    );
    expect(entity).toBe('feedback');
    expect(mapping).toEqual({
      occurred_at: '受理时间',
      customer: '客户编号',
      kind: '工单类型',
      csat: '满意度评分',
      text: '问题描述',
      topic: '问题类型',
      channel: '受理渠道',
      resolved: '是否解决',
      response_minutes: '响应时长(分钟)',
      resolution_minutes: '处理时长(小时)',
    });
  });

  test('a Chinese customer list', () => {
    const { entity, mapping } = propose(
      '客户档案',
      `客户编号|客户名称|联系电话|所属行业|企业规模|所在省份|城市|客户等级|注册日期|负责人|核心需求|来源系统|更新时间
      C1|张三|13812345678|零售|50-200人|浙江|杭州|VIP|2020-01-02|王五|价格|CRM|2024-01-01
      C2|李四|13912345678|金融|1000人以上|江苏|南京|普通|2021-05-02|赵六|服务|CRM|2024-01-02
      C3|王芳|13712345678|教育|50人以下|上海|上海|普通|2022-07-02|王五|品牌|ERP|2024-01-03`,
    );
    expect(entity).toBe('customers');
    expect(mapping).toEqual({
      customer: '客户编号',
      name: '客户名称',
      phone: '联系电话',
      industry: '所属行业',
      company_size: '企业规模',
      region: '所在省份',
      city: '城市',
      level: '客户等级',
      registered_at: '注册日期',
      owner: '负责人',
      core_need: '核心需求',
      source_system: '来源系统',
      updated_at: '更新时间',
    });
  });

  test('a restaurant’s order table with empty and misleading columns', () => {
    const { entity, mapping } = propose(
      'meal_order_info',
      `info_id|emp_id|number_consumers|dining_table_id|dining_table_name|expenditure|dishes_count|accounts_payable|use_start_time|check_closed|lock_time|cashier_id|order_number|org_id|order_status|phone|name
      417|1442|4|1501|1022|165|5|165|2016/8/1 11:05:36||2016/8/1 11:11:46|||330|1|18688880641|苗宇怡
      301|1095|3|1430|1031|321|6|321|2016/8/1 11:15:57||2016/8/1 11:31:55|||328|1|18688880174|赵颖
      413|1147|6|1488|1009|854|15|854|2016/8/1 12:42:52||2016/8/1 12:54:37|||330|1|18688880276|徐毅凡`,
    );
    expect(entity).toBe('orders');
    expect(mapping).toMatchObject({
      order_id: 'info_id',
      customer: 'emp_id',
      ordered_at: 'use_start_time',
      amount: 'accounts_payable',
      status: 'order_status',
    });
  });

  test.each<[string, string, string, Record<string, string>]>([
    [
      'a Taobao seller’s export',
      'orders',
      `订单编号|买家会员名|买家应付货款|买家实际支付金额|订单状态|收货人姓名|收货地址|联系手机|订单创建时间|订单付款时间|宝贝标题|宝贝总数量|店铺名称
      22341|tb_a|100|100|交易成功|张三|浙江省杭州市西湖区文三路1号|'13812345678|2024-01-01 10:00:00|2024-01-01 10:01:00|连衣裙|1|某店
      22352|tb_b|50|56|交易关闭|李四|江苏省南京市玄武区中山路2号|'13912345678|2024-01-02 10:00:00||T恤|1|某店`,
      {
        customer: '买家会员名',
        ordered_at: '订单创建时间',
        amount: '买家实际支付金额',
        order_id: '订单编号',
        product: '宝贝标题',
        quantity: '宝贝总数量',
        status: '订单状态',
        channel: '店铺名称',
      },
    ],
    [
      'an export whose only key is the e-mail',
      'orders',
      `Name|Email|Financial Status|Paid at|Total|Lineitem quantity|Lineitem name|Lineitem price
      #1001|a@b.com|paid|2024-01-01 10:00:00|27|2|Mug|10
      #1002|c@d.com|refunded|2024-01-02 10:00:00|27|2|Mug|10`,
      {
        customer: 'Email',
        ordered_at: 'Paid at',
        amount: 'Total',
        order_id: 'Name',
        product: 'Lineitem name',
        quantity: 'Lineitem quantity',
        unit_price: 'Lineitem price',
        status: 'Financial Status',
      },
    ],
    [
      'traditional characters',
      'orders',
      '訂單編號|會員編號|訂單日期|商品名稱|數量|單價|金額\nA1|M1|2024/01/02|杯子|2|10|20\nA2|M2|2024/01/03|盤子|1|30|30',
      {
        customer: '會員編號',
        ordered_at: '訂單日期',
        amount: '金額',
        order_id: '訂單編號',
        product: '商品名稱',
        quantity: '數量',
        unit_price: '單價',
      },
    ],
    [
      'a member’s purchases with long-winded headers',
      'orders',
      '会员卡号|消费产生的时间|商品编码|销售数量|消费金额|商品名称|柜组名称\nc1|2018-01-01 10:00|1001|1|180|口红|化妆\nc2|2018-01-02 10:00|1002|2|198|面霜|化妆',
      {
        customer: '会员卡号',
        ordered_at: '消费产生的时间',
        amount: '消费金额',
        product: '商品名称',
        quantity: '销售数量',
      },
    ],
    [
      'a click log with Unix milliseconds',
      'events',
      'timestamp|visitorid|event|itemid|transactionid\n1433221332117|257597|view|355908|\n1433224214164|992329|transaction|248676|4000\n1433221999827|111016|addtocart|318965|',
      { customer: 'visitorid', occurred_at: 'timestamp', action: 'event', target: 'itemid' },
    ],
    [
      'a survey that asks in whole sentences',
      'feedback',
      'Respondent|Date|How likely are you to recommend us? (0-10)|Overall satisfaction|Comments\nr1|2024-01-02|9|4|Nice and quick delivery\nr2|2024-01-03|2|1|Slow answer by support',
      {
        occurred_at: 'Date',
        customer: 'Respondent',
        nps: 'How likely are you to recommend us? (0-10)',
        csat: 'Overall satisfaction',
        text: 'Comments',
      },
    ],
    [
      'accounts of companies',
      'customers',
      `Account ID|Account Name|Industry|Employees|Country|City|Phone|Owner|Tier|Created Date|Last Modified
      001|Acme Ltd|Retail|50|US|NYC|+1 212 555 1234|Bob Ray|Gold|2020-01-01|2024-01-01
      002|Foo Inc|Tech|500|UK|London|+44 20 7946 0958|Ann Lee|Silver|2021-01-01|2024-02-01`,
      {
        customer: 'Account ID',
        name: 'Account Name',
        industry: 'Industry',
        company_size: 'Employees',
        region: 'Country',
        city: 'City',
        phone: 'Phone',
        owner: 'Owner',
        level: 'Tier',
        registered_at: 'Created Date',
        updated_at: 'Last Modified',
      },
    ],
    [
      'what a clinic’s patients came for',
      'orders',
      `就诊号|就诊时间|患者编号|项目|类别|单价|数量|实收金额|状态
      JZ002596|2023-07-02 10:04:49|P00628|洗牙|口腔|199|1|199|已完成
      JZ002597|2023-07-03 15:20:00|P00412|理疗|康复|150|1|150|已完成`,
      {
        order_id: '就诊号',
        ordered_at: '就诊时间',
        customer: '患者编号',
        product: '项目',
        category: '类别',
        unit_price: '单价',
        quantity: '数量',
        amount: '实收金额',
        status: '状态',
      },
    ],
    [
      'a clinic’s log of what patients do',
      'events',
      `会话|患者编号|设备|时间|操作|停留秒数|结果|失败原因
      V1|P00628|小程序|2023-07-02 09:26:37|预约|58|成功|
      V1|P00628|自助机|2023-07-02 09:56:37|缴费|31|失败|余额不足`,
      {
        session: '会话',
        customer: '患者编号',
        device: '设备',
        occurred_at: '时间',
        action: '操作',
        duration_seconds: '停留秒数',
        outcome: '结果',
        failure_reason: '失败原因',
      },
    ],
    [
      'what a school’s students answer',
      'feedback',
      `反馈时间|学号|类型|NPS评分|满意度|内容
      2023-07-04 08:09:28|S01003|投诉|8|3|教室太吵
      2023-07-05 09:09:28|S01004|表扬|9|5|老师很耐心`,
      {
        occurred_at: '反馈时间',
        customer: '学号',
        kind: '类型',
        nps: 'NPS评分',
        csat: '满意度',
        text: '内容',
      },
    ],
  ])('%s is %s', (_, entity, text, mapping) => {
    const proposed = propose('export', text);
    expect(proposed.entity).toBe(entity);
    expect(proposed.mapping).toEqual(mapping);
  });

  test('a lone price is the amount, and private names are guessed from values and marked unsure', () => {
    expect(
      propose('x', 'uid|buy_time|price\n1|2024-01-01|9.5\n2|2024-01-02|3\n1|2024-01-03|4').mapping,
    ).toMatchObject({ amount: 'price' });
    const { proposal } = propose(
      'column file',
      `column_1|column_2|column_3|column_4
      k1|19970101|2|29.33
      k2|19970118|2|29.73
      k1|19970802|1|14.96
      k3|19971212|2|26.48`,
    );
    expect(proposal.entity).toBe('orders');
    expect(mappingOf(proposal)).toEqual({ customer: 'column_1', ordered_at: 'column_2', amount: 'column_4' });
    expect(proposal.confidence).toBeLessThan(SURE);
    for (const role of proposal.roles) expect(role.confidence).toBeLessThan(SURE);
  });

  test('full width, case, spaces and signs do not matter', () => {
    const { mapping } = propose('t', '客户ＩＤ|ORDER DATE|Total_Amount\n1|2024-01-01|9.5\n2|2024-01-02|3');
    expect(mapping).toEqual({ customer: '客户ＩＤ', ordered_at: 'ORDER DATE', amount: 'Total_Amount' });
  });

  test('a file that is none of the four is said to be none', () => {
    const { proposal } = propose('weather', 'station|rain\nA|1.5\nB|2.5');
    expect(proposal.entity).toBeNull();
    expect(proposal.unused).toEqual(['station', 'rain']);
  });

  test('patchy product names give way to the code', () => {
    const columns = table('StockCode|Description\n1a|LAMP\n2b|\n3c|\n4d|VASE');
    const { roles } = proposeRoles({ name: 'x', columns }, 'orders');
    expect(mappingOf({ roles })).toEqual({ product: 'StockCode' });
  });

  test('a kept mapping is laid over next month’s file, and what does not fit is named', () => {
    expect(
      refitMapping({ customer: '客户ID', amount: 'Total' }, [{ name: '客户 id' }, { name: 'sum' }]),
    ).toEqual({
      mapping: { customer: '客户 id' },
      missing: ['amount'],
    });
  });
});

describe('real files (needs ../shared/data)', () => {
  let db: Native;
  beforeAll(async () => {
    db = await openNative();
  });
  afterAll(() => db.close());

  async function proposeFile(name: string, from: string) {
    // Text is read as a whole by each query that names it: once is enough.
    await db.exec(`CREATE ${from.includes('.parquet') ? 'VIEW' : 'TABLE'} "${name}" AS FROM ${from}`);
    const described = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE "${name}"`);
    const [{ rows } = { rows: 0 }] = await db.rows<{ rows: number }>(
      `SELECT count(*) AS rows FROM "${name}"`,
    );
    const columns: ProposedColumn[] = [];
    for (const { column_name, column_type } of described) {
      const [facts] = await db.rows<{ filled: number; distinct: number }>(
        `SELECT count("${column_name}") AS filled, count(DISTINCT "${column_name}") AS "distinct" FROM "${name}"`,
      );
      const examples = await db.rows<{ v: string | null }>(
        `SELECT CAST("${column_name}" AS VARCHAR) AS v FROM "${name}" LIMIT 50`,
      );
      columns.push({
        name: column_name,
        type: column_type,
        ...facts!,
        rows,
        examples: examples.map((e) => e.v ?? '').filter((v) => v !== ''),
      });
    }
    const proposal = proposeSource({ name, columns });
    return { proposal, mapping: mappingOf(proposal) };
  }
  const file = (path: string) => test.skipIf(!existsSync(shared(path)));

  file('uci_online_retail/online_retail.parquet')('UCI online retail', async () => {
    const { proposal, mapping } = await proposeFile(
      'online_retail',
      `'${shared('uci_online_retail/online_retail.parquet')}'`,
    );
    expect(proposal.entity).toBe('orders');
    expect(mapping).toEqual({
      order_id: 'InvoiceNo',
      product: 'Description',
      quantity: 'Quantity',
      ordered_at: 'InvoiceDate',
      unit_price: 'UnitPrice',
      customer: 'CustomerID',
      region: 'Country',
    });
    expect(proposal.roles.find((r) => r.role === 'amount')).toMatchObject({ column: null, derived: true });
    expect(proposal.unused).toEqual(['StockCode']);
    for (const r of proposal.roles.filter((x) => x.column)) expect(r.confidence).toBeGreaterThanOrEqual(SURE);
  });

  file('rfm_r/rfm_data_orders.csv')('rfm_data_orders', async () => {
    const { proposal, mapping } = await proposeFile(
      'rfm_data_orders',
      `'${shared('rfm_r/rfm_data_orders.csv')}'`,
    );
    expect(proposal.entity).toBe('orders');
    expect(mapping).toEqual({ customer: 'customer_id', ordered_at: 'order_date', amount: 'revenue' });
  });

  file('ecom_events/ecom.csv.gz')('ecom events', { tags: ['whole'] }, async () => {
    const { proposal, mapping } = await proposeFile('ecom', `'${shared('ecom_events/ecom.csv.gz')}'`);
    expect(proposal.entity).toBe('events');
    expect(mapping).toEqual({
      customer: 'user_id',
      session: 'session_id',
      action: 'event',
      occurred_at: 'timestamp',
      device: 'platform',
      channel: 'acquisition_channel',
    });
  });

  file('telco_churn/Telco-Customer-Churn.csv')('Telco churn', { tags: ['whole'] }, async () => {
    const { proposal, mapping } = await proposeFile(
      'Telco-Customer-Churn',
      `'${shared('telco_churn/Telco-Customer-Churn.csv')}'`,
    );
    expect(proposal.entity).toBe('customers');
    expect(mapping).toEqual({ customer: 'customerID', gender: 'gender', churned: 'Churn' });
  });

  test.each(['Churn', 'Exited', 'is_churned', '是否流失', 'Churn Label'])(
    'whether a customer churned: %s',
    (name) => {
      const rows = Array.from({ length: 30 }, (_, i) => `c${i}|${20 + i}|${i % 3 ? 'No' : 'Yes'}`);
      const { entity, mapping } = propose('members', [`customer_id|age|${name}`, ...rows].join('\n'));
      expect(entity).toBe('customers');
      expect(mapping).toMatchObject({ customer: 'customer_id', churned: name });
    },
  );

  test.each([
    ['Attrition_Flag', ['Existing Customer', 'Attrited Customer']],
    ['Customer Status', ['Stayed', 'Churned', 'Joined']],
    ['Status', ['Active', 'Cancelled']],
    ['客户状态', ['留存', '流失']],
    ['流失情况', ['未流失', '已流失']],
  ])('who churned by words of their own: %s', (name, words) => {
    const rows = Array.from({ length: 30 }, (_, i) => `c${i}|${20 + i}|${words[i % words.length]}`);
    const { mapping } = propose('members', [`customer_id|age|${name}`, ...rows].join('\n'));
    expect(mapping).toEqual({ customer: 'customer_id', age: 'age', churned: name });
  });

  test('an account that is active or not says nothing of who left', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `c${i}|${20 + i}|${i % 3 ? 'Active' : 'Inactive'}`);
    const { mapping } = propose('members', ['customer_id|age|Status', ...rows].join('\n'));
    expect(mapping).toEqual({ customer: 'customer_id', age: 'age', level: 'Status' });
  });

  test.skipIf(!existsSync(shared('cdnow/CDNOW_master.txt')))('CDNOW, with and without a header', () => {
    const lines = (path: string) =>
      readFileSync(shared(path), 'utf8')
        .split('\n')
        .slice(0, 200)
        .filter((l) => l.trim())
        .map((l) => l.trim().split(/\s+/).join('|'));
    expect(propose('CDNOW_master', lines('cdnow/CDNOW_master.txt').join('\n'))).toMatchObject({
      entity: 'orders',
      mapping: {
        customer: 'customer_id',
        ordered_at: 'date',
        quantity: 'number_of_cds',
        amount: 'dollar_value',
      },
    });
    const sample = propose(
      'CDNOW_sample',
      ['column_1|column_2|column_3|column_4|column_5', ...lines('cdnow/CDNOW_sample.txt')].join('\n'),
    );
    expect(sample.entity).toBe('orders');
    expect(sample.mapping).toEqual({ customer: 'column_1', ordered_at: 'column_3', amount: 'column_5' });
    expect(sample.proposal.confidence).toBeLessThan(SURE);
  });
});

test('the values of a column are looked through once, however many entities could be meant', () => {
  let looked = 0;
  const column = {
    ...{ name: 'placed', type: 'VARCHAR', filled: 2, distinct: 2, rows: 2 },
    get examples() {
      looked += 1;
      return ['2024-05-01', '2024-05-02'];
    },
  };
  expect(proposeSource({ name: 'orders', columns: [column] }).entity).not.toBeUndefined();
  const first = looked;
  proposeRoles({ name: 'orders', columns: [column] }, 'orders');
  proposeRoles({ name: 'orders', columns: [column] }, 'events');
  expect(first).toBeLessThanOrEqual(2);
  expect(looked).toBe(first);
});

test('what customers are is not whose the orders are, where nothing says that', () => {
  const { entity, proposal, mapping } = propose(
    'sales',
    `order_date|amount|Industry\n${Array.from({ length: 60 }, (_, i) => `2024-03-${10 + (i % 18)}|${i}.5|${['Retail', 'Care', 'Trade', 'Law'][i % 4]}`).join('\n')}`,
  );
  expect([entity, mapping['customer']]).toEqual([null, undefined]);
  expect(proposal.unused).toContain('Industry');
  const columns = table(
    `order_date|amount|Kind\n${Array.from({ length: 60 }, (_, i) => `2024-03-10|${i}.5|K${i % 9}`).join('\n')}`,
  );
  expect(mappingOf(proposeRoles({ name: 'sales', columns }, 'orders'))['customer']).toBe('Kind');
});
