import { describe, expect, test } from 'vitest';
import { defaultPolicy, detectPersonal } from '../../../src/privacy/detect.ts';
import { isBankCard, isMainlandId } from '../../../src/privacy/patterns.ts';

describe('detectPersonal', () => {
  test.each<[string, string[], string]>([
    ['手机号', ['13812345678', '15900001111'], 'phone'],
    ['客户ID', ['13812345678', '15900001111', '18611112222'], 'phone'],
    ['phone', ['13812345678.0', '15900001111.0'], 'phone'],
    ['Contact', ['+44 20 7946 0958', '(415) 555-2671'], 'phone'],
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
    ['出生日期', ['1990-01-02'], 'birth_date'],
    ['login_ip', ['10.0.0.1', '192.168.3.4'], 'ip'],
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
  ])('%s of %j is not personal', (name, samples) => {
    expect(detectPersonal(name, samples)).toBeNull();
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
  expect(defaultPolicy('phone', null)).toBe('mask');
  for (const kind of ['email', 'bank_card', 'id_number', 'address'] as const) {
    expect(defaultPolicy(kind, null)).toBe('drop');
  }
});
