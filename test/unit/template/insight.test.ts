import { describe, expect, test } from 'vitest';
import { byStake, kindOf, weightOf } from '../../../src/template/insight.ts';
import { templates } from '../../../src/template/registry.ts';
import type { FindingRule } from '../../../src/template/schema.ts';

const rule = (given: Partial<FindingRule>): FindingRule => ({
  claim: { kind: 'level' },
  sentence: { zh: '', en: '' },
  ...given,
});
const judged = { kind: 'difference', test: 'judged', unit: 'customer' } as const;

describe('what kind of finding it is', () => {
  test('what is judged and has something at stake is an insight', () => {
    const told = rule({ claim: judged, insight: { money: { column: 'amount' } } });
    expect(kindOf(told, { amount: 12 })).toBe('insight');
    expect(kindOf(told, { amount: 0 }), 'nothing at stake').toBe('reading');
    expect(kindOf(told, { amount: NaN })).toBe('reading');
    expect(kindOf(rule({ claim: judged }), { amount: 12 }), 'not declared').toBe('reading');
  });

  test('a level is one only where its row stands up', () => {
    const level = rule({ insight: { money: { column: 'amount' } } });
    expect(kindOf(level, { amount: 12 })).toBe('reading');
    expect(kindOf(level, { amount: 12, stands: false })).toBe('reading');
    expect(kindOf(level, { amount: 12, stands: true })).toBe('insight');
    const record = rule({
      claim: { kind: 'best', test: 'record' },
      insight: { money: { column: 'amount' } },
    });
    expect(kindOf(record, { amount: 12 })).toBe('reading');
  });

  test('a note is a note whatever its row has', () => {
    const note = rule({ claim: { kind: 'note' }, insight: { money: { column: 'amount' } } });
    expect(kindOf(note, { amount: 12, stands: true })).toBe('note');
  });

  test('no note of a template is declared as an insight, and what is at stake is money or a rate', () => {
    const wrong = [...templates].flatMap(([id, { findings }]) =>
      Object.entries(findings)
        .filter(
          ([, { claim, insight }]) => insight && (claim.kind === 'note' || !(insight.money ?? insight.rate)),
        )
        .map(([name]) => `${id}.${name}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what is at stake', () => {
  test('money is a column, or a difference times how many, and has no sign', () => {
    expect(weightOf(rule({ insight: { money: { column: 'a' } } }), { a: -5 }).money).toBe(5);
    const apart = rule({ insight: { money: { between: ['a', 'b'], times: 'n' } } });
    expect(weightOf(apart, { a: 10, b: 14, n: 3 }).money).toBe(12);
    expect(weightOf(apart, { a: 10, b: null, n: 3 }).money).toBeNull();
  });

  test('a share has the interval of Wilson, other values that of their row', () => {
    const share = rule({ insight: { rate: { share: 'p', of: 'n' } } });
    // 10 of 20: 0.299 to 0.701 (Newcombe 1998, method 3).
    const { rate } = weightOf(share, { p: 0.5, n: 20 });
    expect(rate!.low).toBeCloseTo(0.2993, 4);
    expect(rate!.high).toBeCloseTo(0.7007, 4);
    expect(weightOf(share, { p: 0.5, n: 0 }).rate).toBeNull();
    const own = rule({ insight: { rate: { value: 'v', low: 'l', high: 'h' } } });
    expect(weightOf(own, { v: 2, l: 1, h: 3n }).rate).toEqual({ value: 2, low: 1, high: 3 });
  });

  test('they are ranked by money, then by how many they reach', () => {
    const of = (money: number | null, reach: number) => ({ money, reach, rate: null });
    expect([of(null, 900), of(10, 1), of(20, 1), of(null, 5), of(10, 7)].sort(byStake)).toEqual([
      ...[of(20, 1), of(10, 7), of(10, 1), of(null, 900), of(null, 5)],
    ]);
  });
});
