import { expect, test } from 'vitest';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { CompileCache } from '../../../src/run/compile-cache.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { GIVEN } from '../template/support.ts';

const template = getTemplate('pareto')!;
const cell = { ...defaultCell, name: 'pareto', template: 'pareto', templateVersion: 1 };

test('a cell is compiled anew when its settings, its SQL or the scope change, and only then', () => {
  const cache = new CompileCache();
  const first = cache.compile(template, cell, GIVEN);
  expect(cache.compile(template, { ...cell, title: 'Who?' }, { ...GIVEN })).toBe(first);
  for (const [changed, given] of [
    [{ ...cell, params: { measure: 'profit' } }, GIVEN],
    [{ ...cell, sql: 'SELECT 1 AS n' }, GIVEN],
    [cell, { ...GIVEN, asOf: '2024-08-01' }],
  ] as const)
    expect(cache.compile(template, changed, given)).not.toBe(first);
  expect(cache.compile({ ...template }, cell, GIVEN)).toEqual(first);
});

test('compiled anew, the stages that a setting does not touch are the same objects', () => {
  const cache = new CompileCache();
  const rfm = getTemplate('rfm')!;
  const at = (share: number) => {
    const weights = { r: (1 - share) / 2, f: (1 - share) / 2, m: share };
    const made = cache.compile(rfm, { ...cell, name: 'rfm', template: 'rfm', params: { weights } }, GIVEN);
    if (!made.ok) throw new Error(made.fault.code);
    return made.value.stages;
  };
  const [before, after] = [at(0.4), at(0.6)];
  const same = after.filter((stage, i) => stage === before[i]).map(({ name }) => name);
  const alike = after.filter((stage, i) => stage.sql === before[i]!.sql).map(({ name }) => name);
  expect(same).toEqual(alike);
  expect(same).toContain('base');
  expect(same).not.toContain('result');
});

test('an own metric that changes compiles its cells anew, and another edit of the notebook does not', () => {
  const metric = {
    id: 'own_spend',
    name: 'Spend',
    entity: 'orders',
    expression: 'sum(amount)',
    format: 'money',
  } as const;
  const cache = new CompileCache();
  const own = { ...cell, template: 'metrics', params: { metric: metric.id } };
  const at = (expression: string) => {
    const template = templatesOf({ metrics: [{ ...metric, expression }], goal: { metrics: [] } })('metrics')!;
    return cache.compile(template, own, GIVEN);
  };
  const first = at('sum(amount)');
  expect(at('sum(amount)')).toBe(first);
  const second = at('avg(amount)');
  expect(second.ok && second.value.portable).toContain('(avg(amount))::DOUBLE');
});
