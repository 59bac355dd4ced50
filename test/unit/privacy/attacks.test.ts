import { describe, expect, test } from 'vitest';
import { defaultPolicy, detectPersonal } from '../../../src/privacy/detect.ts';
import type { PersonalKind } from '../../../src/privacy/kinds.ts';
import { maskValue } from '../../../src/privacy/mask.ts';
import { redactText } from '../../../src/privacy/redact.ts';

/** Headers by what they say, in other languages, in pinyin, in short; the values tell nothing by themselves. */
const HEADERS: [PersonalKind, string, string[]][] = [
  [
    'name',
    'Nombre|Apellidos|Nachname|Vorname|Prénom|Nom de famille|Cognome|氏名|お名前|이름|성명|ФИО|Имя|Kundenname|Ansprechpartner|fname|lname|cust_nm|xingming|lianxiren|聯絡人|客戶姓名|姓 名|Attn',
    ['Ana Ruiz', 'Jörg Müller', 'Li Wei'],
  ],
  [
    'phone',
    'Teléfono|Telefon|Telefonnummer|Handy|Mobil|Téléphone|Cellulare|電話|電話番号|手機|手機號碼|전화번호|휴대폰|телефон|ph|ph_no|mob_no|cust_ph|sjh|shouji|dianhua|lxdh|call_back|Kontakt|聯絡電話',
    ['612 345 678', '0151 23456789', '030 123456'],
  ],
  [
    'email',
    'Correo|Correo electrónico|E-Mail-Adresse|Courriel|電郵|メール|이메일|почта|eml|youxiang',
    ['no tengo', 'x', 'n/a'],
  ],
  [
    'id_number',
    'DNI|NIF|Personalausweis|Ausweisnummer|Steuer-ID|Steuernummer|身分證字號|身份證|マイナンバー|주민등록번호|паспорт|ИНН|CPF|Aadhaar|sfzh|zjhm|证件|NI number|codice fiscale',
    ['12345678Z', 'X1234567L'],
  ],
  [
    'address',
    'Adresse|Anschrift|Dirección|Indirizzo|Straße|住所|주소|адрес|dizhi|addr1|addr_line_2|ship_addr|收貨地址|domicilio',
    ['Calle Mayor 5', 'Via Roma 1'],
  ],
  [
    'birth_date',
    'Geburtsdatum|Geburtstag|Fecha de nacimiento|Date de naissance|生年月日|생년월일|дата рождения|bday|birth_dt|csrq|shengri',
    ['1987-06-05', '1990-01-02'],
  ],
  [
    'bank_card',
    'Kontonummer|Cuenta bancaria|Numéro de carte bancaire|收款账号|結算帳號|yhkh|Kartennummer|sort code',
    ['6222021234567890123', '123456'],
  ],
  ['plate', 'Kennzeichen|车架号|车号|vehicle_no|immatriculation|chepai', ['B-MW 1234', 'KA01AB1234']],
  [
    'account',
    '旺旺|小红书号|LinkedIn URL|screen_name|Benutzername|weixin|kakao id|nombre de usuario',
    ['lucky_cat', 'tom123'],
  ],
  ['device', 'aaid|终端号|机身号|设备标识', ['a1b2c3d4e5f60718', 'x9']],
  ['location', 'Breitengrad|Latitud|경도|широта|緯度|coordenadas', ['31.2304', '30.5']],
  ['ip', 'remote_ip|IP-Adresse|client addr|x_forwarded_for', ['10.0.0.1', '-']],
];

describe.each(HEADERS)('a header that says %s', (kind, heads, values) => {
  test.each(heads.split('|'))('%s', (head) => {
    const found = detectPersonal(head, values);
    expect(found, head).not.toBeNull();
    // A neighbouring kind hides as much.
    if (found !== kind) expect(defaultPolicy(found, null)).not.toBe('keep');
  });
});

test.each([
  ['Nombre del producto', ['Taza', 'Plato']],
  ['Nom du produit', ['Tasse', 'Assiette']],
  ['Artikelname', ['Tasse', 'Teller']],
  ['Geo', ['APAC', 'EMEA']],
  ['Handle', ['blue-mug', 'red-plate']],
  ['Mobile', ['yes', 'no']],
  ['device', ['iOS', 'Android']],
  ['手機品牌', ['苹果', '华为']],
  ['訂單號', ['A1001', 'A1002']],
  ['line', ['1', '2']],
  ['Position', ['1', '2']],
  ['Stadt', ['Berlin', 'Köln']],
  ['order_ref', ['0012345678901', '0012345678902']],
  ['tracking', ['SF1234567890123', 'SF1234567890124']],
  ['member_no', ['C100012345', 'C100012346']],
] as [string, string[]][])('%s is none of it', (head, values) =>
  expect(detectPersonal(head, values)).toBeNull(),
);

test.each([
  ['打 138.1234.5678', '1234.5678'],
  ['138 12 34 56 78', '34 56'],
  ['幺三八一二三四五六七八', '一二三四'],
  ['call 07911 123456', '123456'],
  ['0044 7911 123456', '7911'],
  ['06 12 34 56 78', '34 56'],
  ['ring 030/123456', '123456'],
  ['090-1234-5678', '1234'],
  ['zeb(at)example.com', 'zeb'],
  ['zeb [at] example dot com', 'zeb'],
  ['110105194912310 02X', '19491231'],
  ['身份证 110105491231002', '491231'],
  ['SSN 078051120', '078051120'],
  ['台胞证 12345678', '12345678'],
  ['CPF 123.456.789-09', '456'],
  ['DE89 3704 0044 0532 0130 00', '3704'],
  ['3782 822463 10005', '822463'],
  ['京 A12345', '12345'],
  ['2001:db8:85a3::8a2e:370:7334', '8a2e'],
  ['00:1A:2B:3C:4D:5E', '2B:3C'],
  ['加我V: zeb123456', 'zeb123456'],
  ['扣扣12345678', '12345678'],
  ['ask @zebulon_q', 'zebulon_q'],
  ['https://x.com/zebulon_q', 'zebulon_q'],
  ['31.2304，121.4737', '121.4'],
  ['31.23 N, 121.47 E', '121.4'],
  ['31°13′N 121°28′E', '28'],
  ['朝阳区建国路八十八号院2号楼301', '301'],
  ['收货地址：科技园南区3栋', '科技园'],
  ['12 main st', 'main'],
  ['Hauptstraße 12', 'Hauptstr'],
  ['PO Box 123', '123'],
  ['12 rue de la Paix', 'Paix'],
  ['我是王小明', '小明'],
  ['客户李雷，说', '李雷'],
  ['联系人 Ana Ruiz', 'Ruiz'],
  ['my name is Brion Stark', 'Stark'],
  ['Dear Stark,', 'Stark'],
  ['{"buyer":"王小明"}', '小明'],
  ['生日:1987年6月5日', '6月5'],
  ['DOB 06/05/1987', '06/05'],
])('%s is struck out', (text, part) => expect(redactText(text)).not.toContain(part));

test.each([
  ['\u202dphone\u202c', 'phone'],
  ['身\ufe0f份证号', 'id_number'],
  ['E\u2010Mail', 'email'],
  ['e\u2011mail', 'email'],
  ['ph\u043ene', 'phone'],
  ['cust\u043emer_n\u0430me', 'name'],
  ['\u0420hone', 'phone'],
  ['m\u03bfbile', 'phone'],
  ['телефон', 'phone'],
] as const)('a header written as %s says what it is', (head, kind) =>
  expect(detectPersonal(head, ['abc', 'x1', 'zz top'])).toBe(kind),
);

/** One number as other input methods, scripts and address books write it. */
const WRITTEN = [
  '\u202d13812345678\u202c',
  '138\u200e1234\u200f5678',
  '\u2068138\u2069 1234 5678',
  '1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e312345678',
  '١٣٨١٢٣٤٥٦٧٨',
  '۱۳۸۱۲۳۴۵۶۷۸',
  '१३८१२३४५६७८',
  '๑๓๘๑๒๓๔๕๖๗๘',
  '𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖',
  '𝟷𝟹𝟾𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾',
  '①③⑧①②③④⑤⑥⑦⑧',
  '¹³⁸¹²³⁴⁵⁶⁷⁸',
  '₁₃₈₁₂₃₄₅₆₇₈',
  '138\u20051234\u20075678',
];

describe.each(WRITTEN)('a number written as %s', (number) => {
  test('is struck out of a text', () => expect(redactText(`请打 ${number} 谢谢`)).toBe('请打 [手机号] 谢谢'));
  test('is seen in a column whose header says nothing', () =>
    expect(detectPersonal('备用', [number, number, number])).toBe('phone'));
  test('is masked as any other', () => expect(maskValue(number, 'phone')).toBe('138****5678'));
});

test('an address with small or mathematical signs is struck out', () => {
  for (const address of ['zeb﹫example﹒com', '𝐳𝐞𝐛@example.com', 'zeb\u200e@\u200eexample.com'])
    expect(redactText(`写信到 ${address} 即可`), address).toBe('写信到 [邮箱] 即可');
});

test.each([
  '订单 2024-03-01 10:30:00 共 ¥1,234.50',
  'took 0:07:13, then 10:20',
  '会员金卡 客户方案，用户任务。顾客高价值',
  'PACK OF 72 RETROSPOT CAKE CASES',
  'SET OF 3 CAKE TINS PANTRY DESIGN',
  '6 RIBBONS RUSTIC CHARM',
  'iPhone 15 Pro Max 256GB',
  'SO2024010112345678',
  'delivered on 5 June 2024, 3 pieces at 150.00 200.00',
  '3.5 stars out of 5',
  'see page 12, order A100012',
  'ISBN 978-3-16-148410-0',
])('nothing is struck out of %s', (text) => expect(redactText(text)).toBe(text));

test.each([
  ['王小明家市场路8号', 'address', '***'],
  ['新疆维吾尔自治区伊犁哈萨克自治州伊宁市1号', 'address', '新疆维吾尔自治区伊犁哈萨克自治州***'],
  ['杭州市西湖区文三路1号', 'address', '杭州市***'],
  ['31,2304', 'location', '****'],
  ['121473700', 'location', '****'],
  ['31.2304, 121.4737', 'location', '31.2, 121.4'],
] as const)('the mask of %s as %s', (value, kind, masked) => expect(maskValue(value, kind)).toBe(masked));

/** Ways in which notes, scanned cards and addresses of pages hold somebody. */
test.each([
  ['https://shop.cn/account?email=wang%40qq.com', 'wang'],
  ['utm_content=ann.smith%40gmail.com&x=1', 'ann'],
  ['/p?user_name=wang_xm&tel=1', 'wang_xm'],
  ['ann&#64;gmail.com', 'ann'],
  ['ann\\u0040gmail.com', 'ann'],
  ['ann @ gmail . com', 'ann'],
  ['ann@gmail com', 'ann'],
  ['ann#qq.com', 'ann'],
  ['ann (a) gmail.com', 'ann'],
  ['ann艾特qq点com', 'ann'],
  ['ann<at>gmail<dot>com', 'ann'],
  ['1 3 8 1 2 3 4 5 6 7 8', '3 4 5'],
  ['138·1234·5678', '1234'],
  ['138—1234—5678', '1234'],
  ['(138)12345678', '1234'],
  ['壹叁捌壹贰叁肆伍陆柒捌', '贰叁'],
  ['一 三 八 一 二 三 四 五 六 七 八', '二 三'],
  ['138壹2三4五6七8', '三4'],
  ['one three eight one two three four five six seven eight', 'two'],
  ['call 4155550123', '415'],
  ['0412 345 678', '345'],
  ['(11) 91234-5678', '1234'],
  ['MECARD:N:王小明;TEL:1;;', '小明'],
  ['BEGIN:VCARD\nFN:Ann Smith\nEND:VCARD', 'Smith'],
  ['请写 王小明 收', '小明'],
  ['王小明亲启', '小明'],
  ['发票抬头：王小明', '小明'],
  ['刻字 王小明', '小明'],
  ['转交：赵六', '赵六'],
  ['请联系王小明', '小明'],
  ['Attn: Ann Smith', 'Smith'],
  ['c/o Ann Smith', 'Smith'],
  ['Frau Müller', 'Müller'],
  ['田中様', '田中'],
  ['김철수님', '김철수'],
  ['passport no. X1234567', '1234567'],
  ['生于1990年3月7日', '3月7'],
  ['tg: annsmith', 'annsmith'],
  ['抖音号：annsmith88', 'annsmith'],
  ['line id: ann123', 'ann123'],
])('%s is struck out', (text, part) => expect(redactText(text)).not.toContain(part));

test.each([
  ...[
    '代金券一张',
    '找周边商品',
    '刻罗马字',
    '陈列收纳盒',
    '方便收,',
    '万象收。',
    '送给高中同学',
    '联系张家口仓库',
  ],
  ...[
    'お客様',
    '皆様へ',
    '고객님',
    '선생님',
    '生日5折',
    '一二三四五六七八九十',
    '支付宝：已到账',
    '支付宝：20240101',
  ],
  ...[
    'Call Center 1234',
    'dial-up 56',
    '/search?name=shoes&brand=x',
    'meet @ cafe. then go',
    '3 @ 5.00 each',
  ],
  ...[
    '1-5-4-3-2',
    '180*2000*1500',
    '150,2000,3000',
    'number nine one',
    'Gift for Valentine Day',
    'Madame Tussauds',
  ],
])('%s stays as it is', (text) => expect(redactText(text)).toBe(text));
