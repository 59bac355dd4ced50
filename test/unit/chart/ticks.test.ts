import { describe, expect, test } from 'vitest';
import { placeLabels, spread } from '../../../src/chart/place.ts';
import { textWidth, truncate, twoLines } from '../../../src/chart/text-width.ts';
import { linearTicks, logTicks, niceDomain, timeTicks } from '../../../src/chart/ticks.ts';

describe('ticks', () => {
  test('linear ticks are round', () => {
    expect(linearTicks(0, 97, 5)).toEqual([0, 20, 40, 60, 80]);
    expect(linearTicks(-30, 30, 3)).toEqual([-20, 0, 20]);
    expect(linearTicks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(niceDomain(0, 97, 5)).toEqual([0, 100]);
    expect(niceDomain(5, 5, 5)).toEqual([0, 5]);
  });

  test('log ticks', () => {
    expect(logTicks(1, 1_000_000)).toEqual([1, 10, 100, 1000, 10_000, 100_000, 1_000_000]);
    expect(logTicks(1, 100)).toEqual([1, 2, 5, 10, 20, 50, 100]);
  });

  test('time ticks stand on first days of months and on Mondays', () => {
    const months = timeTicks(Date.UTC(2010, 11, 1), Date.UTC(2011, 11, 9), 6);
    expect(months.unit).toBe('month');
    for (const t of months.at) expect(new Date(t).getUTCDate()).toBe(1);
    const weeks = timeTicks(Date.UTC(2011, 0, 1), Date.UTC(2011, 1, 20), 8);
    for (const t of weeks.at) expect(new Date(t).getUTCDay()).toBe(1);
  });
});

describe('placing', () => {
  test('a CJK character is as wide as the face is high', () => {
    expect(textWidth('客户价值', 12)).toBe(48);
    expect(textWidth('iiii', 12)).toBeLessThan(24);
  });

  test('a cut text keeps its width and ends in an ellipsis', () => {
    const cut = truncate('新疆维吾尔自治区伊犁哈萨克自治州', 12, 100);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(100 + 12);
    expect(truncate('短', 12, 100)).toBe('短');
  });

  test('two lines break evenly', () => {
    expect(twoLines('物流延迟', 12, 40)).toEqual(['物流', '延迟']);
    expect(twoLines('Add to cart', 12, 50)).toEqual(['Add to', 'cart']);
  });

  test('spread keeps order, distance and bounds', () => {
    const out = spread([10, 11, 12, 90], 15, 0, 100);
    expect([...out].sort((a, b) => a - b)).toEqual(out);
    for (let i = 1; i < out.length; i++) expect(out[i]! - out[i - 1]!).toBeGreaterThanOrEqual(15);
    expect(Math.max(...out)).toBeLessThanOrEqual(100);
  });

  test('labels never overlap: what has no place gets none', () => {
    const points = Array.from({ length: 12 }, () => ({ x: 50, y: 50, width: 40, height: 14 }));
    const placed = placeLabels(points, { x: 0, y: 0, width: 100, height: 100 });
    expect(placed.filter(Boolean).length).toBeLessThanOrEqual(8);
  });

  test('a point between others takes a corner', () => {
    const at = (x: number, y: number) => ({ x, y, width: 60, height: 14, radius: 12 });
    // Others stand right above, left below and to the right of the one in the middle.
    const points = [at(100, 100), at(118, 78), at(76, 116), at(140, 104)];
    const placed = placeLabels(points, { x: 0, y: 0, width: 300, height: 220 });
    expect(placed[0]).not.toBeNull();
    expect(placed.filter(Boolean)).toHaveLength(4);
  });
});
