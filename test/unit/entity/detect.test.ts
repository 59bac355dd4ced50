import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mappingOf, proposeRoles, proposeSource, refitMapping, SURE, type ProposedColumn } from '../../../src/entity/detect.ts';
import { openNative, shared, type Native } from './support.ts';

/** Columns of a small text table, as a preview would describe them. */
function table(text: string): ProposedColumn[] {
  const [head, ...lines] = text.trim().split('\n').map((l) => l.trim().split('|'));
  return head!.map((name, i) => {
    const examples = lines.map((l) => l[i] ?? '').filter((v) => v !== '');
    return { name, type: 'text', examples, filled: examples.length, distinct: new Set(examples).size, rows: lines.length };
  });
}

const propose = (name: string, text: string) => {
  const proposal = proposeSource({ name, columns: table(text) });
  return { entity: proposal.entity, mapping: mappingOf(proposal), proposal };
};

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
      customer: '客户编号', ordered_at: '下单时间', amount: '实付金额', order_id: '订单号', product: '商品名称',
      category: '品类', quantity: '数量', unit_price: '单价', channel: '渠道', status: '状态',
    });
    expect(proposal.unused).toEqual(['姓名', '手机号']);
    for (const role of proposal.roles.filter((r) => r.column)) expect(role.confidence).toBeGreaterThanOrEqual(SURE);
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
    expect(mapping).toEqual({ occurred_at: '提交时间', customer: '客户ID', nps: 'NPS评分', csat: '满意度', text: '意见反馈' });
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
      customer: '用户ID', occurred_at: '操作时间', action: '功能模块', duration_seconds: '停留时长(秒)',
      device: '设备类型', outcome: '操作结果', failure_reason: '失败原因',
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
      occurred_at: '受理时间', customer: '客户编号', kind: '工单类型', csat: '满意度评分', text: '问题描述', topic: '问题类型',
      channel: '受理渠道', resolved: '是否解决', response_minutes: '响应时长(分钟)', resolution_minutes: '处理时长(小时)',
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
      customer: '客户编号', name: '客户名称', phone: '联系电话', industry: '所属行业', company_size: '企业规模', region: '所在省份',
      city: '城市', level: '客户等级', registered_at: '注册日期', owner: '负责人', core_need: '核心需求',
      source_system: '来源系统', updated_at: '更新时间',
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
      order_id: 'info_id', customer: 'emp_id', ordered_at: 'use_start_time', amount: 'accounts_payable', status: 'order_status',
    });
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
    expect(refitMapping({ customer: '客户ID', amount: 'Total' }, [{ name: '客户 id' }, { name: 'sum' }])).toEqual({
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
    const described = await db.rows<{ column_name: string; column_type: string }>(`DESCRIBE FROM ${from}`);
    const [{ rows } = { rows: 0 }] = await db.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${from}`);
    const columns: ProposedColumn[] = [];
    for (const { column_name, column_type } of described) {
      const [facts] = await db.rows<{ filled: number; distinct: number }>(
        `SELECT count("${column_name}") AS filled, count(DISTINCT "${column_name}") AS "distinct" FROM ${from}`,
      );
      const examples = await db.rows<{ v: string | null }>(`SELECT CAST("${column_name}" AS VARCHAR) AS v FROM ${from} LIMIT 50`);
      columns.push({
        name: column_name, type: column_type, ...facts!, rows,
        examples: examples.map((e) => e.v ?? '').filter((v) => v !== ''),
      });
    }
    const proposal = proposeSource({ name, columns });
    return { proposal, mapping: mappingOf(proposal) };
  }
  const file = (path: string) => test.skipIf(!existsSync(shared(path)));

  file('uci_online_retail/online_retail.parquet')('UCI online retail', async () => {
    const { proposal, mapping } = await proposeFile('online_retail', `'${shared('uci_online_retail/online_retail.parquet')}'`);
    expect(proposal.entity).toBe('orders');
    expect(mapping).toEqual({
      order_id: 'InvoiceNo', product: 'Description', quantity: 'Quantity', ordered_at: 'InvoiceDate',
      unit_price: 'UnitPrice', customer: 'CustomerID', region: 'Country',
    });
    expect(proposal.roles.find((r) => r.role === 'amount')).toMatchObject({ column: null, derived: true });
    expect(proposal.unused).toEqual(['StockCode']);
    for (const r of proposal.roles.filter((x) => x.column)) expect(r.confidence).toBeGreaterThanOrEqual(SURE);
  });

  file('rfm_r/rfm_data_orders.csv')('rfm_data_orders', async () => {
    const { proposal, mapping } = await proposeFile('rfm_data_orders', `'${shared('rfm_r/rfm_data_orders.csv')}'`);
    expect(proposal.entity).toBe('orders');
    expect(mapping).toEqual({ customer: 'customer_id', ordered_at: 'order_date', amount: 'revenue' });
  });

  file('ecom_events/ecom.csv.gz')('ecom events', async () => {
    const { proposal, mapping } = await proposeFile('ecom', `'${shared('ecom_events/ecom.csv.gz')}'`);
    expect(proposal.entity).toBe('events');
    expect(mapping).toEqual({
      customer: 'user_id', session: 'session_id', action: 'event', occurred_at: 'timestamp', device: 'platform',
      channel: 'acquisition_channel',
    });
  });

  file('telco_churn/Telco-Customer-Churn.csv')('Telco churn', async () => {
    const { proposal, mapping } = await proposeFile('Telco-Customer-Churn', `'${shared('telco_churn/Telco-Customer-Churn.csv')}'`);
    expect(proposal.entity).toBe('customers');
    expect(mapping).toEqual({ customer: 'customerID', gender: 'gender' });
  });

  test.skipIf(!existsSync(shared('cdnow/CDNOW_master.txt')))('CDNOW, with and without a header', () => {
    const lines = (path: string) =>
      readFileSync(shared(path), 'utf8').split('\n').slice(0, 200).filter((l) => l.trim()).map((l) => l.trim().split(/\s+/).join('|'));
    expect(propose('CDNOW_master', lines('cdnow/CDNOW_master.txt').join('\n'))).toMatchObject({
      entity: 'orders',
      mapping: { customer: 'customer_id', ordered_at: 'date', quantity: 'number_of_cds', amount: 'dollar_value' },
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
