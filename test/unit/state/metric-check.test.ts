import { expect, test } from 'vitest';
import { fail, ok } from '../../../src/result.ts';
import type { NotebookEngine } from '../../../src/state/engines.ts';
import { MetricCheck } from '../../../src/state/metric-check.svelte.ts';

function checkOver(run: (sql: string) => Promise<unknown>) {
  const engine = { run: (sql: string | string[]) => run(String(sql)) } as unknown as NotebookEngine;
  return new MetricCheck({ notebook: async () => ok(engine) });
}

const formula = { entity: 'orders', expression: 'sum(amount)' } as const;
const rows = (data: unknown[][]) => ok({ fields: [], count: 1, data });
/** A number by its type, and an aggregate: what fails for aggregates fails. */
const right = () => {
  let asked = 0;
  return async () => (asked++ % 2 === 0 ? rows([['x'], ['DOUBLE']]) : fail('sql-error'));
};
const signal = () => new AbortController().signal;

test('one that is not well formed is refused without asking', async () => {
  let asked = 0;
  const check = checkOver(async () => (asked++, rows([])));
  const bad = { entity: 'orders', expression: 'sum(amount); DROP TABLE x' } as const;
  await check.ask(bad, signal());
  expect([check.faultOf(bad) === null, check.passed(bad, false), asked]).toEqual([false, false, 0]);
});

test('where the engine can be asked, one passes only once it has been found right', async () => {
  const check = checkOver(right());
  expect([check.passed(formula, false), check.passed(formula, true)]).toEqual([true, false]);
  await check.ask(formula, signal());
  expect([check.passed(formula, true), check.faultOf(formula)]).toEqual([true, null]);
  // Another text, or another entity, is another formula.
  expect(check.passed({ ...formula, expression: 'sum(cost)' }, true)).toBe(false);
  expect(check.passed({ ...formula, entity: 'events' }, true)).toBe(false);
});

test('what the engine says against it is kept for that formula alone', async () => {
  const check = checkOver(async () => fail('sql-error', { detail: 'no' }));
  await check.ask(formula, signal());
  expect([check.faultOf(formula)?.code, check.passed(formula, true)]).toEqual(['sql-error', false]);
  expect(check.faultOf({ ...formula, expression: 'count(*)' })).toBeNull();
});

test('a verdict that comes too late is dropped', async () => {
  const abort = new AbortController();
  const check = checkOver(async () => {
    abort.abort();
    return fail('sql-error');
  });
  await check.ask(formula, abort.signal);
  expect(check.faultOf(formula)).toBeNull();
});
