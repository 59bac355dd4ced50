import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERSONAL_KINDS } from '../../../src/privacy/kinds.ts';
import { canonical, maskValue, treatedValue } from '../../../src/privacy/mask.ts';
import { foldSql } from '../../../src/privacy/fold.ts';
import { countsSql, kindsIn, likelySql, redactText } from '../../../src/privacy/redact.ts';
import { newSecret, policySql } from '../../../src/privacy/policy.ts';
import { openNative, type Native } from '../support/native.ts';

const SECRET = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const VALUES = [
  'a4111111111111111bcdefabcdefabcd',
  '13812345678abcdefabcdefabcdefabc13912345',
  '张三',
  '欧阳娜娜',
  ' 李四 ',
  '王',
  'Brion Stark',
  "Anne O'Neil-Smith",
  'é',
  '13812345678',
  '+86 138-1234-5678',
  '8613812345678',
  '13812345678.0',
  '12345',
  '1234567',
  '(415) 555-2671',
  'no digits',
  'A.B@Example.com',
  'somebody',
  '11010519491231002x',
  '12',
  '4111 1111 1111 1111',
  '北京市朝阳区建国路88号',
  '广东省深圳市南山区',
  '广西壮族自治区南宁市青秀区1号',
  '10 Downing Street',
  '1990-01-02',
  '02/03/1985',
  '?!',
  '192.168.1.22',
  '2001:db8::1',
  '13812345678/13987654321',
  '１３８１２３４５６７８',
  '138\u200b12345678',
  '张三 13812345678，李四 +86 139-8765-4321',
  '010-12345678、021-87654321',
  '+852 9123 4567',
  '12345678901234567890',
  'a@b.cn, Second.Person@c.org；d@e.com',
  'Ann Lee <ann.lee@example.com>',
  '王小明(VIP)',
  'Smith, John',
  '10.1.2.3, 192.168.7.8',
  '::1',
  '京A·12345',
  '39.90421, 116.40739',
  'POINT(1.234 5.678)',
  '联系人：王小明，住北京市朝阳区建国路88号，微信号 wx_ming2020，QQ：12345678',
  '{"name": "王小明", "phone": "13812345678", "lat": 39.90421, "address": "建国路88号"}',
  'Call Mr. John Smith at (415) 555-2671 or j.smith@example.com, 221 Baker Street.',
  '身份证 110105 19491231 002X 护照E12345678 车牌粤B12345',
  '13812345678a13987654321b13700001111',
  '138.1234.5678，138 12 34 56 78，幺三八一二三四五六七八',
  '0044 7911 123456 or 06 12 34 56 78 or 030/123456 or 090-1234-5678',
  'zeb(at)example.com, zeb [at] example dot com, zeb at example dot com',
  '110105194912310 02X 110105491231002 A123456(7) CPF 123.456.789-09 SSN 078051120',
  'DE89 3704 0044 0532 0130 00, DE89370400440532013000, 3782 822463 10005',
  'from 2001:db8:85a3::8a2e:370:7334 and 00:1A:2B:3C:4D:5E at 0:07:13',
  '扣扣12345678 加我V: zeb123456 @zebulon_q https://x.com/zebulon_q',
  '31.2304，121.4737 31.23 N, 121.47 E 31°13′N 121°28′E',
  '生日:1987年6月5日 born 5 June 1987 DOB 06/05/1987',
  '收货地址：科技园南区3栋，朝阳区建国路八十八号院2号楼301',
  '12 main st, PO Box 123, 12 rue de la Paix, Hauptstraße 12a, Calle Mayor 5',
  '我是王小明，客户李雷。会员金卡 Dear Mr. Stark, my name is Ann Lee. I am Brion Stark',
  '京 A12345',
  '王小明家市场路8号',
  '杭州市西湖区文三路1号',
  '新疆维吾尔自治区伊犁哈萨克自治州伊宁市1号',
  '31,2304',
  '121473700',
  '31.2304 N, 121.4737 E',
  '订单 2024-03-01 10:30:00 共 ¥1,234.50，SKU 20240301',
  'openid oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  '王先生说很好；李女士也说好',
  '\u202d13812345678\u202c, 138\u200e1234\u200f5678, 1\ufe0f\u20e33812345678',
  '١٣٨١٢٣٤٥٦٧٨ ۱۳۸۱۲۳۴۵۶۷۸ १३८१२३४५६७८ ๑๓๘๑๒๓๔๕๖๗๘',
  '𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖 𝟷𝟹𝟾𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾 ①③⑧①②③④⑤⑥⑦⑧ ¹³⁸¹²³⁴⁵⁶⁷⁸',
  'zeb﹫example﹒com 𝐳𝐞𝐛@example.com １３８１２３４５６７８',
  'https://shop.cn/u?email=wang%40qq.com&tel=138-1234-5678#x /p?real_name=Wang&mobile=1',
  'ann&#64;gmail.com ann\\u0040gmail.com ann @ gmail . com ann@gmail com ann#qq.com ann艾特qq点com ann<at>x<dot>org',
  '1 3 8 1 2 3 4 5 6 7 8; 138·1234·5678; 138—1234—5678; (138)12345678; 壹叁捌壹贰叁肆伍陆柒捌; 138壹2三4五6七8',
  'one three eight one two three four five six seven eight, call 4155550123, (11) 91234-5678',
  'MECARD:N:王小明;TEL:13812345678;; BEGIN:VCARD;N:Smith;Ann;;;FN:Ann Smith;',
  '请写 王小明 收，发票抬头：李雷。转交：赵六',
  'Attn: Ann Smith, Frau Müller, 田中様、김철수님, passport no. X1234567, 生于1990年3月7日',
  'tg: annsmith 抖音号：annsmith88 line id: ann123',
  '',
  '   ',
  '𠮷野家',
  '😀 smile',
];
let db: Native;
beforeAll(async () => {
  db = await openNative();
  await db.exec(
    `CREATE TABLE t AS SELECT * FROM (VALUES ${VALUES.map((v, i) => `(${i}, '${v.replaceAll("'", "''")}')`).join(', ')}, (99, NULL)) v(i, "a ""b")`,
  );
});
afterAll(() => db.close());

test.each([...PERSONAL_KINDS, null])('the engine masks %s as the preview does', async (kind) => {
  const rows = await db.rows<{ v: string | null; m: string | null }>(
    `SELECT "a ""b" AS v, ${policySql('a "b', 'mask', kind, SECRET)} AS m FROM t ORDER BY i`,
  );
  expect(rows).toHaveLength(VALUES.length + 1);
  for (const { v, m } of rows) expect(m, `${kind} of ${v}`).toBe(maskValue(v, kind));
});

test('the engine redacts as the preview does', async () => {
  const rows = await db.rows<{ v: string | null; m: string | null }>(
    `SELECT "a ""b" AS v, ${policySql('a "b', 'redact', null, SECRET)} AS m FROM t ORDER BY i`,
  );
  for (const { v, m } of rows) expect(m, String(v)).toBe(v === null ? null : redactText(v));
});

test('what is personal is counted here as the engine counts it', async () => {
  const counted = await db.rows<Record<string, number | string>>(
    countsSql(
      `(SELECT i, n, ${foldSql('t')} AS v FROM (SELECT i, i % 3 + 2 AS n, "a ""b" AS t FROM t) WHERE ${likelySql('t')})`,
    ).replace('SELECT ', 'SELECT i, ') + ' GROUP BY i',
  );
  const of = new Map(counted.map((row) => [row['i'], row]));
  let found = 0;
  for (const [i, value] of VALUES.entries()) {
    const kinds = kindsIn([{ value, count: (i % 3) + 2 }]);
    found += Object.keys(kinds).length;
    for (const kind of PERSONAL_KINDS)
      expect(kinds[kind] ?? 0, `${kind} of ${value}`).toBe(of.get(i)?.[kind] ?? 0);
  }
  expect(found).toBeGreaterThan(20);
});

test('masks show the few characters that they may and no more', () => {
  expect(maskValue('张三', 'name')).toBe('张*');
  expect(maskValue('欧阳娜娜', 'name')).toBe('欧阳*');
  expect(maskValue('Brion Stark', 'name')).toBe('B* S*');
  expect(maskValue('13812345678', 'phone')).toBe('138****5678');
  expect(maskValue('+86 138-1234-5678', 'phone')).toBe('138****5678');
  expect(maskValue('广东省深圳市南山区深南大道1号', 'address')).toBe('广东省深圳市***');
  expect(maskValue('1990-01-02', 'birth_date')).toBe('1990');
  expect(maskValue('192.168.1.22', 'ip')).toBe('192.168.1.*');
  expect(maskValue('', 'name')).toBeNull();
  expect(maskValue(null, 'name')).toBeNull();
});

test.each(['phone', 'email', null] as const)('a pseudonym of %s is HMAC-SHA-256', async (kind) => {
  const rows = await db.rows<{ v: string | null; p: string | null }>(
    `SELECT "a ""b" AS v, ${policySql('a "b', 'pseudonymise', kind, SECRET)} AS p FROM t ORDER BY i`,
  );
  for (const { v, p } of rows) {
    const text = v === null ? '' : canonical(v, kind);
    const mac = createHmac('sha256', Buffer.from(SECRET, 'hex')).update(text).digest('hex');
    expect(p, `${kind} of ${v}`).toBe(text === '' ? null : `p_${mac.slice(0, 16)}`);
  }
});

test('what stands for nobody gets no pseudonym, as all of them would be one person', async () => {
  const sql = policySql('p', 'pseudonymise', 'phone', SECRET);
  const rows = await db.rows<{ v: string }>(
    `SELECT ${sql} AS v FROM (VALUES ('散客'), (' Guest '), ('无'), ('13812345678'), ('王散客')) t(p)`,
  );
  expect(rows.map(({ v }) => v.replace(/^p_[0-9a-f]{16}$/, 'p'))).toEqual(['散客', 'Guest', '无', 'p', 'p']);
  expect(['散客', 'Guest', '13812345678'].map((v) => treatedValue(v, 'pseudonymise', 'phone'))).toEqual([
    '散客',
    'Guest',
    'p_…',
  ]);
});

test('one phone written four ways is one pseudonym', async () => {
  const sql = policySql('p', 'pseudonymise', 'phone', SECRET);
  const rows = await db.rows(
    `SELECT count(DISTINCT ${sql}) AS n FROM (VALUES ('13812345678'), ('+86 138-1234-5678'), ('8613812345678'), ('13812345678.0')) v(p)`,
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test('a number column is masked and hashed as its digits', async () => {
  const rows = await db.rows(
    `SELECT ${policySql('p', 'mask', 'phone', SECRET)} AS m, ${policySql('d', 'pseudonymise', null, SECRET)} = ${policySql('s', 'pseudonymise', null, SECRET)} AS same
     FROM (SELECT 13812345678::BIGINT AS p, 17850.0::DOUBLE AS d, '17850' AS s)`,
  );
  expect(rows).toEqual([{ m: '138****5678', same: true }]);
});

test('kept and dropped columns', () => {
  expect(policySql('x', 'keep', 'phone', SECRET)).toBe('"x"');
  expect(policySql('x', 'drop', 'phone', SECRET)).toBeNull();
});

test('a secret is 32 random bytes, and a bad one is refused', () => {
  expect(newSecret()).toMatch(/^[0-9a-f]{64}$/);
  expect(newSecret()).not.toBe(newSecret());
  expect(() => policySql('x', 'pseudonymise', null, "'; DROP")).toThrow(/hex/);
});
