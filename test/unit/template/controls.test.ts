import { describe, expect, test } from 'vitest';
import {
  foldedParams,
  readNumber,
  rebalance,
  stepOf,
  stepped,
  suggestionsFor,
  valueOf,
  visibleParams,
  withAdded,
  withMoved,
  writeNumber,
} from '../../../src/template/controls.ts';
import { templates } from '../../../src/template/registry.ts';
import type { Param, ParamValues } from '../../../src/template/schema.ts';

const label = { zh: '值', en: 'value' };
const number = (rest: object = {}) =>
  ({ id: 'n', kind: 'number', default: 0.5, min: 0, max: 1, label, ...rest }) as Extract<
    Param,
    { kind: 'number' | 'integer' }
  >;

describe('visibleParams', () => {
  const params: Param[] = [
    { id: 'method', kind: 'choice', default: 'weighted', options: [], label },
    { id: 'shares', kind: 'boolean', default: true, label, when: { param: 'method', is: ['weighted'] } },
    number({ id: 'cut', when: { param: 'shares', is: [true] } }),
  ];
  test('a condition is read with defaults', () => {
    expect(visibleParams(params, {}).map((p) => p.id)).toEqual(['method', 'shares', 'cut']);
  });
  test('what depends on a hidden parameter is hidden too', () => {
    expect(visibleParams(params, { method: 'quintile' }).map((p) => p.id)).toEqual(['method']);
    expect(visibleParams(params, { shares: false }).map((p) => p.id)).toEqual(['method', 'shares']);
  });
  test('a circle of conditions shows nothing and ends', () => {
    const a = number({ id: 'a', when: { param: 'b', is: [0.5] } });
    const b = number({ id: 'b', when: { param: 'a', is: [0.5] } });
    expect(visibleParams([a, b], {})).toEqual([]);
  });
  test('a null value of the cell is its own, not the default', () => {
    expect(valueOf({ id: 'd', kind: 'date', default: '2024-01-01', label }, { d: null })).toBeNull();
  });
});

describe('what is seldom changed', () => {
  const often = [1, 2, 3, 4, 5, 6].map((i) => number({ id: `often_${i}` }));
  const params: Param[] = [
    number({ id: 'seldom', rare: true }),
    ...often,
    { id: 'list', kind: 'list', default: [], label, rare: true },
  ];
  test('is folded away, and said where it was changed', () => {
    const { first, folded, changed } = foldedParams(params, { seldom: 0.5 });
    expect(first).toEqual(often);
    expect(folded.map(({ id }) => id)).toEqual(['seldom', 'list']);
    expect(changed).toBe(0);
    expect(foldedParams(params, { seldom: 0.7, list: ['a'] }).changed).toBe(2);
  });
  test('stands with the others where they are few', () => {
    const few = params.slice(0, 7);
    expect(foldedParams(few, {})).toEqual({ first: few, folded: [], changed: 0 });
  });

  /** Every combination of what decides which parameters are shown. */
  const settings = (all: readonly Param[]): ParamValues[] =>
    all
      .filter(({ id }) => all.some(({ when }) => when?.param === id))
      .reduce<ParamValues[]>(
        (sets, param) => {
          const values = param.kind === 'choice' ? param.options.map(({ value }) => value) : [true, false];
          return sets.flatMap((set) => values.map((value) => ({ ...set, [param.id]: value })));
        },
        [{}],
      );

  test.each([...templates.values()].map((template) => [template.id, template.params] as const))(
    '%s asks for at most seven things at once',
    (_, all) => {
      for (const values of settings(all)) {
        const { first } = foldedParams(visibleParams(all, values), values);
        expect(first.length, JSON.stringify(values)).toBeLessThanOrEqual(7);
      }
    },
  );
});

describe('numbers', () => {
  test('step follows the declared one, the kind, then the range', () => {
    expect(stepOf(number({ step: 0.05 }))).toBe(0.05);
    expect(stepOf(number({ kind: 'integer', max: 500 }))).toBe(1);
    expect(stepOf(number({ max: 1 }))).toBeCloseTo(0.01, 12);
    expect(stepOf(number({ max: 1000 }))).toBe(10);
  });
  test('full-width digits, grouping and percent are read as meant', () => {
    expect(readNumber('０．８', number())).toEqual({ value: 0.8 });
    expect(readNumber('1,200', number({ max: 5000 }))).toEqual({ value: 1200 });
    expect(readNumber('80 %', number({ format: 'percent' }))).toEqual({ value: 0.8 });
    expect(readNumber('29', number({ format: 'percent' }))).toEqual({ value: 0.29 });
  });
  test('each problem has its name', () => {
    expect(readNumber('', number())).toEqual({ problem: 'not-a-number' });
    expect(readNumber('abc', number())).toEqual({ problem: 'not-a-number' });
    expect(readNumber('1.5', number({ kind: 'integer', max: 9 }))).toEqual({ problem: 'not-whole' });
    expect(readNumber('1.01', number())).toEqual({ problem: 'outside' });
    expect(readNumber('-1', number())).toEqual({ problem: 'outside' });
  });
  test('written text reads back as the same number', () => {
    for (const value of [0, 0.07, 0.29, 0.57, 1]) {
      const param = number({ format: 'percent' });
      expect(readNumber(writeNumber(value, param), param)).toEqual({ value });
    }
  });
  test('stepping stays on the grid and inside the bounds', () => {
    expect(stepped(0.1, number({ step: 0.1 }), 2)).toBe(0.3);
    expect(stepped(0.95, number({ step: 0.1 }), 1)).toBe(1);
    expect(stepped(0, number({ step: 0.1 }), -1)).toBe(0);
  });
});

describe('rebalance', () => {
  const sum = (weights: Record<string, number>) =>
    Math.round(Object.values(weights).reduce((a, b) => a + b, 0) * 100);

  test('the others keep their proportion', () => {
    expect(rebalance({ r: 0.3, f: 0.4, m: 0.3 }, 'f', 0.7)).toEqual({ r: 0.15, f: 0.7, m: 0.15 });
    expect(rebalance({ r: 0.6, f: 0.3, m: 0.1 }, 'm', 0.4)).toEqual({ r: 0.4, f: 0.2, m: 0.4 });
  });
  test('whole percents that always sum to one hundred', () => {
    const start = { a: 0.34, b: 0.33, c: 0.33 };
    for (let share = 0; share <= 1; share += 0.01) {
      const next = rebalance(start, 'b', share);
      expect(sum(next)).toBe(100);
      for (const value of Object.values(next))
        expect(Math.abs(value * 100 - Math.round(value * 100))).toBeLessThan(1e-9);
    }
  });
  test('zeroed others share equally, and a share outside 0..1 is clamped', () => {
    expect(rebalance({ r: 1, f: 0, m: 0 }, 'r', 0.5)).toEqual({ r: 0.5, f: 0.25, m: 0.25 });
    expect(rebalance({ r: 0.5, f: 0.5 }, 'r', 1.4)).toEqual({ r: 1, f: 0 });
    expect(rebalance({ only: 1 }, 'only', 0.2)).toEqual({ only: 1 });
  });
});

describe('lists', () => {
  test('adding trims and never doubles', () => {
    expect(withAdded(['a'], ' b ')).toEqual(['a', 'b']);
    expect(withAdded(['a'], 'a')).toEqual(['a']);
    expect(withAdded(['a'], '  ')).toEqual(['a']);
  });
  test('moving stays inside', () => {
    expect(withMoved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(withMoved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(withMoved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
  test('suggestions: beginnings first, chosen ones left out, limited', () => {
    expect(suggestionsFor('pa', ['Repair', 'Pay', 'Page'], ['Page'])).toEqual(['Pay', 'Repair']);
    expect(suggestionsFor('', ['a', 'b', 'c'], [], 2)).toEqual(['a', 'b']);
  });
});
