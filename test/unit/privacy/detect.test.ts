import { describe, expect, test } from 'vitest';
import { defaultPolicy, detectPersonal, type Seen } from '../../../src/privacy/detect.ts';
import { LIKELY } from '../../../src/privacy/finders.ts';
import { isBankCard, isMainlandId } from '../../../src/privacy/patterns.ts';
import { PLAIN_CODE, redactText } from '../../../src/privacy/redact.ts';

describe('detectPersonal', () => {
  test.each<[string, string[], string]>([
    ['手机号', ['13812345678', '15900001111'], 'phone'],
    ['客户ID', ['13812345678', '15900001111', '18611112222'], 'phone'],
    ['phone', ['13812345678.0', '15900001111.0'], 'phone'],
    ['Contact', ['+44 20 7946 0958', '(415) 555-2671'], 'phone'],
    ['ANI', ['4155550123', '4155550456'], 'phone'],
    ['src', ['4155550123', '4155550456'], 'phone'],
    ['Calling Party Number', ['4155550123', '4155550456'], 'phone'],
    ['Email', ['a.b@example.com'], 'email'],
    ['column_3', ['a@example.com', 'b@example.org', ''], 'email'],
    ['备注', ['11010519491231002X', '440524188001010014'], 'id_number'],
    ['card', ['4111111111111111', '5500005555555559', '6011111111111117'], 'bank_card'],
    ['银行卡号', ['6222 0200 1234 5678'], 'bank_card'],
    ['收货地址', ['北京市朝阳区建国路88号', '上海市徐汇区漕溪北路1号'], 'address'],
    ['column_7', ['221B Baker Street, London', '10 Downing Street'], 'address'],
    ['姓名', ['张三', '欧阳娜娜', '李小明'], 'name'],
    ['name', ['Brion Stark', 'Ethyl Botsford'], 'name'],
    ['first_name', ['Brion', 'Ethyl'], 'name'],
    ['customer_id', ['Brion Stark', 'Ethyl Botsford', 'Hosteen Jacobi', 'Xi Li', 'Edel Quinn'], 'name'],
    ['column_2', ['张伟', '王芳', '李娜', '刘洋', '陈静'], 'name'],
    // Whose a name is, put behind it; values that prove nothing.
    ['First Name (Billing)', ['jo', 'mo'], 'name'],
    ['Nachname (Rechnung)', ['jo', 'mo'], 'name'],
    ['Absender E-Mail-Adresse', ['j***', 'm***'], 'email'],
    ['Nome do cliente', ['jo', 'mo'], 'name'],
    ['注文者氏名', ['jo', 'mo'], 'name'],
    ['出生日期', ['1990-01-02'], 'birth_date'],
    ['login_ip', ['10.0.0.1', '192.168.3.4'], 'ip'],
    // A telling name, whatever stands first.
    ['手机号', ['无', '暂无', '无'], 'phone'],
    ['手机号', ['１３８１２３４５６７８', '１３９８７６５４３２１'], 'phone'],
    ['手机号', ['13812345678/13987654321', '13800001111、13900002222'], 'phone'],
    ['联系方式', ['张三 13812345678', '李四 13987654321'], 'phone'],
    ['order_contact', ['Wang', 'see note'], 'phone'],
    ['电话', ['010-88881234', '6555 1234'], 'phone'],
    ['姓名', ['王小明(VIP)', '李四（老客户）'], 'name'],
    ['姓名', ['Wang Xiaoming', 'LI SI', '3'], 'name'],
    ['customer_name', ['Smith, John', 'Lee, Ann'], 'name'],
    ['邮箱', ['Ann Lee <a@b.cn>', '', '无', '无', '暂无'], 'email'],
    ['email', ['', '', 'none', 'n/a', 'x'], 'email'],
    ['身份证号', ['110105 19491231 002X'], 'id_number'],
    ['护照号', ['E12345678', '待补'], 'id_number'],
    ['passport_no', ['E12345678'], 'id_number'],
    ['统一社会信用代码', ['91350100M000100Y43'], 'id_number'],
    ['微信号', ['wx_ming2020', 'lee-88'], 'account'],
    ['QQ', ['12345678', '88881234'], 'account'],
    ['openid', ['oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'], 'account'],
    ['imei', ['490154203237518'], 'device'],
    ['device_id', ['a1b2c3', 'd4e5f6'], 'device'],
    ['车牌', ['京A12345'], 'plate'],
    ['latitude', ['39.9042', '31.2304'], 'location'],
    ['经度', ['116.4074'], 'location'],
    ['收货地址', ['老地方', '同上'], 'address'],
    // Of other languages, with their accents and in traditional characters.
    ['Adı Soyadı', ['Ayşe Yılmaz'], 'name'],
    ['Họ và tên', ['Nguyễn Văn An'], 'name'],
    ['Imię i nazwisko', ['Jan Kowalski'], 'name'],
    ['ご担当者名', ['山田 太郎'], 'name'],
    ['フリガナ', ['ヤマダ タロウ'], 'name'],
    ['الاسم الكامل', ['محمد علي'], 'name'],
    ['ชื่อลูกค้า', ['สมชาย'], 'name'],
    ['收件者', ['老地方'], 'name'],
    ['Guest Name', ['Lee'], 'name'],
    ['Số điện thoại', ['x'], 'phone'],
    ['رقم الهاتف', ['x'], 'phone'],
    ['Nomor HP', ['x'], 'phone'],
    ['信箱', ['x'], 'email'],
    ['E-posta', ['x'], 'email'],
    ['Địa chỉ', ['x'], 'address'],
    ['ที่อยู่', ['x'], 'address'],
    ['Tanggal Lahir', ['1990'], 'birth_date'],
    ['TC Kimlik No', ['x'], 'id_number'],
    ['統一編號', ['04595257'], 'id_number'],
    ['駕駛證號', ['x'], 'id_number'],
    // Without one.
    ['c1', ['0920-242-880', '0912-345-678', '0988-000-111'], 'phone'],
    ['c1', ['07288682062', '07911123456', '07700900123'], 'phone'],
    ['c1', ['09012345678', '08087654321', '01012345678'], 'phone'],
    ['c1', ['A123456789', 'F131104093', 'B220345675'], 'id_number'],
    ['c1', ['AB123456C', 'JG 10 37 59 A', 'CE654321D'], 'id_number'],
    ['c1', ['ABCPK6486K', 'AAAPL1234C', 'BNZPM2501F'], 'id_number'],
    ['c1', ['010-88881234', '0755-26778888', '021 6655 4433'], 'phone'],
    ['c1', ['9123 4567', '6555 1234', '5111-2222'], 'phone'],
    ['c1', ['(415) 555-2671', '415-555-2672'], 'phone'],
    ['c1', ['E12345678', 'G87654321', 'EA1234567'], 'id_number'],
    ['c1', ['91350100M000100Y43', '91350100M000100Y43'], 'id_number'],
    ['c1', ['京A12345', '粤B·88888', '沪AD12345'], 'plate'],
    ['c1', ['oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6p', 'o'.padEnd(28, 'x')], 'account'],
    ['c1', ['39.90421, 116.40739', '31.23042,121.47370', '22.54286, 114.05956'], 'location'],
    ['c1', ['Ann Lee <ann@b.cn>', 'bob@c.org', 'c@d.cn;e@f.cn'], 'email'],
    ['c1', ['13812345678 13987654321', '张三13700001111', '138 0000 1111'], 'phone'],
    ['c1', ['110105 19491231 002X', '440524188001010014'], 'id_number'],
    // As shops and payment systems mask them.
    ['对方账户', ['*磊(138****8562)', '*英(186****4351)\t', '*玉(139****7794)'], 'phone'],
    ['c1', ['138****97', '199****08', '150****16'], 'phone'],
    ['顾客', ['朱**', '郭**', '*磊', '欧阳*'], 'name'],
    ['对方账户', ['zh***@qq.com', 'lee*****@163.com'], 'email'],
    ['external_userid', ['wmahd6ABfAh21B2DB4B4Bf34edde85Bg'], 'account'],
    ['c1', ['2001:db8::1', 'fe80::1', '2001:0db8:0000:0000:0000:ff00:0042:8329'], 'ip'],
  ])('%s of %j is %s', (name, samples, kind) => {
    expect(detectPersonal(name, samples)).toBe(kind);
  });

  test.each<[string, string[]]>([
    ['订单号', ['13812345678', '13812345679', '13812345680']],
    ['order_id', ['15000000001', '15000000002', '15000000003']],
    ['amount', ['4111111111111111', '5500005555555559', '6011111111111117']],
    ['CustomerID', ['17850', '13047', '12583']],
    ['Description', ['WHITE HANGING HEART T-LIGHT HOLDER', 'CREAM CUPID HEARTS COAT HANGER']],
    ['name', ['WHITE HANGING HEART T-LIGHT HOLDER', '6 RIBBONS RUSTIC CHARM 12CM']],
    ['商品名称', ['张小泉剪刀', '王老吉', '李宁跑鞋', '金龙鱼', '陈醋']],
    ['客户等级', ['金牌', '白银', '黄金', '金牌', '白银']],
    ['城市', ['金华', '温州', '黄山', '江门', '马鞍山']],
    ['客户名称', ['华为技术有限公司', '小米集团', '某某商行']],
    ['Country', ['United Kingdom', 'France', 'Germany', 'Norway', 'Italy']],
    ['timestamp', ['1700000000', '1700000060']],
    ['PhoneService', ['Yes', 'No', 'Yes']],
    ['Churn', ['Yes', 'No']],
    ['email', ['yes', 'no']],
    ['acquisition_channel', ['email', 'organic', 'paid']],
    ['duration', ['0:07:13', '0:12:44', '1:02:03', '12:30', '00:00:01']],
    ['phone_brand', ['Apple', 'Huawei', 'Xiaomi']],
    ['手机型号', ['iPhone 13', 'Mate 60', 'P50']],
    ['email_opt_in', ['yes', 'no', 'maybe']],
    ['has_phone', ['是', '否']],
    ['推荐人', ['C10001', 'C10002']],
    ['负责人', ['E1001', 'E1002']],
    ['customer_id', ['C0000017', 'C0004711', 'C0097001']],
    ['客户编号', ['E0001234', 'E0010001', 'E0000002']],
    ['会员卡号', ['V001', 'V002', 'V003']],
    ['order_id', ['O1000001', 'O1000002', 'O1000003']],
    ['sku', ['4006381333931', '4006381333948', '4006381333955']],
    ['city', ['北京', '上海', '广州']],
    // Ten digits behind a letter that do not check; codes of two letters and six digits; guests, counted.
    ['c1', ['A123456780', 'B200000001', 'C100000002']],
    ['c1', ['AB123456X', 'CD123456E', 'EF654321Z']],
    ['Guests', ['2', '4', '1']],
    ['Guest', ['2', '4', '1']],
    ['Ad', ['Spring sale', 'Summer sale']],
    ['Naming', ['x']],
    ['Sold-to', ['ACME GmbH', 'Foo Ltd']],
  ])('%s of %j is not personal', (name, samples) => {
    expect(detectPersonal(name, samples)).toBeNull();
  });

  describe('the count over a whole column', () => {
    const codes = ['C001', 'C002', 'C003'];
    const words = ['很好用，会再来', '物流太慢了', 'fine'];
    test.each<[string, string[], Seen, string | null]>([
      ['备注', words, { filled: 1000, kinds: { phone: 31 } }, 'text'],
      ['comment', words, { filled: 1000, kinds: { email: 1 } }, 'text'],
      ['payload', ['{"a": 1}'], { filled: 1000, kinds: { name: 900 } }, 'text'],
      ['extra', ['x y', '无'], { filled: 1000, kinds: { email: 550 } }, 'email'],
      ['extra', ['无 ', '见备注 1'], { filled: 1000, kinds: { phone: 400 } }, 'phone'],
      ['客户编号', codes, { filled: 1000, kinds: { email: 30 } }, 'text'],
      // By chance among codes.
      ['客户编号', ['20000000001', '30000000002'], { filled: 1000, kinds: { phone: 70 } }, null],
      ['order_id', codes, { filled: 1000, kinds: { phone: 900, bank_card: 40 } }, null],
      ['version', ['1.2.3.4', '10.0.0.19045'], { filled: 1000, kinds: { ip: 300 } }, null],
      ['备注', words, { filled: 1000, kinds: {} }, null],
      ['商品名称', ['茶杯'], { filled: 1000, kinds: { phone: 1 } }, 'text'],
      // Words of a list are no codes among which a number is there by chance; neither is what has words beside it.
      ['action', ['view', 'cart', 'buy', 'sign_up'], { filled: 1000, kinds: { phone: 1 } }, 'text'],
      ['order_status', ['paid', 'shipped'], { filled: 1000, kinds: { id_number: 1 } }, 'text'],
      ['sku', ['A10021', 'A10022'], { filled: 1000, kinds: { phone: 9 }, written: { phone: 1 } }, 'text'],
      ['sku', ['A10021', 'A10022'], { filled: 1000, kinds: { phone: 9 }, written: {} }, null],
    ])('%s of %j and %j is %s', (name, samples, seen, kind) => {
      const found = detectPersonal(name, samples, seen);
      expect(kind === 'email' && codes === samples ? found !== null : found === kind, String(found)).toBe(
        true,
      );
    });
  });

  test('check digits are checked', () => {
    expect(isMainlandId('110105194912310021')).toBe(false);
    expect(isMainlandId('11010519491231002X')).toBe(true);
    expect(isBankCard('4111111111111112')).toBe(false);
  });
});

test('default policies hide what is personal, and keys are never masked into each other', () => {
  expect(defaultPolicy(null, 'customer')).toBe('keep');
  expect(defaultPolicy('phone', 'orders.customer')).toBe('pseudonymise');
  expect(defaultPolicy('email', 'customer')).toBe('pseudonymise');
  expect(defaultPolicy('name', 'customer')).toBe('pseudonymise');
  expect(defaultPolicy('name', 'customers.name')).toBe('mask');
  expect(defaultPolicy('name', 'owner')).toBe('keep');
  expect(defaultPolicy('name', 'feedback.agent')).toBe('keep');
  expect(defaultPolicy('phone', null)).toBe('mask');
  expect(defaultPolicy('text', 'feedback.text')).toBe('redact');
  expect(defaultPolicy('text', 'orders.customer')).toBe('pseudonymise');
  for (const kind of ['email', 'bank_card', 'id_number', 'address'] as const) {
    expect(defaultPolicy(kind, null)).toBe('drop');
  }
});

test('a plain code is passed over because nothing that is looked for can stand in one', () => {
  const likely = new RegExp(LIKELY, 'iu');
  const plain = new RegExp(`^(?:${PLAIN_CODE})$`);
  const letters = ['', ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
  const digits = ['123456789', '000000000', '138123456', '987654321', '200001011', '010101010'];
  for (const letter of letters)
    for (const nine of digits)
      for (let length = 1; length <= 9; length++) {
        const code = letter + nine.slice(0, length);
        expect([code, plain.test(code), likely.test(code), redactText(code)]).toEqual([
          code,
          true,
          false,
          code,
        ]);
      }
  for (const text of ['qq123456', '1381234567', 'A1 2', 'a@1', '１２３', 'V1\n', ''])
    expect([text, plain.test(text)]).toEqual([text, false]);
});

test('a column of people whose family names are partly rare is one of names; one of shops is none', () => {
  const people = ['蒋伟强', '韩杰', '盖明', '郜秀英', '王娜', '陈平', '阚勇', '孙平', '吴杰', '冯杰'];
  for (const column of ['会员', '客户', '顾客', '买家'])
    expect(detectPersonal(column, people), column).toBe('name');
  expect(detectPersonal('column_9', people)).toBe(null);
  const shops = ['万达', '华联超市', '沃尔玛', '永辉', '家乐福', '物美', '大润发', '盒马', '高鑫', '金鹰'];
  for (const column of ['客户', '买家']) expect(detectPersonal(column, shops), column).toBe(null);
  expect(detectPersonal('column_9', ['褚明', '卫杰', '费翔', '倪萍', '岑宁儿', '屈楚萧'])).toBe('name');
});
