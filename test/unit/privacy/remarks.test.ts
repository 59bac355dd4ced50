import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectPersonal } from '../../../src/privacy/detect.ts';
import type { PersonalKind } from '../../../src/privacy/kinds.ts';
import { policySql } from '../../../src/privacy/policy.ts';
import { countsSql, kindsIn, likelySql, openTextSql, redactText } from '../../../src/privacy/redact.ts';
import { openNative, type Native } from '../support/native.ts';

/** What people write beside orders, and what machines write of it, and what of it must be gone. */
const STRUCK: [string, string][] = [
  ['张女士 13812345678 放门口', '张女士'],
  ['138/1234/5678', '1234'],
  ['13812345678（王小明）', '小明'],
  ['买买提·艾力 13812345678', '买买提'],
  ['收件：王小明，杭州市西湖区文三路90号', '小明'],
  ['代王小明领取', '小明'],
  ['王小明本人签收', '小明'],
  ['已由王小明签收', '小明'],
  ['李雷说要退货', '李雷'],
  ['给王五打电话', '王五'],
  ['学生王小明', '小明'],
  ['家长：王小明', '小明'],
  ['患者王小明', '小明'],
  ['乘客：王小明', '小明'],
  ['受益人 王小明', '小明'],
  ['@王小明 跟进', '小明'],
  ['致：王小明', '小明'],
  ['备注：王小明的爸爸', '小明'],
  ['王小明的订单 重发', '小明'],
  ['李老师说的', '李'],
  ['王医生推荐', '王'],
  ['陈经理确认', '陈'],
  ['张总要求开票', '张'],
  ['王姐的单', '王'],
  ['周太太', '周'],
  ['V❤zhangsan123', 'zhangsan'],
  ['薇❤:zhangsan123', 'zhangsan'],
  ['+V zhangsan123', 'zhangsan'],
  ['钉钉号 zhangsan88', 'zhangsan'],
  ['小红书号 12345678901', '12345678901'],
  ['2栋1803', '1803'],
  ['住 5-2-301', '301'],
  ['尾号5678', '5678'],
  ['身份证后四位4514', '4514'],
  ['card ending in 4242', '4242'],
  ['1990-05-20生', '05-20'],
  ['zhangsan[@]qq.com', 'zhangsan'],
  ['设备 868120031234567', '868120'],
  ['ask for Jane Doe', 'Jane'],
  ['deliver to Jane Doe', 'Jane'],
  ['per John Smith', 'Smith'],
  ['Signed for by Brion Stark', 'Stark'],
  ['C:\\Users\\zhang88\\Desktop', 'zhang88'],
  ['/home/zhang88/x', 'zhang88'],
  ['/user/zhang09', 'zhang09'],
  ['tel=%2B86%20138%201234%205678&x=1', '1234'],
  [
    '%E5%8C%97%E4%BA%AC%E5%B8%82%E6%9C%9D%E9%98%B3%E5%8C%BA%E5%BB%BA%E5%9B%BD%E8%B7%AF88%E5%8F%B7',
    '%E5%BB%BA',
  ],
  ['%E5%A7%93%E5%90%8D%EF%BC%9A%E7%8E%8B%E5%B0%8F%E6%98%8E', '%E5%B0%8F'],
  ['{"a":"\\u5317\\u4eac\\u5e02\\u671d\\u9633\\u533a\\u5efa\\u56fd\\u8def88\\u53f7"}', 'u5efa'],
  ['u=emhhbmdAbWFpbC5jb20=&x=1', 'emhhbmd'],
  ['/a?u=emhhbmdzYW5AbWFpbC5jb20%3D', 'emhhbmd'],
  ['MTM4MTIzNDU2Nzg=', 'MTM4'],
  ['5byg5LiJ', '5byg'],
  ['546L5bCP5piO77yM5YyX5Lqs5biC5pyd6Ziz5Yy6', '5bCP'],
];

/** What looks alike and is none of it. */
const KEPT = [
  '价格带 5000-6000',
  '6000 7000',
  '9000-9999',
  'Chrome/120.0.0.0 Safari/537.36',
  'v1.2.3.4 修复',
  '产品经理王者',
  '客户经理处理',
  '郑州店签收',
  '沈阳仓退货',
  '唐山站自提',
  '李锦记投诉',
  '张家界反馈',
  '王府井自提',
  '致电客服',
  '江总额',
  '李总计',
  '张姐姐面馆',
  '员工陈列',
  '致郑州',
  '寄唐山市',
  '收件郑州',
  '家长朱红色',
  '@张家界',
  '医生唐氏筛查',
  '周末的订单',
  '郑州的订单',
  '/search?q=%E6%89%8B%E6%9C%BA',
  '100% cotton, 20% off',
  '折扣 %zz %E5%BC',
  'Ship to United States',
  'call Customer Service',
  'to Main Street',
  '/user/settings',
  '/users/v2/list',
  '3栋',
  'v4 value12',
  'ticket ending in 42',
  'Q29tcGxldGVkT3JkZXI',
  'dGhlIHF1aWNrIGJyb3duIGZveA==',
  'aGVsbG8gd29ybGQgZXhhbXBsZQ==',
  'MTIzNDU2',
];

let db: Native;
beforeAll(async () => {
  db = await openNative();
});
afterAll(() => db.close());

test.each(STRUCK)('%s is struck out', (text, part) => {
  expect(text).toContain(part);
  expect(redactText(text)).not.toContain(part);
});
test.each(KEPT)('%s stays', (text) => expect(redactText(text)).toBe(text));

test('the engine strikes out and counts the same', async () => {
  const texts = [
    ...STRUCK.map(([text]) => text),
    ...KEPT,
    '\\ud83d\\ude00 a',
    '\\u0000',
    '%00a%ff',
    '%ED%A0%80',
  ];
  const values = texts.map((text, i) => `(${i}, '${text.replaceAll("'", "''")}')`).join(', ');
  const rows = await db.rows<{ m: string }>(
    `SELECT ${policySql('v', 'redact', null, '00'.repeat(32))} AS m FROM (VALUES ${values}) t(i, v) ORDER BY i`,
  );
  expect(rows.map(({ m }) => m)).toEqual(texts.map(redactText));
  const [counted] = await db.rows<Record<PersonalKind, number>>(
    countsSql(
      `(SELECT ${openTextSql('t')} AS v, 1 AS n FROM (VALUES ${values}) x(i, t) WHERE ${likelySql('t')})`,
    ),
  );
  const some = Object.entries(counted!).filter(([, count]) => count > 0);
  expect(Object.fromEntries(some)).toEqual(kindsIn(texts.map((value) => ({ value, count: 1 }))));
});

/** Names of people, all of them different. */
const NAMES = '王伟 李娜 张敏 刘洋 陈静 杨磊 赵强 吴霞 周杰 徐芳 孙丽 马超 朱琳 胡军 郭艳'.split(' ');
const ABROAD = 'Linda Jones,John Smith,Mary Brown,Jane Doe,Robert Miller'.split(',');

test.each<[string, readonly string[], PersonalKind]>([
  ['display', NAMES.map((name, i) => `${name}-0${i}6`), 'name'],
  ['file', NAMES.map((name) => `${name}_身份证.jpg`), 'name'],
  ['attachment', NAMES.map((name) => `/upload/${name}.pdf`), 'name'],
  ['show', NAMES.map((name) => `${name}😊`), 'name'],
  ['操作员', NAMES, 'name'],
  ['salesperson', ABROAD, 'name'],
  ['created_by', ABROAD, 'name'],
  ['Kellner', ABROAD, 'name'],
  ['phone_last8', ['35563869', '71229184', '56778262'], 'phone'],
  ['last 4 of phone', ['3869', '9184', '8262'], 'phone'],
  ['id_card_first6', ['110101', '310104', '440305'], 'id_number'],
  ['birth8', ['19901123', '19800512', '19750101'], 'birth_date'],
  ['头像', ['a.jpg', 'b.jpg', 'c.jpg'], 'account'],
  ['e', ['a%40qq.com', 'b%40qq.com', 'c%40qq.com'], 'email'],
])('a column %s of %j is personal', (head, values, kind) => expect(detectPersonal(head, values)).toBe(kind));

test.each<[string, readonly string[]]>([
  ['last_contact', ['2024-07-15', '2024-08-17 10:20:00', '2024/3/14']],
  ['首次联系方式日', ['2024年7月15日', '2024年8月1日', '2024年9月2日']],
  ['区', ['金水区', '江宁区', '黄浦区', '武侯区', '白云区', '龙岗区']],
  ['variant', ['白色-L', '黄色-XL', '金色-M', '黑色-S', '白色-XL', '黄色-L']],
  ['关键词', ['金饰', '白酒', '黄酒', '马桶', '石材', '金条']],
  ['料号', ['E64636819', 'E36913324', 'E19321331']],
  ['Model', ['G55645559', 'G72617424', 'G23502899']],
  ['firmware', ['10.8.8.3', '2.6.6.4', '2.4.3.4']],
  ['agent', ['Chrome', 'Safari', 'Edge', 'Firefox', 'Opera']],
  ['价格带', ['5000-6000', '6000-7000', '7000-8000', '8000-9999']],
  ['user_agent', ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0 Safari/537.36']],
])('a column %s of %j is not personal', (head, values) => {
  const kinds = kindsIn(values.map((value) => ({ value, count: 20 })));
  expect(detectPersonal(head, values, { filled: values.length * 20, kinds })).toBeNull();
});
