import { expect, test } from 'vitest';
import { withColumnsLeft, withPolicy, withRole, withScale } from '../../../../src/import/meaning/edit.ts';
import type { Meaning } from '../../../../src/import/meaning/meaning.ts';

const meaning: Meaning = {
  entity: 'customers',
  mapping: { customer: 'id', phone: 'tel' },
  attributes: {},
  unsettled: false,
  confidence: { customer: 0.9, phone: 0.6 },
  missing: [],
  known: null,
  layout: null,
  scales: {},
  personal: { id: null, tel: 'phone', mail: 'email', note: null },
  privacy: { id: 'keep', tel: 'mask', mail: 'drop', note: 'keep' },
  asks: {},
};

test('a role by hand is sure, has one column, and a column one role', () => {
  const edited = withRole(meaning, 'mail', 'phone');
  expect(edited.mapping).toEqual({ customer: 'id', phone: 'mail' });
  expect(edited.confidence).toEqual({ customer: 0.9, phone: 1 });
  expect(withRole(meaning, 'tel', 'customer').mapping).toEqual({ customer: 'tel' });
});

test("the role's policy becomes the column's: a personal key is pseudonymised", () => {
  expect(withRole(meaning, 'tel', 'customer').privacy['tel']).toBe('pseudonymise');
  expect(withRole(meaning, 'note', 'city').privacy['note']).toBe('keep');
});

test('a column that is no longer used loses its role and is left out', () => {
  const privacy = { ...meaning.privacy, tel: 'drop' };
  expect(withRole(meaning, 'tel', '')).toEqual({ ...meaning, mapping: { customer: 'id' }, privacy });
  expect(withRole(meaning, 'note', 'phone').privacy).toMatchObject({ tel: 'drop', note: 'keep' });
  expect(withRole(meaning, 'tel', 'phone').privacy['tel']).toBe('mask');
});

test('a policy by hand is of one column', () => {
  expect(withPolicy(meaning, 'tel', 'keep').privacy).toEqual({ ...meaning.privacy, tel: 'keep' });
});

test('columns left out come back as they would be proposed', () => {
  const out = withColumnsLeft(meaning, ['tel', 'note'], true);
  expect(out.privacy).toEqual({ id: 'keep', tel: 'drop', mail: 'drop', note: 'drop' });
  expect(withColumnsLeft(out, ['tel', 'note'], false).privacy).toMatchObject({ tel: 'mask', note: 'keep' });
});

test('nothing is changed in place', () => {
  const before = structuredClone(meaning);
  withRole(meaning, 'mail', 'phone');
  withPolicy(meaning, 'tel', 'keep');
  withColumnsLeft(meaning, ['tel'], true);
  expect(meaning).toEqual(before);
});

test('answers are on the scale that is said; of five needs no saying', () => {
  const ten = withScale(meaning, 'note', { from: 1, to: 10 });
  expect(ten.scales).toEqual({ note: { from: 1, to: 10 } });
  expect(withScale(ten, 'note', { from: 1, to: 5 }).scales).toEqual({});
});
