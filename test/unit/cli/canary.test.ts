import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { jsonOf, notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();

/** A marked value of every personal kind: column, cell of the third row, what of it must be found nowhere. */
const MARKED: [string, string, string[]][] = [
  ['姓名', '欧阳栖梧(VIP)', ['栖梧']],
  ['contact_name', 'Zebulon, Quentin', ['Zebulon', 'Quentin']],
  [
    '手机号',
    '１３９８７６５４３２１/13700112233',
    ['13987654321', '１３９８７６５４３２１', '13700112233', '76543', '70011'],
  ],
  ['order_contact', '欧阳栖梧 139 1122 3344', ['栖梧', '1122 3344', '13911223344']],
  ['座机', '010-87654321', ['87654321']],
  ['邮箱', 'Zeb Q <zebulon.q@example.com>', ['zebulon.q']],
  ['身份证号', '110105 19491231 002X', ['19491231', '002X']],
  ['护照号', 'E87654321', ['E87654321', '7654321']],
  ['银行卡号', '6222 0212 3456 7890', ['0212', '3456 7890']],
  ['收货地址', '北京市朝阳区建国路8899号', ['建国路', '8899']],
  ['生日', '1987-06-05', ['06-05']],
  ['login_ip', '203.0.113.77', ['113.77']],
  ['车牌', '京A·87654', ['87654']],
  ['微信号', 'zeb_wx_8765', ['zeb_wx_8765']],
  ['QQ', '87654321', ['87654321']],
  ['openid', 'oZEB8uMuAJO_M2pxb1Q9zNjWeS6o', ['oZEB8u']],
  ['imei', '490154203237518', ['490154203237518']],
  ['统一社会信用代码', '91350100M000100Y43', ['91350100M']],
  ['经度', '116.407396', ['116.407']],
  ['payload', '{"name": "欧阳栖梧", "tel": "+852 9876 5432"}', ['栖梧', '9876 5432']],
  ['untold', 'see 13855556666', ['13855556666']],
];

/** Marked values in columns that an analysis reads: those come in, treated. */
const MAPPED: [string, string, string[]][] = [
  ['客户手机', '13866667777', ['13866667777', '66667777']],
  ['商品名称', '茶杯 送 13877778888 欧阳先生', ['13877778888', '欧阳先生']],
];

const heads = [
  '订单编号',
  '下单时间',
  '数量',
  '单价',
  ...MAPPED.map(([head]) => head),
  ...MARKED.map(([head]) => head),
];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const rows = Array.from({ length: 40 }, (_, i) => {
  const marked = i === 32;
  const mapped = MAPPED.map(([head, cell]) =>
    marked ? cell : head === '客户手机' ? `1360000${1000 + (i % 10)}` : '茶杯',
  );
  return [
    `D${1000 + i}`,
    `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`,
    '1',
    '20.5',
    ...mapped,
    ...MARKED.map(([, cell]) => (marked ? cell : '')),
  ];
});
const file = put(folder, '订单.csv', [heads, ...rows].map((row) => row.map(quoted).join(',')).join('\n'));
const notebook = notebookOf({
  everything: 'SELECT * FROM orders',
  by_customer: 'SELECT customer, count(*) AS n FROM orders GROUP BY customer',
});

/** Marked values that stand in any file of a folder. */
const found = (out: string): string[] => {
  const texts = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => readFileSync(join(out, name), 'utf8'));
  const marks = [...MARKED, ...MAPPED].flatMap(([, , parts]) => parts);
  return marks.filter((mark) => texts.some((text) => text.includes(mark)));
};

const greedy = {
  ...notebook,
  sources: [
    {
      ...defaultSource,
      name: '订单',
      entity: 'orders' as const,
      columns: heads.map((name) => ({ name, type: 'VARCHAR' })),
      mapping: {
        order_id: '订单编号',
        ordered_at: '下单时间',
        customer: '客户手机',
        product: '商品名称',
        quantity: '数量',
        unit_price: '单价',
      },
      privacy: Object.fromEntries(heads.map((name) => [name, 'keep' as const])),
    },
  ],
};

test('no marked value is in any output, with defaults and with a notebook that asks for everything raw', async () => {
  for (const [name, asked] of [
    ['plain', notebook],
    ['greedy', greedy],
  ] as const) {
    const out = join(folder, name);
    const summary = value(await runOn({ notebook: asked, data: [file], out }));
    expect(summary.cells.map((c) => c.fault)).toEqual([null, null]);
    expect(found(out), name).toEqual([]);
    expect(readFileSync(join(out, 'by_customer.csv'), 'utf8')).toContain('p_');
    expect(readFileSync(join(out, 'everything.csv'), 'utf8')).toContain('[手机号]');
  }
});

test.each(MAPPED.map(([head, , parts]) => [head, parts] as const))(
  'the canary sings when %s is taken out of treatment',
  { tags: ['whole'] },
  async (head, parts) => {
    const out = join(folder, `raw ${head}`);
    value(await runOn({ notebook: greedy, data: [file], out, allowRaw: [head] }));
    expect(found(out)).toEqual(expect.arrayContaining([parts[0]]));
    const [source] = jsonOf(out, 'ledger.json').sources;
    expect(Object.keys(source.weakened)).toContain(head);
    expect(source.weakened[head].by).toBe('notebook');
  },
);

test(
  'what was asked for and not given is said, with the option that would give it',
  { tags: ['whole'] },
  async () => {
    const path = put(folder, 'greedy.cellar.json', JSON.stringify({ ...greedy, format: 'cellar-notebook' }));
    const lines: string[] = [];
    await main(['run', path, '--data', file, '--out', join(folder, 'said'), '--lang', 'en'], {
      print: (line) => lines.push(line),
      say: (line) => lines.push(line),
      now: new Date('2026-01-15T12:00:00Z'),
      program: 'Cellar test',
      locale: 'en',
    });
    expect(lines.join('\n')).toContain('--allow-raw 客户手机');
  },
);
