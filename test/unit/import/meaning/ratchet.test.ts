import { describe, expect, test } from 'vitest';
import { withPolicy, withRole } from '../../../../src/import/meaning/edit.ts';
import { proposeMeaning, seenMeaning } from '../../../../src/import/meaning/meaning.ts';
import { weakeningOf } from '../../../../src/import/meaning/weakening.ts';
import type { ColumnProfile } from '../../../../src/import/stage/profile.ts';
import type { ExpectedSource } from '../../../../src/entity/source.ts';
import { defaultSource } from '../../../../src/notebook/defaults.ts';

const column = (name: string, examples: string[], more: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name,
  sqlType: 'VARCHAR',
  filled: 100,
  distinct: 100,
  min: null,
  max: null,
  top: [],
  examples,
  ...more,
});

const PROFILE = [
  column('客户编号', ['C001', 'C002', 'C003']),
  column('姓名', ['王小明', '李娜', '张伟强']),
  column('手机号', ['13812345678', '13987654321']),
  column('邮箱', ['a@b.cn', 'c@d.cn']),
  column('身份证号', ['11010519491231002X']),
  column('收货地址', ['北京市朝阳区建国路88号']),
  column('内部备注', ['很好', '再来']),
];
const MAPPING = { customer: '客户编号', name: '姓名', phone: '手机号' };

/** A notebook that asks for everything as it is, as the one that was sent did. */
const greedy = (mapping: Record<string, string> = MAPPING): ExpectedSource => ({
  ...defaultSource,
  name: '客户',
  entity: 'customers',
  columns: PROFILE.map(({ name }) => ({ name, type: 'VARCHAR' })),
  mapping,
  privacy: Object.fromEntries(PROFILE.map(({ name }) => [name, 'keep' as const])),
});

describe('a notebook can only tighten', () => {
  test('what it asks for raw is shown as asked for and not given', () => {
    const { privacy, asks, mapping } = proposeMeaning('客户', PROFILE, 100, [greedy()]);
    expect(mapping).toEqual(MAPPING);
    expect(privacy).toEqual({
      客户编号: 'keep',
      姓名: 'mask',
      手机号: 'mask',
      邮箱: 'drop',
      身份证号: 'drop',
      收货地址: 'drop',
      内部备注: 'drop',
    });
    expect(Object.keys(asks).sort()).toEqual(
      ['姓名', '手机号', '邮箱', '身份证号', '收货地址', '内部备注'].sort(),
    );
  });

  test('not by naming no policy at all, and not by calling customers colleagues', () => {
    const { privacy } = proposeMeaning('客户', PROFILE, 100, [
      { ...greedy({ customer: '客户编号', owner: '姓名' }), privacy: {} },
    ]);
    expect(privacy).toMatchObject({ 姓名: 'mask', 手机号: 'drop', 内部备注: 'drop' });
  });

  test('not by a mask where nothing was to be imported', () => {
    const source = { ...greedy(), privacy: { 邮箱: 'mask' as const, 身份证号: 'mask' as const } };
    const { privacy, asks } = proposeMeaning('客户', PROFILE, 100, [source]);
    expect(privacy).toMatchObject({ 邮箱: 'drop', 身份证号: 'drop' });
    expect(asks).toMatchObject({ 邮箱: 'mask', 身份证号: 'mask' });
  });

  test('it may ask for less than is proposed', () => {
    const source = { ...greedy(), privacy: { 姓名: 'drop' as const, 手机号: 'pseudonymise' as const } };
    const { privacy, asks } = proposeMeaning('客户', PROFILE, 100, [source]);
    expect(privacy).toMatchObject({ 姓名: 'drop', 手机号: 'pseudonymise' });
    expect(asks).not.toHaveProperty('姓名');
  });

  test('what was confirmed on this machine before holds next month, and no more than that', () => {
    const confirmed = { 姓名: 'keep', 手机号: 'mask', 内部备注: 'keep' } as const;
    const { privacy, asks } = proposeMeaning('客户', PROFILE, 100, [greedy()], undefined, { confirmed });
    expect(privacy).toMatchObject({ 姓名: 'keep', 手机号: 'mask', 内部备注: 'keep', 邮箱: 'drop' });
    expect(Object.keys(asks).sort()).toEqual(['手机号', '身份证号', '收货地址', '邮箱'].sort());
  });

  test('a mapping file neither', () => {
    const privacy = Object.fromEntries(PROFILE.map(({ name }) => [name, 'keep' as const]));
    const mapping = { customer: '客户编号', owner: '姓名' };
    const meaning = proposeMeaning('客户', PROFILE, 100, [], 'customers', { mapping, privacy });
    expect(meaning.privacy).toMatchObject({
      姓名: 'mask',
      手机号: 'drop',
      身份证号: 'drop',
      内部备注: 'drop',
    });
  });
});

test('a column that turns out to be personal is treated so, whatever was said before', () => {
  const before = proposeMeaning('客户', PROFILE, 100, [], 'customers');
  const kept = { ...before, privacy: { ...before.privacy, 内部备注: 'keep' as const } };
  const seen = { filled: 100, kinds: { phone: 3 } };
  const after = seenMeaning(
    kept,
    PROFILE.map((p) => (p.name === '内部备注' ? { ...p, seen } : p)),
  );
  expect([after.personal['内部备注'], after.privacy['内部备注']]).toEqual(['text', 'redact']);
  expect(after.privacy['姓名']).toBe('mask');
});

test('whoever has a column come in as more than its kind would is known: a notebook that was allowed to, a person, a role', () => {
  const at = '2026-01-15T12:00:00.000Z';
  const meaning = proposeMeaning('客户', PROFILE, 100, [greedy({ ...MAPPING, owner: '姓名' })]);
  expect(PROFILE.flatMap(({ name }) => weakeningOf(meaning, name, at) ?? [])).toEqual([]);
  const allowed = withPolicy(meaning, '手机号', 'keep');
  expect(weakeningOf(allowed, '手机号', at)).toEqual({ by: 'notebook', instead: 'mask', at });
  // It asked for a mask; that a person then kept it was their own choice.
  const masked = proposeMeaning('客户', PROFILE, 100, [{ ...greedy(), privacy: { 邮箱: 'mask' } }]);
  expect(weakeningOf(withPolicy(masked, '邮箱', 'mask'), '邮箱', at)?.by).toBe('notebook');
  expect(weakeningOf(withPolicy(masked, '邮箱', 'keep'), '邮箱', at)).toEqual({
    by: 'person',
    instead: 'drop',
    at,
  });
  const own = proposeMeaning('客户', PROFILE, 100, [], 'customers');
  expect(weakeningOf(withRole(own, '姓名', 'owner'), '姓名', at)?.by).toBe('role');
  expect(weakeningOf(withPolicy(own, '内部备注', 'keep'), '内部备注', at), 'nothing personal').toBeNull();
});

describe('what customers are compared by where their file says who churned', () => {
  const few = { distinct: 3, filled: 100 };
  const CHURN = [
    column('customer_id', ['C001', 'C002', 'C003']),
    column('Churn', ['Yes', 'No'], { distinct: 2 }),
    column('Contract', ['monthly', 'yearly', 'two years'], few),
    column('Offer', ['0', '1'], { distinct: 2, filled: 100, sqlType: 'BIGINT' }),
    column('Months', ['3', '41', '7'], { distinct: 60, sqlType: 'BIGINT' }),
    column('Charges', ['20.15', '88.4', '19.95'], { sqlType: 'DOUBLE' }),
    column('Row', ['1', '2', '3'], { sqlType: 'BIGINT' }),
    column('Zip code', ['90210', '10001'], { distinct: 60, sqlType: 'BIGINT' }),
    column('Remark', ['called twice', 'moved away']),
    column('Contact person', ['王小明', '李娜', '张伟强'], few),
    column('Phone', ['13812345678', '13987654321'], few),
  ];

  test('columns of a few classes and of numbers come in, and nothing personal', () => {
    const { privacy, mapping } = proposeMeaning('customers', CHURN, 100, []);
    expect(mapping['churned']).toBe('Churn');
    expect(privacy).toMatchObject({ Contract: 'keep', Offer: 'keep', Months: 'keep', Charges: 'keep' });
    expect(privacy).toMatchObject({ Remark: 'drop', Row: 'drop', 'Zip code': 'drop' });
    expect(privacy['Contact person']).not.toBe('keep');
    expect(privacy['Phone']).not.toBe('keep');
  });

  test('none where it does not say so, whatever a notebook says that it does', () => {
    const silent = CHURN.map((one) => (one.name === 'Churn' ? { ...one, name: 'Flag' } : one));
    expect(proposeMeaning('customers', silent, 100, []).privacy['Contract']).toBe('drop');
    const asking = {
      ...defaultSource,
      name: 'customers',
      entity: 'customers' as const,
      columns: silent.map(({ name }) => ({ name, type: 'VARCHAR' })),
      mapping: { customer: 'customer_id', churned: 'Flag' },
    };
    const { privacy, mapping } = proposeMeaning('customers', silent, 100, [asking]);
    expect(mapping['churned']).toBe('Flag');
    expect(privacy['Contract']).toBe('drop');
  });
});
