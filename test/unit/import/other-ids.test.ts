import { expect, test } from 'vitest';
import { pseudonymId } from '../../../src/import/meaning/other-ids.ts';
import type { ColumnProfile } from '../../../src/import/stage/profile.ts';

const column = (name: string, distinct: number, filled = 1000, sqlType = 'VARCHAR'): ColumnProfile => ({
  name,
  sqlType,
  filled,
  distinct,
  min: null,
  max: null,
  top: [],
  examples: [],
});

const profile = [
  column('订单编号', 1000),
  column('联系手机', 820, 960),
  column('买家昵称', 850),
  column('收货人', 700),
  column('省份', 31),
  column('实付', 640, 1000, 'DOUBLE'),
  column('备注', 900, 120),
];
const mapping = { customer: '联系手机', order_id: '订单编号', amount: '实付', name: '收货人' };

test('a customer known by a phone is a pseudonym in lists; the platform’s own id is offered first', () => {
  // The nickname is not read yet, and so would be left out.
  const privacy = { 联系手机: 'pseudonymise', 收货人: 'mask', 买家昵称: 'drop' } as const;
  expect(pseudonymId(mapping, privacy, { 收货人: 'name' }, profile, 1000)).toEqual({
    column: '联系手机',
    others: ['买家昵称'],
  });
});

test('nothing is offered that is hidden itself, seldom filled, too coarse or taken', () => {
  const privacy = { 联系手机: 'pseudonymise' } as const;
  const personal = { 收货人: 'name', 买家昵称: 'email' } as const;
  expect(pseudonymId(mapping, privacy, personal, profile, 1000)).toEqual({ column: '联系手机', others: [] });
});

test('how long somebody took over an answer is nobody’s id', () => {
  const took = { ...column('所用时间', 800), examples: ['515秒', '8分3秒'] };
  expect(
    pseudonymId(mapping, { 联系手机: 'pseudonymise' }, {}, [...profile.slice(0, 2), took], 1000),
  ).toEqual({
    column: '联系手机',
    others: [],
  });
});

test('a plain code stays as it is and needs no word', () => {
  expect(pseudonymId({ ...mapping, customer: '买家昵称' }, {}, {}, profile, 1000)).toBeNull();
  expect(pseudonymId({ order_id: '订单编号' }, {}, {}, profile, 1000)).toBeNull();
});
