import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectPersonal } from '../../../src/privacy/detect.ts';
import { policySql } from '../../../src/privacy/policy.ts';
import { kindsIn, redactText } from '../../../src/privacy/redact.ts';
import { openNative, type Native } from '../support/native.ts';

/** Personal data as other countries and other machines write it, in a text, and what of it must be gone. */
const STRUCK: [string, string][] = [
  ['call 98765 43210', '43210'],
  ['8 (916) 123-45-67', '123-45'],
  ['0532 123 45 67', '123 45'],
  ['010.1234.5678', '1234.5678'],
  ['11 91234-5678', '1234-5678'],
  ['móvil 612345678', '612345678'],
  ['전화 0212345678', '345678'],
  ['900101-1234567', '1234567'],
  ['RSSMRA85T10A562S', '85T10'],
  ['PAN ABCPE1234F', '1234F'],
  ['AB 12 34 56 C', '34 56'],
  ['1 85 05 78 006 084 36', '78 006'],
  ['756.1234.5678.97', '1234'],
  ['11.222.333/0001-81', '222.333'],
  ['NIE X1234567L', '1234567'],
  ['СНИЛС 112-233-445 95', '233-445'],
  ['身分證 A123456789', '3456789'],
  ['주민등록번호 9001011234567', '1234567'],
  ['4111.1111.1111.1111', '1111.1111'],
  ['6222/0212/3456/7890', '0212'],
  ['001a.2b3c.4d5e', '2b3c'],
  ['POINT(121.4737 31.2304)', '121.47'],
  ['51.5074 -0.1278', '0.1278'],
  ['8FVC9G8F+6X', '9G8F'],
  ['telegram zebulon_q', 'zebulon'],
  ['skype: zebulon.q', 'zebulon'],
  ['zebulon_at_example.com', 'zebulon'],
  ['/reset?token=a1b2c3d4e5f6a7b8', 'a1b2'],
  ['/x?a=1&session_id=9f8e7d6c5b4a', '9f8e'],
  ['/a?user=zebulon&x=1', 'zebulon'],
  ['https://zebulon:secret@example.com/x', 'zebulon'],
  ['bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6ZWIifQ.s5Vb', 'eyJzdW'],
  ['{\\"name\\":\\"王小明\\"}', '小明'],
  ['<name>王小明</name>', '小明'],
  ['a:1:{s:4:"name";s:7:"Zebulon";}', 'Zebulon'],
  ['id=7;name=Zebulon Quentin;x=1', 'Quentin'],
  ['退款 联系 诸葛栖云', '栖云'],
  ['已付款 请打13911112222 欧阳栖梧', '栖梧'],
  ['Zebulon Quentin 13911112222', 'Quentin'],
  ['Hi Zebulon, all is well', 'Zebulon'],
  ['Thanks,\nZebulon Quentin', 'Quentin'],
  ['氏名：山田太郎', '太郎'],
  ['звонил Иванов Иван Иванович', 'Иван'],
  ['Am Markt 5, 20095 Hamburg', 'Markt'],
  ['C/ Serrano 21', 'Serrano'],
  ['Avda. de América 12', 'América'],
  ['Via Roma 1', 'Roma'],
  ['Rua das Flores, 123 - Centro', 'Flores'],
  ['Keizersgracht 123', 'Keizers'],
  ['ул. Ленина, д. 5', 'Ленина'],
  ['Невский проспект 28', 'Невский'],
  ['ul. Marszałkowska 12/5', 'Marsza'],
  ['Bağdat Caddesi 5', 'Bağdat'],
  ['서울특별시 강남구 테헤란로 123', '테헤란로'],
  ['東京都千代田区丸の内1-1-1', '丸の内'],
  ['1600 Amphitheatre Pkwy', 'Amphi'],
  ['1 bis quai Voltaire', 'Voltaire'],
  ['zeb{at}example{dot}com', 'zeb'],
  ['N 31.2304 E 121.4737', '121.47'],
  ['v：zeb8765', 'zeb8765'],
  ['加微 zeb8765', 'zeb8765'],
  ['ig: zebulon.q', 'zebulon'],
  ['密码：hunter2', 'hunter2'],
  ['password: hunter2', 'hunter2'],
  ['验证码 837261', '837261'],
  ['1987年6月5日出生', '6月5'],
  ['住 3栋2单元501', '2单元501'],
  ['〒100-0001 千代田区1-1', '千代田'],
  ['space.bilibili.com/1234567', '1234567'],
];

/** What looks alike and is none of it. */
const KEPT = [
  'TV 4K 55 Zoll, 20095 Stück',
  'version 10.0.19045 build 2006',
  'Set of 6, 12345 pieces',
  'via Chrome 120',
  'Plaza',
  'Best, cheapest shoes',
  'Best, Fast Delivery',
  'Thanks, Good Quality',
  'Hi Fi, stereo',
  'size=L;name=Basic',
  'v:value12',
  '1 Golden Circle',
  'Hello Kitty, pink',
  '1 234 567 890',
  'SKU AB123456C',
  'A123456789',
  'order 20240105-1234567',
  '2024.01.05 10:20',
  '/search?name=shoes',
  '/product?id=1234567&page=2',
  '/p?token_type=coin',
  'file_name=Report',
  '<b>name</b>',
  'line item_2',
  '자동 5단 우산',
  'Чашка синяя',
  'Телевизор 55',
  '1-2 days shipping',
  '联系客服',
  '联系方式',
  '[phone] case Black Leather',
  'Phone Case Black 12',
  '0.1234 0.98',
  'Size 42, 10000 Pieces',
  'batch 20240105-A',
  'order 240105-1234567',
  'order 305-1234567-1234567',
  'part 350-123456',
  'campaign 4001_2024_0101_0001',
  'password reset failed',
  '忘记密码怎么办',
  '验证码收不到',
  '1,234,567,890.12',
  '3栋',
  '2024年6月5日下单',
  '2024年6月上市',
];

let db: Native;
beforeAll(async () => {
  db = await openNative();
});
afterAll(() => db.close());

test.each(STRUCK)('%s is struck out', (text, part) => {
  expect(text).toContain(part);
  expect(redactText(text)).not.toContain(part);
  expect(redactText(`ok: ${text}`)).not.toContain(part);
});
test.each(KEPT)('%s stays', (text) => expect(redactText(text)).toBe(text));

test('the engine strikes out the same', async () => {
  const texts = [...STRUCK.map(([text]) => text), ...KEPT];
  const values = texts.map((text, i) => `(${i}, '${text.replaceAll("'", "''")}')`);
  const rows = await db.rows<{ m: string }>(
    `SELECT ${policySql('v', 'redact', null, '00'.repeat(32))} AS m FROM (VALUES ${values.join(', ')}) t(i, v) ORDER BY i`,
  );
  expect(rows.map(({ m }) => m)).toEqual(texts.map(redactText));
});

describe('a column of numbers in one piece under a name that tells nothing', () => {
  test.each([
    [
      'aadhaar',
      '234123412346 794526698572 324722926219 951808602631 369340730345 353763971032 265084771159 818485627517',
    ],
    [
      'cpf',
      '39053344705 52998224725 39269871460 17428355206 13246802530 33010973160 17246876707 56756217500',
    ],
    ['dni', '54362315K 12345678Z 09157430A 41217824F 24103213H 25347955T 69111140G 16479888C'],
    ['nie', 'X2482300W X2675758F X8955561M Z1061444E X0198469W Y8673657A Z2993926K Y4624203K'],
    ['nifpt', '501964843 132422069 194085775 150759819 180975404 133532801 142673897 241915899'],
    ['bsn', '111222333 876475354 317259258 365227286 004814721 857476841 276268313 616801701'],
    ['sin', '123456782 448797357 111767653 342162088 353563646 433637352 699819439 199616277'],
    [
      'pesel',
      '44051401359 74062631359 86070579839 76032551588 73030576900 50010823032 80060600055 74102319142',
    ],
    [
      'idnr',
      '36574261809 86095742719 28964028934 93899115269 30534595259 29122966993 54383732452 76674497946',
    ],
    [
      'tck',
      '17291716060 10000000146 31512654108 86079724306 20105177902 55517417612 27092125862 91982488122',
    ],
    [
      'my',
      '621498320257 810363648470 425992771470 830975054791 066221780567 665665560998 315036555697 673957382708',
    ],
    [
      'nir',
      '295109912611193 276084263604504 264082711209184 249013041053371 269052824890214 285046065740263 282123333524817 272099567579269',
    ],
    [
      'th',
      '1234545678781 7877064872498 1574112052824 7247315253896 5775355587920 4873914739865 5442644157894 4285088063220',
    ],
    [
      'rrn',
      '4703062370966 6408271308737 4904041313572 8902162569568 5811152742539 4103252616686 5510152060183 4109192140854',
    ],
  ])('of people: %s', (_, values) => {
    expect(detectPersonal('c1', values.split(' '))).toBe('id_number');
    // With one that does not fit they are something else.
    const spoilt = values.replace(/[0-9A-Z]$/, (last) => (last === '3' ? '4' : '3'));
    expect(detectPersonal('sku', values.split(' '))).toBeNull();
    if (!/^470306/.test(values)) expect(detectPersonal('c1', spoilt.split(' '))).not.toBe('id_number');
  });

  const digits = (i: number, count: number): string =>
    String((i * 7919 + 104_729) ** 2 % 10 ** count).padStart(count, '0');
  test.each<[string, (i: number) => string]>([
    ['France, Australia', (i) => `0${1 + (i % 7)}${digits(i, 8)}`],
    ['Russia', (i) => `89${digits(i, 9)}`],
    ['India', (i) => `${6 + (i % 4)}${digits(i, 9)}`],
    ['Spain', (i) => `6${digits(i, 8)}`],
    ['North America', (i) => `${2 + (i % 7)}1${i % 10}${3 + (i % 6)}${digits(i, 6)}`],
    ['Hong Kong', (i) => `${5 + (i % 5)}${digits(i, 7)}`],
  ])('of telephones in %s', (_, number) => {
    const values = Array.from({ length: 60 }, (__, i) => number(i));
    expect(detectPersonal('c1', values)).toBe('phone');
    expect(detectPersonal('order_ref', values)).toBeNull();
  });

  test.each([8, 9, 10, 12, 13, 14])('codes of %i digits, by chance and counted up, are none', (length) => {
    for (const count of [8, 20, 60]) {
      const first = 10 ** (length - 1) * 6;
      const counted = Array.from({ length: count }, (_, i) => String(first + i * 3));
      const chance = Array.from({ length: count }, (_, i) => `${(i % 9) + 1}${digits(i, length - 1)}`);
      expect(detectPersonal('c1', counted)).toBeNull();
      expect(detectPersonal('c1', chance)).toBeNull();
    }
  });
});

test.each<[string, string]>([
  ['c1', '山田太郎 佐藤花子 鈴木一郎 高橋健 田中美咲'],
  ['c1', '김철수 이영희 박지성 최민호 정수빈'],
  ['c1', 'Nguyễn_Văn_An Trần_Thị_Bích Lê_Hoàng_Nam Phạm_Minh Võ_Thu'],
  ['c1', 'Иванов_Иван Петрова_Анна Сидоров_Пётр Кузнецова_Ольга Романенко_Ян'],
  ['customer', 'محمد_أحمد فاطمة_حسن خالد_علي مريم_سعيد عمر_يوسف'],
  ['customer', 'สมชาย_ใจดี สมหญิง_รักไทย วิชัย_สุข มานี_มีตา ปิติ_ดี'],
])('a column %s of %s names people', (head, names) =>
  expect(
    detectPersonal(
      head,
      names.split(' ').map((name) => name.replaceAll('_', ' ')),
    ),
  ).toBe('name'),
);

test('accounts of banks of any country are known by their check', () => {
  const accounts = ['CH9300762011623852957', 'BE68539007547034', 'SE4550000000058398257466'];
  expect(detectPersonal('c1', accounts)).toBe('bank_card');
  expect(
    detectPersonal(
      'c1',
      accounts.map((account) => account.replace(/.$/, 'X')),
    ),
  ).toBeNull();
});

test.each([
  ['상품', '머그컵 유리컵 김치통 이불보 정수기'],
  ['商品', '山田錦大吟醸 田中屋 佐藤錦 青木まな板 茶碗'],
  ['товар', 'Чашка Синяя_Ваза Тарелка Ложка Вилка'],
])('%s of %s names none', (head, names) =>
  expect(
    detectPersonal(
      head,
      names.split(' ').map((name) => name.replaceAll('_', ' ')),
    ),
  ).toBeNull(),
);

test.each([
  [
    'name',
    '配偶|家长|签收人|开户人|患者|被保险人|业主|next_of_kin|spouse|guardian|payer|mother_name|maiden_name',
  ],
  ['phone', 'phone_number_2|mobile_no_2|PhoneNumber3'],
  [
    'account',
    'WeChat ID|WeChat|tg|ig|fb_url|xiaohongshu|douyin_id|PayPal Account|password|pwd_hash|auth_token|alipay_account|QQ Account',
  ],
  ['id_number', 'my_number|rrn|hkid|ic_no|mrn|社保卡号|医保号|dni_nie'],
  ['bank_card', 'cvv'],
  ['location', 'latlng|lat_lng'],
  ['device', 'ssid|bssid|advertising_id|push_token|browser_fingerprint'],
  ['plate', '发动机号'],
] as const)('a header that says %s: %s', (kind, heads) => {
  for (const head of heads.split('|'))
    expect([head, detectPersonal(head, ['Zebulon Quentin', 'Ann Lee', 'Brion Stark'])]).toEqual([head, kind]);
});

test.each([
  ['患者', ['P10001', 'P10002', 'P10003']],
  ['付款方', ['华为技术有限公司', '某某商行', '小米集团']],
  ['Signature', ['yes', 'no']],
  ['password_reset_count', ['1', '2', '3']],
  ['Insured', ['yes', 'no']],
  ['phone_plan', ['Basic', 'Plus']],
])('%s of %j is not personal', (head, values) => expect(detectPersonal(head, values)).toBeNull());

test.each([
  ['isbn', '0306406152 0140449132 0192833987 0521663504 0679783261 0743273567 0061120081 0451524934'],
  ['batch', '20240105-A 20240105-B 20240106-A 20240107-C 20240108-A'],
  ['ref', '240105-1234567 240106-1234568 240107-2234569 240211-3234560 240312-4234561'],
  ['AmazonId', '305-1234567-1234567 305-2234567-7654321 302-1234568-1234569 306-1112223-3334445'],
  ['EAN', '4006381333931 5901234123457 3017620422003 5449000000996 8076800195057'],
  [
    'digest',
    'a4111111111111111bcdefabcdefabcd 13812345678abcdefabcdefabcdefabc 13812345678abcdefabcdefabcdefabc13912345 13912345-678a-4bcd-8efa-138123456789',
  ],
])('codes of things in %s are not personal', (head, values) => {
  const seen = { filled: 100, kinds: {} };
  expect(detectPersonal(head, values.split(' '))).toBeNull();
  const kinds = kindsIn(values.split(' ').map((value) => ({ value, count: 20 })));
  expect(detectPersonal(head, values.split(' '), { ...seen, kinds })).toBeNull();
});
