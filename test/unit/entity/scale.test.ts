import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castSql } from '../../../src/entity/cast.ts';
import { onFiveSql, reversedScale, scaleOf } from '../../../src/entity/scale.ts';
import { quoteText } from '../../../src/sql/quote.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

describe('the scale of answers', () => {
  test.each([
    [{ min: 1, max: 5, distinct: 5 }, null],
    [{ min: 0, max: 5, distinct: 6 }, null],
    [
      { min: 1, max: 7, distinct: 7 },
      { from: 1, to: 7 },
    ],
    [
      { min: 1, max: 10, distinct: 10 },
      { from: 1, to: 10 },
    ],
    [
      { min: 0, max: 10, distinct: 11 },
      { from: 0, to: 10 },
    ],
    [
      { min: 20, max: 100, distinct: 40 },
      { from: 0, to: 100 },
    ],
    // A slip among answers from 1 to 5.
    [{ min: 1, max: 55, distinct: 6 }, null],
    [{ min: 1, max: 6, distinct: 6 }, null],
    [{ min: -3, max: 10, distinct: 12 }, null],
  ])('%j is %j', (seen, scale) => {
    expect(scaleOf(seen)).toEqual(scale);
  });

  test.each([
    ['满意度(1=非常满意,5=非常不满意)', 5],
    ['1、您对服务满意吗？(1非常满意 2满意 3一般 4不满意 5非常不满意)', 5],
    ['Satisfaction (1 = very satisfied, 5 = very dissatisfied)', 5],
    ['satisfaction_1_best_7_worst', 7],
    ['Zufriedenheit (1 = sehr gut, 5 = schlecht)', 5],
    ['满意度（1-非常不满意，5-非常满意）', null],
    ['Satisfaction (1 = poor, 5 = excellent)', null],
    ['How satisfied are you? (1-5)', null],
    ['满意度', null],
    ['Q1 Overall, how satisfied or dissatisfied are you with our 5 shops?', null],
  ])('%s says whether its lowest number is the best', async (name, worst) => {
    const scale = reversedScale(name);
    expect(scale).toEqual(worst === null ? null : { from: worst, to: 1 });
    if (!scale) return;
    const sql = onFiveSql('v', scale);
    expect(await native.rows(`SELECT ${sql} AS v FROM (VALUES (1), (${worst})) t(v)`)).toEqual([
      { v: 5 },
      { v: 1 },
    ]);
  });

  test('its ends are the ends of five, its middle the middle', async () => {
    const sql = onFiveSql('v', { from: 1, to: 10 });
    expect(await native.rows(`SELECT ${sql} AS v FROM (VALUES (1), (5.5), (10)) t(v)`)).toEqual([
      { v: 1 },
      { v: 3 },
      { v: 5 },
    ]);
  });
});

/** What a role makes of texts. */
const read = async (role: string, texts: string[], column = 'c'): Promise<unknown[]> => {
  const sql = castSql({ name: column, type: 'VARCHAR' }, { name: role, type: 'number' });
  const list = texts.map((text, i) => `(${i}, ${quoteText(text)})`).join(', ');
  return (
    await native.rows<{ v: unknown }>(`SELECT ${sql} AS v FROM (VALUES ${list}) t(i, "${column}") ORDER BY i`)
  ).map(({ v }) => v);
};

test('answers in words, with their number and in stars', async () => {
  expect(
    await read('nps', ['10 - 非常愿意', '9', '7分', '不适用', '8/10', '(跳过)', '0', '10 points']),
  ).toEqual([10, 9, 7, null, 8, null, 0, 10]);
  expect(
    await read('csat', [
      '非常满意',
      '满意',
      '一般',
      '不满意',
      '非常不满意',
      'Very satisfied',
      'neutral',
      '★★★★☆',
      '4 (Good)',
      '非常满意(5)',
    ]),
  ).toEqual([5, 4, 3, 2, 1, 5, 3, 4, 4, 5]);
});

test('durations in the role’s unit, a short clock as the column’s name says', async () => {
  expect(await read('duration_seconds', ['0:07:13', '1 h 20 min', '90秒', 'PT2M', '45', '07:13'])).toEqual([
    433, 4800, 90, 120, 45, 433,
  ]);
  expect(await read('response_minutes', ['01:30', '90秒', '2h'], 'First reply (hh:mm)')).toEqual([
    90, 1.5, 120,
  ]);
  expect(await read('response_minutes', ['01:30'], '响应时长(mm:ss)')).toEqual([1.5]);
});
