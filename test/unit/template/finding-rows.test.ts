import { expect, test, vi } from 'vitest';
import { findingRows } from '../../../src/template/finding-rows.ts';
import { renderText } from '../../../src/template/findings.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { ParamValues, Template } from '../../../src/template/schema.ts';

const GIVEN = { asOf: '2026-01-01', periodStart: '2025-01-01', periodEnd: '2025-12-31' };
const asked = (params: ParamValues) => ({ cell: 'big ones', params, given: GIVEN });
const template: Template = {
  ...getTemplate('win-back')!,
  params: [{ id: 'least', kind: 'integer', label: { zh: '至少', en: 'least' }, default: 5, min: 0, max: 9 }],
  findings: {
    some: {
      claim: { kind: 'level' },
      sentence: { zh: 'x', en: 'x' },
      rows: 'tier = {tier} AND n >= $least AND share < {share}',
    },
    share: {
      claim: { kind: 'level' },
      sentence: { zh: 'x', en: 'x' },
      rows: 'n > (SELECT avg(n) FROM $result)',
    },
    all: { claim: { kind: 'level' }, sentence: { zh: 'x', en: 'x' } },
  },
};

test("a condition takes the finding's values and the parameters as literals, whatever they hold", () => {
  const row = { tier: "O'Brien; DROP TABLE x --", share: 0.5 };
  expect(findingRows(template, 'some', row, asked({ least: 7 }))).toEqual({
    ok: true,
    value: "tier = 'O''Brien; DROP TABLE x --' AND n >= 7 AND share < 0.5::DOUBLE",
  });
  expect(findingRows(template, 'some', { share: null }, asked({}))).toEqual({
    ok: true,
    value: 'tier = NULL AND n >= 5 AND share < NULL',
  });
});

test('a condition may ask how many there are in all', () => {
  expect(findingRows(template, 'share', {}, asked({}))).toEqual({
    ok: true,
    value: 'n > (SELECT avg(n) FROM "big ones")',
  });
});

test('of what the notebook gives nothing is fixed in a rule that is to last', () => {
  const profiles = getTemplate('customer-360')!;
  const lasting = findingRows(profiles, 'stale', {}, { cell: 'c360', params: {}, given: null });
  expect(lasting).toEqual({ ok: true, value: 'updated_on < $as_of - 180' });
  expect(findingRows(profiles, 'stale', {}, { cell: 'c360', params: {}, given: GIVEN })).toEqual({
    ok: true,
    value: "updated_on < DATE '2026-01-01' - 180",
  });
});

test('a rule without a condition, or unknown, speaks of no rows', () => {
  for (const rule of ['all', 'none', 'constructor'])
    expect(findingRows(template, rule, {}, asked({}))).toEqual({ ok: true, value: null });
});

test.each([
  ['最常用的是 {a}：{n} 次', { a: '首页', n: '1.1 万' }, '最常用的是首页：1.1 万次'],
  ['{a}最低的是 {b}', { a: 'NPS', b: '酒店 Hotel' }, 'NPS 最低的是酒店 Hotel'],
  ['共 {n} 次（{a}）', { n: '535', a: '¥11.2 万' }, '共 535 次（¥11.2 万）'],
  ['下过 {a} 的订单', { a: '¥11.2 万' }, '下过 ¥11.2 万的订单'],
])('spaces stand in Chinese where they should: %s', (zh, row, sentence) => {
  const pieces = renderText({ zh, en: '' }, row, 'zh', String);
  expect(pieces.map(({ text }) => text).join('')).toBe(sentence);
});

test('what a cell has set is read once for all of its findings, and anew where it or the dates are others', () => {
  const fill = vi.spyOn(globalThis, 'structuredClone');
  const params = {};
  const filled = (of: ParamValues, given = GIVEN) => {
    const before = fill.mock.calls.length;
    const said = findingRows(template, 'some', { tier: 'A', share: 1 }, { ...asked(of), given });
    return [said.ok && said.value, fill.mock.calls.length - before];
  };
  const all = "tier = 'A' AND n >= 5 AND share < 1";
  expect([filled(params), filled(params), filled(params)]).toEqual([
    [all, 1],
    [all, 0],
    [all, 0],
  ]);
  const dates = { ...GIVEN };
  expect(filled(params, dates)).toEqual([all, 1]);
  expect([filled(params), filled(params, dates)], 'with some dates and with others, in turn').toEqual([
    [all, 0],
    [all, 0],
  ]);
  expect(filled({ least: 6 })).toEqual([all.replace('5', '6'), 0]);
  const other = { ...template, params: [{ ...template.params[0]!, default: 7 }] } as Template;
  const said = findingRows(other, 'some', { tier: 'A', share: 1 }, asked(params));
  expect(said).toEqual({ ok: true, value: all.replace('5', '7') });
  fill.mockRestore();
});
