import { describe, expect, test } from 'vitest';
import { proposeAttributes, steadyOnes } from '../../../../src/import/meaning/attributes.ts';
import { withAttributes, withoutAttribute, withRole } from '../../../../src/import/meaning/edit.ts';
import { proposeMeaning, settledMeaning } from '../../../../src/import/meaning/meaning.ts';
import { weakeningOf } from '../../../../src/import/meaning/weakening.ts';
import type { ColumnProfile } from '../../../../src/import/stage/profile.ts';
import { defaultSource } from '../../../../src/notebook/defaults.ts';

const column = (name: string, examples: string[], more: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name,
  sqlType: /^\d{4}-\d\d-\d\d$/.test(examples[0] ?? '') ? 'DATE' : 'VARCHAR',
  filled: 200,
  distinct: Math.max(examples.length, 12),
  min: null,
  max: null,
  top: [],
  examples,
  ...more,
});

const CHINESE = [
  column('订单编号', ['DD001', 'DD002', 'DD003'], { distinct: 200 }),
  column('客户编号', ['K01', 'K02', 'K03'], { distinct: 60 }),
  column('客户名称', ['华东机械有限公司', '南方化工有限公司']),
  column('下单日期', ['2025-01-04', '2025-02-09'], { sqlType: 'DATE' }),
  column('金额', ['1200', '88'], { sqlType: 'DOUBLE', distinct: 150 }),
  column('客户行业', ['机械', '化工', '医药']),
  column('地区', ['华东', '华南']),
  column('客户等级', ['A', 'B', 'C']),
  column('负责人', ['王敏', '李雷']),
  column('注册时间', ['2021-03-01', '2022-05-07'], { sqlType: 'DATE' }),
  column('商品名称', ['阀门', '泵']),
  column('备注', ['尽快', '月底']),
];
const ENGLISH = [
  column('Opportunity ID', ['O-1', 'O-2'], { distinct: 200 }),
  column('Account ID', ['A-1', 'A-2'], { distinct: 150 }),
  column('Account Name', ['Globex Ltd', 'Initech Inc'], { distinct: 150 }),
  column('Close Date', ['2025-01-04', '2025-02-09'], { sqlType: 'DATE' }),
  column('Amount', ['1200', '88'], { sqlType: 'DOUBLE', distinct: 150 }),
  column('Industry', ['Retail', 'Energy']),
  column('Account Tier', ['Gold', 'Silver']),
  column('Region', ['EMEA', 'APAC']),
  column('Owner', ['Ann Lee', 'Bob Ray']),
  column('Customer Signup Date', ['2021-03-01', '2022-05-07'], { sqlType: 'DATE' }),
  column('Created Date', ['2024-03-01', '2024-05-07'], { sqlType: 'DATE', distinct: 180 }),
  column('Email', ['a@b.com', 'c@d.com']),
];

describe('what rows say of their customers', () => {
  test('an order list in Chinese', () => {
    const meaning = proposeMeaning('订单', CHINESE, 200, []);
    expect(meaning.entity).toBe('orders');
    expect(meaning.mapping).toMatchObject({ customer: '客户编号', amount: '金额', region: '地区' });
    expect(meaning.attributes).toEqual({
      name: '客户名称',
      industry: '客户行业',
      region: '地区',
      level: '客户等级',
      owner: '负责人',
      registered_at: '注册时间',
    });
    expect(meaning.unsettled).toBe(true);
    expect(meaning.privacy['客户行业']).toBe('keep');
    expect(meaning.privacy['备注']).toBe('drop');
  });

  test('an opportunity list in English; when the row was made and contacts are left alone', () => {
    const meaning = proposeMeaning('Opportunities', ENGLISH, 200, []);
    expect(meaning.entity).toBe('orders');
    expect(meaning.attributes).toEqual({
      name: 'Account Name',
      industry: 'Industry',
      region: 'Region',
      level: 'Account Tier',
      owner: 'Owner',
      registered_at: 'Customer Signup Date',
    });
  });

  test('a region alone is the order’s, unless it is called the customer’s', () => {
    const bare = CHINESE.filter(({ name }) => ['客户编号', '下单日期', '金额', '地区'].includes(name));
    expect(proposeMeaning('订单', bare, 200, []).attributes).toEqual({});
    const called = bare.map((c) => (c.name === '地区' ? { ...c, name: '客户地区' } : c));
    expect(proposeMeaning('订单', called, 200, []).attributes).toEqual({ region: '客户地区' });
  });

  test('nothing where no customer is named, and nothing of a list of customers', () => {
    expect(proposeAttributes([], 'orders', {}, {}).attributes).toEqual({});
    const profile = CHINESE.filter(({ name }) => !['下单日期', '金额', '订单编号'].includes(name));
    const meaning = proposeMeaning(
      '客户',
      profile.map((c) => ({ ...c, distinct: 200 })),
      200,
      [],
    );
    expect(meaning.entity).toBe('customers');
    expect(meaning.attributes).toEqual({});
  });

  test('what the rows of customers who come back do not bear out is let go and left out', () => {
    const meaning = proposeMeaning('订单', CHINESE, 200, []);
    const steady = { customers: 40, steady: 38 };
    const settled = settledMeaning(meaning, {
      客户名称: steady,
      客户行业: steady,
      地区: { customers: 40, steady: 12 },
      客户等级: { customers: 40, steady: 31 },
      负责人: steady,
      注册时间: steady,
    });
    expect(Object.keys(settled.attributes).sort()).toEqual(['industry', 'name', 'owner', 'registered_at']);
    expect(settled.unsettled).toBe(false);
    // It stays the region of the order; the level is nothing else.
    expect(settled.mapping['region']).toBe('地区');
    expect(settled.privacy).toMatchObject({ 地区: 'keep', 客户等级: 'drop' });
  });

  test('where too few come back to tell, only outright names hold', () => {
    const proposed = {
      attributes: { industry: 'a', level: 'b', region: 'c' },
      confidence: { 'customers.industry': 0.97, 'customers.level': 0.7, 'customers.region': 0.97 },
    };
    expect(steadyOnes(proposed, {})).toEqual({ industry: 'a', region: 'c' });
    expect(steadyOnes(proposed, { a: { customers: 4, steady: 1 } })).toEqual({ region: 'c' });
    expect(steadyOnes(proposed, { b: { customers: 5, steady: 4 } })).toEqual({
      industry: 'a',
      level: 'b',
      region: 'c',
    });
  });

  test('the end of a contract is that of the latest, however often it was renewed', () => {
    const proposed = {
      attributes: { contract_end: '合同到期日', renewed: '是否续约' },
      confidence: { 'customers.contract_end': 0.78, 'customers.renewed': 0.84 },
    };
    const found = { 合同到期日: { customers: 30, steady: 0 }, 是否续约: { customers: 30, steady: 3 } };
    expect(steadyOnes(proposed, found)).toEqual(proposed.attributes);
    const goods = { attributes: { contract_end: 'Expiry Date' }, confidence: {} };
    expect(steadyOnes(goods, { 'Expiry Date': { customers: 30, steady: 0 } })).toEqual({});
  });

  test('a notebook’s source says it again; one without attributes says that there are none', () => {
    const known = (attributes?: Record<string, string>) => ({
      ...defaultSource,
      name: '订单',
      entity: 'orders' as const,
      columns: CHINESE.map(({ name, sqlType }) => ({ name, type: sqlType })),
      mapping: { customer: '客户编号', ordered_at: '下单日期', amount: '金额' },
      ...(attributes ? { attributes } : {}),
    });
    const again = proposeMeaning('订单', CHINESE, 200, [known({ industry: '客户行业', city: '没有的列' })]);
    expect(again).toMatchObject({ attributes: { industry: '客户行业' }, unsettled: false });
    expect(proposeMeaning('订单', CHINESE, 200, [known()]).attributes).toEqual({});
  });

  test('a mapping said from outside says attributes too, or none', () => {
    const mapping = { customer: '客户编号', ordered_at: '下单日期', amount: '金额' };
    const said = proposeMeaning('订单', CHINESE, 200, [], undefined, {
      mapping,
      attributes: { level: '客户等级' },
    });
    expect(said).toMatchObject({ attributes: { level: '客户等级' }, unsettled: false });
    expect(said.privacy).toMatchObject({ 客户等级: 'keep', 客户行业: 'drop' });
    expect(proposeMeaning('订单', CHINESE, 200, [], undefined, { mapping }).attributes).toEqual({});
  });

  test('a person’s name comes in when somebody says so, and is masked; a colleague’s is kept and told as such', () => {
    const people = CHINESE.map((c) =>
      c.name === '客户名称' ? column('客户姓名', ['王小明', '李娜', '张伟强']) : c,
    );
    const meaning = proposeMeaning('订单', people, 200, []);
    expect(meaning.attributes).not.toHaveProperty('name');
    expect(meaning.privacy).toMatchObject({ 客户姓名: 'drop', 负责人: 'keep' });
    const said = withRole(meaning, '客户姓名', 'customers.name');
    expect(said.attributes['name']).toBe('客户姓名');
    expect(said.privacy['客户姓名']).toBe('mask');
    const named = { ...meaning, personal: { ...meaning.personal, 负责人: 'name' as const } };
    expect(weakeningOf(named, '负责人', '')).toEqual({ by: 'role', instead: 'mask', at: '' });
  });

  test('a notebook does not make names of customers come in raw by calling them an attribute of colleagues', () => {
    const people = CHINESE.map((c) =>
      c.name === '客户名称' ? column('客户姓名', ['王小明', '李娜', '张伟强']) : c,
    );
    const source = {
      ...defaultSource,
      name: '订单',
      entity: 'orders' as const,
      columns: people.map(({ name, sqlType }) => ({ name, type: sqlType })),
      mapping: { customer: '客户编号', ordered_at: '下单日期', amount: '金额' },
      attributes: { owner: '客户姓名' },
    };
    expect(proposeMeaning('订单', people, 200, [source]).privacy['客户姓名']).toBe('mask');
  });
});

describe('said by hand', () => {
  const meaning = settledMeaning(proposeMeaning('订单', CHINESE, 200, []), {});

  test('a column becomes an attribute, and leaves what it was', () => {
    const edited = withRole(meaning, '商品名称', 'customers.core_need');
    expect(edited.attributes['core_need']).toBe('商品名称');
    expect(Object.values(edited.mapping)).not.toContain('商品名称');
    expect(edited.privacy['商品名称']).toBe('keep');
    const taken = withRole(meaning, '备注', 'customers.industry');
    expect(taken.attributes['industry']).toBe('备注');
    expect(taken.privacy['客户行业']).toBe('drop');
  });

  test('one attribute is taken back; the column stays what else it is', () => {
    const without = withoutAttribute(withoutAttribute(meaning, 'region'), 'industry');
    expect(without.attributes).not.toHaveProperty('region');
    expect(without.mapping['region']).toBe('地区');
    expect(without.privacy).toMatchObject({ 地区: 'keep', 客户行业: 'drop' });
  });

  test('all are left out and taken in again', () => {
    const none = withAttributes(meaning, {});
    expect(none.attributes).toEqual({});
    expect(none.privacy).toMatchObject({ 客户行业: 'drop', 地区: 'keep', 客户编号: 'keep' });
    const again = withAttributes(none, meaning.attributes);
    expect(again.attributes).toEqual(meaning.attributes);
    expect(again.privacy).toEqual(meaning.privacy);
  });
});
